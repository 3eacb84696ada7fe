"""Which volunteers' stars or totals are not as they should be: found by the database.

Only a filter: whoever it finds is locked and looked at again before anything is written. So the great number
of volunteers for whom nothing changed is neither locked nor sent to Python.
"""

from collections.abc import Iterator

import frappe

from volunteer_services.services.star_schemes import SchemeVersion

_PROFILE = "`tabVolunteer Profile`"

# The sums come in the order of the index and each is compared with its own file; all who are right are one
# row of the answer. ``stored`` counts the files that claim service at all.
_DRIFT = """select case when p.`total_minutes` = s.minutes and p.`eligible_star` = {eligible}
			and p.`last_service_date` = s.last_day then null else p.`name` end as differing,
		sum(case when {claims} then 1 else 0 end) as stored
	from (select `volunteer`, sum(`minutes`) as minutes, max(`service_date`) as last_day
		from `tabService Log` where `docstatus` = 1 and {logs} group by `volunteer`) as s
	{join} `tabVolunteer Profile` as p on p.`name` = s.`volunteer`
	group by 1"""

_CLAIMS = "(p.`total_minutes` <> 0 or p.`eligible_star` <> 0 or p.`last_service_date` is not null)"

_CLAIMING = "select count(*) from `tabVolunteer Profile` as p where {people} and {claims}"

_WITHOUT_LOGS = """select p.`name` from `tabVolunteer Profile` as p
	where {people} and {claims} and not exists (
	select 1 from `tabService Log` as l where l.`volunteer` = p.`name` and l.`docstatus` = 1)"""

_AWARDS = """select p.`name` from `tabVolunteer Profile` as p
	where {people} and (p.`eligible_star` > 0 or p.`star_level` > 0) and (
		p.`star_level` <> {granted}
		or (p.`workflow_state` in ('Registered', 'Suspended') and {missing}))"""

_GRANTED = """coalesce((select max(g.`star`) from `tabStar Award` as g
	where g.`volunteer` = p.`name` and g.`status` = 'Granted'), 0)"""

_ON_FILE = """coalesce((select sum(case when {pending} then 0 else {bit} end) from `tabStar Award` as a
	where a.`volunteer` = p.`name`), 0)"""

_MARKED = (
	"select p.`name` from `tabVolunteer Profile` as p where {people} and p.`totals_changed_on` is not null"
)


def ranges(size: int) -> Iterator[tuple[str, str]]:
	"""All volunteers as ranges of names (above the first, up to and with the second), about ``size`` each."""
	low = ""
	while True:
		bound = frappe.db.sql(
			f"select `name` from {_PROFILE} where `name` > %s order by `name` limit 1 offset %s",  # noqa: S608
			(low, size - 1),
		)
		if bound:
			yield low, bound[0][0]
			low = bound[0][0]
			continue
		last = frappe.db.sql(f"select max(`name`) from {_PROFILE}")[0][0]  # noqa: S608
		if last and last > low:
			yield low, last
		return


def differing_in_range(low: str, high: str, scheme: SchemeVersion | None) -> list[str]:
	"""Names in the range whose totals, stars or awards may have to change, in order."""
	between = "{0} > %(low)s and {0} <= %(high)s"
	return _differing(between, {"low": low, "high": high}, scheme)


def differing_among(names: list[str], scheme: SchemeVersion | None) -> list[str]:
	"""Those of ``names`` whose totals, stars or awards may have to change; unknown names are left out."""
	return _differing("{0} in %(names)s", {"names": tuple(names)}, scheme) if names else []


def count_marked() -> int:
	"""How many volunteers wait for the recalculation."""
	return frappe.db.sql(f"select count(*) from {_PROFILE} where `totals_changed_on` is not null")[0][0]  # noqa: S608


def marked(limit: int, after: str = "") -> list[str]:
	"""Volunteers whose totals changed since their stars were looked at, in the order of their names."""
	rows = frappe.db.sql(
		f"""select `name` from {_PROFILE}
		where `totals_changed_on` is not null and `name` > %s order by `name` limit %s""",  # noqa: S608
		(after, limit),
	)
	return [row[0] for row in rows]


def _differing(place: str, values: dict, scheme: SchemeVersion | None) -> list[str]:
	people, logs = place.format("p.`name`"), place.format("`volunteer`")
	drift = _DRIFT.format(eligible=_eligible(scheme), claims=_CLAIMS, logs=logs, join=_join_in_this_order())
	names, stored = set(), 0
	for name, count in frappe.db.sql(drift, values):
		names.add(name)
		stored += int(count)
	if frappe.db.sql(_CLAIMING.format(people=people, claims=_CLAIMS), values)[0][0] != stored:
		names.update(_names(_WITHOUT_LOGS.format(people=people, claims=_CLAIMS), values))
	names.update(
		_names(_AWARDS.format(people=people, granted=_GRANTED, missing=_missing(scheme)), values),
		_names(_MARKED.format(people=people), values),
	)
	return sorted(names - {None})


def _names(query: str, values: dict) -> list[str]:
	return [row[0] for row in frappe.db.sql(query, values)]


def _join_in_this_order() -> str:
	"""MariaDB would turn the join around and read the sums once for each file: ten times slower."""
	return "straight_join" if frappe.db.db_type == "mariadb" else "inner join"


def _stars(scheme: SchemeVersion | None) -> list[tuple[int, int, bool]]:
	return scheme.rules.thresholds() if scheme else []


def _eligible(scheme: SchemeVersion | None) -> str:
	"""A CASE expression from the summed minutes to the star that they reach."""
	whens = " ".join(
		f"when s.minutes >= {int(minutes)} then {int(star)}"
		for star, minutes, _previous in reversed(_stars(scheme))
	)
	return f"(case {whens} else 0 end)" if whens else "0"


def _missing(scheme: SchemeVersion | None) -> str:
	"""Whether a star that the hours reach has no award: the awards on file as bits, compared with those due.
	Where stars wait for the one below to be granted, only the next one is due."""
	stars = [star for star, _minutes, _previous in _stars(scheme)]
	if not stars:
		return "1 = 0"
	bit = " ".join(f"when {star} then {1 << (star - 1)}" for star in stars)
	on_file = _ON_FILE.format(pending=_pending(scheme), bit=f"(case a.`star` {bit} else 0 end)")
	if not scheme.is_automatic and any(previous for _star, _minutes, previous in _stars(scheme)):
		after = " ".join(f"when {star - 1} then {1 << star}" for star in stars)
		due = f"(case p.`star_level` {after} else 2 end)"
		return f"p.`eligible_star` > p.`star_level` and mod({on_file}, {due}) < {due} / 2"
	due = (
		"(case p.`eligible_star` "
		+ " ".join(f"when {star} then {1 << star}" for star in stars)
		+ " else 1 end)"
	)
	return f"mod({on_file}, {due}) <> {due} - 1"


def _pending(scheme: SchemeVersion) -> str:
	"""Awards that the round may still change: withdrawn ones, and proposals once granting is automatic."""
	withdrawn = "(a.`status` = 'Revoked' and a.`is_barred` = 0)"
	return f"({withdrawn} or a.`status` = 'Proposed')" if scheme.is_automatic else withdrawn
