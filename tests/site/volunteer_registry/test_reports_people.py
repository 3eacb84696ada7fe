"""Ledger, roster, stars, late records and sites."""

import datetime

import frappe
import pytest
from frappe.desk import query_report

from tests.factories import AUDITOR, LEADER, MANAGER, VOLUNTEER, make_user
from tests.site.service_records.reports_world import APRIL, MARCH, Districts, bars, labels, run
from volunteer_services.exceptions import ReportFilterError
from volunteer_services.foundation.reporting import query
from volunteer_services.service_records.reporting import late, ledger

OTHERS = ("Service Ledger", "Volunteer Roster", "Volunteers by Star", "Late Records", "Site Overview")


@pytest.fixture
def world(clean_site):
	return Districts()


def ids(answer, field: str = "name") -> set:
	return {row[field] for row in answer.rows}


def test_a_volunteer_can_run_none_of_them_and_a_leader_no_overview_of_sites(clean_site):
	volunteer = make_user(VOLUNTEER)
	for report in OTHERS:
		with pytest.raises(frappe.PermissionError):
			run(report, volunteer)
	with pytest.raises(frappe.PermissionError):
		run("Site Overview", make_user(LEADER))


def test_the_ledger_holds_what_a_record_must_hold(world):
	answer = run("Service Ledger", world.a.officer, period="Custom", from_date=MARCH, to_date=MARCH)
	row = next(row for row in answer.rows if row.volunteer == world.ann.name)
	assert row.service_date == datetime.date(2026, 3, 5)
	assert (row.activity_name, row.location, row.service_content) == (
		world.a.project.project_name,
		"社区活动中心",
		"探访空巢老人",
	)
	assert (row.hours, row.unit_name, row.activity_leader) == (2, world.a.unit.unit_name, "张队长")
	assert (row.people_served, row.team_name) == (4, world.a.team.team_name)
	assert row.recorder and row.recorded_on and row.workflow_state == "Approved"
	assert answer.total.hours == 5
	assert answer.cards["Records"] == 2


def test_the_ledger_of_each_role_holds_its_own_records_only(world):
	for who in ("leader", "manager", "officer", "city_officer"):
		answer = run("Service Ledger", getattr(world.a, who), period="All Time")
		assert ids(answer, "volunteer") == {world.ann.name, world.bob.name}
		assert answer.cards["Hours"] == 6.5
		assert sum(bars(answer).values()) == 6.5
	everything = run("Service Ledger", make_user(AUDITOR), period="All Time")
	assert {world.ann.name, world.bob.name, world.eve.name} <= ids(everything, "volunteer")


def test_the_ledger_shows_other_states_only_when_asked(world):
	def states(state):
		return sorted(
			labels(
				run("Service Ledger", world.a.officer, period="All Time", workflow_state=state),
				"workflow_state",
			)
		)

	assert states("Approved") == ["Approved"] * 3
	assert states("Open") == ["Pending Site Review"]
	assert states("Rejected") == ["Rejected"]
	assert len(states("All")) == 5


def test_too_many_rows_are_refused_rather_than_cut(world, monkeypatch):
	monkeypatch.setattr(query.fetch, "__defaults__", (2,))
	with pytest.raises(ReportFilterError):
		run("Service Ledger", world.a.officer, period="All Time")


def test_the_roster_shows_the_period_beside_the_whole(world):
	idle = world.a.volunteer()
	answer = run("Volunteer Roster", world.a.officer, period="Custom", from_date=APRIL, to_date=APRIL)
	rows = {row.name: row for row in answer.rows}
	assert set(rows) == {world.ann.name, world.bob.name, idle.name}
	ann = rows[world.ann.name]
	assert (ann.total_hours, ann.period_hours, ann.participations, ann.is_active) == (3.5, 1.5, 1, "Yes")
	assert (rows[world.bob.name].period_hours, rows[world.bob.name].is_active) == (0, "No")
	assert rows[idle.name].last_service_date is None
	assert (answer.total.period_hours, answer.total.participations) == (1.5, 1)
	assert "total_hours" not in answer.total
	assert answer.cards["Share Active (%)"] == 33.3
	assert not [column for column in answer.columns if "id_number" in column["fieldname"]]


def test_the_roster_finds_who_did_not_serve(world):
	period = {"period": "Custom", "from_date": APRIL, "to_date": APRIL}
	active = run("Volunteer Roster", world.a.officer, served="Served in the Period", **period)
	idle = run("Volunteer Roster", world.a.officer, served="Did Not Serve in the Period", **period)
	assert (ids(active), ids(idle)) == ({world.ann.name}, {world.bob.name})
	with pytest.raises(ReportFilterError):
		run("Volunteer Roster", world.a.officer, served="1=1", **period)


def test_the_roster_counts_no_service_given_in_another_district(world):
	world.log(world.b, world.ann, 300, APRIL)
	row = next(
		row
		for row in run("Volunteer Roster", world.a.officer, period="All Time").rows
		if row.name == world.ann.name
	)
	assert (row.period_hours, row.total_hours) == (3.5, 8.5)


def test_mobile_numbers_are_whole_for_those_who_keep_the_files_only(world):
	world.ann.db_set("mobile", "13912345678")
	seen = {
		who: next(
			row.mobile
			for row in run("Volunteer Roster", user, period="All Time").rows
			if row.name == world.ann.name
		)
		for who, user in (
			("leader", world.a.leader),
			("officer", world.a.officer),
			("auditor", make_user(AUDITOR)),
			("manager", make_user(MANAGER)),
		)
	}
	assert seen == {
		"leader": "*******5678",
		"auditor": "*******5678",
		"officer": "13912345678",
		"manager": "13912345678",
	}


def test_restricted_merged_and_departed_people_are_not_on_the_roster(world):
	world.bob.db_set("is_restricted", 1)
	gone = world.a.volunteer(state="Deregistered")
	assert ids(run("Volunteer Roster", world.a.officer, period="All Time")) == {world.ann.name}
	answer = run("Volunteer Roster", world.a.officer, period="All Time", workflow_state="Deregistered")
	assert ids(answer) == {gone.name}


def test_volunteers_by_star(world):
	world.ann.db_set({"star_level": 2, "eligible_star": 3})
	answer = run("Volunteers by Star", world.a.officer)
	assert [(row.star, row.volunteers, row.due) for row in answer.rows][:3] == [
		(0, 1, 0),
		(1, 0, 0),
		(2, 1, 1),
	]
	assert answer.cards == {"Volunteers": 2, "With a Star": 1, "Star Due": 1}
	assert bars(answer)["2★"] == 1


def test_late_records_with_their_working_days(world):
	log = world.log(
		world.a, world.ann, 60, "2026-03-02", state="Pending Team Review", recorded_on="2026-03-20 10:00:00"
	)
	world.log(world.a, world.ann, 60, "2026-03-03", state="Rejected", recorded_on="2026-04-20 10:00:00")
	assert log.is_late
	frappe.db.sql("update `tabService Log` set is_late = 0 where name <> %s", log.name)
	for who in ("leader", "manager", "officer"):
		answer = run("Late Records", getattr(world.a, who), period="All Time", kind="Late Record")
		assert labels(answer, "record") == [log.name]
	row = answer.rows[0]
	# 2 March 2026 is a Monday: ten working days later is Monday 16 March, and 20 March four more.
	assert (row.deadline, row.days_over) == (datetime.date(2026, 3, 16), 4)
	assert run("Late Records", world.b.officer, period="All Time", kind="Late Record").rows == []


def test_activities_without_records_are_overdue_or_due_soon(world, monkeypatch):
	now = datetime.datetime(2026, 3, 17, 12)
	monkeypatch.setattr(late, "now_datetime", lambda: now)
	overdue = world.activity(world.a, "2026-03-02", volunteers=(world.ann, world.bob))
	soon = world.activity(world.a, "2026-03-06")
	later = world.activity(world.a, "2026-03-12")
	other = world.activity(world.b, "2026-03-02")
	done = world.activity(world.a, "2026-03-01", state="Recorded")
	answer = run(
		"Late Records", world.a.officer, period="Custom", from_date="2026-03-01", to_date="2026-03-16"
	)
	kinds = {row.record: (row.kind, row.days_over, row.people) for row in answer.rows}
	assert kinds[overdue.name] == ("Overdue Activity", 1, 2)
	assert kinds[soon.name] == ("Due Soon", -3, 0)
	assert not {later.name, other.name, done.name} & set(kinds)
	assert (answer.cards["Overdue Activities"], answer.cards["Activities Due Soon"]) == (1, 1)


def test_the_sites_at_a_glance(world):
	world.activity(world.a, "2026-03-08")
	answer = run(
		"Site Overview", world.a.officer, period="Custom", from_date="2026-03-01", to_date="2026-03-31"
	)
	(row,) = answer.rows
	assert (row.name, row.teams, row.volunteers, row.activities) == (world.a.site.name, 1, 2, 1)
	assert (row.hours, row.participations, row.waiting) == (5, 2, 1)
	assert row.last_service == datetime.date(2026, 4, 10)
	assert answer.total.hours == 5
	everything = run("Site Overview", make_user(AUDITOR), period="All Time")
	assert {world.a.site.name, world.b.site.name} <= ids(everything)


def export(report: str, user: str) -> str:
	frappe.set_user(user)
	frappe.local.form_dict = frappe._dict(
		report_name=report,
		file_format_type="CSV",
		filters=frappe.as_json({"period": "All Time"}),
		visible_idx=frappe.as_json(list(range(100))),
		include_indentation=0,
		csv_delimiter=",",
		csv_quoting=0,
	)
	try:
		query_report.export_query()
		return frappe.response.filecontent.decode()
	finally:
		frappe.local.form_dict = frappe._dict()


def test_an_export_holds_the_rows(world):
	text = export("Service Ledger", world.a.officer)
	assert world.ann.name in text
	assert world.eve.name not in text
	assert text.strip().count("\n") == 3 + 1  # a heading, three records, the total
	assert world.ann.name in export("Service Ledger", world.a.leader)
	assert world.ann.name in export("Volunteer Roster", world.a.officer)


def test_a_team_leader_reads_the_roster_and_cannot_export_it(world):
	leader = world.a.leader
	assert run("Volunteer Roster", leader, period="All Time").rows
	frappe.set_user(leader)
	with pytest.raises(frappe.PermissionError):
		frappe.permissions.can_export("Volunteer Profile", raise_exception=True)


def test_columns_speak_the_language_of_the_user(world, monkeypatch):
	words = {"Hours": "时长", "Recording Unit": "记录单位", "Approved": "已批准"}

	monkeypatch.setattr(ledger, "_", lambda text, **_sense: words.get(text, text))
	monkeypatch.setattr(query, "_", lambda text, **_sense: words.get(text, text))
	answer = run("Service Ledger", world.a.officer, period="All Time")
	names = {column["fieldname"]: column["label"] for column in answer.columns}
	assert (names["hours"], names["unit_name"]) == ("时长", "记录单位")
	assert {row.workflow_state for row in answer.rows} == {"已批准"}
