"""Hours by region, team, category and month: exact numbers, and nobody else's hours."""

import frappe
import pytest

from tests.factories import AUDITOR, MANAGER, VOLUNTEER, Place, make_user
from tests.site.service_records.reports_world import APRIL, MARCH, Districts, bars, labels, run
from volunteer_services.exceptions import ReportFilterError

HOURS_REPORTS = ("Hours by Region", "Hours by Team", "Hours by Category", "Hours by Month")


@pytest.fixture
def world(clean_site):
	return Districts()


def test_a_region_sums_up_everything_below_it_and_counts_each_person_once(world):
	answer = run("Hours by Region", make_user(MANAGER), region=world.a.city.name, period="All Time")
	rows = {row.node: row for row in answer.rows}
	for region in (world.a.city, world.a.district, world.a.street, world.a.region):
		row = rows[region.name]
		assert (row.hours, row.participations, row.volunteers, row.people_served) == (6.5, 3, 2, 12)
	assert rows[world.a.region.name].indent == rows[world.a.street.name].indent + 1
	assert (answer.total.hours, answer.total.volunteers) == (6.5, 2)
	assert answer.cards == {"Hours": 6.5, "Participations": 3, "Volunteers": 2, "People Served": 12}


def test_people_served_of_an_activity_count_once_however_many_volunteers_helped(world):
	activity = world.activity(world.a, "2026-03-06", people_served=40)
	for person in (world.ann, world.bob):
		world.log(world.a, person, 120, "2026-03-06", activity=activity.name, people_served=40)
	answer = run("Hours by Category", world.a.officer, period="All Time")
	assert answer.total.people_served == 12 + 40


def test_a_level_lists_only_that_level(world):
	answer = run("Hours by Region", make_user(AUDITOR), level="District", period="All Time")
	rows = {row.node: row.hours for row in answer.rows}
	assert rows[world.a.district.name] == 6.5
	assert rows[world.b.district.name] == 10
	assert {row.level for row in answer.rows} == {"District"}
	assert "indent" not in answer.rows[0]


def test_staff_of_one_district_see_no_hour_of_the_other(world):
	for who in ("officer", "city_officer", "manager", "leader"):
		for report in HOURS_REPORTS:
			answer = run(report, getattr(world.a, who), period="All Time")
			assert answer.total.hours == 6.5
			assert answer.cards["Hours"] == 6.5
			assert answer.cards["Volunteers"] == 2
			assert sum(row.hours for row in answer.rows if not row.indent) == 6.5
			values = [value for dataset in answer.chart["data"]["datasets"] for value in dataset["values"]]
			assert sum(values) == 6.5
			assert "appointments" in answer.message


def test_a_district_officer_sees_no_node_above_the_own_district(world):
	answer = run("Hours by Region", world.a.officer, period="All Time")
	assert [row.node for row in answer.rows] == [
		world.a.district.name,
		world.a.street.name,
		world.a.region.name,
	]
	assert answer.rows[0].indent == 0


def test_an_officer_who_serves_elsewhere_does_not_count_the_own_service_there(world):
	person = world.b.volunteer(user=world.a.officer)
	world.log(world.b, person, 240, MARCH)
	for report in HOURS_REPORTS:
		assert run(report, world.a.officer, period="All Time").total.hours == 6.5


def test_a_team_leader_sees_the_own_team_only(world):
	_team, person, project = world.second_team()
	world.log(world.a, person, 480, MARCH, project=project.name)
	assert run("Hours by Team", world.a.officer, period="All Time").total.hours == 14.5
	answer = run("Hours by Team", world.a.leader, period="All Time")
	assert labels(answer, "node") == [world.a.team.name]
	assert answer.total.hours == 6.5


def test_an_auditor_sees_all(world):
	answer = run("Hours by Team", make_user(AUDITOR), period="All Time")
	rows = {row.node: row.hours for row in answer.rows}
	assert (rows[world.a.team.name], rows[world.b.team.name]) == (6.5, 10)
	assert answer.message is None


def test_a_volunteer_cannot_run_the_reports(clean_site):
	volunteer = make_user(VOLUNTEER)
	for report in HOURS_REPORTS:
		with pytest.raises(frappe.PermissionError):
			run(report, volunteer)


def test_where_nothing_was_recorded_the_reports_are_empty(clean_site):
	empty = Place().staff()
	for report in HOURS_REPORTS:
		answer = run(report, empty.officer, period="All Time")
		assert answer.result == []
		assert not answer.chart
		assert not answer.report_summary


def test_categories_with_their_shares(world):
	answer = run("Hours by Category", world.a.officer, period="All Time")
	assert [(row.label, row.hours, row.share, row.volunteers) for row in answer.rows] == [
		("Assistance", 5, 76.9, 2),
		("Culture", 1.5, 23.1, 1),
	]
	assert bars(answer) == {"Assistance": 5, "Culture": 1.5}


def test_other_groupings_use_names_people_read(world):
	assert labels(run("Hours by Category", world.a.officer, period="All Time", group_by="Theme")) == [
		"People",
		"Society",
	]
	projects = run("Hours by Category", world.a.officer, period="All Time", group_by="Project")
	assert labels(projects) == [world.a.project.project_name, world.culture.project_name]
	sites = run("Hours by Category", world.a.officer, period="All Time", group_by="Service Site")
	assert labels(sites) == [world.a.site.site_name]
	assert labels(run("Hours by Category", world.a.officer, group_by="Age Group", period="All Time")) == [
		"35-59"
	]
	with pytest.raises(ReportFilterError):
		run("Hours by Category", world.a.officer, group_by="volunteer", period="All Time")


def test_months_with_a_column_for_each_category(world):
	answer = run(
		"Hours by Month", world.a.officer, period="Custom", from_date="2026-02-01", to_date="2026-04-30"
	)
	assert [
		(row.month, row.hours, row.category_assistance, row.category_culture, row.volunteers)
		for row in answer.rows
	] == [
		("2026-02", 0, 0, 0, 0),
		("2026-03", 5, 5, 0, 2),
		("2026-04", 1.5, 0, 1.5, 1),
	]
	assert (answer.total.category_assistance, answer.total.category_culture) == (5, 1.5)
	assert (answer.total.participations, answer.total.volunteers) == (3, 2)
	assert answer.chart["data"]["labels"] == ["26-02", "26-03", "26-04"]


def test_filters_narrow_the_hours(world):
	for filters, hours in (
		({"period": "Custom", "from_date": MARCH, "to_date": MARCH}, 5),
		({"period": "Custom", "from_date": APRIL}, 1.5),
		({"period": "Custom", "to_date": "2026-03-31"}, 5),
		({"category": "Culture", "period": "All Time"}, 1.5),
		({"theme": "People", "period": "All Time"}, 5),
		({"source": "Manual", "period": "All Time"}, 6.5),
	):
		assert run("Hours by Team", world.a.officer, **filters).total.hours == hours


def test_place_filters_reach_below_and_not_beyond_the_scope(world):
	auditor = make_user(AUDITOR)
	for filters in (
		{"region": world.a.city.name},
		{"region": world.a.region.name},
		{"team": world.a.team.name},
		{"site": world.a.site.name},
		{"recording_unit": world.a.unit.name},
	):
		assert run("Hours by Category", auditor, period="All Time", **filters).total.hours == 6.5
	assert run("Hours by Category", world.a.officer, period="All Time", source="Import").result == []
	outside = run("Hours by Category", world.a.city_officer, period="All Time", region=world.b.city.name)
	assert outside.result == []


def test_a_period_that_ends_before_it_begins_is_refused(world):
	with pytest.raises(ReportFilterError):
		run("Hours by Month", world.a.officer, period="Custom", from_date=APRIL, to_date=MARCH)
