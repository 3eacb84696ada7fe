"""Which review comes next for a service log (design §4).

The log passes the team, then each occupied level up to the one that its day total needs; an empty level
passes to the next occupied one above. The volunteer's user and the recorder do not occupy a level.
"""

from volunteer_services.foundation.scope.staffing import LEVEL_ROLES, Staffing
from volunteer_services.service_records.domain.codes import ApprovalLevel
from volunteer_services.service_records.domain.daylimit import next_level
from volunteer_services.service_records.domain.errors import NoApproverError

REVIEW_STATE = {level: f"Pending {level} Review" for level in LEVEL_ROLES.values()}
APPROVED = "Approved"
LEVEL_OF_STATE = {state: level for level, state in REVIEW_STATE.items()}


def next_review(state: str, required: str, staff: Staffing, own: set[str], recorder: str | None) -> str:
	"""The state after ``state`` when the log goes on: a pending review or Approved.

	Where nobody but the users concerned could approve, the levels that those hold count too (the guard then
	asks for the exception of two-person stations); where nobody at all holds a level, the city's review is
	next.
	"""
	level = LEVEL_OF_STATE.get(state)
	occupied = staff.occupied(own)
	first = level is None
	if first and "Team" in occupied and not staff.holds(recorder or "", "Team"):
		return REVIEW_STATE["Team"]
	passed = None if first or level == "Team" else level
	if passed and ApprovalLevel(passed) >= ApprovalLevel(required):
		return APPROVED
	for levels in (occupied, staff.occupied(set())):
		try:
			following = next_level(passed, required, levels - {"Team"})
		except NoApproverError:
			continue
		if following:
			return REVIEW_STATE[following.value]
	return REVIEW_STATE["City"]
