"""The service card, the menu on the wall, and the list for a walk: what they say, and what they do not."""

import frappe
import pytest
from frappe.utils import nowdate

from tests import factories as make
from tests.queries import queries_of
from tests.site.service_needs.needs_world import RECIPIENT, as_user, kind, need, recipient
from tests.site.service_needs.test_pairings import pair
from volunteer_services.api import recipients
from volunteer_services.exceptions import RecipientError
from volunteer_services.service_needs.reporting import papers
from volunteer_services.service_needs.services.recipients import contact


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


def with_home(place, address: str = "幸福里1号301", **values):
	doc = recipient(place, **values)
	contact.keep(doc.name, {"address": address, "phone": "020-81234567", "contact_person": "女儿"})
	return doc


def offer(place, name: str = "上门理发", **values):
	return make._insert(
		{
			"doctype": "Service Offer",
			"offer_name": name,
			"need_kind": kind(),
			"offer_text": "为行动不便的长者上门理发",
			"region": place.region.name,
			"is_published": 1,
			**values,
		}
	)


def test_the_list_for_a_walk_shows_addresses_that_visitors_may_know(place):
	home = with_home(place, risk_notes="<b>养狗</b>")
	hidden = with_home(place, "藏身处9号", is_hidden_address=1, recipient_name="李伯")
	kept = recipient(place, recipient_name="王奶奶", may_share_address=0)
	contact.keep(kept.name, {"address": "不告知街2号"})
	ended = with_home(place, "旧居3号", recipient_name="赵伯")
	frappe.db.set_value(RECIPIENT, ended.name, "status", "Moved Away")
	names = [home.name, hidden.name, kept.name, ended.name]
	html = as_user(place.manager, recipients.visit_list, names, "重阳节走访")
	for words in (
		"幸福里1号301",
		"020-81234567",
		"女儿",
		"陈婆婆",
		"李伯",
		"王奶奶",
		"重阳节走访",
		"&lt;b&gt;养狗",
	):
		assert words in html, words
	assert not any(words in html for words in ("藏身处", "不告知街", "旧居", "赵伯", "<b>养狗"))
	log = {"method": "volunteer_services.api.recipients.visit_list", "user": place.manager}
	logged = frappe.get_all("Access Log", log, ["reference_document", "page"])
	assert {row.reference_document for row in logged} == set(names[:3])
	assert {row.page for row in logged} == {"重阳节走访"}


def test_a_walk_has_a_reason_an_end_and_no_strangers(place):
	home = with_home(place)
	with pytest.raises(frappe.MandatoryError):
		as_user(place.manager, recipients.visit_list, [home.name], " ")
	for names in ([], [home.name] * 61):
		with pytest.raises(RecipientError, match="1 to 60"):
			as_user(place.manager, recipients.visit_list, names, "走访")
	elsewhere = with_home(make.Place())
	before = frappe.db.count("Access Log")
	for user, names in (
		(place.manager, [home.name, elsewhere.name]),
		(place.leader, [home.name]),
		(make.make_user(), [home.name]),
		("Guest", [home.name]),
	):
		with pytest.raises(frappe.PermissionError):
			as_user(user, recipients.visit_list, names, "走访")
	assert frappe.db.count("Access Log") == before, "what was refused showed nothing, so nothing is logged"


def test_the_card_stays_with_the_person_and_names_no_address(place):
	person = with_home(place)
	pair(place, "Paired", recipient=person.name)
	done = need(place, "Done", recipient=person.name)
	frappe.db.set_value("Service Need", done.name, {"served_on": nowdate(), "rating": 5})
	html = frappe.get_print(RECIPIENT, person.name, "Recipient Service Card", no_letterhead=1)
	for words in (
		"志愿服务卡",
		"陈婆婆",
		person.name,
		place.site.site_name,
		nowdate(),
		"★★★★★",
		"data:image/png",
	):
		assert words in html, words
	assert "幸福里" not in html and "81234567" not in html
	frappe.set_user(place.leader)
	assert not frappe.has_permission(RECIPIENT, "print", person.name)


def test_the_menu_on_the_wall_has_what_is_published_here(place):
	offer(place, "上门理发", when_offered="每月第一个周六", conditions="<i>需预约</i>")
	offer(place, "不在菜单", is_published=0)
	offer(make.Place(), "别处的服务")
	html = frappe.get_print("Service Site", place.site.name, "Service Menu Sheet", no_letterhead=1)
	for words in (
		"志愿服务菜单",
		"上门理发",
		"每月第一个周六",
		"&lt;i&gt;需预约",
		"/volunteer-needs/menu?region=",
	):
		assert words in html, words
	assert "不在菜单" not in html and "别处的服务" not in html
	empty = make.Place()
	html = frappe.get_print("Service Site", empty.site.name, "Service Menu Sheet", no_letterhead=1)
	assert "Nothing is on the menu" in html


def test_papers_ask_as_much_for_many_as_for_one(place, monkeypatch):
	names = [with_home(place, f"幸福里{number}号").name for number in range(6)]
	papers.visit_list(names[:1], "走访")
	one = queries_of(monkeypatch, papers.visit_list, names[:1], "走访")
	six = queries_of(monkeypatch, papers.visit_list, names, "走访")
	log = queries_of(monkeypatch, papers.visit_list, names[:2], "走访") - one
	assert six == one + 5 * log, "each further one costs the line in the log and nothing else"
	person = recipient(place)
	assert queries_of(monkeypatch, papers.recipient_card, person) <= 5
	assert queries_of(monkeypatch, papers.service_menu, place.site) <= 4
