"""Corrections of approved records: who may ask, who decides, what travels on."""

import frappe
import pytest
from frappe.utils import get_datetime

from tests import factories as make
from volunteer_services.api import certificates as certificate_api
from volunteer_services.api import corrections as api
from volunteer_services.exceptions import (
	CorrectionError,
	OutOfScopeError,
	OverlapError,
	RetentionError,
	SelfApprovalError,
	ServiceTimeError,
	StateEditError,
	TransitionNotAllowedError,
	TransitionPermissionError,
)
from volunteer_services.services import verification


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


@pytest.fixture
def volunteer(place):
	place.user = make.make_user(make.VOLUNTEER)
	return place.volunteer(user=place.user).name


def approved(place, volunteer, **values):
	from volunteer_services.services import totals

	log = make.make_log(place, volunteer, state="Approved", **values)
	totals.refresh([volunteer])
	return log


def ask(user, log, reason="时间登记有误", is_withdrawal=False, **changes):
	frappe.set_user(user)
	name = api.ask(log.name, reason, changes, is_withdrawal)["name"]
	return frappe.get_doc("Record Correction", name)


def decide(user, doc, state="Approved"):
	frappe.set_user(user)
	doc = frappe.get_doc("Record Correction", doc.name)
	doc.workflow_state = state
	doc.save()
	return doc


def total(volunteer):
	return frappe.db.get_value("Volunteer Profile", volunteer, "total_minutes")


def test_only_the_net_difference_travels_on(place, volunteer):
	log = approved(place, volunteer, minutes=120)
	approved(place, volunteer, minutes=60, service_date="2026-03-07")
	frappe.db.set_value("Volunteer Profile", volunteer, "totals_changed_on", None)
	doc = ask(place.user, log, new_minutes=90)
	assert (doc.workflow_state, doc.net_minutes, doc.approval_level) == ("Pending Review", -30, "Site")
	assert total(volunteer) == 180

	doc = decide(place.manager, doc)

	assert (doc.docstatus, doc.approved_by) == (1, place.manager)
	old, new = frappe.get_doc("Service Log", log.name), frappe.get_doc("Service Log", doc.new_service_log)
	assert (old.docstatus, old.workflow_state, old.minutes) == (2, "Cancelled", 120)
	assert (new.docstatus, new.workflow_state, new.minutes) == (1, "Approved", 90)
	assert (new.corrects, old.corrected_by) == (old.name, new.name)
	for field in ("volunteer", "service_content", "location", "team", "site", "recording_unit", "recorder", "recorded_on"):
		assert new.get(field) == old.get(field), field
	assert total(volunteer) == 150
	assert frappe.db.get_value("Volunteer Profile", volunteer, "totals_changed_on")


def test_a_withdrawal_strikes_the_record_out(place, volunteer):
	log = approved(place, volunteer, minutes=120)
	doc = decide(place.manager, ask(place.leader, log, "未到场", is_withdrawal=True))
	assert (doc.net_minutes, doc.new_service_log) == (-120, None)
	assert frappe.db.get_value("Service Log", log.name, ["docstatus", "workflow_state"]) == (2, "Cancelled")
	assert total(volunteer) == 0


def test_times_move_with_the_date(place, volunteer):
	log = approved(
		place, volunteer, minutes=0, starts_on="2026-03-05 09:00:00", ends_on="2026-03-05 11:30:00"
	)
	doc = decide(place.manager, ask(place.leader, log, new_service_date="2026-03-04"))
	new = frappe.get_doc("Service Log", doc.new_service_log)
	assert (new.starts_on, new.minutes) == (get_datetime("2026-03-04 09:00:00"), 150)
	assert str(new.service_date) == "2026-03-04"
	assert doc.net_minutes == 0


def test_new_times_give_the_minutes(place, volunteer):
	log = approved(
		place, volunteer, minutes=0, starts_on="2026-03-05 09:00:00", ends_on="2026-03-05 11:30:00", break_minutes=30
	)
	doc = decide(place.manager, ask(place.leader, log, new_ends_on="2026-03-05 12:00:00", has_no_break=1))
	assert frappe.db.get_value("Service Log", doc.new_service_log, ["minutes", "break_minutes"]) == (180, 0)
	assert doc.net_minutes == 60


def test_content_place_and_rating_can_be_corrected(place, volunteer):
	log = approved(place, volunteer)
	doc = decide(
		place.manager,
		ask(place.leader, log, new_service_content="义诊", new_location="广场", new_rating=4, new_rated_by="李阿姨"),
	)
	new = frappe.get_doc("Service Log", doc.new_service_log)
	assert (new.service_content, new.location, new.rating, new.rated_by) == ("义诊", "广场", 4, "李阿姨")
	assert doc.net_minutes == 0 and total(volunteer) == 120


def test_a_correction_of_somebody_suspended_is_possible(place, volunteer):
	log = approved(place, volunteer)
	frappe.db.set_value("Volunteer Profile", volunteer, "workflow_state", "Suspended")
	doc = decide(place.manager, ask(place.leader, log, new_minutes=60))
	assert doc.docstatus == 1 and total(volunteer) == 60


def test_it_must_change_something(place, volunteer):
	log = approved(place, volunteer)
	for changes in ({}, {"new_minutes": 120}, {"new_location": log.location}):
		with pytest.raises(CorrectionError):
			ask(place.leader, log, **changes)
	with pytest.raises(frappe.ValidationError):
		ask(place.leader, log, reason=" ", new_minutes=60)


def test_impossible_values_are_refused_at_the_request(place, volunteer):
	log = approved(place, volunteer, minutes=0, starts_on="2026-03-05 09:00:00", ends_on="2026-03-05 11:00:00")
	approved(place, volunteer, minutes=0, starts_on="2026-03-05 13:00:00", ends_on="2026-03-05 15:00:00")
	with pytest.raises(ServiceTimeError):
		ask(place.leader, log, new_ends_on="2026-03-05 08:00:00")
	with pytest.raises(ServiceTimeError):
		ask(place.leader, log, new_minutes=300)
	with pytest.raises(ServiceTimeError):
		ask(place.leader, log, new_service_date="2999-01-01")
	with pytest.raises(OverlapError):
		ask(place.leader, log, new_ends_on="2026-03-05 13:30:00")
	with pytest.raises(CorrectionError):
		ask(place.leader, log, new_service_date="2026-03-04", new_starts_on="2026-03-03 09:00:00")


def test_only_approved_records_and_one_correction_at_a_time(place, volunteer):
	draft = make.make_log(place, volunteer)
	with pytest.raises(CorrectionError):
		ask(place.leader, draft, new_minutes=60)
	log = approved(place, volunteer, service_date="2026-03-06")
	first = ask(place.leader, log, new_minutes=60)
	with pytest.raises(CorrectionError):
		ask(place.user, log, new_minutes=30)
	decide(place.manager, first)
	with pytest.raises(CorrectionError):
		ask(place.user, log, new_minutes=30)
	successor = frappe.get_doc("Service Log", frappe.get_doc("Record Correction", first.name).new_service_log)
	second = decide(place.manager, ask(place.user, successor, new_minutes=45))
	assert second.net_minutes == -15 and total(volunteer) == 45


def test_a_volunteer_asks_for_the_own_records_only(place, volunteer):
	other = make.make_user(make.VOLUNTEER)
	place.volunteer(user=other)
	log = approved(place, volunteer)
	with pytest.raises(OutOfScopeError):
		ask(other, log, new_minutes=60)
	frappe.set_user(other)
	with pytest.raises(frappe.PermissionError):
		frappe.client.insert({"doctype": "Record Correction", "service_log": log.name, "reason": "x", "new_minutes": 60})
	doc = ask(place.user, log, new_minutes=60)
	assert doc.requested_by == place.user
	frappe.set_user(other)
	assert not frappe.has_permission("Record Correction", "read", doc=doc)


def test_staff_elsewhere_neither_ask_nor_decide(place, volunteer):
	log = approved(place, volunteer)
	stranger = make.Place().staff()
	with pytest.raises(OutOfScopeError):
		ask(stranger.manager, log, new_minutes=60)
	doc = ask(place.leader, log, new_minutes=60)
	with pytest.raises(frappe.PermissionError):
		decide(stranger.manager, doc)


def test_nobody_approves_the_own_request_or_the_own_record(place):
	volunteer = place.volunteer(user=place.manager).name
	log = approved(place, volunteer)
	requested = ask(place.leader, log, new_minutes=60)
	with pytest.raises(SelfApprovalError):
		decide(place.manager, requested)
	other = approved(place, place.volunteer().name)
	own = ask(place.manager, other, new_minutes=60)
	with pytest.raises(SelfApprovalError):
		decide(place.manager, own)
	assert decide(place.officer, own).docstatus == 1


def test_volunteers_and_leaders_never_approve(place, volunteer):
	log = approved(place, volunteer)
	doc = ask(place.leader, log, new_minutes=60)
	with pytest.raises(frappe.PermissionError):
		decide(place.user, doc)
	doc = ask(place.user, approved(place, volunteer, service_date="2026-03-08"), new_minutes=60)
	with pytest.raises((TransitionPermissionError, frappe.PermissionError)):
		decide(place.leader, doc)
	assert frappe.db.get_value("Record Correction", doc.name, "workflow_state") == "Pending Review"


@pytest.mark.parametrize(
	("minutes", "level", "refused", "approver"),
	[(480, "Site", None, "manager"), (481, "District", "manager", "officer"), (721, "City", "officer", "city_officer")],
)
def test_the_new_day_total_sets_the_level(place, volunteer, minutes, level, refused, approver):
	log = approved(place, volunteer, minutes=60)
	doc = ask(place.leader, log, new_minutes=minutes)
	assert doc.approval_level == level
	if refused:
		with pytest.raises((TransitionNotAllowedError, TransitionPermissionError)):
			decide(getattr(place, refused), doc)
	assert decide(getattr(place, approver), doc).docstatus == 1
	assert total(volunteer) == minutes


def test_a_day_total_that_grew_meanwhile_goes_to_the_higher_level(place, volunteer):
	log = approved(place, volunteer, minutes=60)
	doc = ask(place.leader, log, new_minutes=240)
	frappe.set_user("Administrator")
	approved(place, volunteer, minutes=300)
	doc = decide(place.manager, doc)
	assert (doc.workflow_state, doc.docstatus, doc.approval_level) == ("Pending Review", 0, "District")
	assert frappe.db.get_value("Service Log", log.name, "docstatus") == 1
	assert decide(place.officer, doc).docstatus == 1
	assert total(volunteer) == 540


def test_what_is_under_review_is_not_edited(place, volunteer):
	log = approved(place, volunteer)
	doc = ask(place.user, log, new_minutes=60)
	frappe.set_user(place.manager)
	doc = frappe.get_doc("Record Correction", doc.name)
	doc.new_minutes = 600
	with pytest.raises(StateEditError):
		doc.save()
	doc = frappe.get_doc("Record Correction", doc.name)
	doc.new_minutes, doc.workflow_state = 600, "Approved"
	with pytest.raises(StateEditError):
		doc.save()
	assert total(volunteer) == 120


def test_computed_fields_are_not_taken_from_outside(place, volunteer):
	log, other = approved(place, volunteer), place.volunteer().name
	frappe.set_user(place.leader)
	doc = frappe.get_doc(
		{
			"doctype": "Record Correction",
			"service_log": log.name,
			"reason": "x",
			"new_minutes": 60,
			"net_minutes": 5000,
			"approval_level": "Site",
			"requested_by": "Administrator",
			"approved_by": "Administrator",
			"volunteer": other,
		}
	).insert()
	assert (doc.net_minutes, doc.requested_by, doc.approved_by) == (-60, place.leader, None)
	assert doc.volunteer == volunteer
	doc.requested_by = place.officer
	doc.save()
	assert doc.requested_by == place.leader


@pytest.mark.parametrize("values", [{"workflow_state": "Approved"}, {"docstatus": 1}, {"workflow_state": "Pending Review"}])
def test_a_state_is_not_typed(place, volunteer, values):
	log = approved(place, volunteer)
	frappe.set_user(place.manager)
	base = {"doctype": "Record Correction", "service_log": log.name, "reason": "x", "new_minutes": 60}
	with pytest.raises(TransitionNotAllowedError):
		frappe.get_doc({**base, **values}).insert()
	assert total(volunteer) == 120


def test_the_volunteer_does_not_rewrite_what_the_staff_entered(place, volunteer):
	log = approved(place, volunteer)
	frappe.set_user(place.leader)
	name = api.ask(log.name, "时间有误", {"new_minutes": 60}, submit=False)["name"]
	frappe.set_user(place.user)
	doc = frappe.get_doc("Record Correction", name)
	doc.new_minutes = 300
	with pytest.raises(frappe.PermissionError):
		doc.save()


def test_the_certificate_and_the_public_check_say_superseded(place, volunteer):
	log = approved(place, volunteer)
	frappe.set_user(place.manager)
	certificate = frappe.get_doc(
		"Service Certificate", certificate_api.prepare(volunteer, place.unit.name, "2026-01-01", "2026-06-30")
	)
	certificate.submit()
	code = certificate.verification_code
	assert verification.check(code)["status"] == "valid"
	decide(place.manager, ask(place.leader, log, new_minutes=60))
	certificate.reload()
	assert (certificate.status, certificate.total_minutes) == ("Superseded", 120)
	frappe.set_user("Guest")
	answer = verification.check(code)
	assert (answer["status"], answer["minutes"]) == ("superseded", 120)
	frappe.set_user(place.manager)
	new = frappe.get_doc("Service Certificate", certificate_api.reissue(certificate.name))
	new.submit()
	assert new.total_minutes == 60 and verification.check(new.verification_code)["status"] == "valid"


def test_a_returned_request_is_sent_again_and_a_rejected_one_ends(place, volunteer):
	log = approved(place, volunteer)
	doc = ask(place.user, log, new_minutes=60)
	frappe.set_user(place.manager)
	doc = frappe.get_doc("Record Correction", doc.name)
	doc.workflow_state, doc.decision_reason = "Returned", "请补充签到表"
	doc.save()
	frappe.set_user(place.user)
	doc = frappe.get_doc("Record Correction", doc.name)
	doc.new_minutes = 100
	doc.save()
	doc.workflow_state = "Pending Review"
	doc.save()
	frappe.set_user(place.manager)
	doc = frappe.get_doc("Record Correction", doc.name)
	doc.workflow_state, doc.decision_reason = "Rejected", "与签到表一致"
	doc.save()
	assert total(volunteer) == 120
	assert ask(place.user, log, new_minutes=60).workflow_state == "Pending Review"


def test_a_request_whose_record_was_cancelled_can_only_be_rejected(place, volunteer):
	log = approved(place, volunteer)
	doc = ask(place.leader, log, new_minutes=60)
	frappe.set_user(place.officer)
	log = frappe.get_doc("Service Log", log.name)
	log.return_reason = "重复记录"
	log.cancel()
	with pytest.raises(CorrectionError):
		decide(place.manager, doc)
	doc = frappe.get_doc("Record Correction", doc.name)
	doc.workflow_state, doc.decision_reason = "Rejected", "记录已取消"
	doc.save()
	assert total(volunteer) == 0


def test_corrections_are_kept(place, volunteer):
	log = approved(place, volunteer)
	doc = ask(place.leader, log, new_minutes=60)
	frappe.set_user("Administrator")
	with pytest.raises(RetentionError):
		frappe.delete_doc("Record Correction", doc.name, force=True)
	with pytest.raises(RetentionError):
		frappe.rename_doc("Record Correction", doc.name, "RCO-X", force=True)
