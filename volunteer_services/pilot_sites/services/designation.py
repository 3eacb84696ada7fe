"""Pilot sites: candidates, designation with a plaque (授牌), milestones, and the plaque's end (摘牌)."""

import secrets

import frappe
from frappe import _
from frappe.model.naming import make_autoname
from frappe.utils import cint, cstr, format_date, getdate, nowdate

from volunteer_services.exceptions import PilotSiteError, StateEditError
from volunteer_services.foundation.domain.verification import RANDOM_BYTES, make_code
from volunteer_services.foundation.roles import OFFICERS
from volunteer_services.pilot_sites.domain import programme as rules
from volunteer_services.pilot_sites.services import compliance
from volunteer_services.pilot_sites.services.programmes import RUNNING_STATES, phases_of

DOCTYPE, PROGRAMME = "Pilot Site", "Pilot Programme"
_MILESTONE_KEPT = ("phase_title", "from_date", "deliverables", "reminded_on", "assignment")
_DECIDED = (
	"plaque_no",
	"verification_code",
	"designated_by",
	"concluded_on",
	"plaque_revoked_on",
	"revoke_reason",
	"submissions_reminded_on",
)


def clear_decisions(doc) -> None:
	"""A new site has no plaque and no decisions, whatever it was entered with."""
	doc.update(dict.fromkeys(_DECIDED))
	if not _is_officer():
		doc.designated_on = None


def check_award(doc, before) -> None:
	"""The day of the plaque, and, once it was awarded, by whom, are the officers' to say.

	Raises PilotSiteError, StateEditError.
	"""
	if before is None or _is_officer():
		return
	if cstr(doc.designated_on) != cstr(before.designated_on):
		_refuse(_("Officers say on which day the plaque is awarded. Leave the day as it is."))
	if before.plaque_no and cstr(doc.awarding_body) != cstr(before.awarding_body):
		_locked(_("The plaque was awarded already: officers alone correct its awarding body."))


def fill(doc) -> None:
	"""Name and region of the site."""
	doc.site_name, doc.region = frappe.db.get_value(
		"Service Site", doc.service_site, ["site_name", "region"]
	) or (None, None)


def check(doc) -> None:
	"""Whether the site fits the programme. Raises PilotSiteError."""
	programme = frappe.db.get_value(
		PROGRAMME,
		doc.programme,
		["programme_name", "is_template", "region", "status"],
		as_dict=True,
	)
	if programme.is_template:
		_refuse(
			_("{0} is a template. Copy it to a year and enter the site there.").format(
				programme.programme_name
			)
		)
	if programme.region and not _lies_below(doc.region, programme.region):
		_refuse(
			_("{0} lies outside the region of the programme {1}.").format(
				doc.site_name, programme.programme_name
			)
		)
	# Two who enter the site at once wait for each other here.
	frappe.db.get_value("Service Site", doc.service_site, "name", for_update=True)
	other = frappe.db.get_value(
		DOCTYPE,
		{
			"programme": doc.programme,
			"service_site": doc.service_site,
			"name": ["!=", doc.name or ""],
			"workflow_state": ["!=", "Withdrawn"],
		},
		"name",
		for_update=True,
	)
	if other:
		_refuse(
			_("{0} is in the programme {1} already: {2}.").format(
				doc.site_name, programme.programme_name, other
			)
		)


def check_open(doc) -> None:
	"""Raise PilotSiteError when the programme is closed: nobody begins there any more."""
	name, status = frappe.db.get_value(PROGRAMME, doc.programme, ["programme_name", "status"])
	if status == "Closed":
		_refuse(_("The programme {0} is closed. Choose that of another year.").format(name))


def designate(doc) -> None:
	"""授牌: number and code of the plaque, and the milestones of the programme. Raises PilotSiteError."""
	check_open(doc)
	programme = frappe.get_doc(PROGRAMME, doc.programme)
	_check_certified(doc, programme)
	today = getdate(nowdate())
	doc.designated_on = getdate(doc.designated_on or today)
	if doc.designated_on > today:
		_refuse(
			_("The plaque is awarded on {0}, which is still to come. Designate the site on that day.").format(
				format_date(doc.designated_on)
			)
		)
	doc.designated_by, doc.decision_reason = frappe.session.user, None  # a later revocation has its own
	doc.awarding_body = doc.awarding_body or programme.awarding_body
	if not doc.plaque_no:
		doc.plaque_no = make_autoname(f"PLQ-{doc.designated_on.year}-.#####").replace("-", "")
		doc.verification_code = make_code(secrets.token_bytes(RANDOM_BYTES))
	make_milestones(doc, programme)


def make_milestones(doc, programme) -> None:
	"""One for each phase, due on its last day; what ended before the designation is waived."""
	phases = phases_of(programme)
	doc.milestones = []
	for phase, made in zip(phases, rules.milestones(phases, getdate(doc.designated_on)), strict=True):
		doc.append(
			"milestones",
			{
				"phase_title": phase.title,
				"from_date": phase.from_date,
				"due_on": made.due_on,
				"deliverables": phase.deliverables,
				"status": made.status,
				"responsible": doc.lead_person,
				"remark": _("Ended before the designation") if made.status == rules.WAIVED else None,
			},
		)


def conclude(doc) -> None:
	"""结项: nothing is left open. Raises PilotSiteError."""
	still = [row.phase_title for row in doc.milestones if row.status == rules.OPEN]
	if still:
		_refuse(
			_("{0} milestones are open: {1}. Mark them as done or waived first.").format(
				len(still), ", ".join(still)
			)
		)
	doc.concluded_on = nowdate()


def revoke_plaque(doc) -> None:
	"""摘牌: an act of its own with its day and reason, which the public page shows."""
	doc.plaque_revoked_on, doc.revoke_reason = nowdate(), doc.decision_reason


def check_milestones(doc, before) -> None:
	"""Milestones come from the phases; a site ticks them, officers move or waive them.

	Raises StateEditError, PilotSiteError.
	"""
	old = {row.name: row for row in before.milestones} if before else {}
	open_state = bool(before) and before.workflow_state in RUNNING_STATES
	if set(old) != {row.name for row in doc.milestones}:
		_locked(_("Milestones come from the phases of the programme: rows are neither added nor removed."))
	for row in doc.milestones:
		was = old[row.name]
		row.update({field: was.get(field) for field in _MILESTONE_KEPT})
		_check_milestone(row, was, open_state)


def _check_milestone(row, was, open_state: bool) -> None:
	changed = [
		field
		for field in ("due_on", "status", "done_on", "responsible", "evidence", "remark")
		if cstr(row.get(field)) != cstr(was.get(field))
	]
	if not changed:
		return
	if not open_state:
		_locked(_("Milestones are worked on while the site is designated or active."))
	waived = "status" in changed and rules.WAIVED in (row.status, was.status)
	if ("due_on" in changed or waived) and not _is_officer():
		_refuse(
			_("{0}: officers move or waive a milestone. Ask the officer of the region.").format(
				row.phase_title
			)
		)
	if "due_on" in changed:
		row.reminded_on = None  # the new date is reminded again
	if row.status != rules.DONE:
		row.done_on = None
		return
	row.done_on = getdate(row.done_on or nowdate())
	if row.done_on > getdate(nowdate()):
		_refuse(
			_("{0}: {1} is still to come. Enter the day on which it was done.").format(
				row.phase_title, format_date(row.done_on)
			)
		)


def summarise(doc) -> None:
	"""Progress, next milestone and the span of the milestones, for lists, Kanban and Gantt."""
	rows = [rules.Milestone(row.phase_title, getdate(row.due_on), row.status) for row in doc.milestones]
	doc.progress = rules.progress(row.status for row in rows)
	following = rules.next_open(rows)
	doc.next_milestone, doc.next_due_on = (following.title, following.due_on) if following else (None, None)
	doc.starts_on = min((getdate(row.from_date) for row in doc.milestones if row.from_date), default=None)
	doc.ends_on = max((row.due_on for row in rows), default=None)


def resummarise(programme: str) -> None:
	"""After the dates of phases moved: the same for all sites of a programme."""
	for name in frappe.get_all(
		DOCTYPE,
		filters={"programme": programme, "workflow_state": ["in", RUNNING_STATES]},
		pluck="name",
		limit_page_length=0,
	):
		doc = frappe.get_doc(DOCTYPE, name)
		summarise(doc)
		fields = ("progress", "next_milestone", "next_due_on", "starts_on", "ends_on")
		frappe.db.set_value(DOCTYPE, name, {field: doc.get(field) for field in fields})


def _check_certified(doc, programme) -> None:
	if not cint(programme.requires_certification):
		return
	if not programme.standard:
		_refuse(_("{0} names no checklist standard. Enter it first.").format(programme.programme_name))
	standard = frappe.db.get_value("Checklist Standard", programme.standard, "standard_name")
	state = compliance.state_of(doc.service_site, standard, lock=True)
	if state != "Certified":
		_refuse(
			_("{0} is not certified under {1} (state: {2}). Assess and certify the site first.").format(
				doc.site_name, standard, _(state, context="Service Site")
			)
		)


def _lies_below(region: str | None, above: str) -> bool:
	return bool(
		frappe.db.sql(
			"""select 1 from `tabService Region` as r inner join `tabService Region` as a
				on r.`lft` >= a.`lft` and r.`rgt` <= a.`rgt`
			where r.`name` = %s and a.`name` = %s""",
			(region, above),
		)
	)


def _is_officer() -> bool:
	return frappe.session.user == "Administrator" or bool(set(OFFICERS).intersection(frappe.get_roles()))


def _refuse(message: str) -> None:
	frappe.throw(message, PilotSiteError, title=_("Pilot Site"))


def _locked(message: str) -> None:
	frappe.throw(message, StateEditError, title=_("Not Editable"))
