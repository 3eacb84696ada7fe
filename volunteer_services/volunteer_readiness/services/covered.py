"""Which kinds of risk the insurance of many volunteers covers: by a cover of their own, and by policies in
which all who are registered in a region enter by themselves. Of one day for the gate, of many for a list."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

import frappe
from frappe.utils import cint

from volunteer_services.foundation.database.batches import batches
from volunteer_services.volunteer_readiness.domain import gates, insurance
from volunteer_services.volunteer_registry.domain.age import age_on

COLUMNS = {
	gates.SERVICE: "covers_service",
	gates.TRAINING: "covers_training",
	gates.DRILL: "covers_drill",
	gates.WAY: "covers_way",
	gates.RESCUE: "covers_rescue",
}
NOT_CONFIRMED, NOT_COVERED = "insurance_planned", "insurance"
_COVERS = ", ".join(f"p.`{column}`" for column in COLUMNS.values())


def scopes(
	files: Mapping[str, frappe._dict], conditions: gates.Conditions, day: date
) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
	"""volunteer → (scopes that are covered, scopes that are planned only). ``files``: volunteer → row with
	``born`` and ``workflow_state``."""
	if not files:
		return {}
	insured: dict[str, set[str]] = defaultdict(set)
	planned: dict[str, set[str]] = defaultdict(set)
	for row in _own_covers(tuple(files), conditions.activity, day):
		(planned if row.status == insurance.PLANNED else insured)[row.volunteer].update(_of(row))
	for row in _open_policies(tuple(files), day):
		person = files[row.volunteer]
		if person.workflow_state == gates.REGISTERED and _is_insurable(person.born, row, day):
			insured[row.volunteer].update(_of(row))
	return {name: (frozenset(insured[name]), frozenset(planned[name])) for name in files}


def _of(row) -> list[str]:
	return [scope for scope, column in COLUMNS.items() if cint(row[column])]


def _is_insurable(born: date | None, row, day: date) -> bool:
	if born is None or born > day:
		return False
	age = age_on(born, day)
	return age >= cint(row.min_age) and (not cint(row.max_age) or age <= cint(row.max_age))


def _own_covers(names: tuple[str, ...], activity: str | None, day: date) -> list[frappe._dict]:
	return frappe.db.sql(
		f"""select c.`volunteer`, c.`status`, {_COVERS} from `tabInsurance Cover` as c
		inner join `tabVolunteer Insurance Policy` as p on p.`name` = c.`policy`
		where c.`volunteer` in %(names)s and c.`from_date` <= %(day)s and c.`to_date` >= %(day)s
			and p.`from_date` <= %(day)s and p.`to_date` >= %(day)s and p.`is_disabled` = 0
			and coalesce(c.`activity`, '') in ('', %(activity)s)""",  # noqa: S608 — names of columns
		{"names": names, "day": day, "activity": activity or ""},
		as_dict=True,
	)


def _open_policies(names: tuple[str, ...], day: date) -> list[frappe._dict]:
	return frappe.db.sql(
		f"""select v.`name` as volunteer, p.`min_age`, p.`max_age`, {_COVERS}
		from `tabVolunteer Insurance Policy` as p
		inner join `tabService Region` as top on top.`name` = p.`region`
		inner join `tabService Region` as r on r.`lft` >= top.`lft` and r.`rgt` <= top.`rgt`
		inner join `tabVolunteer Profile` as v on v.`region` = r.`name`
		where v.`name` in %(names)s and p.`entry_mode` = 'All Registered' and p.`is_disabled` = 0
			and p.`from_date` <= %(day)s and p.`to_date` >= %(day)s""",  # noqa: S608 — names of columns
		{"names": names, "day": day},
		as_dict=True,
	)


class Service(NamedTuple):
	"""Somebody serves on a day in an activity."""

	volunteer: str
	activity: str
	day: date


def uninsured(services: Iterable[Service]) -> dict[Service, str]:
	"""Those of the services that no insurance of service covers on their day [REG §17], each with the code of
	the gate's reason: NOT_CONFIRMED where the insurer has not answered, else NOT_COVERED.

	Two queries for so many people, whatever the number of activities and days.
	"""
	asked = list(dict.fromkeys(services))
	if not asked:
		return {}
	span = {"first": min(one.day for one in asked), "last": max(one.day for one in asked)}
	terms: dict[str, list[frappe._dict]] = defaultdict(list)
	for names in batches(one.volunteer for one in asked):
		for row in (*_covers_of(names, span), *_policies_of(names, span)):
			terms[row.volunteer].append(row)
	found = {one: _lacking(one, terms[one.volunteer]) for one in asked}
	return {one: code for one, code in found.items() if code}


def _lacking(one: Service, terms: list[frappe._dict]) -> str:
	holding = [term for term in terms if _holds(one, term)]
	if any(term.status != insurance.PLANNED for term in holding):
		return ""
	return NOT_CONFIRMED if holding else NOT_COVERED


def _holds(one: Service, term: frappe._dict) -> bool:
	if not term.since <= one.day <= term.until or term.activity not in ("", one.activity):
		return False
	return not term.is_open or _is_insurable(term.born, term, one.day)


def _covers_of(names: tuple[str, ...], span: dict) -> list[frappe._dict]:
	return frappe.db.sql(
		"""select c.`volunteer`, c.`status`, coalesce(c.`activity`, '') as activity, 0 as is_open,
			greatest(c.`from_date`, p.`from_date`) as since, least(c.`to_date`, p.`to_date`) as until
		from `tabInsurance Cover` as c
		inner join `tabVolunteer Insurance Policy` as p on p.`name` = c.`policy`
		where c.`volunteer` in %(names)s and c.`from_date` <= %(last)s and c.`to_date` >= %(first)s
			and p.`is_disabled` = 0 and p.`covers_service` = 1""",
		{"names": names, **span},
		as_dict=True,
	)


def _policies_of(names: tuple[str, ...], span: dict) -> list[frappe._dict]:
	return frappe.db.sql(
		"""select v.`name` as volunteer, v.`date_of_birth` as born, p.`min_age`, p.`max_age`, '' as activity,
			'' as status, 1 as is_open, p.`from_date` as since, p.`to_date` as until
		from `tabVolunteer Insurance Policy` as p
		inner join `tabService Region` as top on top.`name` = p.`region`
		inner join `tabService Region` as r on r.`lft` >= top.`lft` and r.`rgt` <= top.`rgt`
		inner join `tabVolunteer Profile` as v on v.`region` = r.`name`
		where v.`name` in %(names)s and v.`workflow_state` = %(registered)s
			and p.`entry_mode` = 'All Registered' and p.`is_disabled` = 0 and p.`covers_service` = 1
			and p.`from_date` <= %(last)s and p.`to_date` >= %(first)s""",
		{"names": names, "registered": gates.REGISTERED, **span},
		as_dict=True,
	)
