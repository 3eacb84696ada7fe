"""Papers are printed in the formats made for them, by every way of printing; our formats are the preset."""

import json

import frappe
import pytest
from frappe.www import printview

from tests import factories as make
from tests.site.foundation.doors_world import call
from volunteer_services.exceptions import PaperFormatError
from volunteer_services.foundation.doors import formats, requests
from volunteer_services.foundation.house import house
from volunteer_services.service_records.services import certificates

CERTIFICATE, FORMAT = "Service Certificate", "Service Record Certificate"
PAPERS = (
	CERTIFICATE,
	"Star Award",
	"Course Attendance",
	"Points Account",
	"Points Donation",
	"Reward Redemption",
	"Pilot Site",
)


@pytest.fixture
def place():
	requests.install()
	return make.Place()


@pytest.fixture
def certificate(place):
	volunteer = place.volunteer(full_name="李小四")
	make.make_log(place, volunteer.name, state="Approved", service_date="2026-03-02", minutes=95)
	doc = certificates.prepare(volunteer.name, place.unit.name, "2026-01-01", "2026-06-30")
	doc.submit()
	return doc


def test_every_doctype_with_formats_presets_one_of_them():
	formats: dict[str, list[str]] = {}
	for row in frappe.get_all(
		"Print Format",
		filters={"standard": "Yes", "module": ["like", "%"]},
		fields=["name", "doc_type"],
		order_by="creation",
	):
		formats.setdefault(row.doc_type, []).append(row.name)
	ours = [doctype for doctype in house().documents if doctype in formats]
	assert len(ours) == 19
	for doctype in ours:
		assert frappe.get_meta(doctype).default_print_format in formats[doctype]


def test_the_papers_are_declared():
	assert sorted(house().papers()) == sorted(PAPERS)


def test_the_organisation_s_own_preset_wins(certificate):
	frappe.make_property_setter(
		{
			"doctype": CERTIFICATE,
			"doctype_or_field": "DocType",
			"property": "default_print_format",
			"value": "Their Own",
			"property_type": "Data",
		}
	)
	frappe.clear_cache(doctype=CERTIFICATE)
	assert frappe.get_meta(CERTIFICATE).default_print_format == "Their Own"


def test_without_a_format_ours_is_printed(place, certificate):
	frappe.set_user(place.officer)
	assert "志愿服务记录证明" in frappe.get_print(CERTIFICATE, certificate.name, no_letterhead=1)


def chosen_format(name: str):
	return printview.get_print_format_doc(name, frappe.get_meta(CERTIFICATE))


def printed(name: str, chosen: str) -> str:
	"""The first releases of Frappe 15 make a page of the error, later ones raise it."""
	try:
		return frappe.get_print(CERTIFICATE, name, chosen)
	except PaperFormatError as refused:
		return str(refused)


@pytest.mark.parametrize("chosen", ["Standard", "No Such Format", "Star Certificate"])
def test_a_paper_leaves_in_no_other_format(place, certificate, chosen):
	for user in (place.officer, place.manager, "Administrator"):
		frappe.set_user(user)
		with pytest.raises(PaperFormatError, match=r"Service Record Certificate"):
			formats.get_rendered_template(certificate, chosen_format(chosen))
		page = printed(certificate.name, chosen)
		assert certificate.certificate_no not in page and certificate.verification_code not in page


def test_a_listing_of_fields_under_another_name_is_none_of_its_formats(place, certificate):
	values = {"doc_type": CERTIFICATE, "standard": "No"}
	listing = frappe.get_doc({"doctype": "Print Format", "name": make.unique("Listing"), **values}).insert()
	with pytest.raises(PaperFormatError, match=r"Service Record Certificate"):
		formats.get_rendered_template(certificate, listing)
	html = "<b>自定 {{ doc.certificate_no }}</b>"
	listing.update({"custom_format": 1, "print_format_type": "Jinja", "html": html})
	listing.save()
	assert f"自定 {certificate.certificate_no}" in frappe.get_print(
		CERTIFICATE, certificate.name, listing.name
	)


@pytest.mark.parametrize("cmd", ["download_pdf", "download_multi_pdf"])
def test_no_pdf_lists_the_fields_of_a_paper(place, certificate, monkeypatch, cmd):
	pages = []
	monkeypatch.setattr("frappe.utils.pdf.get_pdf", lambda html, *args, **kwargs: pages.append(html) or b"")
	name = json.dumps([certificate.name]) if "multi" in cmd else certificate.name
	form = {"doctype": CERTIFICATE, "name": name, "format": "Standard"}
	try:
		call(place.officer, f"frappe.utils.print_format.{cmd}", **form)
	except (AttributeError, frappe.ValidationError):
		pass  # there is nothing to put together
	assert not any(certificate.certificate_no in page for page in pages)


def test_the_preview_lists_no_fields_of_a_paper(place, certificate):
	form = {"doc": CERTIFICATE, "name": certificate.name, "print_format": "Standard"}
	with pytest.raises(PaperFormatError, match=r"Service Record Certificate"):
		call(place.officer, "frappe.www.printview.get_html_and_style", **form)


def test_the_form_that_comes_along_is_not_what_is_printed(place, certificate):
	forged = certificate.as_dict(convert_dates_to_str=True)
	forged.update(holder_name="冒名者", total_minutes=60000)
	page = call(
		place.officer,
		"frappe.www.printview.get_html_and_style",
		doc=json.loads(frappe.as_json(forged)),
		print_format=FORMAT,
		no_letterhead="1",
	)
	html = page["html"] if "html" in page else page["message"]["html"]
	assert "李小四" in html and "冒名者" not in html


def test_another_app_s_document_prints_as_it_did():
	note = frappe.get_doc({"doctype": "ToDo", "description": "买水"}).insert()
	requests.install()
	assert "买水" in frappe.get_print("ToDo", note.name, "Standard")
