"""The button "Credit Earlier Records": the job for the session's user, watched through ``api.progress``."""

import frappe

from volunteer_services.foundation.jobs import progress
from volunteer_services.time_bank.services.earning import jobs

_TIMEOUT = 4 * 3600


def start() -> str:
	"""Queue the job; returns its name."""
	return progress.start(credit, f"volunteer-points-{frappe.generate_hash(length=12)}", timeout=_TIMEOUT)


def credit(job: str) -> None:
	"""Body of the job: the watcher learns also how it failed."""
	with progress.watched(job):
		jobs.credit_missing(job)
