"""Reports on sites: ticks and states, regions, missed items, programmes, 1+1, the workbook."""

import frappe
import pytest
from frappe.utils import add_days, add_months, getdate, nowdate

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from tests.site.service_records.reports_world import bars, run
from volunteer_services.exceptions import ReportFilterError

REPORTS = (
	"Site Overview",
	"Site Compliance by Region",
	"Missed Checklist Items",
	"Pilot Programme Progress",
	"Site Submission Completeness",
)
TICKS = [f"tick_{number}" for number in range(1, 8)]


def this_year() -> int:
	return int(nowdate()[:4])


@pytest.fixture
def world(clean_site):
	return pilots.three_sites()


def site_row(answer, place):
	return next((row for row in answer.rows if row.name == place.site.name), None)


def region_row(answer, region):
	return next((row for row in answer.rows if row.name == region.name), None)


def everybody():
	return make.make_user(make.AUDITOR)


# --- overview ----------------------------------------------------------------------------------------------


def test_the_overview_ticks_what_was_met(world):
	answer = run("Site Overview", everybody(), period="This Year")
	titles = {one["fieldname"]: one["label"] for one in answer.columns}
	assert [titles[tick] for tick in TICKS][:2] == ["有统一标识", "有办公场所"]
	a, b, c = (site_row(answer, place) for place in (world.a, world.b, world.c))
	assert [a[tick] for tick in TICKS] == ["✓"] * 7
	assert "".join(b[tick] for tick in TICKS) == "✓✓✓✗✓✗✓"
	assert [c[tick] for tick in TICKS] == ["–"] * 7
	assert [row.state for row in (a, b, c)] == ["Certified", "Needs Rectification", "Not Assessed"]
	assert (a.met, b.met, c.met) == (7, 5, None)
	assert getdate(a.valid_until) == getdate(world.certified.valid_until) and b.valid_until is None
	assert a.assessment == world.certified.name and "七个有" in answer.message and "✗" in answer.message


def test_the_overview_follows_the_newest_decision_not_the_paper_under_review(world):
	again = pilots.submitted(world.a, "7-1")
	row = site_row(run("Site Overview", world.a.officer, period="This Year"), world.a)
	assert (row.state, row.tick_1, row.assessment) == ("Certified", "✓", world.certified.name)
	first = pilots.submitted(world.c, "7-1", "7-3", "7-5", "7-7")
	row = site_row(run("Site Overview", world.c.officer, period="This Year"), world.c)
	assert (row.state, row.tick_1, row.tick_2, row.assessment) == ("Under Review", "✗", "✓", first.name)
	assert again.workflow_state == "Submitted for Review"


def test_the_overview_counts_findings_and_days_since_the_visit(world):
	pilots.visit(
		world.a,
		visited_on=add_days(nowdate(), -9),
		planned_on=add_days(nowdate(), -9),
		findings=[{"finding": "台账不全", "severity": "Major"}, {"finding": "标识褪色", "severity": "Minor"}],
	)
	pilots.visit(world.a, planned_on=add_days(nowdate(), 5))
	answer = run("Site Overview", world.a.officer, period="This Year")
	(row,) = answer.rows
	assert (row.open_findings, row.days_since_visit, answer.total.open_findings) == (2, 9, 2)
	assert answer.cards["Open Findings"] == 2 and answer.total.tick_1 == "1"


def test_the_overview_is_filtered_by_state_lapse_and_item(world):
	auditor = everybody()

	def names(**filters):
		return {row.name for row in run("Site Overview", auditor, period="This Year", **filters).rows}

	a, b, c = (place.site.name for place in (world.a, world.b, world.c))
	assert a in names(state="Certified") and not {b, c} & names(state="Certified")
	assert b in names(missing="7-4") and not {a, c} & names(missing="7-4")
	until = getdate(world.certified.valid_until)
	assert a in names(lapses_by=until) and a not in names(lapses_by=add_days(until, -1))
	assert b not in names(lapses_by=until)
	with pytest.raises(ReportFilterError, match="7-9"):
		names(missing="7-9")
	with pytest.raises(ReportFilterError, match="Shiny"):
		names(state="Shiny")
	with pytest.raises(ReportFilterError, match="八个有"):
		names(standard="八个有")


def test_another_standard_has_its_own_columns(world):
	own = pilots.standard()
	answer = run("Site Overview", world.a.officer, period="This Year", standard=own.standard_name)
	labels = [one["label"] for one in answer.columns if one["fieldname"].startswith("tick_")]
	assert labels == ["有标识", "有场所", "有宣传"]
	assert answer.rows[0].state == "Not Assessed"


def test_a_certification_lapses_in_the_reports_on_its_day(world):
	frappe.db.set_value("Site Assessment", world.certified.name, "valid_until", add_days(nowdate(), -1))
	row = site_row(run("Site Overview", world.a.officer, period="This Year"), world.a)
	assert row.state == "Lapsed"


# --- regions -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", ["City", "District", "Street", "Community"])
def test_compliance_by_a_level_of_the_tree(world, level):
	node = {"City": "city", "District": "district", "Street": "street", "Community": "region"}[level]
	answer = run("Site Compliance by Region", everybody(), level=level)
	a, b = region_row(answer, getattr(world.a, node)), region_row(answer, getattr(world.b, node))
	assert (a.sites, a.assessed, a.certified, a.rate) == (1, 1, 1, 100)
	assert (b.sites, b.assessed, b.needs_rectification, b.rate) == (1, 1, 1, 0)
	assert sum(row.sites for row in answer.rows) == answer.total.sites == answer.cards["Service Sites"]


def test_compliance_along_the_tree_adds_up(world):
	street = world.a.street
	make.make_site(make.make_region("Community", street.name).name)
	answer = run("Site Compliance by Region", everybody(), region=world.a.city.name)
	rows = {row.name: row for row in answer.rows}
	assert (rows[street.name].sites, rows[street.name].rate) == (2, 50)
	assert rows[street.name].never_assessed == 1
	assert rows[world.a.region.name].indent == rows[street.name].indent + 1
	assert answer.total.sites == 2
	assert bars(answer)["Certified"] == 1


def test_compliance_of_a_past_day(world):
	long_ago = add_days(nowdate(), -400)
	for field, day in (
		("decided_on", long_ago),
		("assessed_on", long_ago),
		("valid_until", add_days(long_ago, 300)),
	):
		frappe.db.set_value("Site Assessment", world.certified.name, field, day)

	def total(day):
		return run("Site Compliance by Region", world.a.officer, day=day).total

	assert total(add_days(long_ago, -1)).never_assessed == 1
	assert total(add_days(long_ago, 10)).certified == 1
	assert (total(nowdate()).lapsed, total(nowdate()).certified) == (1, 0)


def test_sites_that_no_region_of_the_level_holds_are_not_lost(world):
	make.make_site(world.a.district.name)
	answer = run("Site Compliance by Region", world.a.officer, level="Street")
	rest = next(row for row in answer.rows if not row.name)
	assert (rest.sites, answer.total.sites) == (1, 2)
	with pytest.raises(ReportFilterError, match="Galaxy"):
		run("Site Compliance by Region", level="Galaxy")


def test_an_officer_sees_no_node_of_which_only_a_part_is_seen(world):
	make.make_site(make.make_region("Community", make.make_region("Street", world.a.city.name).name).name)
	answer = run("Site Compliance by Region", world.a.officer)
	assert {row.name for row in answer.rows} == {
		world.a.district.name,
		world.a.street.name,
		world.a.region.name,
	}
	assert answer.total.sites == 1 and "appointments" in answer.message


# --- missed items ------------------------------------------------------------------------------------------


def test_which_item_is_missed_most(world):
	for place in (world.a, world.b):
		make.appoint(world.c.officer, make.DISTRICT, "Service Region", place.district.name)
	pilots.submitted(world.c, "7-4", "7-3", "7-5", "7-7")
	answer = run("Missed Checklist Items", world.c.officer)
	rows = {row.code: row for row in answer.rows}
	assert (rows["7-4"].assessed, rows["7-4"].missed, rows["7-4"].met, rows["7-4"].share) == (3, 2, 1, 66.7)
	assert rows["7-1"].missed == 0 and rows["7-6"].missed == 1
	missed = [row.missed for row in answer.rows]
	assert answer.rows[0].code == "7-4" and missed == sorted(missed, reverse=True)
	cards = {card["label"]: card["value"] for card in answer.report_summary}
	assert cards["Missed Most"] == "有管理制度" and cards["Sites That Miss Nothing"] == "1"
	assert bars(answer)["有管理制度"] == 2


def test_missed_items_by_region(world):
	make.appoint(world.a.officer, make.DISTRICT, "Service Region", world.b.district.name)
	answer = run("Missed Checklist Items", world.a.officer, level="District")
	rows = {(row.code, row.region): row for row in answer.rows}
	assert rows["7-4", world.b.district.name].missed == 1 and rows["7-4", world.b.district.name].indent == 1
	assert rows["7-4", world.a.district.name].missed == 0
	assert rows["7-4", None].missed == 1
	assert run("Missed Checklist Items", world.c.officer).rows == []


# --- programmes --------------------------------------------------------------------------------------------


def test_progress_of_a_programme(world):
	of = pilots.programme(world.a)
	site = pilots.designated(world.a, of)
	frappe.set_user(world.a.manager)
	site.reload()
	site.milestones[1].status = "Done"
	site.save()
	frappe.db.set_value("Pilot Site Milestone", site.milestones[2].name, "due_on", add_days(nowdate(), -1))
	answer = run("Pilot Programme Progress", world.a.city_officer, programme=of.name)
	(row,) = answer.rows
	assert (row.sites, row.designated, row.new_sites) == (1, 1, 1)
	assert (row.done, row.open, row.overdue, row.waived, row.progress) == (1, 1, 1, 1, 50)
	assert (row.target, answer.cards["Overdue Milestones"]) == (None, 1)
	stranger = run("Pilot Programme Progress", world.b.officer, programme=of.name)
	assert [(row.sites, row.done) for row in stranger.rows] == [(0, 0)]


def test_towns_without_a_new_site_are_found(world):
	of = pilots.programme(world.a, target_level="Street", target_count=1)
	empty = make.make_region("Street", world.a.district.name)
	pilots.designated(world.a, of)
	target = {"view": "Target by Region", "programme": of.name}
	answer = run("Pilot Programme Progress", world.a.city_officer, **target)
	rows = {row.node: row for row in answer.rows}
	assert set(rows) == {world.a.street.name, empty.name}
	assert (rows[world.a.street.name].new_sites, rows[world.a.street.name].shortfall) == (1, 0)
	assert (rows[empty.name].new_sites, rows[empty.name].shortfall) == (0, 1)
	assert answer.rows[0].node == empty.name and answer.cards["Regions Short of the Target"] == 1
	(row,) = run("Pilot Programme Progress", world.a.city_officer, programme=of.name).rows
	assert (row.new_sites, row.target, row.shortfall) == (1, 2, 1)
	assert run("Pilot Programme Progress", world.b.officer, **target).rows == []
	with pytest.raises(ReportFilterError, match="Nonsense"):
		run("Pilot Programme Progress", view="Nonsense")


def test_a_site_of_another_year_or_without_its_plaque_is_no_new_site(world):
	of = pilots.programme(world.a, target_level="Programme", target_count=1)
	site = pilots.designated(world.a, of)
	target = {"view": "Target by Region", "programme": of.name}

	def new_sites():
		return run("Pilot Programme Progress", world.a.city_officer, **target).rows[0].new_sites

	assert new_sites() == 1
	frappe.db.set_value("Pilot Site", site.name, "designated_on", f"{this_year() - 1}-12-31")
	assert new_sites() == 0
	frappe.db.set_value("Pilot Site", site.name, "designated_on", nowdate())
	pilots.go(world.a.city_officer, site, "Plaque Revoked", decision_reason="停止服务")
	assert new_sites() == 0
	# A district is a part of the programme: no target is shown for it.
	assert run("Pilot Programme Progress", world.a.officer, **target).rows == []


# --- 1+1 ---------------------------------------------------------------------------------------------------


def test_one_of_two_submissions_is_not_complete(world):
	of = pilots.programme(world.a)
	site = pilots.designated(world.a, of)
	case = pilots.go(world.a.manager, pilots.submission(world.a, site), "Submitted for Review")
	filters = {"programme": of.name, "year": this_year()}

	def row():
		(found,) = run("Site Submission Completeness", world.a.city_officer, **filters).rows
		return found

	assert (row().accepted, row().under_review, row().missing, row().is_complete) == (0, 1, 1, False)
	pilots.go(world.a.officer, case, "Accepted")
	assert (row().accepted, row().missing, row().overdue, row().is_complete) == (1, 1, 0, False)
	assert (row().feature_case, row().volunteer_story) == ("Accepted", "Missing")
	frappe.db.set_value("Pilot Programme", of.name, "submissions_due_on", add_days(nowdate(), -1))
	assert row().overdue == 1
	story = pilots.submission(world.a, site, kind="Volunteer Story", protagonist="陈姨", protagonist_agrees=1)
	assert (row().in_preparation, row().missing) == (1, 1)
	pilots.go(world.a.officer, pilots.go(world.a.manager, story, "Submitted for Review"), "Accepted")
	assert (row().missing, row().late, row().is_complete) == (0, 1, True)
	assert run("Site Submission Completeness", world.a.city_officer, only_incomplete=1, **filters).rows == []
	assert run("Site Submission Completeness", world.b.officer, **filters).rows == []


def test_two_of_one_kind_do_not_make_up_for_the_other(world):
	of = pilots.programme(world.a)
	site = pilots.designated(world.a, of)
	for _number in range(2):
		case = pilots.go(world.a.manager, pilots.submission(world.a, site), "Submitted for Review")
		pilots.go(world.a.officer, case, "Accepted")
	(row,) = run(
		"Site Submission Completeness", world.a.city_officer, programme=of.name, year=this_year()
	).rows
	assert (row.accepted, row.missing, row.is_complete) == (2, 1, False)


def test_a_year_counts_the_sites_that_had_a_plaque_in_it(world):
	of = pilots.programme(world.a)
	pilots.designated(world.a, of)
	for year, expected in ((this_year() - 1, 0), (this_year(), 1), (this_year() + 1, 1)):
		rows = run("Site Submission Completeness", world.a.city_officer, programme=of.name, year=year).rows
		assert len(rows) == expected, year
	assert rows[0].due_on == getdate(add_months(add_days(nowdate(), 30), 12))


# --- who ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("report", REPORTS)
def test_each_role_gets_what_it_may_see(clean_site, report):
	for role in (make.SITE, make.DISTRICT, make.CITY):
		frappe.set_user("Administrator")
		assert run(report, make.make_user(role), period="This Year", view="Target by Region").rows == [], role
	for role in (make.LEADER, make.VOLUNTEER, "Report Manager"):
		frappe.set_user("Administrator")
		user = make.make_user(role)
		with pytest.raises(frappe.PermissionError):
			run(report, user, period="This Year")


def test_a_report_without_rows_says_whose_sites_are_missing(clean_site):
	for report in REPORTS:
		frappe.set_user("Administrator")
		answer = run(report, make.make_user(make.DISTRICT), period="This Year", view="Target by Region")
		assert "appointments" in answer.message and not answer.chart, report
