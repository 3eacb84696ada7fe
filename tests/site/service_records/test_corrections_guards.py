"""Corrections: what cannot be typed or edited, what becomes of certificates, what is kept."""

import frappe
import pytest

from tests import factories as make
from tests.site.service_records.corrections_world import approved, ask, decide, total
from volunteer_services.api import certificates as certificate_api
from volunteer_services.api import corrections as api
from volunteer_services.exceptions import (
	CorrectionError,
	RetentionError,
	StateEditError,
	TransitionNotAllowedError,
)
from volunteer_services.portal.services import verification


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


@pytest.fixture
def volunteer(place):
	place.user = make.make_user(make.VOLUNTEER)
	return place.volunteer(user=place.user).name


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


@pytest.mark.parametrize(
	"values", [{"workflow_state": "Approved"}, {"docstatus": 1}, {"workflow_state": "Pending Review"}]
)
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
