"""The form of a site at a glance, the workspace's figures on sites, and both with a thousand sites."""

from contextlib import contextmanager

import frappe
import pytest
from frappe.utils import add_days, cint, getdate, nowdate

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from tests.site.portal.test_reports_workspace import content_of
from tests.site.service_records.reports_world import run
from volunteer_services.api import site_figures as api
from volunteer_services.pilot_sites.reporting import workbook
from volunteer_services.pilot_sites.services import checklists, compliance

CARDS = (
	api.certified_sites,
	api.sites_needing_rectification,
	api.certifications_lapsing_soon,
	api.overdue_milestones,
	api.open_findings,
	api.assessments_waiting_for_me,
)


@pytest.fixture
def place(clean_site):
	return make.Place()


@contextmanager
def counted():
	"""How many queries run within; ``asked.number`` afterwards."""
	asked, real = frappe._dict(number=0), frappe.db.sql

	def sql(*args, **values):
		asked.number += 1
		return real(*args, **values)

	frappe.db.sql = sql
	try:
		yield asked
	finally:
		del frappe.db.sql


def rectified(place, *but: str):
	pilots.serve(place)
	return pilots.go(
		place.officer,
		pilots.submitted(place, *(but or ("7-4",))),
		"Needs Rectification",
		decision_reason="制度未上墙",
		rectify_owner=place.manager,
		rectify_by=add_days(nowdate(), 14),
	)


def glance(place, user: str | None = None) -> frappe._dict:
	frappe.set_user(user or place.manager)
	return frappe._dict(api.at_a_glance(place.site.name))


# --- the form ----------------------------------------------------------------------------------------------


def test_a_site_at_a_glance(place):
	first = rectified(place)
	follow = frappe.get_doc("Site Assessment", first.follow_up)
	frappe.set_user(place.manager)
	follow.results[3].update({"is_met": 1, "evidence": pilots.upload(follow, "制度.pdf", pilots.PDF)})
	follow.save()
	done = pilots.go(place.officer, pilots.go(place.manager, follow, "Submitted for Review"), "Certified")
	day = add_days(nowdate(), -12)
	pilots.visit(
		place, planned_on=day, visited_on=day, findings=[{"finding": "标识褪色", "severity": "Minor"}]
	)
	pilots.visit(place, planned_on=add_days(nowdate(), 3))
	site = pilots.designated(place)
	data = glance(place)
	assert (data.state, data.met_count, data.item_count, data.colour) == ("Certified", 7, 7, "#3f9b5b")
	assert getdate(data.valid_until) == getdate(done.valid_until)
	assert data.assessment == done.name and data.standard_version == checklists.in_force()
	assert [tick["mark"] for tick in data.ticks] == ["✓"] * 7 and data.ticks[6]["title"] == "有志愿服务活动"
	assert (data.days_since_visit, data.open_findings) == (12, 1)
	assert getdate(data.next_visit) == getdate(add_days(nowdate(), 3))
	assert (data.counts["teams"], data.counts["projects"], data.counts["visits"]) == (1, 1, 1)
	assert (data.counts["activities"], data.records, data.hours, data.counts["waiting"]) == (1, 1, 2, 0)
	assert [(row["state"], row["met"]) for row in data.history] == [
		("Certified", "7/7"),
		("Needs Rectification", "6/7"),
	]
	assert data.history[1]["rectify_by"] and not data.history[1]["valid_until"]
	(pilot,) = data.pilot_sites
	assert (pilot.name, pilot.state_word, pilot.plaque_no) == (site.name, "Designated", site.plaque_no)


def test_a_new_site_says_that_it_was_not_assessed(place):
	data = glance(place)
	assert (data.state, data.met_count, data.history, data.pilot_sites) == ("Not Assessed", 0, [], [])
	assert {tick["mark"] for tick in data.ticks} == {"–"} and data.days_since_visit is None


def test_a_cancelled_decision_stays_in_the_history(place):
	doc = pilots.certified(place)
	pilots.go(place.city_officer, doc, "Cancelled", decision_reason="材料不实")
	data = glance(place)
	assert data.state == "Not Assessed" and [row["state"] for row in data.history] == ["Cancelled"]


def test_who_may_not_see_the_site_is_refused(place):
	other = make.Place()
	frappe.set_user("Administrator")
	for user in (
		other.manager,
		other.officer,
		make.make_user(make.VOLUNTEER),
		make.make_user("Report Manager"),
	):
		frappe.set_user(user)
		with pytest.raises(frappe.PermissionError):
			api.at_a_glance(place.site.name)
		with pytest.raises(frappe.PermissionError):
			api.connections("Service Site", place.site.name)
		frappe.set_user("Administrator")


def test_a_site_at_a_glance_takes_as_many_queries_whatever_belongs_to_it(place):
	rectified(place)

	def queries() -> int:
		glance(place)  # meta and roles are cached
		with counted() as asked:
			glance(place)
		return asked.number

	few = queries()
	for _number in range(3):
		pilots.submitted(place, "7-4")
		pilots.visit(place)
	assert queries() == few <= 40


def counts_of(answer: dict) -> dict[str, int]:
	found = answer["count"]
	rows = found if isinstance(found, list) else found["external_links_found"]
	return {row.get("doctype") or row["name"]: cint(row["count"]) for row in rows}


def test_connections_count_what_the_reader_sees(place):
	other = make.Place()
	make.make_team(other.region.name, place.site.name)  # a team of another district at this site
	pilots.begin(place)
	frappe.set_user(place.officer)
	seen = counts_of(api.connections("Service Site", place.site.name))
	assert (seen["Volunteer Team"], seen["Site Assessment"], seen["Site Visit"]) == (1, 1, 0)
	frappe.set_user(place.manager)
	assert counts_of(api.connections("Service Site", place.site.name))["Volunteer Team"] == 2
	data = frappe.get_meta("Service Site").get_dashboard_data()
	assert data.method == "volunteer_services.api.site_figures.connections"


# --- the workspace -----------------------------------------------------------------------------------------


def figures(user: str) -> list[int]:
	frappe.set_user(user)
	return [card()["value"] for card in CARDS]


def test_the_cards_count_the_scope(place):
	other = make.Place()
	pilots.certified(place)
	rectified(other)
	site = pilots.designated(place)
	frappe.db.set_value("Pilot Site Milestone", site.milestones[1].name, "due_on", add_days(nowdate(), -2))
	frappe.db.set_value("Pilot Site Milestone", site.milestones[2].name, "due_on", add_days(nowdate(), -1))
	pilots.visit(place, visited_on=nowdate(), findings=[{"finding": "一", "severity": "Minor"}])
	pilots.submitted(place, "7-1")
	assert figures(place.officer) == [1, 0, 0, 2, 1, 1]
	assert figures(place.manager) == [1, 0, 0, 2, 1, 0]
	assert figures(other.officer) == [0, 1, 0, 0, 0, 0]
	soon = add_days(nowdate(), 5)
	frappe.db.set_value("Site Assessment", {"service_site": place.site.name}, "valid_until", soon)
	compliance.refresh([place.site.name])
	assert figures(place.officer)[2] == 1
	frappe.db.set_value("Service Site", place.site.name, "status", "Closed")
	assert figures(place.officer)[:3] == [0, 0, 0]


def test_a_click_on_a_card_lists_what_it_counts(place):
	pilots.certified(place)
	frappe.db.set_value(
		"Site Assessment", {"service_site": place.site.name}, "valid_until", add_days(nowdate(), 3)
	)
	compliance.refresh([place.site.name])
	pilots.submitted(place, "7-1")
	frappe.set_user(place.officer)
	for card in (api.certified_sites, api.certifications_lapsing_soon, api.assessments_waiting_for_me):
		answer = card()
		listed = frappe.get_list(answer["route"][1], filters=answer["route_options"], pluck="name", limit=0)
		assert len(listed) == answer["value"] == 1, card.__name__


def test_who_assessed_is_not_asked_to_decide(place):
	doc = pilots.tick(pilots.begin(place, place.officer, kind="Supervisor"), "7-3", "7-5", "7-7")
	pilots.go(place.officer, doc, "Submitted for Review")
	assert figures(place.officer)[5] == 0 and figures(place.city_officer)[5] == 1


def test_the_cards_refuse_outsiders(clean_site):
	for role in ("Report Manager", make.VOLUNTEER, make.LEADER):
		frappe.set_user("Administrator")
		frappe.set_user(make.make_user(role))
		for card in CARDS:
			with pytest.raises(frappe.PermissionError):
				card()


@pytest.mark.parametrize(
	("role", "offered"), [(make.LEADER, False), (make.SITE, True), (make.CITY, True), (make.AUDITOR, True)]
)
def test_the_workspace_offers_what_a_role_may_open(clean_site, role, offered):
	content = content_of(make.make_user(role), "Pilot Sites")
	links = {link["link_to"] for card in content["cards"]["items"] for link in card["links"]}
	cards = {row.get("number_card_name") for row in content["number_cards"]["items"]}
	charts = {row.get("chart_name") for row in content["charts"]["items"]}
	shortcuts = {row.get("label") for row in content["shortcuts"]["items"]}
	assert ("Site Compliance by Region" in links) == offered
	assert ("Site Assessment" in links, "Site Visit" in links) == (offered, offered)
	assert ("Certified Sites" in cards, "Sites by State" in charts) == (offered, offered)
	assert ("Visits to Make" in shortcuts) == offered


# --- a thousand sites --------------------------------------------------------------------------------------

MANY, TIMES = 1000, 4


def stored(doctype: str, fields: tuple[str, ...], rows: list[tuple]) -> None:
	frappe.db.bulk_insert(doctype, list(fields), rows, chunk_size=5000)


def many(place) -> None:
	"""A thousand sites below the place's city, each with four assessments and a visit; 6-of-7 alternate."""
	standard = frappe.get_doc("Checklist Standard", checklists.in_force())
	streets = [make.make_region("Street", place.district.name).name for _number in range(10)]
	regions = [make.make_region("Community", street).name for street in streets for _number in range(2)]
	now, sites, papers, results, visits = frappe.utils.now(), [], [], [], []
	for number in range(MANY):
		site, region = f"BIG-{number}", regions[number % len(regions)]
		sites.append((site, now, now, f"大量站点{number}", "Base", region, "Active"))
		for time_ in range(TIMES):
			paper, day = f"{site}-{time_}", add_days(nowdate(), -100 * (TIMES - time_))
			is_last, misses = time_ == TIMES - 1, number % 3 == 0
			state = "Needs Rectification" if misses and is_last else "Certified"
			until = None if misses and is_last else add_days(day, 365)
			papers.append(
				(paper, now, now, site, region, standard.name, state, 1, day, f"{day} 10:00:00", until, 6, 7)
			)
			for row in standard.get("items"):
				problem = "x" if misses and is_last and row.item_code == "7-4" else None
				results.append(
					(f"{paper}-{row.item_code}", paper, "Site Assessment", "results", row.item_code, problem)
				)
		visits.append((f"{site}-V", now, now, site, region, "Visited", add_days(nowdate(), -number % 300), 1))
	base = ("name", "creation", "modified")
	stored("Service Site", (*base, "site_name", "site_type", "region", "status"), sites)
	stored(
		"Site Assessment",
		(
			*base,
			"service_site",
			"region",
			"standard",
			"workflow_state",
			"docstatus",
			"assessed_on",
			"decided_on",
			"valid_until",
			"met_count",
			"item_count",
		),
		papers,
	)
	stored(
		"Site Assessment Result",
		("name", "parent", "parenttype", "parentfield", "item_code", "problem"),
		results,
	)
	stored(
		"Site Visit",
		(*base, "service_site", "region", "status", "visited_on", "open_findings"),
		visits,
	)


def test_a_thousand_sites_are_reported_in_a_bounded_number_of_queries(place):
	officer = place.officer
	answers = {
		"Site Overview": lambda: run("Site Overview", officer, period="This Year"),
		"Site Compliance by Region": lambda: run("Site Compliance by Region", officer, level="Street"),
		"Missed Checklist Items": lambda: run("Missed Checklist Items", officer, level="Street"),
		"workbook": lambda: workbook.compliance_workbook(frappe._dict()),
	}

	def measure() -> tuple[dict[str, int], dict]:
		numbers, found = {}, {}
		for name, answer in answers.items():
			frappe.set_user(officer)
			answer()  # meta and roles are cached
			with counted() as asked:
				found[name] = answer()
			numbers[name] = asked.number
		return numbers, found

	rectified(place)
	few, _answers = measure()
	frappe.set_user("Administrator")
	many(place)
	lots, found = measure()
	assert all(0 < lots[name] <= few[name] for name in answers), (few, lots)
	assert len(found["Site Overview"].rows) == MANY + 1
	total = found["Site Compliance by Region"].total
	assert (total.sites, total.needs_rectification) == (MANY + 1, 335)
	rows = {row.code: row for row in run("Missed Checklist Items", officer).rows}
	assert (rows["7-4"].assessed, rows["7-4"].missed) == (MANY + 1, 335)
	assert len(found["workbook"]) > 10_000
