"""The figures of the number cards, each counted within the user's scope."""

import frappe
from frappe.utils import nowdate

from volunteer_services.foundation.reporting.query import Where

NEED, RECIPIENT, PAIRING = "Service Need", "Service Recipient", "Recipient Pairing"
TO_SETTLE = ("Received", "Verified", "Sent Back")
WITH_TEAMS = ("Dispatched", "Accepted", "In Service")


def needs_in(states: tuple[str, ...]) -> int:
	"""Needs in these states."""
	return _count(Where(NEED, "n").add("{t}.`workflow_state` in %(states)s", states=states))


def recipients_due() -> int:
	"""Recipients on file whom nobody visited in time."""
	where = Where(RECIPIENT, "n").add(
		"{t}.`status` = 'On File' and {t}.`due_on` < %(today)s", today=nowdate()
	)
	return _count(where, RECIPIENT)


def pairs_due() -> int:
	"""Pairs whose next visit is overdue."""
	where = Where(PAIRING, "n")
	where.add("{t}.`workflow_state` = 'Paired' and {t}.`next_due_on` < %(today)s", today=nowdate())
	return _count(where, PAIRING)


def _count(where: Where, doctype: str = NEED) -> int:
	return frappe.db.sql(f"select count(*) from `tab{doctype}` as `n` where {where.sql}", where.params)[0][0]  # noqa: S608
