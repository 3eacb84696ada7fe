"""What a service log takes over from its activity, project and volunteer at the time of entry.

The copies make reports and scope independent of later moves: past records stay where they were earned.
"""

import frappe
from frappe import _
from frappe.utils import getdate

from volunteer_services.exceptions import ProjectStateError, VolunteerStateError
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_projects.services.projects import project_problem
from volunteer_services.volunteer_registry.domain.age import age_band, age_on
from volunteer_services.volunteer_registry.services.standing import AWAITING, serving_problem

VOLUNTEER_FIELDS = (
	"name",
	"full_name",
	"workflow_state",
	"user",
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


def volunteer_row(name: str) -> frappe._dict:
	"""The volunteer's fields that a log needs."""
	row = frappe.db.get_value("Volunteer Profile", name, VOLUNTEER_FIELDS, as_dict=True)
	if not row:
		frappe.throw(_("There is no volunteer {0}.").format(name), frappe.DoesNotExistError)
	return row


def copy_context(log, volunteer: frappe._dict) -> None:
	"""Fill the log's snapshot fields; what a person entered in an open field stays."""
	if log.activity:
		activity = frappe.db.get_value("Service Activity", log.activity, ACTIVITY_FIELDS, as_dict=True)
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
	project = frappe.db.get_value("Volunteer Project", log.project, PROJECT_FIELDS, as_dict=True)
	if not project:
		frappe.throw(_("Name the project or the activity of the service."), frappe.MandatoryError)
	if log.source not in FOREIGN_SOURCES:
		check_project(project, log.service_date)
		if not log.corrects:  # the service was accepted when it was given, whatever the person is today
			check_volunteer(volunteer, log.service_date)
	log.team = log.team or project.team
	for field in ("site", "region", "recording_unit", "category", "theme"):
		if not (log.corrects and log.get(field)):  # a corrected record stays where it was earned
			log.set(field, project.get(field))
	if volunteer.date_of_birth:
		age = age_on(getdate(volunteer.date_of_birth), getdate(log.service_date))
		log.age_band = age_band(age)


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
