"""Service activities: who takes part, and how the participants become service records in one step."""

from collections.abc import Iterable
from datetime import datetime

import frappe
from frappe import _
from frappe.utils import cint, get_datetime, getdate, now_datetime

from volunteer_services.exceptions import ActivityStateError, ProjectStateError
from volunteer_services.volunteer_projects.domain.make_up import Served
from volunteer_services.volunteer_projects.services import make_up, projects

RECORDABLE_STATES = frozenset({"Draft", "Published", "Completed", "Recorded"})
PRESENT = frozenset({"Attended", "", None})


def row_times(activity, row) -> tuple[datetime | None, datetime | None, int]:
	"""Start, end and break of a participant: the row's own, else the activity's.

	The activity's break counts for rows without times of their own: who came for part of the day has the
	break that the row says.
	"""
	own = bool(row.starts_on or row.ends_on)
	starts_on = get_datetime(row.starts_on or activity.starts_on)
	ends_on = get_datetime(row.ends_on or activity.ends_on)
	pause = cint(row.break_minutes) if own else cint(row.break_minutes) or cint(activity.break_minutes)
	return starts_on, ends_on, pause


def pending_rows(activity) -> list:
	"""The rows that should become records: present, and without a record so far."""
	return [row for row in activity.participants if row.status in PRESENT and not row.service_log]


def served(activity) -> dict[str, Served]:
	"""Whoever is listed as present, with the times of their rows, by the name of the row."""
	return {
		row.name: Served(row.volunteer, *row_times(activity, row))
		for row in activity.participants
		if row.volunteer and row.status in PRESENT
	}


def undeclared_rows(activity) -> dict[str, str]:
	"""Rows of a make-up entry that its declaration does not list, each with the reason."""
	return make_up.row_problems(activity, served(activity))


def check_recordable(activity) -> None:
	"""Raises ActivityStateError, ProjectStateError or MakeUpError when nothing of this activity can be
	recorded now."""
	if activity.workflow_state not in RECORDABLE_STATES:
		frappe.throw(
			_("The activity {0} is {1}: no service can be recorded for it.").format(
				activity.activity_name, _(activity.workflow_state, context="Service Activity")
			),
			ActivityStateError,
			title=_("Not Allowed"),
		)
	if get_datetime(activity.starts_on) > now_datetime():
		frappe.throw(
			_("The activity {0} begins on {1}. Record the service after it was given.").format(
				activity.activity_name, activity.get_formatted("starts_on")
			),
			ActivityStateError,
			title=_("Not Yet"),
		)
	project = frappe.db.get_value(
		"Volunteer Project", activity.project, projects.PROBLEM_FIELDS, as_dict=True
	)
	problem = projects.project_problem(project, getdate(activity.starts_on))
	if problem:
		frappe.throw(problem, ProjectStateError, title=_("Project"))
	make_up.check_declared(activity)


def rescue_problems(activity, volunteers: Iterable[str]) -> dict[str, str]:
	"""Minors whom the activity's project, a rescue, cannot take, each with the reason."""
	if not frappe.db.get_value("Volunteer Project", activity.project, "is_rescue"):
		return {}
	return projects.rescue_problems(volunteers, getdate(activity.starts_on))


def count_recorded(activity) -> int:
	"""How many participants have their service record."""
	return sum(1 for row in activity.participants if row.service_log)
