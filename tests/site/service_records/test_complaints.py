"""Complaints: sent by anybody, handled by who has no part in them, answered, reviewed once, forgotten."""

import secrets

import frappe
import frappe.client
import pytest
from frappe.utils import add_days, getdate, nowdate

from tests import factories as make
from tests.queries import queries_of
from tests.site.volunteer_projects.signing_world import SOON, as_user, published
from volunteer_services.api import complaints as api
from volunteer_services.exceptions import (
	ArgumentError,
	ComplaintError,
	ContactError,
	ReasonRequiredError,
	RequestLimitError,
	RetentionError,
)
from volunteer_services.foundation import limits
from volunteer_services.foundation.scope.deciding import Sight
from volunteer_services.service_records.reporting import today
from volunteer_services.service_records.services.complaints import daily, receiving

COMPLAINT, LOG = "Service Complaint", "Notification Log"
WORDS = "三月五日上午没有看到这位志愿者参加活动。"


@pytest.fixture
def place(clean_site):
	forget_limits()
	yield make.Place().staff()
	forget_limits()
	frappe.local.form_dict = frappe._dict()


def forget_limits() -> None:
	frappe.cache.delete_keys(f"{limits._PREFIX}complaint")


def filed(place, **values) -> str:
	sent = {
		"kind": "Service Hours",
		"text": WORDS,
		"region": place.region.name,
		"site": place.site.name,
		"request_key": secrets.token_hex(16),
		**values,
	}
	return as_user("Guest", api.file, **sent)["complaint"]


def told(name: str) -> set[str]:
	return set(frappe.get_all(LOG, {"document_type": COMPLAINT, "document_name": name}, pluck="for_user"))


def state(name: str) -> dict:
	return as_user("Guest", api.state, name)


def answered(
	place, name: str, user: str | None = None, text: str = "经核查，当天签到表上有本人签名。"
) -> None:
	as_user(user or place.manager, api.answer, name, "Found Untrue", "看了签到表", text)


def test_from_the_complaint_to_the_answer(place):
	name = filed(place, about="三月五日的活动", complainant_name="李小梅", complainant_phone="138 0000 1111")
	assert told(name) == {place.manager}
	first = state(name)
	assert (first["state"], first["answer"], first["may_ask_review"]) == ("received", None, False)
	as_user(place.manager, api.take_up, name)
	doc = frappe.get_doc(COMPLAINT, name)
	assert (doc.handler, doc.complainant_phone, doc.source) == (place.manager, "13800001111", "Website")
	assert getdate(doc.acknowledge_by) < getdate(doc.answer_by)
	assert state(name)["answer_by"] == str(doc.answer_by)
	answered(place, name)
	last = state(name.lower().replace("-", " "))
	assert (last["state"], last["result"], last["may_ask_review"]) == ("answered", "Found Untrue", True)
	assert "签名" in last["answer"] and "看了签到表" not in str(last) and "李小梅" not in str(last)


def test_an_activity_says_where_it_belongs(place):
	activity = published(place, SOON, activity_name="社区清洁日")
	doc = frappe.get_doc(COMPLAINT, filed(place, activity=activity.name, region="", site=""))
	assert (doc.activity, doc.region, doc.site, doc.team) == (
		activity.name,
		activity.region,
		activity.site,
		place.team.name,
	)
	closed = published(place, SOON, activity_name="内部活动", audience="Closed")
	assert not frappe.get_doc(COMPLAINT, filed(place, activity=closed.name)).activity


def test_what_is_about_the_site_s_staff_is_the_district_s(place):
	name = filed(place, concerns_staff=True)
	assert told(name) == {place.officer}
	frappe.set_user(place.manager)
	assert not frappe.get_list(COMPLAINT, {"name": name})
	frappe.set_user("Administrator")
	with pytest.raises(frappe.PermissionError):
		as_user(place.manager, api.take_up, name)
	as_user(place.officer, api.take_up, name)


@pytest.mark.parametrize("who", ["leader", "elsewhere", "auditor", "volunteer", "Guest"])
@pytest.mark.parametrize("step", ["take_up", "decline", "answer"])
def test_nobody_else_takes_a_step(place, who, step):
	name = filed(place)
	users = {
		"leader": place.leader,
		"elsewhere": make.Place().staff().manager if who == "elsewhere" else "",
		"auditor": make.make_user(make.AUDITOR),
		"volunteer": make.make_user(make.VOLUNTEER),
		"Guest": "Guest",
	}
	more = {"take_up": (), "decline": ("无关",), "answer": ("Found True", "查", "答")}[step]
	with pytest.raises(frappe.PermissionError):
		as_user(users[who], getattr(api, step), name, *more)
	assert frappe.db.get_value(COMPLAINT, name, "status") == "Received"


def test_who_has_a_part_in_it_does_not_handle_it(place):
	activity = published(place, SOON, activity_name="社区清洁日")
	frappe.db.set_value("Service Activity", activity.name, "owner", place.manager)
	name = filed(place, activity=activity.name)
	with pytest.raises(ComplaintError, match="entered the activity"):
		as_user(place.manager, api.take_up, name)
	as_user(place.officer, api.take_up, name)
	member = place.volunteer(user=place.city_officer, full_name="陈市级")
	make.make_membership(member.name, place.team.name)
	with pytest.raises(ComplaintError, match="belong to the team"):
		answered(place, name, user=place.city_officer)
	answered(place, name, user=place.officer)


def test_who_entered_the_hours_does_not_handle_it(place):
	activity = published(place, SOON, activity_name="社区清洁日")
	who = place.volunteer().name
	make.make_log(place, who, state="Approved", activity=activity.name, recorder=place.manager)
	name = filed(place, activity=activity.name)
	with pytest.raises(ComplaintError, match="entered the activity or its records"):
		as_user(place.manager, api.decline, name, "不实")


def test_a_review_comes_once_and_from_somebody_else(place):
	name = filed(place)
	as_user(place.manager, api.take_up, name)
	answered(place, name)
	with pytest.raises(ComplaintError, match="at least 10"):
		as_user("Guest", api.ask_review, name, "不同意")
	asked = as_user("Guest", api.ask_review, name, "签到表上的签名不是他本人写的。")
	assert (asked["state"], asked["answer"]) == ("under_review", None)
	with pytest.raises(ComplaintError, match="somebody else reviews"):
		answered(place, name)
	answered(place, name, user=place.officer, text="复核：签名属实。")
	doc = frappe.get_doc(COMPLAINT, name)
	assert (doc.handler, doc.reviewer) == (place.manager, place.officer)
	assert state(name)["may_ask_review"] is False
	with pytest.raises(ComplaintError, match="once"):
		as_user("Guest", api.ask_review, name, "我还是不同意这个答复。")


def test_what_is_not_taken_up_says_why(place):
	name = filed(place)
	with pytest.raises(ReasonRequiredError):
		as_user(place.manager, api.decline, name, " ")
	as_user(place.manager, api.decline, name, "与志愿服务无关，请向<b>物业</b>反映。")
	found = state(name)
	assert found["state"] == "declined" and "物业" in found["answer"]
	with pytest.raises(ComplaintError, match="Not Taken Up"):
		as_user(place.manager, api.take_up, name)


def test_an_answer_before_it_is_taken_up_or_half_of_one_is_none(place):
	name = filed(place)
	with pytest.raises(ComplaintError, match="Received"):
		answered(place, name)
	as_user(place.manager, api.take_up, name)
	with pytest.raises(ComplaintError, match="result, what was found"):
		as_user(place.manager, api.answer, name, "Found True", " ", "答了")


@pytest.mark.parametrize(
	("values", "error"),
	[
		({"text": "不对"}, ComplaintError),
		({"kind": "Weather"}, ArgumentError),
		({"region": "", "site": ""}, ComplaintError),
		({"region": "no such", "site": ""}, ComplaintError),
		({"request_key": "x"}, ComplaintError),
		({"complainant_phone": "12"}, ContactError),
	],
)
def test_what_cannot_be_taken_is_said(place, values, error):
	with pytest.raises(error):
		filed(place, **values)
	assert not frappe.db.count(COMPLAINT, {"region": place.region.name})


def test_the_same_page_twice_makes_one_and_a_machine_none(place):
	key = secrets.token_hex(16)
	assert filed(place, request_key=key) == filed(place, request_key=key)
	before = frappe.db.count(COMPLAINT)
	number = filed(place, homepage="http://example.org")
	assert number.startswith("TS-") and frappe.db.count(COMPLAINT) == before
	assert state(number)["state"] == "unknown"


def test_one_address_complains_so_often_and_no_more(place):
	for _n in range(receiving.PER_ADDRESS_AN_HOUR):
		filed(place)
	with pytest.raises(RequestLimitError):
		filed(place)


@pytest.mark.parametrize("number", ["", "TS-0000-0000-0000", "x" * 200, "' or 1=1 --"])
def test_a_number_that_is_none_gets_one_answer(place, number):
	filed(place)
	assert state(number)["state"] == "unknown"
	assert as_user("Guest", api.ask_review, number, WORDS)["state"] == "unknown"


def test_the_staff_enters_what_comes_by_telephone(place):
	values = {"doctype": COMPLAINT, "kind": "Team", "source": "Phone", "text": WORDS, "team": place.team.name}
	forged = {"status": "Closed", "answer": "forged", "handler": "Administrator", "request_id": "x"}
	frappe.set_user(place.manager)
	doc = frappe.get_doc({**values, **forged}).insert()
	assert (doc.status, doc.answer, doc.handler, doc.request_id) == ("Received", None, None, None)
	assert (doc.site, doc.region) == (place.site.name, place.team.region)
	doc.update({"text": "改写了的内容，和当初说的不一样。", "status": "Closed", "answer": "forged"})
	doc.save()
	stored = frappe.get_doc(COMPLAINT, doc.name)
	assert (stored.text, stored.status, stored.answer) == (WORDS, "Received", None)
	with pytest.raises(ComplaintError, match="website enters its own"):
		frappe.get_doc({**values, "source": "Website"}).insert()
	elsewhere = make.Place()
	with pytest.raises(frappe.PermissionError):
		frappe.get_doc({**values, "team": elsewhere.team.name}).insert()


def test_no_generic_door_writes_or_shows_one(place):
	name = filed(place, complainant_name="李小梅", complainant_phone="13800001111")
	for user in (place.leader, make.make_user(make.VOLUNTEER), "Guest"):
		with pytest.raises(frappe.PermissionError):
			as_user(user, frappe.client.get, COMPLAINT, name)
		with pytest.raises(frappe.PermissionError):
			as_user(user, frappe.client.set_value, COMPLAINT, name, "status", "Closed")
	as_user(place.manager, frappe.client.set_value, COMPLAINT, name, {"status": "Closed", "answer": "x"})
	doc = frappe.get_doc(COMPLAINT, name)
	assert (doc.status, doc.answer) == ("Received", None)
	read = as_user(make.make_user(make.AUDITOR), frappe.client.get, COMPLAINT, name)
	assert "李小梅" not in str(read) and "13800001111" not in str(read)
	with pytest.raises(RetentionError, match="not settled"):
		frappe.delete_doc(COMPLAINT, name)


def test_what_waits_stands_on_the_home_page(place):
	filed(place)
	for user, count in (
		(place.manager, 1),
		(place.officer, 1),
		(place.leader, 0),
		(make.Place().staff().manager, 0),
	):
		wait = as_user(user, lambda: today.complaints_to_handle(Sight(frappe.session.user)))
		assert wait.count == count, user


def test_whose_day_comes_is_told_once_for_each_step(place):
	name = filed(place)
	frappe.db.delete(LOG, {"document_name": name})
	due = getdate(frappe.db.get_value(COMPLAINT, name, "acknowledge_by"))
	daily.remind(getdate(add_days(due, -20)))
	assert not told(name)
	daily.remind(due)
	assert told(name) == {place.manager}
	frappe.db.delete(LOG, {"document_name": name})
	daily.remind(due)
	assert not told(name)
	as_user(place.manager, api.take_up, name)
	daily.remind(getdate(frappe.db.get_value(COMPLAINT, name, "answer_by")))
	assert told(name) == {place.manager}


def test_what_was_answered_is_closed_and_who_complained_is_forgotten(place):
	name = filed(place, complainant_phone="13800001111")
	as_user(place.manager, api.take_up, name)
	answered(place, name)
	frappe.db.set_value(COMPLAINT, name, "answered_on", add_days(nowdate(), -15))
	daily.close()
	assert state(name)["state"] == "answered"
	frappe.db.set_value(COMPLAINT, name, "answered_on", add_days(nowdate(), -16))
	daily.close()
	assert state(name)["state"] == "closed" and state(name)["answer"]
	daily.forget()
	assert frappe.db.get_value(COMPLAINT, name, "complainant_phone")
	frappe.db.set_value(COMPLAINT, name, "closed_on", add_days(nowdate(), -181))
	daily.forget()
	assert not frappe.db.get_value(COMPLAINT, name, "complainant_phone")


def test_filing_asks_a_bounded_number_of_questions(place, monkeypatch):
	filed(place)
	first = queries_of(monkeypatch, filed, place)
	for _n in range(5):
		filed(place)
	assert queries_of(monkeypatch, filed, place) <= first < 40
