"""The yearly 1+1 of a pilot site [S0]: one 特色案例 and one 志愿故事, both reviewed."""

import frappe
from frappe import _
from frappe.utils import cint, cstr, getdate, now, nowdate, strip_html

from volunteer_services.exceptions import SiteSubmissionError
from volunteer_services.foundation.rules import enforce
from volunteer_services.pilot_sites.domain import programme as rules

DOCTYPE, SITE = "Site Submission", "Pilot Site"
STATES = ("Designated", "Active", "Concluded")
STORY = "Volunteer Story"


def fill(doc) -> None:
	"""Site, programme and region of the pilot site, and the day by which the programme wants it."""
	site = frappe.db.get_value(
		SITE, doc.pilot_site, ["service_site", "site_name", "programme", "region"], as_dict=True
	)
	doc.update(site or {})
	doc.due_on = due_on(doc.programme, cint(doc.year)) if site else None
	if doc.kind != STORY:
		doc.protagonist, doc.protagonist_agrees = None, 0


def due_on(programme: str, year: int):
	"""The day by which submissions of ``year`` are due; None when the programme names none."""
	day, own = frappe.db.get_value("Pilot Programme", programme, ["submissions_due_on", "year"])
	return rules.in_year(getdate(day), year - cint(own)) if day else None


def check(doc) -> None:
	"""Raise SiteSubmissionError for an impossible year or a site without plaque."""
	with enforce(SiteSubmissionError, _("Year")):
		rules.check_year(cint(doc.year))
	state = frappe.db.get_value(SITE, doc.pilot_site, "workflow_state")
	if state not in STATES:
		frappe.throw(
			_("{0} is {1}: only sites with a plaque submit cases and stories.").format(
				doc.site_name, _(state, context=SITE)
			),
			SiteSubmissionError,
			title=_("Site Submission"),
		)


def note_editor(doc, before) -> None:
	"""Whoever writes on the text has a part in it, and does not accept it."""
	fields = ("title", "body", "kind", "protagonist", "author_name")
	if before is None or any(cstr(before.get(field)) != cstr(doc.get(field)) for field in fields):
		users = [*filter(None, cstr(doc.edited_by).split("\n")), frappe.session.user]
		doc.edited_by = "\n".join(dict.fromkeys(users))


def submit_for_review(doc) -> None:
	"""A text is there, and whoever the story tells of agrees [PIPL]. Raises SiteSubmissionError."""
	if not strip_html(cstr(doc.body)).strip():
		frappe.throw(_("Write the text first."), SiteSubmissionError, title=_("Site Submission"))
	if doc.kind == STORY and not doc.protagonist_agrees:
		frappe.throw(
			_("{0} must agree that the story is published. Note the agreement first.").format(
				doc.protagonist or _("The person in the story")
			),
			SiteSubmissionError,
			title=_("Site Submission"),
		)
	doc.submitted_by, doc.submitted_on = frappe.session.user, nowdate()
	doc.is_late = int(bool(doc.due_on) and getdate(doc.submitted_on) > getdate(doc.due_on))


def accept(doc) -> None:
	"""Who accepted it, and when."""
	doc.reviewed_by, doc.accepted_on = frappe.session.user, getdate(now())
