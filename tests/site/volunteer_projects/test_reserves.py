"""Reserves of a shift: the first who wait, told so, without a place, called up in their order."""

from datetime import timedelta

import frappe
import frappe.client
import pytest
from frappe.utils import now_datetime

from tests import factories as make
from tests.site.volunteer_projects.signing_world import (
	SHIFT,
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
from volunteer_services.api import availability, shifts, sign_ups
from volunteer_services.exceptions import SignUpError
from volunteer_services.volunteer_projects.services.signing import outcome


@pytest.fixture
def place(clean_site):
	with noon():
		yield make.Place().staff()


def shift_of(activity) -> str:
	return frappe.db.get_value(SHIFT, {"activity": activity.name})


def with_reserves(place, count: int, people: list, **values):
	"""An activity of one place with so many reserves, for which the people have signed up."""
	activity = published(place, capacity=1, **values)
	set_reserves(place, activity, count)
	for who in people:
		as_user(place.leader, api.sign_up, activity.name, who.name)
	return activity


def set_reserves(place, activity, count: int) -> None:
	shift = frappe.get_doc(SHIFT, shift_of(activity))
	shift.reserves = count
	as_user(place.leader, shift.save)


def reserves(activity, people) -> list[int]:
	return [row(activity, who).is_reserve for who in people]


def test_the_first_who_wait_are_told_and_hold_no_place(place):
	people = [portal(place) for _n in range(4)]
	activity = with_reserves(place, 2, people)
	assert [row(activity, who).status for who in people] == ["Signed Up", "Waiting", "Waiting", "Waiting"]
	assert reserves(activity, people) == [0, 1, 1, 0] and counters(activity) == [(1, 3)]
	assert [len(told(who)) for who in people] == [0, 1, 1, 0]
	assert "You are a reserve" in told(people[1])[0]
	mine = as_user(people[2].user, sign_ups.mine)["sign_ups"][0]
	assert (mine.is_reserve, mine.position) == (1, 2)


def test_the_day_sheet_names_them_below_in_the_order_of_their_turn(place):
	people = [portal(place, mobile=f"1390000{n:04d}") for n in range(4)]
	activity = with_reserves(place, 2, people)
	frappe.local.form_dict = frappe._dict()
	text = as_user(
		place.leader,
		frappe.get_print,
		"Service Activity",
		activity.name,
		"Activity Day Sheet",
		no_letterhead=1,
	)
	_lines, below = text.split("Reserves, in their order")
	assert below.index(people[1].full_name) < below.index(people[2].full_name)
	assert "(0001)" in below and people[0].full_name not in below and people[3].full_name not in text


def test_a_place_that_frees_goes_to_the_first_and_the_next_moves_up(place):
	people = [portal(place) for _n in range(4)]
	activity = with_reserves(place, 2, people)
	as_user(people[0].user, api.withdraw, activity.name)
	assert [row(activity, who).status for who in people[1:]] == ["Offered", "Waiting", "Waiting"]
	assert reserves(activity, people) == [0, 0, 1, 1] and counters(activity) == [(1, 2)]
	assert "A place is free" in " ".join(told(people[1])) and "You are a reserve" in told(people[3])[0]
	as_user(people[2].user, api.withdraw, activity.name)
	assert reserves(activity, people) == [0, 0, 0, 1] and len(told(people[3])) == 1, "nobody is told twice"


def test_the_number_is_changed_and_both_sides_are_told(place):
	people = [portal(place) for _n in range(3)]
	activity = with_reserves(place, 0, people)
	assert reserves(activity, people) == [0, 0, 0] and not told(people[1])
	set_reserves(place, activity, 2)
	assert reserves(activity, people) == [0, 1, 1]
	set_reserves(place, activity, 1)
	assert reserves(activity, people) == [0, 1, 0]
	assert any("no reserve any more" in line for line in told(people[2])) and len(told(people[1])) == 1
	set_reserves(place, activity, 0)
	assert reserves(activity, people) == [0, 0, 0]


def test_whom_the_organiser_must_let_in_is_no_reserve(place):
	first, often, next_ = (portal(place) for _n in range(3))
	activity = with_reserves(place, 1, [first, often])
	assert reserves(activity, [often]) == [1]
	frappe.db.set_value(SIGN_UP, row(activity, often).name, "needs_leader", 1)
	as_user(place.leader, api.sign_up, activity.name, next_.name)
	assert reserves(activity, [often, next_]) == [0, 1]


def test_shortly_before_the_beginning_the_organiser_calls_up_the_first(place):
	people = [portal(place) for _n in range(3)]
	soon = (now_datetime() + timedelta(minutes=90)).replace(microsecond=0)
	activity = with_reserves(place, 2, people, starts_on=soon)
	with pytest.raises(SignUpError, match="All 1 places"):
		as_user(place.leader, shifts.call_up, activity.name, shift_of(activity))
	as_user(people[0].user, api.withdraw, activity.name)
	assert row(activity, people[1]).status == "Waiting", "nothing is offered so late"
	called = as_user(place.leader, shifts.call_up, activity.name, shift_of(activity))
	assert (called.name, called.offered_until) == (row(activity, people[1]).name, soon)
	assert counters(activity) == [(1, 1)] and reserves(activity, people) == [0, 0, 1]
	as_user(people[1].user, sign_ups.answer, called.name, True)
	assert row(activity, people[1]).status == "Confirmed"
	with pytest.raises(SignUpError, match="All 1 places"):
		as_user(place.leader, shifts.call_up, activity.name, shift_of(activity))


def test_nobody_is_called_up_where_nobody_waits_or_all_is_over(place):
	activity = published(place, capacity=1)
	with pytest.raises(SignUpError, match="Nobody waits"):
		as_user(place.leader, shifts.call_up, activity.name, shift_of(activity))
	frappe.db.set_value(SHIFT, shift_of(activity), "starts_on", now_datetime() - timedelta(minutes=1))
	with pytest.raises(SignUpError, match="has begun"):
		as_user(place.leader, shifts.call_up, activity.name, shift_of(activity))


def test_reserves_are_called_up_by_the_organiser_of_the_place(place):
	people = [portal(place) for _n in range(2)]
	soon = (now_datetime() + timedelta(minutes=90)).replace(microsecond=0)
	activity = with_reserves(place, 1, people, starts_on=soon)
	as_user(people[0].user, api.withdraw, activity.name)
	elsewhere, auditor = make.Place().staff(), make.make_user(make.AUDITOR)
	for user in (elsewhere.leader, elsewhere.officer, people[1].user, auditor, "Guest"):
		with pytest.raises(frappe.PermissionError):
			as_user(user, shifts.call_up, activity.name, shift_of(activity))
	other = published(place)
	with pytest.raises(frappe.DoesNotExistError):
		as_user(place.leader, shifts.call_up, other.name, shift_of(activity))
	assert row(activity, people[1]).status == "Waiting"


def test_nobody_makes_themselves_a_reserve(place):
	people = [portal(place) for _n in range(3)]
	activity = with_reserves(place, 1, people)
	last = row(activity, people[2]).name
	as_user(place.leader, frappe.client.set_value, SIGN_UP, last, "is_reserve", 1)
	assert reserves(activity, people) == [0, 1, 0]
	who = portal(place)
	doc = {
		"doctype": SIGN_UP,
		"activity": activity.name,
		"shift": shift_of(activity),
		"volunteer": who.name,
		"is_reserve": 1,
	}
	as_user(place.leader, frappe.client.insert, doc)
	assert (row(activity, who).status, row(activity, who).is_reserve) == ("Waiting", 0)


def test_a_form_makes_a_reserve_too(place):
	people = [portal(place) for _n in range(2)]
	activity = with_reserves(place, 1, people[:1])
	doc = {"doctype": SIGN_UP, "activity": activity.name, "volunteer": people[1].name}
	as_user(place.leader, frappe.client.insert, doc)
	assert reserves(activity, people) == [0, 1] and len(told(people[1])) == 1


def test_a_shift_without_reserves_costs_nothing_and_what_is_over_has_none(place):
	people = [portal(place) for _n in range(2)]
	activity = with_reserves(place, 1, people)
	activity.reload()
	activity.workflow_state, activity.decision_reason = "Called Off", "台风预警"
	as_user(place.leader, activity.save)
	assert [(one.status, one.is_reserve) for one in (row(activity, who) for who in people)] == [
		("Removed", 0),
		("Removed", 0),
	]
	outcome.count_again(activity.name)
	assert counters(activity) == [(0, 0)]


def test_ticks_beyond_the_places_make_reserves_in_the_order_of_their_answers(place):
	people = [portal(place) for _n in range(4)]
	activity = published(place, capacity=1, collects_availability=1)
	set_reserves(place, activity, 2)
	shift = shift_of(activity)
	for who in people:
		as_user(who.user, availability.answer, activity.name, [shift])
	ticks = [{"shift": shift, "volunteer": who.name} for who in reversed(people)]
	answer = as_user(place.leader, availability.assign, activity.name, ticks)
	assert (answer["done"], answer["reserves"]) == (1, 2)
	assert [one["volunteer"] for one in answer["problems"]] == [people[3].name]
	assert [row(activity, who).get("status") for who in people] == ["Offered", "Waiting", "Waiting", None]
	assert reserves(activity, people[:3]) == [0, 1, 1]
	as_user(people[0].user, sign_ups.answer, row(activity, people[0]).name, False)
	assert row(activity, people[1]).status == "Offered" and counters(activity) == [(1, 1)]


def test_many_shifts_are_planned_with_their_reserves(place):
	activity = published(place)
	rows = [{"post": "", "capacity": 2, "reserves": 1}]
	times = [{"title": "上午班", "starts": "09:00", "ends": "11:00"}]
	as_user(place.leader, shifts.make_many, activity.name, [str(activity.starts_on)[:10]], times, rows)
	assert frappe.get_all(SHIFT, {"activity": activity.name}, ["capacity", "reserves"]) == [
		{"capacity": 2, "reserves": 1}
	]
