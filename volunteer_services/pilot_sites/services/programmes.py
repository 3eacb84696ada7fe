"""Pilot programmes: phases, the copy for another year, and what changed phases mean for their sites."""

import frappe
from frappe import _
from frappe.utils import cint, cstr, getdate

from volunteer_services.exceptions import PilotProgrammeError
from volunteer_services.foundation.rules import enforce
from volunteer_services.pilot_sites.domain import programme as rules

DOCTYPE, SITE = "Pilot Programme", "Pilot Site"
RUNNING_STATES = ("Designated", "Active")


def phases_of(doc) -> list[rules.Phase]:
	"""The phases of a programme as the rules want them."""
	return [
		rules.Phase(
			cstr(row.phase_title).strip(),
			getdate(row.from_date),
			getdate(row.to_date),
			cstr(row.deliverables),
		)
		for row in doc.phases
	]


def check(doc) -> None:
	"""Raise PilotProgrammeError for impossible years, phases and targets."""
	with enforce(PilotProgrammeError, _("Pilot Programme")):
		rules.check_year(cint(doc.year))
		rules.check_phases(phases_of(doc))
	kinds = [row.kind for row in doc.submissions_required]
	for kind in kinds:
		if kinds.count(kind) > 1:
			_refuse(
				_("{0} stands twice among the yearly submissions. Put the numbers into one row.").format(
					_(kind)
				)
			)
	if cint(doc.target_count) and not doc.target_level:
		_refuse(_("Say for what the target of {0} new sites counts.").format(doc.target_count))
	if doc.is_template and frappe.db.get_value(SITE, {"programme": doc.name or ""}, "name"):
		_refuse(_("{0} has sites already and cannot become a template.").format(doc.programme_name))


def check_phases_kept(doc, before) -> None:
	"""Milestones were made from the phases: those stay, their dates may move. Raises PilotProgrammeError."""
	old = {cstr(row.phase_title).strip() for row in before.phases}
	new = {phase.title for phase in phases_of(doc)}
	if old == new or not frappe.db.get_value(
		SITE, {"programme": doc.name, "workflow_state": ["in", RUNNING_STATES]}, "name"
	):
		return
	_refuse(
		_(
			"The sites of {0} have milestones from its phases: {1} can be neither added, renamed nor removed "
			"now. Dates may be changed."
		).format(doc.programme_name, ", ".join(sorted(old ^ new)))
	)


def move_milestones(doc, before) -> int:
	"""Open milestones follow the dates of their phases, unless somebody set another day; returns how many."""
	old = {phase.title: phase for phase in phases_of(before)}
	moved = 0
	for phase in phases_of(doc):
		was = old.get(phase.title)
		if was is None or (was.from_date, was.to_date) == (phase.from_date, phase.to_date):
			continue
		names = frappe.db.sql_list(
			"""select m.`name` from `tabPilot Site Milestone` as m
			inner join `tabPilot Site` as s on s.`name` = m.`parent` and m.`parenttype` = 'Pilot Site'
			where s.`programme` = %s and m.`phase_title` = %s and m.`due_on` = %s and m.`status` = 'Open'""",
			(doc.name, phase.title, was.to_date),
		)
		if names:
			frappe.db.sql(
				"""update `tabPilot Site Milestone` set `from_date` = %(begin)s, `due_on` = %(due)s,
					`reminded_on` = null where `name` in %(names)s""",
				{"begin": phase.from_date, "due": phase.to_date, "names": tuple(names)},
			)
		moved += len(names)
	return moved


def copy_to_year(name: str, year: int, region: str | None = None):
	"""The same programme for another year, its days shifted; returns the document, not yet begun.

	Raises PilotProgrammeError for the programme's own year.
	"""
	source = frappe.get_doc(DOCTYPE, name)
	years = cint(year) - cint(source.year)
	if not years and not source.is_template:
		_refuse(
			_("{0} is the programme of {1} itself. Choose another year.").format(source.programme_name, year)
		)
	with enforce(PilotProgrammeError, _("Pilot Programme")):
		rules.check_year(cint(year))
	doc = frappe.copy_doc(source)
	doc.update({"year": cint(year), "status": "Planned", "is_template": 0, "copied_from": source.name})
	doc.programme_name = rules.named_for(source.programme_name, cint(source.year), cint(year))
	if region:
		doc.region = region
	for row, phase in zip(doc.phases, rules.copied(phases_of(source), years), strict=True):
		row.from_date, row.to_date = phase.from_date, phase.to_date
	if source.submissions_due_on:
		doc.submissions_due_on = rules.in_year(getdate(source.submissions_due_on), years)
	doc.flags.by_service = True
	return doc.insert()


def _refuse(message: str) -> None:
	frappe.throw(message, PilotProgrammeError, title=_("Pilot Programme"))
