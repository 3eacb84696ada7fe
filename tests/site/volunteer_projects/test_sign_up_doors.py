"""By whom a sign-up is made, seen and moved, and by which doors: nobody gets past the notice or the place."""

from datetime import timedelta

import frappe
import frappe.client
import pytest
from frappe.utils import get_datetime, now_datetime

from tests import factories as make
from tests.site.volunteer_projects.signing_world import (
	SIGN_UP,
	SOON,
	as_user,
	counters,
	noon,
	portal,
	published,
	row,
)
from volunteer_services.api import activities as api
from volunteer_services.api import sign_ups
from volunteer_services.exceptions import ActivityStateError, AgeGateError, AudienceError, SignUpError


@pytest.fixture
def place(clean_site):
	with noon():
		yield make.Place().staff()


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
