"""Milestones of pilot sites: the site ticks, officers move and waive, rows stay."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from tests.site.pilot_sites.pilot_steps import at, done
from volunteer_services.exceptions import PilotSiteError, StateEditError


@pytest.fixture
def place():
	return make.Place()


def test_a_site_ticks_its_milestones(place):
	doc = done(place, at(place, "Designated"))
	assert doc.progress == 100 and not doc.next_milestone and doc.next_due_on is None
	assert [str(row.done_on) for row in doc.milestones[1:]] == [nowdate()] * 2
	doc.milestones[1].status = "Open"
	doc.save()
	assert (doc.progress, doc.milestones[1].done_on, doc.next_milestone) == (50, None, "实施")


def test_nothing_is_done_in_the_future(place):
	doc = at(place, "Designated")
	frappe.set_user(place.manager)
	doc = frappe.get_doc(doc.doctype, doc.name)
	doc.milestones[1].update({"status": "Done", "done_on": add_days(nowdate(), 1)})
	with pytest.raises(PilotSiteError, match="still to come"):
		doc.save()


def test_officers_alone_move_and_waive(place):
	doc = at(place, "Designated")
	later = add_days(nowdate(), 90)
	for change in ({"due_on": later}, {"status": "Waived"}):
		frappe.set_user(place.manager)
		found = frappe.get_doc(doc.doctype, doc.name)
		found.milestones[1].update(change)
		with pytest.raises(PilotSiteError, match="officers"):
			found.save()
		frappe.set_user(place.officer)
		found = frappe.get_doc(doc.doctype, doc.name)
		found.milestones[1].update(change)
		found.save()
	frappe.set_user(place.manager)
	found = frappe.get_doc(doc.doctype, doc.name)
	found.milestones[0].status = "Open"
	with pytest.raises(PilotSiteError, match="officers"):
		found.save()


def test_a_milestone_that_is_moved_is_told_anew(place):
	doc = at(place, "Designated")
	row = doc.milestones[1].name
	frappe.db.set_value("Pilot Site Milestone", row, "reminded_on", nowdate())
	frappe.set_user(place.officer)
	doc = frappe.get_doc(doc.doctype, doc.name)
	doc.milestones[1].remark = "备注"
	doc.save()
	assert frappe.db.get_value("Pilot Site Milestone", row, "reminded_on")
	doc.milestones[1].due_on = add_days(nowdate(), 99)
	doc.save()
	assert frappe.db.get_value("Pilot Site Milestone", row, "reminded_on") is None


def test_rows_of_milestones_are_neither_added_removed_nor_renamed(place):
	doc = at(place, "Designated")
	frappe.set_user(place.officer)
	for change in (
		lambda doc: doc.milestones.pop(),
		lambda doc: doc.append("milestones", {"phase_title": "新", "due_on": nowdate()}),
	):
		found = frappe.get_doc(doc.doctype, doc.name)
		change(found)
		with pytest.raises(StateEditError):
			found.save()
	found = frappe.get_doc(doc.doctype, doc.name)
	found.milestones[1].update({"phase_title": "改名", "from_date": "2020-01-01", "reminded_on": nowdate()})
	found.save()
	found = frappe.get_doc(doc.doctype, doc.name)
	assert found.milestones[1].phase_title == "实施" and not found.milestones[1].reminded_on


def test_a_candidate_has_no_milestones_of_its_own(place):
	with pytest.raises(StateEditError):
		pilots.candidate(place, milestones=[{"phase_title": "先", "due_on": nowdate()}])


@pytest.mark.parametrize("state", ["Concluded", "Plaque Revoked"])
def test_milestones_rest_when_the_site_does(place, state):
	doc = at(place, state)
	frappe.set_user(place.officer)
	doc = frappe.get_doc(doc.doctype, doc.name)
	doc.milestones[1].remark = "后补"
	with pytest.raises(StateEditError):
		doc.save()


def test_nothing_is_concluded_with_open_milestones(place):
	doc = at(place, "Active")
	with pytest.raises(PilotSiteError, match="实施"):
		pilots.go(place.officer, doc, "Concluded")
	assert str(pilots.go(place.officer, done(place, doc), "Concluded").concluded_on) == nowdate()
