"""What the printed sheet of an assessment says beside the document: small pictures, people, the stamp."""

import base64

import frappe
from frappe import _
from frappe.utils import cint, cstr

from volunteer_services.foundation.files import pictures
from volunteer_services.foundation.paper import printing
from volunteer_services.pilot_sites.domain import checklist as rules
from volunteer_services.pilot_sites.services import checklists
from volunteer_services.pilot_sites.services.assessments import assessing, evidence, workbook

DOCTYPE = "Site Assessment"
THUMBNAIL = 360
"""Pixels of the longer side: 30 mm at 300 dots an inch."""


def assessment_sheet(name: str) -> frappe._dict:
	"""Rows, standard, people, days in words, and the stamp of a paper that certifies nothing.

	Raises PermissionError without read access.
	"""
	doc = frappe.get_doc(DOCTYPE, name)
	doc.check_permission("read")
	assessing.judge(doc)  # what is missing, in the language of the print
	standard = frappe.get_cached_doc(checklists.DOCTYPE, doc.standard)
	chinese = printing.is_chinese()
	say_day = printing.date_zh if chinese else printing.date_en
	return frappe._dict(
		lang="zh" if chinese else "en",
		rows=[_row(doc, row) for row in doc.results],
		standard=standard,
		kind=_(doc.kind, context=DOCTYPE),
		state=_(doc.workflow_state, context=DOCTYPE),
		region=frappe.db.get_value("Service Region", doc.region, "region_name") if doc.region else "",
		address=frappe.db.get_value("Service Site", doc.service_site, "address") or "",
		assessor=_person(doc.assessor),
		certifier=_person(doc.certified_by),
		rectifier=_person(doc.rectify_owner),
		assessed_on=say_day(doc.assessed_on),
		certified_on=say_day(doc.certified_on),
		valid_until=say_day(doc.valid_until),
		rectify_by=say_day(doc.rectify_by),
		outcome=_outcome(doc),
		shortfall=[line for line in cstr(doc.shortfall).split("\n") if line],
		stamp=None if doc.workflow_state in ("Certified", "Needs Rectification") else _stamp(doc),
	)


def _row(doc, row) -> frappe._dict:
	return frappe._dict(
		code=row.item_code,
		title=row.item_title,
		guidance=cstr(row.guidance),
		is_mandatory=cint(row.is_mandatory),
		# A tick without its evidence is no tick.
		is_proved=cint(row.is_met) and not row.problem,
		is_met=cint(row.is_met),
		evidence=workbook.evidence_words(row),
		problem=cstr(row.problem) if cint(row.is_met) else "",
		number=cint(row.number) if row.evidence_required == rules.NUMBER else None,
		remark=cstr(row.remark),
		file=cstr(row.evidence).rpartition("/")[2],
		picture=_picture(doc, row),
	)


def _picture(doc, row) -> str:
	"""A data URI, for private files are not fetched by whatever makes the PDF."""
	url = cstr(row.evidence)
	if rules.extension(url) not in rules.PICTURES:
		return ""
	content = evidence.content_of(doc, url)
	small = pictures.thumbnail(content, THUMBNAIL) if content else None
	return f"data:image/jpeg;base64,{base64.b64encode(small).decode()}" if small else ""


def _outcome(doc) -> str:
	state = doc.workflow_state
	if state == "Certified":
		return _("Certified: all that the standard asks for is there.")
	if state == "Needs Rectification":
		return _("Needs rectification.")
	return _("All that the standard asks for is there.") if doc.is_compliant else _("Something is missing.")


def _stamp(doc) -> str:
	return _("Not certified: {0}").format(_(doc.workflow_state, context=DOCTYPE))


def _person(user: str | None) -> str:
	return (frappe.db.get_value("User", user, "full_name") or user) if user else ""
