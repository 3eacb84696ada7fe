"""What can be signed up for: calendars say how many places are left, the workspace's cards add them up."""

from __future__ import annotations

from datetime import timedelta

import frappe
import pytest
from frappe.utils import add_to_date

from tests import factories as make
from tests.site.service_records.reports_world import run
from tests.site.volunteer_projects.recruitment_world import CALENDAR, held, sign_up, sign_up_all
from tests.site.volunteer_projects.signing_world import SHIFT, noon, published
from volunteer_services.api import activities as api
from volunteer_services.api import figures


@pytest.fixture
def place():
	return make.Place().staff()


# --- what can be signed up for ------------------------------------------------------------------------------


def test_the_calendar_lists_what_is_open_or_opens(place):
	with noon() as now:
		soon = published(place, now + timedelta(days=3), capacity=4, any_number=0)
		sign_up_all(place, soon, {"Confirmed": 1, "Signed Up": 1, "Waiting": 1, "Withdrawn": 1})
		full = published(
			place,
			now + timedelta(days=5),
			capacity=1,
			any_number=0,
			sign_up_from=now + timedelta(days=1),
		)
		sign_up_all(place, full, {"Confirmed": 1})
		anybody = published(place, now + timedelta(days=6))
		published(
			place, now + timedelta(days=2), capacity=4, any_number=0, sign_up_until=add_to_date(now, hours=-1)
		)
		published(place, now + timedelta(days=40), capacity=4, any_number=0)
		told = run(CALENDAR, place.officer, days=30)
		assert [
			(row.activity, row.level, row.needed, row.held, row.left, row.waiting) for row in told.rows
		] == [
			(soon.name, "Places Left", 4, 2, 2, 1),
			(full.name, "No Places Left", 1, 1, 0, 0),
			(anybody.name, "Places Left", None, 0, None, 0),
		]
		assert told.rows[1].window.startswith("Opens on")
		assert told.cards["Places Still Free"] == 2
		open_ones = run(CALENDAR, place.officer, days=30, with_places=1).rows
		assert [row.activity for row in open_ones] == [soon.name, anybody.name]
		assert [row.activity for row in run(CALENDAR, place.officer, days=4).rows] == [soon.name]


def test_too_few_people_speak_for_the_activity(place):
	with noon() as now:
		activity = published(place, now + timedelta(days=3), capacity=4, any_number=0)
		frappe.db.set_value(SHIFT, {"activity": activity.name}, "minimum", 2)
		sign_up_all(place, activity, {"Confirmed": 1})
		(row,) = run(CALENDAR, place.officer, days=30).rows
		assert (row.level, row.held, row.left) == ("Too Few", 1, 3)


def test_a_shift_for_anybody_leaves_no_number_of_places(place):
	with noon() as now:
		activity = published(place, now + timedelta(days=3), hours=4, capacity=2, any_number=0)
		sign_up_all(place, activity, {"Confirmed": 2})
		whole = frappe.get_doc(SHIFT, {"activity": activity.name})
		more = frappe.copy_doc(whole)
		more.update({"name": make.unique("SH"), "capacity": 0, "is_whole": 0})
		more.db_insert()
		(row,) = run(CALENDAR, place.officer, days=30).rows
		assert (row.level, row.needed, row.left, row.shifts) == ("Places Left", 2, None, 2)
		frappe.set_user(place.leader)
		span = (str(now), str(now + timedelta(days=9)))
		titles = {event["name"]: event["title"] for event in api.calendar(*span)}
		frappe.set_user("Administrator")
	assert titles[activity.name] == activity.activity_name


def test_the_calendar_view_says_how_many_places_are_left(place):
	with noon() as now:
		coming = published(place, now + timedelta(days=3), capacity=4, any_number=0)
		sign_up_all(place, coming, {"Confirmed": 1})
		full = published(place, now + timedelta(days=4), capacity=1, any_number=0)
		sign_up_all(place, full, {"Confirmed": 1})
		anybody = published(place, now + timedelta(days=5))
		over = held(place, now - timedelta(days=3), 4, {"Attended": 1})
		frappe.set_user(place.leader)
		events = {
			event["name"]: event
			for event in api.calendar(str(now - timedelta(days=9)), str(now + timedelta(days=9)))
		}
		frappe.set_user("Administrator")
	assert events[coming.name]["level"] == "Places Left"
	assert events[coming.name]["title"] == f"{coming.activity_name} · 3 places left"
	assert events[full.name]["title"] == f"{full.activity_name} · No Places Left"
	assert events[anybody.name]["title"] == anybody.activity_name
	assert (events[over.name]["level"], events[over.name]["title"]) == ("", over.activity_name)


# --- figures of the workspace -------------------------------------------------------------------------------


def test_the_cards_count_what_their_lists_show(place):
	with noon() as now:
		week = published(place, now + timedelta(days=3), capacity=4, any_number=0)
		sign_up_all(place, week, {"Confirmed": 1})
		sign_up(week, place.volunteer(), "Waiting", needs_leader=1)
		sign_up(week, place.volunteer(), "Waiting")
		published(place, now + timedelta(days=9), capacity=50, any_number=0)
		frappe.set_user(place.manager)
		places = figures.places_to_fill_this_week()
		waiting = figures.sign_ups_to_decide()
		listed = frappe.get_list("Activity Sign Up", filters=waiting["route_options"], pluck="name", limit=0)
		shown = run(places["route"][1], place.manager, **places["route_options"])
		elsewhere = make.Place().staff().manager
		frappe.set_user(elsewhere)
		assert figures.places_to_fill_this_week()["value"] == 0
		assert figures.sign_ups_to_decide()["value"] == 0
		frappe.set_user("Administrator")
	assert places["value"] == 3 and shown.cards["Places Still Free"] == 3
	assert waiting["value"] == len(listed) == 1


def test_an_auditor_decides_on_nobody(place):
	activity = published(place, capacity=4, any_number=0)
	sign_up(activity, place.volunteer(), "Waiting", needs_leader=1)
	frappe.set_user(make.make_user(make.AUDITOR))
	assert figures.sign_ups_to_decide()["value"] == 0
