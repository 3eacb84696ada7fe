"""The Excel form of an assessment: handed out for a visit without network, and read back."""

import frappe
from frappe import _

from volunteer_services.exceptions import WorkbookError
from volunteer_services.foundation import access
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.domain.arguments import Day
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.files import uploads
from volunteer_services.pilot_sites.services import checklists
from volunteer_services.pilot_sites.services.assessments import workbook, workbook_reader

DOCTYPE = "Site Assessment"


@endpoint(methods=["GET", "POST"])
def export(assessment: str) -> None:
	"""Download the form of a draft with the answers that it has."""
	access.require_permission(DOCTYPE, "write", assessment)
	doc = frappe.get_doc(DOCTYPE, assessment)
	_send(workbook.file_name(doc.site_name, doc.assessed_on), workbook.of_draft(doc))


@endpoint(methods=["GET", "POST"])
def export_blank(service_site: str, standard: str | None = None, assessed_on: Day | None = None) -> None:
	"""Download a blank form for a site by a standard (default: the one in force); reading it makes the
	draft."""
	access.require_permission(DOCTYPE, "create")
	access.require_permission("Service Site", "read", service_site)
	standard = standard or checklists.in_force(day=assessed_on)
	if not standard:
		frappe.throw(_("No standard is in force on that day. Choose one."), WorkbookError)
	access.require_permission("Checklist Standard", "read", standard)
	site_name = frappe.db.get_value("Service Site", service_site, "site_name")
	day = assessed_on or frappe.utils.nowdate()
	_send(
		workbook.file_name(site_name, day),
		workbook.without_draft(service_site, standard, assessed_on),
	)


@endpoint(methods=["POST"])
def read(assessment: str | None = None) -> dict:
	"""Read a form (form field ``file``) into a draft; without one, into the draft that the form names, or a
	new one. Returns name, changed, met_count. Raises WorkbookError: then nothing was taken over."""
	if assessment:
		access.require_permission(DOCTYPE, "write", assessment)
	else:
		access.require_permission(DOCTYPE, "create")
	_name, content = uploads.received(workbook_reader.MAX_BYTES)
	if content is None:
		frappe.throw(
			_("No file came in, or it is larger than {0} MB. Choose one that is smaller.").format(
				workbook_reader.MAX_BYTES // 2**20
			),
			WorkbookError,
			title=_("Excel Form"),
		)
	if assessment:
		return retry.whole(lambda: workbook_reader.into_draft(assessment, content))
	return retry.whole(lambda: workbook_reader.into_new(content))


def _send(name: str, content: bytes) -> None:
	frappe.response["filename"] = name
	frappe.response["filecontent"] = content
	frappe.response["type"] = "binary"
