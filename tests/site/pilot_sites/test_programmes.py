"""Programmes: phases, targets, the copy to a year, and what their sites see of changed dates."""

import frappe
import pytest
from frappe.utils import add_days, add_months, getdate, nowdate

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from volunteer_services.api import pilot_programmes as api
from volunteer_services.exceptions import OutOfScopeError, PilotProgrammeError, PilotSiteError, RetentionError
from volunteer_services.pilot_sites.reporting import progress

TEMPLATES = {"邻里守望志愿服务基地": 7, "社区志愿服务示范点": 1}


@pytest.fixture
def place():
	return make.Place()


def programme_by(user, place, **values):
	frappe.set_user(user)
	return frappe.get_doc(
		{
			"doctype": pilots.PROGRAMME,
			"programme_name": make.unique("计划"),
			"year": int(nowdate()[:4]),
			"region": place.district.name,
			"phases": [
				{"phase_title": "一", "from_date": nowdate(), "to_date": add_days(nowdate(), 9)},
			],
			**values,
		}
	).insert()


@pytest.mark.parametrize("title", TEMPLATES)
def test_the_shipped_templates(title):
	name = frappe.db.get_value(pilots.PROGRAMME, {"programme_name": title, "is_template": 1}, "name")
	doc = frappe.get_doc(pilots.PROGRAMME, name)
	assert len(doc.phases) == TEMPLATES[title] and doc.standard
	if doc.year == 2018:
		assert {row.kind: row.count for row in doc.submissions_required} == {
			"Feature Case": 1,
			"Volunteer Story": 1,
		}
		assert (doc.target_level, doc.target_count) == ("Programme", 4)
	else:
		assert (doc.target_level, doc.target_count, doc.requires_certification) == ("Street", 1, 1)


def test_a_template_takes_no_sites_and_a_programme_with_sites_becomes_none(place):
	template = frappe.get_doc(pilots.PROGRAMME, {"is_template": 1})
	with pytest.raises(PilotSiteError, match="template"):
		pilots.candidate(place, template)
	of = pilots.programme(place)
	pilots.candidate(place, of)
	frappe.set_user(place.city_officer)
	of = frappe.get_doc(pilots.PROGRAMME, of.name)
	of.is_template = 1
	with pytest.raises(PilotProgrammeError, match=of.programme_name):
		of.save()


@pytest.mark.parametrize(
	("values", "message"),
	[
		({"year": 18}, "18"),
		({"target_count": 2}, "2 new sites"),
		({"submissions_required": [{"kind": "Feature Case"}, {"kind": "Feature Case"}]}, "twice"),
		(
			{"phases": [{"phase_title": "倒", "from_date": "2026-02-02", "to_date": "2026-02-01"}]},
			"倒",
		),
		(
			{
				"phases": [
					{"phase_title": "同", "from_date": "2026-02-01", "to_date": "2026-02-01"},
					{"phase_title": " 同 ", "from_date": "2026-02-01", "to_date": "2026-02-01"},
				]
			},
			"同",
		),
	],
)
def test_what_cannot_be_carried_out_is_refused(place, values, message):
	with pytest.raises(PilotProgrammeError, match=message):
		programme_by(place.officer, place, **values)


def test_officers_write_within_their_region_and_others_only_read(place):
	other = make.Place()
	doc = programme_by(place.officer, place)
	with pytest.raises(OutOfScopeError):
		programme_by(place.officer, other)
	with pytest.raises(OutOfScopeError):
		programme_by(place.officer, place, region=None)
	for user in (place.manager, place.leader, make.make_user(make.AUDITOR)):
		with pytest.raises(frappe.PermissionError):
			programme_by(user, place)
		frappe.get_doc(pilots.PROGRAMME, doc.name).check_permission("read")
	frappe.set_user(other.officer)
	stranger = frappe.get_doc(pilots.PROGRAMME, doc.name)
	stranger.check_permission("read")
	stranger.description = "改"
	with pytest.raises(frappe.PermissionError):
		stranger.save()
	with pytest.raises(frappe.PermissionError):
		programme_by(make.make_user(make.VOLUNTEER), place)


def test_a_copy_moves_every_day_and_begins_anew(place):
	source = programme_by(
		place.officer,
		place,
		year=2024,
		status="Closed",
		is_template=1,
		submissions_due_on="2024-02-29",
		phases=[
			{"phase_title": "闰", "from_date": "2024-02-29", "to_date": "2024-02-29"},
			{"phase_title": "跨年", "from_date": "2024-12-01", "to_date": "2025-01-31"},
		],
	)
	name = api.copy_to_year(source.name, 2026, place.street.name)
	doc = frappe.get_doc(pilots.PROGRAMME, name)
	assert (doc.year, doc.status, doc.is_template, doc.copied_from) == (2026, "Planned", 0, source.name)
	assert doc.region == place.street.name
	assert [(str(row.from_date), str(row.to_date)) for row in doc.phases] == [
		("2026-02-28", "2026-02-28"),
		("2026-12-01", "2027-01-31"),
	]
	assert str(doc.submissions_due_on) == "2026-02-28"
	back = frappe.get_doc(pilots.PROGRAMME, api.copy_to_year(name, 2028))
	assert str(back.phases[0].to_date) == "2028-02-29"
	with pytest.raises(PilotProgrammeError, match="2026"):
		api.copy_to_year(name, 2026)
	with pytest.raises(PilotProgrammeError, match="26"):
		api.copy_to_year(name, 26)


def test_copying_asks_for_the_right_and_the_region(place):
	template = frappe.db.get_value(pilots.PROGRAMME, {"is_template": 1}, "name")
	frappe.set_user(place.manager)
	with pytest.raises(frappe.PermissionError):
		api.copy_to_year(template, int(nowdate()[:4]), place.district.name)
	frappe.set_user(place.officer)
	assert api.copy_to_year(template, int(nowdate()[:4]), place.district.name)
	with pytest.raises(OutOfScopeError):
		api.copy_to_year(template, int(nowdate()[:4]), make.Place().district.name)


def test_phases_stay_while_sites_have_milestones_from_them(place):
	of = pilots.programme(place)
	pilots.designated(place, of)
	frappe.set_user(place.city_officer)
	for change in (
		lambda doc: doc.phases.pop(),
		lambda doc: doc.append("phases", {"phase_title": "新", "from_date": nowdate(), "to_date": nowdate()}),
		lambda doc: doc.phases[0].set("phase_title", "改名"),
	):
		doc = frappe.get_doc(pilots.PROGRAMME, of.name)
		change(doc)
		with pytest.raises(PilotProgrammeError, match="milestones"):
			doc.save()


def test_open_milestones_follow_the_dates_unless_somebody_moved_them(place):
	of = pilots.programme(place)
	first = pilots.designated(place, of)
	own_day = add_days(nowdate(), 77)
	frappe.set_user(place.officer)
	first = frappe.get_doc(pilots.PILOT, first.name)
	first.milestones[2].due_on = own_day
	first.save()
	frappe.db.set_value("Pilot Site Milestone", first.milestones[1].name, "reminded_on", nowdate())
	frappe.set_user(place.city_officer)
	doc = frappe.get_doc(pilots.PROGRAMME, of.name)
	later = getdate(add_months(nowdate(), 4))
	for row in doc.phases:
		row.to_date = later
	doc.save()
	site = frappe.get_doc(pilots.PILOT, first.name)
	assert [row.due_on == later for row in site.milestones] == [False, True, False]
	assert site.milestones[1].reminded_on is None, "the new date is reminded again"
	assert getdate(site.milestones[2].due_on) == getdate(own_day)
	assert (site.next_milestone, getdate(site.next_due_on)) == ("总结", getdate(own_day))
	assert getdate(site.ends_on) == later


def test_a_programme_with_sites_is_neither_deleted_nor_renamed(place):
	of = pilots.programme(place)
	pilots.candidate(place, of)
	frappe.set_user("Administrator")
	with pytest.raises(RetentionError):
		frappe.delete_doc(pilots.PROGRAMME, of.name, force=True)
	# any of: Frappe refuses before us, and has no class for it
	with pytest.raises(frappe.ValidationError, match=r"not allowed to be renamed|keeps its number"):
		frappe.rename_doc(pilots.PROGRAMME, of.name, make.unique("PP-"))
	assert frappe.db.exists(pilots.PROGRAMME, of.name)
	empty = pilots.programme(place)
	frappe.delete_doc(pilots.PROGRAMME, empty.name)
	assert not frappe.db.exists(pilots.PROGRAMME, empty.name)


# --- progress ----------------------------------------------------------------------------------------------


def test_the_target_is_measured_against_the_region_tree(place):
	of = pilots.programme(place, target_level="Street", target_count=1)
	empty = make.make_region("Street", place.district.name)
	pilots.candidate(place, of)
	frappe.set_user(place.city_officer)
	before = api.figures(of.name)
	assert before["states"] == {"Candidate": 1}
	assert before["target"]["reached"] == 0
	assert {row["region"] for row in before["target"]["short"]} == {place.street.name, empty.name}
	frappe.set_user("Administrator")
	site = frappe.get_doc(pilots.PILOT, {"programme": of.name})
	pilots.go(place.officer, site, "Preparing")
	pilots.go(place.city_officer, site, "Designated")
	frappe.set_user(place.city_officer)
	after = api.figures(of.name)
	assert after["states"] == {"Designated": 1}
	assert (after["target"]["reached"], after["target"]["regions"]) == (1, 2)
	assert [row["region"] for row in after["target"]["short"]] == [empty.name]
	pilots.go(place.city_officer, site, "Plaque Revoked", decision_reason="撤点")
	assert progress.target(of.name)["reached"] == 0


def test_a_target_of_the_whole_programme(place):
	of = pilots.programme(place, target_level="Programme", target_count=4)
	pilots.designated(place, of)
	frappe.set_user(place.city_officer)
	assert api.figures(of.name)["target"] == {
		"level": "Programme",
		"wanted": 4,
		"reached": 1,
		"regions": 0,
		"short": [],
	}
	assert progress.target(pilots.programme(place).name) is None


def test_the_figures_are_those_of_the_own_scope(place):
	of = pilots.programme(None, target_level="Street", target_count=1)
	other = make.Place()
	pilots.designated(place, of)
	site = pilots.designated(other, of)
	frappe.db.set_value("Pilot Site Milestone", site.milestones[1].name, "due_on", add_days(nowdate(), -1))
	frappe.set_user(place.officer)
	mine = api.figures(of.name)
	assert (mine["states"], mine["overdue"]) == ({"Designated": 1}, 0)
	assert mine["target"]["short"] == [] and mine["target"]["regions"] == 1
	frappe.set_user(make.make_user(make.AUDITOR))
	everything = api.figures(of.name)
	assert (everything["states"], everything["overdue"]) == ({"Designated": 2}, 1)
	frappe.set_user(place.leader)
	with pytest.raises(frappe.PermissionError):
		api.figures(of.name)
