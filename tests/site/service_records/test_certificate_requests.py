"""Requests for certificates: asked on the own page, decided where the service was recorded."""

import frappe
import frappe.client
import pytest

from tests import factories as make
from tests.site.portal.pages_world import open_page, text_of
from tests.site.service_records.corrections_world import approved
from volunteer_services.api import certificate_requests as api
from volunteer_services.exceptions import (
	CertificateError,
	CertificateStatusError,
	ReasonRequiredError,
)
from volunteer_services.foundation.scope.deciding import Sight
from volunteer_services.service_records.reporting import today

REQUEST, CERTIFICATE, LOG = "Service Certificate Request", "Service Certificate", "Notification Log"
MARCH = ("2026-03-01", "2026-03-31")


@pytest.fixture
def place(clean_site):
	place = make.Place().staff()
	place.user = make.make_user(make.VOLUNTEER)
	place.own = place.volunteer(user=place.user, full_name="李小梅").name
	approved(place, place.own, minutes=95, service_date="2026-03-05")
	yield place
	frappe.local.form_dict = frappe._dict()


def asked(place, **values) -> str:
	frappe.set_user(place.user)
	name = api.ask(place.unit.name, *MARCH, purpose="留学", needs_seal=True, **values)["name"]
	frappe.set_user("Administrator")
	return name


def decide(user, name, status, reason=""):
	frappe.set_user(user)
	try:
		return api.decide(name, status, reason)
	finally:
		frappe.set_user("Administrator")


def test_from_the_request_to_the_certificate_on_the_page(place):
	name = asked(place)
	assert "Requested" in text_of(open_page(place.user, "certificates"))
	assert decide(place.manager, name, "Accepted")["status"] == "Accepted"
	issued = decide(place.manager, name, "Certificate Issued")["certificate"]
	doc = frappe.get_doc(CERTIFICATE, issued)
	assert (doc.status, doc.total_minutes, doc.purpose, doc.docstatus) == ("Valid", 95, "留学", 1)
	row = frappe.get_doc(REQUEST, name)
	assert (row.status, row.decided_by, str(row.notice_until)) == (
		"Certificate Issued",
		place.manager,
		frappe.utils.add_days(frappe.utils.nowdate(), 7),
	)
	html = text_of(open_page(place.user, "certificates"))
	assert doc.certificate_no in html and "Shown inside the unit until" in html
	assert frappe.db.count(LOG, {"for_user": place.user, "document_name": name}) == 2


def test_asking_twice_makes_one_request_and_many_are_too_many(place):
	assert asked(place) == asked(place)
	for month in (1, 2):
		approved(place, place.own, service_date=f"2026-0{month}-10")
		frappe.set_user(place.user)
		api.ask(place.unit.name, f"2026-0{month}-01", f"2026-0{month}-28")
	with pytest.raises(CertificateError, match="3 requests"):
		api.ask(place.unit.name, "2026-01-01", "2026-03-31")


def test_a_refusal_says_why_and_the_person_reads_it(place):
	name = asked(place)
	with pytest.raises(ReasonRequiredError):
		decide(place.manager, name, "Refused")
	decide(place.manager, name, "Refused", "期间<b>有误</b>")
	html = text_of(open_page(place.user, "certificates"))
	assert "期间&lt;b&gt;有误&lt;/b&gt;" in html and "Refused" in html
	with pytest.raises(CertificateError, match="already"):
		decide(place.manager, name, "Certificate Issued")
	assert not frappe.db.count(CERTIFICATE, {"volunteer": place.own})


def test_the_person_takes_it_back_and_nobody_else(place):
	name = asked(place)
	other = make.make_user(make.VOLUNTEER)
	place.volunteer(user=other)
	frappe.set_user(other)
	with pytest.raises(frappe.PermissionError):
		api.withdraw(name)
	frappe.set_user(place.user)
	api.withdraw(name)
	with pytest.raises(CertificateError):
		api.withdraw(name)


@pytest.mark.parametrize("period", [("2024-01-01", "2024-12-31"), ("2026-03-31", "2026-03-01")])
def test_without_a_record_there_is_nothing_to_certify(place, period):
	frappe.set_user(place.user)
	with pytest.raises(CertificateError, match="no approved record"):
		api.ask(place.unit.name, *period)


def test_another_s_unit_and_no_file_get_nothing(place):
	elsewhere = make.Place().staff()
	frappe.set_user(place.user)
	with pytest.raises(CertificateError):
		api.ask(elsewhere.unit.name, *MARCH)
	frappe.set_user(make.make_user(make.VOLUNTEER))
	with pytest.raises(frappe.PermissionError):
		api.ask(place.unit.name, *MARCH)


def test_only_who_issues_there_decides(place):
	name, elsewhere = asked(place), make.Place().staff()
	auditor = make.make_user(make.AUDITOR)
	for user in (place.leader, elsewhere.manager, elsewhere.officer, place.user, auditor, "Guest"):
		with pytest.raises(frappe.PermissionError):
			decide(user, name, "Certificate Issued")
	assert frappe.db.get_value(REQUEST, name, "status") == "Requested"


def test_no_form_and_no_request_writes_one(place):
	name = asked(place)
	for user in (place.manager, place.officer, place.user):
		frappe.set_user(user)
		doc = frappe.get_doc(REQUEST, name)
		doc.status = "Certificate Issued"
		with pytest.raises(frappe.PermissionError):
			doc.save()
		with pytest.raises(frappe.PermissionError):
			frappe.client.set_value(REQUEST, name, "status", "Certificate Issued")
		with pytest.raises(frappe.PermissionError):
			frappe.client.insert({"doctype": REQUEST, "volunteer": place.own, "status": "Certificate Issued"})
	frappe.set_user("Administrator")
	doc = frappe.get_doc(REQUEST, name)
	doc.status = "Certificate Issued"
	doc.save()
	with pytest.raises(CertificateStatusError):
		frappe.copy_doc(doc).insert()
	assert frappe.db.get_value(REQUEST, name, "status") == "Requested"


def test_requests_are_listed_in_the_scope(place):
	name, elsewhere = asked(place), make.Place().staff()
	for user, seen in ((place.manager, True), (place.user, True), (elsewhere.manager, False)):
		frappe.set_user(user)
		assert (name in frappe.get_list(REQUEST, pluck="name")) is seen


def test_requests_wait_on_the_home_of_those_who_issue(place):
	asked(place)

	def waiting(user) -> int:
		frappe.set_user(user)
		return today.certificates_to_issue(Sight()).count

	assert waiting(place.manager) == 1 and waiting(place.leader) == 0
	assert waiting(make.Place().staff().manager) == 0
