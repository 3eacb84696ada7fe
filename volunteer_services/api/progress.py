"""Progress of background jobs."""

import frappe

from volunteer_services.foundation.jobs import progress


@frappe.whitelist()
def status(job: str) -> dict:
	"""How far the job is; only for the user who began it."""
	return progress.status(job)
