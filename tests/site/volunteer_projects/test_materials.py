"""Vests and radios go out and come back: by whom, to whom, how many, and what is still out."""

import frappe
import frappe.client
import pytest

from tests import factories as make
from tests.site.volunteer_projects.signing_world import SHIFT, noon, portal, published
from tests.site.volunteer_projects.test_shift_plan import queries_of
from volunteer_services.api import activities, groups, materials
from volunteer_services.exceptions import (
	MaterialError,
	OutOfScopeError,
	ReasonRequiredError,
	UnknownVisitorError,
)
from volunteer_services.volunteer_projects.services.materials import book, lists

MATERIAL, ENTRY = "Activity Material", "Material Entry"


@pytest.fixture
def place(clean_site):
	with noon():
		yield make.Place().staff()


def as_user(user, function, *args, **values):
	frappe.set_user(user)
	try:
		return function(*args, **values)
	finally:
		frappe.set_user("Administrator")


def listed(place, activity, name="马甲", user=None, **values):
	"""A line of the activity's list of materials."""
	doc = {
		"doctype": MATERIAL,
		"activity": activity.name,
		"material_name": name,
		"kind": "Returnable",
		"unit": "件",
		"planned": 10,
		**values,
	}
	return as_user(user or place.leader, frappe.get_doc(doc).insert)


def given(place, material, *people, pieces=1, **values) -> dict:
	names = [one.name for one in people]
	return as_user(place.leader, materials.hand_out, material.name, names, pieces, **values)


def entry_of(material, who) -> str:
	return frappe.db.get_value(
		ENTRY, {"material": material.name, "volunteer": who.name, "kind": "Handed Out"}
	)


def back(place, activity, *rows) -> dict:
	"""(hand-out, whole, damaged, missing) each."""
	sent = [dict(zip(("hand_out", "whole", "damaged", "missing"), row, strict=False)) for row in rows]
	return as_user(place.leader, materials.bring_back, activity.name, sent)


def sums(material) -> tuple:
	return frappe.db.get_value(MATERIAL, material.name, [*book.SUMS, "still_out"])


def coming(place, activity, count: int) -> list:
	people = [place.volunteer(mobile=f"1370000{number:04d}") for number in range(count)]
	for one in people:
		as_user(place.leader, activities.sign_up, activity.name, one.name)
	return people


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


# --- corrections --------------------------------------------------------------------------------------------


def test_a_wrong_entry_is_corrected_by_its_opposite_and_stays(place):
	activity = published(place)
	(one,) = coming(place, activity, 1)
	vest = listed(place, activity)
	given(place, vest, one, pieces=30)
	wrong = entry_of(vest, one)
	with pytest.raises(ReasonRequiredError):
		as_user(place.leader, materials.reverse, wrong, " ")
	name = as_user(place.leader, materials.reverse, wrong, "多写了一个零")["name"]
	stored = frappe.get_doc(ENTRY, name)
	assert (stored.kind, stored.qty, stored.reversal_of, stored.remark) == (
		"Handed Out",
		-30,
		wrong,
		"多写了一个零",
	)
	assert sums(vest) == (0, 0, 0, 0, 0) and frappe.db.get_value(ENTRY, wrong, "still_out") == 0
	with pytest.raises(MaterialError, match="corrected already"):
		as_user(place.leader, materials.reverse, wrong, "再来一次")
	with pytest.raises(MaterialError, match="corrects another one"):
		as_user(place.leader, materials.reverse, name, "再来一次")
	with pytest.raises(MaterialError, match="Nothing is out"):
		back(place, activity, (wrong, 1))
	assert given(place, vest, one, pieces=3) == {"made": 1, "had": 0}


def test_a_return_is_taken_back_before_its_hand_out(place):
	activity = published(place)
	(one,) = coming(place, activity, 1)
	vest = listed(place, activity)
	given(place, vest, one, pieces=2)
	hand_out = entry_of(vest, one)
	back(place, activity, (hand_out, 0, 2))
	with pytest.raises(MaterialError, match="2 pieces of it came back"):
		as_user(place.leader, materials.reverse, hand_out, "记错")
	returned = frappe.db.get_value(ENTRY, {"material": vest.name, "kind": "Brought Back"})
	as_user(place.leader, materials.reverse, returned, "记错人")
	assert sums(vest) == (2, 0, 0, 0, 2) and frappe.db.get_value(ENTRY, hand_out, "still_out") == 2
	as_user(place.leader, materials.reverse, hand_out, "记错")
	assert sums(vest) == (0, 0, 0, 0, 0)


# --- the list -----------------------------------------------------------------------------------------------


def test_a_material_stands_once_on_the_list_and_keeps_its_name_once_it_went_out(place):
	activity = published(place)
	(one,) = coming(place, activity, 1)
	vest = listed(place, activity, size_or_model="L")
	listed(place, activity, size_or_model="XL")
	with pytest.raises(MaterialError, match="马甲 L stands on the list"):
		listed(place, activity, " 马甲 ", size_or_model="L ")
	vest.unit = "套"
	vest.save()
	given(place, vest, one)
	assert frappe.db.get_value(ENTRY, entry_of(vest, one), "material_name") == "马甲 L"
	vest.reload()
	vest.planned, vest.remark = 25, "另借五件"
	vest.save()
	vest.kind = "Used Up"
	with pytest.raises(MaterialError, match="was handed out under this name"):
		vest.save()
	with pytest.raises(MaterialError, match="stays on the list"):
		frappe.delete_doc(MATERIAL, vest.name)
	with pytest.raises(MaterialError, match="stays on the list"):
		frappe.delete_doc("Service Activity", activity.name)


def test_a_list_of_which_nothing_went_out_goes_with_its_activity(place):
	activity = published(place)
	vest = listed(place, activity)
	frappe.delete_doc("Service Activity", activity.name)
	assert not frappe.db.exists(MATERIAL, vest.name)


def test_places_of_a_moved_activity_reach_the_list_and_the_entries(place):
	activity = published(place)
	(one,) = coming(place, activity, 1)
	vest = listed(place, activity)
	given(place, vest, one)
	activity.reload()
	activity.activity_name = "换了名字的活动"
	activity.save()
	assert frappe.db.get_value(MATERIAL, vest.name, "activity_name") == "换了名字的活动"
	assert frappe.db.get_value(ENTRY, entry_of(vest, one), "activity_name") == "换了名字的活动"


# --- who may ------------------------------------------------------------------------------------------------


def test_materials_are_planned_handed_out_and_taken_back_by_who_may_write_the_activity(place):
	elsewhere, auditor = make.Place().staff(), make.make_user(make.AUDITOR)
	activity = published(place)
	(one,) = coming(place, activity, 1)
	own = portal(place)
	vest = listed(place, activity)
	given(place, vest, one)
	hand_out = entry_of(vest, one)
	calls = (
		lambda: materials.hand_out(vest.name, [one.name], 1, again=True),
		lambda: materials.bring_back(activity.name, [{"hand_out": hand_out, "whole": 1}]),
		lambda: materials.reverse(hand_out, "记错"),
		lambda: materials.people_for(vest.name),
		lambda: materials.hand_out("gibt es nicht", [one.name]),
		lambda: materials.reverse("gibt es nicht", "记错"),
	)
	for user in (own.user, elsewhere.leader, elsewhere.manager, elsewhere.officer, auditor, "Guest"):
		for call in calls:
			with pytest.raises(frappe.PermissionError):
				as_user(user, call)
	assert sums(vest) == (1, 0, 0, 0, 1)
	for user in (own.user, elsewhere.leader, elsewhere.officer, "Guest"):
		for call in (materials.of_activity, materials.still_out):
			with pytest.raises(frappe.PermissionError):
				as_user(user, call, activity.name)
	for user in (place.leader, place.manager, place.officer, auditor):
		assert as_user(user, materials.of_activity, activity.name)["still_out"] == 1
		assert len(as_user(user, materials.still_out, activity.name)["rows"]) == 1
	for number, user in enumerate((place.leader, place.manager, place.officer), start=2):
		as_user(user, materials.hand_out, vest.name, [one.name], 1, again=True)
		assert sums(vest)[0] == number
	for user in (elsewhere.leader, elsewhere.officer, auditor):
		with pytest.raises(frappe.PermissionError):
			listed(place, activity, "帽子", user=user)


def test_lists_and_entries_are_seen_within_the_scope(place):
	elsewhere, auditor = make.Place().staff(), make.make_user(make.AUDITOR)
	activity = published(place)
	(one,) = coming(place, activity, 1)
	vest = listed(place, activity)
	given(place, vest, one)

	def sees(user) -> tuple:
		frappe.set_user(user)
		try:
			return (
				bool(frappe.get_list(MATERIAL, {"name": vest.name}, limit_page_length=1)),
				bool(frappe.get_list(ENTRY, {"material": vest.name}, limit_page_length=1)),
				bool(frappe.has_permission(MATERIAL, "read", vest.name)),
			)
		finally:
			frappe.set_user("Administrator")

	assert {sees(user) for user in (place.leader, place.officer, auditor)} == {(True, True, True)}
	assert {sees(user) for user in (elsewhere.leader, elsewhere.officer)} == {(False, False, False)}


def test_somebody_from_elsewhere_gets_something_who_comes_or_was_looked_up(place):
	elsewhere = make.Place().staff()
	stranger, comes = elsewhere.volunteer(), elsewhere.volunteer()
	activity = published(place)
	as_user("Administrator", activities.sign_up, activity.name, comes.name)
	vest = listed(place, activity)
	with pytest.raises(UnknownVisitorError):
		given(place, vest, comes, stranger)
	assert given(place, vest, comes)["made"] == 1
	gone = place.volunteer(state="Deregistered")
	with pytest.raises(MaterialError, match="no volunteer to whom"):
		given(place, vest, gone)


def test_no_form_or_request_writes_an_entry_or_a_sum(place):
	activity = published(place)
	(one,) = coming(place, activity, 1)
	vest = listed(place, activity)
	given(place, vest, one, pieces=2)
	hand_out = entry_of(vest, one)
	forged = {
		"doctype": ENTRY,
		"material": vest.name,
		"activity": activity.name,
		"volunteer": one.name,
		"kind": "Brought Back",
		"qty": 2,
		"flags": {"by_service": 1},
	}
	with pytest.raises(frappe.PermissionError):
		as_user(place.leader, frappe.client.insert, dict(forged))
	for change in (
		lambda: frappe.client.insert(dict(forged)),
		lambda: frappe.client.set_value(ENTRY, hand_out, "still_out", 0),
		lambda: frappe.get_doc(ENTRY, hand_out).db_set("qty", 1),
		lambda: frappe.delete_doc(ENTRY, hand_out),
	):
		with pytest.raises(MaterialError):
			change()
	assert sums(vest) == (2, 0, 0, 0, 2)

	def forge():
		doc = frappe.get_doc(MATERIAL, vest.name)
		doc.update({"still_out": 0, "handed_out": 0, "team": None, "flags": {"by_service": 1}})
		doc.save()

	as_user(place.leader, forge)
	assert sums(vest) == (2, 0, 0, 0, 2) and frappe.db.get_value(MATERIAL, vest.name, "team") == activity.team


def test_a_list_is_not_planned_for_an_activity_elsewhere(place):
	elsewhere = make.Place().staff()
	foreign = published(elsewhere)
	with pytest.raises(OutOfScopeError):
		listed(place, foreign)


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
	assert queries_of(monkeypatch, lists.of_activity, activity.name) == 1
	assert queries_of(monkeypatch, lists.out_at, activity.name) == 1
