"""Logging in by a code in a text message: to whom it goes, how often, and that it opens nothing else."""

import re
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import frappe
import pytest

from tests import factories as make
from tests.site.foundation import gateway as gateways
from tests.site.portal.pages_world import open_address, text_of
from tests.site.volunteer_projects.signing_world import as_user
from volunteer_services.api import login_codes as api
from volunteer_services.exceptions import ContactError, LoginCodeError, RequestLimitError
from volunteer_services.foundation import limits
from volunteer_services.portal.domain import login_code as rules
from volunteer_services.portal.services import login_code

PROFILE, SETTINGS = "Volunteer Profile", "Volunteer Services Settings"
PHONE = "13912340000"


def offer(is_offered: int = 1) -> None:
	frappe.db.set_single_value(SETTINGS, "login_by_sms", is_offered)
	frappe.clear_document_cache(SETTINGS, SETTINGS)


def forget() -> None:
	frappe.cache.delete_keys(f"{limits._PREFIX}login code")
	frappe.cache.delete_keys(login_code._KEY)


@pytest.fixture
def place(clean_site):
	forget()
	place = make.Place().staff()
	place.user = make.make_user(make.VOLUNTEER)
	place.own = place.volunteer(user=place.user, full_name="李小梅", mobile=PHONE).name
	offer()
	yield place
	forget()
	frappe.clear_document_cache(SETTINGS, SETTINGS)
	frappe.local.form_dict = frappe._dict()


@pytest.fixture
def sms(place):
	with gateways.listening() as gateway:
		gateways.use_for_sms(gateway)
		yield gateway


@pytest.fixture
def logged_in(monkeypatch):
	"""The users whom the login was told to let in."""
	users = []
	monkeypatch.setattr(frappe.local, "login_manager", SimpleNamespace(login_as=users.append), raising=False)
	return users


def code_of(sms, phone: str = PHONE) -> str:
	assert login_code.make_and_send(phone, "zh")
	sent = sms.got[-1]
	assert sent["to"] == phone
	return re.search(r"\d{6}", sent["text"])[0]


def enter(code: str, phone: str = PHONE) -> None:
	as_user("Guest", api.enter, phone, code)


def test_the_code_of_the_message_lets_its_owner_in_once(place, sms, logged_in):
	code = code_of(sms)
	assert "请勿告诉他人" in sms.got[-1]["text"]
	enter(f" {code[:3]} {code[3:]} ", "139 1234 0000")
	assert logged_in == [place.user]
	with pytest.raises(LoginCodeError, match="wrong or too old"):
		enter(code)
	assert logged_in == [place.user]


def test_what_is_kept_holds_no_code_and_ends(place, sms):
	code = code_of(sms)
	key = login_code._key(PHONE)
	assert code not in str(frappe.cache.get_value(key, expires=True))
	assert 0 < frappe.cache.ttl(frappe.cache.make_key(key)) <= rules.LIFETIME_SECONDS


def test_a_new_code_ends_the_one_before(place, sms, logged_in):
	first, second = code_of(sms), code_of(sms)
	if first != second:
		with pytest.raises(LoginCodeError):
			enter(first)
	enter(second)
	assert logged_in == [place.user]


@pytest.mark.parametrize("code", ["", "x", "12345", "1234567", "１２３４５", "' or 1=1"])
def test_what_is_no_code_is_wrong(place, sms, logged_in, code):
	code_of(sms)
	with pytest.raises(LoginCodeError):
		enter(code)
	assert not logged_in


def test_five_wrong_codes_end_the_right_one(place, sms, logged_in):
	code = code_of(sms)
	wrong = f"{(int(code) + 1) % 10**6:06d}"
	for _n in range(rules.MOST_TRIES):
		with pytest.raises(LoginCodeError):
			enter(wrong)
	with pytest.raises(LoginCodeError):
		enter(code)
	assert not logged_in


@pytest.mark.parametrize(
	"how", ["staff", "desk", "disabled", "two", "suspended", "locked", "no login", "unknown", "changed"]
)
def test_whose_phone_lets_nobody_in(place, sms, logged_in, how):
	if how == "staff":
		make.appoint(place.user, make.LEADER, "Volunteer Team", place.team.name)
	elif how == "desk":
		frappe.db.set_value("User", place.user, "user_type", "System User")
	elif how == "disabled":
		frappe.db.set_value("User", place.user, "enabled", 0)
	elif how == "two":
		place.volunteer(user=make.make_user(make.VOLUNTEER), mobile=PHONE)
	elif how == "suspended":
		frappe.db.set_value(PROFILE, place.own, "workflow_state", "Suspended")
	elif how == "locked":
		frappe.db.set_value(PROFILE, place.own, "is_restricted", 1)
	elif how == "no login":
		frappe.db.set_value(PROFILE, place.own, "user", None)
	elif how == "changed":
		code = code_of(sms)
		frappe.db.set_value(PROFILE, place.own, "mobile", "13912349999")
		with pytest.raises(LoginCodeError):
			enter(code)
		assert not logged_in
		return
	frappe.clear_cache(user=place.user)
	assert not login_code.make_and_send("13912348888" if how == "unknown" else PHONE, "zh")
	assert not sms.got and not logged_in


def test_every_phone_is_answered_alike_and_so_often(place, sms):
	for phone in (PHONE, "13912348888"):
		answers = {as_user("Guest", api.send, phone) for _n in range(rules.PER_PHONE_AN_HOUR)}
		assert answers == {None}
		with pytest.raises(RequestLimitError):
			as_user("Guest", api.send, phone)
	with pytest.raises(ContactError):
		as_user("Guest", api.send, "12")


@pytest.mark.parametrize("what", ["switched off", "no gateway"])
def test_where_it_is_not_offered_nothing_is_sent_and_nobody_let_in(place, sms, logged_in, what):
	code = code_of(sms)
	offer(0) if what == "switched off" else frappe.db.set_single_value("SMS Settings", "sms_gateway_url", "")
	frappe.clear_document_cache("SMS Settings", "SMS Settings")
	for work in (lambda: as_user("Guest", api.send, PHONE), lambda: enter(code)):
		with pytest.raises(LoginCodeError, match="not offered"):
			work()
	assert not logged_in
	assert 'id="sms-form"' not in text_of(open_address("Guest", "join-volunteers/login"))
	response = open_address("Guest", "my-volunteer-service")
	assert response.headers["Location"].startswith("/login?")


def test_the_own_pages_lead_to_it_and_it_leads_back_to_them_alone(place, sms):
	response = open_address("Guest", "my-volunteer-service", part="code")
	assert response.headers["Location"] == "/join-volunteers/login?redirect-to=/my-volunteer-service/code"
	for asked, leads_to in (
		("/my-volunteer-service/code", "/my-volunteer-service/code"),
		("https://elsewhere.example", "/my-volunteer-service"),
		("//elsewhere.example", "/my-volunteer-service"),
		("/my-volunteer-service.elsewhere", "/my-volunteer-service"),
		('"><script>', "/my-volunteer-service"),
	):
		html = text_of(open_address("Guest", "join-volunteers/login", **{"redirect-to": asked}))
		assert f'data-leads-to="{leads_to}"' in html, asked


@pytest.mark.commits
def test_over_http_one_of_many_gets_in_with_one_code(base_url):
	forget()
	place, user = make.Place(), make.make_user(make.VOLUNTEER)
	phone = f"139{make.unique()[-8:]}"
	place.volunteer(user=user, mobile=phone)
	before = frappe.db.get_value("SMS Settings", None, "sms_gateway_url")
	with gateways.listening() as sms:
		gateways.use_for_sms(sms)
		offer()
		frappe.db.commit()
		try:
			code = code_of(sms, phone)
			with ThreadPoolExecutor(6) as pool:
				answers = list(pool.map(lambda _n: _enter(base_url, phone, code), range(6)))
			let_in = [cookies for status, cookies in answers if status == 200]
			assert len(let_in) == 1 and urllib.parse.quote(user, safe="") in let_in[0], answers
		finally:
			offer(0)
			frappe.db.set_single_value("SMS Settings", "sms_gateway_url", before or "")
			frappe.db.commit()
			forget()


def _enter(base_url: str, phone: str, code: str) -> tuple[int, str]:
	request = urllib.request.Request(
		f"{base_url}/api/method/volunteer_services.api.login_codes.enter",
		data=urllib.parse.urlencode({"mobile": phone, "code": code}).encode(),
		headers={"Accept": "application/json"},
	)
	try:
		with urllib.request.urlopen(request, timeout=60) as answer:
			return answer.status, " ".join(answer.headers.get_all("Set-Cookie"))
	except urllib.error.HTTPError as error:
		return error.code, ""
