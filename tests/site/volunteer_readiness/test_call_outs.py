"""A call-out: whom it calls and whom by no route, in which waves, and who must be back before it ends."""

import frappe
import pytest
from frappe.utils import add_days, add_to_date, now_datetime, nowdate

from tests import factories as make
from tests.site.volunteer_readiness import emergency_world as emergency
from tests.site.volunteer_readiness import readiness_world as world
from volunteer_services.api import emergency as api
from volunteer_services.exceptions import (
	CallOutError,
	CallOutGateError,
	HeadCountError,
	ReasonRequiredError,
	StateEditError,
)
from volunteer_services.volunteer_readiness.services import qualifications
from volunteer_services.volunteer_readiness.services.emergency import call_outs, waves


@pytest.fixture
def place():
	return make.Place()


@pytest.fixture
def policy(place):
	return emergency.rescue_policy(place)


@pytest.fixture
def team(place):
	return emergency.team(place)


def mark(user, call, volunteer, step, **values):
	name = emergency.responses(call)[volunteer].name
	return world.as_(user, api.mark, [name], step, **values)["done"][0]["status"]


def reload(call):
	return frappe.get_doc(call.doctype, call.name)


# --- the order --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", [{"order_from": ""}, {"order_no": " "}])
def test_nobody_sets_out_without_an_order(place, team, missing):
	with pytest.raises(CallOutError, match="without an order"):
		emergency.ordered(place, place.officer, team=team.name, **missing)


def test_an_order_says_how_many_are_needed(place, team):
	with pytest.raises(CallOutError, match="posts"):
		emergency.ordered(place, place.officer, team=team.name, posts=[])


def test_what_was_ordered_stands(place, team, policy):
	emergency.member(place, team.name, policy)
	call = emergency.ordered(place, place.officer, team=team.name)
	assert call.assembly_point == "街道应急仓库" and call.site == place.site.name
	for field, value in (("kind", "Drill"), ("emergency_class", "Medical Aid"), ("order_no", "另一号")):
		doc = reload(call)
		doc.set(field, value)
		with pytest.raises(CallOutError, match="cannot be changed"):
			world.as_(place.officer, doc.save)


def test_the_first_wave_is_called_with_the_order_and_told(place, team, policy):
	user = make.make_user(make.VOLUNTEER)
	person = emergency.member(place, team.name, policy, user=user).name
	other = emergency.member(place, emergency.team(place).name, policy).name
	call = emergency.ordered(place, place.officer, team=team.name)
	found = emergency.responses(call)
	assert set(found) == {person} and other not in found
	assert (found[person].status, found[person].wave, found[person].team) == ("Asked", 1, team.name)
	assert (call.wave, call.called_by, call.workflow_state) == (1, place.officer, "Ordered Out")
	(notice,) = frappe.get_all(
		"Notification Log", {"for_user": user, "document_name": found[person].name}, ["subject"]
	)
	assert "暴雨内涝" in notice.subject and "街道应急仓库" in notice.subject


# --- the waves --------------------------------------------------------------------------------------------


def test_waves_go_from_the_duty_to_the_district_to_what_the_caller_reaches(place, policy):
	lead, duty, near = (emergency.team(place) for _ in range(3))
	city = frappe.db.get_value("Service Region", place.district.name, "parent_service_region")
	elsewhere = make.make_region(
		"Community", make.make_region("Street", make.make_region("District", city).name).name
	)
	far = make.make_team(elsewhere.name, emergency_class=emergency.CLASS)
	people = [emergency.member(place, one.name, policy).name for one in (lead, duty, near)]
	distant = make.make_volunteer(elsewhere.name, far.name).name
	make.make_membership(distant, far.name)
	cover = world.cover(distant, policy.name)
	frappe.db.set_value("Insurance Cover", cover.name, "status", "In Force")
	call = emergency.ordered(place, place.city_officer, team=lead.name, duty_teams=[{"team": duty.name}])
	assert set(emergency.responses(call)) == set(people[:2])
	assert world.as_(place.city_officer, api.call_next, call.name) == {"wave": 2, "called": 1}
	assert world.as_(place.city_officer, api.call_next, call.name) == {"wave": 3, "called": 1}
	assert set(emergency.responses(call)) == {*people, distant}
	assert world.as_(place.city_officer, api.call_next, call.name) == {"wave": 0, "called": 0}


def test_nobody_outside_the_scope_of_the_caller_is_called(place, team, policy):
	make.appoint(place.leader, make.LEADER, "Volunteer Team", team.name)
	own = emergency.member(place, team.name, policy).name
	emergency.member(place, emergency.team(place).name, policy)
	call = emergency.ordered(place, place.leader, team=team.name)
	assert set(emergency.responses(call)) == {own}
	assert world.as_(place.leader, api.call_next, call.name) == {"wave": 0, "called": 0}


def test_an_officer_widens_what_a_leader_ordered_and_a_leader_goes_on_with_what_an_officer_did(
	place, team, policy
):
	make.appoint(place.leader, make.LEADER, "Volunteer Team", team.name)
	own = emergency.member(place, team.name, policy).name
	near = emergency.member(place, emergency.team(place).name, policy).name
	by_leader = emergency.ordered(place, place.leader, team=team.name)
	assert world.as_(place.leader, api.call_next, by_leader.name)["called"] == 0
	assert world.as_(place.officer, api.call_next, by_leader.name) == {"wave": 2, "called": 1}
	by_officer = emergency.ordered(place, place.officer, team=team.name)
	assert world.as_(place.leader, api.call_next, by_officer.name) == {"wave": 2, "called": 1}
	assert set(emergency.responses(by_officer)) == set(emergency.responses(by_leader)) == {own, near}
	assert reload(by_officer).called_by == place.officer


def test_who_may_be_called_since_the_last_wave_is_called_then(place, team, policy):
	emergency.member(place, team.name, policy)
	late = emergency.member(place, team.name).name
	call = emergency.ordered(place, place.officer, team=team.name)
	assert world.as_(place.officer, api.call_next, call.name)["called"] == 0
	emergency.insure(place, late, policy)
	assert world.as_(place.officer, api.call_next, call.name)["called"] == 1


def test_only_teams_of_the_class_are_called(place, policy):
	rescue, medical = emergency.team(place), emergency.team(place, "Medical Aid")
	emergency.member(place, rescue.name, policy)
	nurse = emergency.member(place, medical.name, policy).name
	call = emergency.ordered(place, place.officer, emergency_class="Medical Aid")
	assert set(emergency.responses(call)) == {nurse}


def test_the_job_calls_the_next_wave_when_too_few_answer_in_time(place, team, policy):
	first = emergency.member(place, team.name, policy).name
	second = emergency.member(place, emergency.team(place).name, policy).name
	call = emergency.ordered(place, place.officer, team=team.name)
	assert call.name not in waves.due()
	frappe.db.set_value(call.doctype, call.name, "wave_called_on", add_to_date(now_datetime(), minutes=-11))
	assert call.name in waves.due()
	waves.run()
	assert set(emergency.responses(call)) == {first, second}
	assert reload(call).wave == 2 and reload(call).called_by == place.officer


def test_the_job_waits_while_enough_come(place, team, policy):
	person = emergency.member(place, team.name, policy).name
	call = emergency.ordered(
		place, place.officer, team=team.name, posts=[{"post_title": "抢险", "headcount": 1}]
	)
	frappe.db.set_value(call.doctype, call.name, "wave_called_on", add_to_date(now_datetime(), minutes=-11))
	assert call.name in waves.due()
	mark(place.officer, call, person, "Yes")
	assert call.name not in waves.due()


# --- the gate: by no route --------------------------------------------------------------------------------


@pytest.fixture
def barred(place, team, policy):
	"""What is lacking → a member of the team who lacks it."""
	kind = emergency.must()
	minor = emergency.member(
		place,
		team.name,
		policy,
		date_of_birth=add_days(nowdate(), -17 * 365),
		**emergency.GUARDIAN,
	)
	bare, uninsured = emergency.member(place, team.name, policy), emergency.member(place, team.name)
	for person in (minor, uninsured):
		emergency.verified(place, person.name, kind.name)
	stranger = place.volunteer()
	emergency.insure(place, stranger.name, policy)
	return {
		"under 18": minor.name,
		"qualification": bare.name,
		"insurance": uninsured.name,
		"no active member": stranger.name,
	}


LACKING = ("under 18", "qualification", "insurance", "no active member")


@pytest.mark.parametrize("lacking", LACKING)
def test_who_may_not_be_called_is_called_by_no_route(place, team, policy, barred, lacking):
	call = emergency.ordered(place, place.officer, team=team.name)
	assert emergency.responses(call) == {}
	person = barred[lacking]
	with pytest.raises(CallOutGateError, match=lacking):
		world.as_(place.officer, api.call_people, call.name, [person])
	values = {"doctype": "Call-out Response", "call_out": call.name, "volunteer": person}
	for flags in ({}, {"by_service": True}, {"ignore_permissions": True}):
		doc = frappe.get_doc(values)
		doc.flags.update(flags)
		with pytest.raises(CallOutGateError, match=lacking):
			doc.insert(ignore_permissions=True)
	for _wave in range(3):
		world.as_(place.officer, api.call_next, call.name)
	waves.run()
	assert person not in emergency.responses(call)


def test_a_drill_asks_for_the_insurance_of_drills_too(place, team):
	half = world.policy(place, covers_service=1, covers_rescue=1)
	person = emergency.member(place, team.name, half).name
	assert set(emergency.responses(emergency.ordered(place, place.officer, team=team.name))) == {person}
	call = emergency.ordered(place, place.officer, team=team.name, kind="Drill")
	assert emergency.responses(call) == {}


def test_who_lost_a_certificate_since_the_call_is_not_let_in(place, team, policy):
	kind = emergency.must()
	person = emergency.member(place, team.name, policy).name
	held = emergency.verified(place, person, kind.name)
	call = emergency.ordered(place, place.officer, team=team.name)
	mark(place.officer, call, person, "Yes")
	world.as_(place.manager, qualifications.revoke, [held.name], "证书系伪造")
	with pytest.raises(CallOutGateError, match="revoked"):
		mark(place.officer, call, person, "Arrived")


def test_a_person_who_may_be_called_is_called_by_hand_once(place, policy, team):
	emergency.member(place, team.name, policy)
	person = emergency.member(place, emergency.team(place).name, policy).name
	call = emergency.ordered(place, place.officer, team=team.name)
	assert world.as_(place.officer, api.call_people, call.name, [person]) == {"called": 1}
	assert world.as_(place.officer, api.call_people, call.name, [person]) == {"called": 0}


# --- the way of the call-out ------------------------------------------------------------------------------


def test_who_is_missing_blocks_the_withdrawal_by_name(place, team, policy):
	one, two = (emergency.member(place, team.name, policy) for _ in range(2))
	call = emergency.ordered(place, place.officer, team=team.name)
	world.step(place.officer, call, "Begin Gathering")
	with pytest.raises(CallOutError, match="Nobody has arrived"):
		world.step(place.officer, call, "Set Out")
	for person in (one, two):
		assert mark(place.officer, call, person.name, "Arrived") == "Present"
	world.step(place.officer, call, "Set Out")
	mark(place.officer, call, one.name, "Departed")
	with pytest.raises(HeadCountError, match=f"2 arrived, 1 departed. Still missing: {two.full_name}"):
		world.step(place.officer, call, "Pull Out")
	mark(place.officer, call, two.name, "Departed")
	doc = world.step(place.officer, call, "Pull Out")
	assert doc.workflow_state == "Withdrawn"
	assert str(doc.review_by) == str(add_days(nowdate(), 10))
	with pytest.raises(CallOutError, match="not taken any more"):
		mark(place.officer, call, one.name, "Departed")


def test_a_gathering_with_people_there_is_not_stood_down(place, team, policy):
	person = emergency.member(place, team.name, policy)
	call = emergency.ordered(place, place.officer, team=team.name)
	with pytest.raises(ReasonRequiredError, match="Stand Down"):
		world.step(place.officer, call, "Stand Down")
	mark(place.officer, call, person.name, "Arrived")
	with pytest.raises(HeadCountError, match=person.full_name):
		world.step(place.officer, call, "Stand Down", decision_reason="险情解除")
	mark(place.officer, call, person.name, "Departed")
	assert (
		world.step(place.officer, call, "Stand Down", decision_reason="险情解除").workflow_state
		== "Stood Down"
	)


def finished(place, team, policy):
	person = emergency.member(place, team.name, policy)
	call = emergency.ordered(place, place.officer, team=team.name)
	world.step(place.officer, call, "Begin Gathering")
	mark(place.officer, call, person.name, "Arrived")
	world.step(place.officer, call, "Set Out")
	return person, call


def test_who_was_out_for_more_than_twelve_hours_is_named(place, team, policy):
	person, call = finished(place, team, policy)
	name = emergency.responses(call)[person.name].name
	frappe.db.set_value("Call-out Response", name, "arrived_on", add_to_date(now_datetime(), hours=-13))
	board = world.as_(place.officer, api.board, call.name)
	assert board["too_long"] == [person.full_name] == board["missing"]
	mark(place.officer, call, person.name, "Departed")
	world.step(place.officer, call, "Pull Out")
	(comment,) = frappe.get_all(
		"Comment", {"reference_name": call.name, "content": ["like", "%12 hours%"]}, ["content"]
	)
	assert person.full_name in comment.content


def test_the_review_is_asked_for_and_complete(place, team, policy):
	person, call = finished(place, team, policy)
	mark(place.officer, call, person.name, "Departed")
	world.step(place.officer, call, "Pull Out")
	assert call_outs.remind(add_days(nowdate(), 10)) == 0
	assert call_outs.remind(add_days(nowdate(), 11)) == 1
	assert call_outs.remind(add_days(nowdate(), 11)) == 0, "told once"
	told = frappe.get_all(
		"Notification Log", {"for_user": place.officer, "document_name": call.name}, ["subject"]
	)
	assert len(told) == 2 and any("应于" in row.subject for row in told)
	with pytest.raises(CallOutError, match="problems"):
		world.step(place.officer, call, "Finish Review", problems="对讲机不足")
	doc = world.step(place.officer, call, "Finish Review", improvements="增配对讲机")
	assert (doc.workflow_state, doc.reviewed_by) == ("Reviewed", place.officer)
	doc = world.step(place.officer, call, "Close Call-out")
	doc.problems = "另有说法"
	with pytest.raises(StateEditError, match="Problems"):
		world.as_(place.officer, doc.save)
