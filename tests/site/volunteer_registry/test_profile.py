"""A volunteer's file: consent, age, contact, likeness, the registration and what follows from it."""

import frappe
import pytest
from frappe.utils import add_days, add_years, nowdate

from tests import factories as f
from volunteer_services.api import registration as api
from volunteer_services.exceptions import (
	AgeGateError,
	AvailabilityError,
	ConsentError,
	ContactError,
	IdentityNumberError,
	ReasonRequiredError,
	RestrictedProfileError,
	SelfApprovalError,
	TransitionNotAllowedError,
	VolunteerStateError,
)
from volunteer_services.volunteer_registry.services.standing import AWAITING, serving_problem

PROFILE = "Volunteer Profile"


@pytest.fixture
def place():
	return f.Place().staff()


def move(name, state, **values):
	doc = frappe.get_doc(PROFILE, name)
	doc.update({"workflow_state": state, **values})
	return doc.save()


def age(years):
	return add_years(nowdate(), -years)


GUARDIAN = {"guardian_name": "李父", "guardian_phone": "13800138000", "guardian_consent": 1}


@pytest.mark.parametrize(
	"change", [{"data_consent": 0}, {"consent_method": None}, {"data_consent_on": "2999-01-01"}]
)
def test_nobody_is_entered_without_consent_its_method_and_time(change):
	with pytest.raises(ConsentError):
		f.Place().volunteer(**change)


def test_time_of_consent_is_now_when_it_is_not_said():
	assert f.Place().volunteer(data_consent_on=None).data_consent_on


def test_minor_needs_the_guardian(place):
	for wrong in ({}, {"guardian_consent": 1}, {**GUARDIAN, "guardian_phone": None}):
		with pytest.raises(AgeGateError):
			place.volunteer(date_of_birth=age(16), **wrong)
	assert place.volunteer(date_of_birth=age(16), **GUARDIAN).name
	assert place.volunteer(date_of_birth=age(18)).name


def test_child_under_14_needs_consent_to_the_childs_data_and_the_policy(place):
	with pytest.raises(AgeGateError):
		place.volunteer(date_of_birth=age(13), **GUARDIAN)
	assert place.volunteer(date_of_birth=age(13), child_data_consent=1, **GUARDIAN).name
	settings = frappe.get_doc("Volunteer Services Settings")
	settings.allow_under_minimum_age = 0
	settings.save()
	with pytest.raises(AgeGateError):
		place.volunteer(date_of_birth=age(13), child_data_consent=1, **GUARDIAN)


def test_birth_date_is_needed_where_the_number_does_not_hold_it():
	with pytest.raises(AgeGateError):
		f.Place().volunteer(date_of_birth=None)


def test_mobile_and_email_are_checked_and_optional(place):
	doc = place.volunteer(mobile="+86 138-0013 8001", email=" a@B.cn ")
	assert (doc.mobile, doc.mobile_last_four, doc.email) == ("13800138001", "8001", "a@b.cn")
	assert place.volunteer(mobile=None, email=None).mobile_last_four is None
	for wrong, words in (
		({"mobile": "12345"}, "is no mobile number"),
		({"email": "no address"}, "is no e-mail address"),
	):
		with pytest.raises(ContactError, match=words):
			place.volunteer(**wrong)


def test_same_name_with_same_birth_date_or_mobile_warns_without_refusing(place):
	place.volunteer(full_name="陈 小明", mobile="13800138002")
	frappe.clear_messages()
	place.volunteer(full_name="陈小明", date_of_birth="1990-01-01")
	assert not frappe.message_log
	place.volunteer(full_name="陈小明", date_of_birth="1991-01-01", mobile="13800138002")
	assert "Possible Duplicate" in str(frappe.message_log)
	frappe.clear_messages()
	place.volunteer(full_name="陈小明")
	assert "Possible Duplicate" in str(frappe.message_log)


def test_warning_does_not_name_files_beyond_the_scope(place):
	stranger = f.Place().volunteer(full_name="欧阳小明")
	frappe.set_user(place.manager)
	frappe.clear_messages()
	place.volunteer(full_name="欧阳小明")
	assert "Possible Duplicate" in str(frappe.message_log)
	assert stranger.name not in str(frappe.message_log)


def test_proxy_needs_a_proof(place):
	with pytest.raises(ConsentError):
		place.volunteer(proxies=[{"proxy_name": "女儿"}])
	assert place.volunteer(proxies=[{"proxy_name": "女儿", "proof": "/private/files/proof.pdf"}]).name


def test_available_time_does_not_end_before_it_begins(place):
	with pytest.raises(AvailabilityError):
		place.volunteer(availability=[{"weekday": "Monday", "from_time": "10:00:00", "to_time": "09:00:00"}])


def test_registration_by_somebody_else_gives_role_membership_and_date(place):
	user = f.make_user()
	frappe.set_user(place.leader)
	doc = frappe.get_doc(
		{
			"doctype": PROFILE, "full_name": "黄志愿", "id_type": "Resident ID", "id_number": f.resident_id(),
			"sex": "Unknown", "region": place.region.name, "primary_team": place.team.name,
			"data_consent": 1, "consent_method": "Paper Form",
		}
	).insert()  # fmt: skip
	assert (doc.workflow_state, str(doc.applied_on)) == ("Applied", nowdate())
	move(doc.name, "Pending Review")
	frappe.set_user(place.manager)
	link = f.reloaded(doc)
	link.user = user
	link.save()
	doc = move(doc.name, "Registered")
	assert (doc.reviewed_by, str(doc.registered_on)) == (place.manager, nowdate())
	assert "Volunteer" in frappe.get_roles(user)
	assert frappe.db.get_value("Team Membership", {"volunteer": doc.name}, ["team", "left_on"]) == (
		place.team.name,
		None,
	)


def test_who_entered_a_person_does_not_register_that_person(place):
	frappe.set_user(place.manager)
	doc = frappe.get_doc(
		{
			"doctype": PROFILE, "full_name": "黄志愿", "id_type": "Resident ID", "id_number": f.resident_id(),
			"sex": "Unknown", "region": place.region.name, "data_consent": 1, "consent_method": "Paper Form",
		}
	).insert()  # fmt: skip
	move(doc.name, "Pending Review")
	with pytest.raises(SelfApprovalError):
		move(doc.name, "Registered")


def test_registration_releases_the_records_that_waited(place):
	doc = place.volunteer(state="Pending Review")
	log = f.make_log(place, doc.name)
	log.workflow_state = "Awaiting Registration"
	log.flags.system_transition = True
	log.save()
	frappe.set_user(place.manager)
	move(doc.name, "Registered")
	assert frappe.db.get_value("Service Log", log.name, "workflow_state") != "Awaiting Registration"


def test_decisions_against_a_person_need_a_reason(place):
	doc = place.volunteer(state="Pending Review")
	frappe.set_user(place.manager)
	for state in ("Returned", "Rejected"):
		with pytest.raises(ReasonRequiredError):
			move(doc.name, state)
	assert move(doc.name, "Rejected", decision_reason="不在服务范围").reviewed_by == place.manager
	assert not move(doc.name, "Applied").decision_reason


def test_leaving_asks_the_exit_reason_and_closes_the_memberships(place):
	doc = place.volunteer()
	membership = f.make_membership(doc.name, place.team.name)
	frappe.set_user(place.manager)
	with pytest.raises(VolunteerStateError):
		move(doc.name, "Deregistered", decision_reason="本人申请")
	move(doc.name, "Deregistered", decision_reason="本人申请", exit_reason="Moved Away")
	assert str(f.reloaded(membership).left_on) == nowdate()
	move(doc.name, "Applied")
	assert frappe.db.get_value(PROFILE, doc.name, ["exit_reason", "registered_on"])[0] is None


@pytest.mark.parametrize(
	"path", [("Applied", "Registered"), ("Registered", "Applied"), ("Rejected", "Registered")]
)
def test_no_other_change_of_state(place, path):
	doc = place.volunteer(state=path[0])
	with pytest.raises(TransitionNotAllowedError):
		move(doc.name, path[1], decision_reason="x", exit_reason="Other")


@pytest.mark.parametrize(
	("row", "problem"),
	[
		({"workflow_state": "Registered"}, None),
		({"workflow_state": "Applied"}, AWAITING),
		({"workflow_state": "Pending Review"}, AWAITING),
		({"workflow_state": "Returned"}, AWAITING),
		({"workflow_state": "Suspended"}, "suspended"),
		({"workflow_state": "Deregistered"}, "deregistered"),
		({"workflow_state": "Rejected"}, "rejected"),
		({"workflow_state": "Registered", "is_restricted": 1}, "restricted"),
	],
)
def test_serving_problem_by_state(row, problem):
	assert serving_problem(frappe._dict(row), "2026-03-05") == problem


def test_service_before_a_suspension_can_still_be_recorded(place):
	doc = place.volunteer()
	move(doc.name, "Suspended", decision_reason="调查")
	row = frappe.db.get_value(PROFILE, doc.name, "*", as_dict=True)
	assert serving_problem(row, add_days(nowdate(), -1)) is None
	assert serving_problem(row, nowdate()) == "suspended"
	assert serving_problem(row, "2019-12-31") == "suspended"


def test_withdrawn_consent_locks_and_deletes_nothing(place):
	doc = place.volunteer()
	log = f.make_log(place, doc.name)
	frappe.set_user(place.manager)
	api.withdraw_consent(doc.name, "本人要求")
	doc.reload()
	assert doc.is_restricted and doc.consent_withdrawn_on and doc.full_name
	assert frappe.db.exists("Service Log", log.name)
	doc.occupation = "教师"
	with pytest.raises(RestrictedProfileError):
		doc.save()
	with pytest.raises(RestrictedProfileError):
		api.set_health_status(doc.name, "良好", True)
	with pytest.raises(VolunteerStateError):
		f.make_log(place, doc.name)
	api.renew_consent(doc.name, "Paper Form")
	f.reloaded(doc).occupation = "教师"
	doc.save()
	assert not doc.is_restricted


def test_restriction_cannot_be_lifted_by_the_form(place):
	doc = place.volunteer()
	api.withdraw_consent(doc.name, "本人要求")
	f.reloaded(doc).update({"is_restricted": 0, "data_consent": 1})
	with pytest.raises(RestrictedProfileError):
		doc.save()


def test_health_status_comes_by_the_api_only_with_its_own_consent(place):
	doc = place.volunteer(health_status="秘密")
	assert frappe.db.get_value(PROFILE, doc.name, "health_status") is None
	frappe.set_user(place.manager)
	with pytest.raises(ConsentError):
		api.set_health_status(doc.name, "心脏病史")
	api.set_health_status(doc.name, "心脏病史", True)
	doc = frappe.get_doc(PROFILE, doc.name)
	doc.update({"health_status": "改", "occupation": "退休"})
	doc.save()
	assert frappe.db.get_value(PROFILE, doc.name, "health_status") == "心脏病史"
	traces = frappe.get_all("Version", filters={"docname": doc.name}, pluck="data")
	traces += frappe.get_all("Comment", filters={"reference_name": doc.name}, pluck="content")
	assert traces and not any("心脏病史" in text for text in traces)
	for user in (place.leader, place.officer):
		frappe.set_user(user)
		with pytest.raises(frappe.PermissionError):
			api.set_health_status(doc.name, "x", True)
		seen = frappe.call("frappe.client.get", doctype=PROFILE, name=doc.name)
		assert not seen.get("health_status")


def test_changing_registration_number_by_form_is_ignored(place):
	doc = place.volunteer()
	f.reloaded(doc).volunteer_no = "V99999999"
	doc.save()
	assert doc.volunteer_no == doc.name


def test_missing_number_message_names_no_other_person(place):
	with pytest.raises(IdentityNumberError, match="one person registers once"):
		place.volunteer(id_number="")
