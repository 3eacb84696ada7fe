"""From the sign-up on a telephone to the record: sign-up, the door, the list, the credited hours."""

from datetime import datetime, timedelta

import frappe
import pytest
from frappe.utils import now_datetime

from tests import factories as make
from tests.browser.conftest import login, shot
from tests.browser.desk import PASSWORD, Desk, place, ready, stored
from tests.site.volunteer_projects.signing_world import move_back, published, row

pytestmark = pytest.mark.commits
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PAGE = "/my-volunteer-service/sign-up"
CODE_PAGE = "/my-volunteer-service/code"
CHECK_IN = "Check In"


@pytest.fixture
def here():
	return place()


def volunteer(here, name: str):
	return here.volunteer(user=ready(make.make_user(make.VOLUNTEER)), full_name=name)


def soon(here, **values):
	"""A published activity that begins in two hours and lasts four."""
	starts = now_datetime().replace(second=0, microsecond=0) + timedelta(hours=2)
	activity = published(here, starts, activity_name="社区清洁日", **values)
	frappe.db.commit()
	return activity


def phone_of(browser, user: str):
	phone = browser.new_page(width=390, height=844)
	login(phone, user, PASSWORD)
	phone.goto(PAGE)
	return phone


def time_passes(activity, hours: float) -> None:
	move_back(activity, hours=hours)
	for name, at in frappe.get_all(
		CHECK_IN, {"activity": activity.name}, ["name", "happened_at"], as_list=True
	):
		frappe.db.set_value(CHECK_IN, name, "happened_at", at - timedelta(hours=hours))
	frappe.db.commit()


def scan(dialog, text: str) -> str:
	"""As a scanner that types would do it; returns what the door says."""
	dialog.locator("[data-fieldname=said]").evaluate("node => node.replaceChildren()")
	box = dialog.locator("[data-fieldname=typed] input")
	box.fill(text)
	box.press("Tab")
	said = dialog.locator("[data-fieldname=said] [role=status]")
	said.wait_for()
	return said.inner_text()


def at_the_door(desk, activity):
	desk.form("Service Activity", activity.name)
	if desk.page.viewport_size["width"] < 500:  # the head's buttons are in the menu there
		desk.menu("Check-in")
	else:
		desk.button(desk.word("Check-in"))
	dialog = desk.dialog(desk.word("Check-in for {0}").format(activity.activity_name))
	desk.idle()
	return dialog


def test_from_the_sign_up_on_a_telephone_to_the_record(browser, here):
	who = volunteer(here, "欧阳秀兰")
	activity = soon(here, capacity=20)

	phone = phone_of(browser, who.user)
	card = phone.locator(f"#sign-ups .item[data-activity='{activity.name}']")
	assert "社区清洁日" in card.inner_text() and phone.evaluate(SIDEWAYS) <= 0
	card.locator(".sign-up").click()
	mine = phone.locator("#sign-ups .item[data-sign-up]")
	mine.wait_for()
	assert "已报名" in mine.inner_text() and phone.evaluate(SIDEWAYS) <= 0
	shot(phone, "sign-up-phone", full_page=True)

	desk = Desk(browser, here.leader)
	desk.form("Service Activity", activity.name)
	panel = desk.shown(".form-dashboard")
	assert "1 / 20" in panel.inner_text() and "已报名 1" in panel.inner_text()
	assert "整场活动" in panel.inner_text() and "Whole" not in panel.inner_text()
	shot(desk.page, "sign-up-activity")

	time_passes(activity, 3)
	phone.goto(CODE_PAGE)
	phone.locator("#show-pass").click()
	phone.locator("#pass-picture:visible").wait_for()
	assert phone.locator("#pass-picture").evaluate("node => node.naturalWidth") > 100
	assert phone.evaluate(SIDEWAYS) <= 0
	shot(phone, "check-in-pass", full_page=True)
	text = phone.evaluate(
		"user => JSON.parse(localStorage['volunteer_services:pass:' + user]).text", who.user
	)
	dialog = at_the_door(desk, activity)
	assert "欧阳秀兰" in scan(dialog, text) and "签到" in scan(dialog, "x" * 9)
	assert dialog.locator("[data-fieldname=board] tbody tr").count() == 1
	shot(desk.page, "check-in-door")
	desk.page.wait_for_timeout(5_100)  # one look of a camera gives the same text many times
	dialog.locator("[data-fieldname=kind] select").select_option("Out")
	assert "签退" in scan(dialog, text)
	frappe.db.rollback()
	assert row(activity, who).status == "Attended"
	seen = dict(frappe.get_all(CHECK_IN, {"volunteer": who.name}, ["kind", "name"], as_list=True))
	assert sorted(seen) == ["In", "Out"]

	came = frappe.db.get_value(CHECK_IN, seen["In"], "happened_at")
	frappe.db.set_value(CHECK_IN, seen["In"], "happened_at", came - timedelta(minutes=50))
	time_passes(activity, 4)
	desk.form("Service Activity", activity.name)
	desk.page.evaluate(
		"label => cur_frm.custom_buttons[label].click()", desk.word("Fill the Roll-call from the Sign-ups")
	)
	desk.page.wait_for_function("cur_frm.doc.participants.length === 1")
	desk.idle()
	desk.button(desk.word("Make {0} Service Records").format(1))
	desk.wait_state("Recorded")
	frappe.db.rollback()
	log = frappe.get_last_doc("Service Log", {"activity": activity.name})
	assert (log.source, log.entry_method, log.trust_class) == ("Check-in", "Leader Scan", "Credited")
	assert log.minutes in (50, 51)


def test_scans_without_network_are_sent_when_it_is_back(browser, here):
	who = volunteer(here, "司马青")
	activity = soon(here, capacity=20)
	phone = phone_of(browser, who.user)
	phone.locator(f"#sign-ups .item[data-activity='{activity.name}'] .sign-up").click()
	phone.locator("#sign-ups .item[data-sign-up]").wait_for()
	time_passes(activity, 3)
	phone.goto(CODE_PAGE)
	phone.locator("#show-pass").click()
	phone.locator("#pass-picture:visible").wait_for()
	text = phone.evaluate(
		"user => JSON.parse(localStorage['volunteer_services:pass:' + user]).text", who.user
	)

	desk = Desk(browser, here.leader)
	desk.page.set_viewport_size({"width": 390, "height": 844})
	dialog = at_the_door(desk, activity)
	assert desk.page.evaluate(SIDEWAYS) <= 0
	desk.page.context.set_offline(True)
	assert "1" in scan(dialog, text)
	shot(desk.page, "check-in-offline")
	frappe.db.rollback()
	assert not frappe.get_all(CHECK_IN, {"volunteer": who.name})
	desk.page.context.set_offline(False)
	desk.page.wait_for_function(
		"Object.keys(localStorage).every((key) => !key.includes(':check-ins:') || localStorage[key] === '[]')"
	)
	frappe.db.rollback()
	(event,) = frappe.get_all(CHECK_IN, {"volunteer": who.name}, ["kind", "offline_id", "received_at"])
	assert event.kind == "In" and event.offline_id and isinstance(event.received_at, datetime)
	shot(desk.page, "check-in-online")


def test_a_full_activity_has_a_waiting_list_and_the_next_is_asked(browser, here):
	first, second = volunteer(here, "诸葛明"), volunteer(here, "上官梅")
	activity = soon(here, capacity=1)
	phones = [phone_of(browser, who.user) for who in (first, second)]
	for phone in phones:
		phone.reload()
		phone.locator(f"#sign-ups .item[data-activity='{activity.name}'] .sign-up").click()
		phone.locator("#sign-ups .item[data-sign-up]").wait_for()
	assert "候补" in phones[1].locator("#sign-ups .item[data-sign-up]").inner_text()
	phones[0].on("dialog", lambda asked: asked.accept())
	phones[0].locator(".answer-sign-up[data-comes='']").click()
	phones[0].locator(f"#sign-ups .item[data-activity='{activity.name}']").wait_for()
	frappe.db.rollback()
	assert row(activity, first).status == "Withdrawn"
	state = stored("Activity Sign Up", row(activity, second).name, "status").status
	assert state in ("Offered", "Waiting")
	phones[1].reload()
	shot(phones[1], "sign-up-offered", full_page=True)
