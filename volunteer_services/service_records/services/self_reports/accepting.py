"""The staff take a confirmed self-report into the records: a log like any other, honorary, that goes to
review."""

import frappe
from frappe import _
from frappe.utils import get_datetime, getdate, now

from volunteer_services.exceptions import SelfReportError
from volunteer_services.foundation import roles
from volunteer_services.foundation.scope.staffing import require_role_here
from volunteer_services.service_records.domain import self_report as rules
from volunteer_services.service_records.domain.codes import LogSource
from volunteer_services.service_records.services import entry
from volunteer_services.service_records.services.self_reports import places

OWN_WORDS = ("project", "witness_words")


def follow(doc, before) -> None:
	"""What staff may change of an open report: the project while it waits, the witness's words until they are
	given. Raises SelfReportError, PermissionError."""
	if doc.is_by_service():
		return
	if before.workflow_state != rules.State.WITNESS.value:
		doc.witness_words = before.witness_words
	if (doc.project or "") == (before.project or ""):
		return
	if before.workflow_state not in rules.OPEN:
		doc.project = before.project
		return
	require_role_here(before, roles.STAFF)
	if doc.project:
		places.check_project(doc.project, doc.team, getdate(doc.starts_on))


def record(doc) -> None:
	"""Make the service log, as the session's user, and send it to review. Raises SelfReportError."""
	if not doc.project:
		_refuse(_("Enter the project to which the service belongs, then accept the report."))
	places.check_project(doc.project, doc.team, getdate(doc.starts_on))
	(made,) = entry.create_many([_values(doc)], LogSource.MANUAL.value)
	if made.problem:
		_refuse(made.problem)
	doc.service_log = made.name
	doc.accepted_by, doc.accepted_on = frappe.session.user, now()


def _values(doc) -> dict:
	leader = frappe.db.get_value("Volunteer Team", doc.team, "leader")
	leader_name = frappe.db.get_value("Volunteer Profile", leader, "full_name") if leader else None
	return {
		"volunteer": doc.volunteer,
		"project": doc.project,
		"team": doc.team,
		"service_date": get_datetime(doc.starts_on).date(),
		"starts_on": doc.starts_on,
		"ends_on": doc.ends_on,
		"break_minutes": doc.break_minutes,
		"service_content": doc.service_content,
		"location": doc.location,
		"attachment": doc.proof,
		"activity_leader": leader_name or doc.witness_name or frappe.utils.get_fullname(doc.confirmed_by),
		"remark": _("Reported by the volunteer: {0}").format(doc.name),
		"external_id": f"self-report:{doc.name}",
	}


def _refuse(message: str) -> None:
	frappe.throw(message, SelfReportError, title=_("Own Report of Service"))
