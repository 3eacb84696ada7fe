"""The places of shifts and who holds them, one row a shift: what the reports on recruitment sum up.

A shift needs as many people as it has places; one without a number that is for all posts needs what the posts
of its project need; any other takes any number of people: they count, and fill nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.foundation.reporting.query import Where, bar_chart, fetch, share
from volunteer_services.volunteer_projects.domain.matrix import Level
from volunteer_services.volunteer_projects.domain.sign_up import HOLDS_PLACE

SHIFT = "Activity Shift"
CAME = frozenset({"Attended", "Left Early"})
MISSED = "No Show"
COLOURS = ["#3f9b5b", "#e0a100"]
COUNTED = ("needed", "held", "filled", "confirmed", "present", "missed", "waiting")
_TABLES = """`tabActivity Shift` as `shift`
	inner join `tabService Activity` as `activity` on `activity`.`name` = `shift`.`activity`"""
_NEEDED = """case when `shift`.`capacity` > 0 then `shift`.`capacity`
	when coalesce(`shift`.`post`, '') = '' then coalesce((
		select sum(`post`.`headcount`) from `tabVolunteer Project Post` as `post`
		where `post`.`parent` = `activity`.`project` and `post`.`parenttype` = 'Volunteer Project'), 0)
	else 0 end"""
_KEPT = """coalesce((select sum(`party`.`open_places`) from `tabGroup Sign Up` as `party`
	where `party`.`shift` = `shift`.`name` and `party`.`status` = 'Booked'), 0)"""


def of_shifts(where: Where) -> list[frappe._dict]:
	"""The shifts in the order of their beginning, by two queries whatever their number.

	``where``: conditions on ``shift``, which may name ``activity``, too. ``held``: places taken, with those
	who did not come and those kept for groups. ``filled``: of the needed ones; people of one shift do not
	fill another. ``confirmed``: who was sure to come, with those who came and those who did not.
	"""
	rows = fetch(
		f"""select `shift`.`name`, `shift`.`activity`, `shift`.`starts_on`, `shift`.`minimum`,
			`shift`.`team`, `team`.`team_name`, `shift`.`site`, `site`.`site_name`,
			`activity`.`activity_name`, `activity`.`starts_on` as begins, `activity`.`project`,
			`project`.`project_name`, `activity`.`sign_up_from`, `activity`.`sign_up_until`,
			`activity`.`audience`, {_NEEDED} as needed, {_KEPT} as kept
		from {_TABLES}
		left join `tabVolunteer Project` as `project` on `project`.`name` = `activity`.`project`
		left join `tabVolunteer Team` as `team` on `team`.`name` = `shift`.`team`
		left join `tabService Site` as `site` on `site`.`name` = `shift`.`site`
		where {where.sql} order by `shift`.`starts_on`, `shift`.`name`""",  # noqa: S608 (our conditions)
		where.params,
	)
	states = _states(where)
	for row in rows:
		_count(row, states[row.name])
	return rows


def _states(where: Where) -> dict[str, Counter]:
	"""shift → how many sign-ups stand in each state."""
	found: dict[str, Counter] = defaultdict(Counter)
	for shift, status, number in frappe.db.sql(
		f"""select `sign_up`.`shift`, `sign_up`.`status`, count(*) from {_TABLES}
		inner join `tabActivity Sign Up` as `sign_up` on `sign_up`.`shift` = `shift`.`name`
		where {where.sql} group by `sign_up`.`shift`, `sign_up`.`status`""",  # noqa: S608 (our conditions)
		where.params,
	):
		found[shift][status] = number
	return found


def _count(row: frappe._dict, states: Counter) -> None:
	row.needed, row.missed, row.waiting = cint(row.needed), states[MISSED], states["Waiting"]
	row.present = sum(states[state] for state in CAME)
	row.confirmed = row.present + row.missed + states["Confirmed"]
	row.held = sum(states[state] for state in HOLDS_PLACE) + row.missed + cint(row.kept)
	row.filled = min(row.held, row.needed)


def summed(rows: Iterable[frappe._dict]) -> frappe._dict:
	"""The counts of several shifts with places left, the share of places filled, and of those who were sure
	to come and came; a share is None where there is nothing to take it of."""
	found = list(rows)
	sums = frappe._dict({field: sum(row[field] for row in found) for field in COUNTED})
	sums.left = sums.needed - sums.filled
	sums.fill_rate = share(sums.filled, sums.needed) if sums.needed else None
	settled = sums.present + sums.missed
	sums.attendance_rate = share(sums.present, settled) if settled else None
	return sums


def chart(bars: Iterable[tuple[str, frappe._dict]]) -> dict:
	"""Places filled and still free, a bar for each (label, sums)."""
	found = list(bars)
	series = {
		_("Places Filled"): [sums.filled for _label, sums in found],
		_("Places Still Free"): [sums.left for _label, sums in found],
	}
	return {**bar_chart([label for label, _sums in found], series, "Int"), "colors": COLOURS}


def level(rows: Iterable[frappe._dict]) -> str:
	"""How the shifts stand together: the one that is worst off speaks."""
	levels = {_level(row) for row in rows}
	return next(str(word) for word in (Level.TOO_FEW, Level.PLACES_LEFT, Level.FULL) if str(word) in levels)


def _level(row: frappe._dict) -> str:
	if row.held < cint(row.minimum):
		return str(Level.TOO_FEW)
	return str(Level.FULL if row.needed and row.held >= row.needed else Level.PLACES_LEFT)
