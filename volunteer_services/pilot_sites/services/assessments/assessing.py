"""Site Assessments: they fill themselves from the standard, and only what is proved counts (invariant 7)."""

from collections.abc import Mapping

import frappe
from frappe import _
from frappe.utils import add_days, add_months, cint, cstr, format_date, getdate, now, nowdate

from volunteer_services.exceptions import AssessmentError, NotCompliantError, OutOfScopeError
from volunteer_services.foundation.roles import OFFICERS, REVIEWERS
from volunteer_services.foundation.rules import explain
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.pilot_sites.domain import checklist as rules
from volunteer_services.pilot_sites.services import checklists
from volunteer_services.pilot_sites.services.assessments import evidence, known_records
from volunteer_services.pilot_sites.services.reminders import assignments

DOCTYPE = "Site Assessment"
SELF, SUPERVISOR = "Self", "Supervisor"
ANSWER_FIELDS = ("is_met", "evidence", "number", "remark")


def fill(doc, before=None) -> None:
	"""Rows from the standard in its order, places of the site, the counts of today, and the outcome."""
	fill_place(doc)
	standard = frappe.get_cached_doc(checklists.DOCTYPE, doc.standard)
	given = _by_code(doc.results)
	items = {row.item_code: row for row in standard.items}
	if unknown := [code for code in given if code not in items]:
		_refuse(
			_("{0} is no item of {1}. Its items are: {2}.").format(
				unknown[0], standard.standard_name, ", ".join(items)
			)
		)
	kept = _by_code(before.results) if before else {}
	rows = [given.get(code) or doc.append("results", {}) for code in items]
	for idx, (row, item) in enumerate(zip(rows, standard.items, strict=True), start=1):
		row.idx = idx
		row.is_carried_over = _still_carried(doc, row, kept.get(item.item_code))
		row.update({field: item.get(field) for field in checklists.ITEM_FIELDS})
	doc.results = rows
	recount(doc)
	judge(doc, standard)


def fill_place(doc) -> None:
	"""Region of the site; site of the pilot site; the assessor, who is the session's user unless named."""
	if doc.pilot_site:
		site = frappe.db.get_value("Pilot Site", doc.pilot_site, "service_site")
		if doc.service_site and site and doc.service_site != site:
			_refuse(
				_("The pilot site {0} is at {1}, not at {2}. Correct one of them.").format(
					doc.pilot_site, site, doc.service_site
				)
			)
		doc.service_site = doc.service_site or site
	doc.site_name, doc.region = frappe.db.get_value(
		"Service Site", doc.service_site, ["site_name", "region"]
	) or (None, None)
	doc.assessor = doc.assessor or frappe.session.user


def check(doc, before=None) -> None:
	"""What an assessment must satisfy from the beginning. Raises AssessmentError."""
	if not doc.follow_up_of and (before is None or _basis(before) != _basis(doc)):
		_check_standard(doc)
	if getdate(doc.assessed_on) > getdate(nowdate()):
		_refuse(
			_("An assessment on {0} lies in the future. Enter the day on which it was made.").format(
				format_date(doc.assessed_on)
			)
		)
	signs = before is None or (before.kind, before.assessor) != (doc.kind, doc.assessor)
	signs = signs and doc.kind == SUPERVISOR and not doc.flags.carries_over
	if signs and not _is_officer(frappe.session.user):
		_refuse(
			_("Officers enter the assessments of supervisors themselves. Choose the kind {0}.").format(
				_(SELF, context=DOCTYPE)
			)
		)
	if doc.kind == SUPERVISOR and not _is_officer(doc.assessor):
		_refuse(
			_("{0} cannot assess as a supervisor: officers do. Choose the kind {1}.").format(
				doc.assessor, _(SELF, context=DOCTYPE)
			)
		)


def _basis(doc) -> tuple:
	return doc.standard, getdate(doc.assessed_on)


def _check_standard(doc) -> None:
	standard = frappe.get_cached_doc(checklists.DOCTYPE, doc.standard)
	if standard.is_disabled:
		_refuse(
			_("{0}, version {1}, is disabled. Choose the version that is in force.").format(
				standard.standard_name, standard.version_no
			)
		)
	if getdate(standard.effective_from) > getdate(doc.assessed_on):
		_refuse(
			_(
				"{0}, version {1}, begins on {2} only. Choose the version of the day of the assessment."
			).format(standard.standard_name, standard.version_no, format_date(standard.effective_from))
		)
	if checklists.in_force(standard.standard_name, doc.assessed_on) != standard.name:
		_refuse(
			_("{0}, version {1}, was succeeded before {2}. Choose the version that is in force.").format(
				standard.standard_name, standard.version_no, format_date(doc.assessed_on)
			)
		)


def note_who_fills(doc, before=None) -> None:
	"""Whoever enters an answer is an assessor, also in somebody else's draft: see ``own_users``."""
	if doc.flags.carries_over:
		return
	kept = _by_code(before.results) if before else {}
	if any(_answer(row) != _answer(kept.get(row.item_code)) for row in doc.results):
		users = cstr(doc.filled_by).split("\n")
		doc.filled_by = "\n".join(dict.fromkeys([*filter(None, users), frappe.session.user]))


def _answer(row) -> tuple:
	if not row:
		return (0, "", 0, "")
	return (cint(row.is_met), cstr(row.evidence), cint(row.number), cstr(row.remark))


def recount(doc, day=None) -> None:
	"""The counts of the records that the system knows, up to ``day`` (default: that of the assessment)."""
	for row in doc.results:
		counted = row.evidence_required == rules.RECORDS and doc.service_site
		row.record_count = (
			known_records.count(doc.service_site, cstr(row.record_source), day or doc.assessed_on)
			if counted
			else 0
		)


def judge(doc, standard=None) -> rules.Outcome:
	"""Reckon the outcome of the rows and write it down; what each item lacks stands beside it."""
	standard = standard or frappe.get_cached_doc(checklists.DOCTYPE, doc.standard)
	answers = {
		row.item_code: rules.Answer(
			bool(cint(row.is_met)), cstr(row.evidence), cint(row.number), cint(row.record_count)
		)
		for row in doc.results
	}
	outcome = rules.assess(checklists.to_items(standard.items), answers, checklists.pass_rule(standard))
	for row in doc.results:
		problem = outcome.problems.get(row.item_code)
		row.problem = explain(problem) if problem else None
	doc.met_count, doc.item_count = outcome.met_count, outcome.item_count
	doc.score = float(outcome.score)
	doc.is_compliant = int(outcome.is_compliant)
	doc.shortfall = "\n".join(explain(problem) for problem in outcome.shortfalls)
	return outcome


def restore(doc, before) -> None:
	"""After submission nobody changes what the rows say; what came in from outside falls back."""
	doc.set("results", [row.as_dict() for row in before.results])


def submit_for_review(doc) -> None:
	"""An assessment goes to the officer with evidence that exists. Raises AssessmentError."""
	if not any(cint(row.is_met) for row in doc.results) and doc.kind == SELF:
		_refuse(_("No item of the checklist is ticked. Tick what the site has, then submit."))
	evidence.check(doc)
	doc.submitted_by = frappe.session.user


def certify(doc) -> None:
	"""The last look before certification: counts, files and outcome of now.

	An assessment may be entered late: records that a site had then count as far as it has them today. Raises
	NotCompliantError; nothing that is missing passes, whoever asks.
	"""
	recount(doc)
	then = [cint(row.record_count) for row in doc.results]
	recount(doc, nowdate())
	for row, count in zip(doc.results, then, strict=True):
		row.record_count = min(count, row.record_count)
	outcome = judge(doc)
	if not outcome.is_compliant:
		frappe.throw(
			_("{0} cannot be certified: {1}").format(doc.site_name, "<br>".join(doc.shortfall.split("\n"))),
			NotCompliantError,
			title=_("Not Compliant"),
		)
	evidence.check(doc, NotCompliantError)
	months = cint(frappe.db.get_value(checklists.DOCTYPE, doc.standard, "valid_months"))
	doc.certified_by, doc.decided_on = frappe.session.user, now()
	doc.certified_on = getdate(nowdate())
	doc.valid_until = add_days(add_months(doc.certified_on, months), -1) if months else None


def require_rectification(doc) -> None:
	"""Rectification has somebody responsible and a day. Raises AssessmentError."""
	if not doc.rectify_owner or not doc.rectify_by:
		_refuse(_("Say who is responsible for the rectification, and by which day it is due."))
	if getdate(doc.rectify_by) < getdate(nowdate()):
		_refuse(
			_("The rectification is due on {0}, which is past. Choose a later day.").format(
				format_date(doc.rectify_by)
			)
		)
	if not may_assess(doc.rectify_owner, doc.service_site):
		_refuse(
			_("{0} has no appointment for {1}. Choose somebody who manages the site.").format(
				doc.rectify_owner, doc.site_name
			)
		)
	doc.decided_on = now()


def may_assess(user: str, site: str) -> bool:
	"""Whether ``user`` could enter an assessment of ``site``: role and scope."""
	row = frappe.db.get_value("Service Site", site, ["name", "region"], as_dict=True)
	values = {"service_site": site, "region": row and row.region}
	return bool(set(REVIEWERS).intersection(frappe.get_roles(user))) and scope.permits(DOCTYPE, values, user)


def make_follow_up(doc) -> str:
	"""A draft for whoever rectifies, with the met items and their evidence; returns its name."""
	follow_up = frappe.get_doc(
		{
			"doctype": DOCTYPE,
			"service_site": doc.service_site,
			"pilot_site": doc.pilot_site,
			"standard": doc.standard,
			"kind": doc.kind if doc.kind == SELF or _is_officer(doc.rectify_owner) else SELF,
			"assessed_on": nowdate(),
			"assessor": doc.rectify_owner,
			"follow_up_of": doc.name,
			"filled_by": doc.filled_by,  # carried-over answers still belong to whoever gave them
			"results": [
				{"item_code": row.item_code, **{field: row.get(field) for field in ANSWER_FIELDS}}
				for row in doc.results
				if not row.problem
			],
		}
	)
	follow_up.flags.ignore_permissions = follow_up.flags.carries_over = follow_up.flags.by_service = True
	follow_up.insert()
	# The officer asks for it, whoever rectifies enters it: else the officer could not certify it.
	frappe.db.set_value(DOCTYPE, follow_up.name, "owner", doc.rectify_owner, update_modified=False)
	evidence.copy(doc, follow_up)
	frappe.db.set_value(DOCTYPE, doc.name, "follow_up", follow_up.name, update_modified=False)
	doc.follow_up = follow_up.name
	assignments.assign_rectification(doc)
	return follow_up.name


def release_origin(doc) -> None:
	"""A follow-up goes only when its rectification was cancelled. Raises AssessmentError."""
	if not doc.follow_up_of:
		return
	if frappe.db.get_value(DOCTYPE, doc.follow_up_of, "docstatus") == 1:
		_refuse(
			_("{0} follows up the rectification {1}. Fill it in and submit it.").format(
				doc.name, doc.follow_up_of
			)
		)
	frappe.db.set_value(DOCTYPE, doc.follow_up_of, "follow_up", None, update_modified=False)


def check_scope_of_pilot_site(doc) -> None:
	"""Whoever names a pilot site may see it. Raises OutOfScopeError."""
	if doc.pilot_site and not doc.flags.ignore_permissions:
		row = frappe.db.get_value("Pilot Site", doc.pilot_site, ["service_site", "region"], as_dict=True)
		if row and not scope.permits("Pilot Site", row):
			frappe.throw(
				_("{0} lies outside your appointments.").format(doc.pilot_site),
				OutOfScopeError,
				title=_("Outside Your Scope"),
			)


def _still_carried(doc, row, kept) -> int:
	"""What was carried over stays so until somebody changes the answer."""
	if doc.flags.carries_over:
		return cint(row.is_met)
	if not kept or not cint(kept.is_carried_over):
		return 0
	fields = ("is_met", "evidence", "number")
	return int(all(cstr(row.get(field)) == cstr(kept.get(field)) for field in fields))


def _by_code(rows) -> Mapping[str, object]:
	found: dict[str, object] = {}
	for row in rows or ():
		code = cstr(row.item_code).strip()
		if code in found:
			_refuse(_("The item {0} stands twice among the results. Remove one row.").format(code))
		found[code] = row
	return found


def _is_officer(user: str) -> bool:
	return user == "Administrator" or bool(set(OFFICERS).intersection(frappe.get_roles(user)))


def _refuse(message: str) -> None:
	frappe.throw(message, AssessmentError, title=_("Site Assessment"))
