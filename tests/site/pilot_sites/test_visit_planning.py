"""Visits to many sites at once: the days, what is left out and why, the walls of the scope, the job."""

import frappe
import pytest
from frappe.utils import add_days, getdate, nowdate

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from volunteer_services.api import site_visits as api
from volunteer_services.exceptions import OutOfScopeError, SiteVisitError
from volunteer_services.foundation.domain.working_days import NATIONAL
from volunteer_services.foundation.jobs import progress
from volunteer_services.pilot_sites.services import visit_planning


def later():
	return add_days(nowdate(), 90)


@pytest.fixture
def place():
	return make.Place()


def sites(place, count, **values):
	"""Further sites of the community, besides its own."""
	return [make.make_site(place.region.name, place.unit.name, **values).name for _ in range(count)]


def test_a_region_is_visited_evenly_on_working_days(place):
	names = {place.site.name, *sites(place, 4)}
	frappe.set_user(place.officer)
	result = api.plan(
		"Supervision",
		nowdate(),
		later(),
		2,
		region=place.street.name,
		experts=[{"expert_name": "王专家", "topic": "督导"}],
		resources='[{"resource_kind": "Books", "description": "案例集", "quantity": 3}]',
	)
	assert len(result["planned"]) == 5 and result["skipped"] == []
	docs = [frappe.get_doc(pilots.VISIT, row["visit"]) for row in result["planned"]]
	assert {doc.service_site for doc in docs} == names
	days = [getdate(doc.planned_on) for doc in docs]
	assert days == sorted(days) and len(set(days)) == 5
	assert all(NATIONAL.is_workday(day) and getdate(nowdate()) <= day <= getdate(later()) for day in days)
	assert {(doc.visit_kind, doc.visitor, doc.status) for doc in docs} == {
		("Supervision", place.officer, "Planned")
	}
	assert {doc.experts[0].expert_name for doc in docs} == {"王专家"}
	assert {doc.resources[0].quantity for doc in docs} == {3}


def test_those_not_visited_for_longest_come_first(place):
	never, long_ago, lately = sites(place, 3)
	frappe.db.set_value("Service Site", long_ago, "last_visited_on", add_days(nowdate(), -300))
	frappe.db.set_value("Service Site", lately, "last_visited_on", add_days(nowdate(), -5))
	frappe.set_user(place.officer)
	order = visit_planning.chosen(visit_planning.Choice((lately, long_ago, never)))
	assert order == [never, long_ago, lately]
	result = api.plan("Inspection", nowdate(), later(), region=place.region.name, not_visited_days=30)
	planned = {frappe.db.get_value(pilots.VISIT, row["visit"], "service_site") for row in result["planned"]}
	assert planned == {place.site.name, never, long_ago}


def test_a_programme_s_sites_are_visited_as_its_pilot_sites(place):
	of = pilots.programme(place)
	site = pilots.designated(place, of)
	sites(place, 2)
	frappe.set_user(place.officer)
	result = api.plan("Guidance", nowdate(), later(), programme=of.name)
	(row,) = result["planned"]
	assert frappe.db.get_value(pilots.VISIT, row["visit"], ["service_site", "pilot_site"]) == (
		place.site.name,
		site.name,
	)


def test_no_second_visit_of_the_kind_is_planned_in_the_period(place):
	pilots.visit(place, planned_on=add_days(nowdate(), 10), visit_kind="Inspection")
	other = sites(place, 1)[0]
	frappe.set_user(place.officer)
	result = api.plan("Inspection", nowdate(), later(), 1, [place.site.name, other])
	assert [row["service_site"] for row in result["skipped"]] == [place.site.name]
	assert "already" in result["skipped"][0]["problem"]
	assert frappe.db.count(pilots.VISIT, {"service_site": place.site.name}) == 1
	again = api.plan("Inspection", nowdate(), later(), 1, [place.site.name, other])
	assert again["planned"] == [] and len(again["skipped"]) == 2
	assert len(api.plan("Guidance", nowdate(), later(), 1, [place.site.name])["planned"]) == 1
	frappe.db.set_value(pilots.VISIT, {"service_site": other}, {"is_called_off": 1, "status": "Called Off"})
	assert len(api.plan("Inspection", nowdate(), later(), 1, [other])["planned"]) == 1


def test_closed_sites_are_left_out(place):
	closed, paused = sites(place, 1, status="Closed")[0], sites(place, 1, status="Paused")[0]
	frappe.set_user(place.officer)
	result = api.plan("Inspection", nowdate(), later(), 1, [closed, place.site.name])
	assert [row["service_site"] for row in result["skipped"]] == [closed]
	found = visit_planning.chosen(visit_planning.Choice(region=place.region.name))
	assert closed not in found and paused not in found and place.site.name in found


def test_foreign_sites_are_refused_and_nothing_is_planned(place):
	other = make.Place()
	before = frappe.db.count(pilots.VISIT)
	frappe.set_user(place.officer)
	with pytest.raises(OutOfScopeError, match=other.site.name):
		api.plan("Inspection", nowdate(), later(), 1, [place.site.name, other.site.name])
	with pytest.raises(SiteVisitError, match="No site"):
		api.plan("Inspection", nowdate(), later(), region=other.region.name)
	assert other.site.name not in visit_planning.chosen(visit_planning.Choice())
	assert frappe.db.count(pilots.VISIT) == before


@pytest.mark.parametrize("role", ["manager", "leader"])
def test_who_makes_no_visits_plans_none(place, role):
	frappe.set_user(getattr(place, role))
	with pytest.raises(frappe.PermissionError):
		api.plan("Inspection", nowdate(), later(), 1, [place.site.name])


@pytest.mark.parametrize(
	("change", "message"),
	[
		({"visit_kind": "Party"}, "Party"),
		({"per_day": 0}, "0 visits a day"),
		({"to_date": -1}, "cannot be planned"),
		({"from_date": -1}, "past"),
		({"visitor": "nobody@volunteers.example"}, "nobody"),
	],
)
def test_impossible_plans_are_refused(place, change, message):
	frappe.set_user(place.officer)
	values = {
		"visit_kind": "Inspection",
		"from_date": nowdate(),
		"to_date": later(),
		"per_day": 1,
		"sites": [place.site.name],
	}
	values.update(
		{key: add_days(nowdate(), value) if value == -1 else value for key, value in change.items()}
	)
	with pytest.raises(SiteVisitError, match=message):
		api.plan(**values)


def test_too_many_for_the_days_are_refused(place):
	names = sites(place, 3)
	frappe.set_user(place.officer)
	day = next(
		add_days(nowdate(), number)
		for number in range(20)
		if NATIONAL.is_workday(getdate(add_days(nowdate(), number)))
	)
	with pytest.raises(SiteVisitError, match="3 visits do not fit into 1"):
		api.plan("Inspection", day, day, 2, names)
	assert len(api.plan("Inspection", day, day, 3, names)["planned"]) == 3


def test_the_organisation_s_holidays_are_respected(place):
	workdays = [
		add_days(nowdate(), number)
		for number in range(20)
		if NATIONAL.is_workday(getdate(add_days(nowdate(), number)))
	][:2]
	settings = frappe.get_doc("Volunteer Services Settings")
	settings.append("special_days", {"special_date": workdays[0], "is_workday": 0})
	settings.save()
	frappe.set_user(place.officer)
	result = api.plan("Inspection", workdays[0], workdays[1], 1, [place.site.name])
	assert result["planned"][0]["planned_on"] == workdays[1]


def test_many_are_planned_by_a_job(place, monkeypatch):
	monkeypatch.setattr(visit_planning, "AT_ONCE", 2)
	names = sites(place, 3)
	queued = []
	monkeypatch.setattr(frappe, "enqueue", lambda body, **kwargs: queued.append((body, kwargs)))
	frappe.set_user(place.officer)
	result = api.plan("Inspection", nowdate(), later(), 1, names)
	assert result["count"] == 3 and progress.status(result["job"])["state"] == "queued"
	((body, kwargs),) = queued
	arguments = {key: kwargs[key] for key in ("sites", "programme", "order", "job")}
	body(**arguments)
	status = progress.status(result["job"])
	assert status["state"] == "finished" and len(status["result"]["planned"]) == 3
	body(**arguments)
	again = progress.status(result["job"])["result"]
	assert again["planned"] == [] and len(again["skipped"]) == 3
