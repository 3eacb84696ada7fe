"""Pilot sites: who may take which step, the plaque and its end, milestones, and the walls of the scope."""

import frappe
import frappe.client
import pytest
from frappe.model.workflow import WorkflowTransitionError, apply_workflow, get_transitions
from frappe.utils import add_days, getdate, nowdate

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from tests.site.pilot_sites.pilot_steps import at, done
from volunteer_services.exceptions import (
	OutOfScopeError,
	PilotSiteError,
	ReasonRequiredError,
	RetentionError,
	SelfApprovalError,
	StateEditError,
	TransitionNotAllowedError,
	TransitionPermissionError,
)
from volunteer_services.foundation.domain.verification import normalise_code

STATES = ("Candidate", "Preparing", "Designated", "Active", "Concluded", "Withdrawn", "Plaque Revoked")
STEPS = {
	("Candidate", "Preparing"): {"officer", "city_officer"},
	("Candidate", "Withdrawn"): {"manager", "officer", "city_officer"},
	("Preparing", "Designated"): {"officer", "city_officer"},
	("Preparing", "Withdrawn"): {"manager", "officer", "city_officer"},
	("Designated", "Active"): {"manager", "officer", "city_officer"},
	("Designated", "Plaque Revoked"): {"officer", "city_officer"},
	("Active", "Concluded"): {"officer", "city_officer"},
	("Active", "Plaque Revoked"): {"officer", "city_officer"},
	("Concluded", "Plaque Revoked"): {"officer", "city_officer"},
}


@pytest.fixture
def place():
	return make.Place()


# --- transitions -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("source", "target"), STEPS)
@pytest.mark.parametrize("role", ["manager", "officer", "city_officer"])
def test_each_step_is_taken_by_those_who_may(place, source, target, role):
	doc = at(place, source)
	if target == "Concluded":
		doc = done(place, doc)
	user = getattr(place, role)
	if role in STEPS[source, target]:
		assert pilots.go(user, doc, target, decision_reason="理由").workflow_state == target
		return
	with pytest.raises(TransitionPermissionError):
		pilots.go(user, doc, target, decision_reason="理由")
	frappe.set_user(user)
	doc = frappe.get_doc(doc.doctype, doc.name)
	assert target not in {row.next_state for row in get_transitions(doc)}


@pytest.mark.parametrize("source", STATES)
def test_no_other_step_exists(place, source):
	doc = at(place, source)
	for target in STATES:
		if target == source or (source, target) in STEPS:
			continue
		with pytest.raises(TransitionNotAllowedError):
			pilots.go(place.city_officer, doc, target, decision_reason="理由")


@pytest.mark.parametrize(
	("route", "error", "words"),
	[
		("insert", TransitionNotAllowedError, "begins as Candidate"),
		("client", TransitionNotAllowedError, "cannot go from"),
		("db_set", TransitionNotAllowedError, "by its workflow only"),
		("workflow", WorkflowTransitionError, "Not a valid Workflow Action"),
		("flag", TransitionNotAllowedError, "cannot go from"),
	],
)
def test_a_candidate_is_not_designated_by_another_route(place, route, error, words):
	doc = pilots.candidate(place)
	frappe.set_user(place.officer)
	doc = frappe.get_doc(doc.doctype, doc.name)
	with pytest.raises(error, match=words):
		if route == "insert":
			pilots.candidate(make.Place(), workflow_state="Designated")
		elif route == "client":
			frappe.client.set_value(doc.doctype, doc.name, "workflow_state", "Designated")
		elif route == "db_set":
			doc.db_set("workflow_state", "Designated")
		elif route == "workflow":
			apply_workflow(doc, "Designate")
		else:
			doc.flags.designating = doc.flags.system_transition = True
			doc.workflow_state = "Designated"
			doc.save()
	assert frappe.db.get_value(doc.doctype, doc.name, ["workflow_state", "plaque_no"]) == ("Candidate", None)


def test_who_entered_or_leads_a_site_does_not_designate_it(place):
	doc = pilots.go(place.city_officer, pilots.candidate(place, lead_person=place.officer), "Preparing")
	with pytest.raises(SelfApprovalError):
		pilots.go(place.officer, doc, "Designated")
	assert pilots.go(place.city_officer, doc, "Designated").designated_by == place.city_officer


def test_decisions_against_a_site_need_a_reason(place):
	for source, target in (("Candidate", "Withdrawn"), ("Designated", "Plaque Revoked")):
		doc = at(make.Place(), source) if source == "Designated" else at(place, source)
		frappe.db.set_value(doc.doctype, doc.name, "decision_reason", None)
		with pytest.raises(ReasonRequiredError):
			pilots.go("Administrator", doc, target)


# --- entering ----------------------------------------------------------------------------------------------


def test_a_site_stands_once_in_a_programme(place):
	of = pilots.programme(place)
	first = pilots.candidate(place, of)
	with pytest.raises(PilotSiteError, match=first.name):
		pilots.candidate(place, of)
	pilots.go(place.manager, first, "Withdrawn", decision_reason="暂缓")
	assert pilots.candidate(place, of).name != first.name


def test_a_site_lies_in_the_region_of_its_programme(place):
	with pytest.raises(PilotSiteError, match="outside the region"):
		pilots.candidate(place, pilots.programme(make.Place()))


def test_a_closed_programme_takes_nobody_on(place):
	of = pilots.programme(place)
	doc = pilots.candidate(place, of)
	frappe.db.set_value(pilots.PROGRAMME, of.name, "status", "Closed")
	with pytest.raises(PilotSiteError, match="closed"):
		pilots.go(place.officer, doc, "Preparing")


def test_strangers_are_refused_by_every_route(place):
	doc = at(place, "Preparing")
	other = make.Place()
	for user in (other.officer, other.manager, place.leader, make.make_user(make.VOLUNTEER)):
		frappe.set_user(user)
		found = frappe.get_doc(doc.doctype, doc.name)
		assert not frappe.has_permission(doc.doctype, "read", found)
		found.reason = "改"
		with pytest.raises(frappe.PermissionError):
			found.save()
		with pytest.raises(frappe.PermissionError):
			frappe.client.get(doc.doctype, doc.name)
		with pytest.raises(frappe.PermissionError):
			frappe.client.set_value(doc.doctype, doc.name, "workflow_state", "Designated")
		try:
			assert doc.name not in frappe.get_list(doc.doctype, pluck="name")
		except frappe.PermissionError:
			pass
	with pytest.raises(OutOfScopeError):
		pilots.candidate(place, pilots.programme(None), service_site=other.site.name)


def test_the_auditor_reads_and_writes_nothing(place):
	doc = at(place, "Designated")
	frappe.set_user(make.make_user(make.AUDITOR))
	found = frappe.get_doc(doc.doctype, doc.name)
	found.check_permission("read")
	for change in ({"workflow_state": "Active"}, {"lead_person": place.officer}):
		found = frappe.get_doc(doc.doctype, doc.name)
		found.update(change)
		with pytest.raises(frappe.PermissionError):
			found.save()


# --- the plaque --------------------------------------------------------------------------------------------


def test_designation_makes_number_code_and_milestones(place):
	doc = at(place, "Designated")
	year = nowdate()[:4]
	assert doc.plaque_no.startswith(f"PLQ{year}") and len(doc.plaque_no) == len(f"PLQ{year}") + 5
	assert normalise_code(doc.verification_code) == doc.verification_code
	assert (str(doc.designated_on), doc.designated_by) == (nowdate(), place.city_officer)
	assert [(row.phase_title, row.status) for row in doc.milestones] == [
		("动员", "Waived"),
		("实施", "Open"),
		("总结", "Open"),
	]
	assert {row.responsible for row in doc.milestones} == {place.manager}
	assert (doc.progress, doc.next_milestone) == (0, "实施")
	assert doc.starts_on and getdate(doc.ends_on) == doc.milestones[2].due_on


def test_number_and_code_are_no_site_s_else(place):
	first, second = at(place, "Designated"), at(make.Place(), "Designated")
	assert first.plaque_no != second.plaque_no and first.verification_code != second.verification_code
	for field in ("plaque_no", "verification_code"):
		with pytest.raises(frappe.db._conn.IntegrityError, match=rf"Duplicate entry .* for key '{field}'"):
			frappe.db.set_value(second.doctype, second.name, field, first.get(field))


def test_number_and_code_are_not_typed(place):
	doc = at(place, "Preparing")
	frappe.set_user(place.officer)
	doc = frappe.get_doc(doc.doctype, doc.name)
	doc.update({"plaque_no": "PLQ999", "verification_code": "X" * 20, "plaque_revoked_on": nowdate()})
	doc.save()
	assert make.reloaded(doc).plaque_no is None and doc.verification_code is None
	assert doc.plaque_revoked_on is None
	entered = pilots.candidate(make.Place(), plaque_no="PLQ998", verification_code="Y" * 20)
	assert entered.plaque_no is None and entered.verification_code is None


def test_a_plaque_is_dated_back_but_not_ahead(place):
	doc = at(place, "Preparing")
	with pytest.raises(PilotSiteError, match="still to come"):
		pilots.go(place.officer, doc, "Designated", designated_on=add_days(nowdate(), 1))
	past = add_days(nowdate(), -400)
	doc = pilots.go(place.officer, doc, "Designated", designated_on=past)
	assert str(doc.designated_on) == past and past[:4] in doc.plaque_no
	assert {row.status for row in doc.milestones} == {"Open"}


def test_only_certified_sites_get_the_plaque_where_the_programme_asks(place):
	with_standard = pilots.standard()
	of = pilots.programme(place, requires_certification=1)
	doc = pilots.go(place.officer, pilots.candidate(place, of), "Preparing")
	with pytest.raises(PilotSiteError, match="no checklist standard"):
		pilots.go(place.city_officer, doc, "Designated")
	frappe.db.set_value(pilots.PROGRAMME, of.name, "standard", with_standard.name)
	with pytest.raises(PilotSiteError, match="not certified"):
		pilots.go(place.city_officer, doc, "Designated")
	pilots.certified(place, standard_name=with_standard.standard_name)
	assert pilots.go(place.city_officer, doc, "Designated").plaque_no


def test_the_end_of_a_plaque_has_its_day_and_reason_and_keeps_the_number(place):
	doc = at(place, "Active")
	number = doc.plaque_no
	doc = pilots.go(place.officer, doc, "Plaque Revoked", decision_reason="长期不开展活动")
	assert (str(doc.plaque_revoked_on), doc.revoke_reason) == (nowdate(), "长期不开展活动")
	assert doc.plaque_no == number
	doc.revoke_reason = "改"
	doc.save()
	assert make.reloaded(doc).revoke_reason == "长期不开展活动"


def test_after_designation_only_people_and_milestones_change(place):
	doc = at(place, "Designated")
	frappe.set_user(place.officer)
	for change in (
		{"reason": "改"},
		{"programme": pilots.programme(place).name},
		{"designated_on": "2020-01-01"},
	):
		found = frappe.get_doc(doc.doctype, doc.name)
		found.update(change)
		with pytest.raises(StateEditError):
			found.save()
	found = frappe.get_doc(doc.doctype, doc.name)
	found.update({"lead_person": place.officer, "awarding_body": place.unit.name})
	assert found.save().awarding_body == place.unit.name


# --- what must be kept -------------------------------------------------------------------------------------


def test_a_site_with_a_plaque_is_neither_deleted_nor_renamed(place):
	doc = at(place, "Designated")
	frappe.set_user("Administrator")
	with pytest.raises(RetentionError):
		frappe.delete_doc(doc.doctype, doc.name, force=True)
	with pytest.raises(RetentionError, match="keeps its number"):
		frappe.rename_doc(doc.doctype, doc.name, make.unique("PS-"))
	assert frappe.db.exists(doc.doctype, doc.name)


def test_a_candidate_is_deleted_by_the_manager_alone(place):
	doc = pilots.candidate(place)
	with pytest.raises(frappe.PermissionError):
		frappe.delete_doc(doc.doctype, doc.name)
	frappe.set_user(make.make_user(make.MANAGER))
	frappe.delete_doc(doc.doctype, doc.name)
	assert not frappe.db.exists(doc.doctype, doc.name)
