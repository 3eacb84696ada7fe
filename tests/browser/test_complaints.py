"""Complaints in the hand: hours are objected to, the answer is read, a review asked for; and at the desk."""

import re
from datetime import timedelta

import frappe
import pytest
from frappe.utils import now_datetime, nowdate

from tests import factories as make
from tests.browser import axe
from tests.browser.conftest import shot
from tests.browser.desk import Desk, place
from tests.browser.test_chinese import english
from tests.site.volunteer_projects.signing_world import SOON, published
from volunteer_services.foundation import limits

pytestmark = pytest.mark.commits
COMPLAINTS = "/volunteer-complaints"
ENGLISH = re.compile(r"[A-Za-z]{4,}")
NO_ENGLISH = re.compile(r"English|TS-[\w-]+|VA-\d+")
CUT_HEADINGS = """() => [...document.querySelectorAll(".dt-row-header .dt-cell__content")]
	.filter((cell) => cell.checkVisibility() && cell.scrollWidth > cell.clientWidth + 1)
	.map((cell) => cell.innerText)"""
WORDS = "三月五日上午没有看到名单上的人参加活动。"


@pytest.fixture
def here():
	here = place()
	frappe.cache.delete_keys(f"{limits._PREFIX}complaint")
	frappe.cache.delete_value("volunteer_services:joining_regions")
	frappe.db.commit()
	return here


@pytest.fixture
def activity(here):
	"""A public activity that is over, with hours of today."""
	activity = published(here, SOON, activity_name=make.unique("社区清洁日"))
	for name in ("欧阳秀兰", "司徒志强", "诸葛大力"):
		who = here.volunteer(full_name=name, date_of_birth="1980-01-01")
		values = {"activity": activity.name, "minutes": 95, "recorded_on": nowdate()}
		make.make_log(here, who.name, state="Approved", **values)
	ended = now_datetime() - timedelta(days=1)
	values = {"workflow_state": "Recorded", "starts_on": ended - timedelta(hours=2), "ends_on": ended}
	frappe.db.set_value("Service Activity", activity.name, values)
	frappe.db.commit()
	frappe.cache.delete_keys("volunteer_services:page")
	return activity


def assert_fits(page, lang: str = "zh") -> None:
	assert axe.wider(page) <= 0
	assert axe.cut_texts(page) == []
	assert axe.small_targets(page) == []
	assert axe.shut_out(page) == []
	if lang != "en":
		text = NO_ENGLISH.sub("", page.locator("body").inner_text())
		assert not ENGLISH.findall(text)


@pytest.mark.parametrize(("width", "lang"), [(390, "zh"), (320, "en"), (320, "zh-TW"), (1440, "zh")])
def test_every_page_fits_and_shuts_nobody_out(browser, here, activity, width, lang):
	page = browser.new_page(width=width, height=844)
	addresses = {
		"hours": f"/volunteer-activities/{activity.name}",
		"form": f"{COMPLAINTS}?activity={activity.name}",
		"state": f"{COMPLAINTS}/state",
	}
	page.goto(f"{COMPLAINTS}?lang={lang}")
	for name, address in addresses.items():
		page.goto(address)
		shot(page, f"complaint-{name}-{width}-{lang}", full_page=True)
		assert_fits(page, lang)


def test_hours_are_objected_to_handled_answered_and_reviewed(browser, here, activity):
	page = browser.new_page(width=390, height=844)
	page.goto(f"/volunteer-activities/{activity.name}?lang=zh")
	assert page.locator("#hours .item").count() == 3 and "欧***" in page.locator("#hours").inner_text()
	page.get_by_role("link", name="对时长有异议").click()
	page.get_by_role("button", name="提交").click()
	page.locator("#complaint-says.bad", has_text="至少 10 个字").wait_for()
	page.get_by_label("投诉对象").fill("签到名单")
	page.get_by_label("具体情况").fill(WORDS)
	page.get_by_role("button", name="提交").click()
	page.locator("#sent").wait_for()
	number = page.locator("#complaint-number").inner_text()
	shot(page, "complaint-sent-390", full_page=True)

	desk = Desk(browser, here.officer, "zh")
	handled(desk, number)
	page.goto(f"{COMPLAINTS}/state?lang=zh")
	page.get_by_label("投诉编号").fill(number.lower())
	page.get_by_role("button", name="查询").click()
	page.locator("#state-answer[data-state=answered]").wait_for()
	assert "不属实" in page.locator("#state-answer").inner_text()
	shot(page, "complaint-answered-390", full_page=True)
	assert_fits(page)
	page.get_by_label("申请复核的理由").fill("签到表上的签名不是他本人写的。")
	page.get_by_role("button", name="申请复核").click()
	page.locator("#state-answer[data-state=under_review]").wait_for()
	frappe.db.rollback()
	assert frappe.db.get_value("Service Complaint", number, "status") == "Under Review"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_s_headings_are_whole_and_nothing_is_no_figure(browser, here, language):
	values = {"doctype": "Service Complaint", "region": here.region.name, "received_on": now_datetime()}
	for kind in ("Service Hours", "Team"):
		frappe.get_doc({**values, "kind": kind, "text": WORDS}).insert(ignore_permissions=True)
	desk = Desk(browser, here.officer, language)
	desk.page.set_viewport_size({"width": 1440, "height": 900})
	desk.open("query-report/Complaints by Kind")
	desk.page.wait_for_function("frappe.query_report?.data?.length === 3")
	desk.shown(".dt-row-header .dt-cell__content").first.wait_for()
	desk.page.wait_for_function(
		"""[...document.querySelectorAll('.frappe-chart rect.bar')].some(
			(bar) => bar.getBoundingClientRect().height > 20)"""
	)
	desk.idle()
	assert desk.page.evaluate(CUT_HEADINGS) == []
	days = desk.shown(".dt-scrollable .dt-cell--col-10").all_inner_texts()
	assert [text.strip() for text in days] == ["", "", ""]
	assert "–" in desk.shown(".report-summary").inner_text()
	assert language == "en" or english(desk.page) == []
	shot(desk.page, f"complaint-report-1440-{language}")


def handled(desk, number: str) -> None:
	"""An officer takes it up and answers it, at the desk."""
	desk.page.set_viewport_size({"width": 1440, "height": 900})
	desk.form("Service Complaint", number)
	desk.button("受理")
	desk.shown(".page-actions").get_by_role("button", name="答复投诉").wait_for()
	desk.button("答复投诉")
	dialog = desk.dialog("答复投诉")
	dialog.locator("[data-fieldname=result] select").select_option(label="不属实")
	dialog.locator("[data-fieldname=findings] textarea").fill("看了签到表和照片。")
	dialog.locator("[data-fieldname=answer] textarea").fill("经核查，当天签到表上有本人签名。")
	desk.confirm(dialog)
	desk.page.wait_for_function("cur_frm.doc.status === 'Answered'")
	desk.idle()
	# Frappe's own name of who had no login, in the timeline.
	assert set(english(desk.page)) <= {"Guest"}
	shot(desk.page, "complaint-form-1440", full_page=True)
	desk.page.set_viewport_size({"width": 390, "height": 844})
	desk.page.wait_for_timeout(500)
	shot(desk.page, "complaint-form-390", full_page=True)
	desk.listing("Service Complaint")
	desk.idle()
	shot(desk.page, "complaint-list-390")
