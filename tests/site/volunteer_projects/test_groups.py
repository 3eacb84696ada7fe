"""A group takes places under one responsible person; who is named and agrees has a sign-up, nobody else."""

from datetime import timedelta

import frappe
import frappe.client
import pytest
from frappe.utils import now_datetime

from tests import factories as make
from tests.site.volunteer_projects.signing_world import (
	SIGN_UP,
	as_user,
	counters,
	noon,
	portal,
	published,
	row,
	told,
)
from volunteer_services.api import activities as api
from volunteer_services.api import groups, shifts, sign_ups
from volunteer_services.exceptions import AgeGateError, AudienceError, SignUpError
from volunteer_services.volunteer_projects.reporting import papers
from volunteer_services.volunteer_projects.services.signing import outcome
from volunteer_services.volunteer_projects.services.together import groups as service

GROUP = "Group Sign Up"


@pytest.fixture
def place(clean_site):
	with noon():
		yield make.Place().staff()


def booked(who, activity, count=3) -> str:
	return as_user(who.user, groups.book, activity.name, "青年突击队", count)["name"]


def open_places(group: str) -> int:
	return frappe.db.get_value(GROUP, group, "open_places")


def test_places_are_kept_and_named_one_by_one_by_who_agrees(place):
	head, member, other = portal(place), portal(place), portal(place)
	activity = published(place, capacity=4)
	group = booked(head, activity)
	assert counters(activity) == [(3, 0)] and open_places(group) == 3
	answer = as_user(head.user, groups.name_person, group, member.name, member.full_name)
	assert (answer["status"], answer["open_places"]) == ("Offered", 2)
	stored = row(activity, member)
	assert (stored.channel, stored.group_sign_up) == ("Group", group) and stored.offered_until
	assert "A place is free" in told(member)[0]
	as_user(member.user, sign_ups.answer, stored.name, True)
	assert row(activity, member).status == "Confirmed" and counters(activity) == [(3, 0)]
	assert as_user(head.user, groups.name_person, group, head.name, head.full_name)["status"] == "Signed Up"
	as_user(place.leader, groups.name_person, group, other.name)
	assert row(activity, other).status == "Signed Up" and open_places(group) == 0
	with pytest.raises(SignUpError, match="have a name"):
		as_user(place.leader, groups.name_person, group, portal(place).name)
	assert counters(activity) == [(3, 0)] and frappe.db.count(SIGN_UP, {"activity": activity.name}) == 3


def test_a_group_finds_all_its_places_or_none(place):
	head = portal(place)
	activity = published(place, capacity=2)
	with pytest.raises(SignUpError, match="3 people do not find a place: 2 are free"):
		booked(head, activity)
	with pytest.raises(SignUpError, match="2 to 200"):
		booked(head, activity, 1)
	booked(head, activity, 2)
	waits = portal(place)
	assert as_user(waits.user, api.sign_up, activity.name)["status"] == "Waiting"
	assert counters(activity) == [(2, 1)]


def test_what_is_given_back_is_offered_to_who_waits(place):
	head, waits, member = portal(place), portal(place), portal(place)
	activity = published(place, capacity=3)
	group = booked(head, activity)
	as_user(head.user, groups.name_person, group, member.name, member.full_name)
	as_user(waits.user, api.sign_up, activity.name)
	as_user(head.user, groups.withdraw, group)
	assert row(activity, waits).status == "Offered" and row(activity, member).status == "Offered"
	assert counters(activity) == [(2, 0)]
	with pytest.raises(SignUpError, match="holds no places"):
		as_user(place.leader, groups.name_person, group, portal(place).name)
	assert as_user(head.user, groups.mine) == []


def test_places_without_a_name_go_to_others_before_the_shift_begins(place):
	head = portal(place)
	near = published(
		place, starts_on=(now_datetime() + timedelta(hours=1)).replace(microsecond=0), capacity=9
	)
	far = published(place, capacity=9)
	near_group, far_group = booked(head, near), booked(head, far)
	assert service.release() >= 1
	assert frappe.db.get_value(GROUP, near_group, "status") == "Over" and counters(near) == [(0, 0)]
	assert frappe.db.get_value(GROUP, far_group, "status") == "Booked" and counters(far) == [(3, 0)]


def test_kept_places_count_in_the_counters_the_matrix_and_on_the_sheet(place):
	head = portal(place)
	activity = published(place, capacity=9)
	booked(head, activity, 5)
	outcome.count_again(activity.name)
	assert counters(activity) == [(5, 0)]
	assert as_user(place.leader, shifts.matrix, activity.name)["totals"][0]["signed_up"] == 5
	frappe.local.form_dict = frappe._dict()
	assert papers.activity_day_sheet(activity.name)["people"] == 0
	activity.reload()
	activity.workflow_state, activity.decision_reason = "Called Off", "台风预警"
	as_user(place.leader, activity.save)
	assert counters(activity) == [(0, 0)]


def test_the_gate_is_asked_of_each_who_is_named(place):
	head, young = (
		portal(place),
		portal(
			place,
			date_of_birth="2012-06-01",
			guardian_name="王某",
			guardian_phone="13800000000",
			guardian_consent=1,
			child_data_consent=1,
		),
	)
	activity = published(place, min_age=18)
	group = booked(head, activity)
	with pytest.raises(AgeGateError):
		as_user(place.leader, groups.name_person, group, young.name)
	frappe.db.set_value(GROUP, group, "open_places", 3)
	assert not row(activity, young)


def test_who_is_named_is_known_by_number_and_name_both(place):
	head, member = portal(place), portal(place)
	applicant = place.volunteer(state="Applied")
	activity = published(place)
	group = booked(head, activity)
	for number, name in (
		(member.name, "别的名字"),
		("V-不存在", member.full_name),
		(member.name, ""),
		(applicant.name, applicant.full_name),
	):
		with pytest.raises(SignUpError, match="this number and this name"):
			as_user(head.user, groups.name_person, group, number, name)
	assert open_places(group) == 3


def test_groups_are_kept_named_and_ended_by_whom_they_concern(place):
	head, stranger, elsewhere = portal(place), portal(make.Place()), make.Place().staff()
	activity, closed = published(place), published(place, audience="Closed")
	group = booked(head, activity)
	with pytest.raises(AudienceError):
		booked(stranger, closed)
	auditor = make.make_user(make.AUDITOR)
	for user in (stranger.user, elsewhere.leader, elsewhere.officer, auditor, "Guest"):
		for call in (
			lambda: groups.name_person(group, head.name, head.full_name),
			lambda: groups.withdraw(group),
			lambda: groups.book(activity.name, "代订", 2, volunteer=head.name),
		):
			with pytest.raises(frappe.PermissionError):
				as_user(user, call)
	with pytest.raises(frappe.PermissionError):
		as_user("Guest", groups.book, activity.name, "代订", 2)

	def sees(user) -> bool:
		return as_user(user, frappe.has_permission, GROUP, "read", group)

	assert [sees(user) for user in (place.leader, place.officer, auditor)] == [True] * 3
	assert [sees(user) for user in (elsewhere.leader, elsewhere.officer, head.user)] == [False] * 3
	assert (
		as_user(place.leader, groups.book, activity.name, "街道志愿者", 2, volunteer=head.name)["open_places"]
		== 2
	)


def test_no_form_or_request_makes_or_changes_one(place):
	head = portal(place)
	activity = published(place)
	group = booked(head, activity)
	forged = {
		"doctype": GROUP,
		"activity": activity.name,
		"head_count": 50,
		"open_places": 50,
		"status": "Booked",
		"flags": {"by_service": 1},
	}
	frappe.set_user(place.leader)
	with pytest.raises(frappe.PermissionError):
		frappe.client.insert(dict(forged))
	frappe.set_user("Administrator")
	with pytest.raises(SignUpError):
		frappe.client.insert(dict(forged))
	with pytest.raises(SignUpError):
		frappe.client.set_value(GROUP, group, "open_places", 50)
	with pytest.raises(SignUpError):
		frappe.get_doc(GROUP, group).db_set("open_places", 50)
	with pytest.raises(SignUpError):
		frappe.delete_doc(GROUP, group)
	assert open_places(group) == 3
