"""Visits to sites: guidance, supervision, inspection (护航队); their findings stay open until closed."""

import frappe
from frappe import _
from frappe.utils import cstr, format_date, getdate, nowdate, sanitize_html

from volunteer_services.exceptions import SiteVisitError
from volunteer_services.foundation.access import require_permission, require_role
from volunteer_services.foundation.messages import send
from volunteer_services.foundation.roles import REVIEWERS

DOCTYPE = "Site Visit"
PLANNED, VISITED, CALLED_OFF = "Planned", "Visited", "Called Off"
OPEN, CLOSED = "Open", "Closed"
_ANSWER = ("answer", "answered_by", "answered_on")
_CLOSING = ("closed_by", "closed_on")


def fill(doc) -> None:
	"""Site of the pilot site, places, and the state that follows from the days."""
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
	if doc.is_called_off:
		doc.status = CALLED_OFF
	else:
		doc.status, doc.call_off_reason = (VISITED if doc.visited_on else PLANNED), None


def check(doc, before=None) -> None:
	"""Days, reason and findings fit together. Raises SiteVisitError."""
	if doc.visited_on and getdate(doc.visited_on) > getdate(nowdate()):
		_refuse(
			_("The visit on {0} is still to come: enter it under Planned On.").format(
				format_date(doc.visited_on)
			)
		)
	if doc.is_called_off and doc.visited_on:
		_refuse(_("A visit that took place cannot be called off. Clear one of the two."))
	if doc.is_called_off and not cstr(doc.call_off_reason).strip():
		_refuse(_("Say why the visit to {0} is called off.").format(doc.site_name))
	if doc.findings and not doc.visited_on:
		_refuse(
			_("Findings come from a visit: enter the day on which {0} was visited.").format(doc.site_name)
		)
	moved = before and (doc.status != VISITED or doc.service_site != before.service_site)
	if moved and before.status == VISITED:
		_refuse(
			_("{0} was visited on {1}. That stays.").format(before.site_name, format_date(before.visited_on))
		)


def keep_findings(doc, before) -> None:
	"""A finding stays; the site's answer and the closing are stamped, not typed. Raises SiteVisitError."""
	old = {row.name: row for row in before.findings} if before else {}
	gone = set(old) - {row.name for row in doc.findings}
	if gone:
		_refuse(
			_("The finding in row {0} cannot be removed: it stays, and is closed.").format(
				min(old[name].idx for name in gone)
			)
		)
	for row in doc.findings:
		row.status, row.severity = row.status or OPEN, row.severity or "Minor"
		was = old.get(row.name)
		row.severity, row.status = row.severity or "Minor", row.status or OPEN
		stamps = (*_ANSWER, "reminded_on")
		row.update({field: was.get(field) if was else None for field in stamps})
		if was and was.status == CLOSED:
			_keep_closed(row, was)
		elif row.status == CLOSED:
			_close(row, was)
		else:
			row.update(dict.fromkeys(_CLOSING))


def summarise(doc) -> None:
	"""Open findings, the day when the next one is due, and whether the follow-up is done."""
	still = [row for row in doc.findings if row.status == OPEN]
	doc.open_findings = len(still)
	doc.next_due_on = min((getdate(row.due_on) for row in still if row.due_on), default=None)
	doc.follow_up = OPEN if still else (CLOSED if doc.findings else "None")


def note_on_site(doc) -> None:
	"""The site shows when it was visited last."""
	last = frappe.db.get_value(
		DOCTYPE,
		{"service_site": doc.service_site, "status": VISITED},
		"visited_on",
		order_by="visited_on desc",
	)
	frappe.db.set_value(
		"Service Site", doc.service_site, "last_visited_on", last or None, update_modified=False
	)


def answer_finding(visit: str, row: str, answer: str) -> None:
	"""The site says what it did about a finding: whoever answers for it, or runs the site and sees the visit.

	Raises PermissionError, SiteVisitError for an unknown or closed finding and an empty answer.
	"""
	require_permission(DOCTYPE, "read", visit)
	found = _finding(visit, row)
	if found.responsible != frappe.session.user:
		require_role(REVIEWERS)
	if not cstr(answer).strip():
		_refuse(_("Say what was done about the finding."))
	frappe.db.set_value(
		"Site Visit Finding",
		found.name,
		{"answer": _safe(answer), "answered_by": frappe.session.user, "answered_on": nowdate()},
	)
	visitor = frappe.db.get_value(DOCTYPE, visit, ["visitor", "owner"])
	_tell(visitor[0] or visitor[1], visit, found.finding)


def close_finding(visit: str, row: str, closing_remark: str):
	"""Close a finding as the session's user; returns the visit. Raises SiteVisitError."""
	doc = frappe.get_doc(DOCTYPE, visit)
	doc.check_permission("write")
	_finding(visit, row)
	for finding in doc.findings:
		if finding.name == row:
			finding.status, finding.closing_remark = CLOSED, closing_remark
	return doc.save()


def _finding(visit: str, row: str):
	found = frappe.db.get_value(
		"Site Visit Finding",
		{"name": row, "parent": visit, "parenttype": DOCTYPE},
		["name", "finding", "status", "responsible"],
		as_dict=True,
		for_update=True,
	)
	if not found:
		_refuse(_("{0} has no such finding. Load the visit again.").format(visit))
	if found.status == CLOSED:
		_refuse(_("This finding is closed already."))
	return found


def _safe(text: str) -> str:
	"""What Frappe does with every text that it saves itself."""
	return sanitize_html(text) if "<" in text or ">" in text else text


def _close(row, was) -> None:
	if not cstr(row.closing_remark).strip():
		_refuse(_("Row {0}: say how the finding was closed.").format(row.idx))
	own = {row.responsible, row.answered_by, was and was.responsible}  # handed over by the same save
	if frappe.session.user in own - {None, ""}:
		_refuse(
			_("Row {0}: you answer for this finding yourself. Somebody else must close it.").format(row.idx)
		)
	row.closed_by, row.closed_on = frappe.session.user, nowdate()


def _keep_closed(row, was) -> None:
	fields = ("finding", "item_code", "severity", "responsible", "due_on", "status", "closing_remark")
	if any(cstr(row.get(field)) != cstr(was.get(field)) for field in fields):
		_refuse(_("The finding in row {0} is closed. Enter a new one.").format(row.idx))
	row.update({field: was.get(field) for field in _CLOSING})


def _tell(user: str, visit: str, finding: str) -> None:
	if not user or user == frappe.session.user:
		return
	if not frappe.has_permission(DOCTYPE, "read", visit, user=user):
		return  # whose appointment ended
	text = _("The site answered the finding: {0}").format(finding[:80])
	send.send([send.Line("Site Work", text, DOCTYPE, visit, user=user)])


def _refuse(message: str) -> None:
	frappe.throw(message, SiteVisitError, title=_("Site Visit"))
