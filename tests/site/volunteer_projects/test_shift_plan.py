"""Many shifts at once, the matrix of an event, and the leader of a shift."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import now_datetime

from tests import factories as make
from tests.queries import queries_of
from tests.site.volunteer_projects.signing_world import (
	SHIFT,
	SOON,
	as_user,
	noon,
	portal,
	published,
	row,
	told,
)
from volunteer_services.api import activities as api
from volunteer_services.api import shifts, sign_ups
from volunteer_services.exceptions import (
	ActivityError,
	ActivityPostError,
	ArgumentError,
	ServiceTimeError,
	SignUpError,
)

TIMES = [{"title": "上午班", "starts": "09:00:00", "ends": "11:00:00"}, {"starts": "11:00", "ends": "13:00"}]
POSTS = [{"post": "引导", "capacity": 2, "minimum": 1}, {"post": "登记", "capacity": 3}]


@pytest.fixture
def place(clean_site):
	with noon():
		place = make.Place().staff()
		place.project = make.make_project(
			place.team,
			place.unit.name,
			posts=[
				{"post_title": "引导", "headcount": 2, "min_star": 0},
				{"post_title": "登记", "headcount": 3, "min_star": 0},
			],
		)
		yield place


def day_of(activity) -> str:
	return str(activity.starts_on)[:10]


def planned(place, **values):
	"""A published activity with four shifts: two times, two posts."""
	activity = published(place, **values)
	made = as_user(place.leader, shifts.make_many, activity.name, [day_of(activity)], TIMES, POSTS)
	assert made == {"made": 4, "there": 0}
	return activity


def shift_of(activity, post: str, title: str = "上午班") -> str:
	return frappe.db.get_value(SHIFT, {"activity": activity.name, "post": post, "shift_title": title})


# --- many at once -------------------------------------------------------------------------------------------


def test_every_time_has_every_post_and_a_second_time_makes_nothing(place):
	activity = planned(place)
	rows = frappe.get_all(
		SHIFT,
		{"activity": activity.name},
		["shift_title", "post", "capacity", "minimum", "is_whole", "team"],
		order_by="starts_on, post",
	)
	assert [(one.shift_title, one.post, one.capacity, one.minimum) for one in rows] == [
		("上午班", "引导", 2, 1),
		("上午班", "登记", 3, 0),
		("11:00–13:00", "引导", 2, 1),
		("11:00–13:00", "登记", 3, 0),
	]
	assert {(one.is_whole, one.team) for one in rows} == {(0, place.team.name)}
	again = as_user(place.leader, shifts.make_many, activity.name, [day_of(activity)], TIMES, POSTS)
	assert again == {"made": 0, "there": 4}


def test_a_plan_that_one_shift_does_not_fit_makes_none(place):
	activity = published(place)
	late = [*TIMES, {"starts": "22:00", "ends": "02:00"}]
	frappe.db.savepoint("untried")
	with pytest.raises(ServiceTimeError, match="outside its activity"):
		as_user(place.leader, shifts.make_many, activity.name, [day_of(activity)], late, POSTS)
	frappe.db.rollback(save_point="untried")
	for times, posts, error in (
		([], POSTS, ActivityError),
		([{"starts": "9", "ends": "11:00"}], POSTS, ActivityError),
		(TIMES, [{"post": "引导", "capacity": "许多"}], ArgumentError),
		(TIMES, [{"post": "不存在", "capacity": 2}], ActivityPostError),
	):
		frappe.db.savepoint("untried")
		with pytest.raises(error):
			as_user(place.leader, shifts.make_many, activity.name, [day_of(activity)], times, posts)
		frappe.db.rollback(save_point="untried")
	assert frappe.get_all(SHIFT, {"activity": activity.name}, pluck="is_whole") == [1]


def test_shifts_are_planned_by_the_organiser_of_the_place_only(place):
	activity, elsewhere, who = published(place), make.Place().staff(), portal(place)
	auditor = make.make_user(make.AUDITOR)
	for user in (elsewhere.leader, elsewhere.officer, who.user, auditor, "Guest"):
		with pytest.raises(frappe.PermissionError):
			as_user(user, shifts.make_many, activity.name, [day_of(activity)], TIMES, POSTS)
	for user in (elsewhere.leader, elsewhere.officer, who.user, "Guest"):
		with pytest.raises(frappe.PermissionError):
			as_user(user, shifts.matrix, activity.name)
	assert as_user(auditor, shifts.matrix, activity.name)["times"]


# --- the matrix ---------------------------------------------------------------------------------------------


def test_the_matrix_counts_the_states_and_costs_the_same_for_many(place, monkeypatch):
	activity = planned(place)
	first, second, third = (portal(place) for _n in range(3))
	guiding = shift_of(activity, "引导")
	for who in (first, second, third):
		as_user(who.user, api.sign_up, activity.name, shift=guiding)
	as_user(first.user, sign_ups.answer, row(activity, first).name, True)
	frappe.set_user(place.leader)
	before = queries_of(monkeypatch, shifts.matrix, activity.name)
	frappe.set_user("Administrator")
	found = as_user(place.leader, shifts.matrix, activity.name)
	assert [one["post"] for one in found["rows"]] == ["引导", "登记"]
	cell = found["rows"][0]["cells"][0]
	assert {
		key: cell[key] for key in ("needed", "signed_up", "confirmed", "present", "waiting", "level")
	} == {
		"needed": 2,
		"signed_up": 2,
		"confirmed": 1,
		"present": 0,
		"waiting": 1,
		"level": "No Places Left",
	}
	assert cell["shifts"] == [guiding]
	assert found["rows"][0]["cells"][1]["level"] == "Too Few"
	assert [one["needed"] for one in found["totals"]] == [5, 5]
	for _n in range(3):
		as_user(
			place.leader, api.sign_up, activity.name, portal(place).name, shift=shift_of(activity, "登记")
		)
	frappe.set_user(place.leader)
	assert queries_of(monkeypatch, shifts.matrix, activity.name) <= before <= 12


def test_what_is_counted_alone_takes_four_queries(place, monkeypatch):
	from volunteer_services.volunteer_projects.services.planning import matrix

	activity = planned(place)
	assert queries_of(monkeypatch, matrix.of_activity, activity.name, place.project.name) == 4


# --- the leader of a shift ----------------------------------------------------------------------------------


def test_the_leader_of_a_shift_sees_its_people_and_says_who_came(place):
	leader, who, other = portal(place), portal(place, mobile="13900001234"), portal(place)
	near = (now_datetime() + timedelta(minutes=90)).replace(microsecond=0)
	activity = published(place, starts_on=near)
	for one in (leader, who, other):
		as_user(one.user, api.sign_up, activity.name)
	shift = row(activity, who).shift
	assert as_user(leader.user, shifts.led) == []
	frappe.db.set_value(SHIFT, shift, "shift_leader", leader.name)
	(seen,) = as_user(leader.user, shifts.led)
	by_name = {one.name: one for one in seen.people}
	assert set(by_name) == {row(activity, one).name for one in (leader, who, other)}
	assert by_name[row(activity, who).name].last_four == "1234"
	assert by_name[row(activity, leader).name].steps == []
	assert "Attended" in by_name[row(activity, who).name].steps
	as_user(leader.user, shifts.move_led, row(activity, who).name, "Attended")
	with pytest.raises(SignUpError, match="Say why"):
		as_user(leader.user, shifts.move_led, row(activity, other).name, "Excused")
	as_user(leader.user, shifts.move_led, row(activity, other).name, "Excused", "家里有事")
	assert (row(activity, who).status, row(activity, who).decided_by) == ("Attended", leader.user)
	assert row(activity, other).status == "Excused" and "家里有事" in told(other)[0]
	with pytest.raises(frappe.PermissionError):
		as_user(leader.user, shifts.move_led, row(activity, leader).name, "Attended")


def test_nobody_else_moves_and_nothing_before_its_time(place):
	leader, who, waits = portal(place), portal(place), portal(place)
	activity, elsewhere = published(place, capacity=1), published(place, starts_on=SOON + timedelta(days=1))
	for one in (who, waits):
		as_user(one.user, api.sign_up, activity.name)
	as_user(who.user, api.sign_up, elsewhere.name)
	frappe.db.set_value(SHIFT, row(activity, who).shift, "shift_leader", leader.name)
	for user in (who.user, waits.user, make.make_user(make.VOLUNTEER), "Guest"):
		with pytest.raises(frappe.PermissionError):
			as_user(user, shifts.move_led, row(activity, who).name, "Confirmed")
	with pytest.raises(frappe.PermissionError):
		as_user(leader.user, shifts.move_led, row(elsewhere, who).name, "Confirmed")
	for name, status in ((row(activity, who).name, "No Show"), (row(activity, waits).name, "Confirmed")):
		with pytest.raises(SignUpError, match="ask the organiser"):
			as_user(leader.user, shifts.move_led, name, status)
	with pytest.raises(ArgumentError):
		as_user(leader.user, shifts.move_led, row(activity, who).name, "Removed", "随便")
	as_user(leader.user, shifts.move_led, row(activity, who).name, "Confirmed")
	assert row(activity, who).status == "Confirmed" and row(activity, waits).status == "Waiting"
	assert as_user(who.user, shifts.led) == []
