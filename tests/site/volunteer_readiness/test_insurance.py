"""Policies, covers, claims and agreements on their ways."""

import frappe
import pytest
from frappe.utils import add_days, add_to_date, now_datetime, nowdate

from tests import factories as make
from tests.site.volunteer_readiness import readiness_world as world
from volunteer_services.exceptions import (
	AgreementError,
	InsuranceClaimError,
	InsuranceCoverError,
	OutOfScopeError,
	ReasonRequiredError,
	RetentionError,
	SelfApprovalError,
	TransitionNotAllowedError,
)
from volunteer_services.volunteer_readiness.services import covers, daily


@pytest.fixture
def place():
	return make.Place()


@pytest.mark.parametrize(
	"values", [{"to_date": "2020-01-01"}, {"min_age": 61, "max_age": 60}, {"covers_service": 0}]
)
def test_a_policy_that_covers_nobody_is_refused(place, values):
	with pytest.raises(InsuranceCoverError):
		world.policy(place, **values)


def test_a_cover_takes_the_days_of_its_policy(place):
	policy = world.policy(place)
	doc = world.cover(place.volunteer().name, policy.name, status="In Force")
	assert (str(doc.from_date), str(doc.to_date)) == (str(policy.from_date), str(policy.to_date))
	assert doc.status == "Planned"
	with pytest.raises(InsuranceCoverError, match="within the policy"):
		world.cover(place.volunteer().name, policy.name, to_date=add_days(policy.to_date, 1))


def test_the_way_of_a_cover(place):
	doc = world.cover(place.volunteer().name, world.policy(place).name, to_date=add_days(nowdate(), 5))
	world.as_(place.manager, covers.mark_sent, [doc.name])
	assert str(make.reloaded(doc).sent_on) == nowdate()
	world.as_(place.manager, covers.confirm, [doc.name])
	doc.reload()
	assert (doc.status, doc.confirmed_by) == ("In Force", place.manager)
	doc.to_date = add_days(nowdate(), 9)
	with pytest.raises(InsuranceCoverError, match="confirmed"):
		doc.save()
	with pytest.raises(RetentionError):
		frappe.delete_doc(doc.doctype, doc.name, force=True)
	assert doc.volunteer in daily.refresh(add_days(nowdate(), 6))
	assert make.reloaded(doc).status == "Lapsed"


def test_covers_are_confirmed_within_the_scope_by_those_who_review(place):
	doc = world.cover(place.volunteer().name, world.policy(place).name)
	with pytest.raises(frappe.PermissionError):
		world.as_(place.leader, covers.confirm, [doc.name])
	with pytest.raises(OutOfScopeError):
		world.as_(make.Place().manager, covers.confirm, [doc.name])


def test_the_way_of_a_claim(place):
	doc = world.as_(place.leader, world.claim, place.volunteer().name)
	assert (doc.workflow_state, doc.is_late, doc.region) == ("Reported", 0, place.region.name)
	assert len(doc.papers) == 4 and doc.injured_name
	with pytest.raises(InsuranceClaimError, match="policy"):
		world.step(place.manager, doc, "Take Up Claim")
	policy = world.policy(place).name
	world.step(place.manager, doc, "Take Up Claim", policy=policy)
	assert make.reloaded(doc).case_handler == place.manager
	with pytest.raises(InsuranceClaimError, match="papers"):
		world.step(place.manager, doc, "Send to Insurer")
	for row in make.reloaded(doc).papers:
		row.received_on = "2026-03-10"
	world.as_(place.manager, doc.save)
	world.step(place.manager, doc, "Send to Insurer")
	with pytest.raises(InsuranceClaimError, match="amount"):
		world.step(place.manager, doc, "Enter Payment")
	world.step(place.manager, doc, "Enter Payment", amount_paid=1200, compensated_by="Insurer")
	world.step(place.manager, doc, "Close Claim")
	assert make.reloaded(doc).workflow_state == "Claim Closed"
	with pytest.raises(RetentionError):
		frappe.delete_doc(doc.doctype, doc.name, force=True)


def test_a_claim_jumps_nowhere_and_is_not_taken_up_by_who_reported_it(place):
	doc = world.as_(place.manager, world.claim, place.volunteer().name, policy=world.policy(place).name)
	with pytest.raises(SelfApprovalError):
		world.step(place.manager, doc, "Take Up Claim")
	doc.reload()
	doc.workflow_state = "Paid"
	with pytest.raises(TransitionNotAllowedError):
		world.as_(place.officer, doc.save)


def test_the_insurer_is_told_within_the_hours_of_the_settings(place):
	volunteer = place.volunteer().name
	late = world.claim(volunteer, insurer_informed_on="2026-03-11 12:00:00")
	fresh = world.claim(
		volunteer,
		happened_on=add_to_date(now_datetime(), hours=-2),
		known_on=now_datetime(),
		insurer_informed_on=None,
	)
	assert (late.is_late, fresh.is_late) == (1, 0)


def test_a_third_party_needs_a_name_and_a_place(place):
	with pytest.raises(InsuranceClaimError, match="name"):
		world.claim(None, injured_kind="Third Party", region=place.region.name)
	with pytest.raises(InsuranceClaimError, match="region"):
		world.claim(None, injured_kind="Third Party", injured_name="路人")
	doc = world.claim(None, injured_kind="Third Party", injured_name="路人", region=place.region.name)
	assert doc.injured_name == "路人"


def test_the_way_of_an_agreement(place):
	doc = world.as_(place.leader, world.agreement, place, place.volunteer().name, to_date="2026-12-31")
	assert (doc.team, doc.region) == (place.team.name, place.region.name)
	with pytest.raises(AgreementError, match="day of signing"):
		world.step(place.leader, doc, "Mark as Signed")
	world.step(place.leader, doc, "Mark as Signed", signed_on="2026-01-01", signed_by="张主任")
	daily.refresh("2026-01-02")
	assert make.reloaded(doc).workflow_state == "In Force"
	with pytest.raises(ReasonRequiredError):
		world.step(place.manager, doc, "Terminate")
	world.step(place.manager, doc, "Terminate", decision_reason="本人申请")
	doc.reload()
	assert (doc.workflow_state, str(doc.to_date)) == ("Terminated", nowdate())


def test_an_agreement_ends_after_its_last_day_and_is_told(place):
	doc = world.agreement(place, place.volunteer().name, to_date="2026-03-31")
	world.step(place.leader, doc, "Mark as Signed", signed_on="2026-01-01", signed_by="张主任")
	assert doc.volunteer not in daily.refresh("2026-03-31")
	assert doc.volunteer in daily.refresh("2026-04-01")
	assert make.reloaded(doc).workflow_state == "Ended"


def test_a_minor_s_guardian_signs(place):
	minor = place.volunteer(
		date_of_birth="2011-01-01", guardian_name="家长", guardian_phone="13800138000", guardian_consent=1
	)
	doc = world.agreement(place, minor.name)
	signed = {"signed_on": "2026-01-01", "signed_by": "张主任"}
	with pytest.raises(AgreementError, match="guardian"):
		world.step(place.leader, doc, "Mark as Signed", **signed)
	world.step(place.leader, doc, "Mark as Signed", **signed, guardian_signed=1, guardian_name="家长")
	assert make.reloaded(doc).workflow_state == "Signed"
