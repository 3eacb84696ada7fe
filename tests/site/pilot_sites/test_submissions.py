"""The yearly 1+1: who hands in, who accepts, deadline, consent, and the collection of a year."""

import frappe
import frappe.client
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from volunteer_services.exceptions import (
	OutOfScopeError,
	ReasonRequiredError,
	RetentionError,
	SelfApprovalError,
	SiteSubmissionError,
	StateEditError,
	TransitionNotAllowedError,
	TransitionPermissionError,
)
from volunteer_services.pilot_sites.reporting import papers

REVIEW = "Submitted for Review"


@pytest.fixture
def place():
	return make.Place()


@pytest.fixture
def pilot(place):
	return pilots.designated(place)


def year():
	return int(nowdate()[:4])


def accepted(place, pilot, **values):
	doc = pilots.go(place.manager, pilots.submission(place, pilot, **values), REVIEW)
	return pilots.go(place.officer, doc, "Accepted")


# --- steps -------------------------------------------------------------------------------------------------


def test_a_case_is_handed_in_and_accepted_by_somebody_else(place, pilot):
	doc = pilots.submission(place, pilot)
	assert (doc.region, doc.programme, doc.service_site) == (
		pilot.region,
		pilot.programme,
		pilot.service_site,
	)
	doc = pilots.go(place.manager, doc, REVIEW)
	assert (doc.submitted_by, str(doc.submitted_on), doc.is_late) == (place.manager, nowdate(), 0)
	with pytest.raises(TransitionPermissionError):
		pilots.go(place.manager, doc, "Accepted")
	doc = pilots.go(place.officer, doc, "Accepted")
	assert (doc.docstatus, doc.reviewed_by, str(doc.accepted_on)) == (1, place.officer, nowdate())


def test_nobody_accepts_the_own_work(place, pilot):
	frappe.set_user(place.officer)
	own = frappe.get_doc(
		{
			"doctype": pilots.SUBMISSION,
			"pilot_site": pilot.name,
			"year": year(),
			"kind": "Feature Case",
			"title": "自荐",
			"body": "<p>文</p>",
		}
	).insert()
	own = pilots.go(place.officer, own, REVIEW)
	with pytest.raises(SelfApprovalError):
		pilots.go(place.officer, own, "Accepted")
	assert pilots.go(place.city_officer, own, "Accepted").docstatus == 1
	carried = pilots.go(place.officer, pilots.submission(place, pilot), REVIEW)
	with pytest.raises(SelfApprovalError):
		pilots.go(place.officer, carried, "Accepted")


def test_a_return_has_its_reason_and_opens_the_text_again(place, pilot):
	doc = pilots.go(place.manager, pilots.submission(place, pilot), REVIEW)
	with pytest.raises(ReasonRequiredError):
		pilots.go(place.officer, doc, "Returned")
	doc = pilots.go(place.officer, doc, "Returned", decision_reason="补充数据")
	frappe.set_user(place.manager)
	doc = frappe.get_doc(doc.doctype, doc.name)
	doc.body = "<p>新</p>"
	doc.save()
	doc = pilots.go(place.manager, doc, REVIEW)
	assert doc.decision_reason is None and doc.docstatus == 0


def test_who_wrote_on_the_text_does_not_accept_it(place, pilot):
	doc = pilots.submission(place, pilot)
	frappe.set_user(place.officer)
	doc = frappe.get_doc(doc.doctype, doc.name)
	doc.body = "<p>由区里改写</p>"
	doc.save()
	doc = pilots.go(place.manager, doc, REVIEW)
	with pytest.raises(SelfApprovalError):
		pilots.go(place.officer, doc, "Accepted")
	assert pilots.go(place.city_officer, doc, "Accepted").docstatus == 1


@pytest.mark.parametrize("state", [REVIEW, "Accepted"])
def test_under_review_and_accepted_the_text_stays(place, pilot, state):
	doc = pilots.go(place.manager, pilots.submission(place, pilot), REVIEW)
	if state == "Accepted":
		doc = pilots.go(place.officer, doc, state)
	frappe.set_user(place.city_officer)
	for change in (
		{"body": "<p>改</p>"},
		{"title": "改"},
		{"attachments": [{"file": "/files/x.png", "caption": "x"}]},
	):
		found = frappe.get_doc(doc.doctype, doc.name)
		found.update(change)
		with pytest.raises(StateEditError, match=rf"is {state}: .* cannot be edited"):
			found.save()


@pytest.mark.parametrize(
	("route", "error", "words"),
	[
		("insert", TransitionNotAllowedError, "begins as Draft"),
		("insert submitted", frappe.PermissionError, None),
		("submit", TransitionNotAllowedError, "submitting it by hand"),
		("client", TransitionNotAllowedError, "cannot go from"),
		("docstatus", TransitionNotAllowedError, "submitting it by hand"),
		("db_set", TransitionNotAllowedError, "by its workflow only"),
	],
)
def test_it_is_not_accepted_by_another_route(place, pilot, route, error, words):
	doc = pilots.submission(place, pilot)
	frappe.set_user(place.officer)
	doc = frappe.get_doc(doc.doctype, doc.name)
	if route.startswith("insert"):
		frappe.set_user(place.manager)  # who may enter one
	with pytest.raises(error, match=words):
		if route == "insert":
			pilots.submission(place, pilot, workflow_state="Accepted")
		elif route == "insert submitted":
			pilots.submission(place, pilot, workflow_state="Accepted", docstatus=1)
		elif route == "submit":
			doc.submit()
		elif route == "client":
			frappe.client.set_value(doc.doctype, doc.name, "workflow_state", "Accepted")
		elif route == "docstatus":
			doc.docstatus = 1
			doc.save()
		else:
			doc.db_set("workflow_state", "Accepted")
	assert frappe.db.get_value(doc.doctype, doc.name, ["workflow_state", "docstatus"]) == ("Draft", 0)
	assert not frappe.db.exists(doc.doctype, {"pilot_site": pilot.name, "workflow_state": "Accepted"})


def test_what_was_accepted_is_taken_back_by_an_officer_with_a_reason(place, pilot):
	doc = accepted(place, pilot)
	with pytest.raises(frappe.PermissionError):
		pilots.go(place.manager, doc, "Cancelled", decision_reason="x")
	with pytest.raises(ReasonRequiredError):
		pilots.go(place.officer, doc, "Cancelled")
	doc = pilots.go(place.officer, doc, "Cancelled", decision_reason="抄袭")
	assert (doc.docstatus, doc.workflow_state) == (2, "Cancelled")


# --- content -----------------------------------------------------------------------------------------------


def test_only_sites_with_a_plaque_hand_in(place):
	with pytest.raises(SiteSubmissionError, match="Candidate"):
		pilots.submission(place, pilots.candidate(place))


def test_the_year_is_one(place, pilot):
	with pytest.raises(SiteSubmissionError, match="26"):
		pilots.submission(place, pilot, year=26)


def test_a_text_is_needed(place, pilot):
	doc = pilots.submission(place, pilot, body='<p><img src="/files/x.png"></p>')
	with pytest.raises(SiteSubmissionError, match="text"):
		pilots.go(place.manager, doc, REVIEW)


def test_a_story_needs_the_agreement_of_whom_it_tells(place, pilot):
	doc = pilots.submission(place, pilot, kind="Volunteer Story", protagonist="陈阿姨")
	with pytest.raises(SiteSubmissionError, match="陈阿姨"):
		pilots.go(place.manager, doc, REVIEW)
	assert pilots.go(place.manager, doc, REVIEW, protagonist_agrees=1).workflow_state == REVIEW
	case = pilots.submission(place, pilot, protagonist="陈阿姨", protagonist_agrees=1)
	assert (case.protagonist, case.protagonist_agrees) == (None, 0)


def test_late_is_what_comes_after_the_day_of_the_programme(place, pilot):
	doc = pilots.submission(place, pilot)
	assert str(doc.due_on) == add_days(nowdate(), 30)
	frappe.db.set_value(pilots.PROGRAMME, pilot.programme, "submissions_due_on", add_days(nowdate(), -1))
	late = pilots.go(place.manager, doc, REVIEW)
	assert late.is_late and str(late.due_on) == add_days(nowdate(), -1)
	frappe.db.set_value(pilots.PROGRAMME, pilot.programme, "submissions_due_on", nowdate())
	assert not pilots.go(place.manager, pilots.submission(place, pilot), REVIEW).is_late
	assert pilots.submission(place, pilot, year=year() + 1).due_on.year == year() + 1


def test_stamps_are_not_typed(place, pilot):
	doc = pilots.submission(
		place,
		pilot,
		submitted_by=place.officer,
		accepted_on="2020-01-01",
		reviewed_by=place.officer,
		is_late=1,
	)
	assert (doc.submitted_by, doc.accepted_on, doc.reviewed_by) == (None, None, None)


# --- walls -------------------------------------------------------------------------------------------------


def test_strangers_are_refused_by_every_route(place, pilot):
	doc = pilots.go(place.manager, pilots.submission(place, pilot), REVIEW)
	other = make.Place()
	for user in (other.officer, other.manager, place.leader, make.make_user(make.VOLUNTEER)):
		frappe.set_user(user)
		for call in (
			lambda: frappe.client.get(doc.doctype, doc.name),
			lambda: frappe.client.set_value(doc.doctype, doc.name, "workflow_state", "Accepted"),
			lambda: frappe.get_doc(doc.doctype, doc.name).save(),
			lambda: papers.site_submission_sheet(doc.name),
		):
			with pytest.raises(frappe.PermissionError):
				call()
	frappe.set_user(other.manager)
	with pytest.raises(OutOfScopeError):
		frappe.get_doc(
			{
				"doctype": pilots.SUBMISSION,
				"pilot_site": pilot.name,
				"year": year(),
				"kind": "Feature Case",
				"title": "x",
				"body": "x",
			}
		).insert()


def test_what_was_handed_in_is_neither_deleted_nor_renamed(place, pilot):
	doc = pilots.go(place.manager, pilots.submission(place, pilot), REVIEW)
	frappe.set_user("Administrator")
	with pytest.raises(RetentionError):
		frappe.delete_doc(doc.doctype, doc.name, force=True)
	with pytest.raises(RetentionError, match="keeps its number"):
		frappe.rename_doc(doc.doctype, doc.name, make.unique("SUB-"))
	draft = pilots.submission(place, pilot)
	frappe.delete_doc(draft.doctype, draft.name)
	assert not frappe.db.exists(draft.doctype, draft.name)
