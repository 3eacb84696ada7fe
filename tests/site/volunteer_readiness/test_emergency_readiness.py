"""The readiness list of the emergency teams, its report, and how many queries it takes."""

import frappe
import pytest
from frappe.utils import add_days, getdate, nowdate

from tests import factories as make
from tests.site.volunteer_readiness import emergency_world as emergency
from tests.site.volunteer_readiness import readiness_world as world
from volunteer_services.volunteer_readiness.reporting import emergency_teams
from volunteer_services.volunteer_readiness.services.emergency import members, readiness, responses

MOST_QUERIES = 16


@pytest.fixture
def place():
	return make.Place()


@pytest.fixture
def team(place):
	return emergency.team(place)


def listed(team, day=None):
	day = getdate(day or nowdate())
	rows = members.where("m.`team` = %(team)s", day, {"team": team.name})
	return {row.volunteer: row.lacks for row in readiness.listed(rows, day)}


def drill(place, team, policy, volunteer: str, arrived_on: str) -> None:
	doc = emergency.ordered(place, place.officer, team=team.name, kind="Drill")
	found = emergency.responses(doc)[volunteer]
	world.as_(place.officer, responses.mark, [found.name], "Arrived")
	frappe.db.sql(
		"update `tabCall-out Response` set `arrived_on` = %s where `name` = %s", (arrived_on, found.name)
	)


def test_whoever_has_everything_is_ready(place, team):
	kind, declared, policy = emergency.must(), emergency.declaration(), emergency.rescue_policy(place)
	person = emergency.member(place, team.name, policy).name
	emergency.verified(place, person, kind.name)
	assert listed(team) == {person: ["Health", "Drill"]}
	emergency.verified(place, person, declared.name, issued_on=add_days(nowdate(), -30))
	drill(place, team, policy, person, add_days(nowdate(), -100))
	assert listed(team) == {person: []}
	assert listed(team, add_days(nowdate(), 150))[person] == []


def test_what_is_lacking_has_a_short_code(place, team):
	emergency.must()
	person = emergency.member(
		place,
		team.name,
		date_of_birth=add_days(nowdate(), -16 * 365),
		emergency_phone="",
		**emergency.GUARDIAN,
	).name
	assert listed(team)[person] == ["Age", "Health", "Certificate", "Insurance", "Next of Kin", "Drill"]


def test_a_declaration_older_than_a_year_or_not_verified_does_not_count(place, team):
	declared = emergency.declaration()
	old, unverified = (emergency.member(place, team.name).name for _ in range(2))
	emergency.verified(
		place,
		old,
		declared.name,
		issued_on=emergency.a_year_and_a_day_ago(),
		valid_until=add_days(nowdate(), 5),
	)
	world.qualification(unverified, declared.name, issued_on=nowdate())
	found = listed(team)
	assert "Health" in found[old] and "Health" in found[unverified]


def test_who_left_and_teams_without_a_class_are_not_on_the_list(place, team):
	left = place.volunteer().name
	make.make_membership(left, team.name, left_on=add_days(nowdate(), -1))
	plain = make.make_team(place.region.name, place.site.name)
	make.make_membership(left, plain.name)
	assert listed(team) == {} and listed(plain) == {}


def test_the_report_counts_within_the_scope(place, team):
	policy = emergency.rescue_policy(place)
	one, two = (emergency.member(place, team.name, policy).name for _ in range(2))
	emergency.verified(place, one, emergency.declaration().name, issued_on=nowdate())
	filters = frappe._dict(team=team.name)
	_columns, (row,), _note, chart, cards = world.as_(place.officer, emergency_teams.by_team, filters)
	assert (row.team, row.members, row.ready, row.share) == (team.name, 2, 0, 0.0)
	assert row.reasons == "Health 1, Drill 2"
	assert chart["data"]["labels"] == [team.team_name] and cards[1]["value"] == "2"
	people = world.as_(place.manager, emergency_teams.by_team, frappe._dict(team=team.name, rows="People"))[1]
	assert {row.volunteer: row.reasons for row in people} == {one: "Drill", two: "Health, Drill"}
	assert world.as_(make.Place().officer, emergency_teams.by_team, filters)[1] == []
	assert world.as_(place.leader, emergency_teams.by_team, filters)[1] == [], "he leads another team"


def test_the_queries_do_not_grow_with_the_people(place, team, monkeypatch):
	emergency.must()
	for _ in range(12):
		emergency.member(place, team.name)
	day = getdate(nowdate())
	rows = members.where("m.`team` = %(team)s", day, {"team": team.name})

	def queries(part) -> int:
		sent, original = [], frappe.db.sql
		with monkeypatch.context() as patch:
			patch.setattr(frappe.db, "sql", lambda *a, **k: (sent.append(a[0]), original(*a, **k))[1])
			assert all(row.lacks for row in readiness.listed(part, day))
		return len(sent)

	queries(rows[:1])
	assert queries(rows[:1]) == queries(rows) <= MOST_QUERIES
