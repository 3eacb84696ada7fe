"""Activities that come again: the dates are shown first, then the drafts are made."""

from typing import Annotated

import frappe
from frappe import _
from frappe.utils import getdate

from volunteer_services.exceptions import ArgumentError
from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.domain.arguments import Day, Names, Rows, choice, day
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.rules import enforce
from volunteer_services.volunteer_projects.domain.repetition import Pattern, Rule
from volunteer_services.volunteer_projects.services.repeating import days as several_days
from volunteer_services.volunteer_projects.services.repeating import repeat as repeating
from volunteer_services.volunteer_projects.services.repeating.copies import ACTIVITY

_Pattern = Annotated[str, choice(*Pattern.options())]


@endpoint(methods=["GET"])
def dates(
	activity: str,
	pattern: _Pattern,
	until: Day,
	every: int = 1,
	weekdays: list | None = None,
	skip: Names | None = None,
) -> list[dict]:
	"""The days on which the activity would come again: [{source, activity_name, starts_on, ends_on, problem,
	existing}]. ``weekdays``: of a weekly pattern, Monday is 0; ``skip``: days that are left out."""
	_may_copy(activity)
	rule = _rule(pattern, until, every, weekdays, skip)
	return [copy.shown() for copy in repeating.dates(activity, rule)]


@endpoint(methods=["POST"])
def repeat(
	activity: str,
	pattern: _Pattern,
	until: Day,
	every: int = 1,
	weekdays: list | None = None,
	skip: Names | None = None,
	only: Names | None = None,
) -> dict:
	"""Make the drafts of those days, ``only`` of some: {made: names, left: [what was not made, and why]}."""
	_may_copy(activity)
	rule = _rule(pattern, until, every, weekdays, skip)
	days = _days(only)
	return retry.whole(
		lambda: repeating.made(repeating.chosen(repeating.dates(activity, rule, lock=True), days))
	)


@endpoint(methods=["GET"])
def week(week: Day, to: Day, project: str | None = None) -> list[dict]:
	"""The activities of a week that the user may write, as they would stand in another; both weeks are named
	by one of their days."""
	require_permission(ACTIVITY, "create")
	return [copy.shown() for copy in repeating.week(getdate(week), getdate(to), project)]


@endpoint(methods=["POST"])
def copy_week(week: Day, to: Day, project: str | None = None) -> dict:
	"""Make the drafts of that week: {made: names, left: [what was not made, and why]}."""
	require_permission(ACTIVITY, "create")
	return retry.whole(lambda: repeating.made(repeating.week(getdate(week), getdate(to), project, lock=True)))


@endpoint(methods=["GET"])
def shifts(activity: str, hours: Rows, skip: Names | None = None) -> list[dict]:
	"""The shifts that the hours of each day ({shift_title, from_time, to_time, post, capacity, minimum}) make
	of an activity of several days."""
	require_permission(ACTIVITY, "write", activity)
	return [one.shown() for one in _planned(activity, hours, skip)]


@endpoint(methods=["POST"])
def plan_shifts(activity: str, hours: Rows, skip: Names | None = None) -> dict:
	"""Make the shifts that are not there yet: {made: names, left: those that stand there already}."""
	require_permission(ACTIVITY, "write", activity)

	def work() -> dict:
		frappe.db.get_value(ACTIVITY, activity, "name", for_update=True)
		planned = _planned(activity, hours, skip, lock=True)
		names = several_days.make(_activity(activity), planned)
		return {"made": names, "left": [one.shown() for one in planned if one.existing]}

	return retry.whole(work)


def _may_copy(activity: str) -> None:
	require_permission(ACTIVITY, "create")
	require_permission(ACTIVITY, "write", activity)


def _rule(pattern: str, until: str, every: int, weekdays: list | None, skip: list[str] | None) -> Rule:
	return Rule(Pattern(pattern), getdate(until), every, _weekdays(weekdays), _days(skip))


def _weekdays(given: list | None) -> frozenset[int]:
	wanted = {str(one) for one in given or ()}
	if not wanted <= set("0123456"):
		frappe.throw(_("Weekdays are 0 (Monday) to 6 (Sunday)."), ArgumentError)
	return frozenset(int(one) for one in wanted)


def _days(given: list[str] | None) -> frozenset:
	with enforce(ArgumentError):
		return frozenset(getdate(day("skip", one)) for one in given or ())


def _planned(
	activity: str, hours: list[dict], skip: list[str] | None, lock: bool = False
) -> list[several_days.Planned]:
	return several_days.planned(_activity(activity), several_days.read(hours), _days(skip), lock)


def _activity(name: str) -> frappe._dict:
	return frappe.db.get_value(ACTIVITY, name, "*", as_dict=True)
