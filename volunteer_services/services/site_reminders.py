"""Daily look at the sites: lapsed certifications, and what is due or overdue."""

from volunteer_services.services import compliance


def daily() -> None:
	"""Called by the scheduler."""
	compliance.refresh_all()
