"""Hours by who served and who recorded, beside the period before, with the teams that did nothing; exported
with title and period."""

import csv
import io

import frappe
import openpyxl
import pytest

from tests import factories as make
from tests.site.foundation.doors_world import call
from volunteer_services.foundation.doors import headings, requests
from volunteer_services.service_records.reporting import hours, late
from volunteer_services.service_records.reporting.trees import REGIONS, TEAMS

PROFILE = "Volunteer Profile"
MARCH = {"period": "Custom", "from_date": "2026-03-01", "to_date": "2026-03-31"}


@pytest.fixture
def world():
	place = make.Place()
	member = place.volunteer(political_status="CPC Member").name
	plain = place.volunteer(political_status="Ordinary Citizen").name
	for volunteer, day, minutes in (
		(member, "2026-03-05", 120),
		(plain, "2026-03-06", 60),
		(member, "2026-02-10", 90),
		(plain, "2025-03-10", 600),
	):
		make.make_log(place, volunteer, state="Approved", service_date=day, minutes=minutes)
	return frappe._dict(place=place, member=member, plain=plain)


def by_word(user: str, **filters) -> dict[str, float]:
	frappe.set_user(user)
	rows = hours.by_word(frappe._dict({**MARCH, **filters}))[1]
	return {row.label: row.hours for row in rows if not row.bold}


def by_team(user: str, **filters) -> list:
	frappe.set_user(user)
	return hours.by_tree(TEAMS, frappe._dict({**MARCH, **filters}))[1]


def test_by_political_status(world):
	found = by_word(world.place.officer, group_by="Political Status")
	assert found == {"CPC Member": 2.0, "Ordinary Citizen": 1.0}


def test_by_recorder(world):
	user = world.place.manager
	frappe.db.sql("update `tabService Log` set `recorder` = %s where `volunteer` = %s", (user, world.plain))
	found = by_word(world.place.officer, group_by="Recorded By")
	assert found[frappe.db.get_value("User", user, "full_name")] == 1.0
	assert sum(by_word(world.place.officer, recorder=user).values()) == 1.0


@pytest.mark.parametrize(
	("filters", "total"),
	[
		({"political_status": "CPC Member"}, 2.0),
		({"political_status": "RCCK Member"}, 0),
		({"age_band": "35-59"}, 3.0),
		({"age_band": "60+"}, 0),
		({"source": "Manual"}, 3.0),
		({"source": "Import"}, 0),
	],
)
def test_filters_of_people_and_entry(world, filters, total):
	assert sum(by_word(world.place.officer, **filters).values()) == total


def test_another_scope_counts_nothing(world):
	assert by_word(make.Place().officer, group_by="Political Status") == {}


@pytest.mark.parametrize(
	("filters", "before"),
	[
		(MARCH, 1.5),
		({"period": "Custom", "from_date": "2026-03-05", "to_date": "2026-03-06"}, 0),
		({"period": "Custom", "from_date": "2026-01-01", "to_date": "2026-12-31"}, 10.0),
	],
)
def test_the_period_before_stands_beside_it(world, filters, before):
	rows = by_team(world.place.officer, compare=1, **filters)
	assert rows[-1].bold and rows[-1].hours_before == before
	own = next(row for row in rows if row.node == world.place.team.name)
	assert own.hours_before == before
	assert own.change == (round((own.hours - before) / before * 100, 1) if before else None)


def test_an_open_period_is_compared_with_nothing(world):
	frappe.set_user(world.place.officer)
	columns, rows = hours.by_tree(TEAMS, frappe._dict(period="All Time", compare=1))[:2]
	assert "hours_before" not in [one["fieldname"] for one in columns] and rows


def test_teams_without_hours_are_rows_of_nothing(world):
	place = world.place
	idle = make.make_team(place.region.name, place.site.name)
	gone = make.make_team(place.region.name, place.site.name)
	frappe.db.set_value("Volunteer Team", gone.name, "workflow_state", "Dissolved")
	names = [row.node for row in by_team(place.officer)]
	assert idle.name not in names
	rows = {row.node: row for row in by_team(place.officer, with_empty=1)}
	assert rows[idle.name].hours == 0 and rows[idle.name].volunteers == 0
	assert gone.name not in rows
	other = make.Place()
	assert other.team.name not in rows
	assert idle.name not in {row.node for row in by_team(other.officer, with_empty=1)}


def test_regions_without_hours_lie_in_the_own_part_only(world):
	place = world.place
	empty = make.make_region(
		"Community", frappe.db.get_value("Service Region", place.region.name, "parent_service_region")
	)
	frappe.set_user(place.officer)
	rows = hours.by_tree(REGIONS, frappe._dict({**MARCH, "with_empty": 1}))[1]
	names = [row.node for row in rows]
	assert empty.name in names and make.Place().region.name not in names


def test_people_of_late_records_are_a_number():
	frappe.local.lang = "zh"
	label = next(one["label"] for one in late.columns() if one["fieldname"] == "people")
	frappe.local.lang = "en"
	assert label == "人数"


# --- the exported file ------------------------------------------------------------------------------------


def exported(user: str, kind: str, filters: dict) -> list[list]:
	requests.install()
	call(
		user,
		"frappe.desk.query_report.export_query",
		report_name="Hours by Team",
		file_format_type=kind,
		filters=filters,
		visible_idx=list(range(50)),
	)
	content = frappe.local.response.filecontent
	if kind == "CSV":
		return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
	return [
		list(row) for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
	]


@pytest.mark.parametrize("kind", ["CSV", "Excel"])
def test_the_file_begins_with_title_and_period(world, kind):
	rows = exported(world.place.officer, kind, MARCH)
	assert rows[0][0] == "Hours by Team"
	assert "2026" in rows[1][0] and "31" in rows[1][0] and "Period" in rows[1][0]
	assert "Exported on" in rows[2][0]
	assert any("Hours" in [str(cell) for cell in row] for row in rows[3:6])


def test_another_app_s_report_has_no_heading():
	ours = frappe.get_all("Module Def", filters={"app_name": "volunteer_services"}, pluck="name")
	others = {"module": ["not in", ours], "is_standard": "Yes", "report_type": "Script Report"}
	name = frappe.db.get_value("Report", others, "name")
	assert name and headings.heading(name, {}) is None
	assert headings.heading("No Such Report", {}) is None and headings.heading(None, {}) is None


def test_the_heading_stands_once(world):
	exported(world.place.officer, "CSV", MARCH)
	assert headings.above([["x"]]) == [["x"]]
