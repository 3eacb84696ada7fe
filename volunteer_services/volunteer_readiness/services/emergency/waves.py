"""Calling people in waves: those on duty and of the leading team, then the district, then all others; never
beyond the reach of whoever ordered, or presses the button. The call-out's row is locked first, so that a
button and the job call nobody twice."""

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import cint, get_datetime, getdate, now, now_datetime, nowdate

from volunteer_services.exceptions import CallOutError
from volunteer_services.foundation import roles
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.database.bulk import update_same
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_readiness.domain import emergency as rules
from volunteer_services.volunteer_readiness.services.emergency import gate, members, responses
from volunteer_services.volunteer_readiness.services.emergency.states import CALL_OUT, CALLING

_ROW = """`name`, `workflow_state`, `scenario`, `kind`, `level`, `emergency_class`, `activity`, `team`,
	`region`, `place`, `assembly_point`, `assemble_by`, `wave`, `wave_called_on`, `called_by`"""


def lock(name: str) -> frappe._dict:
	"""The call-out's row under lock. Raises DoesNotExistError."""
	rows = frappe.db.sql(
		f"select {_ROW} from `tabEmergency Call-out` where `name` = %s for update",  # noqa: S608
		(name,),
		as_dict=True,
	)
	if not rows:
		raise frappe.DoesNotExistError(name)
	return rows[0]


def _calling(name: str) -> frappe._dict:
	call = lock(name)
	if call.workflow_state not in CALLING:
		frappe.throw(
			_("{0} is {1}: nobody is called now.").format(name, _(call.workflow_state, context=CALL_OUT)),
			CallOutError,
			title=_(CALL_OUT),
		)
	return call


def call_next(name: str, user: str | None = None) -> dict:
	"""Call the next wave in which somebody may be called: {wave, called}; 0 where nobody is left.

	``user``: who presses the button; the job continues in the reach of whoever ordered alone. Raises
	CallOutError.
	"""
	call = _calling(name)
	wave, rows = find(call, {call.called_by or "Guest", user or call.called_by or "Guest"})
	update_same(CALL_OUT, [name], {"wave": wave or cint(call.wave), "wave_called_on": now()}.items())
	return {"wave": wave or 0, "called": responses.ask(call, rows, wave) if wave else 0}


def find(call, users: set[str]) -> tuple[int | None, list[frappe._dict]]:
	"""The next wave and the memberships of whom it calls, whom one of the users reaches; None and nobody
	where nobody is left."""
	day = getdate(nowdate())
	rows = _candidates(call, users, day)
	may = [one.member for one in gate.judge(call, rows, day).values() if not one.reasons]
	duty, district = _on_duty(call), _district(call.region)
	waves: dict[int, list[frappe._dict]] = defaultdict(list)
	for row in may:
		is_on_duty = any(lft <= row.lft <= rgt for lft, rgt in duty)
		waves[rules.wave_of(is_on_duty, district[0] <= row.region_lft <= district[1])].append(row)
	wave = rules.next_wave(cint(call.wave), waves.keys())
	if wave is None:
		return None, []
	return wave, waves.get(wave) or may


def _candidates(call, users: set[str], day) -> list[frappe._dict]:
	"""The memberships of people in the reach of one of the users who have not been asked."""
	reached = [
		scope.condition(members.PROFILE, user, "v", with_own=False, by_roles=roles.STAFF) or "1=1"
		for user in sorted(users)
	]
	asked = _asked(call.name)
	rows = members.where(f"({' or '.join(reached)})".replace("%", "%%"), day)
	return [row for row in rows if row.volunteer not in asked]


def _asked(name: str) -> set[str]:
	"""Who was called, as it is stored now: the request may have begun before another wave was called."""
	return set(
		frappe.db.sql_list(
			"select `volunteer` from `tabCall-out Response` where `call_out` = %s for update", (name,)
		)
	)


def _on_duty(call) -> list[tuple[int, int]]:
	"""The stretches of the tree that are called first."""
	return list(
		frappe.db.sql(
			"""select `lft`, `rgt` from `tabVolunteer Team` where `name` = %(team)s or `name` in (
				select `team` from `tabCall-out Team`
				where `parenttype` = 'Emergency Call-out' and `parent` = %(name)s)""",
			{"team": call.team or "", "name": call.name},
		)
	)


def _district(region: str) -> tuple[int, int]:
	"""The bounds of the district of a region; of a region above the districts, its own."""
	rows = frappe.db.sql(
		"""select d.`lft`, d.`rgt` from `tabService Region` as r
		inner join `tabService Region` as d on d.`lft` <= r.`lft` and d.`rgt` >= r.`rgt`
			and (d.`region_level` = 'District' or d.`name` = r.`name`)
		where r.`name` = %s order by d.`region_level` = 'District' desc limit 1""",
		(region,),
	)
	return rows[0] if rows else (0, -1)


def run() -> None:
	"""Scheduled every few minutes: call the next wave wherever too few come and the time to answer is over.
	Each call-out is a transaction of its own."""
	names = due()
	frappe.db.commit()  # what is read next is read after the lock, as it is then
	for name in names:
		retry.whole(lambda name=name: call_if_due(name))


def call_if_due(name: str) -> dict | None:
	"""The next wave, unless somebody called it meanwhile."""
	lock(name)
	return call_next(name) if name in due([name]) else None


def due(names: list[str] | None = None) -> list[str]:
	"""The call-outs whose next wave the job calls."""
	minutes, moment = cint(settings().wave_minutes), now_datetime()
	rows = frappe.db.sql(
		"""select c.`name`, c.`wave_called_on`,
			(select coalesce(sum(p.`headcount`), 0) from `tabCall-out Post` as p
				where p.`parenttype` = 'Emergency Call-out' and p.`parent` = c.`name`) as needed,
			(select count(*) from `tabCall-out Response` as a where a.`call_out` = c.`name`
				and a.`status` in ('Coming', 'Coming Later', 'On the Way', 'Present')) as coming
		from `tabEmergency Call-out` as c
		where c.`workflow_state` in %(states)s and c.`wave` < %(last)s
			and (%(all)s or c.`name` in %(names)s) order by c.`name`""",
		{
			"states": CALLING,
			"last": max(rules.WAVES),
			"all": int(names is None),
			"names": tuple(names or ("",)),
		},
		as_dict=True,
	)
	return [
		row.name
		for row in rows
		if rules.is_due(
			row.wave_called_on and get_datetime(row.wave_called_on), moment, minutes, row.coming, row.needed
		)
	]


def call_people(name: str, volunteers: list[str]) -> int:
	"""Call people by hand, out of turn; returns how many. Who was asked already is left out. Raises
	CallOutError, CallOutGateError."""
	call = _calling(name)
	asked = _asked(name)
	found = gate.refuse(call, [one for one in volunteers if one not in asked])
	return responses.ask(call, [one.member for one in found.values()], cint(call.wave))
