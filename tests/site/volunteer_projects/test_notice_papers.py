"""The printed notice and the file for one's calendar."""

from datetime import timedelta, timezone
from zoneinfo import ZoneInfo

import frappe
import pytest
from frappe.utils import get_system_timezone
from icalendar import Calendar

from tests import factories as make
from tests.site.volunteer_projects.signing_world import SHIFT, SOON, portal, published
from tests.site.volunteer_projects.test_activities_records import make_activity
from volunteer_services.api import activities as api
from volunteer_services.exceptions import RequestLimitError
from volunteer_services.foundation import settings


@pytest.fixture
def place():
	return make.Place().staff()


def events(activity, user):
	frappe.set_user(user)
	api.ical(activity.name)
	response = frappe.local.response
	assert response.type == "download"
	assert response.filename == f"{activity.name}.ics"
	return Calendar.from_ical(response.filecontent).walk("VEVENT")


def test_a_guest_gets_day_and_site_and_no_person(place):
	activity = published(place, location="陈婆婆家", activity_name="探访日")
	(event,) = events(activity, "Guest")
	assert str(event["summary"]) == "探访日"
	begins = event["dtstart"].dt
	assert begins == SOON.replace(tzinfo=ZoneInfo(get_system_timezone())).astimezone(timezone.utc)
	assert str(event["location"]) == place.site.site_name
	text = frappe.local.response.filecontent.decode()
	for private in ("陈婆婆", activity.activity_leader, activity.contact_phone, place.leader):
		assert private not in text


def test_each_shift_is_an_event_of_its_own(place):
	activity = published(place)
	frappe.set_user(place.leader)
	for number in range(2):
		frappe.get_doc(
			{
				"doctype": SHIFT,
				"activity": activity.name,
				"shift_title": f"第{number}班",
				"starts_on": SOON + timedelta(hours=2 * number),
				"ends_on": SOON + timedelta(hours=2 * number + 2),
			}
		).insert()
	found = events(activity, "Guest")
	assert [str(event["summary"])[-3:] for event in found] == ["第0班", "第1班"]
	assert len({str(event["uid"]) for event in found}) == 2


@pytest.mark.parametrize("audience", ["Teams", "Passphrase", "Closed"])
def test_what_does_not_call_the_public_is_for_who_is_concerned(place, audience):
	activity = published(place, audience=audience, passphrase="木棉", location="社区广场")
	who, stranger = portal(place), portal(place)
	frappe.set_user(place.leader)
	api.sign_up(activity.name, who.name)
	for user in ("Guest", stranger.user, make.Place().staff().leader):
		with pytest.raises(frappe.DoesNotExistError):
			events(activity, user)
	for user in (who.user, place.leader, place.officer):
		(event,) = events(activity, user)
		assert "社区广场" in event["location"]


def test_a_draft_and_one_that_is_called_off_are_in_no_calendar(place):
	frappe.set_user(place.leader)
	draft = make_activity(place, starts_on=SOON, ends_on=SOON + timedelta(hours=1))
	off = published(place)
	off.update({"workflow_state": "Called Off", "decision_reason": "台风"})
	off.save()
	for activity in (draft, off):
		for user in ("Guest", place.leader):
			with pytest.raises(frappe.DoesNotExistError):
				events(activity, user)


def test_one_address_asks_so_often_an_hour(place, monkeypatch):
	monkeypatch.setattr(settings, "checks_per_hour", lambda: 2)
	activity = published(place)
	monkeypatch.setattr("volunteer_services.foundation.limits.address", lambda: make.unique("10.0.0."))
	events(activity, "Guest")
	monkeypatch.setattr("volunteer_services.foundation.limits.address", lambda: "192.0.2.77")
	frappe.cache.delete_keys("volunteer_services:limit:ical:192.0.2.77")
	events(activity, "Guest")
	events(activity, "Guest")
	with pytest.raises(RequestLimitError):
		events(activity, "Guest")


def test_the_printed_notice_says_everything_and_shows_the_way(place):
	place.project = make.make_project(
		place.team, place.unit.name, risks="高温 & 中暑", posts=[{"post_title": "引导员", "headcount": 2}]
	)
	activity = published(place, min_age=16)
	frappe.set_user(place.leader)
	frappe.local.lang = "zh"
	html = frappe.get_print("Service Activity", activity.name, "Recruitment Notice")
	for text in (
		"招募通知",
		activity.activity_name,
		"高温 &amp; 中暑",
		place.project.safeguards,
		"020-83330001",
	):
		assert text in html
	for text in ("引导员", place.unit.unit_name, "data:image/png;base64", "16"):
		assert text in html


def test_the_notice_is_printed_in_its_place_only(place):
	activity = published(place)
	frappe.set_user(make.Place().staff().leader)
	with pytest.raises(frappe.PermissionError):
		frappe.get_doc("Service Activity", activity.name).check_permission("print")
