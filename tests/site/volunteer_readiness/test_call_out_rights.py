"""Who sees, leads and answers a call-out: each role inside and outside the scope, and forged keys."""

import frappe
import pytest

from tests import factories as make
from tests.site.volunteer_readiness import emergency_world as emergency
from tests.site.volunteer_readiness import readiness_world as world
from volunteer_services.api import emergency as api
from volunteer_services.api import readiness_figures
from volunteer_services.exceptions import (
	CallOutError,
	OutOfScopeError,
	RetentionError,
	RowAloneError,
	TransitionNotAllowedError,
)
from volunteer_services.portal.services.own import call_outs as call_outs_page
from volunteer_services.portal.services.own import data as own_data
from volunteer_services.volunteer_readiness.reporting.call_list import call_list
from volunteer_services.volunteer_readiness.services import merging
from volunteer_services.volunteer_readiness.services.emergency import responses


@pytest.fixture
def place():
	return make.Place()


@pytest.fixture
def team(place):
	found = emergency.team(place)
	make.appoint(place.leader, make.LEADER, "Volunteer Team", found.name)
	return found


@pytest.fixture
def person(place, team):
	return emergency.member(
		place,
		team.name,
		emergency.rescue_policy(place),
		user=make.make_user(make.VOLUNTEER),
		mobile="13912345678",
	)


@pytest.fixture
def call(place, team, person):
	return emergency.ordered(place, place.officer, team=team.name)


@pytest.fixture
def response(call, person):
	return frappe.get_doc("Call-out Response", emergency.responses(call)[person.name].name)


def may(user, doc, right="read"):
	return bool(frappe.has_permission(doc.doctype, right, doc, user=user))


def listed(user, doc):
	rows = world.as_(user, frappe.get_list, doc.doctype, filters={"name": doc.name}, pluck="name")
	return rows == [doc.name]


def test_staff_of_the_place_sees_it_and_strangers_do_not(place, call, response):
	elsewhere = make.Place()
	for doc in (call, response):
		for user in (place.leader, place.manager, place.officer, place.city_officer):
			assert may(user, doc) and may(user, doc, "write") and listed(user, doc), (doc.doctype, user)
		auditor = make.make_user(make.AUDITOR)
		assert may(auditor, doc) and not may(auditor, doc, "write")
		for user in (elsewhere.leader, elsewhere.manager, elsewhere.officer, elsewhere.city_officer):
			assert not may(user, doc) and not listed(user, doc), (doc.doctype, user)


def test_people_see_their_own_answer_and_no_call_out(place, call, response, person):
	other = place.volunteer(user=make.make_user(make.VOLUNTEER)).user
	assert may(person.user, response) and not may(person.user, response, "write")
	assert not may(person.user, call)
	assert not may(other, response)


@pytest.mark.parametrize("name", ["board", "call_text", "call_next"])
def test_strangers_and_guests_are_refused(call, person, name):
	for user in (make.Place().officer, make.make_user(make.AUDITOR), person.user, "Guest"):
		if name != "call_next" and make.AUDITOR in frappe.get_roles(user):
			continue
		with pytest.raises(frappe.PermissionError):
			world.as_(user, getattr(api, name), call.name)


def test_strangers_mark_nothing_and_call_nobody(place, call, response, person):
	elsewhere = make.Place()
	for user in (elsewhere.leader, elsewhere.officer):
		with pytest.raises(OutOfScopeError):
			world.as_(user, api.mark, [response.name], "Arrived")
	for user in (person.user, make.make_user(make.AUDITOR), "Guest"):
		with pytest.raises(frappe.PermissionError):
			world.as_(user, api.mark, [response.name], "Arrived")
	with pytest.raises(frappe.PermissionError):
		world.as_(elsewhere.officer, api.call_people, call.name, [person.name])
	assert make.reloaded(response).status == "Asked"


def test_a_leader_calls_nobody_of_another_place_by_hand(place, team, call):
	elsewhere = make.Place()
	other = emergency.member(
		elsewhere, emergency.team(elsewhere).name, emergency.rescue_policy(elsewhere)
	).name
	with pytest.raises(OutOfScopeError, match=other):
		world.as_(place.leader, api.call_people, call.name, [other])


def test_a_call_out_outside_the_scope_is_not_entered(place):
	with pytest.raises(OutOfScopeError):
		world.as_(make.Place().officer, emergency.call_out, place)


def test_people_answer_for_themselves_and_for_nobody_else(place, response, person):
	answer = world.as_(person.user, api.answer, response.name, "Yes", 20)
	assert answer == {"name": response.name, "status": "Coming"}
	stored = make.reloaded(response)
	assert (stored.answer, stored.answered_by) == ("Yes", person.user) and stored.eta
	assert world.as_(person.user, api.answer, response.name, "Set Out")["status"] == "On the Way"
	other = place.volunteer(user=make.make_user(make.VOLUNTEER)).user
	for user in (other, place.leader, "Guest"):
		with pytest.raises(frappe.PermissionError):
			world.as_(user, api.answer, response.name, "No")


def test_the_own_page_shows_the_call_until_it_is_over(place, call, response, person):
	context = frappe._dict()
	call_outs_page.add(context, person)
	(row,) = context.call_outs
	assert (row.title, row.may_answer, row.may_set_out) == ("暴雨内涝", True, False)
	world.step(place.officer, call, "Stand Down", decision_reason="险情解除")
	call_outs_page.add(context, person)
	assert not context.call_outs[0].may_answer
	with pytest.raises(CallOutError, match="not taken any more"):
		world.as_(person.user, api.answer, response.name, "Yes")


def test_a_phone_number_is_for_those_who_see_the_file(place, call, response, person):
	def mobiles(user, rows):
		return [row.mobile for row in world.as_(user, rows)]

	for user in (place.officer, place.leader):
		assert mobiles(user, lambda: api.board(call.name)["rows"]) == ["13912345678"]
		assert mobiles(user, lambda: call_list(call).rows) == ["13912345678"]
	text = world.as_(place.officer, api.call_text, call.name)["text"]
	assert "暴雨内涝" in text and "13912345678" not in text and person.full_name not in text
	with pytest.raises(frappe.PermissionError):
		world.as_(make.Place().officer, call_list, call)


def test_the_printed_list_has_names_and_numbers(place, call, person):
	frappe.local.lang = "zh"
	html = world.as_(
		place.officer, frappe.get_print, call.doctype, call.name, "Emergency Call List", no_letterhead=1
	)
	assert all(text in html for text in ("应急集结电话名单", "13912345678", person.full_name, "抢险 2 人"))


def test_a_leader_of_the_call_out_sees_no_number_of_a_file_elsewhere(place, call):
	far = emergency.member(
		place, emergency.team(place).name, emergency.rescue_policy(place), mobile="13700001111"
	)
	world.as_(place.officer, api.call_people, call.name, [far.name])
	shown = {row.volunteer_name: row.mobile for row in world.as_(place.leader, api.board, call.name)["rows"]}
	assert shown[far.full_name] == ("13700001111" if may(place.leader, far) else "")


def test_forged_keys_change_nothing(place, call, response):
	def forge():
		doc = frappe.get_doc(response.doctype, response.name)
		doc.update(
			{
				"status": "Departed",
				"arrived_on": "2026-01-01 08:00:00",
				"out_on": "2026-01-01 20:00:00",
				"answer": "Yes",
				"wave": 9,
				"volunteer": place.volunteer().name,
				"remark": "带对讲机",
				"flags": {"by_service": 1},
			}
		)
		doc.save()

	world.as_(place.leader, forge)
	stored = make.reloaded(response)
	assert (stored.status, stored.answer or "", stored.wave) == ("Asked", "", 1)
	assert stored.arrived_on is None and stored.out_on is None
	assert stored.remark == "带对讲机" and stored.volunteer == response.volunteer


def test_nobody_makes_or_deletes_a_response(place, call, response):
	other = emergency.member(place, call.team, emergency.rescue_policy(place)).name
	values = {"doctype": "Call-out Response", "call_out": call.name, "volunteer": other}
	for user in (place.leader, place.officer):
		with pytest.raises(frappe.PermissionError):
			world.as_(user, lambda: frappe.get_doc(values).insert())
	for doc in (response, call):
		with pytest.raises(RetentionError):
			frappe.delete_doc(doc.doctype, doc.name, force=True)


def test_rows_are_written_with_their_call_out_only(place, call):
	row = frappe.get_doc("Call-out Post", call.posts[0].name)
	row.headcount = 99
	with pytest.raises(RowAloneError):
		row.save(ignore_permissions=True)


def test_a_state_is_not_jumped_to(place, call):
	def jump():
		doc = frappe.get_doc(call.doctype, call.name)
		doc.workflow_state = "Withdrawn"
		doc.save()

	with pytest.raises(TransitionNotAllowedError, match="cannot go from"):
		world.as_(place.officer, jump)


def test_the_card_counts_within_the_scope(place, call):
	assert world.as_(place.officer, readiness_figures.open_call_outs)["value"] == 1
	assert world.as_(make.Place().officer, readiness_figures.open_call_outs)["value"] == 0


def test_merged_files_keep_one_answer(place, team, call, person, response):
	target = place.volunteer()
	merging.on_merged(person.name, target.name, "重复登记")
	assert set(emergency.responses(call)) == {target.name}
	other = emergency.member(place, team.name, emergency.rescue_policy(place))
	responses.ask(call, [frappe._dict(volunteer=other.name, full_name=other.full_name, team=team.name)], 2)
	merging.on_merged(other.name, target.name, "重复登记")
	assert set(emergency.responses(call)) == {target.name, other.name}, "both were called: each stays"


def test_the_person_s_copy_holds_the_calls(response, person):
	(row,) = own_data.collect(person.user)["Call-out Response"]
	assert (row["scenario"], row["status"]) == ("暴雨内涝", "Asked")
	assert response.volunteer == person.name
