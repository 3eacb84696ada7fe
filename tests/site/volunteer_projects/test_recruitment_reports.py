"""The reports on places filled and people who did not come count what they say, in the reader's scope, by a
bounded number of queries."""

from __future__ import annotations

from datetime import timedelta

import frappe
import pytest
from frappe.utils import now_datetime

from tests import factories as make
from tests.queries import queries_of
from tests.site.service_records.reports_world import run
from tests.site.volunteer_projects.recruitment_world import (
	CALENDAR,
	FILL,
	NO_SHOWS,
	OCTOBER,
	SEPTEMBER,
	held,
	sign_up,
	sign_up_all,
)
from tests.site.volunteer_projects.signing_world import SHIFT, published
from volunteer_services.api import figures
from volunteer_services.exceptions import ReportFilterError
from volunteer_services.volunteer_projects.reporting import fill_rate, no_shows, recruiting

AUTUMN = {"period": "Custom", "from_date": "2024-09-01", "to_date": "2024-10-31"}


@pytest.fixture
def place():
	return make.Place().staff()


@pytest.fixture
def autumn(place):
	"""September: five places, four held, of whom three came and one did not. October: two places, three
	came."""
	place.first = held(
		place,
		SEPTEMBER,
		5,
		{"Attended": 2, "Left Early": 1, "No Show": 1, "Excused": 1, "Declined": 1, "Waiting": 1},
	)
	place.second = held(place, OCTOBER, 2, {"Attended": 3})
	return place


def figures_of(row) -> tuple:
	names = (
		"activities",
		"needed",
		"held",
		"fill_rate",
		"confirmed",
		"present",
		"attendance_rate",
		"waiting",
	)
	return tuple(row[name] for name in names)


# --- how far places were filled -----------------------------------------------------------------------------


def test_a_full_shift_does_not_fill_another(autumn):
	told = run(FILL, autumn.officer, **AUTUMN)
	# Filled: 4 of 5 and 2 of 2, though three came; of the seven who were expected and settled, six came.
	assert figures_of(told.total) == (2, 7, 7, 85.7, 7, 6, 85.7, 1)
	(row,) = told.rows
	assert (row.label, row.key) == (autumn.project.project_name, autumn.project.name)
	assert row.between == '["between", ["2024-09-05", "2024-10-10"]]'


def test_rows_are_months_teams_and_sites(autumn):
	months = run(FILL, autumn.manager, rows="Month", **AUTUMN).rows
	assert [(row.label, *figures_of(row)) for row in months] == [
		("2024-09", 1, 5, 4, 80.0, 4, 3, 75.0, 1),
		("2024-10", 1, 2, 3, 100.0, 3, 3, 100.0, 0),
	]
	for rows, label, key in (
		("Team", autumn.team.team_name, autumn.team.name),
		("Site", autumn.site.site_name, autumn.site.name),
	):
		(row,) = run(FILL, autumn.leader, rows=rows, **AUTUMN).rows
		assert (row.label, row.key, row.needed) == (label, key, 7)


def test_the_emptiest_stands_first_and_any_number_fills_nothing(autumn):
	other = make.make_project(autumn.team, autumn.unit.name)
	held(autumn, OCTOBER, 10, {"Attended": 1}, project=other.name)
	anybody = make.make_project(autumn.team, autumn.unit.name)
	held(autumn, OCTOBER, 0, {"Attended": 4}, project=anybody.name)
	rows = run(FILL, autumn.officer, **AUTUMN).rows
	assert [(row.key, row.needed, row.held, row.fill_rate) for row in rows] == [
		(other.name, 10, 1, 10.0),
		(autumn.project.name, 7, 7, 85.7),
		(anybody.name, 0, 4, None),
	]
	only = run(FILL, autumn.officer, project=other.name, **AUTUMN)
	assert [row.key for row in only.rows] == [other.name]


def test_posts_say_what_a_shift_without_a_number_needs(place):
	project = make.make_project(
		place.team,
		place.unit.name,
		posts=[{"post_title": "引导", "headcount": 2}, {"post_title": "登记", "headcount": 3}],
	)
	held(place, SEPTEMBER, 0, {"Attended": 4}, project=project.name)
	assert figures_of(run(FILL, place.officer, **AUTUMN).total)[1:4] == (5, 4, 80.0)


def test_what_nobody_signed_up_for_is_no_recruitment(autumn):
	listed = published(autumn, SEPTEMBER, capacity=20, any_number=0)
	listed.append("participants", {"volunteer": autumn.volunteer().name, "status": "Attended"})
	listed.save()
	late = held(autumn, SEPTEMBER, 20, {"Attended": 1})
	frappe.db.set_value("Service Activity", late.name, "is_make_up", 1)
	off = held(autumn, SEPTEMBER, 20, {"Removed": 1})
	frappe.db.set_value("Service Activity", off.name, "workflow_state", "Called Off")
	empty = held(autumn, SEPTEMBER, 3, {})
	assert frappe.db.exists(SHIFT, {"activity": empty.name})
	assert run(FILL, autumn.officer, **AUTUMN).total.needed == 10, "nobody came to the three places"


def test_places_kept_for_a_group_are_taken(autumn):
	shift = frappe.db.get_value(SHIFT, {"activity": autumn.first.name})
	group = frappe.get_doc(
		{
			"doctype": "Group Sign Up",
			"name": make.unique("GS"),
			"activity": autumn.first.name,
			"shift": shift,
			"status": "Booked",
			"open_places": 1,
		}
	)
	group.db_insert()
	assert figures_of(run(FILL, autumn.officer, **AUTUMN).total)[1:4] == (7, 8, 100.0)


def test_unknown_rows_are_refused(place):
	for report in (fill_rate.fill_rate, no_shows.no_shows):
		with pytest.raises(ReportFilterError, match="Rows Colour are not known"):
			report(frappe._dict(rows="Colour"))


# --- who did not come ---------------------------------------------------------------------------------------


def test_no_shows_by_volunteer(autumn):
	often, once, never = autumn.volunteer(), autumn.volunteer(), autumn.volunteer()
	for who, statuses in (
		(often, ("No Show", "No Show", "Attended", "Excused")),
		(once, ("Withdrawn", "No Show", "Left Early", "Attended")),
		(never, ("Attended", "Attended", "Declined", "Confirmed")),
	):
		for number, status in enumerate(statuses):
			activity = published(autumn, SEPTEMBER + timedelta(days=number), capacity=9, any_number=0)
			sign_up(activity, who, status, is_late_cancel=int(status == "Withdrawn"))
	told = run(NO_SHOWS, autumn.officer, from_date="2024-09-01", to_date="2024-10-31")
	found = {row.who: row for row in told.rows}
	asked = ("confirmed", "attended", "excused", "late_cancelled", "no_shows", "rate")
	assert [found[often.name][field] for field in asked] == [4, 1, 1, 0, 2, 66.7]
	assert [found[once.name][field] for field in asked] == [3, 2, 0, 1, 1, 33.3]
	assert never.name not in found, "shown are those who did not come"
	assert told.rows[0].who == often.name
	assert str(found[often.name].last_day) == "2024-09-06"
	# Of the autumn: 4 settled and one excused, then 3; and the eleven of here.
	assert told.cards["Was Expected"] == 18
	assert told.cards["No-shows"] == 4
	least = run(NO_SHOWS, autumn.officer, from_date="2024-09-01", to_date="2024-10-31", least=2)
	assert [row.who for row in least.rows] == [often.name]


def test_no_shows_by_team_and_the_limit_of_the_settings(autumn):
	frappe.db.set_single_value("Volunteer Services Settings", "no_show_limit", 1)
	span = {"from_date": "2024-09-01", "to_date": "2024-10-31"}
	(row,) = run(NO_SHOWS, autumn.leader, rows="Teams", **span).rows
	assert (row.who, row.confirmed, row.attended, row.no_shows, row.rate) == (
		autumn.team.name,
		8,
		6,
		1,
		14.3,
	)
	assert run(NO_SHOWS, autumn.leader, **span).cards["Volunteers with 1 or More No-shows"] == 1


def test_a_shift_to_come_has_no_no_shows(place):
	activity = published(place, capacity=3, any_number=0)
	sign_up_all(place, activity, {"Confirmed": 2})
	assert run(NO_SHOWS, place.officer, from_date="2026-01-01", to_date="2030-01-01").rows == []


# --- scope and queries --------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["leader", "manager", "officer", "city_officer"])
def test_each_role_counts_its_own_place(autumn, who):
	here, there = getattr(autumn, who), getattr(make.Place().staff(), who)
	coming = published(autumn, now_datetime() + timedelta(days=3), capacity=4, any_number=0)
	span = {"from_date": "2024-09-01", "to_date": "2024-10-31"}
	assert run(FILL, here, **AUTUMN).total.needed == 7
	assert [row.activity for row in run(CALENDAR, here).rows] == [coming.name]
	assert len(run(NO_SHOWS, here, **span).rows) == 1
	for report, filters in ((FILL, AUTUMN), (CALENDAR, {}), (NO_SHOWS, span)):
		told = run(report, there, **filters)
		assert (told.rows, told.cards, told.chart) == ([], {}, None), report


def test_an_auditor_sees_every_place(autumn):
	auditor = make.make_user(make.AUDITOR)
	assert run(FILL, auditor, team=autumn.team.name, **AUTUMN).total.needed == 7
	told = run(NO_SHOWS, auditor, team=autumn.team.name, from_date="2024-09-01", to_date="2024-10-31")
	assert len(told.rows) == 1


@pytest.mark.parametrize(
	"roles", [("Report Manager",), (make.VOLUNTEER,), ("Report Manager", make.VOLUNTEER)]
)
def test_outsiders_are_refused_by_reports_and_cards(autumn, roles):
	user = make.make_user(*roles)
	for report in (FILL, CALENDAR, NO_SHOWS):
		with pytest.raises(frappe.PermissionError):
			run(report, user, **AUTUMN)
	for card in (figures.places_to_fill_this_week, figures.sign_ups_to_decide):
		frappe.set_user(user)
		with pytest.raises(frappe.PermissionError):
			card()


def test_the_number_of_queries_is_that_of_one_activity(place, monkeypatch):
	asked = (
		(fill_rate.fill_rate, frappe._dict(AUTUMN)),
		(no_shows.no_shows, frappe._dict(from_date="2024-09-01", to_date="2024-10-31")),
		(recruiting.recruiting, frappe._dict(days=30)),
	)

	def counted() -> list[int]:
		frappe.set_user(place.officer)
		found = [queries_of(monkeypatch, report, filters) for report, filters in asked]
		frappe.set_user("Administrator")
		return found

	def more() -> None:
		held(place, SEPTEMBER, 5, {"Attended": 1, "No Show": 1})
		sign_up_all(place, published(place, capacity=5, any_number=0), {"Confirmed": 2})

	more()
	counted()  # what is cached afterwards
	few = counted()
	for _number in range(4):
		more()
	assert counted() == few
	assert max(few) <= 8, few
