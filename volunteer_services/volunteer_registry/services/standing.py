"""The standing of a volunteer: may service of a day be recorded for them?"""

from frappe.utils import getdate

AWAITING = "awaiting registration"
AWAITING_STATES = frozenset({"Applied", "Pending Review", "Returned"})
LEFT_STATES = {"Suspended": "suspended", "Deregistered": "deregistered"}


def serving_problem(volunteer_row, service_date=None) -> str | None:
	"""Why a volunteer's service on that day cannot be recorded as usual; None when it can.

	"awaiting registration": it is accepted and waits [REG §38]. "suspended", "deregistered", "rejected",
	"restricted": it is refused. Service given before a suspension or deregistration can still be recorded.
	The row holds workflow_state, is_restricted and, for the last rule, state_changed_on and registered_on.
	"""
	row = volunteer_row
	if row.get("is_restricted"):
		return "restricted"
	state = row.get("workflow_state")
	if state == "Registered":
		return None
	if state in AWAITING_STATES:
		return AWAITING
	if state in LEFT_STATES:
		return None if _served_before(row, service_date) else LEFT_STATES[state]
	return "rejected"


def _served_before(row, service_date) -> bool:
	changed, registered = row.get("state_changed_on"), row.get("registered_on")
	if not (service_date and changed and registered):
		return False
	return getdate(registered) <= getdate(service_date) < getdate(changed)
