"""Corrections of approved service records [L67 §12–13].

A correction is a new record that refers to the old one: on approval the old log is cancelled and its
successor approved in one transaction, under the volunteer's lock. Only the net difference travels on to the
totals and the stars; certificates that show the old record are superseded.
"""

import frappe
from frappe import _
from frappe.model.workflow import is_transition_condition_satisfied
from frappe.utils import cint, cstr, get_datetime, getdate, nowdate

from volunteer_services.exceptions import CorrectionError
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.workflow.guard import get_active_workflow
from volunteer_services.service_records.domain import corrections as rules
from volunteer_services.service_records.domain import trust
from volunteer_services.service_records.domain.codes import LogSource
from volunteer_services.service_records.domain.daylimit import required_level
from volunteer_services.service_records.services import certificates, limits, times
from volunteer_services.service_records.services.near import Near
from volunteer_services.volunteer_registry.services import locks

DOCTYPE = "Record Correction"
OPEN_STATES = ("Draft", "Pending Review", "Returned")
SNAPSHOT = ("volunteer", "volunteer_name", "service_date", "team", "site", "region")
TIMES = ("starts_on", "ends_on")
COMPARED = (*TIMES, "break_minutes", "service_content", "location", "rating", "project")


def locked_log(name: str):
	"""The service log as it stands now; its row stays locked until the transaction ends."""
	return frappe.get_doc("Service Log", name, for_update=True)


def check_open(doc, log) -> None:
	"""Only an approved record is corrected, and by one correction at a time."""
	if log.docstatus != 1 or log.workflow_state != "Approved":
		hint = _("Correct its successor {0}.").format(log.corrected_by) if log.corrected_by else ""
		frappe.throw(
			_("The record {0} is {1}: only an approved record is corrected. {2}").format(
				log.name, _(log.workflow_state, context="Service Log"), hint
			),
			CorrectionError,
			title=_("Correction"),
		)
	others = frappe.db.sql(
		"""select `name` from `tabRecord Correction` where `service_log` = %s and `name` <> %s
		and `workflow_state` in %s order by `creation` limit 1 for update""",
		(log.name, doc.name or "", OPEN_STATES),
	)
	if others:
		frappe.throw(
			_("The record {0} has an open correction already: {1}. Let that one be decided first.").format(
				log.name, others[0][0]
			),
			CorrectionError,
			title=_("Correction"),
		)


def take_snapshot(doc, log) -> None:
	"""Copy from the record what the correction shows and what its scope needs."""
	for field in SNAPSHOT:
		doc.set(field, log.get(field))
	doc.recorded_minutes = cint(log.minutes)


def assess(doc, log) -> None:
	"""Fill net_minutes, the new day total and the level that must approve.

	Raises CorrectionError when nothing changes, ServiceTimeError and OverlapError for impossible new times.
	"""
	successor = build_successor(doc, log)
	if successor:
		times.set_time(successor)
		times.check_not_ahead(successor)
		near = Near.around(successor)
		times.check_overlap(successor, near)
	old = _values(log)
	new = _values(successor) if successor else None
	with enforce(CorrectionError, _("Correction")):
		rules.check_correction(old, new, cstr(doc.reason), getdate(nowdate()))
		doc.net_minutes = sum(rules.net_minutes(old, new).values())
	if successor:
		doc.approval_level = times.set_day_total(successor, near)
		doc.new_day_minutes = successor.day_minutes
	else:
		rest = frappe._dict(volunteer=log.volunteer, service_date=log.service_date, name=log.name)
		doc.new_day_minutes = sum(times.other_minutes(rest, Near.around(rest)))
		doc.approval_level = required_level(doc.new_day_minutes, limits.day_limits()).value


def build_successor(doc, log):
	"""The record as it should read, not stored yet; None when it is withdrawn. Empty new values change
	nothing."""
	if doc.is_withdrawal:
		return None
	new = frappe.copy_doc(log, ignore_no_copy=False)
	new.corrects = log.name
	new.recorder, new.recorded_on = log.recorder, log.recorded_on
	_apply_times(doc, log, new)
	for field in ("service_content", "location"):
		if cstr(doc.get(f"new_{field}")).strip():
			new.set(field, doc.get(f"new_{field}"))
	_apply_rating(doc, new)
	_apply_trust(doc, log, new)
	if doc.new_project and doc.new_project != log.project:
		new.project = doc.new_project
		for field in ("activity", "team", "site", "region", "recording_unit", "category", "theme"):
			new.set(field, None)
	return new


def _apply_times(doc, log, new) -> None:
	"""A new date alone moves the times to that day; new times carry their own date."""
	for field in TIMES:
		new.set(field, doc.get(f"new_{field}") or log.get(field))
	moved = getdate(doc.new_service_date) if doc.new_service_date else None
	if moved and doc.new_starts_on and getdate(doc.new_starts_on) != moved:
		frappe.throw(
			_("The new service date {0} is not the day of the new start {1}. Enter one of the two.").format(
				frappe.format(moved, "Date"), frappe.format(doc.new_starts_on, "Datetime")
			),
			CorrectionError,
			title=_("Correction"),
		)
	if moved:
		days = moved - getdate(log.service_date)
		for field in TIMES:
			if new.get(field) and not doc.get(f"new_{field}"):
				new.set(field, get_datetime(new.get(field)) + days)
		new.service_date = moved
	if doc.has_no_break:
		new.break_minutes = 0
	elif cint(doc.new_break_minutes):
		new.break_minutes = doc.new_break_minutes
	times_changed = any(doc.get(f"new_{field}") for field in ("starts_on", "ends_on", "break_minutes"))
	if cint(doc.new_minutes):
		new.minutes, new.hours = cint(doc.new_minutes), 0
	elif (times_changed or doc.has_no_break) and new.starts_on:
		new.minutes, new.hours = 0, 0


def _apply_rating(doc, new) -> None:
	if doc.has_no_rating:
		new.rating, new.rated_by, new.rater_kind, new.rating_date = 0, None, None, None
	elif cint(doc.new_rating):
		new.rating = cint(doc.new_rating)
		new.rated_by = doc.new_rated_by or new.rated_by
		new.rating_date = nowdate()


def _apply_trust(doc, log, new) -> None:
	"""New times rest on paper, so the hours are honorary; other changes leave the class."""
	new.entry_method, new.trust_class = log.entry_method, log.trust_class
	values = (*(f"new_{field}" for field in TIMES), "new_service_date", "new_break_minutes", "new_minutes")
	if doc.has_no_break or any(doc.get(field) for field in values):
		new.entry_method, on_paper = trust.of_source(LogSource.MANUAL.value)
		new.trust_class = trust.lower(log.trust_class, on_paper)


def _values(log) -> rules.RecordValues:
	return rules.RecordValues(
		log.volunteer,
		getdate(log.service_date),
		cint(log.minutes),
		{field: _plain(field, log.get(field)) for field in COMPARED},
	)


def _plain(field: str, value):
	if field in TIMES:
		return get_datetime(value) if value else None
	return cint(value) if field in ("break_minutes", "rating") else cstr(value).strip()


def may_approve(doc) -> bool:
	"""Whether the user's roles reach the level that the correction needs by now."""
	roles = set(frappe.get_roles())
	return any(
		row.state == "Pending Review"
		and row.next_state == "Approved"
		and row.allowed in roles
		and is_transition_condition_satisfied(row, doc)
		for row in get_active_workflow(DOCTYPE).transitions
	)


def carry_out(doc) -> None:
	"""Cancel the old record, store and approve its successor, supersede certificates.

	One transaction; the volunteer and the record are locked. Raises CorrectionError when the record is not
	approved any more.
	"""
	locks.lock_volunteers([doc.volunteer])
	log = locked_log(doc.service_log)
	check_open(doc, log)
	successor = build_successor(doc, log)
	log.flags.has_successor = bool(successor)  # which takes over the points: only the difference is posted
	_cancel(log, doc)
	if successor:
		successor.flags.system_transition = True
		successor.workflow_state = "Approved"
		successor.approved_by, successor.approved_on = doc.approved_by, doc.approved_on
		successor.insert()
		log.db_set("corrected_by", successor.name)
		doc.db_set("new_service_log", successor.name)
	certificates.supersede(
		[log.name], _("A service record that it shows was corrected: {0}.").format(doc.name)
	)


def _cancel(log, doc) -> None:
	log.flags.system_transition = True
	log.return_reason = _("Corrected by {0}: {1}").format(doc.name, doc.reason)
	log.workflow_state = "Cancelled"
	log.cancel()


def ask(service_log: str, reason: str, changes: dict, is_withdrawal: bool = False, submit: bool = True):
	"""Store a correction of a record and, with ``submit``, send it to review; returns the document."""
	doc = frappe.get_doc(
		{
			"doctype": DOCTYPE,
			"service_log": service_log,
			"reason": reason,
			"is_withdrawal": int(is_withdrawal),
			**{field: value for field, value in changes.items() if field in CHANGEABLE},
		}
	).insert()
	if submit:
		doc.workflow_state = "Pending Review"
		doc.save()
	return doc


CHANGEABLE = frozenset(
	{
		"evidence",
		"has_no_break",
		"has_no_rating",
		"new_rated_by",
		"new_minutes",
		"new_service_date",
		*(f"new_{field}" for field in COMPARED),
	}
)
