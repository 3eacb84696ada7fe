"""Programmes: the copy for another year, and how their sites are getting on."""

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.pilot_sites.reporting import progress
from volunteer_services.pilot_sites.services import programmes


@endpoint(methods=["POST"])
def copy_to_year(programme: str, year: int, region: str | None = None) -> str:
	"""Copy a programme or template to a year, for a region if one is named; returns the copy's name."""
	require_permission("Pilot Programme", "read", programme)
	require_permission("Pilot Programme", "create")
	return programmes.copy_to_year(programme, year, region or None).name


@endpoint()
def figures(programme: str) -> dict:
	"""Sites by state, milestones, submissions and the regions whose target is not reached."""
	require_permission("Pilot Programme", "read", programme)
	require_permission("Pilot Site", "read")
	return progress.figures(programme)
