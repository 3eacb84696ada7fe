"""An activity that comes again, and a week that is laid on another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import frappe
from frappe import _
from frappe.utils import formatdate, getdate

from volunteer_services.exceptions import RepetitionError
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.foundation.scope import granting
from volunteer_services.volunteer_projects.domain import repetition
from volunteer_services.volunteer_projects.services.repeating import copies
from volunteer_services.volunteer_projects.services.repeating.copies import ACTIVITY, Copy, Move


def dates(activity: str, rule: repetition.Rule, lock: bool = False) -> list[Copy]:
	"""The copies of an activity by a rule. Raises RepetitionError."""
	sources = copies.load([activity], lock)
	first = getdate(sources[activity].starts_on)
	with enforce(RepetitionError, _("Repeat the Activity")):
		days = repetition.days(first, rule)
	return copies.planned(sources, [Move(activity, day - first) for day in days], lock)


def week(day: date, to: date, project: str | None = None, lock: bool = False) -> list[Copy]:
	"""The activities of the week of ``day`` that the user may write, as copies in the week of ``to``.

	``project``: those of one project only. Raises RepetitionError for the same week twice, for a week without
	activities and for one with too many.
	"""
	monday, sunday = repetition.week_of(day)
	later = repetition.week_of(to)[0] - monday
	if not later:
		_refuse(_("Both days lie in the week of {0}. Choose another week.").format(formatdate(monday)))
	names = _of_week(monday, sunday, project)
	if not names:
		_refuse(_("In the week of {0} there is no activity that you may copy.").format(formatdate(monday)))
	if len(names) > repetition.MOST:
		_refuse(_("The week has more than {0} activities. Choose one project.").format(repetition.MOST))
	return copies.planned(copies.load(names, lock), [Move(name, later) for name in names], lock)


def _of_week(monday: date, sunday: date, project: str | None) -> list[str]:
	condition = scope.condition(
		ACTIVITY, with_own=False, by_roles=granting.placed_roles(ACTIVITY, ("write",))
	)
	return frappe.db.sql(
		f"""select `name` from `tabService Activity`
		where `starts_on` >= %(from)s and `starts_on` < %(to)s and `workflow_state` <> 'Called Off'
			and (%(project)s = '' or `project` = %(project)s) and {condition or "1=1"}
		order by `starts_on`, `name` limit %(most)s""",  # noqa: S608 (our condition)
		{
			"from": monday,
			"to": sunday + timedelta(days=1),
			"project": project or "",
			"most": repetition.MOST + 1,
		},
		pluck=True,
	)


def chosen(found: list[Copy], days: Iterable[date]) -> list[Copy]:
	"""Those of the copies that begin on one of the days; all where none is named."""
	wanted = set(days)
	return [copy for copy in found if not wanted or copy.starts_on.date() in wanted]


def made(found: list[Copy]) -> dict:
	"""Store the copies: {made: names, left: those that were not made, with the reason}."""
	names = copies.make(found)
	return {"made": names, "left": [copy.shown() for copy in found if not copy.is_free]}


def _refuse(message: str) -> None:
	frappe.throw(message, RepetitionError, title=_("Copy a Week"))
