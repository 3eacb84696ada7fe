"""Files that have ended are locked, and after some years they do not say any more who it was."""

import frappe
import frappe.client
import pytest
from frappe.utils import add_days, add_years, nowdate

from tests import factories as make
from tests.site.service_needs.needs_world import NEED, RECIPIENT, as_user, need, recipient, saved_as
from tests.site.service_needs.test_pairings import pair
from volunteer_services.api import recipients
from volunteer_services.exceptions import RecipientError
from volunteer_services.service_needs.services.recipients import contact, retention

WORDS = ("陈婆婆", "幸福里", "81234567", "女儿", "怕狗", "每周二上门", "陪伴独居长者", "聊得开心", "林叔")


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


def served(place, ended: str):
	"""Somebody with everything that a file may have, whose file ended on that day."""
	doc = recipient(
		place, risk_notes="怕狗", sources=[{"source_kind": "Disability Certificate", "level": "林叔"}]
	)
	contact.keep(doc.name, {"address": "幸福里1号", "phone": "020-81234567", "contact_person": "女儿"})
	saved_as(place.manager, doc, languages="粤语")
	asked = need(place, "Done", recipient=doc.name, applicant_name="林叔", applicant_phone="020-81234567")
	frappe.db.set_value(NEED, asked.name, {"rating": 5, "rating_words": "聊得开心", "served_on": nowdate()})
	paired = pair(place, "Paired", recipient=doc.name)
	make._insert(
		{"doctype": "Pairing Contact", "pairing": paired.name, "contact_on": nowdate(),
		"contact_kind": "Phone", "note": "聊得开心"}
	)  # fmt: skip
	as_user(place.manager, recipients.move, doc.name, "Moved Away", "林叔接走")
	frappe.db.set_value(RECIPIENT, doc.name, "status_on", ended)
	file = frappe.get_doc(
		{"doctype": "File", "file_name": "同意书.txt", "content": "陈婆婆", "is_private": 1,
		"attached_to_doctype": RECIPIENT, "attached_to_name": doc.name}
	).insert()  # fmt: skip
	return doc, asked, paired, file


def everything(*docs) -> str:
	"""What the database holds of the documents, their versions and remarks."""
	found = [frappe.get_doc(doc.doctype, doc.name).as_dict() for doc in docs]
	names = [doc.name for doc in docs]
	for doctype, field in (("Version", "docname"), ("Comment", "reference_name")):
		found += frappe.get_all(doctype, {field: ["in", names]}, ["*"])
	found += frappe.get_all("Pairing Contact", {"pairing": ["in", names]}, ["*"])
	return str(found)


def test_after_the_years_of_the_settings_nothing_says_who_it_was(place):
	frappe.db.set_single_value("Volunteer Services Settings", "recipient_years", 2)
	doc, asked, paired, file = served(place, add_days(add_years(nowdate(), -2), -1))
	before = everything(doc, asked, paired)
	assert all(word in before for word in WORDS), "the test must see what it looks for"
	assert retention.forget() == 1
	after = everything(doc, asked, paired)
	assert [word for word in WORDS if word in after] == []
	assert not frappe.db.exists("File", file.name)
	row = frappe.db.get_value(
		RECIPIENT, doc.name, ["recipient_name", "masked_name", "forgotten_on"], as_dict=True
	)
	assert (row.recipient_name, row.masked_name, str(row.forgotten_on)) == (doc.name, "***", nowdate())
	assert frappe.db.get_value(NEED, asked.name, ["rating", "need_kind"]) == (5, asked.need_kind)
	assert retention.forget() == 0


def test_files_that_go_on_or_ended_of_late_are_kept(place):
	running = recipient(place)
	of_late, *_rest = served(place, add_years(nowdate(), -2))
	suspended = recipient(place)
	as_user(place.manager, recipients.move, suspended.name, "Suspended", "住院")
	frappe.db.set_value(RECIPIENT, suspended.name, "status_on", add_years(nowdate(), -9))
	assert retention.forget() == 0
	for doc in (running, of_late, suspended):
		assert frappe.db.get_value(RECIPIENT, doc.name, "recipient_name") == "陈婆婆"


@pytest.mark.parametrize("status", ["Deceased", "Consent Withdrawn"])
def test_a_file_that_ended_for_good_is_locked_by_every_door(place, status):
	doc = recipient(place)
	as_user(place.manager, recipients.move, doc.name, status, "家属告知")
	with pytest.raises(RecipientError, match="locked"):
		saved_as(place.manager, doc, languages="粤语")
	with pytest.raises(RecipientError, match="locked"):
		as_user(place.manager, frappe.client.set_value, RECIPIENT, doc.name, "risk_notes", "怕狗")
	with pytest.raises(RecipientError, match="locked"):
		as_user(place.manager, frappe.client.set_value, RECIPIENT, doc.name, "status", "On File")
	with pytest.raises(RecipientError, match="ended"):
		as_user(place.manager, recipients.keep_contact, doc.name, address="新居1号")
	with pytest.raises(RecipientError, match="ended"):
		as_user(place.manager, recipients.move, doc.name, "On File", "回来了")
	assert frappe.db.get_value(RECIPIENT, doc.name, "status") == status
