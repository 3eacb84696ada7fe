"""Pasted roll-calls."""

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.domain.arguments import Text
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.volunteer_projects.services import rollcall


@endpoint(methods=["POST"])
def match(activity: str, text: Text) -> dict:
	"""Who a pasted list means; see services.rollcall.match. For who may write the activity."""
	require_permission("Service Activity", "write", activity)
	return rollcall.match(activity, text)
