"""A sign-up on its way: offered, confirmed, declined, withdrawn, settled by the roll-call."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import now_datetime

from tests import factories as make
from tests.queries import queries_of
from tests.site.volunteer_projects.signing_world import (
	SIGN_UP,
	SOON,
	as_user,
	counters,
	move_back,
	noon,
	portal,
	published,
	row,
	told,
)
from volunteer_services.api import activities as api
from volunteer_services.api import sign_ups
from volunteer_services.exceptions import SignUpError
from volunteer_services.volunteer_projects.services.signing import lapse


@pytest.fixture
def place(clean_site):
	with noon():
		yield make.Place().staff()


# --- offers -------------------------------------------------------------------------------------------------


def test_a_free_place_is_offered_and_goes_on_when_nobody_answers(place):
	first, second, third = (portal(place) for _n in range(3))
	activity = published(place, capacity=1)
	for who in (first, second, third):
		as_user(who.user, api.sign_up, activity.name)
	assert counters(activity) == [(1, 2)]
	as_user(first.user, sign_ups.answer, row(activity, first).name, False)
	offered = row(activity, second)
	assert offered.status == "Offered" and offered.offered_until > now_datetime()
	assert counters(activity) == [(1, 1)] and "A place is free" in told(second)[0]
	frappe.db.set_value(SIGN_UP, offered.name, "offered_until", now_datetime() - timedelta(minutes=1))
	with pytest.raises(SignUpError, match="went on to the next"):
		as_user(second.user, sign_ups.answer, offered.name, True)
	assert lapse.lapse_offers() == 1
	assert (row(activity, second).status, row(activity, third).status) == ("Declined", "Offered")
	as_user(third.user, sign_ups.answer, row(activity, third).name, True)
	assert row(activity, third).status == "Confirmed" and counters(activity) == [(1, 0)]


def test_shortly_before_the_beginning_the_organiser_calls_and_confirms(place):
	first, second = portal(place), portal(place)
	soon = (now_datetime() + timedelta(minutes=90)).replace(microsecond=0)
	activity = published(place, starts_on=soon, capacity=1)
	for who in (first, second):
		as_user(who.user, api.sign_up, activity.name)
	as_user(first.user, api.withdraw, activity.name)
	assert row(activity, second).status == "Waiting" and counters(activity) == [(0, 1)]
	with pytest.raises(SignUpError, match="Ask the organiser"):
		as_user(second.user, sign_ups.answer, row(activity, second).name, True)
	as_user(place.leader, sign_ups.move, row(activity, second).name, "Confirmed")
	assert counters(activity) == [(1, 0)]


def test_more_places_are_offered_in_the_order_of_requests(place):
	people = [portal(place) for _n in range(4)]
	activity = published(place, capacity=1)
	for who in people:
		as_user(who.user, api.sign_up, activity.name)
	activity.reload()
	activity.capacity = 3
	as_user(place.leader, activity.save)
	assert [row(activity, who).status for who in people] == ["Signed Up", "Offered", "Offered", "Waiting"]


def test_who_does_not_confirm_makes_room_where_the_organisation_wants_it(place):
	first, second = portal(place), portal(place)
	tomorrow = (now_datetime() + timedelta(hours=20)).replace(microsecond=0)
	activity = published(place, starts_on=tomorrow, capacity=1)
	for who in (first, second):
		as_user(who.user, api.sign_up, activity.name)
	assert lapse.release_unconfirmed() == 0
	_set("release_unconfirmed", 1)
	assert lapse.release_unconfirmed() == 1
	assert (row(activity, first).status, row(activity, second).status) == ("Declined", "Offered")


def test_people_are_asked_to_confirm_some_days_before(place):
	near, far = portal(place), portal(place)
	coming = published(place, starts_on=now_datetime().replace(microsecond=0) + timedelta(days=3, hours=2))
	later = published(place, starts_on=SOON + timedelta(days=10))
	as_user(near.user, api.sign_up, coming.name)
	as_user(far.user, api.sign_up, later.name)
	lapse.ask_to_confirm()
	assert "Do you come?" in told(near)[0] and not told(far)


def _set(field: str, value) -> None:
	frappe.db.set_single_value("Volunteer Services Settings", field, value)
	frappe.clear_document_cache("Volunteer Services Settings", "Volunteer Services Settings")


# --- steps --------------------------------------------------------------------------------------------------


def test_the_organiser_removes_with_a_reason_and_the_person_is_told(place):
	who = portal(place)
	activity = published(place)
	as_user(who.user, api.sign_up, activity.name)
	name = row(activity, who).name
	with pytest.raises(SignUpError, match="Say why"):
		as_user(place.leader, sign_ups.move, name, "Removed")
	as_user(place.leader, sign_ups.move, name, "Removed", "报错了活动")
	stored = row(activity, who)
	assert (stored.status, stored.reason, stored.decided_by) == ("Removed", "报错了活动", place.leader)
	assert "报错了活动" in told(who)[0] and counters(activity) == [(0, 0)]
	assert as_user(who.user, api.sign_up, activity.name)["status"] == "Signed Up"
	assert row(activity, who).name == name and row(activity, who).queue_no == 2


def test_withdrawing_late_is_noted(place):
	who = portal(place)
	near = published(place, starts_on=(now_datetime() + timedelta(hours=10)).replace(microsecond=0))
	far = published(place, starts_on=SOON)
	for activity in (near, far):
		as_user(who.user, api.sign_up, activity.name)
		as_user(who.user, api.withdraw, activity.name)
	assert (row(near, who).is_late_cancel, row(far, who).is_late_cancel) == (1, 0)


def test_many_are_moved_and_what_is_refused_stays(place):
	first, second = portal(place), portal(place)
	activity, elsewhere = published(place), make.Place().staff()
	stranger = portal(elsewhere)
	other = published(elsewhere)
	for who, of in ((first, activity), (second, activity), (stranger, other)):
		as_user(who.user, api.sign_up, of.name)
	as_user(second.user, api.withdraw, activity.name)
	names = [row(activity, first).name, row(activity, second).name, row(other, stranger).name]
	answer = as_user(place.leader, sign_ups.move_many, names, "Confirmed")
	assert answer["done"] == names[:1] and [one["name"] for one in answer["problems"]] == names[1:]
	assert row(other, stranger).status == "Signed Up"


def test_too_many_no_shows_let_the_organiser_decide(place):
	who = portal(place)
	for number in range(3):
		past = published(place, starts_on=SOON + timedelta(days=number))
		as_user(who.user, api.sign_up, past.name)
		frappe.db.set_value(
			SIGN_UP,
			row(past, who).name,
			{"status": "No Show", "starts_on": now_datetime() - timedelta(days=30)},
		)
	activity = published(place, starts_on=SOON + timedelta(days=5))
	assert as_user(who.user, api.sign_up, activity.name)["status"] == "Waiting"
	stored = row(activity, who)
	assert stored.needs_leader and "3 times" in stored.reason
	as_user(place.leader, sign_ups.move, stored.name, "Confirmed")
	assert row(activity, who).status == "Confirmed"


# --- what became of them ------------------------------------------------------------------------------------


def test_the_roll_call_settles_the_sign_ups(place):
	came, missed, excused, silent, waited = (portal(place) for _n in range(5))
	activity = published(place, capacity=4)
	for who in (came, missed, excused, silent, waited):
		as_user(who.user, api.sign_up, activity.name)
	for who in (came, missed, excused):
		as_user(who.user, sign_ups.answer, row(activity, who).name, True)
	as_user(place.leader, sign_ups.move, row(activity, excused).name, "Excused", "家里有事")
	move_back(activity, days=8)
	frappe.set_user(place.leader)
	assert api.take_over_sign_ups(activity.name) == {"added": 4}
	activity.reload()
	for line in activity.participants:
		if line.volunteer in (missed.name, silent.name):
			line.status = "Absent"
	activity.save()
	assert api.make_records(activity.name)["made"] == 2 or api.make_records(activity.name)["left"] == 0
	frappe.set_user("Administrator")
	states = {who.name: row(activity, who).status for who in (came, missed, excused, silent, waited)}
	assert states[came.name] == "Attended" and states[missed.name] == "No Show"
	assert row(activity, came).service_log
	assert states[waited.name] == "Attended" or states[waited.name] == "Declined"


def test_who_is_in_no_roll_call_did_not_come(place):
	sure, unsure, waited, came = (portal(place) for _n in range(4))
	activity = published(place, capacity=3)
	for who in (sure, unsure, came, waited):
		as_user(who.user, api.sign_up, activity.name)
	as_user(sure.user, sign_ups.answer, row(activity, sure).name, True)
	move_back(activity, days=8)
	frappe.set_user(place.leader)
	activity.append("participants", {"volunteer": came.name, "status": "Attended"})
	activity.save()
	assert row(activity, sure).status == "Confirmed"
	activity.workflow_state = "Completed"
	activity.save()
	states = [row(activity, who).status for who in (sure, unsure, waited, came)]
	assert states == ["No Show", "Withdrawn", "Declined", "Attended"]


def test_an_activity_that_is_called_off_tells_everybody_why(place):
	who, activity = portal(place), published(place)
	as_user(who.user, api.sign_up, activity.name)
	activity.reload()
	activity.workflow_state, activity.decision_reason = "Called Off", "台风预警"
	as_user(place.leader, activity.save)
	assert row(activity, who).status == "Removed" and row(activity, who).reason == "台风预警"
	assert "台风预警" in told(who)[0] and counters(activity) == [(0, 0)]


# --- costs --------------------------------------------------------------------------------------------------


def test_a_sign_up_costs_as_much_at_the_third_as_at_the_thirtieth(place, monkeypatch):
	people = [portal(place) for _n in range(12)]
	activity = published(place, capacity=4)

	def queries(who) -> int:
		return as_user(who.user, queries_of, monkeypatch, api.sign_up, activity.name)

	queries(people[0])
	costs = [queries(who) for who in people[1:]]
	assert max(costs) <= 14 and max(costs) - min(costs) <= 1, costs
