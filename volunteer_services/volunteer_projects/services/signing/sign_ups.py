"""Sign-ups as the desk and the volunteer's page ask for them."""

import frappe
from frappe import _
from frappe.utils import cint, now_datetime

from volunteer_services.foundation.database.savepoint import tried
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_projects.domain.sign_up import EXPECTED
from volunteer_services.volunteer_projects.services import shifts
from volunteer_services.volunteer_projects.services.shifts import SIGN_UP
from volunteer_services.volunteer_projects.services.signing import access, steps

MOST_OPEN = 50
# Published activities that call the public, the person's team or a team above it, while their window is open;
# of ``a``, the activity, ``t``, its team, and ``o``, the person's team.
CALLS = """a.`workflow_state` = 'Published'
	and (a.`sign_up_from` is null or a.`sign_up_from` <= %(now)s)
	and (a.`sign_up_until` is null or a.`sign_up_until` >= %(now)s)
	and (coalesce(a.`audience`, '') in ('', 'Public', 'Passphrase')
		or (a.`audience` = 'Teams' and t.`lft` <= o.`lft` and t.`rgt` >= o.`rgt`))"""


def open_of(activity: str, volunteer: str, shift: str | None = None) -> list[str]:
	"""The sign-ups of a volunteer for the activity from which they may withdraw."""
	filters = {"activity": activity, "volunteer": volunteer, "status": ["in", list(EXPECTED)]}
	if shift:
		filters["shift"] = shift
	return frappe.get_all(
		SIGN_UP, filters=filters, pluck="name", order_by="starts_on, name", limit_page_length=0
	)


def withdraw(activity: str, volunteer: str, shift: str | None, is_own: bool) -> None:
	"""Withdraw a volunteer from the activity, or from one of its shifts."""
	for name in open_of(activity, volunteer, shift):
		steps.move(name, "Withdrawn", is_own=is_own)


def require_own(name: str) -> None:
	"""Raise PermissionError unless the sign-up is the session user's own."""
	own = access.own_volunteer()
	if not own or frappe.db.get_value(SIGN_UP, name, "volunteer") != own:
		frappe.throw(
			_("You have no permission for {0}.").format(_(SIGN_UP)),
			frappe.PermissionError,
			title=_("Not Allowed"),
		)


def move_many(names: list[str], status: str, reason: str | None) -> dict:
	"""Move each sign-up that the user may write; what is refused stays, with the reason."""
	done, problems = [], []
	for name in names:
		if not frappe.has_permission(SIGN_UP, "write", name):
			problems.append(
				{"name": name, "problem": _("You have no permission for {0}.").format(_(SIGN_UP))}
			)
			continue
		with tried() as outcome:
			steps.move(name, status, reason)
			done.append(name)
		if outcome.problem:
			problems.append({"name": name, "problem": outcome.problem})
	return {"done": done, "problems": problems}


def summary(activity: str) -> dict:
	"""Shifts with their places, and how many sign-ups stand in each state."""
	counts = frappe.db.sql(
		"select `status`, count(*) from `tabActivity Sign Up` where `activity` = %s group by `status`",
		(activity,),
	)
	return {
		"shifts": shifts.of_activity(activity),
		"counts": {status: cint(count) for status, count in counts},
	}


def of_person(volunteer: str | None) -> dict:
	"""What a volunteer's page shows of sign-ups."""
	if not volunteer:
		return {"sign_ups": [], "activities": []}
	return {"sign_ups": to_come(volunteer), "activities": _open_to(volunteer)}


def to_come(volunteer: str) -> list[dict]:
	"""The sign-ups of a person that lie before them, the soonest first. One query."""
	return to_come_of([volunteer])


def to_come_of(volunteers: list[str]) -> list[dict]:
	"""The same of several people, each row with its ``volunteer``. One query."""
	return frappe.db.sql(
		"""select s.`name`, s.`volunteer`, s.`activity`, s.`shift`, s.`activity_name`, s.`status`,
			s.`starts_on`, s.`ends_on`, s.`offered_until`, s.`reason`, s.`channel`, s.`is_reserve`,
			a.`location`, a.`self_check_in`, exists (select 1 from `tabService Need` n
				where n.`activity` = s.`activity` and n.`recipient` is not null) as goes_to_people,
			a.`collects_availability`, %(fewest)s = 0 or (
				select if(min(f.`capacity`) = 0, sum(f.`places_taken`), sum(f.`capacity`)) >= %(fewest)s
				from `tabActivity Shift` f where f.`activity` = s.`activity`) as shows_code,
			if(s.`status` = 'Waiting', 1 + (
				select count(*) from `tabActivity Sign Up` w
				where w.`shift` = s.`shift` and w.`status` = 'Waiting'
					and w.`queue_no` < s.`queue_no`), 0) as position
		from `tabActivity Sign Up` s inner join `tabService Activity` a on a.`name` = s.`activity`
		where s.`volunteer` in %(volunteers)s and s.`status` in %(states)s
			and s.`ends_on` > %(now)s - interval if(s.`status` = 'Attended', 120, 0) minute
		order by s.`starts_on`, s.`name` limit %(most)s""",
		{
			"volunteers": tuple(volunteers) or ("",),
			"now": now_datetime(),
			"states": (*EXPECTED, "Attended"),
			"most": MOST_OPEN,
			"fewest": cint(settings().self_check_in_from),
		},
		as_dict=True,
	)


def _open_to(volunteer: str) -> list[dict]:
	"""The shifts for which somebody may sign up, soonest first. Where it is asked first who could serve when,
	there is nothing to sign up for.

	Read along the shifts' beginnings until a page is full, whatever number of activities is open.
	"""
	return frappe.db.sql(
		f"""select straight_join f.`name` as shift, f.`shift_title`, f.`is_whole`, a.`name` as activity,
			a.`activity_name`, f.`starts_on`, f.`ends_on`, a.`location`,
			a.`audience` = 'Passphrase' as asks_passphrase,
			if(f.`capacity`, greatest(f.`capacity` - f.`places_taken`, 0), null) as places_left
		from `tabActivity Shift` f inner join `tabService Activity` a on a.`name` = f.`activity`
		left join `tabVolunteer Team` t on t.`name` = a.`team`
		left join `tabVolunteer Profile` v on v.`name` = %(volunteer)s
		left join `tabVolunteer Team` o on o.`name` = v.`primary_team`
		where {CALLS} and f.`starts_on` > %(now)s and not a.`collects_availability`
			and not exists (select 1 from `tabActivity Sign Up` s where s.`shift` = f.`name`
				and s.`volunteer` = %(volunteer)s and s.`status` in %(expected)s)
		order by f.`starts_on`, f.`name` limit %(most)s""",  # noqa: S608 (our condition)
		{"volunteer": volunteer, "now": now_datetime(), "expected": tuple(EXPECTED), "most": MOST_OPEN},
		as_dict=True,
	)
