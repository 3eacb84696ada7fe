"""The files that prove what was decided stay on the disk, private and where they belong."""

import os

import frappe
import pytest

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from tests.site.pilot_sites.pilot_steps import at
from volunteer_services.exceptions import EvidenceKeptError

REVIEW = "Submitted for Review"


@pytest.fixture
def place():
	return make.Place()


def picture() -> bytes:
	"""A picture that no other file has: Frappe keeps equal ones once."""
	return pilots.PIXEL + make.unique("p").encode()


@pytest.fixture
def proved(place):
	"""A certified assessment whose first photo is a file of its own; with that file and its path."""
	standard = pilots.standard()
	doc = pilots.begin(place, standard=standard.name)
	for row in doc.results:
		row.is_met = 1
	doc.results[0].evidence = pilots.upload(doc, content=picture())
	doc.save()
	pilots.go(place.manager, doc, REVIEW)
	doc = pilots.go(place.officer, doc, "Certified")
	file = frappe.get_doc("File", {"file_url": doc.results[0].evidence})
	assert os.path.exists(file.get_full_path())
	return doc, file


def test_evidence_stays_on_the_disk_when_its_deletion_is_refused(proved):
	_doc, file = proved
	path = file.get_full_path()
	for user in ("Administrator", file.owner):
		frappe.set_user(user)
		with pytest.raises(EvidenceKeptError):
			frappe.delete_doc("File", file.name, force=True, ignore_permissions=True)
		assert os.path.exists(path)


def test_evidence_is_not_made_public(place, proved):
	_doc, file = proved
	path = file.get_full_path()
	frappe.set_user("Administrator")
	file = frappe.get_doc("File", file.name)
	file.is_private = 0
	with pytest.raises(EvidenceKeptError):
		file.save()
	assert os.path.exists(path)


def test_a_twin_of_the_evidence_does_not_take_it_along(place, proved):
	"""Frappe keeps equal files once: whoever has the same picture moves and removes it for all."""
	doc, file = proved
	path = file.get_full_path()
	with open(path, "rb") as opened:
		content = opened.read()
	frappe.set_user(place.manager)
	twin = frappe.get_doc(
		{"doctype": "File", "file_name": "twin.png", "content": content, "is_private": 1}
	).insert()
	assert twin.file_url == file.file_url
	twin.is_private = 0
	with pytest.raises(EvidenceKeptError):
		twin.save()
	assert os.path.exists(path)
	assert frappe.db.get_value("File", file.name, "file_url") == doc.results[0].evidence
	# Frappe asks for other files of the same hash: one that was written over has another.
	frappe.db.set_value("File", twin.name, "content_hash", "other")
	with pytest.raises(EvidenceKeptError):
		frappe.delete_doc("File", twin.name)
	assert os.path.exists(path)


def test_an_equal_file_elsewhere_may_go(place, proved):
	_doc, file = proved
	with open(file.get_full_path(), "rb") as opened:
		content = opened.read()
	frappe.set_user(place.manager)
	twin = frappe.get_doc(
		{"doctype": "File", "file_name": "twin.png", "content": content, "is_private": 1}
	).insert()
	frappe.delete_doc("File", twin.name)
	assert os.path.exists(file.get_full_path())


def test_a_file_that_proves_nothing_goes_from_the_disk(place):
	frappe.set_user(place.manager)
	file = frappe.get_doc(
		{"doctype": "File", "file_name": "x.png", "content": picture(), "is_private": 1}
	).insert()
	path = file.get_full_path()
	assert os.path.exists(path)
	frappe.delete_doc("File", file.name)
	assert not os.path.exists(path)


def test_evidence_of_a_cancelled_decision_stays(place, proved):
	doc, file = proved
	pilots.go(place.city_officer, doc, "Cancelled", decision_reason="材料不实")
	frappe.set_user("Administrator")
	with pytest.raises(EvidenceKeptError):
		frappe.delete_doc("File", file.name, force=True)
	assert os.path.exists(file.get_full_path())


def test_the_pictures_of_a_submission_stay_once_it_was_handed_in(place):
	pilot = at(place, "Designated")
	doc = pilots.submission(place, pilot)
	url = pilots.upload(doc, content=picture())
	inside = pilots.upload(doc, content=picture())
	doc.append("attachments", {"file": url})
	doc.body = f'<p>正文</p><img src="{inside}">'
	doc.save()
	spare = pilots.upload(doc, content=picture())
	for state, user in ((REVIEW, place.manager), ("Accepted", place.officer)):
		doc = pilots.go(user, doc, state)
		frappe.set_user(place.manager)
		for address in (url, inside):
			file = frappe.get_doc("File", {"file_url": address})
			with pytest.raises(EvidenceKeptError):
				frappe.delete_doc("File", file.name, ignore_permissions=True)
			file = frappe.get_doc("File", {"file_url": address})
			file.attached_to_name = "elsewhere"
			with pytest.raises(EvidenceKeptError):
				file.save(ignore_permissions=True)
			assert os.path.exists(frappe.get_doc("File", {"file_url": address}).get_full_path())
	frappe.delete_doc("File", frappe.db.get_value("File", {"file_url": spare}), ignore_permissions=True)
