from volunteer_services.time_bank.services.books.ledger import post

__all__ = ["post"]
