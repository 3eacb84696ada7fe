"""Sites from before the time bank get its workflows, rules and settings; their records earn points in a
job."""

from volunteer_services.services import points_jobs
from volunteer_services.setup.defaults import ensure_all


def execute() -> None:
	ensure_all()
	points_jobs.queue_missing()
