"""Progress of background jobs."""

from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.jobs import progress


@endpoint()
def status(job: str) -> dict:
	"""How far the job is; only for the user who began it."""
	return progress.status(job)
