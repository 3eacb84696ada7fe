"""Somebody who holds a place finds a cover: who is asked, who takes it, who is told, and by which doors."""

from datetime import timedelta

import frappe
import frappe.client
import pytest
from frappe.utils import now_datetime

from tests import factories as make
from tests.queries import queries_of
from tests.site.volunteer_projects.signing_world import (
	SIGN_UP,
	SOON,
	as_user,
	counters,
	noon,
	portal,
	published,
	row,
	told,
)
from volunteer_services.api import activities as api
from volunteer_services.api import covers
from volunteer_services.exceptions import AgeGateError, CoverRequestError, RowAloneError
from volunteer_services.volunteer_projects.services.covering import due, own
from volunteer_services.volunteer_registry.services.twins import merging

REQUEST, ROW = "Cover Request", "Cover Request Asked"


@pytest.fixture
def place(clean_site):
	with noon():
		yield make.Place().staff()


def signed_up(place, who, **values):
	activity = published(place, **values)
	as_user(who.user, api.sign_up, activity.name)
	return activity


def asked(place, who, activity) -> str:
	return as_user(who.user, covers.ask, row(activity, who).name, "孩子发烧")["name"]


def people_asked(request: str) -> list[str]:
	return frappe.get_all(ROW, {"parent": request}, pluck="volunteer", order_by="idx")


def told_of(request: str, who) -> list[str]:
	return frappe.get_all(
		"Notification Log", {"for_user": who.user, "document_name": request}, pluck="subject"
	)


def test_somebody_of_the_team_takes_the_place(place):
	who, other = portal(place), portal(place)
	activity = signed_up(place, who, capacity=1)
	request = asked(place, who, activity)
	assert other.name in people_asked(request) and who.name not in people_asked(request)
	assert "asks for a cover" in told_of(request, other)[0]
	(shown,) = as_user(other.user, covers.mine)["asked"]
	assert (shown.name, shown.message) == (request, "孩子发烧")
	as_user(other.user, covers.answer, request, True)
	assert (row(activity, who).status, row(activity, other).status) == ("Substituted", "Confirmed")
	assert row(activity, other).channel == "Cover" and counters(activity) == [(1, 0)]
	assert "comes instead" in told(who)[0]
	stored = frappe.get_doc(REQUEST, request)
	assert (stored.status, stored.taken_by, stored.new_sign_up) == (
		"Taken",
		other.name,
		row(activity, other).name,
	)
	leader = frappe.get_all("Notification Log", {"for_user": place.leader, "document_name": request})
	assert len(leader) == 1
	assert as_user(other.user, covers.mine)["asked"] == []


def test_a_place_above_the_number_of_places_stays_one(place):
	"""The organiser may have taken places away meanwhile."""
	who, other = portal(place), portal(place)
	activity = signed_up(place, who, capacity=3)
	for one in (portal(place), portal(place)):
		as_user(one.user, api.sign_up, activity.name)
	request = asked(place, who, activity)
	activity.reload()
	activity.capacity = 2
	as_user(place.leader, activity.save)
	as_user(other.user, covers.answer, request, True)
	assert row(activity, other).status == "Confirmed" and counters(activity) == [(3, 0)]


def test_five_are_asked_then_the_next_when_all_have_declined(place):
	who = portal(place)
	others = {one.name: one for one in (portal(place) for _n in range(7))}
	activity = signed_up(place, who)
	request = asked(place, who, activity)
	first = people_asked(request)
	assert len(first) == 5
	for name in first:
		user = others[name].user if name in others else frappe.db.get_value("Volunteer Profile", name, "user")
		as_user(user, covers.answer, request, False)
	later = people_asked(request)[5:]
	assert later and not set(later) & set(first)
	assert {one.batch for one in frappe.get_doc(REQUEST, request).asked} == {1, 2}
	assert {one.answer for one in frappe.get_doc(REQUEST, request).asked if one.batch == 1} == {"Declined"}


def test_who_was_asked_longest_ago_is_asked_first(place, monkeypatch):
	who, again = portal(place), portal(place)
	people = [portal(place) for _n in range(6)]
	first = signed_up(place, who)
	second = signed_up(place, again, starts_on=SOON + timedelta(days=1))
	early = people_asked(asked(place, who, first))
	late = people_asked(asked(place, again, second))
	fresh = {one.name for one in people} | {who.name} - set(early)
	assert set(late) & (fresh - set(early)), (early, late)
	assert [name in early for name in late] == sorted(name in early for name in late)


def test_who_is_busy_not_ready_away_or_without_a_login_is_not_asked(place):
	who, busy, gone, left = (portal(place) for _n in range(4))
	silent = place.volunteer()
	stranger = portal(make.Place())
	young = portal(
		place,
		date_of_birth="2012-06-01",
		guardian_name="王某",
		guardian_phone="13800000000",
		guardian_consent=1,
		child_data_consent=1,
	)
	frappe.db.set_value("Volunteer Profile", gone.name, "workflow_state", "Suspended")
	frappe.db.set_value("User", left.user, "enabled", 0)
	activity = signed_up(place, who, min_age=18)
	elsewhere = published(place, hours=2)
	as_user(busy.user, api.sign_up, elsewhere.name)
	found = people_asked(asked(place, who, activity))
	assert not {one.name for one in (busy, gone, left, silent, stranger, young)} & set(found)


def test_who_has_served_in_the_project_is_asked_too(place):
	who, guest = portal(place), portal(make.Place())
	past = published(place, starts_on=SOON + timedelta(days=3))
	as_user(guest.user, api.sign_up, past.name)
	frappe.db.set_value(SIGN_UP, row(past, guest).name, "status", "Attended")
	activity = signed_up(place, who)
	names = people_asked(asked(place, who, activity))
	others = frappe.db.count("Volunteer Profile", {"primary_team": place.team.name})
	assert guest.name in names or others > 5


def test_a_place_is_not_handed_past_those_who_wait_nor_too_late(place):
	who, waits = portal(place), portal(place)
	activity = signed_up(place, who, capacity=1)
	as_user(waits.user, api.sign_up, activity.name)
	with pytest.raises(CoverRequestError, match="1 people wait"):
		asked(place, who, activity)
	with pytest.raises(CoverRequestError, match="no place to hand on"):
		asked(place, waits, activity)
	soon = signed_up(place, who, starts_on=(now_datetime() + timedelta(minutes=90)).replace(microsecond=0))
	with pytest.raises(CoverRequestError, match="call the organiser"):
		asked(place, who, soon)
	free = signed_up(place, who, starts_on=SOON + timedelta(days=1))
	asked(place, who, free)
	with pytest.raises(CoverRequestError, match="already"):
		asked(place, who, free)


def test_what_speaks_against_it_by_now_keeps_the_place_where_it_is(place):
	who, other = portal(place), portal(place)
	activity = signed_up(place, who)
	request = asked(place, who, activity)
	as_user(other.user, api.sign_up, published(place, hours=2).name)
	with pytest.raises(CoverRequestError, match="something else at the time"):
		as_user(other.user, covers.answer, request, True)
	as_user(place.leader, frappe.db.set_value, "Service Activity", activity.name, "max_age", 18)
	third = portal(place)
	frappe.db.sql(
		"update `tabCover Request Asked` set `volunteer` = %s where `parent` = %s and `volunteer` = %s",
		(third.name, request, other.name),
	)
	frappe.db.savepoint("untried")
	with pytest.raises(AgeGateError):
		as_user(third.user, covers.answer, request, True)
	frappe.db.rollback(save_point="untried")
	assert row(activity, who).status == "Signed Up" and counters(activity) == [(1, 0)]


def test_a_request_that_nobody_takes_lapses_and_those_concerned_are_told(place):
	who, other = portal(place), portal(place)
	activity = signed_up(place, who)
	request = asked(place, who, activity)
	assert due.run() == 0
	shift = row(activity, who).shift
	soon = now_datetime() + timedelta(minutes=100)
	for doctype, name in (("Activity Shift", shift), (SIGN_UP, row(activity, who).name)):
		frappe.db.set_value(doctype, name, "starts_on", soon)
	due.run()
	assert frappe.db.get_value(REQUEST, request, "status") == "Lapsed"
	assert "Nobody was found" in told_of(request, who)[0]
	with pytest.raises(CoverRequestError, match="not needed any more"):
		as_user(other.user, covers.answer, request, True)
	assert row(activity, who).status == "Signed Up"


def test_the_next_are_asked_when_the_time_to_answer_is_over(place):
	who = portal(place)
	for _n in range(7):
		portal(place)
	activity = signed_up(place, who)
	request = asked(place, who, activity)
	frappe.db.set_value(REQUEST, request, "ask_again_on", now_datetime() - timedelta(minutes=1))
	assert due.run() >= 2 and len(people_asked(request)) >= 7


def test_who_withdraws_the_sign_up_needs_no_cover(place):
	who, other = portal(place), portal(place)
	activity = signed_up(place, who)
	request = asked(place, who, activity)
	as_user(who.user, api.withdraw, activity.name)
	assert as_user(other.user, covers.mine)["asked"] == []
	with pytest.raises(CoverRequestError, match="not needed any more"):
		as_user(other.user, covers.answer, request, True)
	due.run()
	assert frappe.db.get_value(REQUEST, request, "status") == "Withdrawn"


def test_whoever_asked_or_the_organiser_ends_it(place):
	who, second = portal(place), portal(place)
	activity = signed_up(place, who)
	request = asked(place, who, activity)
	assert as_user(who.user, covers.mine)["own"][0].name == request
	as_user(who.user, covers.withdraw, request)
	assert frappe.db.get_value(REQUEST, request, "status") == "Withdrawn"
	as_user(second.user, api.sign_up, activity.name)
	other = as_user(place.leader, covers.ask, row(activity, second).name)["name"]
	as_user(place.leader, covers.withdraw, other)
	assert frappe.db.get_value(REQUEST, other, "status") == "Withdrawn"


# --- by every door ------------------------------------------------------------------------------------------


def test_requests_are_asked_answered_and_ended_by_whom_they_concern(place):
	who, other, elsewhere = portal(place), portal(place), make.Place().staff()
	stranger = portal(elsewhere)
	activity = signed_up(place, who)
	sign_up = row(activity, who).name
	request = asked(place, who, activity)
	auditor = make.make_user(make.AUDITOR)
	for user in (stranger.user, elsewhere.leader, elsewhere.officer, auditor, "Guest"):
		for call in (
			lambda: covers.ask(sign_up),
			lambda: covers.answer(request, True),
			lambda: covers.answer(request, False),
			lambda: covers.withdraw(request),
		):
			with pytest.raises(frappe.PermissionError):
				as_user(user, call)
	for call in (lambda: covers.ask(sign_up), lambda: covers.withdraw(request)):
		with pytest.raises(frappe.PermissionError):
			as_user(other.user, call)
	with pytest.raises(frappe.PermissionError):
		as_user(who.user, covers.answer, request, True)

	def sees(user) -> bool:
		return as_user(user, frappe.has_permission, REQUEST, "read", request)

	assert [sees(user) for user in (place.leader, place.officer, auditor)] == [True] * 3
	assert [sees(user) for user in (elsewhere.leader, elsewhere.officer, who.user, other.user)] == [False] * 4


def test_no_form_request_or_row_makes_or_changes_one(place):
	who, other = portal(place), portal(place)
	activity = signed_up(place, who)
	request = asked(place, who, activity)
	forged = {
		"doctype": REQUEST,
		"sign_up": row(activity, who).name,
		"status": "Taken",
		"taken_by": other.name,
		"flags": {"by_service": 1},
	}
	for user in (place.leader, place.officer):
		frappe.set_user(user)
		with pytest.raises(frappe.PermissionError):
			frappe.client.insert(dict(forged))
	frappe.set_user("Administrator")
	with pytest.raises(CoverRequestError):
		frappe.client.insert(dict(forged))
	with pytest.raises(CoverRequestError):
		frappe.client.set_value(REQUEST, request, "status", "Taken")
	with pytest.raises(CoverRequestError):
		frappe.get_doc(REQUEST, request).db_set("status", "Taken")
	with pytest.raises(CoverRequestError):
		frappe.delete_doc(REQUEST, request)
	line = frappe.get_all(ROW, {"parent": request}, pluck="name")[0]
	with pytest.raises(RowAloneError):
		frappe.get_doc(ROW, line).save()
	assert frappe.db.get_value(REQUEST, request, "status") == "Open"
	frappe.set_user(other.user)
	doc = frappe.get_doc(SIGN_UP, row(activity, who).name)
	doc.update({"status": "Substituted"})
	with pytest.raises(frappe.PermissionError):
		doc.save()


def test_two_files_of_one_person_are_one_on_requests_too(place):
	who, other, again = portal(place), portal(place), place.volunteer()
	activity = signed_up(place, who)
	request = asked(place, who, activity)
	assert other.name in people_asked(request)
	frappe.set_user(make.make_user(make.MANAGER))
	merging.merge(other.name, again.name, "重复登记")
	frappe.set_user("Administrator")
	assert again.name in people_asked(request) and other.name not in people_asked(request)


def test_the_own_page_asks_two_questions_of_the_database(place, monkeypatch):
	who, other = portal(place), portal(place)
	activity = signed_up(place, who)
	asked(place, who, activity)
	count = queries_of(monkeypatch, own.of_person, other.name)
	assert count == 2
	assert counters(activity) == [(1, 0)]
