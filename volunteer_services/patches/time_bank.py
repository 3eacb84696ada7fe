"""Sites from before the time bank get its workflows, rules and settings; their records earn points in a
job."""

from volunteer_services.setup.defaults import ensure_all
from volunteer_services.time_bank.services.earning import jobs


def execute() -> None:
	ensure_all()
	jobs.queue_missing()
