"""What the papers of the pilot sites say beside the documents themselves: plaque, visit record, submission.

Registered as Jinja methods in hooks.py.
"""

import frappe
from frappe import _
from frappe.utils import cint, cstr

from volunteer_services.exceptions import PilotSiteError
from volunteer_services.foundation.paper.texts import paragraphs, picture, safe_html


def plaque_certificate(name: str) -> frappe._dict:
	"""Programme, awarding body with its credit code, and the stamp of a plaque that was taken back.

	Raises PilotSiteError before the designation: there is no plaque yet.
	"""
	doc = frappe.get_doc("Pilot Site", name)
	doc.check_permission("read")
	if not doc.plaque_no:
		frappe.throw(
			_("{0} has no plaque yet. Designate the site first, then print.").format(doc.site_name),
			PilotSiteError,
			title=_("Pilot Site"),
		)
	programme = frappe.db.get_value(
		"Pilot Programme", doc.programme, ["programme_name", "year"], as_dict=True
	)
	body = (
		frappe.db.get_value("Recording Unit", doc.awarding_body, ["unit_name", "credit_code"], as_dict=True)
		if doc.awarding_body
		else None
	)
	return frappe._dict(
		programme=programme.programme_name,
		year=cint(programme.year),
		body=body or frappe._dict(unit_name="", credit_code=""),
		is_revoked=doc.workflow_state == "Plaque Revoked",
	)


def site_visit_record(name: str) -> frappe._dict:
	"""The site's place, the visitor by name, and the findings with who answers for them."""
	doc = frappe.get_doc("Site Visit", name)
	doc.check_permission("read")
	site = frappe.db.get_value(
		"Service Site",
		doc.service_site,
		["site_name", "address", "contact_person", "contact_phone", "region"],
		as_dict=True,
	)
	people = {
		user for row in doc.findings for user in (row.responsible, row.answered_by, row.closed_by) if user
	} | {doc.visitor}
	return frappe._dict(
		site=site,
		region=region_name(site.region),
		programme=_programme_of(doc.pilot_site),
		names=_full_names(people),
		findings=[frappe._dict(row.as_dict()) for row in doc.findings],
	)


def site_submission_sheet(name: str) -> frappe._dict:
	"""Programme, region, the text made safe for print, and the pictures and further files."""
	doc = frappe.get_doc("Site Submission", name)
	doc.check_permission("read")
	return submission_parts(doc)


def submission_parts(doc) -> frappe._dict:
	"""The same for a document whose permission was asked already."""
	pictures, files = [], []
	for row in doc.attachments:
		found = picture(row.file, doc.doctype, doc.name)
		if found:
			pictures.append(frappe._dict(src=found, caption=row.caption))
		else:
			files.append(frappe._dict(name=cstr(row.file).rpartition("/")[2], caption=row.caption))
	return frappe._dict(
		programme=frappe.db.get_value("Pilot Programme", doc.programme, "programme_name"),
		region=region_name(doc.region),
		body=safe_html(doc.body, doc.doctype, doc.name),
		is_empty=not paragraphs(doc.body),
		pictures=pictures,
		files=files,
		reviewer=_full_names({doc.reviewed_by}).get(doc.reviewed_by, ""),
	)


def region_name(region: str | None) -> str:
	"""District, street and community of a region in one line."""
	row = region and frappe.db.get_value("Service Region", region, ["lft", "rgt"], as_dict=True)
	if not row:
		return ""
	names = frappe.db.sql_list(
		"""select `region_name` from `tabService Region` where `lft` <= %s and `rgt` >= %s
			and `region_level` <> 'Province' order by `lft`""",
		(row.lft, row.rgt),
	)
	return " ".join(names)


def _programme_of(pilot_site: str | None) -> str:
	programme = pilot_site and frappe.db.get_value("Pilot Site", pilot_site, "programme")
	return cstr(programme and frappe.db.get_value("Pilot Programme", programme, "programme_name"))


def _full_names(users: set[str | None]) -> dict[str, str]:
	return dict(
		frappe.db.sql(
			"select `name`, `full_name` from `tabUser` where `name` in %s",
			(tuple(user for user in users if user) or ("",),),
		)
	)
