"""The public check: valid, superseded, revoked, unknown; what it tells and how often."""

import json
import types

import frappe
import pytest

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from volunteer_services.api import certificates as api
from volunteer_services.exceptions import RequestLimitError
from volunteer_services.foundation.domain.verification import make_code
from volunteer_services.portal.services import verification
from volunteer_services.service_records.services import certificates
from volunteer_services.volunteer_registry.domain.identity import mask_name
from volunteer_services.www import verify_certificate


@pytest.fixture
def request_from():
	"""Pretend that a request came in from this address."""

	def arrive(ip=None, **form):
		ip = ip or f"192.0.2.{make.unique()}"
		frappe.local.request = types.SimpleNamespace(method="GET", scheme="http", headers={}, remote_addr=ip)
		frappe.local.form_dict = frappe._dict(cmd="volunteer_services.api.certificates.verify", **form)

	yield arrive
	del frappe.local.request
	frappe.local.form_dict = frappe._dict()


def verify(code):
	"""As a request asks: early releases of Frappe 15 read the arguments from the form."""
	frappe.local.form_dict["code"] = code
	return api.verify(code)


@pytest.fixture
def certificate(clean_site, request_from):
	place = make.Place().staff()
	volunteer = place.volunteer(full_name="张三丰").name
	make.make_log(place, volunteer, state="Approved", minutes=95)
	frappe.set_user(place.manager)
	doc = frappe.get_doc(
		"Service Certificate", api.prepare(volunteer, place.unit.name, "2026-01-01", "2026-06-30")
	)
	doc.submit()
	frappe.set_user("Guest")
	request_from()
	return doc


def test_a_valid_certificate(certificate):
	answer = verify(certificate.verification_code)
	assert answer["status"] == "valid"
	assert answer["kind"] == "Service Certificate"
	assert answer["holder"] == mask_name("张三丰") != "张三丰"
	assert (answer["minutes"], answer["hours"]) == (95, 1.58)
	assert (answer["unit"], answer["certificate_no"]) == (certificate.unit_name, certificate.certificate_no)
	assert (answer["from_date"], answer["to_date"]) == ("2026-01-01", "2026-06-30")


def test_no_personal_data_but_the_masked_name(certificate):
	text = json.dumps(verify(certificate.verification_code), ensure_ascii=False)
	profile = frappe.get_doc("Volunteer Profile", certificate.volunteer)
	for field in ("full_name", "name", "id_number_masked", "date_of_birth"):
		assert str(profile.get(field)) not in text
	assert certificate.name not in text


@pytest.mark.parametrize(
	"change",
	[
		str.lower,
		lambda code: "-".join(code[i : i + 4] for i in range(0, 20, 4)),
		lambda code: f"  {code[:10]} {code[10:]}　",
		lambda code: code.translate({i: i + 0xFEE0 for i in range(0x21, 0x7F)}),
		lambda code: code.replace("0", "O").replace("1", "I"),
		lambda code: code.replace("0", "o").replace("1", "l"),
	],
)
def test_a_code_is_read_as_people_type_it(certificate, change):
	assert verify(change(certificate.verification_code))["status"] == "valid"


@pytest.mark.parametrize("code", ["", " ", "0", "ABCD", "x" * 5000, "' or 1=1 --", "零" * 20, "%", "0" * 20])
def test_every_other_code_is_unknown_in_the_same_shape(certificate, code):
	answer = verify(code)
	assert answer == verification.EMPTY
	assert answer.keys() == verify(certificate.verification_code).keys()


def test_one_wrong_character_is_unknown(certificate):
	code = certificate.verification_code
	other = ("A" if code[3] != "A" else "B").join((code[:3], code[4:]))
	assert verify(other)["status"] == "unknown"


def test_neither_number_nor_name_is_a_code(certificate):
	for text in (certificate.certificate_no, certificate.name, certificate.volunteer):
		assert verify(text)["status"] == "unknown"


def test_superseded_and_revoked_say_so_and_keep_their_content(certificate):
	frappe.set_user("Administrator")
	certificates.supersede([certificate.entries[0].service_log])
	answer = verify(certificate.verification_code)
	assert (answer["status"], answer["minutes"]) == ("superseded", 95)
	assert answer["changed_on"]
	certificates.revoke(certificate.name, "开错")
	assert verify(certificate.verification_code)["status"] == "revoked"


@pytest.mark.parametrize(
	("status", "told"), [("Granted", "valid"), ("Revoked", "revoked"), ("Proposed", "unknown")]
)
def test_star_certificates_are_checked_by_the_same_code(certificate, status, told):

	frappe.set_user("Administrator")
	code = make_code(b"star certificate")
	row = frappe.new_doc("Star Award")
	row.update(
		{
			"volunteer": certificate.volunteer,
			"volunteer_name": "张三丰",
			"star": 2,
			"title": "二星级志愿者",
			"status": status,
			"minutes_at_award": 18060,
			"certificate_no": make.unique("STAR"),
			"verification_code": code,
			"awarded_on": "2026-03-05",
			"scheme": frappe.db.get_value("Star Scheme", {}, "name"),
		}
	)
	row.name = make.unique("SA-TEST-")
	row.db_insert()
	answer = verify(code)
	assert answer["status"] == told
	if told != "unknown":
		assert (answer["kind"], answer["title"], answer["hours"]) == (
			"Star Certificate",
			"二星级志愿者",
			301.0,
		)
		assert answer["issued_on"] == "2026-03-05"


@pytest.fixture
def plaque(clean_site, request_from):
	place = make.Place()
	doc = pilots.designated(place, awarding_body=place.unit.name)
	frappe.set_user("Guest")
	request_from()
	return frappe._dict(place=place, doc=doc)


def test_a_plaque_is_checked_by_the_same_code(plaque):
	answer = verify(plaque.doc.verification_code)
	assert (answer["status"], answer["kind"]) == ("valid", "Plaque Certificate")
	assert (answer["certificate_no"], answer["holder"]) == (plaque.doc.plaque_no, plaque.place.site.site_name)
	assert answer["unit"] == plaque.place.unit.unit_name
	assert answer["programme"] == frappe.db.get_value(
		pilots.PROGRAMME, plaque.doc.programme, "programme_name"
	)
	assert answer["issued_on"] == str(plaque.doc.designated_on)
	assert (answer["changed_on"], answer["reason"]) == (None, None)
	assert answer.keys() == verification.EMPTY.keys()
	assert plaque.doc.name not in json.dumps(answer) and plaque.place.manager not in json.dumps(answer)


@pytest.mark.parametrize("state", ["Active", "Concluded"])
def test_a_plaque_stays_valid_while_the_site_works_and_after(plaque, state):
	frappe.db.set_value(pilots.PILOT, plaque.doc.name, "workflow_state", state)
	assert verify(plaque.doc.verification_code)["status"] == "valid"


def test_a_plaque_taken_back_says_when_and_why(plaque):
	pilots.go(plaque.place.city_officer, plaque.doc, "Plaque Revoked", decision_reason="长期不开展活动")
	frappe.set_user("Guest")
	answer = verify(plaque.doc.verification_code)
	assert (answer["status"], answer["reason"]) == ("revoked", "长期不开展活动")
	assert answer["changed_on"] == frappe.utils.nowdate()


def test_the_page_shows_the_end_of_a_plaque_with_its_reason(plaque):
	pilots.go(plaque.place.city_officer, plaque.doc, "Plaque Revoked", decision_reason="长期停用 & 失联")
	frappe.set_user("Guest")
	frappe.local.form_dict.update({"code": plaque.doc.verification_code, "lang": "zh"})
	context = verify_certificate.get_context(frappe._dict())
	assert context.state == "revoked" and "牌匾" in context.headline
	assert ("摘牌原因", "长期停用 & 失联") in context.rows
	assert plaque.doc.plaque_no in dict(context.rows).values()
	html = frappe.render_template("volunteer_services/www/verify-certificate.html", context)
	assert "长期停用 &amp; 失联" in html and "牌匾" in html


def test_no_other_kind_has_a_reason_or_programme(certificate):
	answer = verify(certificate.verification_code)
	assert answer["reason"] is None and answer["programme"] is None


def test_each_address_has_its_number_of_checks_an_hour(certificate, request_from):
	frappe.db.set_single_value("Volunteer Services Settings", "verification_requests_per_hour", 3)
	first, second = f"192.0.2.{make.unique()}", f"198.51.100.{make.unique()}"
	request_from(first)
	for _ in range(3):
		assert verify("wrong")["status"] == "unknown"
	with pytest.raises(RequestLimitError):
		verify(certificate.verification_code)
	request_from(second)
	assert verify(certificate.verification_code)["status"] == "valid"


def page(request_from, ip, **form):
	request_from(ip, **form)
	context = frappe._dict()
	verify_certificate.get_context(context)
	return context


def test_the_page_counts_with_the_api_and_is_kind_about_it(certificate, request_from):
	frappe.db.set_single_value("Volunteer Services Settings", "verification_requests_per_hour", 2)
	ip = f"203.0.113.{make.unique()}"
	assert page(request_from, ip).state == "empty"
	assert page(request_from, ip, code=certificate.verification_code).state == "valid"
	assert page(request_from, ip, code="nonsense").state == "unknown"
	context = page(request_from, ip, code=certificate.verification_code)
	assert (context.state, context.http_status_code) == ("limited", 429)
	assert page(request_from, ip).state == "empty"
	frappe.local.lang = "en"
	with pytest.raises(RequestLimitError):
		verify("x")


@pytest.mark.parametrize(
	("header", "language"),
	[
		("", "zh"),
		("zh-CN,zh;q=0.9", "zh"),
		("en-GB,en;q=0.8,zh;q=0.5", "en"),
		("fr-FR,fr", "zh"),
		("fr,en;q=0.5", "en"),
	],
)
def test_the_page_follows_the_browser_and_is_chinese_otherwise(clean_site, request_from, header, language):
	request_from("192.0.2.1")
	frappe.local.request.headers = {"Accept-Language": header}
	context = frappe._dict()
	verify_certificate.get_context(context)
	assert context.page_lang == language
