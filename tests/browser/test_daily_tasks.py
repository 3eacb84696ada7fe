"""The daily tasks of the counter and of reviewers, with counted clicks."""

import frappe
import pytest
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.browser.clicks import Clicks
from tests.browser.conftest import shot
from tests.browser.desk import Desk, place, stored
from tests.site.time_bank.rewards_world import REDEMPTION, item, rich

pytestmark = pytest.mark.commits
PROFILE, LOG, CERTIFICATE = "Volunteer Profile", "Service Log", "Service Certificate"
SETTINGS = "Volunteer Services Settings"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def opened(browser, user: str, width: int = 1440) -> tuple[Desk, Clicks]:
	desk = Desk(browser, user)
	desk.page.set_viewport_size({"width": width, "height": 900 if width > 500 else 844})
	return desk, Clicks(desk.page)


def typed(dialog, field: str, value: str) -> None:
	box = dialog.locator(f"[data-fieldname='{field}'] input:visible").first
	box.click()
	box.fill("")
	box.press_sequentially(value, delay=5)


def ticked(dialog, field: str) -> None:
	dialog.locator(f"input[data-fieldname='{field}']").click()


def at_the_counter(desk: Desk, clicks: Clicks):
	"""The dialog for who walks in, from the list of volunteers."""
	desk.listing(PROFILE)
	clicks.begin()
	desk.button(desk.word("Register at the Counter"))
	dialog = desk.dialog(desk.word("Register at the Counter"))
	desk.idle()
	return dialog


@pytest.mark.parametrize("width", [1440, 390])
def test_an_elder_without_a_phone_is_registered_in_eight_clicks(browser, width):
	here = place()
	desk, clicks = opened(browser, here.manager, width)
	if width == 390:  # the head's buttons of a list are in its menu there
		desk.listing(PROFILE)
		desk.page.evaluate("() => { volunteer_services.walk_in.open(); }")
		dialog = desk.dialog(desk.word("Register at the Counter"))
		clicks.begin()
	else:
		dialog = at_the_counter(desk, clicks)
	typed(dialog, "full_name", make.unique("何婆婆"))
	typed(dialog, "id_number", make.resident_id("1941-02-03", male=False))
	dialog.get_by_text("由证件号码得出").wait_for()
	assert dialog.locator("select[data-fieldname='sex']").input_value() == "Female"
	assert not dialog.locator("input[data-fieldname='guardian_name']").is_visible()
	ticked(dialog, "data_consent")
	shot(desk.page, f"walk-in-{width}")
	assert desk.page.evaluate(SIDEWAYS) <= 0
	desk.confirm(dialog)
	desk.page.wait_for_function("window.cur_frm && cur_frm.doc.workflow_state === 'Pending Review'")
	assert clicks.count() <= 8
	name = desk.page.evaluate("cur_frm.docname")
	row = stored(PROFILE, name, "sex", "date_of_birth", "consent_method", "region", "primary_team")
	assert (row.sex, str(row.date_of_birth), row.consent_method) == ("Female", "1941-02-03", "Paper Form")
	assert (row.region, row.primary_team) == (here.region.name, here.team.name)


def test_the_only_person_of_a_station_registers_by_name(browser):
	here = place()
	frappe.db.delete("Staff Appointment", {"user": ["in", [here.officer, here.city_officer]]})
	before = frappe.db.get_single_value(SETTINGS, "allow_self_approval_exception")
	frappe.db.set_single_value(SETTINGS, "allow_self_approval_exception", 1)
	frappe.clear_document_cache(SETTINGS, SETTINGS)
	frappe.db.commit()
	try:
		desk, clicks = opened(browser, here.manager)
		dialog = at_the_counter(desk, clicks)
		offer = dialog.get_by_text("本站无其他审核人")
		offer.wait_for()
		assert frappe.utils.get_fullname(here.manager) in offer.inner_text()
		typed(dialog, "full_name", make.unique("陈伯"))
		typed(dialog, "id_number", make.resident_id("1943-04-05"))
		ticked(dialog, "data_consent")
		ticked(dialog, "alone")
		shot(desk.page, "walk-in-alone")
		desk.confirm(dialog)
		desk.page.wait_for_function("window.cur_frm && cur_frm.doc.workflow_state === 'Registered'")
		assert clicks.count() <= 8
		name = desk.page.evaluate("cur_frm.docname")
		assert stored(PROFILE, name, "reviewed_by").reviewed_by == here.manager
		said = frappe.get_all(
			"Comment", {"reference_doctype": PROFILE, "reference_name": name}, pluck="content"
		)
		assert any(here.manager in text for text in said)
	finally:
		frappe.db.rollback()
		frappe.db.set_single_value(SETTINGS, "allow_self_approval_exception", before)
		frappe.clear_document_cache(SETTINGS, SETTINGS)
		frappe.db.commit()


def test_the_dialog_finds_the_file_of_a_phone_and_asks_minors_for_a_guardian(browser):
	here, elsewhere = place(), make.Place()
	known = here.volunteer(mobile="13912345670", full_name=make.unique("有档案"))
	make.make_volunteer(elsewhere.region.name, elsewhere.team.name, mobile="13912345671")
	frappe.db.commit()
	desk, clicks = opened(browser, here.leader)
	dialog = at_the_counter(desk, clicks)
	typed(dialog, "mobile", "13912345671")
	dialog.get_by_text("本辖区没有使用该手机号的档案。").wait_for()
	typed(dialog, "mobile", "139 1234 5670")
	dialog.get_by_text(known.full_name).wait_for()
	right = make.resident_id(f"{int(nowdate()[:4]) - 12}-01-02")
	wrong = right[:-1] + ("1" if right[-1] != "1" else "2")
	typed(dialog, "id_number", wrong)
	dialog.get_by_text("证件号码有误").wait_for()
	typed(dialog, "id_number", right)
	dialog.locator("input[data-fieldname='guardian_name']").wait_for()
	assert dialog.locator("input[data-fieldname='child_data_consent']").is_visible()
	shot(desk.page, "walk-in-minor")


def thirty(here) -> list[str]:
	"""Thirty records of these days that wait for the leader, and nothing is unusual about them."""
	people = [here.volunteer().name for _number in range(6)]
	logs = []
	for day in range(5):
		for who in people:
			log = make.make_log(here, who, service_date=add_days(nowdate(), -day), minutes=60 + day)
			logs.append(apply_workflow(log, "Submit for Review").name)
	return logs


def states(logs) -> dict[str, int]:
	frappe.db.rollback()
	found: dict[str, int] = {}
	for state in frappe.get_all(LOG, filters={"name": ["in", logs]}, pluck="workflow_state"):
		found[state] = found.get(state, 0) + 1
	return found


@pytest.mark.parametrize("width", [1440, 390])
def test_thirty_records_are_reviewed_in_four_clicks(browser, width):
	here = place()
	logs = thirty(here)
	frappe.db.commit()
	desk, clicks = opened(browser, here.leader, width)
	desk.open("service-review")
	desk.page.locator(".service-review-row").nth(29).wait_for()
	assert desk.page.evaluate(SIDEWAYS) <= 0
	shot(desk.page, f"review-{width}")
	clicks.begin()
	desk.page.locator("[data-clean]").click()
	shot(desk.page, f"review-chosen-{width}")
	desk.page.locator("[data-decision='Approve']").click()
	dialog = desk.dialog(desk.word("Approve"))
	text = dialog.inner_text()
	assert "已选 30 条" in text and "6 人" in text and "更正" in text
	shot(desk.page, f"review-confirm-{width}")
	desk.confirm(dialog)
	desk.message(desk.word("Pending Site Review"))
	assert clicks.count() <= 4
	assert states(logs) == {"Pending Site Review": 30}


def test_a_doubtful_record_comes_first_and_is_returned_with_a_reason(browser):
	here = place()
	who = here.volunteer().name
	logs = [
		apply_workflow(make.make_log(here, who, service_date=nowdate(), minutes=90), "Submit for Review").name
		for _number in range(2)
	]
	frappe.db.commit()
	desk, _clicks = opened(browser, here.leader)
	desk.open("service-review")
	first = desk.page.locator(".service-review-row").first
	first.get_by_text("疑似重复登记").wait_for()
	shot(desk.page, "review-doubtful")
	first.locator("input[data-name]").click()
	desk.page.locator("[data-decision='Return']").click()
	dialog = desk.dialog(desk.word("Return"))
	dialog.locator("[data-fieldname='reason'] textarea").fill("请核对是否重复")
	desk.confirm(dialog)
	desk.message(frappe._("Returned", lang="zh", context=LOG))
	assert states(logs) == {"Returned": 1, "Pending Team Review": 1}


def test_a_certificate_takes_five_clicks(browser):
	here, elsewhere = place(), make.Place()
	volunteer = here.volunteer(full_name="欧阳秀兰")
	for day in ("2026-03-05", "2026-03-06"):
		make.make_log(here, volunteer.name, state="Approved", service_date=day, minutes=90)
	make.make_log(elsewhere, volunteer.name, state="Approved", service_date="2026-03-07", minutes=60)
	frappe.db.commit()
	desk, clicks = opened(browser, here.manager)
	desk.form(PROFILE, volunteer.name)
	clicks.begin()
	desk.button(desk.word("Issue a Certificate"))
	dialog = desk.dialog(desk.word("Issue a Certificate"))
	dialog.get_by_text("证明列出 2 条记录").wait_for()
	assert "档案时长 4.00小时，本证明 3.00小时" in dialog.inner_text().replace(" 小时", "小时")
	shot(desk.page, "certificate-counter")
	with desk.page.context.expect_page() as paper:
		desk.confirm(dialog)
	assert clicks.count() <= 5
	paper.value.get_by_text("欧阳秀兰").first.wait_for()
	frappe.db.rollback()
	(row,) = frappe.get_all(
		CERTIFICATE, {"volunteer": volunteer.name}, ["docstatus", "status", "total_minutes", "recording_unit"]
	)
	assert (row.docstatus, row.status, row.total_minutes) == (1, "Valid", 180)
	assert row.recording_unit == here.unit.name


def test_a_reward_at_the_counter_takes_five_clicks(browser):
	here = place()
	who = rich(here, full_name="陈桂芳")
	reward = item(here, item_title="理发一次")
	frappe.db.commit()
	desk, clicks = opened(browser, here.leader)
	desk.form(PROFILE, who.name)
	clicks.begin()
	desk.button(desk.word("Redeem at the Counter"))
	dialog = desk.dialog(desk.word("Redeem at the Counter"))
	control = dialog.locator("[data-fieldname='reward_item']").first
	control.locator("input").click()
	control.locator(".awesomplete > ul > *", has_text="理发").first.click()
	dialog.get_by_text(desk.word("Handed over at once, with the signature.")).wait_for()
	ticked(dialog, "receipt_signed")
	desk.confirm(dialog)
	desk.message("")
	assert clicks.count() <= 5
	frappe.db.rollback()
	(row,) = frappe.get_all(REDEMPTION, {"volunteer": who.name}, ["workflow_state", "reward_item"])
	assert row == {"workflow_state": "Fulfilled", "reward_item": reward.name}
