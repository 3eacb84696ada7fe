"""The reports: what they count, within the scope of the reader."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.queries import queries_of
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
from volunteer_services.volunteer_readiness.services import covers, gates


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


def test_what_was_renewed_does_not_expire_and_the_card_says_what_the_report_says(place):
	kind, other = world.qualification_type().name, world.qualification_type().name
	who = place.volunteer().name
	world.verified(place, who, kind, valid_until=add_days(nowdate(), 20))
	renewed = world.verified(place, who, kind, valid_until=add_days(nowdate(), 50))
	# Another type, or one that nobody has verified, renews nothing.
	ends = world.verified(place, who, other, valid_until=add_days(nowdate(), 60))
	world.as_(place.leader, world.qualification, who, other, valid_until=add_days(nowdate(), 900))
	rows = rows_of(place.leader, expiring.expiring, {"days": 60})
	assert [(row.name, row.days_left) for row in rows] == [(renewed.name, 50), (ends.name, 60)]
	assert rows_of(place.leader, expiring.expiring, {"days": 59})[-1].name == renewed.name
	card = world.as_(place.leader, readiness_figures.qualifications_expiring)
	assert (card["value"], card["route_options"]) == (2, {"days": 60})
	chart = world.as_(place.leader, expiring.expiring, frappe._dict(days=60))[3]
	assert sum(chart["data"]["datasets"][0]["values"]) == 2


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


def test_the_coverage_of_trainings_is_that_of_the_registered(place):
	"""Four people, one of whom has left since; two of the others were trained: 2 of 3."""
	course = world.course().name
	people = [place.volunteer().name for _number in range(4)]
	session = world.session(place, course).name
	for who in people[:3]:
		world.attendance(who, session)
	frappe.db.set_value("Volunteer Profile", people[0], "workflow_state", "Deregistered")
	filters = {
		"period": "Custom",
		"from_date": "2026-01-01",
		"to_date": "2026-12-31",
		"course": course,
		"level": "Community",
	}
	row, total = rows_of(place.officer, trainings.by_region, filters)
	registered = frappe.db.count(
		"Volunteer Profile", {"region": place.region.name, "workflow_state": "Registered"}
	)
	assert (row.sessions, row.people, row.registered) == (1, 3, registered)
	assert row.coverage == total.coverage == round(2 * 100 / registered, 1)
	assert registered == 3


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


def test_people_hurt_in_one_accident_are_one_accident(place):
	"""Two claims of one moment in one activity, one of another hour, one without an activity: three
	accidents, four people. 30 hours of service: 1000 in 10,000."""
	activity = make._insert(
		{
			"doctype": "Service Activity",
			"activity_name": make.unique("活动"),
			"project": place.project.name,
			"starts_on": "2026-03-08 09:00:00",
			"ends_on": "2026-03-08 12:00:00",
			"location": "社区广场",
			"activity_leader": "张队长",
			"service_content": "义务维修",
		}
	).name
	first, second = place.volunteer().name, place.volunteer().name
	for day in range(1, 6):
		make.make_log(place, first, state="Approved", minutes=360, service_date=f"2026-03-{day + 10:02d}")
	world.claim(first, activity=activity)
	world.claim(second, activity=activity)
	world.claim(first, activity=activity, happened_on="2026-03-08 10:30:00")
	world.claim(second)
	filters = {"period": "Custom", "from_date": "2026-03-01", "to_date": "2026-03-31", "level": "Community"}
	row, total = rows_of(place.officer, accidents.per_hours, filters)
	assert (row.accidents, row.volunteers, row.hours, row.rate) == (3, 4, 30.0, 1000.0)
	assert (total.accidents, total.rate) == (3, 1000.0)


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
	assert row.volunteer == bare and row.problem == "No insurance in force covers this on the day: Service."
	assert rows_of(make.Place().officer, uninsured.uninsured, filters) == []
	for user, value in ((place.officer, 1), (make.Place().officer, 0)):
		assert world.as_(user, readiness_figures.uninsured_for_risky_activities)["value"] == value


def risky(place, days: int, *people: str):
	project = make.make_project(place.team, place.unit.name, is_risky=1, insurance_policy="PZ-1")
	return make._insert(
		{
			"doctype": "Service Activity",
			"activity_name": make.unique("活动"),
			"project": project.name,
			"starts_on": f"{add_days(nowdate(), days)} 09:00:00",
			"ends_on": f"{add_days(nowdate(), days)} 11:00:00",
			"location": "社区广场",
			"activity_leader": "张队长",
			"service_content": "防汛巡查",
			"participants": [{"volunteer": name, "status": "Signed Up"} for name in people],
		}
	)


def test_a_cover_holds_on_its_days_for_its_activity_when_the_insurer_has_confirmed(place):
	"""The list says what the gate says, for each person and day."""
	whole, one, planned, late, never = (place.volunteer().name for _number in range(5))
	first, second = risky(place, 5, whole, one, planned, late, never), risky(place, 40, whole, one)
	policy = world.policy(place).name
	confirmed = [
		world.cover(whole, policy).name,
		world.cover(one, policy, activity=first.name).name,
		world.cover(late, policy, from_date=add_days(nowdate(), 6), to_date=add_days(nowdate(), 90)).name,
	]
	world.cover(planned, policy)
	world.as_(place.manager, covers.confirm, confirmed)
	rows = rows_of(place.officer, uninsured.uninsured, {"team": place.team.name})
	assert {(row.activity, row.volunteer) for row in rows} == {
		(first.name, planned),
		(first.name, late),
		(first.name, never),
		(second.name, one),
	}
	for row in rows:
		asked = {"insurance": ["Service"], "activity": row.activity}
		said = gates.why_not(row.volunteer, asked, str(row.starts_on)[:10])
		assert row.problem in [reason["message"] for reason in said]


def test_everybody_registered_is_covered_by_an_open_policy_of_the_region_and_age(place):
	young, old = (
		place.volunteer(date_of_birth="1990-01-01").name,
		place.volunteer(date_of_birth="1940-01-01").name,
	)
	activity = risky(place, 5, young, old)
	world.policy(place, entry_mode="All Registered", max_age=75)
	(row,) = rows_of(place.officer, uninsured.uninsured, {"team": place.team.name})
	assert (row.activity, row.volunteer) == (activity.name, old)


def test_the_uninsured_take_as_many_queries_for_one_activity_as_for_many(place, monkeypatch):
	def counted() -> int:
		return world.as_(
			place.officer, queries_of, monkeypatch, uninsured.uninsured, frappe._dict(team=place.team.name)
		)

	risky(place, 5, place.volunteer().name)
	counted()
	few = counted()
	for days in (6, 7, 8, 9):
		risky(place, days, place.volunteer().name, place.volunteer().name)
	assert counted() == few <= 8


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
