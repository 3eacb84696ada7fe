"""Pages of the public: what they show, what they hide, and that they come from the cache."""

import re
from datetime import timedelta

import frappe
import pytest
from frappe.utils import add_days, now_datetime, nowdate

from tests import factories as make
from tests.queries import queries_of
from tests.site.portal.pages_world import of_the_website, open_address, text_of
from tests.site.service_records.corrections_world import approved
from tests.site.volunteer_projects.signing_world import SOON, published
from volunteer_services.portal.services import rendering
from volunteer_services.portal.services.public import figures, honours, hours_notice, open_activities

ACTIVITY = "Service Activity"
LIST = "volunteer-activities"
MOST_QUERIES = 15


@pytest.fixture
def place(clean_site):
	forget()
	yield make.Place().staff()
	forget()
	frappe.local.form_dict = frappe._dict()


def forget() -> None:
	for key in frappe.cache.get_keys("volunteer_services:p*"):
		frappe.cache.delete_value(key if isinstance(key, str) else key.decode())
	frappe.cache.delete_keys("volunteer_services:page")
	frappe.cache.delete_keys("volunteer_services:public")


def titles(**asked) -> list[str]:
	return [row.title for row in open_activities.listed(open_activities.read(asked)).rows]


# --- the list -----------------------------------------------------------------------------------------------


def test_the_filters_find_by_place_day_time_kind_and_places(place):
	morning = published(place, SOON, activity_name="上午活动", capacity=1)
	evening = published(place, SOON.replace(hour=19) + timedelta(days=1), activity_name="晚上活动")
	frappe.db.set_value(ACTIVITY, evening.name, "category", "Culture")
	region = place.region if isinstance(place.region, str) else place.region.name
	assert {"上午活动", "晚上活动"} <= set(titles(region=region))
	assert "上午活动" not in titles(region="no such region")
	assert titles(region=region, day=f"{SOON:%Y-%m-%d}") == ["上午活动"]
	assert titles(region=region, time="evening") == ["晚上活动"]
	assert titles(region=region, kind="Culture") == ["晚上活动"]
	frappe.db.set_value("Activity Shift", {"activity": morning.name}, "places_taken", 1)
	assert titles(region=region, places="1") == ["晚上活动"]
	(row,) = [row for row in open_activities.listed(open_activities.read({"region": region, "kind": ""})).rows
		if row.title == "上午活动"]  # fmt: skip
	assert row.state == "Full: waiting list"


@pytest.mark.parametrize("values", [{"audience": "Closed"}, {"audience": "Teams"}])
def test_what_calls_not_the_public_is_neither_listed_nor_opened(place, values):
	activity = published(place, SOON, activity_name="内部活动", **values)
	assert "内部活动" not in titles()
	assert open_address("Guest", f"{LIST}/{activity.name}").status_code == 404
	draft = published(place, SOON, activity_name="草稿活动")
	frappe.db.set_value(ACTIVITY, draft.name, "workflow_state", "Draft")
	assert "草稿活动" not in titles() and open_address("Guest", f"{LIST}/{draft.name}").status_code == 404


def test_the_nearest_district_stands_first_and_the_place_is_not_kept(place):
	far = make.Place().staff()
	for here, latitude in ((place, 23.0), (far, 40.0)):
		region = here.region if isinstance(here.region, str) else here.region.name
		frappe.db.set_value("Service Region", region, {"latitude": latitude, "longitude": 113.0})
	published(far, SOON, activity_name="北边的活动")
	published(place, SOON + timedelta(days=2), activity_name="南边的活动")
	found = [title for title in titles(lat="23.1", lon="113.1") if title in ("北边的活动", "南边的活动")]
	assert found == ["南边的活动", "北边的活动"]
	response = open_address("Guest", LIST, lat="23.1", lon="113.1")
	assert response.headers["Cache-Control"] == "no-store" and "23.1" not in text_of(response)


def test_the_list_asks_the_same_for_few_and_for_many(place, monkeypatch):
	published(place, SOON)
	asked = open_activities.read({})
	few = queries_of(monkeypatch, open_activities.listed, asked)
	for number in range(12):
		published(place, SOON + timedelta(hours=number))
	assert queries_of(monkeypatch, open_activities.listed, asked) == few <= 3


# --- one activity -------------------------------------------------------------------------------------------


def test_place_and_contact_are_told_where_the_notice_says_so(place):
	activity = published(
		place, SOON, location="三楼王奶奶家", contact_name="张队长", contact_phone="13800138000"
	)
	html = text_of(open_address("Guest", f"{LIST}/{activity.name}", lang="en"))
	assert "王奶奶" not in html and "13800138000" not in html and "Told to those who signed up" in html
	forget()
	frappe.db.set_value(ACTIVITY, activity.name, {"shows_place": 1, "shows_contact": 1})
	html = text_of(open_address("Guest", f"{LIST}/{activity.name}", lang="en"))
	assert "三楼王奶奶家" in html and "13800138000" in html
	assert 'property="og:title"' in html and "data:image" in html and "ical?activity=" in html


def test_what_is_over_shows_its_outcome_and_nobody(place):
	activity = published(place, SOON, activity_name="已结束的活动")
	who = place.volunteer(full_name="王小明")
	approved(place, who.name, activity=activity.name, minutes=90)
	past = now_datetime() - timedelta(days=3)
	frappe.db.set_value(
		ACTIVITY,
		activity.name,
		{"workflow_state": "Recorded", "starts_on": past, "ends_on": past, "people_served": 40},
	)
	html = text_of(open_address("Guest", f"{LIST}/{activity.name}", lang="en"))
	assert "1 h 30 min" in html and ">40<" in html and "王小明" not in html and who.name not in html
	assert 'content="noindex"' in html and "I Sign Up" not in html


def test_what_is_called_off_says_why(place):
	activity = published(place, SOON)
	frappe.db.set_value(
		ACTIVITY, activity.name, {"workflow_state": "Called Off", "decision_reason": "台风<b>预警</b>"}
	)
	html = text_of(open_address("Guest", f"{LIST}/{activity.name}", lang="en"))
	assert "台风&lt;b&gt;预警&lt;/b&gt;" in html and "I Sign Up" not in html


@pytest.mark.parametrize("name", ["VA-0", "' or 1=1 --", "<script>", "x" * 300])
def test_an_address_that_is_no_activity_is_not_found(place, name):
	assert open_address("Guest", f"{LIST}/{name}").status_code == 404


# --- sites, stars, figures ----------------------------------------------------------------------------------


def test_a_site_shows_where_and_when_it_is_open_and_no_person(place):
	site = place.site if isinstance(place.site, str) else place.site.name
	frappe.db.set_value(
		"Service Site",
		site,
		{
			"opening_hours": "周一至周五 9:00–17:00",
			"contact_person": "李主任",
			"contact_phone": "13900001234",
		},
	)
	html = text_of(open_address("Guest", f"volunteer-sites/{site}"))
	assert "周一至周五" in html and "李主任" not in html and "13900001234" not in html
	assert f"/volunteer-sites/{site}" in text_of(open_address("Guest", "volunteer-sites"))
	frappe.db.set_value("Service Site", site, "status", "Closed")
	forget()
	assert open_address("Guest", f"volunteer-sites/{site}").status_code == 404


def test_stars_are_listed_with_masked_names_and_locked_files_are_not(place):
	shown, locked = place.volunteer(full_name="欧阳秀兰"), place.volunteer(full_name="诸葛小明")
	for who in (shown, locked):
		frappe.db.set_value("Volunteer Profile", who.name, {"star_level": 5, "star_since": "2026-01-01"})
	frappe.db.set_value("Volunteer Profile", locked.name, "is_restricted", 1)
	names = [row.name for row in honours.holders(5, 1).rows]
	assert any(name.startswith("欧") for name in names) and "欧阳秀兰" not in names
	html = text_of(open_address("Guest", "volunteer-honours", star="5"))
	assert "欧阳秀兰" not in html and "诸葛" not in html and shown.name not in html


def test_each_figure_says_what_it_counts_and_the_chart_is_a_table_too(place):
	approved(place, place.volunteer().name, service_date=frappe.utils.nowdate(), minutes=120)
	html = text_of(open_address("Guest", "volunteer-figures"))
	assert html.count("data-figure=") == len(figures.shown()) == 7
	assert all(one.definition for one in figures.shown())
	assert html.count("<rect") == 12 and html.count('<td class="when">') == 12
	assert int(figures.chart()[-1].hours.replace(",", "")) >= 2


# --- the frame ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", rendering.PUBLIC)
@pytest.mark.parametrize("user", ["Guest", "staff", "volunteer"])
def test_a_page_is_the_same_for_everybody(place, page, user):
	user = {"staff": place.manager, "volunteer": make.make_user(make.VOLUNTEER)}.get(user, user)
	guest = text_of(open_address("Guest", page))
	forget()
	assert text_of(open_address(user, page)) == guest
	assert "csrf" not in guest and user not in guest.replace("Guest", "")


@pytest.mark.parametrize("page", rendering.PUBLIC)
def test_a_page_comes_from_the_cache_for_a_minute(place, page, monkeypatch):
	first = open_address("Guest", page)
	assert first.headers["Cache-Control"] == "public, max-age=60" and "Cookie" in first.headers["Vary"]
	assert queries_of(monkeypatch, open_address, "Guest", page) <= 2
	assert text_of(open_address("Guest", page, lang="en")) != text_of(first), (
		"the language is part of the key"
	)


def test_no_invented_address_takes_the_place_of_another(place):
	published(place, SOON, activity_name="社区清洁日")
	day = f"{SOON:%Y-%m-%d}"
	open_address("Guest", LIST, region=f"x&day={day}")
	open_address("Guest", LIST, day=f"{day}&kind=")
	assert "社区清洁日" in text_of(open_address("Guest", LIST, day=day))


def test_invented_addresses_do_not_fill_the_memory(place, monkeypatch):
	monkeypatch.setattr(rendering, "MOST_KEPT", 3)
	for number in range(10):
		open_address("Guest", LIST, region=f"invented{number}")
	kept = [key for key in frappe.cache.get_keys("volunteer_services:page") if b"invented" in bytes(key)]
	assert len(kept) <= 3


@pytest.mark.parametrize("page", rendering.PUBLIC)
def test_a_page_asks_a_bounded_number_of_questions(place, page, monkeypatch):
	open_address("Guest", page)
	forget()
	asked = queries_of(monkeypatch, open_address, "Guest", page)
	assert asked <= MOST_QUERIES + of_the_website(monkeypatch, "Guest")


@pytest.mark.parametrize("page", rendering.PUBLIC)
@pytest.mark.parametrize("asked", [{"page": "-1"}, {"page": "9" * 30}, {"region": "' or 1=1"}, {"star": "x"},
	{"kind": "<script>alert(1)</script>"}, {"day": "2026-99-99"}, {"lat": "x", "lon": "y"}])  # fmt: skip
def test_what_is_typed_into_an_address_breaks_nothing(place, page, asked):
	html = text_of(open_address("Guest", page, **asked))
	assert "<script>alert(1)" not in html and not re.search(r"Traceback", html)


# --- hours shown for objection -----------------------------------------------------------------------------


def over(place, *people):
	"""A public activity that has ended, with an hour of each of the people."""
	activity = published(place, SOON, activity_name="社区清洁日")
	for who in people:
		make.make_log(
			place, who.name, state="Approved", activity=activity.name, minutes=95, recorded_on=nowdate()
		)
	ended = now_datetime() - timedelta(days=1)
	frappe.db.set_value(
		ACTIVITY,
		activity.name,
		{"workflow_state": "Recorded", "starts_on": ended - timedelta(hours=2), "ends_on": ended},
	)
	return activity


def test_hours_are_shown_for_objection_with_masked_names(place):
	grown = place.volunteer(full_name="欧阳秀兰", date_of_birth="1980-01-01")
	young = place.volunteer(
		full_name="司徒小明",
		date_of_birth=add_days(nowdate(), -365 * 12),
		guardian_name="司徒志强",
		guardian_phone="13900004321",
		guardian_consent=1,
		child_data_consent=1,
	)
	locked = place.volunteer(full_name="诸葛大力", date_of_birth="1980-01-01")
	activity = over(place, grown, young, locked)
	frappe.db.set_value("Volunteer Profile", locked.name, "is_restricted", 1)
	html = text_of(open_address("Guest", f"{LIST}/{activity.name}"))
	assert html.count("<strong>**</strong>") == 2 and "共 3 条记录，公示至" in html
	assert "欧" in html and not any(name in html for name in ("欧阳秀兰", "司徒", "诸葛", grown.name))
	assert f"/volunteer-complaints?activity={activity.name}" in html


def test_hours_are_shown_for_so_many_days_and_only_where_the_organisation_wants_it(place):
	activity = over(place, place.volunteer(full_name="欧阳秀兰", date_of_birth="1980-01-01"))
	for values, is_there in (
		({"recorded_on": add_days(nowdate(), -6)}, True),
		({"recorded_on": add_days(nowdate(), -7)}, False),
		({"recorded_on": nowdate(), "docstatus": 2}, False),
		({"docstatus": 0, "workflow_state": "Returned"}, False),
		({"docstatus": 0, "workflow_state": "Pending Site Review"}, True),
	):
		frappe.db.set_value("Service Log", {"activity": activity.name}, values)
		forget()
		assert ('id="hours"' in text_of(open_address("Guest", f"{LIST}/{activity.name}"))) is is_there, values
	frappe.db.set_single_value("Volunteer Services Settings", "hides_hours_notice", 1)
	frappe.clear_document_cache("Volunteer Services Settings", "Volunteer Services Settings")
	forget()
	assert 'id="hours"' not in text_of(open_address("Guest", f"{LIST}/{activity.name}"))


def test_hours_of_many_come_by_the_page_and_cost_the_same(place, monkeypatch):
	people = [place.volunteer(date_of_birth="1980-01-01") for _n in range(3)]
	activity = over(place, *people)
	few = queries_of(monkeypatch, hours_notice.shown, activity.name, 1)
	monkeypatch.setattr(hours_notice, "PAGE_LENGTH", 2)
	first, second = (hours_notice.shown(activity.name, page) for page in (1, 2))
	assert (len(first.rows), first.has_more, len(second.rows), second.has_more) == (2, True, 1, False)
	assert queries_of(monkeypatch, hours_notice.shown, activity.name, 1) == few <= 3


# --- complaints ---------------------------------------------------------------------------------------------


def test_the_form_of_a_complaint_knows_the_activity_it_came_from(place):
	activity = published(place, SOON, activity_name="社区清洁日")
	html = text_of(open_address("Guest", "volunteer-complaints", activity=activity.name))
	assert "社区清洁日" in html and 'name="district"' not in html
	closed = published(place, SOON, activity_name="内部活动", audience="Closed")
	html = text_of(open_address("Guest", "volunteer-complaints", activity=closed.name))
	assert "内部活动" not in html and 'name="district"' in html
	assert open_address("Guest", "volunteer-complaints").headers["Cache-Control"].startswith("no-store")
	assert open_address("Guest", "volunteer-complaints", part="x").status_code == 404
