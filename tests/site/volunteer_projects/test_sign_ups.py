"""A sign-up on its way: offered, confirmed, declined, withdrawn, settled by the roll-call; by whom, and by
every door."""

from datetime import timedelta

import frappe
import frappe.client
import pytest
from frappe.utils import get_datetime, now_datetime

from tests import factories as make
from tests.site.volunteer_projects.signing_world import (
	SHIFT,
	SIGN_UP,
	SOON,
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
from volunteer_services.exceptions import (
	ActivityError,
	ActivityStateError,
	AgeGateError,
	AudienceError,
	ServiceTimeError,
	SignUpError,
	UnknownVisitorError,
)
from volunteer_services.volunteer_projects.services.signing import lapse


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


# --- who may sign up ----------------------------------------------------------------------------------------


def test_the_audience_of_the_notice(place):
	member, stranger = portal(place), portal(make.Place())
	closed = published(place, audience="Closed")
	teams = published(place, audience="Teams", starts_on=SOON + timedelta(days=1))
	secret = published(
		place, audience="Passphrase", passphrase="春运暖冬", starts_on=SOON + timedelta(days=2)
	)
	for who in (member, stranger):
		with pytest.raises(AudienceError):
			as_user(who.user, api.sign_up, closed.name)
	with pytest.raises(AudienceError, match="members of its team"):
		as_user(stranger.user, api.sign_up, teams.name)
	assert as_user(member.user, api.sign_up, teams.name)["status"] == "Signed Up"
	with pytest.raises(AudienceError, match="passphrase"):
		as_user(stranger.user, api.sign_up, secret.name, passphrase="暖冬")
	assert as_user(stranger.user, api.sign_up, secret.name, passphrase=" 春运暖冬 ")["status"] == "Signed Up"
	assert as_user(place.leader, api.sign_up, closed.name, member.name)["status"] == "Signed Up"


def test_sign_up_opens_and_closes_for_volunteers(place):
	who = portal(place)
	later = published(place, sign_up_from=now_datetime() + timedelta(days=1))
	over = published(
		place, sign_up_until=now_datetime() - timedelta(hours=1), starts_on=SOON + timedelta(days=1)
	)
	with pytest.raises(ActivityStateError, match="opens on"):
		as_user(who.user, api.sign_up, later.name)
	with pytest.raises(ActivityStateError, match="ended on"):
		as_user(who.user, api.sign_up, over.name)
	assert as_user(place.leader, api.sign_up, over.name, who.name)["status"] == "Signed Up"


def test_an_age_is_overridden_by_the_organiser_s_word_and_rescue_by_nobody(place):
	young = portal(
		place,
		date_of_birth="2012-06-01",
		guardian_name="王某",
		guardian_phone="13800000000",
		guardian_consent=1,
		child_data_consent=1,
	)
	activity = published(place, min_age=16, max_age=60)
	with pytest.raises(AgeGateError, match="14 years old on the day; the service asks for at least 16"):
		as_user(young.user, api.sign_up, activity.name, override="我要来")
	as_user(place.leader, api.sign_up, activity.name, young.name, override="由母亲陪同")
	assert "由母亲陪同" in row(activity, young).overridden and "16" in row(activity, young).overridden
	place.project = make.make_project(place.team, place.unit.name, is_rescue=1)
	rescue = published(place, starts_on=SOON + timedelta(days=1))
	with pytest.raises(AgeGateError):
		as_user(place.leader, api.sign_up, rescue.name, young.name, override="由母亲陪同")


# --- shifts -------------------------------------------------------------------------------------------------


def shift_of(activity, title, starts, hours=2, **values):
	return frappe.get_doc(
		{
			"doctype": SHIFT,
			"activity": activity.name,
			"shift_title": title,
			"starts_on": starts,
			"ends_on": starts + timedelta(hours=hours),
			**values,
		}
	).insert()


def test_a_shift_is_led_by_somebody_whom_the_organiser_knows(place):
	activity, stranger = published(place), make.Place().volunteer().name
	frappe.set_user(place.leader)
	with pytest.raises(UnknownVisitorError):
		shift_of(activity, "上午班", SOON, shift_leader=stranger)
	known = place.volunteer().name
	assert shift_of(activity, "上午班", SOON, shift_leader=known).shift_leader == known


def test_an_activity_with_several_shifts_asks_for_one(place):
	who, other = portal(place), portal(place)
	activity = published(place)
	frappe.set_user(place.leader)
	morning = shift_of(activity, "上午班", SOON, capacity=1)
	noon = shift_of(activity, "下午班", SOON + timedelta(hours=2))
	frappe.set_user("Administrator")
	assert frappe.get_all(SHIFT, {"activity": activity.name, "is_whole": 1}) == []
	with pytest.raises(ActivityError, match="上午班, 下午班"):
		as_user(who.user, api.sign_up, activity.name)
	as_user(who.user, api.sign_up, activity.name, shift=morning.name)
	as_user(who.user, api.sign_up, activity.name, shift=noon.name)
	assert as_user(other.user, api.sign_up, activity.name, shift=morning.name)["status"] == "Waiting"
	assert counters(activity) == [(1, 1), (1, 0)]
	assert frappe.db.get_value("Service Activity", activity.name, "head_count") == 2


def test_a_shift_lies_within_its_activity_and_goes_while_nobody_signed_up(place):
	who, activity = portal(place), published(place)
	frappe.set_user(place.leader)
	with pytest.raises(ServiceTimeError, match="outside its activity"):
		shift_of(activity, "晚班", SOON + timedelta(hours=9))
	shift = shift_of(activity, "上午班", SOON)
	as_user(who.user, api.sign_up, activity.name)
	frappe.set_user(place.leader)
	with pytest.raises(ActivityError, match="signed up"):
		frappe.delete_doc(SHIFT, shift.name)
	as_user(who.user, api.withdraw, activity.name)
	frappe.set_user(place.leader)
	frappe.delete_doc(SHIFT, shift.name)
	assert not frappe.db.exists(SIGN_UP, {"activity": activity.name})


def test_who_signed_up_for_the_whole_is_not_put_into_a_shift(place):
	who, activity = portal(place), published(place)
	as_user(who.user, api.sign_up, activity.name)
	frappe.set_user(place.leader)
	with pytest.raises(ActivityError, match="the whole activity"):
		shift_of(activity, "上午班", SOON)


def test_another_time_asks_those_who_had_confirmed_again(place):
	who, activity = portal(place), published(place)
	as_user(who.user, api.sign_up, activity.name)
	as_user(who.user, sign_ups.answer, row(activity, who).name, True)
	activity.reload()
	activity.starts_on = SOON + timedelta(hours=1)
	as_user(place.leader, activity.save)
	stored = row(activity, who)
	assert stored.status == "Signed Up" and get_datetime(stored.starts_on) == SOON + timedelta(hours=1)
	assert "at another time" in told(who)[0]


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


# --- by every door ------------------------------------------------------------------------------------------


def test_a_form_signs_up_like_the_api_and_forges_nothing(place):
	first, second = place.volunteer(), place.volunteer()
	activity = published(place, capacity=1)
	frappe.set_user(place.leader)
	sent = {"doctype": SIGN_UP, "activity": activity.name, "status": "Confirmed", "queue_no": -5}
	one = frappe.client.insert({**sent, "volunteer": first.name})
	two = frappe.client.insert({**sent, "volunteer": second.name})
	assert [row(activity, who).status for who in (first, second)] == ["Signed Up", "Waiting"]
	assert one["name"] != two["name"] and counters(activity) == [(1, 1)]
	with pytest.raises(SignUpError, match="already"):
		frappe.client.insert({**sent, "volunteer": second.name})
	doc = frappe.get_doc(SIGN_UP, row(activity, second).name)
	doc.update({"status": "Confirmed", "queue_no": 0, "starts_on": "2020-01-01 09:00:00", "remark": "带雨伞"})
	doc.save()
	stored = row(activity, second)
	assert (stored.status, stored.queue_no, stored.remark) == ("Waiting", 2, "带雨伞")
	assert get_datetime(stored.starts_on) == SOON
	for user in (place.leader, "Administrator"):
		frappe.set_user(user)
		with pytest.raises((SignUpError, frappe.PermissionError)):  # any of: by role, and by the controller
			frappe.delete_doc(SIGN_UP, stored.name)


def test_sign_ups_are_seen_and_moved_in_their_place_only(place):
	who, stranger = portal(place), portal(place)
	elsewhere = make.Place().staff()
	activity = published(place)
	as_user(who.user, api.sign_up, activity.name)
	name = row(activity, who).name

	def sees(user) -> bool:
		return as_user(user, lambda: name in frappe.get_list(SIGN_UP, pluck="name", limit_page_length=0))

	assert [sees(user) for user in (who.user, place.leader, place.officer)] == [True] * 3
	assert [sees(user) for user in (stranger.user, elsewhere.leader, elsewhere.officer)] == [False] * 3
	for user in (stranger.user, elsewhere.leader, "Guest"):
		for call in (
			lambda: sign_ups.answer(name, True),
			lambda: sign_ups.move(name, "Confirmed"),
			lambda: api.withdraw(activity.name, who.name),
			lambda: sign_ups.of_activity(activity.name),
			lambda: api.take_over_sign_ups(activity.name),
		):
			with pytest.raises(frappe.PermissionError):
				as_user(user, call)
	with pytest.raises(frappe.PermissionError):
		as_user(who.user, sign_ups.move, name, "Attended")
	assert row(activity, who).status == "Signed Up"


def test_one_s_own_page_lists_what_one_may_sign_up_for(place):
	member, stranger = portal(place), portal(make.Place())
	open_to_all = published(place)
	team_only = published(place, audience="Teams", starts_on=SOON + timedelta(days=1))
	closed = published(place, audience="Closed", starts_on=SOON + timedelta(days=2))

	def offered(who) -> set[str]:
		ours = {open_to_all.name, team_only.name, closed.name}
		return {one.activity for one in as_user(who.user, sign_ups.mine)["activities"]} & ours

	assert offered(member) == {open_to_all.name, team_only.name}
	assert offered(stranger) == {open_to_all.name}
	as_user(member.user, api.sign_up, open_to_all.name)
	assert offered(member) == {team_only.name}
	assert [one.activity for one in as_user(member.user, sign_ups.mine)["sign_ups"]] == [open_to_all.name]


def test_a_sign_up_costs_as_much_at_the_third_as_at_the_thirtieth(place, monkeypatch):
	people = [portal(place) for _n in range(12)]
	activity = published(place, capacity=4)

	def queries(who) -> int:
		frappe.set_user(who.user)
		count, original = 0, frappe.db.sql

		def counted(*args, **kwargs):
			nonlocal count
			count += 1
			return original(*args, **kwargs)

		with monkeypatch.context() as patched:
			patched.setattr(frappe.db, "sql", counted)
			api.sign_up(activity.name)
		frappe.set_user("Administrator")
		return count

	queries(people[0])
	costs = [queries(who) for who in people[1:]]
	assert max(costs) <= 14 and max(costs) - min(costs) <= 1, costs
