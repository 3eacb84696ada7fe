"""A site is certified by what is proved, and no detour leads there: rows, dates, versions, names."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import frappe
import frappe.client
import pytest
from frappe.utils import add_days, add_months, nowdate

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from tests.site.pilot_sites.pilot_steps import at
from volunteer_services.api import site_submissions
from volunteer_services.exceptions import (
	AssessmentError,
	NotCompliantError,
	PilotSiteError,
	ReasonRequiredError,
	RetentionError,
	SelfApprovalError,
	SiteVisitError,
	StateEditError,
)
from volunteer_services.foundation.documents import retention
from volunteer_services.pilot_sites.services import checklists

ASSESSMENT, REVIEW = pilots.ASSESSMENT, "Submitted for Review"


@pytest.fixture
def place():
	return make.Place()


# --- what the rows say ------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["form", "row"])
def test_under_review_nobody_rewrites_what_an_item_lacks(place, how):
	pilots.serve(place)
	doc = pilots.submitted(place, "7-4")
	kept = frappe.get_doc(ASSESSMENT, doc.name).results[3].as_dict()
	for user in (place.manager, place.officer):
		frappe.set_user(user)
		if how == "form":
			doc = frappe.get_doc(ASSESSMENT, doc.name)
			doc.results[3].update({"problem": None, "item_title": "有", "is_mandatory": 0, "minimum": 0})
			doc.results[4].record_count = 999
			doc.save()
		else:
			frappe.client.set_value("Site Assessment Result", kept.name, "problem", "")
		row = frappe.get_doc(ASSESSMENT, doc.name).results[3]
		for field in ("problem", "item_title", "is_mandatory", "minimum"):
			assert row.get(field) == kept.get(field), field
		assert frappe.get_doc(ASSESSMENT, doc.name).results[4].record_count != 999


# --- dates and versions -----------------------------------------------------------------------------------


def test_a_version_that_was_succeeded_certifies_nobody_any_more(place):
	old = pilots.standard()
	new = checklists.succeed(old.name, add_days(nowdate(), -10))
	new.append(
		"items",
		{"item_code": "D", "item_title": "有制度", "evidence_required": "Document", "is_mandatory": 1},
	)
	new.save()
	with pytest.raises(AssessmentError, match="in force"):
		pilots.begin(place, standard=old.name)
	assert pilots.begin(place, standard=new.name).item_count == 4
	# What was seen before the new version began is entered by the old one.
	assert pilots.begin(place, standard=old.name, assessed_on=add_days(nowdate(), -11)).item_count == 3


def test_records_of_years_ago_certify_nobody_today(place):
	"""The counts are those of the day of the assessment: it is not dated back to better days."""
	volunteer, day = place.volunteer(), add_months(nowdate(), -30)
	make.make_log(place, volunteer.name, service_date=day, state="Approved", recorded_on=day)
	standard = pilots.standard(
		items=[
			{
				"item_code": "A",
				"item_title": "有台账",
				"evidence_required": "Linked Records",
				"record_source": "Service Records",
				"minimum": 1,
				"is_mandatory": 1,
			}
		]
	)
	doc = pilots.tick(pilots.begin(place, standard=standard.name, assessed_on=add_days(day, 5)))
	assert doc.is_compliant
	pilots.go(place.manager, doc, REVIEW)
	with pytest.raises(NotCompliantError, match="0 records"):
		pilots.go(place.officer, doc, "Certified")
	assert frappe.db.get_value(ASSESSMENT, doc.name, "docstatus") == 0


# --- who assesses -----------------------------------------------------------------------------------------


def test_a_site_does_not_sign_as_its_supervisor(place):
	"""An assessment of a supervisor's is entered by one, not in an officer's name by the site."""
	with pytest.raises(AssessmentError):
		pilots.begin(place, kind="Supervisor", assessor=place.officer)
	doc = pilots.begin(place, assessor=place.officer)
	doc.kind = "Supervisor"
	with pytest.raises(AssessmentError):
		doc.save()


def test_what_somebody_found_is_not_certified_by_the_same_in_the_follow_up(place):
	pilots.serve(place)
	frappe.set_user(place.officer)
	doc = pilots.tick(pilots.begin(place, place.officer, kind="Supervisor"), "7-4")
	pilots.go(place.officer, doc, REVIEW)
	doc = pilots.go(
		place.city_officer,
		doc,
		"Needs Rectification",
		decision_reason="制度未上墙",
		rectify_owner=place.manager,
		rectify_by=add_days(nowdate(), 9),
	)
	frappe.set_user(place.manager)
	follow_up = pilots.tick(frappe.get_doc(ASSESSMENT, doc.follow_up))
	pilots.go(place.manager, follow_up, REVIEW)
	with pytest.raises(SelfApprovalError):
		pilots.go(place.officer, follow_up, "Certified")
	assert pilots.go(place.city_officer, follow_up, "Certified").docstatus == 1


def test_nobody_gives_an_assessment_away_by_its_owner(place):
	frappe.set_user(place.officer)
	doc = pilots.begin(place, place.officer)
	doc.owner = doc.assessor = place.manager
	with pytest.raises(frappe.CannotChangeConstantError):
		doc.save()
	assert frappe.db.get_value(ASSESSMENT, doc.name, "owner") == place.officer


def test_who_answers_for_a_finding_does_not_hand_it_over_and_close_it(place):
	doc = pilots.visit(place, place.officer)
	doc.visited_on = nowdate()
	doc.append("findings", {"finding": "消防通道堵塞", "responsible": place.officer})
	doc.save()
	doc.findings[0].update({"responsible": place.manager, "status": "Closed", "closing_remark": "好了"})
	with pytest.raises(SiteVisitError):
		doc.save()


def test_a_visit_that_took_place_stays_where_it_was(place):
	doc = pilots.visit(place, place.officer)
	doc.visited_on = nowdate()
	doc.append("findings", {"finding": "消防通道堵塞"})
	doc.save()
	doc.service_site = make.make_site(place.region.name).name
	with pytest.raises(SiteVisitError, match="stays"):
		doc.save()


# --- the plaque -------------------------------------------------------------------------------------------


def test_a_site_does_not_choose_who_awarded_its_plaque(place):
	doc = at(place, "Designated", awarding_body=place.unit.name)
	other = make.make_unit(place.region.name)
	frappe.set_user(place.manager)
	doc = frappe.get_doc(doc.doctype, doc.name)
	doc.awarding_body = other.name
	with pytest.raises(StateEditError):
		doc.save()
	with pytest.raises(StateEditError):
		frappe.client.set_value(doc.doctype, doc.name, "awarding_body", None)
	assert frappe.db.get_value(doc.doctype, doc.name, "awarding_body") == place.unit.name
	# The lead changes as before.
	doc = frappe.get_doc(doc.doctype, doc.name)
	doc.lead_person = place.officer
	doc.save()


def test_a_site_does_not_date_its_plaque(place):
	for doc in (pilots.candidate(place, designated_on="2019-01-01"),):
		assert not doc.designated_on
	frappe.set_user(place.manager)
	doc.designated_on = "2019-01-01"
	with pytest.raises(PilotSiteError):
		doc.save()


def test_the_reason_of_a_revocation_is_not_what_the_site_wrote_before(place):
	doc = pilots.candidate(place, decision_reason="全市优秀站点")
	doc = pilots.go(place.officer, doc, "Preparing")
	doc = pilots.go(place.city_officer, doc, "Designated")
	with pytest.raises(ReasonRequiredError):
		pilots.go(place.officer, doc, "Plaque Revoked")
	doc = pilots.go(place.officer, doc, "Plaque Revoked", decision_reason="长期停摆")
	assert doc.revoke_reason == "长期停摆"


def test_a_body_that_awarded_a_plaque_is_kept(place):
	body = make.make_unit(place.region.name)
	at(place, "Designated", awarding_body=body.name)
	frappe.set_user("Administrator")
	with pytest.raises(RetentionError):
		frappe.delete_doc("Recording Unit", body.name, force=True)


# --- what must be kept ------------------------------------------------------------------------------------


def test_decisions_on_sites_stop_an_uninstallation(place):
	before = retention.kept_records()
	doc = pilots.submitted(place, "7-3", "7-5", "7-7")
	pilots.go(
		place.officer,
		doc,
		"Needs Rectification",
		decision_reason="台账不全",
		rectify_owner=place.manager,
		rectify_by=add_days(nowdate(), 9),
	)
	pilot = at(place, "Designated")
	visit = pilots.visit(place)
	visit.visited_on = nowdate()
	visit.save()
	paper = pilots.go(place.manager, pilots.submission(place, pilot), REVIEW)
	pilots.go(place.officer, paper, "Accepted")
	after = retention.kept_records()
	for doctype in (ASSESSMENT, pilots.PILOT, pilots.VISIT, pilots.SUBMISSION):
		assert after.get(doctype, 0) == before.get(doctype, 0) + 1, doctype


def test_the_export_of_a_year_leaves_its_trace_although_it_is_a_download(place, monkeypatch):
	"""Frappe rolls a GET back unless it is told otherwise."""
	pilot = at(place, "Designated")
	paper = pilots.go(place.manager, pilots.submission(place, pilot), REVIEW)
	pilots.go(place.officer, paper, "Accepted")
	monkeypatch.setattr(frappe.local.flags, "commit", False)
	site_submissions.collection(pilot.programme, int(nowdate()[:4]))
	assert frappe.local.flags.commit
	frappe.local.flags.commit = False


# --- at once ----------------------------------------------------------------------------------------------

WORKER = Path(__file__).parent / "pilot_worker.py"


def at_once(*jobs: tuple[str, dict]) -> list[str]:
	"""Each job in a process of its own; what became of each."""
	environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(WORKER.parents[3]), *sys.path])}
	begin = time.time() + 4
	running = [
		subprocess.Popen(
			[sys.executable, str(WORKER), user, json.dumps(values), str(begin)],
			env=environment,
			stdout=subprocess.PIPE,
			stderr=subprocess.PIPE,
			text=True,
		)
		for user, values in jobs
	]
	found = []
	for process in running:
		out, err = process.communicate(timeout=240)
		assert process.returncode == 0, err[-3000:]
		found.append(json.loads(out.splitlines()[-1]))
	frappe.db.rollback()
	return found


@pytest.mark.commits
def test_a_site_is_entered_once_by_two_at_once():
	place = make.Place()
	of = pilots.programme(place)
	frappe.db.commit()
	values = {
		"doctype": pilots.PILOT,
		"programme": of.name,
		"service_site": place.site.name,
		"lead_person": place.manager,
	}
	found = at_once((place.manager, values), (place.officer, values))
	found.remove("done")
	# Whom the database chose as the victim of a deadlock has written nothing, either.
	assert found[0] in ("PilotSiteError", "QueryDeadlockError")
	assert frappe.db.count(pilots.PILOT, {"programme": of.name}) == 1


@pytest.mark.commits
def test_two_decide_at_once_and_one_decision_counts():
	place = make.Place()
	pilots.serve(place)
	doc = pilots.submitted(place)
	frappe.db.commit()
	base = {"doctype": ASSESSMENT, "name": doc.name}
	found = at_once(
		(place.officer, {**base, "workflow_state": "Certified"}),
		(place.city_officer, {**base, "workflow_state": "Draft", "decision_reason": "退回"}),
		(place.manager, {**base, "general_remark": "改"}),
	)
	assert found.count("done") == 1, found
	frappe.set_user("Administrator")
	doc = frappe.get_doc(ASSESSMENT, doc.name)
	assert (doc.workflow_state, doc.docstatus) in {("Certified", 1), ("Draft", 0)}
	assert bool(doc.certified_by) == (doc.workflow_state == "Certified")
	state = frappe.db.get_value("Service Site", place.site.name, "compliance_state")
	assert (state == "Certified") == (doc.workflow_state == "Certified")
