"""Six of seven is not certified, by whatever route (invariant 7)."""

import frappe
import frappe.client
import pytest
from frappe.model.workflow import WorkflowTransitionError, apply_workflow, get_transitions
from frappe.utils import add_days, add_months, getdate, nowdate

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from volunteer_services.exceptions import (
	AssessmentError,
	EvidenceKeptError,
	NotCompliantError,
	OutOfScopeError,
	ReasonRequiredError,
	SelfApprovalError,
	StateEditError,
	TransitionNotAllowedError,
	TransitionPermissionError,
)
from volunteer_services.pilot_sites.services import compliance
from volunteer_services.pilot_sites.services.assessments import assessing

CODES = [f"7-{number}" for number in range(1, 8)]


@pytest.fixture
def place():
	return make.Place()


def test_an_assessment_fills_itself_from_the_standard(place):
	pilots.serve(place)
	doc = pilots.begin(place, results=[{"item_code": "7-3", "is_met": 1}])
	assert [row.item_code for row in doc.results] == CODES
	assert [row.item_title for row in doc.results][2:4] == ["有志愿者队伍", "有管理制度"]
	assert {row.item_code: row.record_count for row in doc.results if row.record_source} == {
		"7-3": 1,
		"7-5": 1,
		"7-7": 1,
	}
	assert (doc.met_count, doc.item_count, doc.is_compliant) == (1, 7, 0)
	assert doc.region == place.region.name and doc.assessor == place.manager
	with pytest.raises(AssessmentError, match="7-9"):
		pilots.begin(place, results=[{"item_code": "7-9"}])


def test_all_seven_are_certified_by_somebody_else(place):
	doc = pilots.certified(place)
	assert (doc.workflow_state, doc.docstatus, doc.certified_by) == ("Certified", 1, place.officer)
	assert getdate(doc.valid_until) == getdate(add_days(add_months(nowdate(), 12), -1))
	site = make.reloaded(place.site)
	assert site.compliance_state == "Certified" and getdate(site.certified_until) == getdate(doc.valid_until)


@pytest.mark.parametrize("missing", CODES)
def test_six_of_seven_are_not_certified_by_the_workflow(place, missing):
	pilots.serve(place)
	doc = pilots.submitted(place, missing)
	assert doc.met_count == 6
	with pytest.raises(TransitionNotAllowedError):
		pilots.go(place.officer, doc, "Certified")
	frappe.set_user(place.officer)
	doc = frappe.get_doc(doc.doctype, doc.name)
	assert "Certify" not in {row.action for row in get_transitions(doc)}
	with pytest.raises(WorkflowTransitionError):
		apply_workflow(doc, "Certify")


@pytest.mark.parametrize(
	("route", "error", "words"),
	[
		("submit", TransitionNotAllowedError, "submitting it by hand"),
		("save", TransitionNotAllowedError, "cannot go from"),
		("insert", TransitionNotAllowedError, "begins as Draft"),
		("system", NotCompliantError, "有管理制度: not met"),
		("read only", TransitionNotAllowedError, "cannot go from"),
		("set_value", TransitionNotAllowedError, "cannot go from"),
		("row", TransitionNotAllowedError, "cannot go from"),
	],
)
def test_six_of_seven_are_not_certified_by_code(place, route, error, words):
	pilots.serve(place)
	doc = pilots.submitted(place, "7-4")
	frappe.set_user(place.officer)
	with pytest.raises(error, match=words):
		if route == "submit":
			doc.submit()
		elif route == "save":
			doc.workflow_state, doc.docstatus = "Certified", 1
			doc.save()
		elif route == "insert":
			pilots.begin(place, place.officer, workflow_state="Certified", docstatus=1)
		elif route == "system":
			doc.flags.system_transition = True
			doc.workflow_state = "Certified"
			doc.save()
		elif route == "read only":
			doc.is_compliant = doc.met_count = 1
			doc.workflow_state = "Certified"
			doc.save()
		elif route == "row":
			for row in doc.results:
				row.is_met, row.evidence_required = 1, "None"
			doc.workflow_state = "Certified"
			doc.save()
		else:
			frappe.client.set_value(doc.doctype, doc.name, "workflow_state", "Certified")
	assert frappe.db.get_value(doc.doctype, doc.name, "workflow_state") == "Submitted for Review"


def test_a_tick_without_its_evidence_does_not_count(place):
	pilots.serve(place)
	doc = pilots.begin(place)
	for row in doc.results:
		row.is_met = 1
	doc.save()
	assert {row.item_code for row in doc.results if row.problem} == {"7-1", "7-2", "7-4", "7-6"}
	doc.results[0].evidence = "/private/files/nowhere.png"
	doc.save()
	with pytest.raises(AssessmentError, match=r"nowhere\.png"):
		pilots.go(place.manager, doc, "Submitted for Review")


def test_records_are_counted_by_the_system_alone(place):
	doc = pilots.begin(place)
	for row in doc.results:
		row.is_met, row.record_count = 1, 99
	doc.save()
	assert [row.record_count for row in doc.results if row.record_source] == [1, 0, 0]


def test_records_that_are_gone_at_the_certification_stop_it(place):
	pilots.serve(place)
	doc = pilots.submitted(place)
	frappe.db.set_value("Service Activity", {"site": place.site.name}, "workflow_state", "Called Off")
	with pytest.raises(NotCompliantError):
		pilots.go(place.officer, doc, "Certified")


def test_who_assesses_does_not_certify(place):
	pilots.serve(place)
	doc = pilots.tick(pilots.begin(place, place.officer, kind="Supervisor"))
	doc = pilots.go(place.officer, doc, "Submitted for Review")
	with pytest.raises(SelfApprovalError):
		pilots.go(place.officer, doc, "Certified")
	named = pilots.tick(pilots.begin(place, assessor=place.officer))
	named = pilots.go(place.manager, named, "Submitted for Review")
	with pytest.raises(SelfApprovalError):
		pilots.go(place.officer, named, "Certified")
	assert pilots.go(place.city_officer, named, "Certified").certified_by == place.city_officer


def test_who_filled_in_a_part_does_not_certify(place):
	pilots.serve(place)
	doc = pilots.tick(pilots.begin(place), "7-3")
	frappe.set_user(place.officer)
	doc = frappe.get_doc(doc.doctype, doc.name)
	doc.results[2].is_met = 1
	doc.filled_by = ""  # is not to be written by hand
	doc.save()
	assert doc.filled_by.split("\n") == [place.manager, place.officer]
	doc = pilots.go(place.manager, doc, "Submitted for Review")
	with pytest.raises(SelfApprovalError):
		pilots.go(place.officer, doc, "Certified")
	assert pilots.go(place.city_officer, doc, "Certified").certified_by == place.city_officer


def test_a_site_manager_neither_certifies_nor_assesses_as_supervisor(place):
	doc = pilots.submitted(place, "7-5", "7-7")
	with pytest.raises(TransitionPermissionError):
		pilots.go(place.manager, doc, "Needs Rectification", decision_reason="x")
	with pytest.raises(AssessmentError):
		pilots.begin(place, kind="Supervisor")
	other = make.Place()
	with pytest.raises(OutOfScopeError):
		pilots.begin(place, other.manager)


def test_after_submission_the_answers_stay(place):
	pilots.serve(place)
	doc = pilots.submitted(place, "7-4")
	frappe.set_user(place.officer)
	doc = frappe.get_doc(doc.doctype, doc.name)
	doc.results[3].is_met = 1
	with pytest.raises(StateEditError):
		doc.save()


def test_rectification_is_followed_up_with_what_was_met(place):
	pilots.serve(place)
	doc = pilots.submitted(place, "7-4")
	with pytest.raises(ReasonRequiredError):
		pilots.go(place.officer, doc, "Needs Rectification")
	with pytest.raises(AssessmentError, match="responsible"):
		pilots.go(place.officer, doc, "Needs Rectification", decision_reason="制度未上墙")
	stranger = make.Place()
	with pytest.raises(AssessmentError, match=stranger.manager):
		pilots.go(
			place.officer,
			doc,
			"Needs Rectification",
			decision_reason="制度未上墙",
			rectify_owner=stranger.manager,
			rectify_by=add_days(nowdate(), 14),
		)
	doc = pilots.go(
		place.officer,
		doc,
		"Needs Rectification",
		decision_reason="制度未上墙",
		rectify_owner=place.manager,
		rectify_by=add_days(nowdate(), 14),
	)
	assert doc.docstatus == 1 and make.reloaded(place.site).compliance_state == "Needs Rectification"
	follow = frappe.get_doc(doc.doctype, doc.follow_up)
	assert (follow.workflow_state, follow.assessor, follow.owner) == ("Draft", place.manager, place.manager)
	assert [row.item_code for row in follow.results if row.is_carried_over] == [
		code for code in CODES if code != "7-4"
	]
	frappe.set_user(place.manager)
	follow.results[3].is_met = 1
	follow.results[3].evidence = pilots.upload(follow, "制度.pdf", pilots.PDF)
	follow.save()
	done = pilots.go(place.officer, pilots.go(place.manager, follow, "Submitted for Review"), "Certified")
	assert done.is_compliant and make.reloaded(place.site).compliance_state == "Certified"


def test_the_reason_of_a_decision_is_not_rewritten_by_the_site(place):
	doc = pilots.designated(place)
	doc = pilots.go(place.city_officer, doc, "Plaque Revoked", decision_reason="连续停办")
	frappe.set_user(place.manager)
	doc = frappe.get_doc(doc.doctype, doc.name)
	doc.decision_reason = "自愿退出"
	with pytest.raises(StateEditError):
		doc.save()


def test_nobody_stops_being_the_lead_in_order_to_designate(place):
	frappe.set_user(place.manager)
	doc = pilots.candidate(place, lead_person=place.officer)
	doc = pilots.go(place.city_officer, doc, "Preparing")
	with pytest.raises(SelfApprovalError):
		pilots.go(place.officer, doc, "Designated", lead_person=place.manager)


def test_evidence_of_a_certified_site_is_kept(place):
	doc = pilots.certified(place)
	name = frappe.db.get_value("File", {"file_url": doc.results[0].evidence}, "name")
	frappe.set_user("Administrator")
	with pytest.raises(EvidenceKeptError):
		frappe.delete_doc("File", name, force=True)
	file = frappe.get_doc("File", name)
	file.attached_to_name = "elsewhere"
	with pytest.raises(EvidenceKeptError):
		file.save()


def test_a_certification_lapses_and_is_ended_by_cancelling(place):
	doc = pilots.certified(place)
	frappe.db.set_value(doc.doctype, doc.name, "valid_until", add_days(nowdate(), -1))
	compliance.refresh_all()
	assert make.reloaded(place.site).compliance_state == "Lapsed"
	frappe.db.set_value(doc.doctype, doc.name, "valid_until", add_days(nowdate(), 9))
	compliance.refresh_all()
	with pytest.raises(ReasonRequiredError):
		pilots.go(place.city_officer, doc, "Cancelled")
	pilots.go(place.city_officer, doc, "Cancelled", decision_reason="材料不实")
	assert make.reloaded(place.site).compliance_state == "Not Assessed"


def test_the_state_of_a_site_is_not_written_by_hand(place):
	frappe.set_user(place.manager)
	site = frappe.get_doc("Service Site", place.site.name)
	site.compliance_state, site.certified_until = "Certified", "2099-01-01"
	site.save()
	assert make.reloaded(place.site).compliance_state == "Not Assessed"


def test_may_assess_asks_for_role_and_scope(place):
	assert assessing.may_assess(place.manager, place.site.name)
	assert not assessing.may_assess(place.leader, place.site.name)
	assert not assessing.may_assess(make.Place().manager, place.site.name)
