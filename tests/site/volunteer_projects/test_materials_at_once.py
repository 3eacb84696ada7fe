"""Several processes note the same returns, hand out and correct at one moment: nothing comes back twice."""

from __future__ import annotations

import time

import frappe
import pytest

from tests import factories as make
from tests.site.volunteer_projects.materials_world import ENTRY, MATERIAL, entry_of, given, listed, sums
from tests.site.volunteer_projects.signing_world import published
from tests.site.volunteer_projects.test_sign_ups_at_once import finish, start
from volunteer_services.api import activities
from volunteer_services.volunteer_projects.services.materials import book

pytestmark = pytest.mark.commits
PROCESSES = 6


@pytest.fixture
def out(clean_site):
	"""Four radios with one person of a published activity: (place, activity, material, person)."""
	place = make.Place().staff()
	activity, person = published(place), place.volunteer()
	activities.sign_up(activity.name, person.name)
	radio = listed(place, activity, "对讲机")
	given(place, radio, person, pieces=4)
	yield place, activity, radio, person
	frappe.db.rollback()
	for doctype, key in ((ENTRY, "activity"), (MATERIAL, "activity")):
		frappe.db.delete(doctype, {key: activity.name})
	frappe.db.commit()


def adds_up(radio) -> None:
	"""The sums of the material, the open pieces and the entries say the same."""
	hand_outs = frappe.get_all(
		ENTRY, {"material": radio.name, "kind": "Handed Out", "qty": [">", 0]}, pluck="name"
	)
	balances = book.balances(hand_outs)
	left = sum(balance.left for balance in balances.values())
	assert all(0 <= balance.left for balance in balances.values())
	assert (
		sums(radio)[4]
		== left
		== sum(frappe.get_all(ENTRY, {"material": radio.name}, pluck="still_out", limit_page_length=0))
	)


def test_no_more_comes_back_than_is_out(out):
	_place, activity, radio, person = out
	frappe.db.commit()
	begin = time.time() + 5
	hand_out = entry_of(radio, person)
	done = finish([start("bring_back", activity.name, [hand_out], begin) for _n in range(PROCESSES)])
	assert done == {"noted": 4, "refused": PROCESSES - 4}
	assert sums(radio) == (4, 4, 0, 0, 0)
	adds_up(radio)


def test_a_second_click_hands_nothing_out_twice(out):
	place, activity, _radio, person = out
	other = place.volunteer()
	activities.sign_up(activity.name, other.name)
	vest = listed(place, activity)
	frappe.db.commit()
	begin = time.time() + 5
	done = finish([start("hand_out", vest.name, [person.name, other.name], begin) for _n in range(PROCESSES)])
	assert done == {"made": 2, "had": 2 * (PROCESSES - 1)}
	assert sums(vest) == (2, 0, 0, 0, 2)
	adds_up(vest)


def test_an_entry_is_corrected_once(out):
	_place, _activity, radio, person = out
	frappe.db.commit()
	begin = time.time() + 5
	hand_out = entry_of(radio, person)
	done = finish([start("reverse", hand_out, ["记错"], begin) for _n in range(PROCESSES)])
	assert done == {"reversed": 1, "refused": PROCESSES - 1}
	assert sums(radio) == (0, 0, 0, 0, 0)
	adds_up(radio)


def test_a_return_and_a_correction_do_not_both_happen(out):
	_place, activity, radio, person = out
	frappe.db.commit()
	begin = time.time() + 5
	hand_out = entry_of(radio, person)
	done = finish(
		[
			start(*asked, begin)
			for asked in (
				("bring_back", activity.name, [hand_out]),
				("reverse", hand_out, ["记错"]),
				("bring_back", activity.name, [hand_out]),
			)
		]
	)
	assert done in ({"noted": 2, "refused": 1}, {"reversed": 1, "refused": 2})
	adds_up(radio)
