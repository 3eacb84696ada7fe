"""The list to call people from, for the print format."""

import frappe
from frappe.utils import cint

from volunteer_services.foundation.access import require_permission
from volunteer_services.volunteer_readiness.services.emergency import board


def call_list(doc) -> frappe._dict:
	"""What is needed, and everybody who was called. A number is printed where the reader may see the
	person's file. Raises PermissionError."""
	require_permission(doc.doctype, "read", doc.name)
	return frappe._dict(
		posts=[(row.post_title, cint(row.headcount)) for row in doc.posts],
		needed=sum(cint(row.headcount) for row in doc.posts),
		rows=board.people(doc.name),
	)
