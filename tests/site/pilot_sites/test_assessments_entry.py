"""Filling an assessment item by item: the telephone's API, its rights, and two people at one draft."""

import io

import frappe
import pytest
from frappe.utils import add_days, nowdate
from PIL import Image
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from volunteer_services.api import assessments as api
from volunteer_services.exceptions import AssessmentError, TransitionPermissionError
from volunteer_services.foundation.files import pictures
from volunteer_services.pilot_sites.services import checklists
from volunteer_services.pilot_sites.services.assessments import evidence, known_records

ASSESSMENT = pilots.ASSESSMENT


@pytest.fixture
def place():
	return make.Place()


@pytest.fixture
def draft(place):
	pilots.serve(place)
	return pilots.begin(place)


def send(filename: str, content: bytes) -> None:
	"""The session's request carries a file."""
	builder = EnvironBuilder(method="POST", data={"file": (io.BytesIO(content), filename)})
	frappe.local.request = Request(builder.get_environ())


def photo(width=3000, height=1500, orientation=None, noise=0) -> bytes:
	"""A JPEG with what a camera notes. With noise it changes whenever it is written anew."""
	image, out = Image.new("RGB", (width, height), "orange"), io.BytesIO()
	if noise:
		image = Image.effect_noise((width, height), noise).convert("RGB")
	exif = Image.Exif()
	exif[0x010F] = "SecretCamera"
	if orientation:
		exif[0x0112] = orientation
	image.save(out, "JPEG", exif=exif)
	return out.getvalue()


def row(draft, code):
	return next(row for row in frappe.get_doc(ASSESSMENT, draft.name).results if row.item_code == code)


# --- what is proposed -------------------------------------------------------------------------------------


def test_a_blank_assessment_has_the_rows_of_the_standard_with_the_counts_of_today(place):
	pilots.serve(place)
	frappe.set_user(place.manager)
	rows = api.blank(place.site.name, checklists.in_force(), nowdate())
	assert [row["item_code"] for row in rows] == [f"7-{number}" for number in range(1, 8)]
	assert {row["item_code"]: row["record_count"] for row in rows if row["record_source"]} == {
		"7-3": 1,
		"7-5": 1,
		"7-7": 1,
	}
	assert rows[0]["guidance"] and "name" not in rows[0]


def test_what_the_system_offers_is_counted_as_the_list_shows_it(place):
	pilots.serve(place)
	frappe.set_user(place.manager)
	offers = api.offers(place.site.name, checklists.in_force())
	assert set(offers) == {"7-3", "7-5", "7-7"}
	for offer in offers.values():
		assert offer["count"] == 1 and offer["is_enough"] and "1" in offer["text"]
		shown = frappe.get_list(offer["doctype"], filters=offer["filters"], pluck="name")
		assert len(shown) == offer["count"], offer


@pytest.mark.parametrize(
	"source", ["Active Teams", "Service Records", "Activities", "Projects", "Registered Volunteers"]
)
def test_every_source_s_list_shows_what_is_counted(place, source):
	pilots.serve(place)
	frappe.set_user("Administrator")
	make.make_project(place.team, place.unit.name, end_date="2016-01-01")  # over long ago
	make.make_project(place.team, place.unit.name, state="Draft")
	offer = known_records.offers(place.site.name, nowdate())[source]
	shown = frappe.get_all(offer["doctype"], filters=offer["filters"], pluck="name", limit_page_length=0)
	assert len(shown) == offer["count"] > 0


def test_offers_stay_within_the_scope(place):
	other = make.Place()
	frappe.set_user(other.manager)
	for call in (api.blank, api.offers):
		with pytest.raises(frappe.PermissionError):
			call(place.site.name, checklists.in_force())
	frappe.set_user(place.leader)
	with pytest.raises(frappe.PermissionError):
		api.blank(place.site.name, checklists.in_force())


# --- item by item -----------------------------------------------------------------------------------------


def test_a_draft_is_begun_and_filled_item_by_item(place):
	pilots.serve(place)
	frappe.set_user(place.manager)
	name = api.begin(place.site.name)["name"]
	doc = frappe.get_doc(ASSESSMENT, name)
	assert (doc.assessor, doc.kind, doc.workflow_state) == (place.manager, "Self", "Draft")
	answer = api.save_item(name, "7-3", is_met=True, remark=" 三支队伍 ")
	assert not answer["conflict"] and answer["met_count"] == 1
	assert answer["row"]["is_met"] == 1 and answer["row"]["remark"] == "三支队伍"
	send("门头.jpg", photo())
	answer = api.attach_evidence(name, "7-1")
	assert answer["met_count"] == 1  # a photo alone is no tick
	answer = api.save_item(name, "7-1", is_met=True)
	assert answer["met_count"] == 2 and not answer["problems"]["7-1"]
	assert [one.item_code for one in frappe.get_doc(ASSESSMENT, name).results if one.is_met] == ["7-1", "7-3"]
	for code in ("7-2", "7-4", "7-5", "7-6", "7-7"):
		if code in ("7-2", "7-4", "7-6"):
			send("x.jpg", photo())
			api.attach_evidence(name, code)
		answer = api.save_item(name, code, is_met=True)
	assert answer["is_compliant"] and answer["met_count"] == 7 and answer["shortfall"] == ""
	assert api.submit(name)["workflow_state"] == "Submitted for Review"
	done = pilots.go(place.officer, frappe.get_doc(ASSESSMENT, name), "Certified")
	assert done.certified_by == place.officer


def test_two_people_fill_one_draft_without_undoing_each_other(place, draft):
	known = {"is_met": 0, "number": 0, "remark": ""}
	frappe.set_user(place.officer)
	api.save_item(draft.name, "7-5", is_met=True, remark="officer", known=known)
	frappe.set_user(place.manager)
	api.save_item(draft.name, "7-3", is_met=True, known=known)
	assert row(draft, "7-5").is_met and row(draft, "7-3").is_met
	clash = api.save_item(draft.name, "7-5", is_met=False, remark="manager", known=known)
	assert clash["conflict"] and clash["row"]["remark"] == "officer"
	assert row(draft, "7-5").remark == "officer"
	again = api.save_item(draft.name, "7-5", is_met=True, remark="manager", known=clash["row"])
	assert not again["conflict"] and row(draft, "7-5").remark == "manager"


def test_what_was_not_changed_does_not_overwrite_what_somebody_else_did(place, draft):
	known = {"is_met": 0, "number": 0, "remark": ""}
	api.save_item(draft.name, "7-5", remark="by the other", known=known)
	answer = api.save_item(draft.name, "7-5", is_met=True, number="0", remark="", known=known)
	assert not answer["conflict"]
	assert (row(draft, "7-5").is_met, row(draft, "7-5").remark) == (1, "by the other")


def test_an_answer_sent_twice_changes_nothing(draft):
	known = {"is_met": 0, "number": 0, "remark": ""}
	api.save_item(draft.name, "7-5", is_met=True, known=known)
	stamp = frappe.db.get_value(ASSESSMENT, draft.name, "modified")
	answer = api.save_item(draft.name, "7-5", is_met=True, known=known)
	assert not answer["conflict"] and frappe.db.get_value(ASSESSMENT, draft.name, "modified") == stamp


def test_what_is_missing_is_said_in_the_reader_s_language(draft):
	frappe.local.lang = "zh"
	api.save_item(draft.name, "7-1", is_met=True)
	assert "缺少照片" in row(draft, "7-1").problem
	frappe.local.lang = "en"
	doc = frappe.get_doc(ASSESSMENT, draft.name)
	doc.run_method("onload")
	assert "photo is missing" in doc.results[0].problem and "not met" in doc.shortfall


@pytest.mark.parametrize("number", ["-1", "1.5", "many", "99999999999999", "1e3"])
def test_impossible_numbers_are_refused(draft, number):
	with pytest.raises(AssessmentError, match="number"):
		api.save_item(draft.name, "7-5", number=number)


def test_a_number_is_saved_and_a_remark_has_an_end(draft):
	assert api.save_item(draft.name, "7-5", number="12")["row"]["number"] == 12
	with pytest.raises(AssessmentError, match="1001"):
		api.save_item(draft.name, "7-5", remark="字" * 1001)
	with pytest.raises(AssessmentError, match="7-9"):
		api.save_item(draft.name, "7-9", is_met=True)


def test_only_who_may_write_the_draft_saves_items(place, draft):
	other = make.Place()
	for user in (other.manager, other.officer, place.leader, make.make_user(make.VOLUNTEER), "Guest"):
		frappe.set_user(user)
		send("x.jpg", photo(60, 60))
		for call in (
			lambda: api.save_item(draft.name, "7-3", is_met=True),
			lambda: api.attach_evidence(draft.name, "7-1"),
			lambda: api.remove_evidence(draft.name, "7-1"),
			lambda: api.submit(draft.name),
		):
			with pytest.raises(frappe.PermissionError):
				call()
	auditor = make.make_user(make.AUDITOR)
	frappe.set_user(auditor)
	with pytest.raises(frappe.PermissionError):
		api.save_item(draft.name, "7-3", is_met=True)
	frappe.set_user(other.manager)
	with pytest.raises(frappe.PermissionError):
		api.begin(place.site.name)


def test_a_site_manager_begins_no_supervisor_s_assessment(place):
	frappe.set_user(place.manager)
	with pytest.raises(AssessmentError, match="supervisor"):
		api.begin(place.site.name, kind="Supervisor")
	frappe.set_user(place.officer)
	assert api.begin(place.site.name, kind="Supervisor")["name"]


def test_after_submission_nothing_is_saved_any_more(place):
	pilots.serve(place)
	doc = pilots.submitted(place, "7-4")
	for call in (
		lambda: api.save_item(doc.name, "7-4", is_met=True),
		lambda: api.remove_evidence(doc.name, "7-1"),
		lambda: api.submit(doc.name),
	):
		with pytest.raises(AssessmentError, match="cannot be changed"):
			call()
	send("x.jpg", photo(60, 60))
	with pytest.raises(AssessmentError, match="cannot be changed"):
		api.attach_evidence(doc.name, "7-1")
	assert row(doc, "7-1").evidence


def test_a_manager_cannot_certify_through_the_page(place):
	doc = pilots.submitted(place, "7-4")
	with pytest.raises(TransitionPermissionError):
		pilots.go(place.manager, doc, "Needs Rectification", decision_reason="x")


# --- files ------------------------------------------------------------------------------------------------


def test_a_photo_is_kept_private_upright_small_and_without_its_camera(draft):
	send("IMG 1.JPG", photo(3000, 1500, orientation=6))
	url = api.attach_evidence(draft.name, "7-1")["row"]["evidence"]
	assert url.startswith("/private/files/")
	content = evidence.content_of(draft, url)
	with Image.open(io.BytesIO(content)) as image:
		assert image.size == (1000, 2000)
		assert not image.getexif()
	assert b"SecretCamera" not in content
	file = frappe.get_doc("File", {"file_url": url})
	assert (file.attached_to_name, file.is_private, file.owner) == (draft.name, 1, draft.owner)


def test_another_photo_takes_the_place_of_the_first_and_it_can_be_removed(draft):
	send("a.jpg", photo(200, 100))
	first = api.attach_evidence(draft.name, "7-1")["row"]["evidence"]
	send("b.jpg", photo(300, 100))
	second = api.attach_evidence(draft.name, "7-1")["row"]["evidence"]
	assert second != first and not frappe.db.exists("File", {"file_url": first})
	assert api.remove_evidence(draft.name, "7-1")["row"]["evidence"] == ""
	assert not frappe.db.exists("File", {"file_url": second})


@pytest.mark.parametrize(
	("code", "filename", "content", "words"),
	[
		("7-1", "a.pdf", b"%PDF-1.4", "cannot be evidence"),
		("7-1", "a.svg", b"<svg onload=alert(1)>", "cannot be evidence"),
		("7-4", "a.html", b"<script>", "cannot be evidence"),
		("7-4", "a.exe", b"MZ", "cannot be evidence"),
		("7-4", "noending", b"x", "cannot be evidence"),
		("7-1", "a.jpg", b"<html>", "damaged"),
		("7-4", "a.pdf", b"MZ\x90\x00", "damaged"),
		("7-1", "a.jpg", b"", "not empty"),
		("7-1", "../../etc/passwd", b"x", "cannot be evidence"),
		("7-1", "<img src=x>.gifx", b"x", "&lt;img"),
	],
)
def test_files_that_prove_nothing_are_refused(draft, code, filename, content, words):
	send(filename, content)
	with pytest.raises(AssessmentError, match=words):
		api.attach_evidence(draft.name, code)
	assert not row(draft, code).evidence


def test_a_file_that_is_too_large_or_missing_is_refused(draft):
	send("a.jpg", b"\xff\xd8\xff" + b"0" * evidence.MAX_BYTES)
	with pytest.raises(AssessmentError, match="10 MB"):
		api.attach_evidence(draft.name, "7-1")
	frappe.local.request = Request(EnvironBuilder(method="POST").get_environ())
	with pytest.raises(AssessmentError, match="No file"):
		api.attach_evidence(draft.name, "7-1")


def test_pictures_that_pillow_does_not_read_stay_as_they_are():
	heic = b"\0\0\0\x18ftypheic" + b"0" * 40
	assert pictures.matches(heic, "heic") and pictures.tidy("a.heic", heic) == ("a.heic", heic)
	broken = photo(60, 60)[:200]
	assert pictures.tidy("a.jpg", broken) == ("a.jpg", broken)
	assert pictures.thumbnail(broken, 50) is None
	transparent = io.BytesIO()
	Image.new("RGBA", (40, 20), (0, 0, 0, 0)).save(transparent, "PNG")
	with Image.open(io.BytesIO(pictures.thumbnail(transparent.getvalue(), 10))) as image:
		assert image.size == (10, 5) and image.getpixel((1, 1))[0] > 250


def test_photos_are_carried_over_to_the_follow_up(place, draft):
	"""Frappe strips a copied JPEG once more and gives it another name."""
	for code in ("7-1", "7-2"):
		send(f"{code}.jpg", photo(200, 150, noise=80))
		api.attach_evidence(draft.name, code)
		api.save_item(draft.name, code, is_met=True)
	frappe.db.set_single_value("System Settings", "strip_exif_metadata_from_uploaded_images", 1)
	api.submit(draft.name)
	decided = pilots.go(
		place.officer,
		draft,
		"Needs Rectification",
		decision_reason="补充制度",
		rectify_owner=place.manager,
		rectify_by=add_days(nowdate(), 9),
	)
	frappe.set_user(place.manager)
	follow_up = frappe.get_doc(ASSESSMENT, decided.follow_up)
	assert [one.item_code for one in follow_up.results if one.is_carried_over] == ["7-1", "7-2"]
	for code in ("7-1", "7-2"):
		assert evidence.content_of(follow_up, row(follow_up, code).evidence)
	assert api.submit(follow_up.name)["workflow_state"] == "Submitted for Review"
	assert not row(follow_up, "7-1").problem


def test_the_file_of_another_assessment_is_not_read(place, draft):
	send("a.jpg", photo(60, 60))
	url = api.attach_evidence(draft.name, "7-1")["row"]["evidence"]
	other = pilots.begin(place)
	assert evidence.content_of(other, url) is None
	assert evidence.content_of(draft, "/private/files/../site_config.json") is None
