"""What a certificate shows: rows copied from the approved logs of one recording unit, its issuer and holder.

Rows are never typed (invariant 6).
"""

import frappe
from frappe import _
from frappe.utils import cint, cstr, getdate

from volunteer_services.exceptions import CertificateEntryError, CertificateError
from volunteer_services.foundation.domain.worktime import hours_of
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.volunteer_projects.domain.check_in import TrustClass

DOCTYPE = "Service Certificate"
_COMPARED = ("activity_name", "service_content", "location", "activity_leader", "project")
_ROW_FIELDS = ("service_log", "service_date", "minutes", "hours", *_COMPARED)


def collect(volunteer: str, recording_unit: str, from_date, to_date, lock: bool) -> list[frappe._dict]:
	"""The approved logs of the volunteer at this recording unit in the period, as certificate rows.

	``lock`` reads the latest state, so that a correction that ended a moment ago is seen.
	"""
	logs = frappe.db.sql(
		f"""select `name` as service_log, `service_date`, `activity`, `project`, `service_content`,
			`location`, `minutes`, `trust_class`, `activity_leader`, `region`, `site`, `team`
		from `tabService Log` where `volunteer` = %s and `recording_unit` = %s and `docstatus` = 1
			and `service_date` between %s and %s
		order by `service_date`, `starts_on`, `creation`, `name` {"for update" if lock else ""}""",  # noqa: S608
		(volunteer, recording_unit, getdate(from_date), getdate(to_date)),
		as_dict=True,
	)
	activities = _titles("Service Activity", "activity_name", {row.activity for row in logs})
	projects = _titles("Volunteer Project", "project_name", {row.project for row in logs})
	for row in logs:
		row.activity_name = activities.get(row.activity) or projects.get(row.project) or ""
		row.hours = float(hours_of(row.minutes))
	return logs


def _titles(doctype: str, field: str, names: set) -> dict[str, str]:
	names = [name for name in names if name]
	if not names:
		return {}
	rows = frappe.get_all(doctype, filters={"name": ["in", names]}, fields=["name", field], order_by="name")
	return {row.name: row.get(field) for row in rows}


def fill(doc, before=None) -> None:
	"""Copy rows, sums, issuer and holder into a certificate that is not issued yet.

	Raises CertificateEntryError for rows that are neither the records' copies nor what was stored before,
	CertificateError when there is no record.
	"""
	fresh = collect(doc.volunteer, doc.recording_unit, doc.from_date, doc.to_date, lock=True)
	if not fresh:
		frappe.throw(
			_(
				"{0} has no approved record of this unit from {1} to {2}. Choose another period or unit."
			).format(doc.volunteer, frappe.format(doc.from_date, "Date"), frappe.format(doc.to_date, "Date")),
			CertificateError,
			title=_("No Records"),
		)
	_check_rows(doc, [_key(row) for row in fresh], before)
	doc.set("entries", [{field: row.get(field) for field in _ROW_FIELDS} for row in fresh])
	doc.total_minutes = sum(cint(row.minutes) for row in fresh)
	doc.total_hours = float(hours_of(doc.total_minutes))
	doc.credited_minutes = sum(
		cint(row.minutes) for row in fresh if row.trust_class == TrustClass.CREDITED.value
	)
	doc.update(_place(fresh))
	doc.update(_issuer(doc.recording_unit))
	doc.update(_holder(doc.volunteer))


def _check_rows(doc, fresh: list[tuple], before) -> None:
	given = [_key(row) for row in doc.entries]
	if not given or given == fresh:
		return
	stored = [_key(row) for row in before.entries] if before else None
	if given == stored and doc.docstatus == 0:
		return
	frappe.throw(
		_("The entries of {0} differ from the approved records. Use {1} and look at them again.").format(
			doc.name or _(DOCTYPE), frappe.bold(_("Fetch Entries"))
		),
		CertificateEntryError,
		title=_("Entries"),
	)


def _key(row) -> tuple:
	day = row.get("service_date")
	texts = (cstr(row.get(field)).strip() for field in _COMPARED)
	return (row.get("service_log"), cstr(getdate(day)) if day else "", cint(row.get("minutes")), *texts)


def _place(rows: list[frappe._dict]) -> dict[str, str | None]:
	"""Region, site and team: of the latest record within the user's scope, else of the latest."""
	places = list(dict.fromkeys((row.region, row.site, row.team) for row in reversed(rows)))
	for place in places:
		values = dict(zip(("region", "site", "team"), place, strict=True))
		if scope.permits(DOCTYPE, values):
			return values
	return dict(zip(("region", "site", "team"), places[0], strict=True))


def _issuer(recording_unit: str) -> frappe._dict:
	fields = ("unit_name", "credit_code", "head", "handler", "phone")
	return frappe.db.get_value("Recording Unit", recording_unit, fields, as_dict=True)


def _holder(volunteer: str) -> dict[str, str]:
	row = frappe.db.get_value(
		"Volunteer Profile", volunteer, ["full_name", "id_type", "id_number_masked"], as_dict=True
	)
	return {
		"volunteer_name": row.full_name,
		"holder_id_type": row.id_type,
		"holder_id_masked": row.id_number_masked,
	}


def preview(volunteer: str, recording_unit: str, from_date, to_date) -> list[dict]:
	"""The rows that a certificate would show, for a user who may issue it. Raises OutOfScopeError."""
	rows = collect(volunteer, recording_unit, from_date, to_date, lock=False)
	if rows:
		scope.check(DOCTYPE, _place(rows))
	return [{field: row.get(field) for field in _ROW_FIELDS} for row in rows]


def check_issuer(doc) -> None:
	"""Who issues stands where the service was recorded (谁记录谁证明); being the holder is not enough."""
	if not doc.flags.ignore_permissions:
		scope.check(DOCTYPE, {field: doc.get(field) for field in ("region", "site", "team")})
