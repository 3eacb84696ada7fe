"""Sheets for Data Import."""

import frappe

from volunteer_services.foundation import access
from volunteer_services.foundation.doors import ours
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.sheets import sample as sheets


@endpoint(methods=["GET"])
def sample(doctype: str) -> None:
	"""Download a blank sheet with the headings, choices and explanations of one of our DocTypes, in the
	user's language. Raises PermissionError for who may not import it, and for DocTypes of others."""
	if not ours.is_ours(doctype) or frappe.get_meta(doctype).istable:
		ours.refuse(doctype)
	access.require_permission(doctype, "import")
	frappe.response["filename"] = f"{sheets.title(doctype)}.xlsx"
	frappe.response["filecontent"] = sheets.blank(doctype)
	frappe.response["type"] = "binary"
