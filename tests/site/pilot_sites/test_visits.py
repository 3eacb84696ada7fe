"""Visits: states, findings that stay open until somebody else closes them, and who may write what."""

import frappe
import frappe.client
import pytest
from frappe.utils import add_days, getdate, nowdate

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from volunteer_services.api import site_visits as api
from volunteer_services.exceptions import OutOfScopeError, RetentionError, SiteVisitError


@pytest.fixture
def place():
	return make.Place()


def visited(place, user=None, *findings, **values):
	"""A visit that took place today, with findings."""
	return pilots.visit(
		place,
		user,
		visited_on=nowdate(),
		findings=[{"finding": text, "due_on": add_days(nowdate(), 7)} for text in findings or ("台账不全",)],
		**values,
	)


def changed(doc, user, **values):
	frappe.set_user(user)
	doc = frappe.get_doc(doc.doctype, doc.name)
	doc.update(values)
	return doc.save()


# --- states ------------------------------------------------------------------------------------------------


def test_a_visit_is_planned_then_made(place):
	doc = pilots.visit(
		place,
		planned_on=add_days(nowdate(), 3),
		experts=[{"expert_name": "王专家", "organisation": "某大学", "topic": "项目设计"}],
		resources=[{"resource_kind": "Books", "description": "案例集", "quantity": 2}],
	)
	assert (doc.status, doc.follow_up, doc.region) == ("Planned", "None", place.region.name)
	assert make.reloaded(place.site).last_visited_on is None
	doc = changed(doc, place.officer, visited_on=nowdate())
	assert doc.status == "Visited" and str(make.reloaded(place.site).last_visited_on) == nowdate()


def test_a_visit_of_a_pilot_site_is_at_its_site(place):
	site = pilots.designated(place)
	doc = pilots.visit(place, pilot_site=site.name, service_site=None)
	assert doc.service_site == place.site.name
	other = make.Place()
	with pytest.raises(SiteVisitError, match=other.site.name):
		pilots.visit(place, pilot_site=site.name, service_site=other.site.name)


def test_days_and_findings_fit_together(place):
	with pytest.raises(SiteVisitError, match="still to come"):
		pilots.visit(place, visited_on=add_days(nowdate(), 1))
	with pytest.raises(SiteVisitError, match="Findings come from a visit"):
		pilots.visit(place, findings=[{"finding": "x"}])
	doc = pilots.visit(place, visited_on=nowdate())
	with pytest.raises(SiteVisitError, match="stays"):
		changed(doc, place.officer, visited_on=None)


def test_a_visit_is_called_off_with_a_reason(place):
	doc = pilots.visit(place)
	with pytest.raises(SiteVisitError, match="called off"):
		changed(doc, place.officer, is_called_off=1)
	doc = changed(doc, place.officer, is_called_off=1, call_off_reason="台风")
	assert doc.status == "Called Off"
	with pytest.raises(SiteVisitError, match="cannot be called off"):
		changed(doc, place.officer, visited_on=nowdate())
	doc = changed(doc, place.officer, is_called_off=0)
	assert (doc.status, doc.call_off_reason) == ("Planned", None)
	assert make.reloaded(place.site).last_visited_on is None


def test_status_and_follow_up_are_not_typed(place):
	doc = pilots.visit(place, status="Visited", follow_up="Closed", open_findings=9)
	assert (doc.status, doc.follow_up, doc.open_findings) == ("Planned", "None", 0)


# --- findings ----------------------------------------------------------------------------------------------


def test_findings_stay_open_until_each_is_closed(place):
	doc = visited(place, None, "台账不全", "标识缺失")
	assert (doc.follow_up, doc.open_findings) == ("Open", 2)
	assert getdate(doc.next_due_on) == getdate(add_days(nowdate(), 7))
	answer = api.close_finding(doc.name, doc.findings[0].name, "已补齐")
	assert answer == {"follow_up": "Open", "open_findings": 1}
	answer = api.close_finding(doc.name, doc.findings[1].name, "已更换")
	assert answer == {"follow_up": "Closed", "open_findings": 0}
	doc = make.reloaded(doc)
	assert doc.next_due_on is None
	assert [(row.closed_by, str(row.closed_on)) for row in doc.findings] == [(place.officer, nowdate())] * 2


def test_a_finding_is_neither_removed_nor_reopened_nor_closed_in_silence(place):
	doc = visited(place)
	with pytest.raises(SiteVisitError, match="cannot be removed"):
		changed(doc, place.officer, findings=[])
	with pytest.raises(SiteVisitError, match="how the finding was closed"):
		api.close_finding(doc.name, doc.findings[0].name, "  ")
	api.close_finding(doc.name, doc.findings[0].name, "已补齐")
	for change in ({"status": "Open"}, {"closing_remark": "改"}, {"finding": "改"}, {"due_on": nowdate()}):
		found = frappe.get_doc(doc.doctype, doc.name)
		found.findings[0].update(change)
		with pytest.raises(SiteVisitError, match="is closed"):
			found.save()
	with pytest.raises(SiteVisitError, match="closed already"):
		api.close_finding(doc.name, doc.findings[0].name, "再")
	with pytest.raises(SiteVisitError, match="no such finding"):
		api.close_finding(doc.name, "nothing", "x")


def test_stamps_are_not_typed(place):
	doc = visited(place)
	found = frappe.get_doc(doc.doctype, doc.name)
	found.findings[0].update(
		{"answered_by": place.manager, "answer": "伪", "closed_by": place.manager, "reminded_on": nowdate()}
	)
	found.save()
	row = frappe.get_doc(doc.doctype, doc.name).findings[0]
	assert (row.answered_by, row.answer, row.closed_by, row.reminded_on) == (None, None, None, None)


def test_the_site_answers_and_the_visitor_is_told(place):
	doc = visited(place)
	frappe.set_user(place.manager)
	api.answer_finding(doc.name, doc.findings[0].name, "已补台账")
	row = make.reloaded(doc).findings[0]
	assert (row.answer, row.answered_by, str(row.answered_on)) == ("已补台账", place.manager, nowdate())
	assert frappe.db.exists(
		"Notification Log", {"for_user": place.officer, "document_name": doc.name, "type": "Alert"}
	)
	with pytest.raises(SiteVisitError, match="what was done"):
		api.answer_finding(doc.name, doc.findings[0].name, " ")
	with pytest.raises(frappe.PermissionError):
		api.close_finding(doc.name, doc.findings[0].name, "自己关")
	changed(doc, place.officer, summary="小结")
	assert make.reloaded(doc).findings[0].answer == "已补台账"


@pytest.mark.parametrize("how", ["responsible", "answered"])
def test_who_answers_for_a_finding_does_not_close_it(place, how):
	doc = visited(place)
	if how == "responsible":
		doc.findings[0].responsible = place.officer
		doc.save()
	else:
		api.answer_finding(doc.name, doc.findings[0].name, "已改")
	with pytest.raises(SiteVisitError, match="Somebody else"):
		api.close_finding(doc.name, doc.findings[0].name, "好")
	frappe.set_user(place.city_officer)
	assert api.close_finding(doc.name, doc.findings[0].name, "好")["follow_up"] == "Closed"


# --- who may -----------------------------------------------------------------------------------------------


def test_the_auditor_plans_and_records_visits_everywhere_and_writes_nothing_else(place):
	auditor = make.make_user(make.AUDITOR)
	other = make.Place()
	for site in (place.site, other.site):
		doc = pilots.visit(place, auditor, service_site=site.name)
		doc = changed(doc, auditor, visited_on=nowdate(), findings=[{"finding": "台账不全"}])
		assert api.close_finding(doc.name, doc.findings[0].name, "已改")["follow_up"] == "Closed"
	plan = api.plan("Guidance", nowdate(), add_days(nowdate(), 60), 1, [place.site.name, other.site.name])
	assert len(plan["planned"]) == 2
	frappe.set_user("Administrator")
	of = pilots.programme(place)
	site = pilots.designated(place, of)
	text = pilots.submission(place, site)
	assessment = pilots.begin(place)
	frappe.set_user(auditor)
	for found in (of, site, text, assessment, place.site):
		found = frappe.get_doc(found.doctype, found.name)
		found.check_permission("read")
		with pytest.raises(frappe.PermissionError):
			found.save()
	for values in (
		{"doctype": pilots.PROGRAMME, "programme_name": "x", "year": 2026},
		{
			"doctype": pilots.PILOT,
			"programme": of.name,
			"service_site": other.site.name,
			"lead_person": auditor,
		},
		{
			"doctype": pilots.SUBMISSION,
			"pilot_site": site.name,
			"year": 2026,
			"kind": "Feature Case",
			"title": "x",
		},
		{"doctype": pilots.ASSESSMENT, "service_site": place.site.name, "standard": assessment.standard},
	):
		with pytest.raises(frappe.PermissionError):
			frappe.get_doc(values).insert()
	with pytest.raises(frappe.PermissionError):
		frappe.delete_doc(doc.doctype, doc.name)


def test_strangers_are_refused_by_every_route(place):
	doc = visited(place)
	other = make.Place()
	for user in (other.officer, other.manager, place.leader, make.make_user(make.VOLUNTEER)):
		frappe.set_user(user)
		for call in (
			lambda: frappe.client.get(doc.doctype, doc.name),
			lambda: frappe.client.set_value(doc.doctype, doc.name, "summary", "改"),
			lambda: frappe.get_doc(doc.doctype, doc.name).save(),
			lambda: api.answer_finding(doc.name, doc.findings[0].name, "x"),
			lambda: api.close_finding(doc.name, doc.findings[0].name, "x"),
		):
			with pytest.raises(frappe.PermissionError):
				call()
	with pytest.raises(OutOfScopeError):
		pilots.visit(place, other.officer)
	frappe.set_user(place.manager)
	with pytest.raises(frappe.PermissionError):
		pilots.visit(place, place.manager)


def test_a_visit_that_took_place_is_neither_deleted_nor_renamed(place):
	doc = visited(place)
	frappe.set_user("Administrator")
	with pytest.raises(RetentionError):
		frappe.delete_doc(doc.doctype, doc.name, force=True)
	with pytest.raises(RetentionError, match="keeps its number"):
		frappe.rename_doc(doc.doctype, doc.name, make.unique("SV-"))
	planned = pilots.visit(place)
	frappe.set_user(make.make_user(make.MANAGER))
	frappe.delete_doc(planned.doctype, planned.name)
	assert not frappe.db.exists(planned.doctype, planned.name)


def test_the_calendar_shows_the_visits_of_the_own_scope(place):
	mine = pilots.visit(place)
	other = make.Place()
	foreign = pilots.visit(other)
	frappe.set_user(place.officer)
	events = {row["name"]: row for row in api.calendar(nowdate(), add_days(nowdate(), 1))}
	assert events[mine.name]["title"] == f"{place.site.site_name} · Inspection"
	assert foreign.name not in events
	assert mine.name not in {
		row["name"] for row in api.calendar(add_days(nowdate(), 1), add_days(nowdate(), 9))
	}
	frappe.set_user(place.leader)
	with pytest.raises(frappe.PermissionError):
		api.calendar(nowdate(), nowdate())
