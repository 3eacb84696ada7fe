"""The reports: what they count, within the scope of the reader."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.site.volunteer_readiness import readiness_world as world
from volunteer_services.api import readiness_figures
from volunteer_services.service_records.services import totals
from volunteer_services.volunteer_readiness.reporting import (
	accidents,
	expiring,
	teams,
	trainings,
	uninsured,
)
from volunteer_services.volunteer_readiness.services import covers


@pytest.fixture
def place():
	return make.Place()


def rows_of(user, report, filters):
	return world.as_(user, report, frappe._dict(filters))[1]


def test_readiness_by_team(place):
	kind = world.qualification_type().name
	ready, other = place.volunteer().name, place.volunteer().name
	world.verified(place, ready, kind)
	filters = {"qualification_type": kind, "team": place.team.name, "day": "2026-06-01"}
	row, total = rows_of(place.officer, teams.by_team, filters)
	assert (row.team, row.members, row.ready, row.share) == (place.team.name, 2, 1, 50.0)
	assert "(1)" in row.to_do and total.members == 2
	assert rows_of(make.Place().officer, teams.by_team, filters) == []
	assert other


def test_expiring_qualifications(place):
	kind = world.qualification_type().name
	soon = world.verified(place, place.volunteer().name, kind, valid_until=add_days(nowdate(), 20))
	world.verified(place, place.volunteer().name, kind, valid_until=add_days(nowdate(), 200))
	(row,) = rows_of(place.leader, expiring.expiring, {"qualification_type": kind})
	assert (row.name, row.days_left) == (soon.name, 20)
	assert rows_of(make.Place().leader, expiring.expiring, {"qualification_type": kind}) == []


def test_trainings_by_region(place):
	course = world.course().name
	one, two = place.volunteer().name, place.volunteer().name
	for day in ("2026-03-07", "2026-03-08"):
		session = world.session(place, course, day).name
		world.attendance(one, session, 120)
	world.attendance(two, session, 60)
	filters = {"period": "Custom", "from_date": "2026-03-01", "to_date": "2026-03-31", "course": course}
	*_rows, total = rows_of(place.officer, trainings.by_region, filters)
	assert (total.sessions, total.attendances, total.people, total.passed) == (2, 3, 2, 2)
	assert total.hours == 5.0 and total.coverage == 100.0
	assert rows_of(make.Place().officer, trainings.by_region, filters) == []


def test_accidents_per_ten_thousand_hours(place):
	volunteer = place.volunteer().name
	make.make_log(place, volunteer, state="Approved", minutes=120)
	totals.refresh([volunteer])
	world.claim(volunteer)
	filters = {
		"period": "Custom",
		"from_date": "2026-03-01",
		"to_date": "2026-03-31",
		"region": place.region.name,
	}
	*_rows, total = rows_of(place.officer, accidents.per_hours, filters)
	assert (total.accidents, total.volunteers, total.hours, total.rate) == (1, 1, 2.0, 5000.0)
	assert rows_of(make.Place().officer, accidents.per_hours, filters) == []
	assert accidents.rate(3, 0) == 0.0


def test_uninsured_in_activities_with_risk(place):
	project = make.make_project(place.team, place.unit.name, is_risky=1, insurance_policy="PZ-1")
	insured, bare = place.volunteer().name, place.volunteer().name
	make._insert(
		{
			"doctype": "Service Activity",
			"activity_name": make.unique("活动"),
			"project": project.name,
			"starts_on": f"{add_days(nowdate(), 10)} 09:00:00",
			"ends_on": f"{add_days(nowdate(), 10)} 11:00:00",
			"location": "社区广场",
			"activity_leader": "张队长",
			"service_content": "防汛巡查",
			"participants": [{"volunteer": name, "status": "Signed Up"} for name in (insured, bare)],
		}
	)
	cover = world.cover(insured, world.policy(place).name)
	filters = {"team": place.team.name}
	assert {row.volunteer for row in rows_of(place.officer, uninsured.uninsured, filters)} == {insured, bare}
	world.as_(place.manager, covers.confirm, [cover.name])
	(row,) = rows_of(place.officer, uninsured.uninsured, filters)
	assert row.volunteer == bare and row.problem
	assert rows_of(make.Place().officer, uninsured.uninsured, filters) == []


def test_the_cards_count_within_the_scope(place):
	volunteer = place.volunteer().name
	world.as_(place.leader, world.qualification, volunteer, world.qualification_type().name)
	world.claim(volunteer)
	world.cover(volunteer, world.policy(place).name)

	def value(user, card):
		return world.as_(user, card)["value"]

	elsewhere = make.Place().manager
	for card in (
		readiness_figures.qualifications_to_verify,
		readiness_figures.open_claims,
		readiness_figures.covers_to_confirm,
	):
		assert value(place.manager, card) == 1
		assert value(elsewhere, card) == 0
	assert value(place.leader, readiness_figures.qualifications_to_verify) == 0, "one's own entry"
	assert value(place.manager, readiness_figures.qualifications_expiring) == 0
