"""Several people accept a cover request in one breath: one gets the place, and nobody two at a time."""

from __future__ import annotations

import time

import frappe
import pytest

from tests import factories as make
from tests.site.volunteer_projects.signing_world import SIGN_UP, counters, portal, published, row
from tests.site.volunteer_projects.test_sign_ups_at_once import finish, start
from volunteer_services.api import activities, covers

pytestmark = pytest.mark.commits


def ask(who, activity) -> str:
	frappe.set_user(who.user)
	activities.sign_up(activity.name)
	request = covers.ask(row(activity, who).name)["name"]
	frappe.set_user("Administrator")
	return request


def test_exactly_one_of_those_who_accept_at_once_gets_the_place(clean_site):
	place = make.Place().staff()
	who, others = portal(place), [portal(place) for _n in range(4)]
	activity = published(place, capacity=1)
	request = ask(who, activity)
	frappe.db.commit()
	begin = time.time() + 5
	done = finish([start("accept", request, [one.name], begin) for one in others])
	assert done == {"Confirmed": 1, "too late": 3}
	states = frappe.get_all(SIGN_UP, {"activity": activity.name}, ["volunteer", "status"])
	assert sorted(one.status for one in states) == ["Confirmed", "Substituted"]
	assert counters(activity) == [(1, 0)]
	stored = frappe.get_doc("Cover Request", request)
	(winner,) = [one.volunteer for one in states if one.status == "Confirmed"]
	assert (stored.status, stored.taken_by) == ("Taken", winner)
	assert [one.answer for one in stored.asked].count("Accepted") == 1


def test_one_person_who_accepts_two_at_once_is_in_one_place(clean_site):
	place = make.Place().staff()
	first, second, other = (portal(place) for _n in range(3))
	one, another = published(place), published(place)
	requests = [ask(first, one), ask(second, another)]
	frappe.db.commit()
	begin = time.time() + 5
	done = finish([start("accept", request, [other.name], begin) for request in requests])
	assert done == {"Confirmed": 1, "too late": 1}
	assert frappe.db.count(SIGN_UP, {"volunteer": other.name, "status": "Confirmed"}) == 1
	assert counters(one) == counters(another) == [(1, 0)]
