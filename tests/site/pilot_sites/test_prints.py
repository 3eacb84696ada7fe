"""The papers of the pilot sites: plaque, visit record."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from volunteer_services.exceptions import PilotSiteError
from volunteer_services.foundation.paper import printing
from volunteer_services.pilot_sites.reporting import papers


@pytest.fixture
def place():
	return make.Place()


def html(doc, print_format):
	return frappe.get_print(doc.doctype, doc.name, print_format, no_letterhead=1)


def test_the_plaque_certificate_shows_what_was_awarded(place):
	doc = pilots.designated(place, awarding_body=place.unit.name)
	text = html(doc, "Plaque Certificate")
	programme = frappe.db.get_value(pilots.PROGRAMME, doc.programme, "programme_name")
	for value in (
		"授牌证书", doc.site_name, programme, place.unit.unit_name, place.unit.credit_code, doc.plaque_no,
		printing.printed_code(doc.verification_code), printing.date_zh(doc.designated_on), "盖章处",
		printing.verification_url(), "data:image/png;base64,",
	):  # fmt: skip
		assert value in text, value
	assert "REVOKED" not in text


@pytest.mark.parametrize("state", ["Candidate", "Preparing", "Withdrawn"])
def test_nothing_is_printed_before_the_designation(place, state):
	doc = pilots.candidate(place)
	if state != "Candidate":
		doc = pilots.go(place.officer, doc, state, decision_reason="x")
	with pytest.raises(PilotSiteError, match="no plaque yet"):
		papers.plaque_certificate(doc.name)


def test_a_plaque_taken_back_is_marked_with_day_and_reason(place):
	doc = pilots.designated(place)
	doc = pilots.go(place.city_officer, doc, "Plaque Revoked", decision_reason="长期<b>停用")
	text = html(doc, "Plaque Certificate")
	for value in ("已摘牌 REVOKED", "长期&lt;b&gt;停用", printing.date_zh(nowdate())):
		assert value in text, value


def test_names_are_escaped(place):
	frappe.db.set_value("Service Site", place.site.name, "site_name", "甲<b>站")
	doc = pilots.designated(place)
	text = html(doc, "Plaque Certificate")
	assert "甲&lt;b&gt;站" in text and "甲<b>站" not in text


def test_the_plaque_is_for_those_who_may_read_the_site(place):
	doc = pilots.designated(place)
	for user in (make.Place().officer, place.leader):
		frappe.set_user(user)
		with pytest.raises(frappe.PermissionError):
			papers.plaque_certificate(doc.name)
	frappe.set_user(place.manager)
	assert doc.plaque_no in html(doc, "Plaque Certificate")


def test_the_visit_record_shows_findings_answers_and_their_end(place):
	doc = pilots.visit(
		place,
		visited_on=nowdate(),
		summary="总体良好",
		experts=[{"expert_name": "王专家", "organisation": "某大学", "topic": "项目设计"}],
		resources=[{"resource_kind": "Books", "description": "案例集", "quantity": 5}],
		findings=[
			{"finding": "台账<b>不全", "severity": "Major", "due_on": add_days(nowdate(), 7)},
			{"finding": "标识缺失"},
		],
	)
	doc.findings[1].update({"status": "Closed", "closing_remark": "已更换标识"})
	doc.save()
	text = html(doc, "Site Visit Record")
	for value in (
		"志愿服务站点走访记录", place.site.site_name, place.district.region_name, "总体良好", "王专家",
		"某大学", "案例集", "台账&lt;b&gt;不全", "标识缺失", "已更换标识", add_days(nowdate(), 7),
	):  # fmt: skip
		assert value in text, value
	frappe.set_user(make.Place().officer)
	with pytest.raises(frappe.PermissionError):
		papers.site_visit_record(doc.name)
