"""Who plans, hands out, takes back and sees materials, and who gets them; no door forges an entry."""

import frappe
import frappe.client
import pytest

from tests import factories as make
from tests.site.volunteer_projects.materials_world import (
	ENTRY,
	MATERIAL,
	coming,
	entry_of,
	given,
	listed,
	sums,
)
from tests.site.volunteer_projects.signing_world import as_user, noon, portal, published
from volunteer_services.api import activities, materials
from volunteer_services.exceptions import MaterialError, OutOfScopeError, UnknownVisitorError


@pytest.fixture
def place(clean_site):
	with noon():
		yield make.Place().staff()


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
