import frappe

from volunteer_services.services import reporting_submissions


def execute(filters: dict | None = None) -> tuple:
	"""The yearly 1+1 of the pilot sites: accepted, under review, missing."""
	return reporting_submissions.completeness(frappe._dict(filters or {}))
