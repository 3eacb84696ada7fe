"""Which volunteers' stars or totals are not as they should be: found by the database, range by range of names.

Only a filter: whoever it finds is locked and looked at again before anything is written. So the great number
of volunteers for whom nothing changed is neither locked nor sent to Python.
"""

from collections.abc import Iterator

import frappe

from volunteer_services.services.star_schemes import SchemeVersion

_SCAN = """select p.`name` from `tabVolunteer Profile` as p
	left join (select `volunteer`, sum(`minutes`) as minutes, max(`service_date`) as last_day
		from `tabService Log` where `docstatus` = 1 and {logs} group by `volunteer`) as s
		on s.`volunteer` = p.`name`
	left join (select `volunteer`, max(case when `status` = 'Granted' then `star` else 0 end) as granted,
			sum(case when {pending} then 0 else {bit} end) as on_file
		from `tabStar Award` where {awards} group by `volunteer`) as a on a.`volunteer` = p.`name`
	where {people} and (
		p.`totals_changed_on` is not null
		or p.`total_minutes` <> coalesce(s.minutes, 0)
		or coalesce(p.`last_service_date`, '1000-01-01') <> coalesce(s.last_day, '1000-01-01')
		or p.`eligible_star` <> {eligible}
		or p.`star_level` <> coalesce(a.granted, 0)
		or ({missing} and p.`workflow_state` in ('Registered', 'Suspended')))
	order by p.`name`"""


def ranges(size: int) -> Iterator[tuple[str, str]]:
	"""All volunteers as ranges of names (above the first, up to and with the second), about ``size`` each."""
	low = ""
	while True:
		bound = frappe.db.sql(
			"select `name` from `tabVolunteer Profile` where `name` > %s order by `name` limit 1 offset %s",
			(low, size - 1),
		)
		high = bound[0][0] if bound else None
		if high is None:
			last = frappe.db.sql("select max(`name`) from `tabVolunteer Profile`")[0][0]
			if last and last > low:
				yield low, last
			return
		yield low, high
		low = high


def differing_in_range(low: str, high: str, scheme: SchemeVersion | None) -> list[str]:
	"""Names in the range whose totals, stars or awards may have to change."""
	parts = {"logs": "volunteer", "awards": "volunteer", "people": "name"}
	where = {key: f"`{column}` > %(low)s and `{column}` <= %(high)s" for key, column in parts.items()}
	return _scan(where, {"low": low, "high": high}, scheme)


def differing_among(names: list[str], scheme: SchemeVersion | None) -> list[str]:
	"""Those of ``names`` whose totals, stars or awards may have to change. Unknown names are left out."""
	if not names:
		return []
	where = {
		"logs": "`volunteer` in %(names)s",
		"awards": "`volunteer` in %(names)s",
		"people": "`name` in %(names)s",
	}
	return _scan(where, {"names": tuple(names)}, scheme)


def marked(limit: int, after: str = "") -> list[str]:
	"""Volunteers whose totals changed since their stars were looked at, in the order of their names."""
	rows = frappe.db.sql(
		"""select `name` from `tabVolunteer Profile`
		where `totals_changed_on` is not null and `name` > %s order by `name` limit %s""",
		(after, limit),
	)
	return [row[0] for row in rows]


def _scan(where: dict[str, str], values: dict, scheme: SchemeVersion | None) -> list[str]:
	thresholds = scheme.rules.thresholds() if scheme else []
	query = _SCAN.format(
		logs=where["logs"],
		awards=where["awards"],
		people=where["people"].replace("`name`", "p.`name`"),
		pending=_pending(scheme),
		bit=_bit(thresholds),
		eligible=_by_total(thresholds, [star for star, _minutes, _previous in thresholds]),
		missing=_missing(thresholds, scheme),
	)
	return [row[0] for row in frappe.db.sql(query, values)]


def _by_total(thresholds: list, results: list[int]) -> str:
	"""A CASE expression from the summed minutes to the result of the highest level that they reach."""
	whens = " ".join(
		f"when coalesce(s.minutes, 0) >= {int(minutes)} then {int(result)}"
		for (_star, minutes, _previous), result in sorted(zip(thresholds, results, strict=True), reverse=True)
	)
	return f"(case {whens} else 0 end)" if whens else "0"


def _bit(thresholds: list) -> str:
	"""Each star as a bit, so that the sum over a volunteer's awards tells which stars are on file."""
	whens = " ".join(f"when {int(star)} then {1 << (star - 1)}" for star, _minutes, _previous in thresholds)
	return f"(case `star` {whens} else 0 end)" if whens else "0"


def _pending(scheme: SchemeVersion | None) -> str:
	"""Awards that the round may still change: withdrawn ones, and proposals once granting is automatic."""
	withdrawn = "(`status` = 'Revoked' and `is_barred` = 0)"
	return f"({withdrawn} or `status` = 'Proposed')" if scheme and scheme.is_automatic else withdrawn


def _missing(thresholds: list, scheme: SchemeVersion | None) -> str:
	"""Whether a star that the hours reach has no award. Where stars wait for the one below to be granted, only
	the next one is asked for."""
	if not thresholds:
		return "1 = 0"
	reached = _by_total(thresholds, [1 << star for star, _minutes, _previous in thresholds])
	on_file = "coalesce(a.on_file, 0)"
	if not scheme.is_automatic and any(previous for _star, _minutes, previous in thresholds):
		following = " ".join(
			f"when {int(star) - 1} then {1 << (star - 1)}" for star, _minutes, _previous in thresholds
		)
		bit = f"(case coalesce(a.granted, 0) {following} else 0 end)"
		return f"({bit} > 0 and {bit} < {reached} and mod({on_file}, 2 * {bit}) < {bit})"
	return f"({reached} > 0 and mod({on_file}, {reached}) <> {reached} - 1)"
