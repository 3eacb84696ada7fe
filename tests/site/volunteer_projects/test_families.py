"""A guardian brings the minors in their care; without the guardian they do not come."""

import frappe
import pytest

from tests import factories as make
from tests.site.volunteer_projects.signing_world import (
	SIGN_UP,
	as_user,
	counters,
	family,
	noon,
	portal,
	published,
	row,
)
from volunteer_services.api import activities as api
from volunteer_services.api import covers, families, sign_ups
from volunteer_services.exceptions import AgeGateError, SignUpError


@pytest.fixture
def place(clean_site):
	with noon():
		yield make.Place().staff()


def test_a_guardian_signs_up_the_child_beside_the_own_place(place):
	mother, child = family(place)
	activity = published(place, capacity=2)
	assert [one.name for one in as_user(mother.user, families.children)] == [child.name]
	with pytest.raises(SignUpError, match="Sign up yourself first"):
		as_user(mother.user, families.sign_up, activity.name, child.name)
	as_user(mother.user, api.sign_up, activity.name)
	assert as_user(mother.user, families.sign_up, activity.name, child.name)["status"] == "Signed Up"
	stored = row(activity, child)
	assert (stored.channel, stored.accompanied_by) == ("Family", row(activity, mother).name)
	assert counters(activity) == [(2, 0)]
	as_user(mother.user, families.withdraw, stored.name)
	assert row(activity, child).status == "Withdrawn" and counters(activity) == [(1, 0)]


def test_the_child_does_not_come_without_the_adult(place):
	mother, child = family(place)
	activity = published(place, capacity=2)
	waits = portal(place)
	as_user(mother.user, api.sign_up, activity.name)
	as_user(mother.user, families.sign_up, activity.name, child.name)
	as_user(waits.user, api.sign_up, activity.name)
	as_user(mother.user, sign_ups.answer, row(activity, mother).name, False)
	stored = row(activity, child)
	assert stored.status == "Removed" and mother.full_name in stored.reason
	assert row(activity, waits).status == "Offered" and counters(activity) == [(1, 0)]


def test_who_covers_for_the_adult_does_not_bring_the_child(place):
	mother, child = family(place)
	other = portal(place)
	activity = published(place, capacity=2)
	as_user(mother.user, api.sign_up, activity.name)
	as_user(mother.user, families.sign_up, activity.name, child.name)
	request = as_user(mother.user, covers.ask, row(activity, mother).name)["name"]
	as_user(other.user, covers.answer, request, True)
	states = [row(activity, one).status for one in (mother, child, other)]
	assert states == ["Substituted", "Removed", "Confirmed"] and counters(activity) == [(1, 0)]


def test_the_gate_is_the_same_for_children(place):
	mother, child = family(place)
	activity = published(place, min_age=16)
	as_user(mother.user, api.sign_up, activity.name)
	with pytest.raises(AgeGateError, match="at least 16"):
		as_user(mother.user, families.sign_up, activity.name, child.name)
	assert not row(activity, child)


def test_nobody_signs_up_or_withdraws_a_stranger_s_child(place):
	mother, child = family(place)
	namesake = portal(place, full_name=mother.full_name, mobile="13900009999")
	stranger = portal(place)
	activity = published(place)
	as_user(mother.user, api.sign_up, activity.name)
	as_user(mother.user, families.sign_up, activity.name, child.name)
	sign_up = row(activity, child).name
	for who in (namesake, stranger):
		as_user(who.user, api.sign_up, activity.name)
		assert as_user(who.user, families.children) == []
		for call in (
			lambda: families.sign_up(activity.name, child.name),
			lambda: families.withdraw(sign_up),
		):
			with pytest.raises(frappe.PermissionError):
				as_user(who.user, call)
	for call in (lambda: families.sign_up(activity.name, child.name), lambda: families.withdraw(sign_up)):
		with pytest.raises(frappe.PermissionError):
			as_user("Guest", call)
	with pytest.raises(frappe.PermissionError):
		as_user(mother.user, families.withdraw, row(activity, stranger).name)
	assert row(activity, child).status == "Signed Up"


def test_who_comes_along_is_written_by_nobody(place):
	mother, child = family(place)
	activity = published(place)
	for who in (mother, child):
		as_user(place.leader, api.sign_up, activity.name, who.name)
	frappe.set_user(place.leader)
	doc = frappe.get_doc(SIGN_UP, row(activity, child).name)
	doc.accompanied_by = row(activity, mother).name
	doc.save()
	assert not row(activity, child).accompanied_by
