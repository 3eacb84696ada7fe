"""The members of the reader's teams: newest first, by name, with the phone where the reader may see it."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cint, cstr, nowdate

from volunteer_services.foundation.domain.pinyin import typed
from volunteer_services.foundation.reporting.query import Where
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.portal.services.own.words import date

MEMBERSHIP, PROFILE = "Team Membership", "Volunteer Profile"
PAGE, LAST_PAGE, LONGEST = 30, 1_000, 60


def add(context) -> None:
	"""Put ``members``, ``search``, ``page_no`` and ``has_more`` into the page's context. Two queries."""
	search = " ".join(cstr(frappe.form_dict.get("search")).split())[:LONGEST]
	page_no = min(max(cint(frappe.form_dict.get("page")), 1), LAST_PAGE)
	rows = _rows(search, page_no)
	context.search, context.page_no, context.has_more = search, page_no, len(rows) > PAGE
	context.members = [_member(row) for row in rows[:PAGE]]


def _rows(search: str, page_no: int) -> list[frappe._dict]:
	if not frappe.has_permission(MEMBERSHIP, "read"):
		return []
	where = Where(MEMBERSHIP, "m").add(
		"({t}.`left_on` is null or {t}.`left_on` >= %(today)s)", today=nowdate()
	)
	if search:
		text = search.replace("\\", "").replace("%", "").replace("_", "")
		where.add(
			"(p.`full_name` like %(name)s or (%(sound)s <> '' and p.`name_pinyin` like %(like_sound)s))",
			name=f"%{text}%",
			sound=typed(search) or "",
			like_sound=f"%{typed(search) or ''}%",
		)
	seen = _seen().replace("%", "%%")
	return frappe.db.sql(
		f"""select m.`volunteer`, m.`role`, m.`joined_on`, t.`team_name`, p.`full_name`,
			p.`last_service_date`, p.`workflow_state`, case when {seen} then p.`mobile` end as mobile,
			case when {seen} then 1 else 0 end as is_seen
		from `tabTeam Membership` m inner join `tabVolunteer Profile` p on p.`name` = m.`volunteer`
		inner join `tabVolunteer Team` t on t.`name` = m.`team`
		where {where.sql} order by m.`joined_on` desc, m.`name` desc
		limit {PAGE + 1} offset {(page_no - 1) * PAGE}""",  # noqa: S608 (our conditions and numbers)
		where.params,
		as_dict=True,
	)


def _seen() -> str:
	"""Keeps the files that the reader may read, with the field of the phone."""
	meta = frappe.get_meta(PROFILE)
	levels = meta.get_permlevel_access("read") if frappe.has_permission(PROFILE, "read") else ()
	if meta.get_field("mobile").permlevel not in levels:
		return "1=0"
	return scope.condition(PROFILE, alias="p", with_own=False) or "1=1"


def _member(row) -> frappe._dict:
	return frappe._dict(
		volunteer=row.volunteer if row.is_seen else "",
		who=row.full_name,
		role=_(row.role, context=MEMBERSHIP),
		is_leading=row.role != "Member",
		team=row.team_name,
		state="" if row.workflow_state == "Registered" else _(row.workflow_state, context=PROFILE),
		last=_("last service {0}").format(date(row.last_service_date))
		if row.last_service_date
		else _("no service yet"),
		mobile=row.mobile,
	)
