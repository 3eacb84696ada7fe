"""What the staff's pages post: a draft, a pasted list, ticks that come late and twice, a code."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import now_datetime

from tests import factories as make
from tests.site.portal.staff_world import LOG, waiting
from tests.site.volunteer_projects.check_in_world import of, under_way
from tests.site.volunteer_projects.signing_world import ACTIVITY, SOON, as_user, midday, noon, published, row
from volunteer_services.api import activities, check_in, rollcall, service_logs
from volunteer_services.exceptions import ActivityError, ArgumentError, RollCallError, UnknownVisitorError
from volunteer_services.service_records.services import bulk_review
from volunteer_services.volunteer_projects.services import rollcall_taking
from volunteer_services.volunteer_projects.services.presence import passes

UNTIL = SOON + timedelta(hours=2)


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


@pytest.fixture
def elsewhere(place):
	return make.Place().staff()


def draft(place, user=None, **values):
	asked = {
		"project": place.project.name,
		"activity_name": "敬老院探访",
		"starts_on": str(SOON),
		"ends_on": str(UNTIL),
		"location": "区敬老院",
		**values,
	}
	return as_user(user or place.leader, activities.draft, **asked)


def test_a_draft_of_five_words_is_made_once(place):
	made = draft(place)
	doc = frappe.get_doc(ACTIVITY, made["name"])
	assert made["is_new"] and doc.workflow_state == "Draft"
	assert (doc.any_number, doc.capacity, doc.team) == (1, 0, place.team.name)
	assert doc.service_content and doc.activity_leader
	assert draft(place) == {"name": made["name"], "is_new": False}
	assert draft(place, starts_on=str(SOON + timedelta(minutes=30)))["is_new"]
	with_places = frappe.get_doc(ACTIVITY, draft(place, activity_name="第二场", places=12)["name"])
	assert (with_places.any_number, with_places.capacity) == (0, 12)


def test_no_draft_without_a_name_of_elsewhere_or_by_a_volunteer(place, elsewhere):
	with pytest.raises(ActivityError):
		draft(place, activity_name="  ")
	for nobody in (elsewhere.leader, make.make_user(make.VOLUNTEER), make.make_user(make.AUDITOR)):
		with pytest.raises(frappe.PermissionError):
			draft(place, nobody)
	assert not frappe.db.exists(ACTIVITY, {"activity_name": "敬老院探访"})


def chosen(who, **values):
	return {
		"volunteer": who.name,
		"name": who.full_name,
		"raw": f"1. {who.full_name}",
		"reason": "",
		**values,
	}


def rows_of(activity) -> list[tuple]:
	return frappe.get_all(
		"Service Activity Participant",
		{"parent": activity.name},
		["volunteer", "status", "volunteer_name", "problem"],
		order_by="idx",
		as_list=True,
	)


def test_a_pasted_list_is_taken_over_once(place):
	who = place.volunteer()
	with noon():
		activity = under_way(place)
		lost = {"volunteer": "", "name": "赵无名", "raw": "2. 赵无名", "reason": "Not Found"}
		sent = [chosen(who, remark="早到"), lost]
		assert as_user(place.leader, rollcall.take_over, activity.name, sent) == {"added": 2}
		assert as_user(place.leader, rollcall.take_over, activity.name, sent) == {"added": 0}
	assert rows_of(activity) == (
		(who.name, "Attended", who.full_name, None),
		(None, "Attended", "赵无名", "Not Found: 2. 赵无名"),
	)


def test_morning_and_evening_are_two_rows(place):
	who = place.volunteer()
	with noon() as now:
		activity = under_way(place)
		begin = now - timedelta(hours=1)
		sent = [
			chosen(
				who, starts_on=str(begin + timedelta(hours=h)), ends_on=str(begin + timedelta(hours=h + 1))
			)
			for h in (0, 2)
		]
		assert as_user(place.leader, rollcall.take_over, activity.name, sent) == {"added": 2}


def test_who_is_to_come_becomes_a_sign_up(place):
	who = place.volunteer()
	activity = published(place, SOON)
	as_user(place.leader, rollcall.take_over, activity.name, [chosen(who)])
	assert row(activity, who).status == "Signed Up" and not rows_of(activity)


def test_a_list_of_elsewhere_or_of_strangers_is_refused(place, elsewhere):
	activity = published(place, SOON)
	who = place.volunteer()
	with pytest.raises(frappe.PermissionError):
		as_user(elsewhere.leader, rollcall.take_over, activity.name, [chosen(who)])
	with pytest.raises(UnknownVisitorError):
		as_user(place.leader, rollcall.take_over, activity.name, [chosen(elsewhere.volunteer())])
	with pytest.raises(RollCallError):
		many = [{"name": "x", "raw": "x"}] * (rollcall_taking.MOST + 1)
		as_user(place.leader, rollcall.take_over, activity.name, many)
	with pytest.raises(ArgumentError):
		as_user(place.leader, rollcall.take_over, activity.name, [chosen(who, starts_on="gestern")])
	assert not row(activity, who)


def tick(activity, who, kind="In", hours: float = 0.0, number="n1", **values):
	return {
		"sign_up": row(activity, who).name,
		"kind": kind,
		"happened_at": str(midday() + timedelta(hours=hours)),
		"offline_id": number,
		**values,
	}


def test_ticks_of_a_list_that_come_late_and_twice_count_once(place):
	who = place.volunteer()
	with noon():
		activity = under_way(place, who)
		sent = [tick(activity, who, "Out", -0.1, "b"), tick(activity, who, "In", -0.5, "a")]
		first = as_user(place.leader, check_in.take_in, activity.name, sent)
		again = as_user(place.leader, check_in.take_in, activity.name, sent)
	assert [one["is_new"] for one in first["done"]] == [True, True]
	assert [one["is_new"] for one in again["done"]] == [False, False]
	assert of(who) == [("In", 0), ("Out", 0)]
	assert set(frappe.get_all("Check In", {"volunteer": who.name}, pluck="method")) == {"Roll Call"}
	assert row(activity, who).status == "Attended"


def test_a_tick_of_another_activity_is_refused_and_said(place, elsewhere):
	who, stranger = place.volunteer(), elsewhere.volunteer()
	with noon():
		activity, other = under_way(place, who), under_way(elsewhere, stranger)
		found = as_user(
			place.leader,
			check_in.take_in,
			activity.name,
			[tick(activity, who, hours=-0.5, number="a"), tick(other, stranger, hours=-0.5, number="b")],
		)
		assert [one["offline_id"] for one in found["done"]] == ["a"]
		((problem),) = found["problems"]
		assert problem["offline_id"] == "b" and "not in the list" in problem["problem"]
		with pytest.raises(frappe.PermissionError):
			as_user(elsewhere.leader, check_in.take_in, activity.name, [tick(activity, who)])
	assert of(stranger) == []


def test_a_code_at_the_counter_opens_a_file_in_reach_and_masks_the_others(place, elsewhere):
	who, stranger = place.volunteer(full_name="钱多多"), elsewhere.volunteer(full_name="孙小美")
	text = {one.name: passes.make(one.name, now_datetime())["text"] for one in (who, stranger)}
	assert as_user(place.leader, check_in.whose, text[who.name]) == {"volunteer": who.name, "is_seen": True}
	found = as_user(place.leader, check_in.whose, text[stranger.name])
	assert not found["is_seen"] and "小美" not in found["masked_name"]
	assert frappe.db.exists("Access Log", {"method": "volunteer_services.api.check_in.whose"})
	for nobody in (make.make_user(make.VOLUNTEER), make.make_user(make.AUDITOR)):
		with pytest.raises(frappe.PermissionError):
			as_user(nobody, check_in.whose, text[who.name])


def test_a_card_approved_twice_is_approved_once_and_nowhere_by_others(place, elsewhere):
	logs = [waiting(place).name for _each in range(3)]
	refused = as_user(elsewhere.leader, bulk_review.review, logs, "Approve")
	assert not refused["done"] and len(refused["problems"]) == 3
	assert all(problem["volunteer"] is None for problem in refused["problems"])
	first = as_user(place.leader, bulk_review.review, logs, "Approve")
	again = as_user(place.leader, bulk_review.review, logs, "Approve")
	assert sum(first["done"].values()) == 3 and not first["problems"]
	assert not again["done"] and len(again["problems"]) == 3
	states = set(frappe.get_all(LOG, {"name": ["in", logs]}, pluck="workflow_state"))
	assert states == {"Pending Site Review"}


def test_volunteers_review_nothing(place):
	log = waiting(place).name
	with pytest.raises(frappe.PermissionError):
		as_user(make.make_user(make.VOLUNTEER), service_logs.review, "Approve", [log])
