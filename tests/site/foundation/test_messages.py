"""What people are told and how they choose it, through a gateway that fails and Frappe's queue of e-mails."""

import email
from datetime import datetime, timedelta

import frappe
import frappe.client
import pytest
import time_machine
from frappe.utils import add_days, now_datetime

from tests import factories as make
from tests.queries import queries_of
from tests.site.foundation import gateway as gateways
from tests.site.portal.pages_world import open_page, text_of
from tests.site.volunteer_projects.signing_world import as_user, noon
from tests.site.volunteer_readiness import emergency_world as emergency
from volunteer_services.api import messages as api
from volunteer_services.exceptions import (
	ArgumentError,
	MessageDeliveryError,
	MessagePreferenceError,
	SettingsError,
)
from volunteer_services.foundation import roles
from volunteer_services.foundation.messages import deliver, failed, further, preferences, staff
from volunteer_services.foundation.messages.send import Line, send
from volunteer_services.volunteer_readiness.services.emergency import telling
from volunteer_services.volunteer_registry.services.twins import merging

DELIVERY, PREFERENCE, LOG = "Message Delivery", "Message Preference", "Notification Log"
SETTINGS = "Volunteer Services Settings"
ALL_ROLES = (roles.VOLUNTEER, roles.LEADER, roles.SITE, roles.DISTRICT, roles.CITY)


@pytest.fixture
def place(clean_site):
	frappe.db.delete(DELIVERY)
	with noon():
		yield make.Place().staff()


@pytest.fixture
def sms(place):
	with gateways.listening() as gateway:
		gateways.use_for_sms(gateway)
		yield gateway


def person(place, **values):
	user = make.make_user(make.VOLUNTEER)
	values = {"mobile": "13800002222", "email": "li@example.com", **values}
	return place.volunteer(user=user, **values)


def elder(place, notify_by: str, **values):
	return place.volunteer(notify_by=notify_by, mobile="13800003333", email="wang@example.com", **values)


def choose(who, *kinds: str, quiet=(21, 8), **values) -> None:
	rows = [{"kind": kind, "by_sms": 1, **values} for kind in kinds]
	as_user(who.user, api.choose, rows, *quiet)


def tell(*people, kind: str = "Cover", text: str = "请您顶班") -> None:
	send(
		Line(kind, text, "Volunteer Profile", one.name, user=one.user or None, volunteer=one.name)
		for one in people
	)


def rows(**filters) -> list:
	fields = ["name", "user", "volunteer", "channel", "state", "tries", "due_on", "last_error", "text"]
	return frappe.get_all(DELIVERY, filters=filters, fields=fields, order_by="creation, name")


def at(moment: datetime, function, *args):
	travelled = datetime.now().astimezone() + (moment - now_datetime())
	with time_machine.travel(travelled, tick=True):
		return function(*args)


# --- who is told by what ------------------------------------------------------------------------------------


def test_who_chose_nothing_reads_it_on_the_page_alone(place, sms):
	who = person(place)
	tell(who)
	assert frappe.db.count(LOG, {"for_user": who.user, "subject": "请您顶班"}) == 1
	assert rows() == [] and sms.got == []


def test_who_chose_text_messages_gets_one_and_the_line(place, sms):
	who, other = person(place), person(place)
	choose(who, "Cover")
	tell(who, other)
	tell(who, kind="Sign-up", text="别的事")
	assert (deliver.send_due(), rows()[0].last_error) == ({"Sent": 1}, None)
	assert sms.got == [{"to": "13800002222", "text": "请您顶班"}]
	assert deliver.send_due() == {} and len(sms.got) == 1
	assert frappe.db.count(LOG, {"for_user": who.user}) == 2


@pytest.mark.parametrize(
	("notify_by", "told"), [("SMS", 1), ("Email", 0), ("Phone Call", 0), ("Home Visit", 0), ("No Notice", 0)]
)
def test_who_has_no_login_is_told_as_the_file_says_where_the_channel_exists(place, sms, notify_by, told):
	who = elder(place, notify_by)
	tell(who)
	deliver.send_due()
	assert [body["to"] for body in sms.got] == ["13800003333"] * told
	assert len(rows()) == told
	assert not frappe.db.count(LOG, {"document_name": who.name})


def test_nobody_is_told_of_a_file_that_is_locked(place, sms):
	who = elder(place, "SMS")
	frappe.db.set_value("Volunteer Profile", who.name, "is_restricted", 1)
	tell(who)
	assert rows() == []


def test_an_email_goes_into_frappes_queue_with_its_text_escaped(place):
	gateways.outgoing_mail()
	who = person(place)
	choose(who, "Cover", by_sms=0, by_email=1)
	tell(who, text="<script>alert(1)</script> 顶班")
	assert deliver.send_due() == {"Sent": 1}
	(queue,) = frappe.get_all("Email Queue Recipient", {"recipient": "li@example.com"}, pluck="parent")
	parts = email.message_from_string(frappe.get_doc("Email Queue", queue).message).walk()
	(page,) = (part for part in parts if part.get_content_type() == "text/html")
	page = page.get_payload(decode=True).decode()
	assert "顶班" in page and "<script>" not in page
	assert frappe.db.get_value("Email Queue", queue, "status") == "Not Sent"


def test_a_kind_that_nobody_declares_is_a_mistake(place):
	with pytest.raises(KeyError):
		tell(person(place), kind="Weather")


def test_telling_three_hundred_costs_as_much_as_telling_three(place, sms, monkeypatch):
	people = [person(place) for _ in range(3)]
	for who in people:
		choose(who, "Cover")
	lines = [Line("Cover", "顶班", "Volunteer Team", place.team.name, user=who.user) for who in people * 100]
	few = queries_of(monkeypatch, send, lines[:3])
	many = queries_of(monkeypatch, send, lines)
	names = 0 if "hash" in (frappe.get_meta(LOG).autoname or "") else len(lines) - 3
	assert many <= few + names, "only the numbers of Frappe's own log are asked for one by one"
	assert frappe.db.count(LOG, {"for_user": ["in", [who.user for who in people]]}) == 303
	assert len(rows()) == 303


# --- tries --------------------------------------------------------------------------------------------------


def test_a_gateway_that_fails_twice_is_tried_again_with_growing_pauses(place, sms):
	who = person(place)
	choose(who, "Cover")
	sms.fails = 2
	tell(who)
	pauses, moment = [], now_datetime()
	for tries in (1, 2):
		assert at(moment, deliver.send_due) == {"Failed": 1}
		(row,) = rows()
		assert (row.state, row.tries) == ("Failed", tries)
		assert row.last_error.startswith("HTTPError") and "503" in row.last_error
		assert at(row.due_on - timedelta(seconds=30), deliver.send_due) == {}, "not before its time"
		pauses.append(row.due_on - moment)
		moment = row.due_on + timedelta(seconds=1)
	assert pauses[0] < pauses[1]
	assert at(moment, deliver.send_due) == {"Sent": 1}
	(row,) = rows()
	assert (row.state, row.tries, row.last_error, len(sms.got)) == ("Sent", 3, None, 3)


def test_what_fails_every_time_is_given_up_and_shown(place, sms):
	who = person(place)
	choose(who, "Cover", quiet=(3, 3))
	sms.fails = 99
	tell(who)
	for _ in range(20):
		(row,) = rows()
		if row.state == "Given Up":
			break
		at(row.due_on + timedelta(seconds=1), deliver.send_due)
	assert (row.state, row.tries, len(sms.got)) == ("Given Up", 6, 6)
	assert at(add_days(now_datetime(), 9), deliver.send_due) == {}
	manager = make.make_user(roles.MANAGER)
	for user, count in ((manager, 1), (place.manager, 0), (place.officer, 0), (place.leader, 0)):
		assert as_user(user, failed.not_delivered).count == count, user
	wait = as_user(manager, failed.not_delivered)
	assert as_user(manager, frappe.get_list, DELIVERY, filters=wait.options, pluck="name") == [row.name]
	assert at(add_days(now_datetime(), 15), lambda: as_user(manager, failed.not_delivered)).count == 0


def test_a_worker_that_dies_while_sending_leaves_the_message_to_the_next(place, sms, monkeypatch):
	who = person(place)
	choose(who, "Cover")
	tell(who)

	def die(*args):
		raise SystemExit

	with monkeypatch.context() as patch, pytest.raises(SystemExit):
		patch.setattr(deliver.channels, "out", die)
		deliver.send_due()
	(row,) = rows()
	assert (row.state, row.tries) == ("Failed", 1)
	assert deliver.send_due() == {}, "nobody sends it at the same moment"
	assert at(row.due_on + timedelta(seconds=1), deliver.send_due) == {"Sent": 1}


def test_who_has_no_number_is_no_error_of_the_others(place, sms):
	who, without = person(place), person(place, mobile=None)
	choose(who, "Cover")
	choose(without, "Cover")
	tell(without, who)
	assert deliver.send_due() == {"Failed": 1, "Sent": 1}
	assert "no address" in rows(user=without.user)[0].last_error


# --- when ---------------------------------------------------------------------------------------------------


def test_the_night_is_left_alone_and_a_retry_keeps_the_own_hours(place, sms):
	who = person(place)
	choose(who, "Cover", quiet=(19, 9))
	tonight = now_datetime().replace(hour=22, minute=0)
	at(tonight, tell, who)
	(row,) = rows()
	assert row.due_on == (tonight + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
	assert at(tonight + timedelta(hours=5), deliver.send_due) == {}
	sms.fails = 99
	evening = row.due_on.replace(hour=18, minute=58)
	assert at(evening, deliver.send_due) == {"Failed": 1}
	assert rows()[0].due_on.hour == 9


def test_a_call_out_is_never_delayed(place, sms):
	"""In the night, to somebody who wants one message a day: it goes out at once."""
	who = person(place)
	choose(who, "Call-out", "Readiness", digest="Once a Day", quiet=(0, 23))
	night = now_datetime().replace(hour=2, minute=30) + timedelta(days=1)
	tell_of_call = Line("Call-out", "请集合", "Volunteer Profile", who.name, user=who.user)
	at(night, send, [tell_of_call])
	(row,) = rows()
	assert abs(row.due_on - night) < timedelta(minutes=1)
	assert at(night + timedelta(minutes=1), deliver.send_due) == {"Sent": 1}
	assert [body["text"] for body in sms.got] == ["请集合"]
	sms.fails = 1
	at(night, send, [tell_of_call])
	at(night + timedelta(minutes=1), deliver.send_due)
	again = next(one for one in rows() if one.state == "Failed")
	assert again.due_on < night + timedelta(minutes=10), "a retry waits for no morning either"


def test_a_real_call_out_reaches_an_elder_by_text_message_in_the_night(place, sms):
	duty, policy = emergency.team(place), emergency.rescue_policy(place)
	values = {"mobile": "13800004444", "notify_by": "SMS"}
	who = emergency.member(place, duty.name, policy, **values)
	silent = emergency.member(place, duty.name, policy, mobile="13800005555", notify_by="Phone Call")
	call = frappe._dict(
		kind="Real", scenario="暴雨内涝", place="社区", assembly_point="仓库", assemble_by=None
	)
	night = now_datetime().replace(hour=2, minute=30) + timedelta(days=1)
	at(night, telling.called, call, {who.name: "r1", silent.name: "r2"})
	assert at(night + timedelta(minutes=1), deliver.send_due) == {"Sent": 1}
	(body,) = sms.got
	assert body["to"] == "13800004444" and "暴雨内涝" in body["text"] and who.full_name not in body["text"]


def test_one_message_a_day_holds_all_lines_of_the_day(place, sms):
	who, other = person(place), person(place, mobile="13800009999")
	choose(who, "Cover", "Sign-up", digest="Once a Day")
	choose(other, "Cover", digest="Once a Day")
	tell(who, text="一")
	tell(who, kind="Sign-up", text="二")
	tell(other, text="三")
	tomorrow = (now_datetime() + timedelta(days=1)).replace(hour=8, minute=0, second=0, microsecond=0)
	assert {row.due_on for row in rows()} == {tomorrow}
	assert deliver.send_due() == {}
	assert at(tomorrow + timedelta(minutes=1), deliver.send_due) == {"Sent": 3}
	assert sorted((body["to"], body["text"]) for body in sms.got) == [
		("13800002222", "一\n二"),
		("13800009999", "三"),
	]


def test_a_long_day_is_told_in_one_short_message(place, sms):
	who = person(place)
	choose(who, "Cover", digest="Once a Day")
	for number in range(9):
		tell(who, text=f"{number}" * 80)
	at(now_datetime() + timedelta(days=1), deliver.send_due)
	(body,) = sms.got
	assert "9" in body["text"] and "/my-volunteer-service/notices" in body["text"] and len(body["text"]) < 300


# --- the group of the staff ---------------------------------------------------------------------------------


def robot(address: str) -> None:
	doc = frappe.get_doc(SETTINGS)
	doc.robot_address = address
	doc.save(ignore_permissions=True)
	frappe.clear_document_cache(SETTINGS, SETTINGS)


def working_day(monkeypatch) -> None:
	monkeypatch.setattr(staff, "work_calendar", lambda: _EveryDay)


class _EveryDay:
	@staticmethod
	def is_workday(_day) -> bool:
		return True


def test_the_robot_tells_numbers_alone_and_is_tried_again(place, monkeypatch):
	working_day(monkeypatch)
	who = place.volunteer(full_name="欧阳秀兰", state="Pending Review")
	assert not staff.queue_digest(), "no robot is named"
	with gateways.listening() as gateway:
		robot(gateway.address)
		gateway.fails = 2
		assert staff.queue_digest()
		for state in ("Failed", "Failed", "Sent"):
			(row,) = rows(channel="Robot")
			assert at(row.due_on + timedelta(seconds=1), deliver.send_due) == {state: 1}
	sent = gateway.got[-1]
	assert len(gateway.got) == 3 and sent["msgtype"] == "text"
	text = sent["text"]["content"]
	assert any(character.isdigit() for character in text)
	assert "欧阳" not in text and who.name not in text and "138" not in text


def test_a_robot_that_says_no_in_its_answer_has_not_taken_it(place, monkeypatch):
	working_day(monkeypatch)
	place.volunteer(state="Pending Review")
	with gateways.listening() as gateway:
		gateway.answer = {"errcode": 93000, "errmsg": "invalid webhook url"}
		robot(gateway.address)
		staff.queue_digest()
		(row,) = rows(channel="Robot")
		assert at(row.due_on + timedelta(seconds=1), deliver.send_due) == {"Failed": 1}
	assert gateway.address not in rows(channel="Robot")[0].last_error


def test_there_is_no_digest_on_a_day_of_rest(place, monkeypatch):
	monkeypatch.setattr(_EveryDay, "is_workday", staticmethod(lambda _day: False))
	working_day(monkeypatch)
	place.volunteer(state="Pending Review")
	robot("https://robot.example/send?key=secret")
	assert not staff.queue_digest()


# --- what is kept -------------------------------------------------------------------------------------------


def test_the_words_are_forgotten_and_what_waits_keeps_them(place, sms):
	who = person(place)
	choose(who, "Cover")
	tell(who, text="旧的")
	deliver.send_due()
	tell(who, text="等待")
	frappe.db.sql("update `tabMessage Delivery` set `creation` = %s", (add_days(now_datetime(), -31),))
	deliver.forget_texts()
	assert sorted((row.state, row.text) for row in rows()) == [("Sent", None), ("Waiting", "等待")]


@pytest.mark.parametrize("hours", [(-1, 8), (21, 24)])
def test_the_settings_take_hours_of_a_day_alone(place, hours):
	doc = frappe.get_doc(SETTINGS)
	doc.quiet_from, doc.quiet_until = hours
	with pytest.raises(SettingsError, match="no full hour"):
		doc.save()


# --- the own choice and the doors ---------------------------------------------------------------------------


def test_the_choice_is_kept_in_the_place_of_the_one_before(place):
	who = person(place)
	choose(who, "Cover", "Sign-up")
	choose(who, "Star", digest="Once a Day", quiet=(20, 7))
	found = frappe.get_all(
		PREFERENCE,
		{"user": who.user},
		["kind", "by_sms", "by_email", "digest", "quiet_from", "quiet_until"],
	)
	assert found == [
		{
			"kind": "Star",
			"by_sms": 1,
			"by_email": 0,
			"digest": "Once a Day",
			"quiet_from": 20,
			"quiet_until": 7,
		}
	]


@pytest.mark.parametrize(
	("rows_", "quiet", "error"),
	[
		([{"kind": "Weather"}], (21, 8), MessagePreferenceError),
		([{"kind": "Site Work"}], (21, 8), MessagePreferenceError),
		([{"kind": "Cover"}, {"kind": "Cover"}], (21, 8), MessagePreferenceError),
		([{"kind": "Cover"}], (24, 8), MessagePreferenceError),
		([{"kind": "Cover", "by_sms": "maybe"}], (21, 8), ArgumentError),
		("no rows", (21, 8), ArgumentError),
	],
)
def test_what_is_not_offered_is_refused_and_changes_nothing(place, rows_, quiet, error):
	who = person(place)
	choose(who, "Cover")
	with pytest.raises(error):
		as_user(who.user, api.choose, rows_, *quiet)
	assert frappe.get_all(PREFERENCE, {"user": who.user}, pluck="kind") == ["Cover"]


def test_nobody_without_a_file_or_an_office_chooses(place):
	for user in ("Guest", make.make_user(), make.make_user(make.VOLUNTEER)):
		with pytest.raises(frappe.PermissionError):
			as_user(user, api.choose, [{"kind": "Cover", "by_sms": 1}], 21, 8)
	assert as_user(place.leader, api.choose, [{"kind": "Site Work", "by_email": 1}], 21, 8) == 1


@pytest.mark.parametrize("role", [*ALL_ROLES, None])
def test_the_list_of_what_was_sent_is_closed_to_all_but_manager_and_auditor(place, sms, role):
	who = person(place)
	choose(who, "Cover")
	tell(who)
	(row,) = rows()
	user = make.make_user(role) if role else make.make_user()
	for someone in (user, who.user, place.leader, place.manager):
		for door in (
			lambda: frappe.client.get(DELIVERY, row.name),
			lambda: frappe.client.get_list(DELIVERY),
			lambda: frappe.client.get_value(DELIVERY, "text", row.name),
		):
			with pytest.raises(frappe.PermissionError):
				as_user(someone, door)


def test_manager_and_auditor_read_it_and_nobody_changes_it(place, sms):
	who = person(place)
	choose(who, "Cover")
	tell(who)
	(row,) = rows()
	for user in (make.make_user(roles.MANAGER), make.make_user(roles.AUDITOR)):
		assert as_user(user, frappe.client.get, DELIVERY, row.name)["text"] == "请您顶班"
		for change in (
			lambda: frappe.client.set_value(DELIVERY, row.name, "state", "Sent"),
			lambda: frappe.client.delete(DELIVERY, row.name),
			lambda: frappe.client.insert({"doctype": DELIVERY, "kind": "Cover"}),
		):
			with pytest.raises(frappe.PermissionError):
				as_user(user, change)
	assert rows()[0].state == "Waiting"


def test_a_choice_is_seen_by_its_person_alone_and_written_by_the_page_alone(place):
	who, other = person(place), person(place)
	choose(who, "Cover")
	name = frappe.db.get_value(PREFERENCE, {"user": who.user}, "name")
	assert as_user(who.user, frappe.client.get, PREFERENCE, name)["by_sms"] == 1
	assert as_user(other.user, frappe.client.get_list, PREFERENCE) == []
	outsiders = [other.user, place.leader, place.manager, make.make_user(roles.MANAGER), make.make_user()]
	for user in outsiders:
		with pytest.raises(frappe.PermissionError):
			as_user(user, frappe.client.get, PREFERENCE, name)
	for user in (who.user, *outsiders):
		for change in (
			lambda: frappe.client.set_value(PREFERENCE, name, "by_sms", 0),
			lambda: frappe.client.delete(PREFERENCE, name),
			lambda user=user: frappe.client.insert({"doctype": PREFERENCE, "user": user, "kind": "Star"}),
		):
			with pytest.raises(frappe.PermissionError):
				as_user(user, change)
	assert frappe.db.get_value(PREFERENCE, name, "by_sms") == 1


def test_the_own_page_has_the_form_and_the_own_lines_alone(place, sms):
	who, other = person(place), person(place)
	choose(who, "Cover", digest="Once a Day")
	choose(other, "Sign-up")
	tell(who)
	tell(other, kind="Sign-up", text="别人的")
	html = text_of(open_page(who.user, "notices"))
	assert html.count('name="by_sms"') == len(as_user(who.user, preferences.offered))
	assert 'data-kind="Site Work"' not in html and 'name="by_email"' not in html
	assert html.count('name="by_sms" checked') == 1 == html.count('name="daily" checked')
	section = html.partition('id="notice-choices"')[2]
	assert section.count("Waiting") == 1


def test_without_any_channel_the_page_says_so(place):
	frappe.db.set_single_value("SMS Settings", "sms_gateway_url", "")
	html = text_of(open_page(person(place).user, "notices"))
	assert "set up neither" in html and 'name="by_sms"' not in html


def test_a_file_that_is_merged_takes_its_messages_along(place, sms):
	keep, gone = elder(place, "SMS", full_name="王奶奶"), elder(place, "SMS", full_name="王奶奶")
	tell(gone)
	merging.merge(gone.name, keep.name, "同一个人")
	assert [row.volunteer for row in rows()] == [keep.name]


def test_the_queue_begins_to_send_after_the_commit(place, sms, monkeypatch):
	queued = []
	monkeypatch.setattr(further.frappe, "enqueue", lambda *args, **kwargs: queued.append((args, kwargs)))
	who = person(place)
	choose(who, "Cover")
	tell(who)
	(options,) = [options for (method, *_), options in queued if method == further.SEND]
	assert frappe.get_attr(further.SEND) is deliver.send_due and options["enqueue_after_commit"]


def test_the_list_is_written_by_the_service_alone(place, sms):
	who = person(place)
	choose(who, "Cover")
	tell(who)
	sent, chosen = frappe.get_doc(DELIVERY, rows()[0].name), frappe.get_last_doc(PREFERENCE)
	for doc, refusal in ((sent, MessageDeliveryError), (chosen, MessagePreferenceError)):
		with pytest.raises(refusal):
			doc.save(ignore_permissions=True)
		with pytest.raises(refusal):
			doc.delete(ignore_permissions=True)
		with pytest.raises(refusal):
			doc.db_set("kind", "Star")
