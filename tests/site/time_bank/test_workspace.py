"""The time bank on the workspace: its figures for the user's scope, its shortcuts for each role."""

import json

import frappe
import pytest
from frappe.model.base_document import BaseDocument

from tests import factories as make
from tests.site.portal.test_reports_workspace import content_of
from tests.site.time_bank.giving_world import balance, give, key
from volunteer_services.api import points_figures
from volunteer_services.time_bank.services.books import accounts, reviews


@pytest.fixture
def places(clean_site):
	return make.Place().staff(), make.Place().staff()


def test_points_outstanding_are_those_of_the_scope(places):
	here, there = places
	give(key(here.volunteer()), 30)
	give(accounts.team_key(here.team.name), 5)
	give(key(there.volunteer()), 700)
	frappe.set_user(here.officer)
	assert points_figures.points_outstanding()["value"] == 35
	frappe.set_user(there.manager)
	assert points_figures.points_outstanding()["value"] == 700


def test_the_pool_is_the_same_for_all(places):
	give(accounts.POOL, 11)
	for user in (places[0].leader, places[1].city_officer):
		frappe.set_user(user)
		assert points_figures.pool_balance()["value"] == balance(accounts.POOL)


def test_redemptions_that_wait_for_me(places):
	here, there = places
	for place, requested_by, state in (
		(here, here.leader, "Requested"),
		(here, here.manager, "Requested"),
		(here, here.leader, "Approved"),
		(there, there.leader, "Requested"),
	):
		doc = frappe.get_doc(
			{
				"doctype": "Reward Redemption",
				"name": make.unique("RR"),
				"volunteer": place.volunteer().name,
				"workflow_state": state,
				"requested_by": requested_by,
				"region": place.region.name,
				"site": place.site.name,
				"team": place.team.name,
			}
		)
		BaseDocument.db_insert(doc)
	waiting = {}
	for who in ("leader", "manager", "officer"):
		frappe.set_user(getattr(here, who))
		answer = points_figures.redemptions_waiting_for_me()
		waiting[who] = answer["value"]
		if answer["value"]:
			found = frappe.get_list(
				"Reward Redemption", filters=answer["route_options"], pluck="name", limit=0
			)
			assert len(found) == answer["value"]
	assert waiting == {"leader": 0, "manager": 1, "officer": 2}


def test_outsiders_are_refused(places):
	for figure in (
		points_figures.pool_balance,
		points_figures.points_outstanding,
		points_figures.redemptions_waiting_for_me,
	):
		frappe.set_user("Administrator")
		frappe.set_user(make.make_user("Report Manager"))
		with pytest.raises(frappe.PermissionError):
			figure()


@pytest.mark.parametrize(
	("role", "reports", "audit"),
	[
		(make.LEADER, False, False),
		(make.DISTRICT, True, False),
		(make.MANAGER, True, True),
		(make.AUDITOR, True, True),
	],
)
def test_each_role_is_offered_what_it_may_open(places, role, reports, audit):
	cards = content_of(make.make_user(role), "Time Bank")["cards"]["items"]
	links = {link["link_to"] for card in cards for link in card["links"]}
	assert ("Points Liability" in links, "Points Ledger Audit" in links) == (reports, audit)
	assert ("Hardship Grant" in links) == (role != make.LEADER)
	assert {"Points Account", "Reward Redemption", "Redemptions by Item"} <= links


def test_shortcuts_count_what_waits(places):
	here, _there = places
	person = here.volunteer()
	give(key(person), 5)

	reviews.open_for({key(person): 2}, "test")
	frappe.set_user(here.officer)
	shortcut = next(
		row for row in frappe.get_doc("Workspace", "Time Bank").shortcuts if row.label == "Accounts to Review"
	)
	found = frappe.get_list(shortcut.link_to, filters=json.loads(shortcut.stats_filter), pluck="name")
	assert found == [key(person)]
