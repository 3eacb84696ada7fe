"""Checking in and out at the door: who may, when, once, by pass or by code; no other door notes anything."""

from datetime import datetime, time, timedelta

import frappe
import frappe.client
import pytest

from tests import factories as make
from tests.site.volunteer_projects.check_in_world import CHECK_IN, came, of, under_way
from tests.site.volunteer_projects.signing_world import move_back, noon, portal, published, row
from tests.site.volunteer_readiness import readiness_world as world
from volunteer_services.api import activities as api
from volunteer_services.api import check_in
from volunteer_services.exceptions import CheckInError, NotReadyError, RequestLimitError, UnknownVisitorError
from volunteer_services.volunteer_projects.services.presence import door, passes

NOW = datetime.combine(datetime.now().date(), time(12))


@pytest.fixture
def place(clean_site):
	global NOW
	with noon() as NOW:
		yield make.Place().staff()


# --- the door -----------------------------------------------------------------------------------------------


def test_a_leader_scans_the_pass_of_the_own_page_in_and_out(place):
	who = portal(place)
	activity = under_way(place, who)
	shown = world.as_(who.user, check_in.own_pass)
	assert shown["picture"].startswith("data:image/png")
	done = world.as_(place.leader, check_in.scan, activity.name, shown["text"], "In")
	assert (done["volunteer_name"], done["is_new"]) == (who.full_name, True)
	assert row(activity, who).status == "Attended"
	again = world.as_(place.leader, check_in.scan, activity.name, shown["text"], "In")
	assert (again["name"], again["is_new"]) == (done["name"], False)
	world.as_(place.leader, check_in.scan, activity.name, shown["text"], "Out")
	assert of(who) == [("In", 0), ("Out", 0)]


@pytest.mark.parametrize("text", ["", "陈小明", "eyJhbGciOiJub25lIn0.eyJ2IjoiViJ9.", "a.b.c"])
def test_a_code_that_is_no_pass_is_refused(place, text):
	activity = under_way(place)
	with pytest.raises(CheckInError, match="no check-in code"):
		world.as_(place.leader, check_in.scan, activity.name, text, "In")


def test_a_pass_holds_for_a_day_at_the_time_of_the_scan(place):
	who = place.volunteer()
	text = passes.make(who.name, NOW)["text"]
	assert len(text) <= 140, "a scanner that types would be cut off"
	assert passes.holder(text, NOW + timedelta(hours=23)) == who.name
	for hours in (-1, 25):
		with pytest.raises(CheckInError, match="The code held from"):
			passes.holder(text, NOW + timedelta(hours=hours))


def test_the_pass_of_another_key_is_refused(place):
	import jwt

	text = jwt.encode({"v": "V1", "f": 1, "u": 99_999_999}, "x" * 32)
	with pytest.raises(CheckInError):
		passes.holder(text, NOW)


def test_who_has_not_signed_up_is_named_and_may_come_by(place):
	who = place.volunteer()
	activity = under_way(place)
	with pytest.raises(CheckInError, match=f"{who.full_name} has not signed up"):
		came(activity, who)
	done = world.as_(place.leader, check_in.come_by, activity.name, who.name)
	assert done["is_new"] and row(activity, who).channel == "On the Spot"
	assert row(activity, who).status == "Attended"


def test_nobody_comes_by_where_no_place_is_left_without_a_word(place):
	first, second = place.volunteer(), place.volunteer()
	activity = under_way(place, first, capacity=1)
	with pytest.raises(CheckInError, match="No place is left"):
		world.as_(place.leader, check_in.come_by, activity.name, second.name)
	done = world.as_(place.leader, check_in.come_by, activity.name, second.name, override="人手不足")
	assert done["is_new"]


def test_the_gate_is_asked_at_the_door(place):
	who = place.volunteer()
	activity = under_way(place, who)
	project = place.project
	project.flags.system_transition = True
	project.append("requirements", {"kind": "Course", "course": world.course().name})
	project.save()
	with pytest.raises(NotReadyError):
		came(activity, who)
	came(activity, who, override="现场补课")
	assert "现场补课" in row(activity, who).overridden


@pytest.mark.parametrize("hours, words", [(1.0, "still to come"), (-30.0, "does not belong")])
def test_an_event_belongs_to_the_time_of_the_activity(place, hours, words):
	who = place.volunteer()
	activity = under_way(place, who)
	with pytest.raises(CheckInError, match=words):
		came(activity, who, hours=hours)


def test_one_is_in_one_place_at_a_time(place):
	who = place.volunteer()
	first = under_way(place, who)
	second = published(place, NOW + timedelta(hours=9))
	world.as_(place.leader, api.sign_up, second.name, who.name)
	move_back(second, hours=10)
	came(first, who)
	with pytest.raises(CheckInError, match="Check out there first"):
		came(second, who)
	came(first, who, "Out")
	assert came(second, who)["is_new"]


def test_three_times_a_day_and_not_a_fourth(place):
	who = place.volunteer()
	activity = under_way(place, who, hours=-3)
	for n in range(3):
		came(activity, who, "In", -2.9 + n * 0.5)
		came(activity, who, "Out", -2.7 + n * 0.5)
	with pytest.raises(CheckInError, match="has checked in 3 times"):
		came(activity, who, "In", 0)


# --- the code of the activity -------------------------------------------------------------------------------


def test_a_large_activity_shows_a_code_that_changes(place, monkeypatch):
	who = portal(place)
	activity = under_way(place, who, capacity=300)
	shown = world.as_(place.leader, check_in.code, activity.name)
	assert len(shown["code"]) == 6 and 0 < shown["seconds"] <= 60
	with pytest.raises(CheckInError, match="is not the code"):
		world.as_(
			who.user, check_in.by_code, activity.name, "In", "000000" if shown["code"] != "000000" else "1"
		)
	done = world.as_(who.user, check_in.by_code, activity.name, "In", shown["code"])
	assert done["is_new"] and frappe.db.get_value(CHECK_IN, done["name"], "method") == "Activity Code"
	now = passes.time.time()
	monkeypatch.setattr(passes.time, "time", lambda: now + 200)
	assert not passes.is_code_of(activity.name, shown["code"])


def test_the_code_of_one_activity_opens_no_other(place):
	first, second = under_way(place, capacity=300), under_way(place, capacity=300)
	assert passes.code_of(first.name)["code"] != passes.code_of(second.name)["code"]


def test_few_people_are_scanned_by_the_organiser(place):
	who = portal(place)
	activity = under_way(place, who, capacity=20)
	code = passes.code_of(activity.name)["code"]
	with pytest.raises(CheckInError, match="the organiser scans"):
		world.as_(who.user, check_in.by_code, activity.name, "In", code)


def test_codes_are_not_tried_without_end(place):
	who = portal(place)
	activity = under_way(place, who, capacity=300)
	for n in range(door.CODES_AN_HOUR):
		with pytest.raises(CheckInError):
			world.as_(who.user, check_in.by_code, activity.name, "In", f"x{n}")
	with pytest.raises(RequestLimitError):
		world.as_(who.user, check_in.by_code, activity.name, "In", "x")


# --- every door ---------------------------------------------------------------------------------------------


def test_nobody_writes_events_by_hand(place):
	who = portal(place)
	activity = under_way(place, who)
	came(activity, who)
	event = frappe.get_last_doc(CHECK_IN)
	for user in (place.manager, place.leader, who.user):
		frappe.set_user(user)
		with pytest.raises((frappe.PermissionError, CheckInError)):  # any of: by role, and by the controller
			frappe.client.insert({"doctype": CHECK_IN, "sign_up": event.sign_up, "kind": "Out"})
		with pytest.raises((frappe.PermissionError, CheckInError)):  # any of: by role, and by the controller
			frappe.client.set_value(CHECK_IN, event.name, "happened_at", "2026-01-01 00:00:00")
		with pytest.raises((frappe.PermissionError, CheckInError)):  # any of: by role, and by the controller
			frappe.client.delete(CHECK_IN, event.name)
	frappe.set_user("Administrator")
	assert of(who) == [("In", 1)]


def test_others_see_and_note_nothing_here(place):
	who, stranger = portal(place), portal(place)
	elsewhere = make.Place().staff()
	activity = under_way(place, who)
	came(activity, who)
	assert len(world.as_(place.leader, frappe.get_list, CHECK_IN)) == 1
	assert len(world.as_(who.user, frappe.get_list, CHECK_IN)) == 1
	for user in (stranger.user, elsewhere.leader, elsewhere.manager):
		assert world.as_(user, frappe.get_list, CHECK_IN) == []
		for call in (check_in.board, check_in.code):
			with pytest.raises(frappe.PermissionError):
				world.as_(user, call, activity.name)
		with pytest.raises(frappe.PermissionError):
			world.as_(user, check_in.scan, activity.name, "x", "In")
	with pytest.raises((frappe.PermissionError, UnknownVisitorError)):  # any of: the activity, or the person
		world.as_(elsewhere.leader, check_in.enter_by_hand, activity.name, who.name, "Out")
