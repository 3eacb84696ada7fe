"""What became of the sign-ups: the roll-call has the last word, and who is in neither did not come."""

from __future__ import annotations

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import get_datetime, now, now_datetime

from volunteer_services.foundation.database.bulk import update_each
from volunteer_services.volunteer_projects.domain.sign_up import EXPECTED
from volunteer_services.volunteer_projects.services.shifts import SIGN_UP
from volunteer_services.volunteer_projects.services.signing import tell

_OVER = frozenset({"Completed", "Recorded"})


def follow(activity) -> None:
	"""After an activity was saved: called off, everybody is told; begun, its participants settle the
	sign-ups; over, those who are in no roll-call did not come."""
	if activity.workflow_state == "Called Off":
		if activity.has_value_changed("workflow_state"):
			_call_off(activity)
	elif get_datetime(activity.starts_on) <= now_datetime():
		_settle(activity)


def _call_off(activity) -> None:
	reason = activity.decision_reason or _("called off")
	names = frappe.get_all(
		SIGN_UP,
		filters={"activity": activity.name, "status": ["in", list(EXPECTED)]},
		pluck="name",
		order_by="name",
		limit_page_length=0,
	)
	tell.called_off(names, reason)
	_write({name: {"status": "Removed", "reason": reason} for name in names})
	frappe.db.sql(
		"""update `tabGroup Sign Up` set `status` = 'Over', `open_places` = 0
		where `activity` = %s and `status` = 'Booked'""",
		(activity.name,),
	)
	count_again(activity.name)


def _settle(activity) -> None:
	rows = frappe.get_all(
		SIGN_UP,
		filters={"activity": activity.name},
		fields=["name", "volunteer", "status", "service_log", "starts_on"],
		order_by="name",
		limit_page_length=0,
	)
	if not rows:
		return
	listed: dict[str, list] = defaultdict(list)
	for row in activity.participants:
		if row.volunteer:
			listed[row.volunteer].append(row)
	is_over = activity.workflow_state in _OVER
	changes = {}
	for row in rows:
		status, log = _outcome(row, listed.get(row.volunteer), is_over)
		if (status, log) != (row.status, row.service_log):
			changes[row.name] = {"status": status, "service_log": log}
	if changes:
		_write(changes)
		count_again(activity.name)


def _outcome(row: frappe._dict, listed: list | None, is_over: bool) -> tuple[str, str | None]:
	"""The state of a sign-up and its record, by the rows of the roll-call that name the person."""
	if listed:
		came = [one for one in listed if one.status != "Absent"]
		log = next((one.service_log for one in came if one.service_log), row.service_log)
		if came:
			return ("Left Early" if row.status == "Left Early" else "Attended"), log
		return ("Excused" if row.status == "Excused" else "No Show"), None
	if not is_over or row.status not in EXPECTED:
		return row.status, row.service_log
	# Who had not said that they come, or got no place, has missed nothing.
	return {"Confirmed": "No Show", "Signed Up": "Withdrawn", "Offered": "Declined", "Waiting": "Declined"}[
		row.status
	], row.service_log


def _write(changes: dict[str, dict]) -> None:
	update_each(SIGN_UP, changes, {"offered_until": None, "is_reserve": 0, "modified": now()})
	for name in changes:
		frappe.clear_document_cache(SIGN_UP, name)


def count_again(activity: str) -> None:
	"""The counters of the shifts by what the sign-ups say, and what is kept for groups."""
	frappe.db.sql(
		"""update `tabActivity Shift` f left join (
			select `shift`,
				sum(`status` in ('Signed Up', 'Offered', 'Confirmed', 'Attended', 'Left Early')) as taken,
				sum(`status` = 'Waiting') as waiting
			from `tabActivity Sign Up` where `activity` = %(activity)s group by `shift`) c
			on c.`shift` = f.`name`
		left join (
			select `shift`, sum(`open_places`) as kept from `tabGroup Sign Up`
			where `activity` = %(activity)s and `status` = 'Booked' group by `shift`) g
			on g.`shift` = f.`name`
		set f.`places_taken` = coalesce(c.taken, 0) + coalesce(g.kept, 0),
			f.`waiting_count` = coalesce(c.waiting, 0)
		where f.`activity` = %(activity)s""",
		{"activity": activity},
	)


def expected_people(activity: str) -> list[frappe._dict]:
	"""Those who hold a place, for the roll-call: volunteer, name, post, times of their shift."""
	return frappe.db.sql(
		"""select s.`name`, s.`volunteer`, s.`volunteer_name`, s.`post`, s.`status`, f.`starts_on`,
			f.`ends_on`, f.`break_minutes`, f.`is_whole`
		from `tabActivity Sign Up` s inner join `tabActivity Shift` f on f.`name` = s.`shift`
		where s.`activity` = %s
			and s.`status` in ('Signed Up', 'Offered', 'Confirmed', 'Attended', 'Left Early')
		order by f.`starts_on`, s.`queue_no`""",
		(activity,),
		as_dict=True,
	)
