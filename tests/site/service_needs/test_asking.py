"""Anybody asks for help without a login: once, within limits, and nothing shows before it was checked."""

import secrets

import frappe
import frappe.client
import pytest

from tests import factories as make
from tests.site.service_needs.needs_world import NEED, as_user, kind, recipient, saved_as
from volunteer_services.api import needs as api
from volunteer_services.exceptions import ArgumentError, ContactError, NeedError, RequestLimitError
from volunteer_services.service_needs.services.menu import offers


@pytest.fixture
def place(clean_site):
	frappe.cache.delete_keys("volunteer_services:limit")
	return make.Place().staff()


def key() -> str:
	return secrets.token_hex(16)


def ask(place, **values):
	values = {
		"content": "家中老人行动不便，想请人每周陪伴",
		"applicant_name": "陈小姐",
		"applicant_phone": "13800003333",
		"request_key": key(),
		"need_kind": kind(),
		"region": place.region.name,
		**values,
	}
	return as_user("Guest", api.ask, **values)["need"]


def stored(number: str):
	return frappe.get_doc(NEED, {"ask_no": number})


def offer(place, **values):
	return make._insert(
		{
			"doctype": "Service Offer",
			"offer_name": make.unique("家电义修"),
			"need_kind": kind("家电维修"),
			"offer_text": "小家电免费检修，自备配件",
			"region": place.region.name,
			"site": place.site.name,
			"is_published": 1,
			**values,
		}
	)


def test_who_asks_gets_a_number_and_reads_the_answer(place):
	number = ask(place)
	assert number.startswith("XQ-")
	doc = stored(number)
	assert (doc.workflow_state, doc.channel, doc.recipient) == ("Received", "Website", None)
	assert doc.applicant_phone == "13800003333"
	told = as_user("Guest", api.state, number.lower().replace("-", " "))
	assert told["state"] == "received" and told["answer_by"]
	saved_as(place.manager, doc, workflow_state="Declined", reason_code="Paid Work", answer="请联系家政公司")
	told = as_user("Guest", api.state, number)
	assert (told["state"], told["answer"]) == ("declined", "请联系家政公司")
	assert as_user("Guest", api.state, "XQ-0000-0000-0000")["state"] == "unknown"


def test_nothing_goes_on_before_somebody_knows_whose_need_it_is(place):
	doc = stored(ask(place))
	with pytest.raises(NeedError, match="recipient"):
		saved_as(place.manager, doc, workflow_state="Verified", verified_way="Phone")
	saved_as(
		place.manager, doc, workflow_state="Verified", verified_way="Phone", recipient=recipient(place).name
	)
	assert frappe.db.get_value(NEED, doc.name, "recipient_shown") == "陈**"


def test_what_is_sent_twice_makes_one(place):
	same = key()
	assert ask(place, request_key=same) == ask(place, request_key=same)
	assert frappe.db.count(NEED, {"region": place.region.name}) == 1


def test_a_machine_gets_a_number_of_nothing(place):
	number = ask(place, homepage="http://spam.example")
	assert number.startswith("XQ-") and not frappe.db.exists(NEED, {"ask_no": number})


@pytest.mark.parametrize(
	"values, error",
	[
		({"applicant_phone": "123"}, ContactError),
		({"applicant_name": " "}, NeedError),
		({"content": "帮"}, NeedError),
		({"region": "nowhere"}, NeedError),
		({"need_kind": "nothing"}, NeedError),
		({"content": "帮" * 2001}, ArgumentError),
		({"applicant_name": "陈" * 61}, ArgumentError),
		({"risks": "狗" * 501}, ArgumentError),
	],
)
def test_what_cannot_be_answered_is_refused_in_words(place, values, error):
	with pytest.raises(error):
		ask(place, **values)
	assert not frappe.db.exists(NEED, {"region": place.region.name})


def test_one_address_asks_six_times_an_hour(place):
	for _number in range(6):
		ask(place)
	with pytest.raises(RequestLimitError):
		ask(place)


def test_what_is_on_the_menu_is_ordered_and_no_more_than_it_says(place):
	on_menu, hidden = offer(place, orders_per_month=1), offer(place, is_published=0)
	doc = stored(ask(place, offer=on_menu.name, need_kind="", region=""))
	assert (doc.offer, doc.channel, doc.need_kind) == (on_menu.name, "Service Menu", "家电维修")
	assert (doc.site, doc.region) == (place.site.name, place.region.name)
	with pytest.raises(NeedError, match="1 times"):
		ask(place, offer=on_menu.name)
	with pytest.raises(NeedError, match="not on the menu"):
		ask(place, offer=hidden.name)


def test_the_menu_shows_what_is_published_there(place):
	here, hidden = offer(place), offer(place, is_published=0)
	elsewhere = offer(make.Place())
	names = [row.name for row in offers.published(place.region.name)["rows"]]
	assert here.name in names and hidden.name not in names and elsewhere.name not in names
	assert [row.name for row in offers.published(place.region.name, "助学")["rows"]] == []


def test_who_asked_is_read_by_nobody_through_frappe_s_own_doors(place):
	doc = stored(ask(place))
	frappe.set_user(place.manager)
	assert not frappe.client.get(NEED, doc.name).get("applicant_phone")
