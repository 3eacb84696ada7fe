"""Corrections of approved records: who may ask, who decides, what travels on."""

import frappe
import frappe.client
import pytest
from frappe.utils import get_datetime

from tests import factories as make
from tests.site.service_records.corrections_world import approved, ask, decide, total
from volunteer_services.exceptions import (
	CorrectionError,
	OutOfScopeError,
	OverlapError,
	SelfApprovalError,
	ServiceTimeError,
	TransitionPermissionError,
)


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


@pytest.fixture
def volunteer(place):
	place.user = make.make_user(make.VOLUNTEER)
	return place.volunteer(user=place.user).name


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
	kept = ("volunteer", "service_content", "location", "team", "site", "recording_unit", "recorder")
	for field in (*kept, "recorded_on"):
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
		place,
		volunteer,
		minutes=0,
		starts_on="2026-03-05 09:00:00",
		ends_on="2026-03-05 11:30:00",
		break_minutes=30,
	)
	doc = decide(place.manager, ask(place.leader, log, new_ends_on="2026-03-05 12:00:00", has_no_break=1))
	assert frappe.db.get_value("Service Log", doc.new_service_log, ["minutes", "break_minutes"]) == (180, 0)
	assert doc.net_minutes == 60


def test_content_place_and_rating_can_be_corrected(place, volunteer):
	log = approved(place, volunteer)
	changes = {
		"new_service_content": "义诊",
		"new_location": "广场",
		"new_rating": 4,
		"new_rated_by": "李阿姨",
	}
	doc = decide(place.manager, ask(place.leader, log, **changes))
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
	with pytest.raises(CorrectionError, match="needs its reason"):
		ask(place.leader, log, reason=" ", new_minutes=60)


def test_impossible_values_are_refused_at_the_request(place, volunteer):
	day = "2026-03-05"
	log = approved(place, volunteer, minutes=0, starts_on=f"{day} 09:00:00", ends_on=f"{day} 11:00:00")
	approved(place, volunteer, minutes=0, starts_on=f"{day} 13:00:00", ends_on=f"{day} 15:00:00")
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
		frappe.client.insert(
			{"doctype": "Record Correction", "service_log": log.name, "reason": "x", "new_minutes": 60}
		)
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
	with pytest.raises(TransitionPermissionError):
		decide(place.leader, doc)
	assert frappe.db.get_value("Record Correction", doc.name, "workflow_state") == "Pending Review"


@pytest.mark.parametrize(
	("minutes", "level", "refused", "approver"),
	[
		(480, "Site", None, "manager"),
		(481, "District", "manager", "officer"),
		(721, "City", "officer", "city_officer"),
	],
)
def test_the_new_day_total_sets_the_level(place, volunteer, minutes, level, refused, approver):
	log = approved(place, volunteer, minutes=60)
	doc = ask(place.leader, log, new_minutes=minutes)
	assert doc.approval_level == level
	if refused:
		with pytest.raises(TransitionPermissionError):
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


@pytest.mark.parametrize(
	("state", "words"),
	[
		("Approved", "was corrected as asked for"),
		("Returned", "was returned: 凭证不清"),
		("Rejected", "was rejected"),
	],
)
def test_who_asked_is_told_what_was_decided(place, volunteer, state, words):
	doc = ask(place.user, approved(place, volunteer, minutes=120), new_minutes=90)
	frappe.set_user("Administrator")
	doc.reload()
	doc.decision_reason = "凭证不清"
	doc.save()
	decide(place.manager, doc, state)
	told = frappe.get_all(
		"Notification Log", filters={"document_name": doc.name}, fields=["for_user", "subject"]
	)
	assert [row.for_user for row in told] == [place.user]
	assert words in told[0].subject
