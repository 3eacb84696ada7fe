"""The workspace: for our roles alone, and its figures for the user's own scope."""

import frappe
import pytest
from frappe.desk import desktop
from frappe.desk.doctype.number_card.number_card import get_result

from tests.factories import AUDITOR, CITY, DISTRICT, LEADER, MANAGER, SITE, VOLUNTEER, make_user
from tests.site.service_records.reports_world import Districts, run
from volunteer_services.api import figures

PAGE = "Volunteer Services"
STAFF = (LEADER, SITE, DISTRICT, CITY, MANAGER, AUDITOR)
CARDS = (
	"Registered Volunteers",
	"Volunteer Hours This Month",
	"Active Volunteers This Year",
	"Records Waiting for Me",
	"Points in Public Pool",
	"Points Outstanding",
	"Redemptions Waiting for Me",
	"Certified Sites",
	"Sites Needing Rectification",
	"Certifications Lapsing Soon",
	"Overdue Milestones",
	"Open Findings",
	"Assessments Waiting for Me",
)


def pages_of(user: str) -> list[str]:
	frappe.set_user(user)
	return [page["name"] for page in desktop.get_workspace_sidebar_items()["pages"]]


def content_of(user: str) -> dict:
	frappe.set_user(user)
	page = frappe.as_json({"name": PAGE, "title": PAGE, "public": 1})
	return desktop.get_desktop_page(page)


def test_the_workspace_shows_to_our_roles_and_to_nobody_else(clean_site):
	for role in STAFF:
		assert PAGE in pages_of(make_user(role)), role
	for roles in (("Report Manager",), ("Report Manager", VOLUNTEER), ()):
		frappe.set_user("Administrator")
		assert PAGE not in pages_of(make_user(*roles)), roles


def test_a_district_officer_finds_everything_on_it(clean_site):
	content = content_of(make_user(DISTRICT))
	assert [card.get("number_card_name") for card in content["number_cards"]["items"]] == list(CARDS)
	assert len(content["charts"]["items"]) == 4
	assert len(content["shortcuts"]["items"]) == 18
	links = [link["link_to"] for card in content["cards"]["items"] for link in card["links"]]
	doc = frappe.get_cached_doc("Workspace", PAGE)
	shown = [row.link_to for row in doc.links if row.type == "Link"]
	assert links == [name for name in shown if name != "Points Ledger Audit"]  # for managers and auditors


def test_a_team_leader_is_offered_no_report_that_is_refused(clean_site):
	links = [
		link["link_to"]
		for card in content_of(make_user(LEADER))["cards"]["items"]
		for link in card["links"]
		if link["link_type"] == "Report"
	]
	assert "Site Overview" not in links
	assert "Hours by Team" in links


def test_cards_and_charts_are_hidden_from_other_users(clean_site):
	frappe.set_user(make_user("Report Manager"))
	for card in CARDS:
		assert not frappe.has_permission("Number Card", doc=card)
	for chart in (
		"Volunteer Hours by Month",
		"Volunteers by Star Level",
		"Sites by State",
		"Missed Items of the Standard",
	):
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
