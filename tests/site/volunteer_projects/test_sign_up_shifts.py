"""Who signs up, signs up for a shift; shifts come, move and go with those who signed up for them."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import get_datetime

from tests import factories as make
from tests.site.volunteer_projects.signing_world import (
	SHIFT,
	SIGN_UP,
	SOON,
	as_user,
	counters,
	noon,
	portal,
	published,
	row,
	told,
)
from volunteer_services.api import activities as api
from volunteer_services.api import sign_ups
from volunteer_services.exceptions import ActivityError, ServiceTimeError, UnknownVisitorError


@pytest.fixture
def place(clean_site):
	with noon():
		yield make.Place().staff()


def shift_of(activity, title, starts, hours=2, **values):
	return frappe.get_doc(
		{
			"doctype": SHIFT,
			"activity": activity.name,
			"shift_title": title,
			"starts_on": starts,
			"ends_on": starts + timedelta(hours=hours),
			**values,
		}
	).insert()


def test_a_shift_is_led_by_somebody_whom_the_organiser_knows(place):
	activity, stranger = published(place), make.Place().volunteer().name
	frappe.set_user(place.leader)
	with pytest.raises(UnknownVisitorError):
		shift_of(activity, "上午班", SOON, shift_leader=stranger)
	known = place.volunteer().name
	assert shift_of(activity, "上午班", SOON, shift_leader=known).shift_leader == known


def test_an_activity_with_several_shifts_asks_for_one(place):
	who, other = portal(place), portal(place)
	activity = published(place)
	frappe.set_user(place.leader)
	morning = shift_of(activity, "上午班", SOON, capacity=1)
	noon = shift_of(activity, "下午班", SOON + timedelta(hours=2))
	frappe.set_user("Administrator")
	assert frappe.get_all(SHIFT, {"activity": activity.name, "is_whole": 1}) == []
	with pytest.raises(ActivityError, match="上午班, 下午班"):
		as_user(who.user, api.sign_up, activity.name)
	as_user(who.user, api.sign_up, activity.name, shift=morning.name)
	as_user(who.user, api.sign_up, activity.name, shift=noon.name)
	assert as_user(other.user, api.sign_up, activity.name, shift=morning.name)["status"] == "Waiting"
	assert counters(activity) == [(1, 1), (1, 0)]
	assert frappe.db.get_value("Service Activity", activity.name, "head_count") == 2


def test_a_shift_lies_within_its_activity_and_goes_while_nobody_signed_up(place):
	who, activity = portal(place), published(place)
	frappe.set_user(place.leader)
	with pytest.raises(ServiceTimeError, match="outside its activity"):
		shift_of(activity, "晚班", SOON + timedelta(hours=9))
	shift = shift_of(activity, "上午班", SOON)
	as_user(who.user, api.sign_up, activity.name)
	frappe.set_user(place.leader)
	with pytest.raises(ActivityError, match="signed up"):
		frappe.delete_doc(SHIFT, shift.name)
	as_user(who.user, api.withdraw, activity.name)
	frappe.set_user(place.leader)
	frappe.delete_doc(SHIFT, shift.name)
	assert not frappe.db.exists(SIGN_UP, {"activity": activity.name})


def test_who_signed_up_for_the_whole_is_not_put_into_a_shift(place):
	who, activity = portal(place), published(place)
	as_user(who.user, api.sign_up, activity.name)
	frappe.set_user(place.leader)
	with pytest.raises(ActivityError, match="the whole activity"):
		shift_of(activity, "上午班", SOON)


def test_another_time_asks_those_who_had_confirmed_again(place):
	who, activity = portal(place), published(place)
	as_user(who.user, api.sign_up, activity.name)
	as_user(who.user, sign_ups.answer, row(activity, who).name, True)
	activity.reload()
	activity.starts_on = SOON + timedelta(hours=1)
	as_user(place.leader, activity.save)
	stored = row(activity, who)
	assert stored.status == "Signed Up" and get_datetime(stored.starts_on) == SOON + timedelta(hours=1)
	assert "at another time" in told(who)[0]
