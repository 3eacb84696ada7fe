"""A site manager fills the checklist on a telephone, an officer certifies in the desk; Excel and versions."""

import io
import json

import frappe
import pytest
from PIL import Image, ImageDraw

from tests.browser import axe
from tests.browser.conftest import login, shot
from tests.browser.desk import PASSWORD, Desk, place, ready, stored
from tests.site.pilot_sites import pilot_world as pilots
from volunteer_services.pilot_sites.services import checklists
from volunteer_services.pilot_sites.services.assessments import workbook

pytestmark = pytest.mark.commits
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PAGE = "/site-assessment"
ASSESSMENT = pilots.ASSESSMENT


def picture(folder, name: str, colour: str = "#c8553d") -> str:
	"""A photograph as a telephone takes it: large."""
	image = Image.new("RGB", (2400, 1800), colour)
	ImageDraw.Draw(image).rectangle((300, 300, 2100, 1500), fill="#f4e4c1", outline="#222222", width=20)
	path = folder / name
	image.save(path, "JPEG", quality=95)
	return str(path)


def telephone(browser, user: str):
	phone = browser.new_page(width=390, height=844)
	login(phone, user, PASSWORD)
	return phone


def saved(phone) -> None:
	"""All that was entered is on the server."""
	phone.wait_for_function(
		"""() => document.getElementById('saved').className === ''
		&& document.getElementById('saved').textContent !== ''"""
	)


def card(phone, code: str):
	return phone.locator(f"[data-code='{code}']")


def test_from_the_telephone_to_the_certification(browser, tmp_path):
	here = place()
	pilots.serve(here)
	frappe.set_user("Administrator")
	frappe.db.set_value("Service Site", here.site.name, "site_name", "南源街家庭综合服务中心志愿服务站")
	manager = ready(here.manager)
	frappe.db.commit()

	phone = telephone(browser, manager)
	phone.goto(PAGE)
	assert phone.evaluate(SIDEWAYS) <= 0 and axe.shut_out(phone) == []
	shot(phone, "assessment-phone-list", full_page=True)
	phone.locator("#begin [type=submit]").click()
	phone.locator("[data-code='7-1']").wait_for()
	name = phone.locator("main").get_attribute("data-assessment")
	assert phone.evaluate(SIDEWAYS) <= 0 and axe.shut_out(phone) == []
	shot(phone, "assessment-phone-blank")
	for box in phone.locator(".tick span").all():
		assert box.bounding_box()["height"] >= 48

	for code in [f"7-{number}" for number in range(1, 8)]:
		card(phone, code).locator(".tick.yes").click()
	card(phone, "7-5").locator("summary").click()
	card(phone, "7-5").locator(".remark").fill("台账每月核对一次")
	saved(phone)
	assert "7 项中 3 项达标" in phone.locator("#progress-words").inner_text()
	assert "缺少照片" in card(phone, "7-1").locator(".problem").inner_text()
	shot(phone, "assessment-phone-ticked", full_page=True)
	for code in ("7-1", "7-2", "7-4", "7-6"):
		card(phone, code).locator(".camera input").set_input_files(picture(tmp_path, f"照片{code}.jpg"))
		card(phone, code).locator(".shown img").wait_for()
	saved(phone)
	assert "7 项中 7 项达标" in phone.locator("#progress-words").inner_text()
	phone.wait_for_function(
		"[...document.querySelectorAll('.shown img')].every((image) => image.naturalWidth)"
	)
	assert phone.evaluate(SIDEWAYS) <= 0 and axe.shut_out(phone) == []
	shot(phone, "assessment-phone-done", full_page=True)
	row = stored("Site Assessment Result", {"parent": name, "item_code": "7-5"}, "is_met", "remark")
	assert row == {"is_met": 1, "remark": "台账每月核对一次"}

	phone.reload()
	assert card(phone, "7-3").locator(".yes input").is_checked()
	phone.locator("#submit").click()
	phone.locator(f"[data-sent='{name}']").wait_for()
	assert stored(ASSESSMENT, name, "workflow_state").workflow_state == "Submitted for Review"
	shot(phone, "assessment-phone-sent", full_page=True)

	desk = Desk(browser, here.officer)
	desk.listing(ASSESSMENT, rows=1)
	shot(desk.page, "assessment-list")
	desk.form(ASSESSMENT, name)
	desk.page.locator(".volunteer-guide").wait_for()
	desk.page.locator(".volunteer-guide summary").click()
	shot(desk.page, "assessment-desk-review")
	desk.action("Certify")
	desk.wait_state("Certified")
	shot(desk.page, "assessment-desk-certified", full_page=True)
	desk.listing(ASSESSMENT, rows=1)
	shot(desk.page, "assessment-list-certified")
	row = stored(ASSESSMENT, name, "docstatus", "certified_by", "met_count")
	assert row == {"docstatus": 1, "certified_by": here.officer, "met_count": 7}
	assert stored("Service Site", here.site.name, "compliance_state").compliance_state == "Certified"


def test_answers_given_without_a_connection_are_sent_later(browser):
	here = place()
	pilots.serve(here)
	doc = pilots.begin(here)
	frappe.set_user("Administrator")
	manager = ready(here.manager)
	frappe.db.commit()
	phone = telephone(browser, manager)
	phone.goto(f"{PAGE}?name={doc.name}")
	phone.context.set_offline(True)
	card(phone, "7-3").locator(".tick.yes").click()
	card(phone, "7-5").locator(".tick.yes").click()
	phone.locator("#offline").wait_for()
	assert "2 项未保存" in phone.locator("#saved").inner_text()
	shot(phone, "assessment-phone-offline")
	phone.locator("#submit").click()
	assert "尚未保存" in phone.locator("#end .message").inner_text()
	assert stored(ASSESSMENT, doc.name, "met_count").met_count == 0
	# The page is lost; what was answered is not.
	phone.context.set_offline(False)
	phone.goto("about:blank")
	phone.goto(f"{PAGE}?name={doc.name}")
	saved(phone)
	assert "7 项中 2 项达标" in phone.locator("#progress-words").inner_text()
	assert stored(ASSESSMENT, doc.name, "met_count").met_count == 2
	assert phone.evaluate("Object.keys(JSON.parse(Object.values(localStorage)[0]).answers).length") == 0


def test_an_answer_of_somebody_else_is_not_overwritten(browser):
	here = place()
	doc = pilots.begin(here)
	frappe.set_user("Administrator")
	manager = ready(here.manager)
	frappe.db.commit()
	phone = telephone(browser, manager)
	phone.goto(f"{PAGE}?name={doc.name}")
	other = frappe.get_doc(ASSESSMENT, doc.name)
	other.results[6].remark, other.results[1].is_met = "来自区级管理员", 1
	other.save()
	frappe.db.commit()
	last = card(phone, "7-7")
	last.locator("summary").click()
	last.locator(".remark").fill("来自站点")
	last.locator(".remark").blur()
	last.locator(".choice button").first.wait_for()
	assert "来自区级管理员" in last.locator(".message").inner_text()
	assert phone.evaluate(SIDEWAYS) <= 0
	shot(phone, "assessment-phone-conflict")
	last.locator(".choice button.second").click()
	assert last.locator(".remark").input_value() == "来自区级管理员"
	card(phone, "7-3").locator(".tick.yes").click()
	saved(phone)
	frappe.db.rollback()
	rows = frappe.get_doc(ASSESSMENT, doc.name).results
	assert (rows[1].is_met, rows[2].is_met, rows[6].remark) == (1, 1, "来自区级管理员")


def test_the_session_that_ended_keeps_the_answers(browser):
	here = place()
	doc = pilots.begin(here)
	frappe.set_user("Administrator")
	manager = ready(here.manager)
	frappe.db.commit()
	phone = telephone(browser, manager)
	phone.goto(f"{PAGE}?name={doc.name}")
	phone.context.clear_cookies()
	card(phone, "7-3").locator(".tick.yes").click()
	card(phone, "7-3").locator(".choice button").wait_for()
	assert "登录已失效" in card(phone, "7-3").locator(".message").inner_text()
	login(phone, manager, PASSWORD)
	phone.reload()
	saved(phone)
	assert stored("Site Assessment Result", doc.results[2].name, "is_met").is_met == 1


def test_a_new_form_fills_itself_and_excel_goes_out_and_comes_back(browser, tmp_path):
	here = place()
	pilots.serve(here)
	frappe.set_user("Administrator")
	frappe.db.commit()
	desk = Desk(browser, here.manager)
	desk.new(ASSESSMENT)
	desk.holds("standard", checklists.in_force())
	desk.pick("service_site", here.site.site_name, here.site.name)
	desk.page.wait_for_function("cur_frm.doc.results && cur_frm.doc.results.length === 7")
	desk.page.locator(".volunteer-guide").wait_for()
	assert desk.shown("[data-fieldname=results] .grid-add-row:visible").count() == 0
	assert "自评" in desk.control("kind").locator("select").inner_text()
	shot(desk.page, "assessment-desk-new")
	name = desk.save()
	desk.page.locator("[data-offer='7-3']").click()
	desk.page.wait_for_function("window.cur_list && cur_list.doctype === 'Volunteer Team'")
	desk.wait_rows(1)

	frappe.db.rollback()
	frappe.set_user(here.manager)
	frappe.local.lang = "zh"
	doc = frappe.get_doc(ASSESSMENT, name)
	from openpyxl import load_workbook

	book = load_workbook(io.BytesIO(workbook.of_draft(doc)))
	book.worksheets[0]["E10"], book.worksheets[0]["E12"] = "是", "也许"
	faulty, right = tmp_path / "faulty.xlsx", tmp_path / "right.xlsx"
	book.save(faulty)
	book.worksheets[0]["E12"] = "是"
	book.save(right)
	frappe.set_user("Administrator")
	frappe.local.lang = "en"

	answer = desk.page.request.get(
		f"/api/method/volunteer_services.api.assessment_forms.export?assessment={name}"
	)
	assert answer.ok and load_workbook(io.BytesIO(answer.body())).sheetnames[1] == "state"
	assert ".xlsx" in answer.headers["content-disposition"]
	desk.form(ASSESSMENT, name)
	import_form(desk, str(faulty))
	box = desk.message("E12")
	assert "也许" in box.inner_text()
	shot(desk.page, "assessment-excel-faults")
	assert stored(ASSESSMENT, name, "met_count").met_count == 0
	desk.form(ASSESSMENT, name)
	import_form(desk, str(right))
	desk.page.wait_for_function("cur_frm.doc.met_count === 2")
	desk.shown(".form-message").first.wait_for()
	assert "7 项中 2 项达标" in desk.shown(".form-message").first.inner_text()
	shot(desk.page, "assessment-desk-draft")
	with desk.page.context.expect_page() as opened:
		desk.button(desk.word("Print Assessment Sheet"))
	sheet = opened.value
	sheet.locator(".sas").wait_for()
	assert "有统一标识" in sheet.locator(".sas").inner_text()
	shot(sheet, "assessment-sheet-browser", full_page=True)
	desk.shown("[data-fieldname=results] .grid-row[data-idx='1'] .row-index").click()
	desk.page.wait_for_timeout(600)
	desk.shown("[data-fieldname=results]").first.scroll_into_view_if_needed()
	shot(desk.page, "assessment-desk-row")


def import_form(desk, path: str) -> None:
	"""Choose from the buttons Excel; the file chooser opens from it."""
	desk.idle()
	desk.shown(f".inner-group-button:has-text('{desk.word('Excel')}') > button:visible").first.click()
	with desk.page.expect_file_chooser() as chooser:
		desk.shown(".inner-group-button .dropdown-item:visible").filter(
			has_text=desk.word("Import Excel Form")
		).first.click()
	chooser.value.set_files(path)


def test_a_used_standard_is_succeeded_from_its_form(browser):
	here = place()
	standard = pilots.standard(standard_name=f"示范标准{here.site.name[-4:]}")
	pilots.begin(here, standard_name=standard.standard_name)
	frappe.set_user("Administrator")
	frappe.db.commit()
	desk = Desk(browser, here.city_officer)
	desk.form(pilots.STANDARD, standard.name)
	desk.page.wait_for_function("cur_frm.get_docfield('items').read_only === 1")
	shot(desk.page, "standard-used")
	desk.button(desk.word("New Version"))
	dialog = desk.dialog(desk.word("New Version"))
	desk.page.wait_for_timeout(500)
	desk.confirm(dialog)
	desk.page.wait_for_function("cur_frm.doctype === 'Checklist Standard' && cur_frm.doc.version_no === 2")
	desk.idle()
	desk.page.wait_for_function("!cur_frm.get_docfield('items').read_only")
	shot(desk.page, "standard-new-version")
	frappe.db.rollback()
	assert len(checklists.versions(standard.standard_name)) == 2
	desk.listing(pilots.STANDARD)
	shot(desk.page, "standard-list")
	desk.form(pilots.STANDARD, checklists.in_force())
	shot(desk.page, "standard-seven")
	manager = Desk(browser, here.manager)
	manager.form(pilots.STANDARD, standard.name)
	assert manager.word("New Version") not in json.dumps(
		manager.shown(".page-head button:visible").all_inner_texts(), ensure_ascii=False
	)
