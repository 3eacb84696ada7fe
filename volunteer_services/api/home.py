"""The home page of the staff."""

from volunteer_services.foundation import access
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.roles import STAFF_AND_AUDITOR
from volunteer_services.volunteer_services.home import today as home


@endpoint(methods=["GET"])
def today() -> dict:
	"""What waits for the user, today's activities, deadlines, buttons for something new, figures. Staff
	only; everything is of the user's own scope."""
	access.require_role(STAFF_AND_AUDITOR)
	return home.today()
