"""Submissions: the accepted ones of a year as one document."""

import frappe

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.pilot_sites.reporting import collection as submission_collection


@endpoint(methods=["GET"])
def collection(programme: str, year: int) -> None:
	"""The accepted submissions of a programme's year, of the user's scope, as one PDF to download."""
	require_permission("Pilot Programme", "read", programme)
	require_permission("Site Submission", "print")
	content = submission_collection.pdf(programme, year)
	# The log is kept, although a download changes nothing else.
	frappe.local.flags.commit = True
	frappe.local.response.filename = f"{programme}-{year}.pdf"
	frappe.local.response.filecontent = content
	frappe.local.response.type = "pdf"
