"""The activities of the reader's scope: today's and those to come, what is not recorded yet, a new one, and
one of them with its sign-ups."""

from __future__ import annotations

from datetime import timedelta

import frappe
from frappe import _
from frappe.utils import add_days, cint, cstr, get_datetime, getdate, now_datetime, nowdate

from volunteer_services.foundation.reporting.query import Where
from volunteer_services.foundation.workflow import offers
from volunteer_services.portal.services.own.activities.sign_ups import TONES
from volunteer_services.portal.services.own.words import span
from volunteer_services.volunteer_projects.domain.sign_up import GONE, HOLDS_PLACE, STEPS
from volunteer_services.volunteer_projects.services.notice import contents

ACTIVITY, PROJECT, SIGN_UP = "Service Activity", "Volunteer Project", "Activity Sign Up"
SHOWN, MOST_PEOPLE, MOST_PROJECTS = 60, 300, 100
DAYS_BACK = 30
"""So long an activity that is over stands in the list while nobody has recorded it."""
EARLY = timedelta(hours=2)
_OPEN_PROJECTS = ("Recruiting", "In Progress")
_TONES = {"Published": "good", "Completed": "wait", "Draft": "wait"}
_BEFORE, _AFTER = ("Confirmed", "Excused"), ("Attended", "Left Early", "No Show", "Excused")


def add(context) -> None:
	"""Put ``activity`` (of the address, or None), else ``activities`` and ``projects``, into the context."""
	name = cstr(frappe.form_dict.get("activity"))
	context.activity = of_name(name) if name else None
	context.is_missing = bool(name) and not context.activity
	context.activities, context.projects = [], []
	if not context.activity:
		context.activities = listed()
		context.may_plan = bool(frappe.has_permission(ACTIVITY, "create"))
		context.projects = _projects() if context.may_plan else []


def listed(day_only: bool = False) -> list[frappe._dict]:
	"""Activities in scope, soonest first; one query. ``day_only``: those whose roll may be called now."""
	today = getdate(nowdate())
	where = Where(ACTIVITY, "a").add("{t}.`workflow_state` <> 'Called Off'")
	if day_only:
		where.add(
			"{t}.`starts_on` < %(next)s and {t}.`ends_on` >= %(earliest)s "
			"and {t}.`workflow_state` in ('Published', 'Completed')",
			next=add_days(today, 1),
			earliest=add_days(today, -1),
		)
	else:
		where.add(
			"({t}.`ends_on` >= %(today)s or ({t}.`ends_on` >= %(back)s "
			"and {t}.`workflow_state` in ('Published', 'Completed')))",
			today=today,
			back=add_days(today, -DAYS_BACK),
		)
	rows = frappe.db.sql(
		f"""select a.`name`, a.`activity_name`, a.`starts_on`, a.`ends_on`, a.`location`, a.`workflow_state`,
			(select count(*) from `tabActivity Sign Up` s where s.`activity` = a.`name`
				and s.`status` in %(holding)s) as people
		from `tabService Activity` a where {where.sql} order by a.`starts_on`, a.`name` limit {SHOWN}""",  # noqa: S608
		{**where.params, "holding": tuple(HOLDS_PLACE)},
		as_dict=True,
	)
	return [_line(row, today) for row in rows]


def _line(row, today) -> frappe._dict:
	is_over = getdate(row.ends_on) < today
	return frappe._dict(
		name=row.name,
		title=row.activity_name,
		when=span(row),
		place=row.location,
		people=_("{0} people").format(cint(row.people)),
		state=_(row.workflow_state, context=ACTIVITY),
		tone="bad" if is_over else _TONES.get(row.workflow_state, ""),
		is_over=is_over,
		is_today=getdate(row.starts_on) <= today <= getdate(row.ends_on),
	)


def _projects() -> list[frappe._dict]:
	return frappe.get_list(
		PROJECT,
		filters={
			"workflow_state": ["in", _OPEN_PROJECTS],
			"is_library_item": 0,
			"end_date": [">=", nowdate()],
		},
		fields=["name", "project_name"],
		order_by="modified desc",
		limit_page_length=MOST_PROJECTS,
	)


def of_name(name: str) -> frappe._dict | None:
	"""One activity with its notice and its people; None for one that the reader may not see."""
	if not frappe.db.exists(ACTIVITY, name) or not frappe.has_permission(ACTIVITY, "read", name):
		return None
	doc = frappe.get_doc(ACTIVITY, name)
	may_write = bool(frappe.has_permission(ACTIVITY, "write", doc=doc))
	notice = contents.shown(doc)
	actions = {step["action"] for step in offers.of(doc)} if may_write else set()
	has_begun = get_datetime(doc.starts_on) - EARLY <= now_datetime()
	return frappe._dict(
		name=doc.name,
		title=doc.activity_name,
		when=span(doc),
		place=doc.location,
		state=_(doc.workflow_state, context=ACTIVITY),
		tone=_TONES.get(doc.workflow_state, ""),
		is_draft=doc.workflow_state == "Draft",
		may_write=may_write,
		missing=notice["missing"] if doc.workflow_state == "Draft" else [],
		words=notice["words"]
		if doc.workflow_state == "Draft" and not cstr(doc.notice_answer).strip()
		else [],
		may_publish="Publish" in actions,
		may_call=doc.workflow_state in ("Published", "Completed"),
		may_paste=may_write and doc.workflow_state in ("Draft", "Published", "Completed"),
		listed=len(doc.participants),
		people=_people(doc.name, may_write and doc.workflow_state in ("Published", "Completed"), has_begun),
	)


def _people(activity: str, may_move: bool, has_begun: bool) -> list[frappe._dict]:
	rows = frappe.db.sql(
		"""select s.`name`, s.`volunteer_name`, s.`status`, s.`post`, s.`reason`, f.`shift_title`,
			f.`is_whole`, v.`mobile_last_four` as last_four
		from `tabActivity Sign Up` s inner join `tabActivity Shift` f on f.`name` = s.`shift`
		inner join `tabVolunteer Profile` v on v.`name` = s.`volunteer`
		where s.`activity` = %s and s.`status` not in %s
		order by f.`starts_on`, s.`queue_no`, s.`name` limit %s""",
		(activity, tuple(GONE), MOST_PEOPLE),
		as_dict=True,
	)
	words = _verbs()
	return [
		frappe._dict(
			name=row.name,
			who=row.volunteer_name,
			last_four=row.last_four,
			where=" · ".join(filter(None, (None if row.is_whole else row.shift_title, row.post))),
			state=_(row.status, context=SIGN_UP),
			tone=TONES.get(row.status, "bad" if row.status == "No Show" else ""),
			reason=row.reason,
			steps=[frappe._dict(status=step, verb=words[step]) for step in steps_of(row.status, has_begun)]
			if may_move
			else [],
		)
		for row in rows
	]


def steps_of(status: str, has_begun: bool) -> list[str]:
	"""What the organiser may do with a sign-up on the phone: before the beginning confirm and excuse, then
	say who came."""
	asked = _AFTER if has_begun else _BEFORE
	return [step for step in asked if step in STEPS[status] and step != status]


def _verbs() -> dict[str, str]:
	return {
		"Confirmed": _("Confirm", context=SIGN_UP),
		"Excused": _("Excuse", context=SIGN_UP),
		"Attended": _("Came", context=SIGN_UP),
		"Left Early": _("Left Early", context=SIGN_UP),
		"No Show": _("Did Not Come", context=SIGN_UP),
	}
