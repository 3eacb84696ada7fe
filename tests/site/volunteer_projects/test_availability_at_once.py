"""Several organisers give out one place in one breath, and several people answer: nothing is given twice."""

from __future__ import annotations

import time

import frappe
import pytest

from tests import factories as make
from tests.site.volunteer_projects.signing_world import SHIFT, SIGN_UP, counters, portal, published
from tests.site.volunteer_projects.test_sign_ups_at_once import finish, start
from volunteer_services.api import availability

pytestmark = pytest.mark.commits


def asked(who, *activities) -> None:
	for activity in activities:
		frappe.set_user(who.user)
		availability.answer(activity.name, [frappe.db.get_value(SHIFT, {"activity": activity.name})])
	frappe.set_user("Administrator")


def test_one_place_is_given_once(clean_site):
	place = make.Place().staff()
	people = [portal(place) for _n in range(4)]
	activity = published(place, capacity=2, collects_availability=1)
	for who in people:
		asked(who, activity)
	frappe.db.commit()
	begin = time.time() + 5
	done = finish([start("give", activity.name, [who.name], begin) for who in people])
	assert done == {"given": 2, "refused": 2} and counters(activity) == [(2, 0)]
	assert frappe.db.count(SIGN_UP, {"activity": activity.name, "status": "Offered"}) == 2


def test_one_person_is_given_one_of_two_at_a_time(clean_site):
	place = make.Place().staff()
	who = portal(place)
	one, other = (published(place, collects_availability=1) for _n in range(2))
	asked(who, one, other)
	frappe.db.commit()
	begin = time.time() + 5
	done = finish([start("give", activity.name, [who.name], begin) for activity in (one, other)])
	assert done == {"given": 1, "refused": 1}
	assert frappe.db.count(SIGN_UP, {"volunteer": who.name, "status": "Offered"}) == 1
