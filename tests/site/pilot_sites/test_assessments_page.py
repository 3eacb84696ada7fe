"""/site-assessment: who sees what, rendered as the website renders it, and the printed sheet."""

import re

import frappe
import pytest
from frappe.utils import set_request
from frappe.website.serve import get_response

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from tests.site.pilot_sites.test_assessments_entry import photo, send
from volunteer_services.api import assessments as api
from volunteer_services.pilot_sites.reporting import assessment_sheet
from volunteer_services.www import site_assessment

PATH = "site-assessment"
ASSESSMENT = pilots.ASSESSMENT
SHEET = "Site Assessment Sheet"


@pytest.fixture
def place():
	place = make.Place()
	pilots.serve(place)
	return place


@pytest.fixture
def visit():
	"""Open the page as a user, with these parameters in the address."""

	def open_page(user, lang="en", **parameters):
		frappe.set_user(user)
		frappe.local.lang = lang
		frappe.local.form_dict = frappe._dict(parameters, lang=lang)
		frappe.local.response = frappe._dict(docs=[])
		set_request(path=f"/{PATH}", query_string=parameters)
		return get_response(PATH)

	yield open_page
	frappe.local.form_dict = frappe._dict()


def text_of(response) -> str:
	html = response.get_data(as_text=True)
	assert response.status_code == 200, re.findall(r"Traceback.*?</", html, re.S)
	return html


def test_guests_are_sent_to_the_login_and_come_back(place, visit):
	response = visit("Guest")
	assert response.status_code in (301, 302)
	assert response.headers["Location"].endswith("/login?redirect-to=/site-assessment")
	response = visit("Guest", name="SA-1&x=//evil")
	assert "redirect-to=/site-assessment%3Fname%3DSA-1%26x%3D//evil" in response.headers["Location"]


def test_the_page_stays_out_of_caches_and_search(place, visit):
	response = visit(place.manager)
	assert "no-store" in response.headers["Cache-Control"] and "private" in response.headers["Cache-Control"]
	assert 'name="robots" content="noindex' in text_of(response)
	assert site_assessment.no_cache == 1 and site_assessment.sitemap == 0
	for path in (None, "", "login", "site-assessment/x", "my-volunteer-service"):
		assert site_assessment.AssessmentPage(path).can_render() is False


@pytest.mark.parametrize("role", [make.VOLUNTEER, make.LEADER, make.AUDITOR, make.SITE])
def test_who_may_not_assess_is_told_so(place, visit, role):
	user = place.leader if role == make.LEADER else make.make_user(role)  # a site manager without a site
	html = text_of(visit(user))
	assert 'data-state="no-right"' in html and "<form" not in html


def test_the_own_drafts_and_the_sites_of_the_scope(place, visit):
	draft = pilots.begin(place)
	other = make.Place()
	theirs = pilots.begin(other)
	sent = pilots.submitted(place, "7-4")
	html = text_of(visit(place.manager))
	assert re.findall(r'data-draft="([^"]+)"', html) == [draft.name]
	assert re.findall(r'data-sent="([^"]+)"', html) == [sent.name]
	assert re.findall(r'<option value="([^"]*)"', html) == [place.site.name]
	assert theirs.name not in html and other.site.name not in html
	assert 'name="kind"' not in html
	officer = text_of(visit(place.officer))
	assert 'name="kind"' in officer and draft.name not in officer


def test_a_draft_has_a_card_an_item_with_guidance_and_counts(place, visit):
	draft = pilots.begin(place)
	html = text_of(visit(place.manager, name=draft.name))
	assert re.findall(r'data-code="([^"]+)"', html) == [f"7-{number}" for number in range(1, 8)]
	for row in draft.results:
		assert row.item_title in html and row.guidance in html
	assert html.count('class="offer good"') == 3 and "1 active teams; at least 1 needed" in html
	assert html.count('capture="environment"') == 4
	assert "0 of 7 proved" in html
	chinese = text_of(visit(place.manager, "zh", name=draft.name))
	assert "7 项中 0 项达标" in chinese and "拍照" in chinese and "1 支在册志愿服务团队" in chinese


def test_remarks_are_shown_as_text(place, visit):
	draft = pilots.begin(place)
	nasty = '</textarea><script>alert("x")</script>'
	api.save_item(draft.name, "7-3", remark=nasty)
	html = text_of(visit(place.manager, name=draft.name))
	assert nasty not in html and "<script>alert" not in html
	frappe.db.set_value(
		"Site Assessment Result", draft.results[2].name, "remark", nasty
	)  # as if it slipped in
	html = text_of(visit(place.manager, name=draft.name))
	assert nasty not in html and "<script>alert" not in html and "&lt;/textarea&gt;" in html


@pytest.mark.parametrize("name", ["SA-0000-00000", "<script>", "%"])
def test_a_draft_that_does_not_exist_is_said(place, visit, name):
	html = text_of(visit(place.manager, name=name))
	assert (
		'data-state="closed"' in html
		and "<script>" not in html.split("</style>")[1].split("<script>window")[0]
	)


def test_nobody_opens_the_drafts_of_another_place_nor_one_that_was_sent(place, visit):
	theirs = pilots.begin(make.Place())
	html = text_of(visit(place.manager, name=theirs.name))
	assert 'data-state="closed"' in html and theirs.site_name not in html and "data-code" not in html
	sent = pilots.submitted(place, "7-4")
	html = text_of(visit(place.manager, name=sent.name))
	assert 'data-state="closed"' in html and "data-code" not in html


def test_a_follow_up_says_why_and_what_is_carried_over(place, visit):
	doc = pilots.submitted(place, "7-4")
	doc = pilots.go(
		place.officer,
		doc,
		"Needs Rectification",
		decision_reason="制度未上墙",
		rectify_owner=place.manager,
		rectify_by=frappe.utils.add_days(frappe.utils.nowdate(), 9),
	)
	html = text_of(visit(place.manager, name=doc.follow_up))
	assert "制度未上墙" in html and doc.name in html and "6 of 7 proved" in html


# --- the printed sheet ------------------------------------------------------------------------------------


def printed(doc, lang: str = "zh", user: str | None = None) -> str:
	if user:
		frappe.set_user(user)
	frappe.local.lang = lang
	return frappe.get_print(doc.doctype, doc.name, SHEET)


def test_the_sheet_shows_items_evidence_and_outcome(place):
	draft = pilots.begin(place)
	send("门头.jpg", photo(400, 300))
	api.attach_evidence(draft.name, "7-1")
	api.save_item(draft.name, "7-1", is_met=True, remark="已挂牌<b>")
	api.save_item(draft.name, "7-4", is_met=True)  # without its document
	html = printed(draft)
	for row in draft.results:
		assert row.item_title in html and row.guidance in html
	assert html.count('class="yes"') == 1 and html.count('class="no"') == 6
	assert "data:image/jpeg;base64," in html and "已挂牌&lt;b&gt;" in html
	assert "未认定达标" in html and "缺少文件" in html and draft.name in html
	assert "Not certified" in printed(draft, "en")


def test_the_sheet_of_a_certified_site_bears_no_stamp(place):
	doc = pilots.certified(place)
	html = printed(doc)
	assert 'class="stamp"' not in html and html.count('class="yes"') == 7
	assert "达标" in html and ".pdf" in html


def test_the_sheet_is_for_who_may_see_the_assessment(place):
	doc = pilots.begin(place)
	frappe.set_user(make.Place().manager)
	with pytest.raises(frappe.PermissionError):
		assessment_sheet.assessment_sheet(doc.name)
	set_request(path="/printview")
	try:
		shown = frappe.get_print(doc.doctype, doc.name, SHEET)  # the first 15 answers with an error page
	except frappe.PermissionError:
		shown = ""
	assert doc.site_name not in shown


# --- what the system has proved, and the way to the telephone -----------------------------------------------


def test_what_the_system_has_proved_is_offered_for_one_touch(place, visit):
	draft = pilots.begin(place)
	html = text_of(visit(place.manager, name=draft.name))
	proved = re.findall(r'<section class="card item" data-proved data-code="([^"]+)"', html)
	assert proved == ["7-3", "7-5", "7-7"]
	assert 'id="proved"' in html and html.count('id="tick-proved"') == 1
	for code in proved:
		api.save_item(draft.name, code, is_met=True)
	html = text_of(visit(place.manager, name=draft.name))
	assert 'id="proved"' not in html


def test_a_site_without_records_has_nothing_proved(visit, monkeypatch):
	monkeypatch.setattr(frappe.db, "commit", lambda *args, **kwargs: None)
	bare = make.Place()
	draft = pilots.begin(bare)
	codes = re.findall(r"data-proved data-code", text_of(visit(bare.manager, name=draft.name)))
	assert "7-5" not in codes and "7-7" not in codes


def test_the_code_leads_to_the_page_of_the_draft(place):
	draft = pilots.begin(place)
	frappe.set_user(place.manager)
	found = api.phone_link(draft.name)
	assert found["address"] == frappe.utils.get_url(f"/site-assessment?name={draft.name}")
	assert found["code"].startswith("data:image/png;base64,")
	assert api.phone_link()["address"] == frappe.utils.get_url("/site-assessment")


@pytest.mark.parametrize("who", ["other", "volunteer", "auditor"])
def test_the_code_of_a_draft_is_for_whoever_fills_it(place, who):
	draft = pilots.begin(place)
	other = make.Place()
	callers = {
		"other": other.manager,
		"volunteer": make.make_user(make.VOLUNTEER),
		"auditor": make.make_user(make.AUDITOR),
	}
	frappe.set_user(callers[who])
	with pytest.raises(frappe.PermissionError):
		api.phone_link(draft.name)
