"""What must hold for an activity and its participants. Each check takes the document and raises."""

import frappe
from frappe import _
from frappe.utils import cint, cstr, get_datetime, getdate

from volunteer_services.exceptions import (
	ActivityError,
	InsuranceError,
	LibraryError,
	ProjectDatesError,
	ProjectStateError,
	RatingError,
	ServiceTimeError,
)
from volunteer_services.foundation.domain.overlap import Interval, first_overlap
from volunteer_services.volunteer_projects.domain.rating import MAX_RATING
from volunteer_services.volunteer_projects.services import activities, projects
from volunteer_services.volunteer_registry.services import visitors

SNAPSHOT = ("team", "recording_unit", "site", "region", "category")
FROZEN_ROW = ("volunteer", "starts_on", "ends_on", "break_minutes", "rating", "service_log")
WITH_PLACE = ("Signed Up", "Attended")
_MOMENTS = frozenset({"starts_on", "ends_on"})


def take_over_project(activity) -> None:
	"""Organisation as it stood when the activity was planned; a later move of the team changes nothing."""
	if not (activity.is_new() or activity.has_value_changed("project")) or not activity.project:
		return
	if any(row.service_log for row in activity.participants):
		frappe.throw(_("The activity has service records: its project stays as it is."), ActivityError)
	project = frappe.db.get_value(
		"Volunteer Project", activity.project, [*SNAPSHOT, "workflow_state", "is_library_item"], as_dict=True
	)
	if project.is_library_item:
		frappe.throw(
			_("{0} is a template of the library. Make a project from it first.").format(activity.project),
			LibraryError,
			title=_("Project"),
		)
	if project.workflow_state == "Rejected":
		frappe.throw(
			_("The project was rejected. Choose another for this activity."),
			ProjectStateError,
			title=_("Project"),
		)
	activity.update({field: project[field] for field in SNAPSHOT})


def check_dates(activity) -> None:
	"""The activity lies within the days of its project."""
	changed = any(activity.has_value_changed(field) for field in ("project", "starts_on", "ends_on"))
	if not (activity.project and activity.starts_on and activity.ends_on and (activity.is_new() or changed)):
		return
	project = frappe.db.get_value(
		"Volunteer Project", activity.project, projects.PROBLEM_FIELDS, as_dict=True
	)
	problem = projects.dates_problem(project, getdate(activity.starts_on))
	if problem:
		frappe.throw(problem, ProjectDatesError, title=_("Dates"))


def check_times(activity) -> None:
	"""Ends follow starts, and breaks are shorter than what lies between; for all and for each row."""
	if not (activity.starts_on and activity.ends_on):
		return
	_check_span(activity.starts_on, activity.ends_on, activity.break_minutes)
	for row in activity.participants:
		if row.starts_on or row.ends_on or row.break_minutes:
			_check_span(*activities.row_times(activity, row), row)


def _check_span(starts_on, ends_on, pause, row=None) -> None:
	minutes = (get_datetime(ends_on) - get_datetime(starts_on)).total_seconds() / 60
	if 0 <= cint(pause) < minutes:
		return
	message = _("The end must be after the start, and the break shorter than the time between them.")
	if row:
		message = (
			_("Row {0}, {1}:").format(row.idx, row.volunteer_name or row.volunteer or "") + " " + message
		)
	frappe.throw(message, ServiceTimeError, title=_("Service Time"))


def check_ratings(activity) -> None:
	"""0 is none, else 1 to 5, for the activity and for each participant."""
	for row in [activity, *activity.participants]:
		if not 0 <= cint(row.rating) <= MAX_RATING:
			frappe.throw(
				_("The rating {0} is not between 1 and {1}; leave it at 0 when there is none.").format(
					row.rating, MAX_RATING
				),
				RatingError,
				title=_("Evaluation"),
			)


def check_recorded_rows(activity) -> None:
	"""Rows that became records stay as they are, and nobody writes a record into a row by hand."""
	before = activity.get_doc_before_save()
	recorded = {row.name: row for row in before.participants if row.service_log} if before else {}
	now = {row.name: row for row in activity.participants}
	for name, old in recorded.items():
		row = now.get(name)
		if not row or any(_differs(field, row, old) for field in FROZEN_ROW):
			frappe.throw(
				_("{0} has a service record from this activity. Ask for a correction of that record.").format(
					old.volunteer_name or old.volunteer
				),
				ActivityError,
				title=_("Recorded"),
			)
	for row in activity.participants:
		if row.name not in recorded:
			row.service_log = None


def _differs(field: str, row, old) -> bool:
	one, other = row.get(field), old.get(field)
	if field in _MOMENTS:
		return (get_datetime(one) if one else None) != (get_datetime(other) if other else None)
	return cstr(one or "") != cstr(other or "")


def check_no_doubles(activity) -> None:
	"""Nobody stands twice in the grid for the same time; morning and evening are two rows."""
	if not (activity.starts_on and activity.ends_on):
		return
	seen: dict[str, list[Interval]] = {}
	for row in activity.participants:
		if not row.volunteer:
			continue
		starts_on, ends_on, _pause = activities.row_times(activity, row)
		span = Interval(row.idx, starts_on, ends_on)
		earlier = seen.setdefault(row.volunteer, [])
		twice = first_overlap(span, earlier)
		if twice:
			frappe.throw(
				_(
					"Rows {0} and {1} are the same volunteer, {2}, at the same time. Remove one of them."
				).format(twice.key, row.idx, row.volunteer_name or row.volunteer),
				ActivityError,
				title=_("Twice the Same"),
			)
		earlier.append(span)


def places_taken(activity) -> int:
	"""How many of the participants hold a place."""
	return sum(1 for row in activity.participants if row.status in WITH_PLACE)


def check_publishable(activity) -> None:
	"""Volunteers are called for approved, running projects only, insured where there is risk [REG §17]."""
	project = frappe.db.get_value(
		"Volunteer Project",
		activity.project,
		["project_name", "workflow_state", "is_risky", "insurance_policy"],
		as_dict=True,
	)
	if project.workflow_state not in projects.RUNNING_STATES:
		frappe.throw(
			_("The project {0} is {1}: volunteers can be called for approved, running projects only.").format(
				project.project_name, _(project.workflow_state, context="Volunteer Project")
			),
			ProjectStateError,
			title=_("Project"),
		)
	if project.is_risky and not cstr(project.insurance_policy).strip():
		frappe.throw(
			_("The project {0} involves risk: enter its accident insurance before you publish.").format(
				project.project_name
			),
			InsuranceError,
			title=_("Insurance"),
		)


def check_visitors(activity, before) -> None:
	"""New rows name people whom the user sees, or looked up today. Raises UnknownVisitorError."""
	if activity.flags.ignore_permissions:
		return
	had = {row.volunteer for row in before.participants} if before else set()
	visitors.refuse_unknown({row.volunteer for row in activity.participants} - had)
