"""Pasted roll-calls."""

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.domain.arguments import Rows, Text
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.volunteer_projects.services import rollcall, rollcall_taking


@endpoint(methods=["POST"])
def match(activity: str, text: Text) -> dict:
	"""Who a pasted list means; see services.rollcall.match. For who may write the activity."""
	require_permission("Service Activity", "write", activity)
	return rollcall.match(activity, text)


@endpoint(methods=["POST"])
def take_over(activity: str, rows: Rows) -> dict:
	"""Put the chosen rows of a pasted list into the activity: {added}. Sent twice, it adds once. Each row:
	volunteer, name, raw, reason, starts_on, ends_on, break_minutes, remark."""
	require_permission("Service Activity", "write", activity)
	return retry.whole(lambda: rollcall_taking.take_over(activity, rows))
