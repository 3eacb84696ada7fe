"""Who belongs to an emergency team on a day, and what the class of the team asks of them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import frappe

PROFILE = "Volunteer Profile"
_MEMBERS = """select m.`volunteer`, m.`team`, t.`team_name`, t.`emergency_class`, t.`lft`,
		r.`lft` as region_lft, v.`full_name`, v.`emergency_contact`, v.`emergency_phone`
	from `tabTeam Membership` as m
	inner join `tabVolunteer Team` as t on t.`name` = m.`team` and t.`workflow_state` = 'Active'
		and coalesce(t.`emergency_class`, '') <> ''
	inner join `tabService Region` as r on r.`name` = t.`region`
	inner join `tabVolunteer Profile` as v on v.`name` = m.`volunteer`
	where m.`joined_on` <= %(day)s and (m.`left_on` is null or m.`left_on` >= %(day)s) and {where}
	order by t.`team_name`, v.`full_name`, m.`volunteer`"""


def where(condition: str, day: date, params: dict | None = None) -> list[frappe._dict]:
	"""The memberships that run on ``day`` in emergency teams at work. ``condition``: SQL on ``m`` (the
	membership), ``t`` (the team) and ``v`` (the file). Nobody's rights are asked."""
	return frappe.db.sql(
		_MEMBERS.replace("{where}", condition or "1=1"), {**(params or {}), "day": day}, as_dict=True
	)


def of(volunteers: Iterable[str], day: date) -> list[frappe._dict]:
	"""The running memberships of these people in emergency teams."""
	return where("m.`volunteer` in %(names)s", day, {"names": tuple(volunteers) or ("",)})


def musts() -> dict[str, frozenset[str]]:
	"""Emergency class → the qualifications without which nobody of its teams is called."""
	found: dict[str, set[str]] = defaultdict(set)
	for emergency_class, kind in frappe.db.sql(
		"""select c.`emergency_class`, c.`parent` from `tabQualification Emergency Class` as c
		inner join `tabQualification Type` as k on k.`name` = c.`parent` and k.`is_disabled` = 0
		where c.`parenttype` = 'Qualification Type'"""
	):
		found[emergency_class].add(kind)
	return {name: frozenset(kinds) for name, kinds in found.items()}
