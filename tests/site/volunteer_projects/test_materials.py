"""Vests and radios go out and come back: to whom, how many, and what is still out."""

import frappe
import pytest

from tests import factories as make
from tests.queries import queries_of
from tests.site.volunteer_projects.materials_world import (
	ENTRY,
	back,
	coming,
	entry_of,
	given,
	listed,
	sums,
)
from tests.site.volunteer_projects.signing_world import SHIFT, as_user, noon, portal, published
from volunteer_services.api import groups, materials
from volunteer_services.exceptions import MaterialError
from volunteer_services.volunteer_projects.services.materials import lists


@pytest.fixture
def place(clean_site):
	with noon():
		yield make.Place().staff()


# --- out and back -------------------------------------------------------------------------------------------


def test_what_goes_out_is_open_until_it_came_back_or_is_missing(place):
	activity = published(place)
	one, two = coming(place, activity, 2)
	vest = listed(place, activity)
	assert given(place, vest, one, two, pieces=3) == {"made": 2, "had": 0}
	assert sums(vest) == (6, 0, 0, 0, 6)
	answer = back(place, activity, (entry_of(vest, one), 2, 1), (entry_of(vest, two), 1, 0, 1))
	assert answer == {"noted": 5, "still_out": 1}
	assert sums(vest) == (6, 4, 1, 1, 1)
	(row,) = as_user(place.leader, materials.still_out, activity.name)["rows"]
	assert (row.volunteer, row.still_out, row.last_four) == (two.name, 1, two.mobile[-4:])
	stored = frappe.get_all(ENTRY, {"material": vest.name}, ["*"], order_by="creation, name")
	assert {one.actor for one in stored} == {place.leader}
	assert all(one.activity_name == activity.activity_name and one.team == activity.team for one in stored)
	assert sorted((one.kind, one.qty, one.is_damaged, one.still_out) for one in stored) == [
		("Brought Back", 1, 0, 0),
		("Brought Back", 1, 1, 0),
		("Brought Back", 2, 0, 0),
		("Handed Out", 3, 0, 0),
		("Handed Out", 3, 0, 1),
		("Went Missing", 1, 0, 0),
	]


def test_everybody_who_comes_gets_one_and_a_second_click_gives_nothing(place):
	activity = published(place)
	people = coming(place, activity, 4)
	vest = listed(place, activity, planned=2)
	asked = as_user(place.leader, materials.people_for, vest.name)
	assert sorted(row.volunteer for row in asked) == sorted(one.name for one in people)
	assert given(place, vest, *people) == {"made": 4, "had": 0}
	assert given(place, vest, *people) == {"made": 0, "had": 4}
	assert {row.has for row in as_user(place.leader, materials.people_for, vest.name)} == {1}
	assert given(place, vest, people[0], pieces=2, again=True) == {"made": 1, "had": 0}
	assert sums(vest)[0] == 6
	back(place, activity, (entry_of(vest, people[1]), 1))
	assert given(place, vest, *people)["made"] == 1, "whoever brought it back may have one again"


def test_a_leader_of_a_shift_or_a_group_takes_the_things_of_others(place):
	activity = published(place, capacity=40)
	head, leads = portal(place), place.volunteer()
	as_user(head.user, groups.book, activity.name, "青年突击队", 5)
	frappe.db.set_value(SHIFT, {"activity": activity.name}, "shift_leader", leads.name)
	(walker,) = coming(place, activity, 1)
	radio = listed(place, activity, "对讲机")
	rows = as_user(place.leader, materials.people_for, radio.name)
	assert [(row.volunteer, row.role) for row in rows] == [(leads.name, 0), (head.name, 1), (walker.name, 2)]
	given(place, radio, leads, head, pieces=5)
	(own,) = as_user(head.user, materials.mine)
	assert (own.material_name, own.still_out, own.unit) == ("对讲机", 5, "件")
	assert as_user(walker.user or portal(place).user, materials.mine) == []


def test_what_is_used_up_is_never_open_and_what_is_left_over_comes_back(place):
	activity = published(place)
	(who,) = coming(place, activity, 1)
	water = listed(place, activity, "饮用水", kind="Used Up", unit="箱")
	given(place, water, who, pieces=4)
	assert sums(water) == (4, 0, 0, 0, 0)
	assert as_user(place.leader, materials.still_out, activity.name)["rows"] == []
	(row,) = as_user(place.leader, materials.still_out, activity.name, water.name)["rows"]
	assert row.still_out == 4
	with pytest.raises(MaterialError, match="饮用水 is used up"):
		back(place, activity, (row.name, 0, 0, 1))
	back(place, activity, (row.name, 1))
	assert sums(water) == (4, 1, 0, 0, 0)
	with pytest.raises(MaterialError, match="has 3 of 饮用水 out, and 4"):
		back(place, activity, (row.name, 4))


@pytest.mark.parametrize(
	("row", "said"),
	[
		((4,), "has 3 of 马甲 out, and 4 were entered"),
		((2, 1, 1), "has 3 of 马甲 out, and 4 were entered"),
		((-1,), "-1 pieces of"),
		((2, 0, -1), "-1 pieces of"),
		((0, 0, 0), "Say how many pieces"),
	],
)
def test_what_cannot_come_back_is_refused_and_nothing_is_noted(place, row, said):
	activity = published(place)
	one, two = coming(place, activity, 2)
	vest = listed(place, activity)
	given(place, vest, one, two, pieces=3)
	with pytest.raises(MaterialError, match=said):
		back(place, activity, (entry_of(vest, one), 1), (entry_of(vest, two), *row))
	assert sums(vest) == (6, 0, 0, 0, 6) and frappe.db.count(ENTRY, {"material": vest.name}) == 2


def test_two_rows_of_one_request_do_not_exceed_what_is_out(place):
	activity = published(place)
	(one,) = coming(place, activity, 1)
	vest = listed(place, activity)
	given(place, vest, one, pieces=3)
	hand_out = entry_of(vest, one)
	with pytest.raises(MaterialError, match="has 1 of 马甲 out, and 2"):
		back(place, activity, (hand_out, 2), (hand_out, 2))
	assert sums(vest) == (3, 0, 0, 0, 3)


def test_only_what_was_handed_out_here_comes_back_here(place):
	activity, other = published(place), published(place)
	(one,) = coming(place, activity, 1)
	vest = listed(place, activity)
	given(place, vest, one)
	hand_out = entry_of(vest, one)
	back(place, activity, (hand_out, 1))
	returned = frappe.db.get_value(ENTRY, {"material": vest.name, "kind": "Brought Back"})
	for at, sent in ((other, hand_out), (activity, returned), (activity, "gibt es nicht")):
		with pytest.raises(MaterialError, match="not handed out at this activity"):
			back(place, at, (sent, 1))
	with pytest.raises(MaterialError, match="Nothing is out with"):
		back(place, activity, (hand_out, 1))


@pytest.mark.parametrize("pieces", [0, -2, 100_001])
def test_no_number_that_nobody_can_carry_goes_out(place, pieces):
	activity = published(place)
	(one,) = coming(place, activity, 1)
	vest = listed(place, activity)
	with pytest.raises(MaterialError, match=f"{pieces} pieces cannot be handed out"):
		given(place, vest, one, pieces=pieces)


def test_things_go_out_while_the_activity_is_on_and_come_back_after_it(place):
	activity = published(place)
	(one,) = coming(place, activity, 1)
	vest = listed(place, activity)
	given(place, vest, one)
	frappe.db.set_value("Service Activity", activity.name, "workflow_state", "Called Off")
	with pytest.raises(MaterialError, match="nothing is handed out"):
		given(place, vest, one, again=True)
	with pytest.raises(MaterialError, match="stays as it is"):
		listed(place, activity, "帽子")
	assert back(place, activity, (entry_of(vest, one), 1))["still_out"] == 0


def test_a_shift_of_another_activity_is_none_of_this_one(place):
	activity, other = published(place), published(place)
	(one,) = coming(place, activity, 1)
	vest = listed(place, activity)
	foreign = frappe.db.get_value(SHIFT, {"activity": other.name})
	with pytest.raises(MaterialError, match="no shift of this activity"):
		given(place, vest, one, shift=foreign)
	whole = frappe.db.get_value(SHIFT, {"activity": activity.name})
	given(place, vest, one, shift=whole)
	assert not frappe.db.get_value(ENTRY, entry_of(vest, one), "shift"), "the whole activity is no shift"


# --- costs --------------------------------------------------------------------------------------------------


def test_many_people_cost_as_many_queries_as_few(place, monkeypatch):
	activity = published(place)
	people = coming(place, activity, 12)
	few, many = listed(place, activity, "帽子"), listed(place, activity)

	def give(material, crowd):
		names = [one.name for one in crowd]
		return queries_of(monkeypatch, materials.hand_out, material.name, names, 1)

	give(listed(place, activity, "雨衣"), people[:1])  # what is cached once
	assert give(many, people) <= give(few, people[:2]) <= 20

	def take(material, crowd):
		rows = [{"hand_out": entry_of(material, one), "whole": 1} for one in crowd]
		return queries_of(monkeypatch, materials.bring_back, activity.name, rows)

	assert take(many, people) <= take(few, people[:2]) <= 16
	assert sums(many) == (12, 12, 0, 0, 0)
	lists.of_activity(activity.name)  # what is cached once
	assert queries_of(monkeypatch, lists.of_activity, activity.name) == 1
	assert queries_of(monkeypatch, lists.out_at, activity.name) == 1
