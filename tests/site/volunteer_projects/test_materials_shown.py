"""What is out is told: in the report, on the sheet to sign, on the own page."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import now_datetime

from tests import factories as make
from tests.queries import queries_of
from tests.site.volunteer_projects.materials_world import back, coming, entry_of, given, listed
from tests.site.volunteer_projects.signing_world import as_user, noon, portal, published
from tests.site.volunteer_projects.test_activities_records import make_activity
from tests.site.volunteer_projects.test_papers_of_the_day import html, two_shifts
from volunteer_services.api import activities
from volunteer_services.portal.services.own.activities import materials as materials_page
from volunteer_services.volunteer_projects.report.materials_not_returned.materials_not_returned import execute
from volunteer_services.volunteer_projects.reporting.material_sheet import LINES, activity_material_sheet

SHEET = "Activity Material Sheet"


@pytest.fixture
def place(clean_site):
	frappe.local.form_dict = frappe._dict()
	with noon():
		yield make.Place().staff()


def rows_of(user, **filters) -> list:
	return as_user(user, execute, filters)[1]


# --- the report ---------------------------------------------------------------------------------------------


def test_the_report_lists_what_is_out_by_person_and_activity_within_the_scope(place):
	elsewhere, auditor = make.Place().staff(), make.make_user(make.AUDITOR)
	activity = published(place)
	one, two = coming(place, activity, 2)
	vest, water = listed(place, activity), listed(place, activity, "饮用水", kind="Used Up")
	given(place, vest, one, two, pieces=2)
	given(place, water, one, pieces=6)
	back(place, activity, (entry_of(vest, one), 2), (entry_of(vest, two), 1))
	frappe.db.set_value(
		"Material Entry", entry_of(vest, two), "happened_at", now_datetime() - timedelta(days=9)
	)
	(row,) = rows_of(place.leader, activity=activity.name)
	assert (row.volunteer, row.material_name, row.qty, row.still_out, row.days_out) == (
		two.name,
		"马甲",
		2,
		1,
		9,
	)
	assert (row.activity_name, row.team) == (activity.activity_name, activity.team)
	for user in (place.manager, place.officer, place.city_officer, auditor):
		assert len(rows_of(user, activity=activity.name)) == 1
	for user in (elsewhere.leader, elsewhere.manager, elsewhere.officer):
		assert rows_of(user, activity=activity.name) == []
	assert len(rows_of(place.leader, activity=activity.name, team=place.team.name, days=9)) == 1
	assert rows_of(place.leader, activity=activity.name, days=10) == []
	assert rows_of(place.officer, activity=activity.name, region=elsewhere.region.name) == []
	cards = as_user(place.leader, execute, {"activity": activity.name})[4]
	assert [card["value"] for card in cards] == ["1", "1", "1"]


def test_the_report_is_one_query_and_the_scope(place, monkeypatch):
	activity = published(place)
	people = coming(place, activity, 6)
	vest = listed(place, activity)
	given(place, vest, people[0])
	few = queries_of(monkeypatch, execute, {"activity": activity.name})
	given(place, vest, *people)
	assert queries_of(monkeypatch, execute, {"activity": activity.name}) == few <= 3


# --- the sheet ----------------------------------------------------------------------------------------------


def test_the_sheet_has_a_line_for_each_with_what_they_were_given(place):
	activity = published(place)
	one, two = coming(place, activity, 2)
	other = place.volunteer(full_name="临时帮手")
	vest = listed(place, activity, size_or_model="XL")
	for number in range(4):
		listed(place, activity, f"物品{number}", kind="Used Up")
	given(place, vest, one, pieces=3)
	given(place, vest, other)
	text = html(activity, SHEET, place.leader)
	assert "志愿服务活动物资领用表" in text and activity.activity_name in text
	for word in (one.full_name, two.full_name, "临时帮手", "马甲 XL", "物品3"):
		assert word in text
	pages = activity_material_sheet(activity.name)["pages"]
	assert [len(page["materials"]) for page in pages] == [4, 1, 4, 1], "who came and who helped, four a sheet"
	assert all(len(page["rows"]) == LINES for page in pages)
	(line,) = [row for row in pages[0]["rows"] if row and row["name"] == one.full_name]
	assert line["pieces"] == [3, 0, 0, 0]


def test_a_shift_s_sheet_has_its_own_people(place):
	activity, (morning, afternoon) = two_shifts(place)
	one, two = place.volunteer(), place.volunteer()
	as_user(place.leader, activities.sign_up, activity.name, one.name, shift=morning.name)
	as_user(place.leader, activities.sign_up, activity.name, two.name, shift=afternoon.name)
	vest = listed(place, activity)
	given(place, vest, one, two)
	text = html(activity, SHEET, place.leader, shift=morning.name)
	assert one.full_name in text and two.full_name not in text and "上午班" in text


def test_a_sheet_is_printed_before_anybody_signed_up_and_only_within_the_scope(place):
	activity = as_user(place.leader, make_activity, place)
	listed(place, activity)
	(page,) = as_user(place.leader, activity_material_sheet, activity.name)["pages"]
	assert page["rows"] == [None] * LINES and page["shift"] is None
	elsewhere = make.Place().staff()
	for user in (elsewhere.leader, "Guest"):
		with pytest.raises(frappe.PermissionError):
			as_user(user, activity_material_sheet, activity.name)


def test_the_sheet_costs_the_same_for_many(place, monkeypatch):
	activity = published(place)
	people = coming(place, activity, 8)
	vest = listed(place, activity)
	given(place, vest, people[0])
	few = queries_of(monkeypatch, activity_material_sheet, activity.name)
	given(place, vest, *people)
	assert queries_of(monkeypatch, activity_material_sheet, activity.name) <= few <= 8


# --- the own page -------------------------------------------------------------------------------------------


def test_the_own_page_says_what_is_to_be_brought_back(place):
	activity = published(place)
	who, other = portal(place), portal(place)
	for one in (who, other):
		as_user(one.user, activities.sign_up, activity.name)
	radio, water = (
		listed(place, activity, "对讲机", unit="台"),
		listed(place, activity, "饮用水", kind="Used Up"),
	)
	given(place, radio, who, pieces=2)
	given(place, water, who, other)
	context = frappe._dict()
	materials_page.add(context, who)
	(row,) = context.held_materials
	assert (row.title, row.pieces) == ("对讲机", "2 台") and activity.activity_name in row.note
	materials_page.add(context, other)
	assert context.held_materials == []
	back(place, activity, (entry_of(radio, who), 1, 0, 1))
	materials_page.add(context, who)
	assert context.held_materials == []
