"""A site's tablet: who opens it, when it ends, what it notes, what its screen never says; its other doors."""

import hashlib
import json
from datetime import datetime, time, timedelta

import frappe
import frappe.client
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.queries import queries_of
from tests.site.portal.pages_world import open_address, text_of
from tests.site.volunteer_projects.check_in_world import came, of, under_way
from tests.site.volunteer_projects.kiosk_world import KIOSK, browser, by_number, check, only, opened
from tests.site.volunteer_projects.signing_world import as_user, move_back, noon, portal, published, row
from volunteer_services.api import activities
from volunteer_services.api import kiosk as api
from volunteer_services.exceptions import CheckInError, RequestLimitError
from volunteer_services.foundation.house import document
from volunteer_services.volunteer_projects.services.kiosk import device
from volunteer_services.volunteer_projects.services.presence import passes, presences

NOW = datetime.combine(datetime.now().date(), time(12))
PROFILE = "Volunteer Profile"


@pytest.fixture
def place(clean_site):
	global NOW
	with noon() as NOW:
		frappe.db.delete(KIOSK)
		yield make.Place().staff()
		frappe.local.form_dict = frappe._dict()


@pytest.fixture
def token(place):
	return opened(place.manager, place.site.name)


def shown(who) -> str:
	return passes.make(who.name)["text"]


def a_moment_later(who, minutes: int = 30) -> None:
	"""What was noted of the person lies back by so long."""
	frappe.db.sql(
		"update `tabCheck In` set `happened_at` = `happened_at` - interval %s minute where `volunteer` = %s",
		(minutes, who.name),
	)


def set_back(**delta) -> None:
	"""The kiosk was opened and used so long ago."""
	name, earlier = only().name, NOW - timedelta(**delta)
	frappe.db.set_value(KIOSK, name, {"opened_on": earlier, "last_used_on": earlier})


# --- who opens it -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["manager", "officer", "city_officer"])
def test_who_manages_the_site_or_stands_above_opens_it_and_only_a_hash_is_stored(place, who):
	token = opened(getattr(place, who), place.site.name)
	row = only()
	assert (row.site, row.opened_by) == (place.site.name, getattr(place, who))
	assert row.token_hash == hashlib.sha256(token.encode()).hexdigest()
	assert token not in json.dumps(row, default=str) and len(token) >= 43
	assert row.ends_on - row.opened_on == timedelta(hours=12)


def test_nobody_else_opens_one_and_not_elsewhere(place):
	other = make.Place()
	users = [place.leader, other.manager, other.officer, make.make_user(make.AUDITOR), portal(place).user]
	for user in [*users, make.make_user(), "Guest"]:
		with pytest.raises(frappe.PermissionError), browser(user):
			api.open_here(place.site.name)
	assert not frappe.get_all(KIOSK)


def test_a_site_that_is_closed_has_no_kiosk(place):
	frappe.db.set_value("Service Site", place.site.name, "status", "Closed")
	with pytest.raises(CheckInError, match="active"):
		opened(place.manager, place.site.name)


def test_the_cookie_is_for_the_server_alone_and_a_second_opening_ends_the_first(place):
	with browser(place.manager) as cookies:
		api.open_here(place.site.name)
	kept = cookies.cookies["vs_kiosk"]
	assert kept["httponly"] and kept["samesite"] == "Strict"
	opened(place.manager, place.site.name, kept["value"])
	rows = frappe.get_all(KIOSK, fields=["closed_on"], order_by="creation")
	assert sorted(bool(one.closed_on) for one in rows) == [False, True]


# --- in and out ---------------------------------------------------------------------------------------------


def test_a_code_checks_in_and_later_out_and_twice_at_once_is_once(place, token):
	who = portal(place, full_name="欧阳秀兰")
	activity = under_way(place, who, activity_name="社区清洁日")
	said = check(token, shown(who))
	assert (said["result"], said["name"], said["activity"]) == ("in", "欧***", "社区清洁日")
	assert said["at"] == f"{NOW:%H:%M}" and row(activity, who).status == "Attended"
	assert check(token, shown(who))["result"] == "in" and of(who) == [("In", 1)]
	a_moment_later(who)
	assert check(token, shown(who))["result"] == "out" and of(who) == [("In", 0), ("Out", 0)]
	event = frappe.get_all("Check In", {"volunteer": who.name}, ["method", "actor", "kiosk"])[0]
	assert (event.method, event.actor, event.kiosk) == ("Kiosk", "Guest", only().name)
	(found,) = presences.of_activity(activity.name)
	assert found.presence.trust_class == "Honorary", "nobody looks at who stands there"


def test_number_and_name_do_the_same(place, token):
	who = place.volunteer(full_name="欧阳秀兰")
	under_way(place, who)
	assert by_number(token, f" {who.name.lower()} ", "欧阳 秀兰")["result"] == "in"
	assert of(who) == [("In", 1)]


def test_an_unknown_number_and_a_wrong_name_are_one_answer_and_five_make_a_pause(place, token):
	who = place.volunteer(full_name="欧阳秀兰")
	under_way(place, who)
	wrong = [("V999999999", "欧阳秀兰"), (who.name, "欧阳秀"), (who.name, ""), ("", "欧阳秀兰")]
	answers = [by_number(token, *one) for one in wrong] + [check(token, "a.b.c")]
	assert all(one == answers[0] for one in answers) and answers[0]["result"] == "wrong"
	assert "欧" not in str(answers)
	assert by_number(token, who.name, "欧阳秀兰")["result"] == "paused" and of(who) == []


def test_a_walk_in_goes_to_the_staff_and_gets_no_place(place, token):
	who = place.volunteer()
	activity = under_way(place)
	assert check(token, shown(who)) == by_number(token, who.name, who.full_name)
	assert check(token, shown(who))["result"] == "staff"
	assert not row(activity, who) and of(who) == []


def test_another_site_s_activity_and_one_too_far_ahead_are_none_of_its_business(place, token):
	elsewhere, who = portal(place), place.volunteer()
	there = published(make.Place().staff(), NOW + timedelta(hours=2))
	as_user(elsewhere.user, activities.sign_up, there.name)
	move_back(there, hours=3)
	assert check(token, shown(elsewhere))["result"] == "staff" and of(elsewhere) == []
	later = under_way(place, who, hours=2)
	move_back(later, hours=-1)
	assert check(token, shown(who))["result"] == "staff"
	move_back(later, hours=2)
	assert check(token, shown(who))["result"] == "in"


def test_of_several_shifts_it_is_the_one_that_runs(place, token):
	who = place.volunteer()
	now = under_way(place, who, hours=-3, activity_name="上午")
	later = under_way(place, who, hours=2, activity_name="下午")
	move_back(later, minutes=90)
	assert check(token, shown(who))["activity"] == "上午"
	assert frappe.get_all("Check In", {"volunteer": who.name}, pluck="activity") == [now.name] != [later.name]


def test_what_speaks_against_it_is_not_said_aloud(place, token):
	suspended, elsewhere = place.volunteer(full_name="欧阳秀兰"), portal(place, full_name="司徒志强")
	secret = published(make.Place().staff(), NOW + timedelta(hours=2), activity_name="秘密活动")
	as_user(elsewhere.user, activities.sign_up, secret.name)
	move_back(secret, hours=8)
	came(secret, elsewhere, hours=-5)
	under_way(place, suspended, elsewhere)
	frappe.db.set_value(PROFILE, suspended.name, "workflow_state", "Suspended")
	frappe.clear_messages()  # what was said to those who published
	for who in (suspended, elsewhere):
		said = check(token, shown(who))
		assert said["result"] == "staff" and set(said) == {"result", "text"}
		assert who.full_name[0] not in said["text"] and "秘密" not in said["text"]
	assert frappe.local.message_log == [] and of(suspended) == []


def test_so_often_in_a_minute_and_no_more(place, token, monkeypatch):
	from volunteer_services.volunteer_projects.services.kiosk import checks

	monkeypatch.setattr(checks, "CHECKS_A_MINUTE", 2)
	who = place.volunteer()
	for _n in range(2):
		check(token, shown(who))
	with pytest.raises(RequestLimitError):
		check(token, shown(who))


def test_a_check_costs_a_bounded_number_of_queries(place, token, monkeypatch):
	few, many = place.volunteer(), place.volunteer()
	under_way(place, few)
	under_way(place, many, *(place.volunteer() for _n in range(5)))
	first = queries_of(monkeypatch, check, token, shown(few))
	assert queries_of(monkeypatch, check, token, shown(many)) <= first < 60


# --- when it ends -------------------------------------------------------------------------------------------


def refused(token, who, user: str = "Guest") -> None:
	for work in (lambda: check(token, shown(who), user), lambda: by_number(token, who.name, "x", user)):
		with pytest.raises(frappe.PermissionError, match="not open any more"):
			work()
	assert of(who) == []


def test_without_the_cookie_or_with_a_login_nothing_is_noted(place, token):
	who = portal(place)
	under_way(place, who)
	for wrong in ("", "x" * 43, only().token_hash, only().name):
		refused(wrong, who)
	for user in (who.user, place.manager, "Administrator"):
		refused(token, who, user)
	assert check(token, shown(who))["result"] == "in"


@pytest.mark.parametrize("ago", [{"minutes": 241}, {"hours": 13}])
def test_it_ends_when_nobody_uses_it(place, token, ago):
	who = place.volunteer()
	under_way(place, who)
	set_back(**ago)
	refused(token, who)
	assert not only().closed_on and device.close_ended() == 1 and only().closed_on
	assert device.close_ended() == 0


def test_twelve_hours_are_the_end_also_of_one_in_use_and_use_keeps_it_open(place, token):
	who = place.volunteer()
	under_way(place, who)
	set_back(minutes=239)
	assert check(token, shown(who))["seconds"] > 239 * 60
	frappe.db.set_value(KIOSK, only().name, "opened_on", NOW - timedelta(hours=12, minutes=1))
	with pytest.raises(frappe.PermissionError):
		check(token, shown(who))


def test_the_settings_say_how_long_it_may_be_idle(place, token):
	frappe.db.set_single_value("Volunteer Services Settings", "kiosk_idle_minutes", 30)
	who = place.volunteer()
	under_way(place, who)
	set_back(minutes=29)
	assert check(token, shown(who))["result"] == "in"
	set_back(minutes=31)
	refused(token, place.volunteer())


@pytest.mark.parametrize("how", ["closed", "left", "appointment", "disabled"])
def test_it_ends_by_a_button_and_with_its_opener(place, token, how):
	who = place.volunteer()
	under_way(place, who)
	if how == "closed":
		as_user(place.officer, api.close, only().name)
	elif how == "left":
		with browser("Guest", token) as cookies:
			api.leave()
		assert cookies.to_delete == ["vs_kiosk"]
	elif how == "appointment":
		frappe.db.set_value("Staff Appointment", {"user": place.manager}, "to_date", add_days(nowdate(), -1))
	else:
		frappe.db.set_value("User", place.manager, "enabled", 0)
	refused(token, who)
	assert bool(only().closed_on) == (how in ("closed", "left"))


def test_only_who_may_open_it_closes_it(place, token):
	other = make.Place()
	for user in (place.leader, other.manager, make.make_user(make.AUDITOR), make.make_user(), "Guest"):
		with pytest.raises(frappe.PermissionError):
			as_user(user, api.close, only().name)
	with browser("Guest"):
		api.leave()
	assert not only().closed_on


# --- other doors --------------------------------------------------------------------------------------------


def test_the_kiosk_is_read_within_the_scope_and_written_by_nobody(place, token):
	other, name = make.Place(), only().name
	readers = [place.manager, place.officer, make.make_user(make.MANAGER), make.make_user(make.AUDITOR)]
	for user in readers:
		assert as_user(user, frappe.client.get_list, KIOSK, fields=["name"]) == [{"name": name}]
		got = as_user(user, frappe.client.get, KIOSK, name)
		assert not got.get("token_hash")
	for user in (place.leader, portal(place).user, make.make_user(), "Guest"):
		with pytest.raises(frappe.PermissionError):
			as_user(user, frappe.client.get, KIOSK, name)
	assert as_user(other.manager, frappe.client.get_list, KIOSK) == []
	with pytest.raises(frappe.PermissionError):
		as_user(other.manager, frappe.client.get, KIOSK, name)
	assert document(KIOSK).scope == {"region": "region", "site": "site"}


@pytest.mark.parametrize("role", ["manager", "officer", "everything"])
def test_no_role_writes_makes_or_deletes_one(place, token, role):
	user = make.make_user(make.MANAGER) if role == "everything" else getattr(place, role)
	before = only()
	for work in (
		lambda: frappe.client.set_value(KIOSK, before.name, "ends_on", str(NOW + timedelta(days=9))),
		lambda: frappe.client.delete(KIOSK, before.name),
		lambda: frappe.client.insert({"doctype": KIOSK, "site": place.site.name, "token_hash": "x"}),
	):
		with pytest.raises(frappe.PermissionError):
			as_user(user, work)
	assert only() == before


@pytest.mark.parametrize("change", ["save", "db_set", "delete"])
def test_even_a_script_changes_none(place, token, change):
	doc = frappe.get_doc(KIOSK, only().name)
	work = {"save": doc.save, "db_set": lambda: doc.db_set("closed_on", None), "delete": doc.delete}[change]
	with pytest.raises(CheckInError, match="by its buttons"):
		work()


def test_the_page_says_what_it_is_to_each(place, token):
	response = open_address("Guest", "volunteer-kiosk", lang="en")
	assert 'data-state="ended"' in text_of(response) and "no-store" in response.headers["Cache-Control"]
	text = text_of(open_address(place.manager, "volunteer-kiosk", lang="en"))
	assert 'data-state="begin"' in text and place.site.site_name in text
	assert make.Place().site.site_name not in text
	for user in (place.leader, portal(place).user):
		assert "You cannot open a kiosk." in text_of(open_address(user, "volunteer-kiosk", lang="en"))
