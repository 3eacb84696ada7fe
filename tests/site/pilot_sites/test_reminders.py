"""Reminders: once before the day and once after it, to whom it concerns, and assignments that close."""

import frappe
import pytest
from frappe.utils import add_days, add_years, nowdate

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from volunteer_services.pilot_sites.services.reminders import daily

MILESTONE = "Pilot Site Milestone"


@pytest.fixture
def place():
	here = make.Place()
	people = [here.manager, here.officer, here.city_officer]
	frappe.db.set_value("User", {"name": ["in", people]}, "language", "en")
	return here


def run(day=0):
	"""A day's run; returns what was told by kind."""
	frappe.set_user("Administrator")
	return daily.run(add_days(nowdate(), day))


def told(user, name=None):
	"""The reminders of a user, oldest first."""
	filters = {"for_user": user, "type": "Alert"}
	if name:
		filters["document_name"] = name
	return frappe.get_all(
		"Notification Log", filters=filters, pluck="subject", order_by="creation, name", limit_page_length=0
	)


def todos(user, name, status="Open"):
	return frappe.get_all(
		"ToDo",
		filters={"allocated_to": user, "reference_name": name, "status": status},
		pluck="name",
		limit_page_length=0,
	)


def due(site, index, days, **values):
	"""Move a milestone's day as a test needs it."""
	row = site.milestones[index]
	frappe.db.set_value(MILESTONE, row.name, {"due_on": add_days(nowdate(), days), **values})


def calm_site(place):
	"""A designated site where nothing is due for weeks."""
	site = pilots.designated(place, pilots.programme(place, submissions_due_on=None))
	due(site, 1, 60)
	due(site, 2, 60)
	return site


def disable(user):
	frappe.db.set_value("User", user, "enabled", 0)


# --- milestones --------------------------------------------------------------------------------------------


def test_a_milestone_is_told_once_before_and_once_after_its_day(place):
	site = calm_site(place)
	due(site, 1, 5)
	assert run(-3).get("Milestone", 0) == 0, "eight days ahead is too early"
	assert run(-2)["Milestone"] == 1
	assert [run(day).get("Milestone", 0) for day in (-2, 0, 4, 5)] == [0] * 4
	assert not todos(place.manager, site.name)
	assert run(6)["Milestone"] == 1
	assert [run(day).get("Milestone", 0) for day in (6, 7, 30)] == [0] * 3
	first, second = told(place.manager, site.name)
	assert "实施" in first and "is due" in first and "still open" in second
	assert len(todos(place.manager, site.name)) == 1


def test_what_is_done_waived_or_of_a_resting_site_is_not_told(place):
	site = calm_site(place)
	for values in ({"status": "Done"}, {"status": "Waived"}):
		due(site, 1, -5, **values)
		assert run().get("Milestone", 0) == 0
	due(site, 1, -5, status="Open")
	pilots.go(place.city_officer, site, "Plaque Revoked", decision_reason="撤")
	assert run().get("Milestone", 0) == 0


def test_an_overdue_milestone_is_assigned_until_it_is_done(place):
	site = calm_site(place)
	due(site, 1, -1)
	run()
	(todo,) = todos(place.manager, site.name)
	row = frappe.get_doc("ToDo", todo)
	assert "实施" in row.description and str(row.date) == add_days(nowdate(), -1)
	assert frappe.parse_json(frappe.db.get_value(site.doctype, site.name, "_assign")) == [place.manager]
	due(site, 2, -1)
	run()
	assert todos(place.manager, site.name) == [todo], "further milestones share the assignment"
	assert "总结" in frappe.db.get_value("ToDo", todo, "description")
	frappe.set_user(place.manager)
	site = frappe.get_doc(site.doctype, site.name)
	site.milestones[1].status = "Done"
	site.save()
	assert todos(place.manager, site.name) == [todo]
	site.milestones[2].status = "Done"
	site.save()
	assert todos(place.manager, site.name) == []
	assert todos(place.manager, site.name, "Closed") == [todo]


def test_a_milestone_moved_into_the_future_frees_from_its_assignment(place):
	site = calm_site(place)
	due(site, 1, -1)
	run()
	frappe.set_user(place.officer)
	site = frappe.get_doc(site.doctype, site.name)
	site.milestones[1].due_on = add_days(nowdate(), 3)
	site.save()
	assert todos(place.manager, site.name) == []
	assert run()["Milestone"] == 1, "the new date is reminded again"


def test_an_assignment_made_by_hand_is_neither_doubled_nor_closed(place):
	site = calm_site(place)
	due(site, 1, -1)
	frappe.get_doc(
		{
			"doctype": "ToDo",
			"allocated_to": place.manager,
			"assigned_by": place.officer,
			"reference_type": site.doctype,
			"reference_name": site.name,
			"description": "我的",
		}
	).insert(ignore_permissions=True)
	run()
	(mine,) = todos(place.manager, site.name)
	frappe.set_user(place.manager)
	site = frappe.get_doc(site.doctype, site.name)
	site.milestones[1].status = "Done"
	site.save()
	run(1)
	assert todos(place.manager, site.name) == [mine]
	assert frappe.db.get_value("ToDo", mine, "description") == "我的"


# --- who is told -------------------------------------------------------------------------------------------


def test_the_responsible_then_the_lead_then_the_site_s_managers(place):
	site = calm_site(place)
	helper = make.make_staff(make.SITE, "Service Site", place.site.name)
	former = make.make_user(make.SITE)
	make.appoint(former, make.SITE, "Service Site", place.site.name, "2020-01-01", "2020-12-31")
	frappe.db.set_value(site.doctype, site.name, "lead_person", place.officer)
	for responsible, expected in (
		(helper, {helper}),
		(None, {place.officer}),
		(make.Place().manager, {place.officer}),
	):
		due(site, 1, -1, responsible=responsible, reminded_on=None)
		before = {user: len(told(user, site.name)) for user in (helper, place.officer, place.manager)}
		run()
		assert {user for user, count in before.items() if len(told(user, site.name)) > count} == expected
	disable(place.officer)
	due(site, 1, -1, responsible=None, reminded_on=None)
	before = {user: len(told(user, site.name)) for user in (helper, place.manager, place.officer)}
	run()
	assert {user for user, count in before.items() if len(told(user, site.name)) > count} == {
		helper,
		place.manager,
	}
	assert not told(former)


def test_everybody_reads_the_own_language(place):
	site = calm_site(place)
	due(site, 1, -1)
	frappe.db.set_value("User", place.manager, "language", "zh")
	run()
	(text,) = told(place.manager, site.name)
	assert "逾期" in text and "still open" not in text
	assert frappe.local.lang == "en"


# --- certifications ----------------------------------------------------------------------------------------


def test_a_certification_is_told_before_and_after_it_lapses(place):
	frappe.db.set_single_value("Volunteer Services Settings", "lapse_reminder_days", 30)
	doc = pilots.certified(place)
	frappe.db.set_value(doc.doctype, doc.name, "valid_until", add_days(nowdate(), 40))
	assert run().get("Certification", 0) == 0
	assert run(10)["Certification"] == 1
	assert [run(day).get("Certification", 0) for day in (10, 25, 40)] == [0] * 3
	assert run(41)["Certification"] == 1
	assert run(50).get("Certification", 0) == 0
	first, second = told(place.manager, place.site.name)
	assert pilots.SEVEN in first and "ends on" in first and "lapsed" in second


def test_a_certification_that_was_renewed_is_not_told(place):
	old = pilots.certified(place)
	frappe.db.set_value(
		old.doctype, old.name, {"valid_until": add_days(nowdate(), 3), "decided_on": "2020-01-01"}
	)
	new = pilots.go(place.officer, pilots.submitted(place), "Certified")
	assert new.name != old.name and run().get("Certification", 0) == 0
	other = pilots.standard()
	third = pilots.certified(place, standard_name=other.standard_name)
	frappe.db.set_value(third.doctype, third.name, "valid_until", add_days(nowdate(), 3))
	assert run()["Certification"] == 1, "each standard lapses for itself"


def test_the_states_of_the_sites_are_refreshed_first(place, monkeypatch):
	doc = pilots.certified(place)
	frappe.db.set_value(doc.doctype, doc.name, "valid_until", add_days(nowdate(), -1))
	queued = []
	monkeypatch.setattr(frappe, "enqueue", lambda body, **kwargs: queued.append((body, kwargs["job_id"])))
	daily.remind_sites()
	assert make.reloaded(place.site).compliance_state == "Lapsed"
	assert queued == [(daily.remind_all, "volunteer-site-reminders")]


# --- findings and rectifications ---------------------------------------------------------------------------


def test_an_overdue_finding_is_told_once(place):
	doc = pilots.visit(
		place,
		visited_on=nowdate(),
		findings=[
			{"finding": "台账不全", "due_on": add_days(nowdate(), 3)},
			{"finding": "标识缺失"},
		],
	)
	assert run(3).get("Finding", 0) == 0
	assert run(4)["Finding"] == 1
	assert run(5).get("Finding", 0) == 0
	assert len(told(place.manager, doc.name)) == 1
	frappe.set_user(place.officer)
	doc = frappe.get_doc(doc.doctype, doc.name)
	doc.findings[0].due_on = add_days(nowdate(), 20)
	doc.save()
	assert run(21)["Finding"] == 1, "a new date is reminded again"


def rectified(place):
	doc = pilots.submitted(place, "7-4")
	return pilots.go(
		place.officer,
		doc,
		"Needs Rectification",
		decision_reason="制度未上墙",
		rectify_owner=place.manager,
		rectify_by=add_days(nowdate(), 14),
	)


def test_a_rectification_is_assigned_told_when_late_and_closed_when_handed_in(place):
	pilots.serve(place)
	doc = rectified(place)
	(todo,) = todos(place.manager, doc.follow_up)
	assert str(frappe.db.get_value("ToDo", todo, "date")) == add_days(nowdate(), 14)
	assert len(told(place.manager, doc.follow_up)) == 1
	assert run(14).get("Rectification", 0) == 0
	assert run(15)["Rectification"] == 1
	assert run(16).get("Rectification", 0) == 0
	assert len(told(place.manager, doc.follow_up)) == 2
	frappe.set_user(place.manager)
	follow = frappe.get_doc(doc.doctype, doc.follow_up)
	follow.results[3].update({"is_met": 1, "evidence": pilots.upload(follow, "制度.pdf", pilots.PDF)})
	follow.save()
	assert todos(place.manager, doc.follow_up) == [todo]
	pilots.go(place.manager, follow, "Submitted for Review")
	assert todos(place.manager, doc.follow_up) == []
	assert run(30).get("Rectification", 0) == 0


# --- submissions -------------------------------------------------------------------------------------------


def test_missing_submissions_are_told_before_and_after_their_day(place):
	site = calm_site(place)
	frappe.db.set_value(pilots.PROGRAMME, site.programme, "submissions_due_on", add_days(nowdate(), 20))
	assert run(12).get("Submission", 0) == 0
	assert run(13)["Submission"] == 2, "the case and the story"
	assert [run(day).get("Submission", 0) for day in (13, 19, 20)] == [0] * 3
	pilots.go(place.manager, pilots.submission(place, site), "Submitted for Review")
	assert run(21)["Submission"] == 1
	assert run(40).get("Submission", 0) == 0
	subjects = told(place.manager, site.name)
	assert sum("Feature Case" in text for text in subjects) == 1
	assert sum("Volunteer Story" in text and "missing" in text for text in subjects) == 1
	next_year = frappe.utils.date_diff(add_years(add_days(nowdate(), 20), 1), nowdate()) - 3
	assert run(next_year)["Submission"] == 2, "next year's are due again"


def test_a_draft_does_not_count_and_a_closed_programme_asks_for_nothing(place):
	site = calm_site(place)
	frappe.db.set_value(pilots.PROGRAMME, site.programme, "submissions_due_on", add_days(nowdate(), 2))
	pilots.submission(place, site)
	frappe.db.set_value(pilots.PROGRAMME, site.programme, "status", "Closed")
	assert run().get("Submission", 0) == 0
	frappe.db.set_value(pilots.PROGRAMME, site.programme, "status", "Running")
	assert run()["Submission"] == 2


def test_a_site_owes_nothing_from_before_its_plaque(place):
	site = calm_site(place)
	frappe.db.set_value(pilots.PROGRAMME, site.programme, "submissions_due_on", add_days(nowdate(), -3))
	assert run().get("Submission", 0) == 0


# --- the job -----------------------------------------------------------------------------------------------


def test_the_job_commits_batch_by_batch(place, monkeypatch):
	monkeypatch.setattr(daily, "AT_ONCE", 1)
	site = calm_site(place)
	due(site, 1, -1)
	due(site, 2, -1)
	commits = []
	monkeypatch.setattr(frappe.db, "commit", lambda: commits.append(len(told(place.manager, site.name))))
	assert daily.remind_all()["Milestone"] == 2
	assert commits[:2] == [1, 2]


def test_a_batch_that_fails_is_logged_and_keeps_nobody_waiting(place, monkeypatch):
	site = calm_site(place)
	due(site, 1, -1)
	frappe.db.set_value(pilots.PROGRAMME, site.programme, "submissions_due_on", add_days(nowdate(), 1))
	monkeypatch.setattr(frappe.db, "commit", lambda: None)
	monkeypatch.setattr(frappe.db, "rollback", lambda: None)

	def fail(*args):
		raise ValueError("broken")

	monkeypatch.setattr(daily.assignments, "assign_milestone", fail)
	result = daily.remind_all()
	assert (result["Milestone"], result["Submission"]) == (0, 2)
	assert frappe.db.exists("Error Log", {"method": "Site reminders"})
	assert frappe.db.get_value(MILESTONE, site.milestones[1].name, "reminded_on") is None
