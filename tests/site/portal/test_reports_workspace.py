"""The workspaces: for our roles alone, and their figures for the user's own scope."""

import frappe
import pytest
from frappe.desk import desktop
from frappe.desk.doctype.number_card.number_card import get_result

from tests.factories import AUDITOR, CITY, DISTRICT, LEADER, MANAGER, SITE, VOLUNTEER, make_user
from tests.site.service_records.reports_world import Districts, run
from volunteer_services.api import figures

PAGE = "Volunteer Services"
ROOMS = (
	"Volunteer Registry",
	"Volunteer Projects",
	"Service Records",
	"Volunteer Recognition",
	"Time Bank",
	"Pilot Sites",
	"Volunteer Readiness",
)
STAFF = (LEADER, SITE, DISTRICT, CITY, MANAGER, AUDITOR)


def pages_of(user: str) -> list[str]:
	frappe.set_user(user)
	return [page["name"] for page in desktop.get_workspace_sidebar_items()["pages"]]


def content_of(user: str, page: str = PAGE) -> dict:
	frappe.set_user(user)
	page = frappe.as_json({"name": page, "title": page, "public": 1})
	return desktop.get_desktop_page(page)


def test_the_workspace_shows_to_our_roles_and_to_nobody_else(clean_site):
	for role in STAFF:
		assert {PAGE, *ROOMS} <= set(pages_of(make_user(role))), role
	for roles in (("Report Manager",), ("Report Manager", VOLUNTEER), ()):
		frappe.set_user("Administrator")
		assert not {PAGE, *ROOMS}.intersection(pages_of(make_user(*roles))), roles


def rows_of(room: str, table: str, field: str) -> list[str]:
	"""What the workspace of a room lists in one of its tables."""
	return [row.get(field) for row in frappe.get_cached_doc("Workspace", room).get(table)]


def test_a_district_officer_finds_everything_in_the_rooms(clean_site):
	user = make_user(DISTRICT)
	for name in ROOMS:
		room = content_of(user, name)
		for table, field in (("number_cards", "number_card_name"), ("charts", "chart_name")):
			shown = [row.get(field) for row in room[table]["items"]]
			assert shown == rows_of(name, table, field), name
		labels = [row.get("label") for row in room["shortcuts"]["items"]]
		assert labels == rows_of(name, "shortcuts", "label"), name
		links = [link["link_to"] for card in room["cards"]["items"] for link in card["links"]]
		shown = [row.link_to for row in frappe.get_cached_doc("Workspace", name).links if row.type == "Link"]
		assert links == [one for one in shown if one != "Points Ledger Audit"]  # for managers and auditors


@pytest.mark.parametrize("room", ["Volunteer Projects", "Volunteer Readiness"])
def test_whoever_runs_activities_finds_the_day_s_questions(clean_site, room):
	asked = {
		"Volunteer Projects": {"Places to Fill This Week", "Sign-ups to Decide"},
		"Volunteer Readiness": {"Qualifications Expiring Soon", "Uninsured for Risky Activities"},
	}[room]
	for role in STAFF:
		frappe.set_user("Administrator")
		shown = content_of(make_user(role), room)
		cards = {row.get("number_card_name") for row in shown["number_cards"]["items"]}
		assert asked <= cards, role
		assert shown["charts"]["items"], role


def test_the_first_workspace_asks_for_no_figures(clean_site):
	content = content_of(make_user(SITE))
	assert not content["number_cards"]["items"] and not content["charts"]["items"]
	assert [row["link_to"] for row in content["shortcuts"]["items"]] == ["volunteer-home"]


def test_a_team_leader_is_offered_no_report_that_is_refused(clean_site):
	leader = make_user(LEADER)
	links = [
		link["link_to"]
		for room in ("Service Records", "Pilot Sites")
		for card in content_of(leader, room)["cards"]["items"]
		for link in card["links"]
		if link["link_type"] == "Report"
	]
	assert "Site Overview" not in links
	assert "Hours by Team" in links


def test_cards_and_charts_are_hidden_from_other_users(clean_site):
	frappe.set_user(make_user("Report Manager"))
	for card in [
		card for room in (PAGE, *ROOMS) for card in rows_of(room, "number_cards", "number_card_name")
	]:
		assert not frappe.has_permission("Number Card", doc=card)
	for chart in [chart for room in (PAGE, *ROOMS) for chart in rows_of(room, "charts", "chart_name")]:
		assert not frappe.has_permission("Dashboard Chart", doc=chart)


def test_the_figures_are_those_of_the_scope(clean_site):
	world = Districts()
	today = frappe.utils.nowdate()
	world.log(world.a, world.ann, 45, today)
	world.log(world.b, world.eve, 600, today)
	frappe.set_user(world.a.officer)
	assert figures.hours_this_month()["value"] == 0.75
	assert figures.active_volunteers_this_year()["value"] == volunteers_this_year(world)
	card = frappe.get_doc("Number Card", "Registered Volunteers")
	assert get_result(card.as_json(), card.filters_json) == 2


def volunteers_this_year(world) -> int:
	return int(run("Hours by Month", world.a.officer, period="This Year").cards["Volunteers"])


def test_what_waits_for_me_is_what_i_can_decide(clean_site):
	world = Districts()
	for state in ("Pending Team Review", "Pending District Review", "Pending District Review"):
		world.log(world.a, world.bob, 60, "2026-05-08", state=state)
	waiting = {}
	for who in ("leader", "manager", "officer", "city_officer"):
		frappe.set_user(getattr(world.a, who))
		answer = figures.records_waiting_for_me()
		waiting[who] = answer["value"]
		listed = frappe.get_list("Service Log", filters=answer["route_options"], pluck="name", limit=0)
		assert len(listed) == answer["value"]
	frappe.set_user("Administrator")
	# The site manager stands in for the team leader; one record waited for the site from the start.
	assert waiting == {"leader": 1, "manager": 2, "officer": 2, "city_officer": 0}


def test_outsiders_are_refused_by_the_figures(clean_site):
	for role in ("Report Manager", VOLUNTEER):
		frappe.set_user("Administrator")
		frappe.set_user(make_user(role))
		for figure in (
			figures.hours_this_month,
			figures.active_volunteers_this_year,
			figures.records_waiting_for_me,
		):
			with pytest.raises(frappe.PermissionError):
				figure()
