"""When a team was last active, and how many people an activity has: what the lists show."""

import frappe
import pytest
from frappe.utils import add_days, add_months, getdate, nowdate

from tests import factories as make
from volunteer_services.patches import lists as patch
from volunteer_services.service_records.services import team_activity

TEAM, ACTIVITY = "Volunteer Team", "Service Activity"


@pytest.fixture
def place():
	return make.Place()


def last_activity(team: str):
	return frappe.db.get_value(TEAM, team, "last_activity_on")


def log(place, day: str, state: str = "Approved"):
	return make.make_log(place, place.volunteer().name, state=state, service_date=day)


def activity(place, day: str, state: str) -> str:
	doc = frappe.get_doc(
		{
			"doctype": ACTIVITY,
			"activity_name": make.unique("活动"),
			"project": place.project.name,
			"starts_on": f"{day} 09:00:00",
			"ends_on": f"{day} 12:00:00",
			"location": "社区活动中心",
			"activity_leader": "张队长",
			"service_content": "探访",
		}
	).insert()
	frappe.db.set_value(ACTIVITY, doc.name, "workflow_state", state)
	return doc.name


def test_the_latest_approved_record_counts(place):
	for day, state in (("2026-03-01", "Approved"), ("2026-03-05", "Approved"), ("2026-03-09", "Draft")):
		log(place, day, state)
	team_activity.refresh_all()
	assert last_activity(place.team.name) == getdate("2026-03-05")


@pytest.mark.parametrize(
	("state", "counts"),
	[("Completed", True), ("Recorded", True), ("Published", False), ("Called Off", False)],
)
def test_only_activities_that_took_place_count(place, state, counts):
	activity(place, "2026-03-07", state)
	team_activity.refresh_all()
	assert (last_activity(place.team.name) == getdate("2026-03-07")) is counts


def test_the_teams_above_are_active_too(place):
	frappe.db.set_value(TEAM, place.team.name, "team_level", "大队")
	below = make.make_team(place.region.name, place.site.name, place.team.name)
	log(place, "2026-03-05")
	frappe.db.sql("update `tabService Log` set `team` = %s where `team` = %s", (below.name, place.team.name))
	team_activity.refresh_all()
	assert last_activity(below.name) == last_activity(place.team.name) == getdate("2026-03-05")


def test_what_is_taken_back_does_not_count(place):
	made = log(place, "2026-03-05")
	team_activity.refresh_all()
	frappe.db.set_value("Service Log", made.name, {"workflow_state": "Cancelled", "docstatus": 2})
	team_activity.refresh_all()
	assert last_activity(place.team.name) is None


def test_a_form_does_not_write_it(place):
	frappe.set_user(place.manager)
	doc = frappe.get_doc(TEAM, place.team.name)
	doc.last_activity_on = "2030-01-01"
	doc.save()
	assert last_activity(place.team.name) is None


def test_the_filter_of_three_months_finds_idle_teams_and_those_never_active(place):
	other = make.make_team(place.region.name, place.site.name)
	never = make.make_team(place.region.name, place.site.name)
	frappe.db.set_value(TEAM, place.team.name, "last_activity_on", add_days(nowdate(), -10))
	frappe.db.set_value(TEAM, other.name, "last_activity_on", add_months(nowdate(), -5))
	frappe.set_user(place.officer)
	found = frappe.get_list(
		TEAM,
		filters=[["last_activity_on", "<", add_months(nowdate(), -3)], ["site", "=", place.site.name]],
		pluck="name",
		order_by="creation",
	)
	assert other.name in found and never.name in found and place.team.name not in found


def test_the_head_count_leaves_out_who_waits_or_was_absent(place):
	name = activity(place, add_days(nowdate(), -2), "Draft")
	doc = frappe.get_doc(ACTIVITY, name)
	for status in ("Attended", "Signed Up", "Absent", "Waiting"):
		doc.append("participants", {"volunteer": place.volunteer().name, "status": status})
	doc.head_count = 99
	doc.save()
	assert frappe.db.get_value(ACTIVITY, name, "head_count") == 2
	frappe.db.set_value(ACTIVITY, name, "head_count", 0)
	patch.execute()
	assert frappe.db.get_value(ACTIVITY, name, "head_count") == 2
