"""What a service log takes over from its activity, project and volunteer at the time of entry.

The copies make reports and scope independent of later moves: past records stay where they were earned.
"""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import cint, getdate

from volunteer_services.exceptions import (
	AgeGateError,
	MakeUpError,
	ProjectStateError,
	VolunteerStateError,
)
from volunteer_services.foundation.settings import settings
from volunteer_services.service_records.services.near import Near
from volunteer_services.volunteer_projects.services.projects import project_problem, rescue_problem
from volunteer_services.volunteer_registry.domain.age import age_band, age_on
from volunteer_services.volunteer_registry.services.standing import AWAITING, serving_problem

VOLUNTEER_FIELDS = (
	"name",
	"full_name",
	"workflow_state",
	"user",
	"former_users",
	"date_of_birth",
	"applied_on",
	"registered_on",
	"is_restricted",
	"state_changed_on",
	"primary_team",
)
ACTIVITY_FIELDS = (
	"project",
	"team",
	"site",
	"region",
	"recording_unit",
	"category",
	"service_content",
	"location",
	"activity_leader",
	"recipient_group",
	"starts_on",
	"ends_on",
	"is_make_up",
)
PROJECT_FIELDS = (
	"name",
	"project_name",
	"workflow_state",
	"approved_on",
	"start_date",
	"end_date",
	"team",
	"site",
	"region",
	"recording_unit",
	"category",
	"theme",
	"is_rescue",
)
# Records of other systems were tested there.
FOREIGN_SOURCES = frozenset({"Transfer", "Opening"})


class Sources:
	"""The volunteers, activities and projects that the logs of one batch take their context from, and the
	records beside which they will stand, each read once. The caller has locked the volunteers."""

	def __init__(self, volunteers: Iterable[str | None] = (), near: Near | None = None) -> None:
		self._near = near
		self._rows: dict[tuple[str, str], frappe._dict | None] = {}
		names = sorted({name for name in volunteers if name})
		if names:
			rows = frappe.get_all(
				"Volunteer Profile", filters={"name": ["in", names]}, fields=VOLUNTEER_FIELDS, limit=0
			)
			self._rows = {("Volunteer Profile", row.name): row for row in rows}

	def near(self, log) -> Near:
		return self._near or Near.around(log)

	def volunteer(self, name: str) -> frappe._dict:
		"""Raises DoesNotExistError."""
		return self._row("Volunteer Profile", name, VOLUNTEER_FIELDS) or _no_volunteer(name)

	def activity(self, name: str) -> frappe._dict | None:
		return self._row("Service Activity", name, ACTIVITY_FIELDS)

	def project(self, name: str | None) -> frappe._dict | None:
		return self._row("Volunteer Project", name, PROJECT_FIELDS) if name else None

	def _row(self, doctype: str, name: str, fields: tuple[str, ...]) -> frappe._dict | None:
		key = (doctype, name)
		if key not in self._rows:
			self._rows[key] = frappe.db.get_value(doctype, name, fields, as_dict=True)
		return self._rows[key]


def volunteer_row(name: str) -> frappe._dict:
	"""The volunteer's fields that a log needs. Raises DoesNotExistError."""
	return Sources().volunteer(name)


def _no_volunteer(name: str):
	frappe.throw(_("There is no volunteer {0}.").format(name), frappe.DoesNotExistError)


def copy_context(log, volunteer: frappe._dict, sources: Sources) -> None:
	"""Fill the log's snapshot fields; what a person entered in an open field stays."""
	if log.activity:
		activity = sources.activity(log.activity)
		if log.project and log.project != activity.project:
			frappe.throw(
				_("The activity {0} belongs to the project {1}, not to {2}.").format(
					log.activity, activity.project, log.project
				),
				ProjectStateError,
			)
		log.project = activity.project
		for field in ("service_content", "location", "activity_leader", "recipient_group", "team"):
			log.set(field, log.get(field) or activity.get(field))
		_follow_make_up(log, activity)
	project = sources.project(log.project)
	if not project:
		frappe.throw(_("Name the project or the activity of the service."), frappe.MandatoryError)
	if log.source not in FOREIGN_SOURCES:
		check_project(project, log.service_date)
		if project.is_rescue and (problem := rescue_problem(volunteer.date_of_birth, log.service_date)):
			frappe.throw(problem, AgeGateError, title=_("Volunteer"))
		if not log.corrects:  # the service was accepted when it was given, whatever the person is today
			check_volunteer(volunteer, log.service_date)
	log.team = log.team or project.team
	for field in ("site", "region", "recording_unit", "category", "theme"):
		if not (log.corrects and log.get(field)):  # a corrected record stays where it was earned
			log.set(field, project.get(field))
	if volunteer.date_of_birth:
		age = age_on(getdate(volunteer.date_of_birth), getdate(log.service_date))
		log.age_band = age_band(age)


def _follow_make_up(log, activity: frappe._dict) -> None:
	"""Records of a make-up entry 补录 are made from its declared list only. The mark stays with what was once
	entered so, also when a correction moves it."""
	if log.corrects or not cint(activity.is_make_up):
		return
	is_from_list = log.is_make_up or log.flags.by_batch or log.flags.system_transition
	log.is_make_up = 1
	if not is_from_list:
		frappe.throw(
			_(
				"{0} is a make-up entry: its records are made from the list of the activity, by an approved"
				" declaration."
			).format(log.activity),
			MakeUpError,
			title=_("Make-up Entry"),
		)


def check_project(project: frappe._dict, service_date) -> None:
	"""The project was approved and ran on the day of service; today's state is not what counts."""

	problem = project_problem(project, getdate(service_date))
	if problem:
		frappe.throw(problem, ProjectStateError, title=_("Project"))


def check_volunteer(volunteer: frappe._dict, service_date) -> None:
	"""The volunteer may serve on this day; before the registration the record waits (*policy*).

	[REG §38]: service given after the application is recorded.
	"""
	day = getdate(service_date)
	problem = serving_problem(volunteer, day)
	if problem not in (None, AWAITING):
		frappe.throw(
			_(
				"{0} ({1}) is {2}: no new service can be recorded. Let the person be registered again first."
			).format(volunteer.full_name, volunteer.name, _(problem.capitalize())),
			VolunteerStateError,
			title=_("Volunteer"),
		)
	first = volunteer.applied_on
	if settings().count_from == "Registration" and problem is None:
		first = volunteer.registered_on
	if first and day < getdate(first):
		frappe.throw(
			_("The service on {0} was given before {1} ({2}) counts as a volunteer, from {3}.").format(
				frappe.format(day, "Date"), volunteer.full_name, volunteer.name, frappe.format(first, "Date")
			),
			VolunteerStateError,
			title=_("Volunteer"),
		)
