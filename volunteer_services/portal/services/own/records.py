"""What volunteers see of their own file [L67 §12] [PIPL §45]: the queries behind /my-volunteer-service.

The volunteer comes from the user alone (``own_file``), never from a request; all else takes that name.
"""

import frappe
from frappe.utils import cint

from volunteer_services.service_records.services import corrections
from volunteer_services.volunteer_recognition.domain.stars import next_step
from volunteer_services.volunteer_recognition.services.schemes import scheme_in_force

PAGE_LENGTH = 20


def star_progress(file) -> frappe._dict:
	"""The star held and the way to the next: star, title, next_star, next_title, next_minutes,
	minutes_missing and percent (0–100). ``next_star`` 0 at the top, or without a scheme in force."""
	held, total = cint(file.star_level), cint(file.total_minutes)
	progress = frappe._dict(star=held, title="", next_star=0)
	scheme = scheme_in_force()
	if not scheme:
		return progress
	progress.title = scheme.title(held)
	if step := next_step(total, scheme.rules, held):
		goal = step.level.min_minutes
		progress.update(
			next_star=step.level.star,
			next_title=step.level.title,
			next_minutes=goal,
			minutes_missing=step.minutes_missing,
			percent=min(100, total * 100 // goal),
		)
	return progress


def years(volunteer: str) -> list[int]:
	"""The years with a record of this volunteer, latest first."""
	rows = frappe.db.sql(
		"""select distinct extract(year from `service_date`) as `year` from `tabService Log`
		where `volunteer` = %s and `service_date` is not null order by `year` desc""",
		(volunteer,),
	)
	return [int(row[0]) for row in rows]


def records(volunteer: str, year: int | None = None, page: int = 1) -> frappe._dict:
	"""One page of the records in every state, newest first: rows, page (1 …), pages, count.

	A page beyond the last is the last. A row's ``correction`` is the latest request about it, or None.
	"""
	values = {"volunteer": volunteer, "first": f"{year}-01-01", "last": f"{year}-12-31"}
	where = "l.`volunteer` = %(volunteer)s"
	if year:
		where += " and l.`service_date` between %(first)s and %(last)s"
	count = frappe.db.sql(f"select count(*) from `tabService Log` l where {where}", values)[0][0]  # noqa: S608
	pages = max(1, -(-count // PAGE_LENGTH))
	page = min(max(1, page), pages)
	values.update(limit=PAGE_LENGTH, offset=(page - 1) * PAGE_LENGTH)
	rows = frappe.db.sql(
		f"""select l.`name`, l.`service_date`, l.`starts_on`, l.`ends_on`, l.`minutes`, l.`location`,
			l.`service_content`, l.`trust_class`, l.`workflow_state`, l.`docstatus`, l.`return_reason`,
			l.`corrects`, l.`corrected_by`, a.`activity_name`, p.`project_name`, t.`team_name`
		from `tabService Log` l
		left join `tabService Activity` a on a.`name` = l.`activity`
		left join `tabVolunteer Project` p on p.`name` = l.`project`
		left join `tabVolunteer Team` t on t.`name` = l.`team`
		where {where} order by l.`service_date` desc, l.`creation` desc, l.`name` desc
		limit %(limit)s offset %(offset)s""",  # noqa: S608
		values,
		as_dict=True,
	)
	asked = _latest_corrections([row.name for row in rows])
	for row in rows:
		row.correction = asked.get(row.name)
		row.can_be_corrected = _can_be_corrected(row)
	return frappe._dict(rows=rows, page=page, pages=pages, count=count)


def _latest_corrections(logs: list[str]) -> dict[str, frappe._dict]:
	if not logs:
		return {}
	found = frappe.get_all(
		"Record Correction",
		filters={"service_log": ["in", logs]},
		fields=["name", "service_log", "workflow_state", "decision_reason"],
		order_by="creation, name",
		limit=0,
	)
	return {row.service_log: row for row in found}


def _can_be_corrected(row) -> bool:
	"""Approved and without an open request, as services.corrections asks it."""
	is_open = row.correction and row.correction.workflow_state in corrections.OPEN_STATES
	return row.docstatus == 1 and row.workflow_state == "Approved" and not is_open


def certificates(volunteer: str) -> list[frappe._dict]:
	"""The certificates that were issued, newest first."""
	return frappe.get_all(
		"Service Certificate",
		filters={"volunteer": volunteer, "docstatus": 1},
		fields=[
			"name", "certificate_no", "from_date", "to_date", "issued_on", "status", "unit_name",
			"total_minutes", "verification_code",
		],
		order_by="issued_on desc, creation desc",
		limit=0,
	)  # fmt: skip


def stars(volunteer: str) -> list[frappe._dict]:
	"""The star awards in every state, highest first."""
	return frappe.get_all(
		"Star Award",
		filters={"volunteer": volunteer},
		fields=[
			"name", "star", "title", "status", "notice_from", "notice_to", "awarded_on", "revoked_on",
			"certificate_no", "verification_code",
		],
		order_by="star desc, creation desc",
		limit=0,
	)  # fmt: skip


def memberships(volunteer: str) -> list[frappe._dict]:
	"""The teams, present ones first: with the name of who leads them, and the phone of their site."""
	return frappe.db.sql(
		"""select t.`team_name`, m.`role`, m.`joined_on`, m.`left_on`, l.`full_name` as leader_name,
			s.`site_name`, s.`contact_phone` as site_phone
		from `tabTeam Membership` m left join `tabVolunteer Team` t on t.`name` = m.`team`
		left join `tabVolunteer Profile` l on l.`name` = t.`leader` and l.`is_restricted` = 0
		left join `tabService Site` s on s.`name` = t.`site` and s.`status` = 'Active'
		where m.`volunteer` = %s
		order by case when m.`left_on` is null then 0 else 1 end, m.`joined_on` desc, m.`name`""",
		(volunteer,),
		as_dict=True,
	)
