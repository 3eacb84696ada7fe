"""Availability first: people say when they could serve; whose their answers are, and what follows them."""

from datetime import timedelta

import frappe
import frappe.client
import pytest
from frappe.utils import now_datetime

from tests import factories as make
from tests.site.volunteer_projects.availability_world import AVAILABILITY, collecting, gives, says
from tests.site.volunteer_projects.signing_world import (
	SHIFT,
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
from volunteer_services.api import availability, families, groups, sign_ups
from volunteer_services.exceptions import (
	ActivityStateError,
	AudienceError,
	SignUpError,
	VolunteerStateError,
)
from volunteer_services.volunteer_projects.services.signing import merged


@pytest.fixture
def place(clean_site):
	with noon():
		yield make.Place().staff()


def said(who) -> dict[str, str]:
	return dict(frappe.get_all(AVAILABILITY, {"volunteer": who.name}, ["shift", "answer"], as_list=True))


# --- saying -------------------------------------------------------------------------------------------------


def test_one_answer_for_all_shifts_is_no_place_and_changes_until_the_window_closes(place):
	who = portal(place)
	activity, (morning, noon_) = collecting(place)
	(asked,) = as_user(who.user, availability.mine)
	assert [shift.name for shift in asked.shifts] == [morning, noon_] and not asked.is_answered
	assert says(who, activity, [morning]) == {"can": 1, "cannot": 1}
	assert said(who) == {morning: "Can Serve", noon_: "Cannot Serve"}
	first = frappe.db.get_value(AVAILABILITY, {"shift": morning, "volunteer": who.name}, "answered_on")
	says(who, activity, [morning, noon_])
	assert said(who) == {morning: "Can Serve", noon_: "Can Serve"}
	kept = frappe.db.get_value(AVAILABILITY, {"shift": morning, "volunteer": who.name}, "answered_on")
	assert kept == first, "what stays as it was keeps its time"
	assert counters(activity) == [(0, 0), (0, 0)] and not row(activity, who)
	frappe.db.set_value(
		"Service Activity", activity.name, "sign_up_until", now_datetime() - timedelta(hours=1)
	)
	with pytest.raises(ActivityStateError, match="ended on"):
		says(who, activity, [])
	assert as_user(who.user, availability.mine) == []


def test_nobody_signs_up_past_the_question(place):
	who = portal(place)
	activity, (morning, noon_) = collecting(place, capacity=2)
	for call in (
		lambda: api.sign_up(activity.name, shift=morning),
		lambda: groups.book(activity.name, "青年突击队", 2, shift=morning),
	):
		with pytest.raises(ActivityStateError, match="first asks who could serve when"):
			as_user(who.user, call)
	opened = as_user(who.user, sign_ups.mine)["activities"]
	assert activity.name not in {one.activity for one in opened}
	mother, child = family(place)
	as_user(place.leader, api.sign_up, activity.name, mother.name, shift=noon_)
	with pytest.raises(ActivityStateError, match="first asks who could serve when"):
		as_user(mother.user, families.sign_up, activity.name, child.name, shift=noon_)
	as_user(place.leader, api.sign_up, activity.name, who.name, shift=morning)
	assert row(activity, who).status == "Signed Up", "the organiser signs up whom they like"


def test_only_whom_the_notice_calls_says_when(place):
	who, stranger = portal(place), portal(make.Place())
	plain, (activity, (morning, _noon)) = published(place), collecting(place, audience="Teams")
	with pytest.raises(AudienceError):
		says(stranger, activity, [morning])
	closed, _shifts = collecting(place, audience="Closed")
	for other in (plain, closed, frappe._dict(name="不存在")):
		with pytest.raises(ActivityStateError, match="This activity does not ask"):
			says(who, other, [])
	for shifts in ([frappe.db.get_value(SHIFT, {"activity": plain.name})], ["不存在"]):
		with pytest.raises(frappe.DoesNotExistError):
			says(who, activity, shifts)
	with pytest.raises(frappe.PermissionError):
		as_user(place.leader, availability.answer, activity.name, [morning])
	frappe.db.set_value("Volunteer Profile", who.name, "workflow_state", "Deregistered")
	with pytest.raises(VolunteerStateError):
		says(who, activity, [morning])
	assert not frappe.db.count(AVAILABILITY, {"activity": activity.name})


def test_a_shift_that_moves_is_asked_again(place):
	who = portal(place)
	activity, (morning, _noon) = collecting(place)
	says(who, activity, [morning])
	shift = frappe.get_doc(SHIFT, morning)
	shift.ends_on = shift.ends_on - timedelta(hours=1)
	as_user(place.leader, shift.save)
	subjects = frappe.get_all(
		"Notification Log", {"for_user": who.user, "document_type": AVAILABILITY}, pluck="subject"
	)
	assert len(subjects) == 1 and "at another time" in subjects[0]
	person = as_user(place.leader, availability.table, activity.name)["people"][0]
	assert morning not in person.answers
	assert "did not say" in gives(place, activity, (morning, who))["problems"][0]["problem"]
	says(who, activity, [morning])
	assert gives(place, activity, (morning, who)) == {"done": 1, "reserves": 0, "problems": []}


# --- whose it is --------------------------------------------------------------------------------------------


def test_the_table_and_the_shifts_are_the_organisers_of_the_place(place):
	who, elsewhere = portal(place), make.Place().staff()
	activity, (morning, _noon) = collecting(place)
	says(who, activity, [morning])
	auditor = make.make_user(make.AUDITOR)
	ticks = [{"shift": morning, "volunteer": who.name}]
	for user in (elsewhere.leader, elsewhere.manager, elsewhere.officer, who.user, auditor, "Guest"):
		for call in (
			lambda: availability.assign(activity.name, ticks),
			lambda: availability.proposal(activity.name),
		):
			with pytest.raises(frappe.PermissionError):
				as_user(user, call)
	for user in (elsewhere.leader, elsewhere.manager, elsewhere.officer, who.user, "Guest"):
		with pytest.raises(frappe.PermissionError):
			as_user(user, availability.table, activity.name)
	assert not row(activity, who)
	_missed(who)
	for user, seen in ((place.leader, 1), (place.manager, 1), (place.officer, 1), (auditor, 0)):
		(person,) = as_user(user, availability.table, activity.name)["people"]
		assert person.no_shows == seen, "how often somebody did not come is for the organiser"
	assert gives(place, activity, (morning, who))["done"] == 1


def _missed(who) -> None:
	"""They did not come some weeks ago."""
	activity = published(make.Place().staff())
	as_user(who.user, api.sign_up, activity.name)
	frappe.db.set_value(
		SIGN_UP,
		row(activity, who).name,
		{"status": "No Show", "starts_on": now_datetime() - timedelta(days=20)},
	)


def test_answers_are_read_by_the_scope_and_written_by_nobody_else(place):
	who, elsewhere = portal(place), make.Place().staff()
	activity, (morning, _noon) = collecting(place)
	says(who, activity, [morning])
	name = frappe.db.get_value(AVAILABILITY, {"shift": morning, "volunteer": who.name})

	def sees(user) -> bool:
		return as_user(user, frappe.has_permission, AVAILABILITY, "read", name)

	assert [sees(user) for user in (place.leader, place.manager, place.officer)] == [True] * 3
	assert [sees(user) for user in (elsewhere.leader, elsewhere.officer, who.user)] == [False] * 3
	forged = {
		"doctype": AVAILABILITY,
		"activity": activity.name,
		"shift": morning,
		"volunteer": portal(place).name,
		"answer": "Can Serve",
		"flags": {"by_service": 1},
	}
	with pytest.raises(frappe.PermissionError):
		as_user(place.leader, frappe.client.insert, dict(forged))
	with pytest.raises(SignUpError):
		frappe.client.insert(dict(forged))
	with pytest.raises(SignUpError):
		frappe.client.set_value(AVAILABILITY, name, "answer", "Cannot Serve")
	with pytest.raises(SignUpError):
		frappe.get_doc(AVAILABILITY, name).db_set("answer", "Cannot Serve")
	with pytest.raises(SignUpError):
		frappe.delete_doc(AVAILABILITY, name)
	assert frappe.db.count(AVAILABILITY, {"activity": activity.name}) == 2


def test_two_files_of_one_person_say_one_thing(place):
	old, new = portal(place), portal(place)
	activity, (morning, noon_) = collecting(place)
	says(old, activity, [morning, noon_])
	frappe.db.delete(AVAILABILITY, {"volunteer": old.name, "shift": noon_})
	says(new, activity, [noon_])
	frappe.db.delete(AVAILABILITY, {"volunteer": new.name, "shift": morning})
	merged.on_merged(old.name, new.name, "重复登记")
	assert said(new) == {morning: "Can Serve", noon_: "Can Serve"} and said(old) == {}


def test_with_a_shift_go_its_answers(place):
	who = portal(place)
	activity, (morning, noon_) = collecting(place)
	says(who, activity, [morning, noon_])
	as_user(place.leader, frappe.delete_doc, SHIFT, morning)
	assert said(who) == {noon_: "Can Serve"}
