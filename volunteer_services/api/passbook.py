"""The passbook 时间存折: what is to be printed, and what was printed."""

from volunteer_services.foundation import access
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.roles import STAFF
from volunteer_services.time_bank.services.books import passbook

ACCOUNT = "Points Account"


@endpoint()
def lines(account: str) -> dict:
	"""The lines that the passbook of a volunteer's account lacks, with their places in the booklet."""
	access.require_permission(ACCOUNT, "read", account)
	return passbook.lines(account)


@endpoint(methods=["POST"])
def mark_printed(account: str, lines_before: int, count: int) -> dict:
	"""Confirm that ``count`` lines were printed after ``lines_before``; staff, within their scope."""
	_check(account)
	return retry.whole(lambda: passbook.mark_printed(account, lines_before, count))


@endpoint(methods=["POST"])
def print_again(account: str, line: int, reason: str) -> dict:
	"""Let the passbook be printed again from ``line`` on, for a reason that stays on the account."""
	_check(account)
	return retry.whole(lambda: passbook.print_again(account, line, reason))


@endpoint(methods=["POST"])
def begin_book(account: str, reason: str) -> dict:
	"""Begin a new booklet, because the old one is full, lost or spoilt."""
	_check(account)
	return retry.whole(lambda: passbook.begin_book(account, reason))


def _check(account: str) -> None:
	access.require_role(STAFF)
	access.require_permission(ACCOUNT, "print", account)
