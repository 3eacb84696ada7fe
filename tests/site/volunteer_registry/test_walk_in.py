"""现场登记: one request from the counter to the review, and what it tells whom."""

import frappe
import pytest

from tests import factories as make
from volunteer_services.api import registration as api
from volunteer_services.exceptions import (
	AgeGateError,
	ConsentError,
	ContactError,
	DuplicateVolunteerError,
	OutOfScopeError,
	SelfApprovalError,
)

PROFILE, SETTINGS = "Volunteer Profile", "Volunteer Services Settings"


@pytest.fixture
def place():
	return make.Place().staff()


@pytest.fixture
def elsewhere(place):
	return make.Place().staff()


def entered(place, **values):
	return api.register_walk_in(
		**{
			"full_name": make.unique("来访者"),
			"id_number": make.resident_id("1950-01-02"),
			"region": place.region.name,
			"team": place.team.name,
			"data_consent": True,
			"consent_method": "Paper Form",
			**values,
		}
	)


def only_the_manager(place) -> None:
	frappe.db.delete("Staff Appointment", {"user": ["in", [place.officer, place.city_officer]]})


def allow_exception(is_allowed: int) -> None:
	frappe.db.set_single_value(SETTINGS, "allow_self_approval_exception", is_allowed)
	frappe.clear_document_cache(SETTINGS, SETTINGS)


def test_the_place_is_that_of_the_appointment(place):
	for user, team in ((place.manager, place.team.name), (place.leader, place.team.name)):
		frappe.set_user(user)
		found = api.walk_in_place()
		assert (found["region"], found["site"], found["team"]) == (place.region.name, place.site.name, team)
	frappe.set_user(place.officer)
	found = api.walk_in_place()
	assert (found["region"], found["site"], found["team"]) == (place.district.name, None, None)
	assert (found["guardian_age"], found["child_age"]) == (18, 14)


def test_two_teams_of_a_site_leave_the_choice(place):
	make.make_team(place.region.name, place.site.name)
	frappe.set_user(place.manager)
	assert api.walk_in_place()["team"] is None


@pytest.mark.parametrize("role", [make.AUDITOR, make.VOLUNTEER, "Website Manager"])
def test_others_have_no_counter(place, role):
	frappe.set_user(make.make_user(role))
	for call in (
		api.walk_in_place,
		lambda: api.walk_in_reviewers(place.region.name),
		lambda: api.files_of_phone("13912345670"),
		lambda: entered(place),
	):
		with pytest.raises(frappe.PermissionError):
			call()


def test_a_person_is_entered_and_sent_to_review(place):
	frappe.set_user(place.leader)
	made = entered(place, id_number=make.resident_id("1950-01-02", male=False))
	row = frappe.db.get_value(
		PROFILE, made["name"], ["workflow_state", "sex", "date_of_birth", "owner", "id_number"], as_dict=True
	)
	assert (made["state"], row.workflow_state) == ("Pending Review", "Pending Review")
	assert (row.sex, str(row.date_of_birth), row.owner) == ("Female", "1950-01-02", place.leader)
	assert not row.id_number


def test_what_the_file_refuses_is_refused_here(place, elsewhere):
	frappe.set_user(place.manager)
	with pytest.raises(ConsentError):
		entered(place, data_consent=False)
	with pytest.raises(ConsentError):
		entered(place, consent_method="")
	with pytest.raises(AgeGateError):
		entered(place, id_number=make.resident_id(f"{int(frappe.utils.nowdate()[:4]) - 15}-01-02"))
	with pytest.raises(OutOfScopeError):
		entered(elsewhere)
	number = make.resident_id("1951-01-02")
	entered(place, id_number=number)
	with pytest.raises(DuplicateVolunteerError):
		entered(place, id_number=number)


def test_nobody_registers_alone_where_others_can(place):
	allow_exception(1)
	frappe.set_user(place.manager)
	assert api.walk_in_reviewers(place.region.name, place.team.name) == {"others": True, "alone": None}
	with pytest.raises(SelfApprovalError):
		entered(place, alone=True)


def test_the_only_person_is_offered_it_by_name_and_only_by_the_settings(place):
	only_the_manager(place)
	allow_exception(0)
	frappe.set_user(place.manager)
	assert api.walk_in_reviewers(place.region.name, place.team.name) == {"others": False, "alone": None}
	with pytest.raises(SelfApprovalError):
		entered(place, alone=True)
	allow_exception(1)
	found = api.walk_in_reviewers(place.region.name, place.team.name)
	assert found["alone"] == frappe.utils.get_fullname(place.manager)
	made = entered(place, alone=True)
	assert made["state"] == "Registered"
	said = frappe.get_all("Comment", {"reference_name": made["name"]}, pluck="content")
	assert any("nobody else can at this station" in text for text in said)
	frappe.set_user(place.leader)
	assert api.walk_in_reviewers(place.region.name, place.team.name)["alone"] is None


def test_reviewers_elsewhere_are_nobodys_business(place, elsewhere):
	frappe.set_user(place.manager)
	with pytest.raises(OutOfScopeError):
		api.walk_in_reviewers(elsewhere.region.name, elsewhere.team.name)


def test_a_phone_finds_files_of_the_place_only(place, elsewhere):
	mine = place.volunteer(mobile="13912345670")
	make.make_volunteer(elsewhere.region.name, elsewhere.team.name, mobile="13912345671")
	frappe.set_user(place.leader)
	(found,) = api.files_of_phone("139 1234 5670")
	assert (found["name"], found["team_name"]) == (mine.name, place.team.team_name)
	assert api.files_of_phone("13912345671") == api.files_of_phone("13912345672") == []
	with pytest.raises(ContactError):
		api.files_of_phone("12")
