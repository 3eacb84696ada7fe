"""结对: who may be paired, what the pair sees of the address, contacts, reminders, and who leaves."""

import frappe
import pytest
from frappe.utils import add_days, getdate, nowdate

from tests import factories as make
from tests.site.service_needs.needs_world import RECIPIENT, as_user, recipient, saved_as
from volunteer_services.api import pairings, recipients
from volunteer_services.exceptions import NeedError, PairingError, ReasonRequiredError
from volunteer_services.service_needs.services.pairs import following, own

PAIRING, CONTACT = "Recipient Pairing", "Pairing Contact"
HOME = {"address": "西村街道环市路1号301", "phone": "020-81234567", "contact_person": "女儿 陈小姐"}


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


def volunteer(place, **values):
	return place.volunteer(user=make.make_user(make.VOLUNTEER), **values)


def pair(place, state: str | None = "Paired", **values):
	if "recipient" not in values:
		values["recipient"] = recipient(place).name
	if "volunteer" not in values:
		values["volunteer"] = volunteer(place).name
	return make._insert(
		{
			"doctype": PAIRING,
			"purpose": "陪伴独居长者",
			"from_date": add_days(nowdate(), -40),
			"visits_per_month": 4,
			"coordinator": place.manager,
			**values,
		},
		state,
	)


def told(user: str) -> list[str]:
	return frappe.get_all("Notification Log", {"for_user": user, "document_type": PAIRING}, pluck="subject")


def user_of(doc) -> str:
	return frappe.db.get_value("Volunteer Profile", doc.volunteer, "user")


def test_a_pairing_takes_its_place_from_the_file_and_says_when_it_is_due(place):
	doc = pair(place)
	assert (doc.region, doc.site, doc.recipient_shown) == (place.region.name, place.site.name, "陈**")
	assert getdate(doc.next_due_on) == getdate(add_days(doc.from_date, 7))


def test_who_may_be_paired(place):
	minor = volunteer(place, date_of_birth=add_days(nowdate(), -16 * 365), guardian_name="林父",
		guardian_phone="13800002222", guardian_consent=1)  # fmt: skip
	with pytest.raises(PairingError, match="18"):
		pair(place, volunteer=minor.name)
	assert pair(place, volunteer=minor.name, team=place.team.name).name
	child = recipient(place, birth_year=getdate(nowdate()).year - 10, guardian_name="陈母")
	with pytest.raises(PairingError, match="two volunteers"):
		pair(place, recipient=child.name)
	assert pair(place, recipient=child.name, second_volunteer=volunteer(place).name).name
	assert pair(place, recipient=child.name, guardian_is_there=1).name
	with pytest.raises(PairingError, match="volunteer or a team"):
		pair(place, volunteer=None)
	same = volunteer(place).name
	with pytest.raises(PairingError, match="somebody else"):
		pair(place, volunteer=same, second_volunteer=same)
	with pytest.raises(PairingError, match="registered"):
		pair(place, volunteer=make.make_volunteer(place.region.name, state="Applied").name)
	closed = recipient(place)
	frappe.db.set_value(RECIPIENT, closed.name, "status", "Suspended")
	with pytest.raises(NeedError, match="Suspended"):
		pair(place, recipient=closed.name)


def test_the_address_is_shown_around_the_planned_visit_only_and_logged(place):
	doc = pair(place)
	as_user(place.manager, recipients.keep_contact, doc.recipient, **HOME)
	user = user_of(doc)
	(row,) = as_user(user, pairings.mine)
	assert HOME["address"] not in str(row) and not row["may_see_address"]
	with pytest.raises(PairingError, match="day before"):
		as_user(user, pairings.address, doc.name)
	as_user(user, pairings.plan_visit, doc.name, add_days(nowdate(), 5))
	with pytest.raises(PairingError, match="day before"):
		as_user(user, pairings.address, doc.name)
	as_user(user, pairings.plan_visit, doc.name, add_days(nowdate(), 1))
	before = frappe.db.count("Access Log", {"reference_document": doc.recipient})
	assert as_user(user, pairings.address, doc.name) == HOME
	assert frappe.db.count("Access Log", {"reference_document": doc.recipient}) == before + 1


def test_a_pair_beyond_what_the_page_shows_is_opened_as_well(place, monkeypatch):
	who = volunteer(place).name
	pairs = [pair(place, volunteer=who) for _number in range(3)]
	monkeypatch.setattr(own, "MOST", 2)
	user = user_of(pairs[0])
	shown = {row["name"] for row in as_user(user, pairings.mine)}
	(hidden,) = {doc.name for doc in pairs} - shown
	as_user(user, pairings.plan_visit, hidden, nowdate())
	as_user(user, pairings.add_contact, hidden, nowdate(), "Phone", note="问候")
	assert frappe.db.get_value(PAIRING, hidden, "contacts") == 1


def test_a_hidden_address_is_told_to_nobody(place):
	person = recipient(place, is_hidden_address=1)
	doc = pair(place, recipient=person.name)
	as_user(place.manager, recipients.keep_contact, person.name, **HOME)
	as_user(user_of(doc), pairings.plan_visit, doc.name, nowdate())
	with pytest.raises(PairingError, match="not passed on"):
		as_user(user_of(doc), pairings.address, doc.name)


def test_after_a_change_the_old_volunteer_sees_nothing(place):
	doc = pair(place)
	as_user(place.manager, recipients.keep_contact, doc.recipient, **HOME)
	old, new = user_of(doc), volunteer(place)
	as_user(old, pairings.plan_visit, doc.name, nowdate())
	with pytest.raises(ReasonRequiredError):
		saved_as(place.manager, doc, workflow_state="To Be Continued")
	saved_as(place.manager, doc, workflow_state="To Be Continued", decision_reason="搬家")
	saved_as(place.manager, doc, volunteer=new.name)
	saved_as(place.manager, doc, workflow_state="Paired")
	assert as_user(old, pairings.mine) == []
	for call in (
		lambda: pairings.address(doc.name),
		lambda: pairings.plan_visit(doc.name, nowdate()),
		lambda: pairings.add_contact(doc.name, nowdate(), "Phone"),
	):
		with pytest.raises(frappe.PermissionError):
			as_user(old, call)
	assert as_user(new.user, pairings.mine)[0]["name"] == doc.name


def test_contacts_are_short_lie_behind_and_move_the_day(place):
	doc = pair(place)
	user = user_of(doc)
	with pytest.raises(PairingError, match="16 minutes"):
		as_user(user, pairings.add_contact, doc.name, nowdate(), "Phone", 16)
	with pytest.raises(PairingError, match="still to come"):
		as_user(user, pairings.add_contact, doc.name, add_days(nowdate(), 1), "Phone", 5)
	with pytest.raises(PairingError, match="does not run"):
		as_user(user, pairings.add_contact, doc.name, add_days(nowdate(), -90), "Phone", 5)
	as_user(user, pairings.add_contact, doc.name, nowdate(), "Phone", 5, "一切都好")
	stored = frappe.db.get_value(
		PAIRING, doc.name, ["contacts", "last_contact_on", "next_due_on"], as_dict=True
	)
	assert (stored.contacts, stored.last_contact_on) == (1, getdate(nowdate()))
	assert stored.next_due_on == getdate(add_days(nowdate(), 7))
	name = frappe.get_all(CONTACT, {"pairing": doc.name}, pluck="name")[0]
	as_user(place.manager, frappe.delete_doc, CONTACT, name)
	assert frappe.db.get_value(PAIRING, doc.name, "contacts") == 0


def test_the_pair_is_reminded_and_then_the_coordinator(place):
	once = pair(place, from_date=add_days(nowdate(), -9))
	twice = pair(place, from_date=add_days(nowdate(), -20))
	on_time = pair(place, from_date=add_days(nowdate(), -2))
	assert following.remind() == 2 and following.remind() == 0
	assert len(told(user_of(once))) == len(told(user_of(twice))) == 1
	assert told(user_of(on_time)) == [] and len(told(place.manager)) == 1
	assert frappe.db.get_value(PAIRING, twice.name, "missed") == 2


def test_who_leaves_is_followed_by_somebody_else_not_by_silence(place):
	doc = pair(place)
	profile = frappe.get_doc("Volunteer Profile", doc.volunteer)
	following.on_deregistered(profile)
	stored = frappe.db.get_value(PAIRING, doc.name, ["workflow_state", "decision_reason"])
	assert stored[0] == "To Be Continued" and profile.full_name in stored[1]
	assert len(told(place.manager)) == 1


def test_a_file_that_ends_ends_its_pairings(place):
	doc = pair(place)
	as_user(place.manager, recipients.move, doc.recipient, "Moved Away", "随子女迁居")
	stored = frappe.db.get_value(PAIRING, doc.name, ["workflow_state", "ended_on", "next_due_on"])
	assert stored == ("Ended", getdate(nowdate()), None)


def test_nobody_outside_reaches_a_pairing(place):
	doc, elsewhere = pair(place, team=place.team.name), make.Place().staff()
	other = volunteer(place)
	for user in (elsewhere.manager, elsewhere.leader, other.user, "Guest"):
		assert not as_user(user, frappe.has_permission, PAIRING, "read", doc.name)
		for call in (
			lambda: pairings.address(doc.name),
			lambda: pairings.add_contact(doc.name, nowdate(), "Phone"),
			lambda: pairings.plan_visit(doc.name, nowdate()),
		):
			with pytest.raises(frappe.PermissionError):
				as_user(user, call)
	assert as_user(place.leader, frappe.has_permission, PAIRING, "read", doc.name)
	with pytest.raises(frappe.PermissionError):
		saved_as(place.leader, doc, purpose="换人", workflow_state="Ended", decision_reason="x")
