"""Availability first: ticked on a telephone, given out in the desk's table, confirmed on the telephone."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import now_datetime

from tests import factories as make
from tests.browser.conftest import login, shot
from tests.browser.desk import PASSWORD, Desk, place, ready
from tests.site.volunteer_projects.signing_world import SHIFT, SIGN_UP, published, row
from volunteer_services.api import availability

pytestmark = pytest.mark.commits
PHONE = {"width": 390, "height": 844}
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def person(here, name: str):
	return here.volunteer(user=ready(make.make_user(make.VOLUNTEER)), full_name=name)


def collecting(here):
	"""A published day with a shift in the morning and one in the afternoon, for one person each."""
	starts_on = now_datetime().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=3)
	activity = published(here, starts_on=starts_on, hours=8, activity_name="邻里节", collects_availability=1)
	for title, hours in (("上午班", 0), ("下午班", 4)):
		frappe.get_doc(
			{
				"doctype": SHIFT,
				"activity": activity.name,
				"shift_title": title,
				"starts_on": starts_on + timedelta(hours=hours),
				"ends_on": starts_on + timedelta(hours=hours + 4),
				"capacity": 1,
			}
		).insert()
	frappe.db.commit()
	return activity


def on_the_phone(browser, who):
	page = browser.new_page(**PHONE)
	login(page, who.user, PASSWORD)
	page.goto("/my-volunteer-service/sign-up?lang=zh")
	return page


def test_from_the_ticks_on_a_telephone_to_the_confirmed_shift(browser):
	here = place()
	first, second = person(here, "李秀兰"), person(here, "王小明")
	activity = collecting(here)

	phone = on_the_phone(browser, first)
	card = phone.locator(f"#availability form[data-activity='{activity.name}']")
	assert "上午班" in card.inner_text() and "班次开始前都可以修改" in card.inner_text()
	assert phone.evaluate(WIDER) <= 0
	for box in card.locator("[name=shift]").all():
		box.check()
	card.get_by_role("button", name="提交").click()
	phone.locator("#availability").get_by_text("已填写").wait_for()
	shot(phone, "availability-390", full_page=True)
	frappe.set_user(second.user)
	availability.answer(activity.name, frappe.get_all(SHIFT, {"activity": activity.name}, pluck="name"))
	frappe.set_user("Administrator")
	frappe.db.commit()

	leader = Desk(browser, here.leader)
	leader.form("Service Activity", activity.name)
	leader.page.set_viewport_size({"width": 1440, "height": 900})
	leader.page.evaluate("volunteer_services.roster.open(cur_frm)")
	dialog = leader.dialog("按可服务时间排班")
	dialog.locator("[data-tick]").first.wait_for()
	assert dialog.locator("[data-tick]").count() == 4
	dialog.get_by_role("button", name="均衡建议").click()
	leader.page.wait_for_function("document.querySelectorAll('[data-tick]:checked').length === 2")
	assert dialog.locator("[data-places='0']").inner_text() == "1 / 1"
	assert not frappe.db.count(SIGN_UP, {"activity": activity.name}), "a proposal saves nothing"
	shot(leader.page, "roster-1440")
	leader.page.set_viewport_size(PHONE)
	leader.page.wait_for_timeout(500)
	assert leader.page.evaluate(WIDER) <= 0
	shot(leader.page, "roster-390")
	leader.page.set_viewport_size({"width": 1440, "height": 900})
	leader.confirm(dialog)
	dialog.get_by_text("待应答").nth(1).wait_for()
	assert dialog.locator("[data-tick]").count() == 2
	shot(leader.page, "roster-given-1440")
	frappe.db.rollback()
	assert (row(activity, first).status, row(activity, second).status) == ("Offered", "Offered")

	phone.reload()
	given = phone.locator(f"#sign-ups [data-sign-up='{row(activity, first).name}']")
	assert "组织者把您排在这个班次" in given.inner_text()
	assert phone.evaluate(WIDER) <= 0
	shot(phone, "put-down-390", full_page=True)
	given.get_by_role("button", name="我会参加").click()
	phone.locator("#sign-ups").get_by_text("已确认").wait_for()
	frappe.db.rollback()
	assert row(activity, first).status == "Confirmed"
