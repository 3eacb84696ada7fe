"""Looking up one volunteer beyond one's own scope."""

from volunteer_services.foundation import access
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.roles import STAFF
from volunteer_services.volunteer_registry.services import lookup


@endpoint(methods=["POST"])
def find(name: str, last_four: str) -> list[dict]:
	"""Volunteers of exactly this name whose mobile or ID number ends with the four characters, masked.

	For staff; limited per hour and logged. Raises PermissionError, LookupLimitError.
	"""
	access.require_role(STAFF)
	return lookup.find(name, last_four)
