"""What the certificate, the statement of hours and the record sheet show on paper."""

import base64

import frappe
import pytest

from tests import factories as make
from volunteer_services.foundation.paper import printing
from volunteer_services.service_records.reporting import hours_statement
from volunteer_services.service_records.services import certificates


@pytest.fixture
def world(clean_site):
	place = make.Place()
	volunteer = place.volunteer(full_name="李<b>四")
	logs = [
		make.make_log(place, volunteer.name, state="Approved", service_date=f"2026-03-{day:02d}", minutes=95)
		for day in range(1, 6)
	]
	return frappe._dict(place=place, volunteer=volunteer, logs=logs)


def certificate(world, submit=True, **values):
	unit = world.place.unit.name
	doc = certificates.prepare(world.volunteer.name, unit, "2026-01-01", "2026-06-30", **values)
	if submit:
		doc.submit()
	return doc


def html(doctype, name, print_format):
	return frappe.get_print(doctype, name, print_format, no_letterhead=1)


def test_the_certificate_shows_all_that_the_law_asks_for(world):
	doc = certificate(world)
	text = html("Service Certificate", doc.name, "Service Record Certificate")
	unit = world.place.unit
	for value in (
		"志愿服务记录证明", "护照", doc.holder_id_masked,
		doc.volunteer, doc.certificate_no, "7小时55分钟", "2026年1月1日至2026年6月30日", "探访空巢老人",
		unit.unit_name, unit.credit_code, unit.head, unit.handler, unit.phone, "盖章处", "不收取任何费用",
		printing.printed_code(doc.verification_code), printing.verification_url(),
		printing.date_zh(doc.issued_on), "data:image/png;base64,",
	):  # fmt: skip
		assert value in text, value
	assert text.count("row-block") >= 5
	assert "DRAFT" not in text and "Certificate of Volunteer" not in text


def test_names_are_escaped(world):
	text = html("Service Certificate", certificate(world).name, "Service Record Certificate")
	assert "李&lt;b&gt;四" in text and "李<b>四" not in text


def test_english_stands_below_on_request(world):
	doc = certificate(world, language="Chinese and English")
	text = html("Service Certificate", doc.name, "Service Record Certificate")
	for value in ("Certificate of Volunteer Service Record", "7 h 55 min", "Unified social credit code"):
		assert value in text


@pytest.mark.parametrize(("status", "words"), [("Superseded", "已被取代"), ("Revoked", "已撤销")])
def test_an_invalid_certificate_is_marked(world, status, words):
	doc = certificate(world)
	certificates.set_status(doc, status, "原因")
	assert f"{words} {status.upper()}" in html("Service Certificate", doc.name, "Service Record Certificate")


def test_a_draft_is_marked_and_has_no_code(world):
	text = html("Service Certificate", certificate(world, submit=False).name, "Service Record Certificate")
	assert "草稿 DRAFT" in text and "data:image/png" not in text


def test_the_statement_adds_up_all_units_and_says_what_it_is_not(world):
	other = make.Place()
	make.make_log(other, world.volunteer.name, state="Approved", service_date="2025-05-01", minutes=60)
	make.make_log(other, world.volunteer.name, service_date="2025-05-02")
	data = hours_statement.hours_statement(world.volunteer.name)
	assert (data.minutes, data.records) == (535, 6)
	assert [(int(row.label), row.minutes) for row in data.years] == [(2025, 60), (2026, 475)]
	text = html("Volunteer Profile", world.volunteer.name, "Service Hours Statement")
	assert "服务时长汇总单" in text and "本单不是志愿服务记录证明" in text
	assert world.place.unit.unit_name in text and other.unit.unit_name in text


def test_the_statement_is_for_those_who_may_read_the_file(world):
	user = make.make_user(make.VOLUNTEER)
	world.place.volunteer(user=user)
	frappe.set_user(user)
	with pytest.raises(frappe.PermissionError):
		hours_statement.hours_statement(world.volunteer.name)


def test_the_record_sheet(world):
	log = world.logs[0]
	text = html("Service Log", log.name, "Service Log Sheet")
	unit = world.place.unit.unit_name
	for value in (log.service_content, log.location, log.activity_leader, unit, log.name):
		assert value in text


def test_the_qr_code_is_an_image():
	uri = printing.qr_data_uri("https://example.org/verify-certificate?code=ABCD", 3)
	head, data = uri.split(",")
	assert head == "data:image/png;base64"
	assert base64.b64decode(data).startswith(b"\x89PNG")
