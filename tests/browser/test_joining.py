"""The pages on joining in the hand: an adult, a minor; a lost connection; the staff takes one up."""

import re

import frappe
import pytest
from frappe.utils import add_days, getdate, nowdate

from tests import factories as make
from tests.browser import axe
from tests.browser.conftest import login, shot
from tests.browser.desk import PASSWORD, place, ready
from tests.site.foundation import gateway as gateways
from tests.site.volunteer_registry import joining_world as world
from volunteer_services.portal.services import login_code

pytestmark = pytest.mark.commits
JOIN = "/join-volunteers"
ENGLISH = re.compile(r"[A-Za-z]{4,}")
# What stays: the name of the other language, invented regions and skills, the form of the number.
NO_ENGLISH = re.compile(r"English|AP-[\w-]+|R\d+|\S+@\S+")


@pytest.fixture
def here():
	"""A place whose street is offered, and the staff with passwords."""
	here = place()
	for user in (here.manager, here.officer):
		ready(user)
	world.forget_limits()
	frappe.cache.delete_value("volunteer_services:joining_regions")
	frappe.db.commit()
	yield here
	world.forget_limits()


def phone(browser, width: int = 390, lang: str = "zh", path: str = JOIN):
	page = browser.new_page(width=width, height=844)
	page.goto(f"{path}?lang={lang}")
	return page


def assert_fits(page, lang: str = "zh") -> None:
	assert axe.wider(page) <= 0
	assert axe.cut_texts(page) == []
	assert axe.small_targets(page) == []
	assert axe.shut_out(page) == []
	if lang != "en":
		text = NO_ENGLISH.sub("", page.locator("body").inner_text())
		assert not ENGLISH.findall(text)


def choose_place(page, here) -> None:
	page.get_by_label("区县").select_option(here.district.name)
	page.get_by_label("镇街").select_option(here.street.name)
	serving = page.get_by_label("意向站点或团队")
	serving.locator("option", has_text=here.site.site_name).wait_for(state="attached")


def send(page) -> str:
	page.get_by_label("我已阅读并同意。").check()
	page.get_by_role("button", name="提交申请").click()
	page.locator("#sent").wait_for()
	return page.locator("#application-number").inner_text()


@pytest.mark.parametrize("width", [390, 320])
@pytest.mark.parametrize("lang", ["zh", "zh-TW", "en"])
def test_every_page_fits_and_shuts_nobody_out(browser, here, width, lang):
	for part in ("", "/state", "/login"):
		page = phone(browser, width, lang, f"{JOIN}{part}")
		shot(page, f"join{part.replace('/', '-')}-{width}-{lang}", full_page=True)
		assert_fits(page, lang)
	page = phone(browser, width, lang)
	for number in (1, 2):
		page.locator("[name=kind]").nth(number).check()
		assert_fits(page, lang)


def test_an_adult_applies_and_looks_where_it_is(browser, here):
	page = phone(browser)
	page.get_by_label("姓名", exact=True).fill("梁美华")
	number = page.get_by_label("证件号码")
	right = make.resident_id("1990-02-03", male=False)
	number.press_sequentially(right[:17] + ("1" if right[17] != "1" else "2"))
	page.locator("#id-says.bad", has_text="末位校验码不符").wait_for()
	assert number.get_attribute("aria-invalid") == "true"
	shot(page, "join-wrong-number-390", full_page=True)
	number.fill(right)
	page.locator("#id-says.good", has_text="出生日期1990-02-03，女").wait_for()
	page.get_by_role("button", name="提交申请").click()
	page.locator("#join-says", has_text="请填写：手机号").wait_for()
	page.locator("[name=mobile]").fill("13612345678")
	choose_place(page, here)
	assert not page.locator("[name=photo_consent]").is_checked()
	assert_fits(page)
	shot(page, "join-adult-390", full_page=True)
	application = send(page)
	shot(page, "join-sent-390")
	assert_fits(page)
	page.get_by_role("link", name="查询申请进度").last.click()
	assert page.get_by_label("申请编号").input_value() == application
	page.get_by_label("手机号后四位").fill("5678")
	page.get_by_role("button", name="查询").click()
	page.locator("#state-answer", has_text="申请已收到").wait_for()
	assert_fits(page)
	shot(page, "join-state-390")
	page.get_by_label("手机号后四位").fill("0000")
	page.get_by_role("button", name="查询").click()
	page.locator("#state-answer", has_text="没有查到").wait_for()
	frappe.db.rollback()
	doc = frappe.get_doc(world.APPLICATION, application)
	assert (doc.full_name, doc.region) == ("梁美华", here.street.name)
	assert (doc.kind, doc.status) == ("Self", "Received")
	assert "同意" in doc.consent_notice


def test_a_guardian_applies_for_a_child(browser, here):
	page = phone(browser)
	born = add_days(nowdate(), -11 * 365)
	page.get_by_label("姓名", exact=True).fill("梁小童")
	page.get_by_label("证件号码").fill(make.resident_id(str(getdate(born))))
	page.locator("#id-says.bad", has_text="由监护人申请").wait_for()
	page.get_by_label("我是监护人，为未成年人申请").check()
	page.locator("#id-says.good").wait_for()
	page.get_by_label("监护人姓名").fill("梁父")
	page.get_by_label("监护人电话").fill("13911112222")
	page.get_by_label("本人作为监护人").check()
	choose_place(page, here)
	page.get_by_label("我已阅读并同意。").check()
	page.get_by_role("button", name="提交申请").click()
	page.locator("#join-says", has_text="请填写：孩子未满14周岁").wait_for()
	page.get_by_label("孩子未满14周岁").check()
	assert_fits(page)
	shot(page, "join-minor-390", full_page=True)
	application = send(page)
	frappe.db.rollback()
	doc = frappe.get_doc(world.APPLICATION, application)
	assert (doc.kind, doc.guardian_consent, doc.child_data_consent, doc.mobile) == ("Minor", 1, 1, None)


def test_a_lost_connection_loses_nothing_and_makes_one(browser, here):
	page = phone(browser)
	page.get_by_label("姓名", exact=True).fill("梁断网")
	page.get_by_label("证件号码").fill(make.resident_id("1990-02-03", male=False))
	page.locator("[name=mobile]").fill("13612349999")
	choose_place(page, here)
	page.get_by_label("意向站点或团队").select_option(f"site:{here.site.name}")
	page.get_by_label("我已阅读并同意。").check()
	# The request arrives; its answer does not.
	lost = "**/volunteer_services.api.applications.apply*"
	page.route(lost, lambda route: (route.fetch(), route.abort()))
	page.get_by_role("button", name="提交申请").click()
	page.locator("#join-says.bad", has_text="尚未提交").wait_for()
	shot(page, "join-not-sent-390", full_page=True)
	page.unroute(lost)
	page.reload()
	page.wait_for_function("document.querySelector('[name=serving]').value")
	assert page.get_by_label("姓名", exact=True).input_value() == "梁断网"
	assert page.get_by_label("镇街").input_value() == here.street.name
	page.get_by_role("button", name="提交申请").click()
	page.locator("#sent").wait_for()
	frappe.db.rollback()
	assert frappe.db.count(world.APPLICATION, {"full_name": "梁断网", "region": here.street.name}) == 1
	assert page.evaluate("sessionStorage.getItem('vs_join')") is None


def test_a_late_answer_takes_no_choice_away(browser, here):
	page = phone(browser)
	held = []
	of_district = f"**/volunteer_services.api.applications.serving?region={here.district.name}"
	page.route(of_district, lambda route: held.append(route))
	choose_place(page, here)
	page.get_by_label("意向站点或团队").select_option(f"site:{here.site.name}")
	assert held, "the district's places were asked for first"
	with page.expect_response(of_district):
		held[0].continue_()
	page.wait_for_timeout(300)
	assert page.locator("[name=serving]").input_value() == f"site:{here.site.name}"


def test_the_staff_takes_it_up(browser, here):
	number = make.resident_id("1990-02-03", male=False)
	paper = {"id_type": "Resident ID", "id_number": number, "sex": "Female", "date_of_birth": "1990-02-03"}
	here.volunteer(**paper, full_name="原有人")
	plain = world.applied(here, full_name="梁受理", site=here.site.name)
	claim = world.applied(here, full_name="梁认领", id_number=number, site=here.site.name)
	frappe.db.commit()
	page = login(browser.new_page(), here.manager, PASSWORD)
	page.goto("/app/volunteer-application")
	page.locator(".list-row", has_text="梁受理").wait_for()
	shot(page, "join-list")
	assert page.locator(".list-row", has_text="梁认领").get_by_text("待核对").count()
	page.goto(f"/app/volunteer-application/{claim.name}")
	page.locator(".form-message", has_text="原有人").wait_for()
	shot(page, "join-claim", full_page=True)
	page.goto(f"/app/volunteer-application/{plain.name}")
	page.get_by_role("button", name="受理申请").click()
	page.locator(".modal-dialog:visible .btn-primary").click()
	page.locator(".indicator-pill", has_text="已受理").first.wait_for()
	shot(page, "join-taken-up", full_page=True)
	frappe.db.rollback()
	made = frappe.db.get_value("Volunteer Profile", {"full_name": "梁受理"}, "workflow_state")
	assert made == "Pending Review"


def test_a_volunteer_logs_in_by_a_code_of_a_text_message(browser, here):
	who = here.volunteer(user=ready(make.make_user(make.VOLUNTEER)), mobile=f"139{make.unique()[-8:]}")
	settings = "Volunteer Services Settings"
	before = frappe.db.get_single_value("SMS Settings", "sms_gateway_url")
	with gateways.listening() as sms:
		gateways.use_for_sms(sms)
		frappe.db.set_single_value(settings, "login_by_sms", 1)
		frappe.clear_document_cache(settings, settings)
		frappe.db.commit()
		try:
			page = browser.new_page(width=390, height=844)
			page.goto("/my-volunteer-service/code?lang=zh")
			page.wait_for_url("**/join-volunteers/login**")
			page.goto(f"{page.url}&lang=zh")
			shot(page, "join-login-sms-390", full_page=True)
			assert_fits(page)
			form = page.locator("#sms-form")
			form.get_by_label("手机号").fill(who.mobile)
			form.get_by_role("button", name="获取验证码").click()
			page.locator("#sms-form .message", has_text="验证码将发送到手机").wait_for()
			assert login_code.make_and_send(who.mobile, "zh")  # the work of the job
			form.get_by_label("短信验证码").fill(re.search(r"\d{6}", sms.got[-1]["text"])[0])
			form.get_by_role("button", name="登录").click()
			page.wait_for_url("**/my-volunteer-service/code")
			page.locator("#show-pass").wait_for()
		finally:
			frappe.db.rollback()
			frappe.db.set_single_value("SMS Settings", "sms_gateway_url", before or "")
			frappe.db.set_single_value(settings, "login_by_sms", 0)
			frappe.clear_document_cache(settings, settings)
			frappe.db.commit()
