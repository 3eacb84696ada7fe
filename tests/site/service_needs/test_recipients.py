"""The file of somebody who is served: consent, what it may say, where they live, and how it ends."""

import frappe
import frappe.client
import frappe.desk.form.load
import pytest
from frappe.utils import add_days, getdate, nowdate

from tests import factories as make
from tests.queries import queries_of
from tests.site.service_needs.needs_world import NEED, RECIPIENT, as_user, need, recipient, saved_as
from volunteer_services.api import recipients
from volunteer_services.exceptions import ArgumentError, OutOfScopeError, ReasonRequiredError, RecipientError
from volunteer_services.service_needs.services.recipients import glance

HOME = {"address": "西村街道环市路1号301", "phone": "020-81234567", "contact_person": "女儿 陈小姐"}


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


def test_a_file_needs_a_consent_that_holds(place):
	for values in (
		{"consent": 0},
		{"consent_on": None},
		{"consent_way": ""},
		{"consent_until": add_days(nowdate(), -1)},
	):
		with pytest.raises(RecipientError, match="consent"):
			recipient(place, **values)
	assert recipient(place, consent_until=nowdate()).status == "On File"


def test_a_child_needs_the_guardian_and_a_group_stands_once(place):
	child = {"birth_year": getdate(nowdate()).year - 9, "groups": [{"recipient_group": "Migrant Children"}]}
	with pytest.raises(RecipientError, match="guardian"):
		recipient(place, **child)
	assert recipient(place, guardian_name="陈母", **child).guardian_name
	with pytest.raises(RecipientError, match="twice"):
		recipient(place, groups=[{"recipient_group": "Patients"}] * 2)


def test_lists_show_one_character_and_the_day_on_which_a_visit_is_due(place):
	doc = recipient(place)
	assert doc.masked_name == "陈**" and getdate(doc.due_on) == getdate(add_days(nowdate(), 7))
	assert getdate(recipient(place, living="With Family").due_on) == getdate(add_days(nowdate(), 30))
	assert getdate(recipient(place, visit_every_days=3).due_on) == getdate(add_days(nowdate(), 3))


def test_who_keeps_the_file_writes_the_address_and_reads_it_with_a_reason(place):
	doc = recipient(place)
	as_user(place.manager, recipients.keep_contact, doc.name, **HOME)
	assert frappe.db.get_value(RECIPIENT, doc.name, "has_contact") == 1
	with pytest.raises(frappe.MandatoryError):
		as_user(place.manager, recipients.look, doc.name, "  ")
	before = frappe.db.count("Access Log", {"reference_document": doc.name})
	seen = as_user(place.officer, recipients.look, doc.name, "安排家电维修")
	assert seen == {**HOME, "health_notes": ""}
	assert frappe.db.count("Access Log", {"reference_document": doc.name}) == before + 1
	said = frappe.get_all(
		"Comment", {"reference_doctype": RECIPIENT, "reference_name": doc.name}, pluck="content"
	)
	assert any("安排家电维修" in text and place.officer in text for text in said)


def test_what_is_too_long_is_refused_and_not_cut(place):
	doc = recipient(place)
	with pytest.raises(ArgumentError, match="Address has 501 characters, more than the 500"):
		as_user(place.manager, recipients.keep_contact, doc.name, address="路" * 501)
	as_user(place.manager, recipients.keep_contact, doc.name, address="路" * 500)
	with pytest.raises(ArgumentError, match="Reason has 141"):
		as_user(place.manager, recipients.look, doc.name, "因" * 141)
	seen = as_user(place.manager, recipients.look, doc.name, "因" * 140)
	assert seen["address"] == "路" * 500


def test_health_is_written_with_its_own_consent_only(place):
	doc = recipient(place)
	with pytest.raises(RecipientError, match="health"):
		as_user(place.manager, recipients.keep_contact, doc.name, health_notes="高血压")
	saved_as(place.manager, doc, consent_health=1)
	as_user(place.manager, recipients.keep_contact, doc.name, health_notes="高血压")
	assert as_user(place.manager, recipients.look, doc.name, "探访前")["health_notes"] == "高血压"


def test_no_generic_door_shows_or_takes_the_address(place):
	doc = recipient(place)
	as_user(place.manager, recipients.keep_contact, doc.name, **HOME)
	for user in (place.manager, place.officer, place.city_officer):
		frappe.set_user(user)
		assert not frappe.client.get(RECIPIENT, doc.name).get("address")
		for field, value in HOME.items():
			rows = frappe.get_list(RECIPIENT, fields=["name", field], filters={"name": doc.name})
			assert value not in str(rows)
		frappe.set_user("Administrator")
	saved_as(place.manager, doc, address="别处", risk_notes="有狗")
	assert frappe.db.get_value(RECIPIENT, doc.name, ["address", "risk_notes"]) == (HOME["address"], "有狗")


def test_nobody_outside_sees_a_file_and_no_leader_sees_any(place):
	doc = recipient(place)
	as_user(place.manager, recipients.keep_contact, doc.name, **HOME)
	elsewhere = make.Place().staff()
	volunteer = make.make_user(make.VOLUNTEER)
	for user in (elsewhere.manager, place.leader, volunteer, "Guest"):
		assert not as_user(user, frappe.has_permission, RECIPIENT, "read", doc.name)
		for call in (
			lambda: recipients.look(doc.name, "看看"),
			lambda: recipients.keep_contact(doc.name, address="别处"),
			lambda: recipients.move(doc.name, "Suspended", "看看"),
		):
			with pytest.raises(frappe.PermissionError):
				as_user(user, call)
	auditor = make.make_user(make.AUDITOR)
	assert as_user(auditor, frappe.has_permission, RECIPIENT, "read", doc.name)
	with pytest.raises(frappe.PermissionError):
		as_user(auditor, recipients.look, doc.name, "检查")
	frappe.set_user(place.manager)
	with pytest.raises(OutOfScopeError):
		copy = frappe.copy_doc(doc)
		copy.update({"region": elsewhere.region.name, "site": elsewhere.site.name, "consent": 1,
			"consent_on": "2026-01-05", "consent_way": "Paper Form"})  # fmt: skip
		copy.insert()


def test_a_file_that_ends_cancels_its_needs_and_is_not_opened_again(place):
	doc = recipient(place)
	open_need, done = need(place, recipient=doc.name), need(place, "Done", recipient=doc.name)
	with pytest.raises(ReasonRequiredError):
		as_user(place.manager, recipients.move, doc.name, "Deceased", " ")
	answer = as_user(place.manager, recipients.move, doc.name, "Deceased", "家属告知")
	assert answer == {"status": "Deceased", "cancelled": 1}
	assert frappe.db.get_value(NEED, open_need.name, "workflow_state") == "Cancelled"
	assert frappe.db.get_value(NEED, done.name, "workflow_state") == "Done"
	assert not frappe.db.get_value(RECIPIENT, doc.name, "due_on")
	with pytest.raises(RecipientError, match="ended"):
		as_user(place.manager, recipients.move, doc.name, "On File", "弄错了")


def test_who_withdraws_the_consent_is_forgotten_but_stays_counted(place):
	doc = recipient(place)
	as_user(place.manager, recipients.keep_contact, doc.name, **HOME)
	as_user(place.manager, recipients.move, doc.name, "Consent Withdrawn", "本人要求")
	kept = frappe.db.get_value(RECIPIENT, doc.name, ["address", "phone", "contact_person", "has_contact"])
	assert kept == (None, None, None, 0)
	with pytest.raises(RecipientError, match="ended"):
		as_user(place.manager, recipients.keep_contact, doc.name, address="新址")


def test_a_suspended_file_goes_on(place):
	doc = recipient(place)
	as_user(place.manager, recipients.move, doc.name, "Suspended", "住院")
	assert not frappe.db.get_value(RECIPIENT, doc.name, "due_on")
	as_user(place.manager, recipients.move, doc.name, "On File", "出院")
	assert frappe.db.get_value(RECIPIENT, doc.name, "due_on")


def test_status_is_written_by_nobody(place):
	doc = recipient(place)
	saved_as(place.manager, doc, status="Deceased", due_on="2099-01-01", last_served_on="2026-01-01")
	stored = frappe.db.get_value(RECIPIENT, doc.name, ["status", "last_served_on"])
	assert stored == ("On File", None)


def test_the_whole_file_at_a_glance_in_four_queries(place, monkeypatch):
	doc = recipient(place)
	done = need(place, "Done", recipient=doc.name)
	frappe.db.set_value(NEED, done.name, {"served_on": nowdate(), "rating": 4})
	need(place, recipient=doc.name)
	found = as_user(place.manager, recipients.glance, doc.name)
	assert found["counts"] == {"needs": 2, "served": 1, "rating": 4.0}
	assert {row.name for row in found["needs"]} >= {done.name}
	assert queries_of(monkeypatch, glance.of, doc.name) == 4
	with pytest.raises(frappe.PermissionError):
		as_user(place.leader, recipients.glance, doc.name)


def test_the_person_gets_a_copy_of_all_and_of_nobody_else(place):
	doc = recipient(place)
	as_user(place.manager, recipients.keep_contact, doc.name, **HOME)
	as_user(place.officer, recipients.look, doc.name, "安排探访")
	need(place, recipient=doc.name)
	copy = as_user(place.manager, recipients.own_copy, doc.name)
	assert copy["file"]["address"] == HOME["address"] and len(copy["needs"]) == 1
	assert "安排探访" in [row.reason for row in copy["looks"]]
	assert place.officer not in frappe.as_json(copy)
	with pytest.raises(frappe.PermissionError):
		as_user(place.leader, recipients.own_copy, doc.name)


def looks(doc) -> list[str]:
	log = {"reference_document": doc.name, "method": "volunteer_services.recipients.looked"}
	return frappe.get_all("Access Log", log, pluck="page", order_by="creation, name")


def test_each_look_into_a_file_leaves_a_trace_by_every_door(place):
	doc = recipient(place)
	for door, how in (
		(lambda: frappe.client.get(RECIPIENT, doc.name), "opened the file"),
		(lambda: frappe.desk.form.load.getdoc(RECIPIENT, doc.name), "opened the file"),
		(lambda: recipients.glance(doc.name), "services at a glance"),
		(lambda: frappe.get_print(RECIPIENT, doc.name, "Recipient Service Card"), "printed the file"),
	):
		before = looks(doc)
		frappe.local.flags.commit = False
		as_user(place.manager, door)
		assert sorted(looks(doc)) == sorted([*before, how]) and frappe.local.flags.commit
	before = looks(doc)
	as_user(place.manager, frappe.get_list, RECIPIENT, {"name": doc.name}, ["masked_name"])
	for user in (place.leader, make.make_user()):
		with pytest.raises(frappe.PermissionError):
			as_user(user, frappe.client.get, RECIPIENT, doc.name)
	assert looks(doc) == before
