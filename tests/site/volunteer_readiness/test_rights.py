"""Who sees and writes what: each role inside and outside the scope, and the volunteer's own."""

import frappe
import pytest

from tests import factories as make
from tests.site.volunteer_readiness import readiness_world as world
from volunteer_services.api import readiness

OWN = (
	"Volunteer Qualification",
	"Course Attendance",
	"Insurance Cover",
	"Insurance Claim",
	"Volunteer Agreement",
)


@pytest.fixture
def place():
	return make.Place()


@pytest.fixture
def docs(place):
	"""One document of each DocType that belongs to a person."""
	volunteer = place.volunteer(user=make.make_user(make.VOLUNTEER))
	return {
		doc.doctype: doc
		for doc in (
			world.qualification(volunteer.name, world.qualification_type().name),
			world.attendance(volunteer.name, world.session(place, world.course().name).name, 60),
			world.cover(volunteer.name, world.policy(place).name),
			world.claim(volunteer.name, hospital="市人民医院", medical_details="右踝扭伤"),
			world.agreement(place, volunteer.name),
		)
	}


def may(user, doc, right="read"):
	return bool(frappe.has_permission(doc.doctype, right, doc, user=user))


def listed(user, doc):
	rows = world.as_(user, frappe.get_list, doc.doctype, filters={"name": doc.name}, pluck="name")
	return rows == [doc.name]


@pytest.mark.parametrize("doctype", OWN)
def test_staff_of_the_place_sees_it_and_strangers_do_not(place, docs, doctype):
	doc, elsewhere = docs[doctype], make.Place()
	for user in (
		place.leader,
		place.manager,
		place.officer,
		place.city_officer,
		make.make_user(make.AUDITOR),
	):
		assert may(user, doc) and listed(user, doc), user
	for user in (elsewhere.leader, elsewhere.manager, elsewhere.officer, elsewhere.city_officer):
		assert not may(user, doc) and not listed(user, doc), user


@pytest.mark.parametrize("doctype", OWN)
def test_people_see_their_own_and_change_nothing(docs, doctype):
	doc = docs[doctype]
	owner = frappe.db.get_value("Volunteer Profile", doc.volunteer, "user")
	other = make.Place().volunteer(user=make.make_user(make.VOLUNTEER)).user
	assert may(owner, doc) and listed(owner, doc)
	assert not may(owner, doc, "write")
	assert not may(other, doc) and not listed(other, doc)


@pytest.mark.parametrize("doctype", OWN)
def test_auditors_and_guests_write_nothing(docs, doctype):
	for user in (make.make_user(make.AUDITOR), "Guest"):
		assert not may(user, docs[doctype], "write")


def test_medical_details_are_for_the_manager_of_the_place(place, docs):
	claim = docs["Insurance Claim"]

	def read(user):
		def work():
			doc = frappe.get_doc(claim.doctype, claim.name)
			doc.apply_fieldlevel_read_permissions()
			return doc.get("medical_details")

		return world.as_(user, work)

	assert read(place.manager) == "右踝扭伤"
	owner = frappe.db.get_value("Volunteer Profile", claim.volunteer, "user")
	for user in (place.leader, place.officer, place.city_officer, make.make_user(make.AUDITOR), owner):
		assert not read(user), user


def test_a_manager_of_another_site_who_leads_here_sees_no_medical_details(place, docs):
	user = make.make_staff(make.SITE, "Service Site", make.Place().site.name)
	make.appoint(user, make.LEADER, "Volunteer Team", place.team.name)
	claim = docs["Insurance Claim"]

	def work():
		doc = frappe.get_doc(claim.doctype, claim.name)
		doc.apply_fieldlevel_read_permissions()
		return doc.get("medical_details")

	assert may(user, claim)
	assert not world.as_(user, work)


def test_masters_are_written_by_the_city_and_policies_by_the_officer_of_the_region(place):
	for maker in (world.qualification_type, world.course):
		doc = maker()
		for user in (place.leader, place.manager, place.officer):
			assert may(user, doc) and not may(user, doc, "write")
		assert may(place.city_officer, doc, "write")
	policy = world.policy(place)
	for user in (place.leader, place.manager, make.Place().officer):
		assert may(user, policy) and not may(user, policy, "write"), user
	assert may(place.officer, policy, "write")


def test_a_session_is_open_to_read_and_written_at_its_site(place):
	session = world.session(place, world.course().name)
	for user in (place.leader, make.Place().manager):
		assert may(user, session) and not may(user, session, "write")
	assert may(place.manager, session, "write")


def test_the_question_who_may_serve_is_for_those_who_may_write_the_file(place):
	volunteer = place.volunteer(service_limits="不宜久站").name
	answer = world.as_(place.leader, readiness.why_not, volunteer, {"min_star": 1}, "2026-06-01")
	assert [reason["code"] for reason in answer["reasons"]] == ["star"]
	assert answer["note"] == "不宜久站"
	for user in (make.Place().leader, make.make_user(make.AUDITOR), "Guest"):
		with pytest.raises(frappe.PermissionError):
			world.as_(user, readiness.why_not, volunteer)
