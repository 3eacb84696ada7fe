"""Forty volunteers after a Saturday event: participants become service records in one step."""

import frappe
import pytest

from tests import factories as make
from volunteer_services.api import activities as api
from volunteer_services.exceptions import (
	ActivityError,
	ActivityStateError,
	ProjectDatesError,
	ProjectStateError,
)
from volunteer_services.service_records.services import context, recording

STARTS, ENDS = "2026-03-07 09:00:00", "2026-03-07 11:30:00"


@pytest.fixture
def place():
	return make.Place().staff()


def make_activity(place, volunteers=(), **values):
	"""An activity of the place's project as the current user enters it."""
	return frappe.get_doc(
		{
			"doctype": "Service Activity",
			"activity_name": make.unique("学雷锋活动"),
			"project": place.project.name,
			"starts_on": STARTS,
			"ends_on": ENDS,
			"location": "社区广场",
			"activity_leader": "张队长",
			"service_content": "义务维修、清洁",
			"any_number": 1,
			"contact_name": "张队长",
			"contact_phone": "020-83330001",
			"participants": [{"volunteer": name, "status": "Attended"} for name in volunteers],
			**values,
		}
	).insert()


def logs_of(activity):
	return frappe.get_all(
		"Service Log",
		filters={"activity": activity.name},
		fields=[
			"name",
			"volunteer",
			"minutes",
			"workflow_state",
			"source",
			"recorder",
			"rating",
			"starts_on",
		],
		order_by="volunteer, starts_on",
		limit=500,
	)


def volunteers(place, count):
	return [place.volunteer().name for _number in range(count)]


def test_a_new_activity_takes_the_organisation_over_from_its_project(place):
	frappe.set_user(place.leader)
	activity = make_activity(place)
	assert (activity.team, activity.site, activity.region) == (
		place.team.name,
		place.site.name,
		place.region.name,
	)
	assert activity.recording_unit == place.unit.name
	assert activity.category == "Assistance"
	assert activity.workflow_state == "Draft"


def test_forty_participants_three_of_them_bad_become_thirty_seven_records_and_three_reasons(place):
	names = volunteers(place, 40)
	suspended = frappe.get_doc("Volunteer Profile", names[3])
	suspended.flags.system_transition = True
	suspended.workflow_state = "Suspended"
	suspended.decision_reason = "违反纪律"
	suspended.save()
	frappe.db.set_value("Volunteer Profile", names[3], "state_changed_on", "2026-03-01")
	make.make_log(place, names[7], service_date="2026-03-07", starts_on=STARTS, ends_on=ENDS, minutes=150)
	frappe.set_user(place.leader)
	activity = make_activity(place, names)
	activity.participants[11].volunteer = None
	activity.participants[11].volunteer_name = "路人甲"
	activity.save()

	outcome = api.make_records(activity.name)

	assert (outcome["made"], outcome["left"], outcome["state"]) == (37, 3, "Recorded")
	assert [row["idx"] for row in outcome["problems"]] == [4, 8, 12]
	assert all(row["problem"] for row in outcome["problems"])
	logs = logs_of(activity)
	assert len(logs) == 37
	assert {log.workflow_state for log in logs} == {"Pending Site Review"}
	assert {(log.minutes, log.source, log.recorder) for log in logs} == {(150, "Activity", place.leader)}
	activity.reload()
	assert activity.logs_created == 37
	assert sum(1 for row in activity.participants if row.service_log) == 37


def test_running_it_twice_makes_nothing_twice_and_only_what_is_left(place):
	names = volunteers(place, 3)
	frappe.set_user(place.leader)
	activity = make_activity(place, names)
	activity.append("participants", {"volunteer_name": "待登记", "status": "Attended"})
	activity.save()
	assert api.make_records(activity.name)["made"] == 3
	assert api.make_records(activity.name)["made"] == 0

	frappe.set_user("Administrator")
	late = place.volunteer().name
	frappe.set_user(place.leader)
	activity.reload()
	activity.participants[3].volunteer = late
	activity.save()
	assert api.make_records(activity.name) == {"made": 1, "left": 0, "problems": [], "state": "Recorded"}
	assert len(logs_of(activity)) == 4


def test_a_record_that_exists_under_the_same_key_is_not_made_again(place):
	(name,) = volunteers(place, 1)
	frappe.set_user(place.leader)
	activity = make_activity(place, [name])
	api.make_records(activity.name)
	frappe.db.set_value("Service Activity Participant", {"parent": activity.name}, "service_log", None)
	outcome = api.make_records(activity.name)
	assert outcome["made"] == 0
	assert outcome["problems"][0]["problem"]
	assert len(logs_of(activity)) == 1


def test_a_row_has_its_own_times_or_shares_the_activitys(place):
	shared, late, twice = volunteers(place, 3)
	frappe.set_user(place.leader)
	activity = make_activity(place, [shared], break_minutes=30)
	for values in (
		{"volunteer": late, "starts_on": "2026-03-07 10:30:00"},
		{"volunteer": twice, "starts_on": "2026-03-07 09:00:00", "ends_on": "2026-03-07 10:00:00"},
		{"volunteer": twice, "starts_on": "2026-03-07 10:00:00", "ends_on": "2026-03-07 10:45:00"},
	):
		activity.append("participants", {"status": "Attended", **values})
	activity.save()
	assert api.make_records(activity.name)["made"] == 4
	minutes = {}
	for log in logs_of(activity):
		minutes.setdefault(log.volunteer, []).append(log.minutes)
	assert minutes == {shared: [120], late: [60], twice: [60, 45]}


def test_absent_and_merely_signed_up_people_get_no_record(place):
	came, absent, planned = volunteers(place, 3)
	frappe.set_user(place.leader)
	activity = make_activity(place, [came])
	activity.append("participants", {"volunteer": absent, "status": "Absent"})
	activity.append("participants", {"volunteer": planned, "status": "Signed Up"})
	activity.save()
	assert api.make_records(activity.name)["made"] == 1
	assert [log.volunteer for log in logs_of(activity)] == [came]


def test_the_activitys_rating_holds_for_all_but_those_with_their_own(place):
	plain, special = volunteers(place, 2)
	frappe.set_user(place.leader)
	activity = make_activity(place, [plain], rating=4, rater_kind="Service Recipient", rated_by="李婆婆")
	activity.append("participants", {"volunteer": special, "status": "Attended", "rating": 5})
	activity.save()
	api.make_records(activity.name)
	assert {log.volunteer: log.rating for log in logs_of(activity)} == {plain: 4, special: 5}


def test_a_rating_by_the_recorder_stays_as_a_problem(place):
	(name,) = volunteers(place, 1)
	frappe.set_user(place.leader)
	activity = make_activity(place, [name], rating=5, rater_kind="Partner Unit", rated_by=place.leader)
	outcome = api.make_records(activity.name)
	assert (outcome["made"], outcome["state"]) == (0, "Draft")
	assert place.leader in outcome["problems"][0]["problem"]


def test_the_workflow_action_record_makes_the_records_too(place):
	from frappe.model.workflow import apply_workflow

	names = volunteers(place, 2)
	frappe.set_user(place.leader)
	activity = make_activity(place, names)
	apply_workflow(activity, "Record")
	activity.reload()
	assert activity.workflow_state == "Recorded"
	assert {row.service_log for row in activity.participants} == {log.name for log in logs_of(activity)}
	assert len(logs_of(activity)) == 2


def test_an_activity_nobody_attended_cannot_become_recorded(place):
	frappe.set_user(place.leader)
	activity = make_activity(place)
	activity.workflow_state = "Recorded"
	with pytest.raises(ActivityError):
		activity.save()


def test_a_recorded_row_can_neither_change_nor_go(place):
	one, other = volunteers(place, 2)
	frappe.set_user(place.leader)
	activity = make_activity(place, [one, other])
	api.make_records(activity.name)
	activity.reload()
	activity.participants[0].ends_on = "2026-03-07 18:00:00"
	with pytest.raises(ActivityError):
		activity.save()
	activity.reload()
	activity.remove(activity.participants[1])
	with pytest.raises(ActivityError):
		activity.save()


def test_nobody_writes_a_record_into_a_row_by_hand(place):
	one, other = volunteers(place, 2)
	log = make.make_log(place, one)
	frappe.set_user(place.leader)
	activity = make_activity(place, [other])
	activity.participants[0].service_log = log.name
	activity.save()
	activity.reload()
	assert not activity.participants[0].service_log


def test_the_same_volunteer_twice_at_the_same_time_is_refused(place):
	(name,) = volunteers(place, 1)
	frappe.set_user(place.leader)
	with pytest.raises(ActivityError):
		make_activity(place, [name, name])


def test_service_is_not_recorded_before_it_is_given_nor_for_a_called_off_activity(place):
	(name,) = volunteers(place, 1)
	tomorrow = frappe.utils.add_days(frappe.utils.nowdate(), 1)
	frappe.set_user(place.leader)
	activity = make_activity(place, [name], starts_on=f"{tomorrow} 09:00:00", ends_on=f"{tomorrow} 10:00:00")
	with pytest.raises(ActivityStateError):
		api.make_records(activity.name)
	activity.workflow_state = "Published"
	activity.save()
	activity.workflow_state = "Called Off"
	activity.save()
	with pytest.raises(ActivityStateError):
		api.make_records(activity.name)
	assert not logs_of(activity)


def test_service_of_a_project_that_was_never_approved_is_not_recorded(place):
	(name,) = volunteers(place, 1)
	place.project = make.make_project(place.team, place.unit.name, state="Pending Approval")
	frappe.set_user(place.leader)
	activity = make_activity(place, [name])
	with pytest.raises(ProjectStateError):
		api.make_records(activity.name)


def test_a_closed_project_still_takes_the_records_of_its_time(place):
	(name,) = volunteers(place, 1)
	place.project = make.make_project(
		place.team, place.unit.name, state="Closed", start_date="2026-03-01", end_date="2026-03-31"
	)
	frappe.set_user(place.leader)
	activity = make_activity(place, [name])
	assert api.make_records(activity.name)["made"] == 1
	with pytest.raises(ProjectDatesError):
		make_activity(place, starts_on="2026-04-01 09:00:00", ends_on="2026-04-01 10:00:00")


def test_no_minors_in_a_rescue_project(place):
	place.project = make.make_project(place.team, place.unit.name, is_rescue=1)
	adult = place.volunteer().name
	minor = place.volunteer(
		date_of_birth="2010-06-01", guardian_name="王某", guardian_phone="13800000000", guardian_consent=1
	).name
	frappe.set_user(place.leader)
	activity = make_activity(place, [adult, minor])
	outcome = api.make_records(activity.name)
	assert outcome["made"] == 1
	assert [row["volunteer"] for row in outcome["problems"]] == [minor]


def test_an_activity_is_read_once_for_all_its_records(place, monkeypatch):
	people = volunteers(place, 8)
	frappe.set_user(place.leader)
	activity = make_activity(place, people)
	asked, get_value = [], frappe.db.get_value

	def counted(doctype, filters=None, fieldname="name", *args, **kwargs):
		asked.append(fieldname)
		return get_value(doctype, filters, fieldname, *args, **kwargs)

	monkeypatch.setattr(frappe.db, "get_value", counted)
	assert recording.record_rows(activity, activity.participants) == 8
	monkeypatch.undo()
	assert asked.count(context.ACTIVITY_FIELDS) == asked.count(context.PROJECT_FIELDS) == 1
	assert asked.count(context.VOLUNTEER_FIELDS) == 0  # all of them in one query before
