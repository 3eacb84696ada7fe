"""Which volunteers' stars or totals are not as they should be: found by the database.

Only a filter: whoever it finds is locked and looked at again before anything is written. So the great number
of volunteers for whom nothing changed is neither locked nor sent to Python.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import frappe

from volunteer_services.volunteer_recognition.services.schemes import SchemeVersion

_PROFILE = "`tabVolunteer Profile`"
# One text from each side, compared in Python as sets of lines: faster than a join, which looks up every
# volunteer in the index of the logs, and than fetching a row for each.
_SUMMED = """select {lines} from (
	select `volunteer`, sum(`minutes`) as minutes, max(`service_date`) as last_day,
		sum(case when `trust_class` = 'Credited' then `minutes` else 0 end) as credited
	from `tabService Log` where `docstatus` = 1 and {logs} group by `volunteer`) as s"""
_STORED = """select {lines} from `tabVolunteer Profile` as p
	where {people} and (p.`total_minutes` <> 0 or p.`last_service_date` is not null)"""
_LONGEST_TEXT = 16 * 2**20
_STARS = """select p.`name` from `tabVolunteer Profile` as p
	where {people} and (p.`totals_changed_on` is not null or p.`eligible_star` <> {eligible}
		or ((p.`eligible_star` > 0 or p.`star_level` > 0) and (p.`star_level` <> {granted}
			or (p.`workflow_state` in ('Registered', 'Suspended') and {missing}))))"""
_GRANTED = """coalesce((select max(g.`star`) from `tabStar Award` as g
	where g.`volunteer` = p.`name` and g.`status` = 'Granted'), 0)"""
_ON_FILE = """coalesce((select sum(case when {pending} then 0 else {bit} end) from `tabStar Award` as a
	where a.`volunteer` = p.`name`), 0)"""


@dataclass(frozen=True)
class Found:
	"""``names``: whoever has to be looked at, in order; ``drifted``: those whose totals are wrong."""

	names: list[str]
	drifted: frozenset[str] = frozenset()


def ranges(size: int) -> Iterator[tuple[str, str, int]]:
	"""All volunteers as ranges of names: (above this one, up to and with this one, how many)."""
	low = ""
	while True:
		bound = frappe.db.sql(
			f"select `name` from {_PROFILE} where `name` > %s order by `name` limit 1 offset %s",  # noqa: S608
			(low, size - 1),
		)
		if not bound:
			break
		yield low, bound[0][0], size
		low = bound[0][0]
	high, rest = frappe.db.sql(f"select max(`name`), count(*) from {_PROFILE} where `name` > %s", low)[0]  # noqa: S608
	if rest:
		yield low, high, rest


def differing_in_range(low: str, high: str, scheme: SchemeVersion | None) -> Found:
	"""Those in the range whose totals, stars or awards may have to change."""
	return _find("{0} > %(low)s and {0} <= %(high)s", {"low": low, "high": high}, scheme)


def differing_among(names: list[str], scheme: SchemeVersion | None) -> Found:
	"""Those of ``names`` whose totals, stars or awards may have to change; unknown names are left out."""
	return _find("{0} in %(names)s", {"names": tuple(names)}, scheme) if names else Found([])


def count_all() -> int:
	"""How many volunteers there are."""
	return frappe.db.sql(f"select count(*) from {_PROFILE}")[0][0]  # noqa: S608


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


def _find(place: str, values: dict, scheme: SchemeVersion | None) -> Found:
	people = place.format("p.`name`")
	stars = _STARS.format(
		people=people, eligible=_eligible(scheme), granted=_GRANTED, missing=_missing(scheme)
	)
	drifted = _drifted(people, place.format("`volunteer`"), values)
	return Found(sorted(drifted.union(_names(stars, values))), drifted)


def _drifted(people: str, logs: str, values: dict) -> frozenset[str]:
	"""Names whose stored totals are not the sums of their approved logs."""
	if frappe.db.db_type == "mariadb":
		frappe.db.sql(f"set session group_concat_max_len = {_LONGEST_TEXT}")
	summed = _lines(
		_SUMMED.format(lines=_text("s.`volunteer`", "s.minutes", "s.last_day", "s.credited"), logs=logs),
		values,
	)
	columns = ("p.`name`", "p.`total_minutes`", "p.`last_service_date`", "p.`credited_minutes`")
	stored = _lines(_STORED.format(lines=_text(*columns), people=people), values)
	return frozenset(line.split("\t", 1)[0] for line in summed ^ stored)


def _text(*columns: str) -> str:
	"""All rows as one text: a line each, columns apart by tabs."""
	line = f"concat_ws('\t', {', '.join(columns)})"
	if frappe.db.db_type == "mariadb":
		return f"group_concat({line} separator '\n')"
	return f"string_agg({line}, '\n')"


def _lines(query: str, values: dict) -> set[str]:
	text = frappe.db.sql(query, values)[0][0]
	return set(text.split("\n")) if text else set()


def _names(query: str, values: dict) -> list[str]:
	return [row[0] for row in frappe.db.sql(query, values)]


def _stars(scheme: SchemeVersion | None) -> list[tuple[int, int, bool]]:
	return scheme.rules.thresholds() if scheme else []


def _eligible(scheme: SchemeVersion | None) -> str:
	"""A CASE expression from the stored minutes to the star that they reach."""
	whens = " ".join(
		f"when p.`total_minutes` >= {int(minutes)} then {int(star)}"
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
