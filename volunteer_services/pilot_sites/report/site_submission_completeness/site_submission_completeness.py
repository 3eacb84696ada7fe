import frappe

from volunteer_services.pilot_sites.reporting import submissions


def execute(filters: dict | None = None) -> tuple:
	"""The yearly 1+1 of the pilot sites: accepted, under review, missing."""
	return submissions.completeness(frappe._dict(filters or {}))
