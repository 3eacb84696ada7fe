"""Small steps of people on their own pages that belong to no other room."""

from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.portal.services.own import notices


@endpoint(methods=["POST"])
def mark_notices_read() -> int:
	"""Note that the caller has read their notices; returns how many were new."""
	return notices.mark_read()
