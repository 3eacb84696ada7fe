"""The live list of a call-out for whoever leads it, and the list to call people from.

A phone number is shown to those who may see the person's file, and to nobody else.
"""

from collections import Counter
from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import cint, cstr, get_datetime, now_datetime

from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_readiness.domain import emergency as rules
from volunteer_services.volunteer_readiness.services.emergency import telling
from volunteer_services.volunteer_readiness.services.emergency.states import CALL_OUT, CALLING, RESPONSE

COMING = ("Coming", "Coming Later", "On the Way", "Present")


def board(name: str) -> dict:
	"""{needed, asked, coming, present, departed, hours, missing, too_long, may_act, rows}; a row:
	name, volunteer_name, team, mobile, status, word, wave, eta, arrived_on, out_on."""
	call = frappe.get_doc(CALL_OUT, name)
	rows, moment = people(name), now_datetime()
	times = [
		rules.Presence(
			row.volunteer_name,
			row.arrived_on and get_datetime(row.arrived_on),
			row.out_on and get_datetime(row.out_on),
		)
		for row in rows
	]
	counts = Counter(row.status for row in rows)
	may_act = call.workflow_state in CALLING and bool(frappe.has_permission(CALL_OUT, "write", call))
	for row in rows:
		row.word = _(row.status, context=RESPONSE)
		row.update({field: cstr(row[field])[:16] for field in ("eta", "arrived_on", "out_on")})
	return {
		"needed": sum(cint(row.headcount) for row in call.posts),
		"asked": len(rows),
		"coming": sum(counts[status] for status in COMING),
		"present": counts["Present"],
		"departed": counts["Departed"],
		"hours": round(sum(person.minutes(moment) for person in times) / 60, 1),
		"missing": rules.missing(times),
		"too_long": list(rules.too_long(times, moment, cint(settings().duty_hours))),
		"may_act": may_act,
		"rows": rows,
	}


def people(name: str) -> list[frappe._dict]:
	"""Everybody who was called, wave by wave."""
	seen = scope.condition("Volunteer Profile", alias="v", with_own=False) or "1=1"
	return frappe.db.sql(
		f"""select a.`name`, a.`volunteer_name`, t.`team_name` as team, a.`status`, a.`wave`, a.`post`,
			a.`eta`, a.`arrived_on`, a.`out_on`,
			case when {seen.replace("%", "%%")} then coalesce(v.`mobile`, '') else '' end as mobile
		from `tabCall-out Response` as a
		inner join `tabVolunteer Profile` as v on v.`name` = a.`volunteer`
		left join `tabVolunteer Team` as t on t.`name` = a.`team`
		where a.`call_out` = %(name)s
		order by a.`wave`, t.`team_name`, a.`volunteer_name`, a.`name`""",  # noqa: S608
		{"name": name},
		as_dict=True,
	)


def call_text(name: str) -> str:
	"""The call in words, to be copied into a group, with what is needed."""
	call = frappe.get_doc(CALL_OUT, name)
	posts = _("Needed: {0}.").format(", ".join(_posts(call.posts))) if call.posts else ""
	return " ".join(part for part in (telling.text(call), posts) if part)


def _posts(rows: Iterable) -> list[str]:
	return [f"{row.post_title} {cint(row.headcount)}" for row in rows]
