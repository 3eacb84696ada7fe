"""What an activity refuses: impossible values, foreign users, states out of turn."""

import frappe
import pytest

from tests import factories as make
from tests.site.volunteer_projects.test_activities_records import STARTS, logs_of, make_activity, volunteers
from volunteer_services.api import activities as api
from volunteer_services.exceptions import (
	InsuranceError,
	ProjectDatesError,
	ProjectStateError,
	RatingError,
	ServiceTimeError,
	TransitionNotAllowedError,
)
from volunteer_services.foundation.jobs import progress
from volunteer_services.service_records.services import recording


@pytest.fixture
def place():
	return make.Place().staff()


@pytest.mark.parametrize(
	("values", "error"),
	[
		({"ends_on": STARTS}, ServiceTimeError),
		({"break_minutes": 150}, ServiceTimeError),
		({"break_minutes": -1}, ServiceTimeError),
		({"rating": 6}, RatingError),
		({"starts_on": "2014-12-31 09:00:00", "ends_on": "2014-12-31 10:00:00"}, ProjectDatesError),
	],
)
def test_impossible_activities_are_refused(place, values, error):
	frappe.set_user(place.leader)
	with pytest.raises(error):
		make_activity(place, **values)


def test_the_leader_of_another_team_neither_sees_nor_edits_nor_records(place):
	names = volunteers(place, 1)
	other = make.Place().staff()
	frappe.set_user(place.leader)
	activity = make_activity(place, names)

	frappe.set_user(other.leader)
	assert activity.name not in frappe.get_list("Service Activity", pluck="name", limit=0)
	with pytest.raises(frappe.PermissionError):
		frappe.get_doc("Service Activity", activity.name).check_permission("read")
	doc = frappe.get_doc("Service Activity", activity.name)
	doc.location = "别处"
	with pytest.raises(frappe.PermissionError):
		doc.save()
	with pytest.raises(frappe.PermissionError):
		api.make_records(activity.name)
	with pytest.raises(frappe.PermissionError):
		make_activity(place, names)
	frappe.set_user("Administrator")
	assert not logs_of(activity)


def test_the_auditor_reads_and_cannot_record(place):
	names = volunteers(place, 1)
	auditor = make.make_user(make.AUDITOR)
	frappe.set_user(place.leader)
	activity = make_activity(place, names)
	frappe.set_user(auditor)
	frappe.get_doc("Service Activity", activity.name).check_permission("read")
	with pytest.raises(frappe.PermissionError):
		api.make_records(activity.name)


def test_more_than_a_hundred_rows_go_to_a_job_which_can_be_run_again(place, monkeypatch):
	monkeypatch.setattr(recording, "BACKGROUND_ABOVE", 2)
	monkeypatch.setattr(recording, "_BATCH", 2)
	queued = []
	monkeypatch.setattr(frappe, "enqueue", lambda method, **kwargs: queued.append((method, kwargs)))
	names = volunteers(place, 3)
	frappe.set_user(place.leader)
	activity = make_activity(place, names)
	job = api.make_records(activity.name)["job"]
	assert len(queued) == 1
	method, kwargs = queued[0]
	assert kwargs["enqueue_after_commit"] and kwargs["job_id"] == job

	method(name=activity.name, job=job)

	assert progress.status(job)["result"]["made"] == 3
	method(name=activity.name, job=job)
	assert len(logs_of(activity)) == 3


def test_publishing_needs_a_running_project_and_insurance_where_there_is_risk(place):
	frappe.set_user("Administrator")
	project = make.make_project(place.team, place.unit.name, is_risky=1)
	place.project = project
	frappe.set_user(place.leader)
	activity = make_activity(place)
	activity.workflow_state = "Published"
	with pytest.raises(InsuranceError):
		activity.save()
	project.reload()
	project.insurance_policy = "平安意外险 P-2026-1"
	project.save()
	activity.reload()
	activity.workflow_state = "Published"
	activity.save()
	assert activity.workflow_state == "Published"
	place.project = make.make_project(place.team, place.unit.name, state="Completed")
	done = make_activity(place)
	done.workflow_state = "Published"
	with pytest.raises(ProjectStateError):
		done.save()


def test_states_change_by_the_workflow_only(place):
	frappe.set_user(place.leader)
	activity = make_activity(place)
	activity.workflow_state = "Called Off"
	with pytest.raises(TransitionNotAllowedError):
		activity.save()
	with pytest.raises(TransitionNotAllowedError):
		frappe.get_doc("Service Activity", activity.name).db_set("workflow_state", "Recorded")
