"""A certificate at the counter: what is proposed from the records, and why the paper shows less than the
file.

Only units whose service lies within the user's scope are offered (谁记录谁证明).
"""

import frappe
from frappe.utils import cint

from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.service_records.services import certificate_entries, certificates
from volunteer_services.service_records.services.near import NOT_COUNTED

LOG, PROFILE = "Service Log", "Volunteer Profile"


def proposal(volunteer: str) -> list[dict]:
	"""The units that the user may certify for, each with the period of its records, the most hours first:
	``[{"recording_unit", "unit_name", "from_date", "to_date", "records", "minutes"}]``."""
	own = _within()
	rows = frappe.db.sql(
		f"""select `log`.`recording_unit`, `unit`.`unit_name`, min(`log`.`service_date`) as `from_date`,
			max(`log`.`service_date`) as `to_date`, count(*) as `records`, sum(`log`.`minutes`) as `minutes`
		from `tabService Log` as `log` inner join `tabRecording Unit` as `unit`
			on `unit`.`name` = `log`.`recording_unit`
		where `log`.`volunteer` = %s and `log`.`docstatus` = 1
		group by `log`.`recording_unit`, `unit`.`unit_name` having sum(case when {own} then 1 else 0 end) > 0
		order by sum(`log`.`minutes`) desc, `log`.`recording_unit`""",  # noqa: S608
		(volunteer,),
		as_dict=True,
	)
	return [{**row, "minutes": cint(row.minutes)} for row in rows]


def preview(volunteer: str, recording_unit: str, from_date, to_date) -> dict:
	"""What the paper would show, and where the file's other hours are: ``{"rows", "minutes", "file_minutes",
	"elsewhere": [{"kind", "minutes", "records", "unit_name"}], "waiting": {"minutes", "records"}}``.

	Kinds: period (this unit, outside the period), unit (another unit within the user's scope, by name),
	beyond (units outside it, together), none (records of no unit: brought over from another platform, or
	opening). The paper and what is elsewhere sum to the file. Raises OutOfScopeError.
	"""
	rows = certificate_entries.preview(volunteer, recording_unit, from_date, to_date)
	return {
		"rows": rows,
		"minutes": sum(cint(row["minutes"]) for row in rows),
		"file_minutes": cint(frappe.db.get_value(PROFILE, volunteer, "total_minutes")),
		"elsewhere": _elsewhere(volunteer, recording_unit, from_date, to_date),
		"waiting": _waiting(volunteer),
	}


def issue(volunteer: str, recording_unit: str, from_date, to_date, **values) -> dict:
	"""Make and issue a certificate. Returns ``{"name", "certificate_no"}``. Raises CertificateError,
	OutOfScopeError."""
	doc = certificates.prepare(volunteer, recording_unit, from_date, to_date, **values)
	doc.submit()
	return {"name": doc.name, "certificate_no": doc.certificate_no}


def _within() -> str:
	"""A condition on the log that the user certifies for: standing where the service was recorded."""
	return scope.condition(LOG, alias="log", with_own=False).replace("%", "%%") or "1=1"


def _elsewhere(volunteer: str, recording_unit: str, from_date, to_date) -> list[dict]:
	kind = f"""case when `log`.`recording_unit` = %(unit)s then 'period'
		when coalesce(`log`.`recording_unit`, '') = '' then 'none'
		when {_within()} then 'unit' else 'beyond' end"""
	rows = frappe.db.sql(
		f"""select {kind} as `kind`, if({kind} = 'unit', `unit`.`unit_name`, null) as `unit_name`,
			sum(`log`.`minutes`) as `minutes`, count(*) as `records`
		from `tabService Log` as `log` left join `tabRecording Unit` as `unit`
			on `unit`.`name` = `log`.`recording_unit`
		where `log`.`volunteer` = %(volunteer)s and `log`.`docstatus` = 1
			and not (coalesce(`log`.`recording_unit`, '') = %(unit)s
				and `log`.`service_date` between %(start)s and %(end)s)
		group by 1, 2 order by 3 desc""",  # noqa: S608
		{"volunteer": volunteer, "unit": recording_unit, "start": from_date, "end": to_date},
		as_dict=True,
	)
	return [{**row, "minutes": cint(row.minutes)} for row in rows]


def _waiting(volunteer: str) -> dict:
	"""What is entered and not approved yet: neither the file nor a paper counts it."""
	records, minutes = frappe.db.sql(
		"""select count(*), coalesce(sum(`minutes`), 0) from `tabService Log`
		where `volunteer` = %s and `docstatus` = 0 and `workflow_state` not in %s""",
		(volunteer, NOT_COUNTED),
	)[0]
	return {"records": cint(records), "minutes": cint(minutes)}
