"""A call-out on the leader's desk and on a member's telephone: called, answered, arrived, missing, back."""

import frappe
import pytest

from tests import factories as make
from tests.browser.conftest import login, shot
from tests.browser.desk import PASSWORD, Desk, place, ready, stored
from tests.site.volunteer_readiness import emergency_world as emergency

pytestmark = pytest.mark.commits
CALL_OUT, RESPONSE = "Emergency Call-out", "Call-out Response"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def here():
	return place()


@pytest.fixture
def team(here):
	return emergency.team(here)


def member(here, team, name: str):
	policy = emergency.rescue_policy(here)
	user = ready(make.make_user(make.VOLUNTEER))
	return emergency.member(here, team.name, policy, full_name=name, mobile="13912345678", user=user)


def mark(desk, name: str, word: str, then: str) -> None:
	person = desk.shown("[data-person]").filter(has_text=name)
	person.locator("button", has_text=word).click()
	desk.shown("[data-person]").filter(has_text=name).filter(has_text=then).wait_for()
	desk.idle()


def test_a_call_out_from_the_order_to_the_head_count(browser, here, team):
	who = member(here, team, "令狐应急")
	member(here, team, "慕容备勤")
	call = emergency.call_out(here, team=team.name)
	frappe.db.commit()

	desk = Desk(browser, here.officer)
	desk.form(CALL_OUT, call.name)
	desk.action("Give the Order")
	desk.wait_state("Ordered Out")
	people = desk.shown(".call-out-list [data-person]")
	people.first.wait_for()
	assert people.count() == 2 and "已通知" in people.first.inner_text()
	shot(desk.page, "call-out-desk", full_page=True)

	phone = browser.new_page(width=390, height=844)
	login(phone, who.user, PASSWORD)
	phone.goto("/my-volunteer-service")
	card = phone.locator("#call-outs .item")
	assert "暴雨内涝" in card.inner_text() and "街道应急仓库" in card.inner_text()
	assert phone.evaluate(SIDEWAYS) <= 0
	shot(phone, "call-out-phone", full_page=True)
	card.locator(".eta").fill("20")
	card.locator(".answer-call[data-step=Yes]").click()
	phone.locator("#call-outs .answer-call[data-step='Set Out']").wait_for()
	name = frappe.db.get_value(RESPONSE, {"call_out": call.name, "volunteer": who.name})
	answer = stored(RESPONSE, name, "answer", "answered_by")
	assert (answer.answer, answer.answered_by) == ("Yes", who.user)

	desk.page.set_viewport_size({"width": 390, "height": 844})
	desk.form(CALL_OUT, call.name)
	people.first.wait_for()
	assert desk.page.evaluate(SIDEWAYS) <= 0
	shot(desk.page, "call-out-desk-phone", full_page=True)
	mark(desk, "令狐应急", "到达", "在岗")
	desk.page.set_viewport_size({"width": 1440, "height": 900})
	desk.action("Begin Gathering")
	desk.wait_state("Gathering")
	desk.action("Pull Out")
	assert "令狐应急" in desk.message("令狐应急").inner_text()
	desk.page.keyboard.press("Escape")
	assert stored(CALL_OUT, call.name, "workflow_state").workflow_state == "Gathering"
	desk.form(CALL_OUT, call.name)
	people.first.wait_for()
	mark(desk, "令狐应急", "离开", "已离开")
	desk.action("Pull Out")
	desk.wait_state("Withdrawn")
	shot(desk.page, "call-out-withdrawn", full_page=True)
