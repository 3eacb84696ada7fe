"""Which kinds of risk the insurance of many volunteers covers on one day: by a cover of their own, and by
policies in which all who are registered in a region enter by themselves."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

import frappe
from frappe.utils import cint

from volunteer_services.volunteer_readiness.domain import gates, insurance
from volunteer_services.volunteer_registry.domain.age import age_on

COLUMNS = {
	gates.SERVICE: "covers_service",
	gates.TRAINING: "covers_training",
	gates.DRILL: "covers_drill",
	gates.WAY: "covers_way",
	gates.RESCUE: "covers_rescue",
}
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
