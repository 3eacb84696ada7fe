"""The day sheet and the pass cards of an activity."""

import base64
import re
from datetime import timedelta

import frappe
import pytest
from frappe.utils import get_datetime, now_datetime

from tests import factories as make
from tests.queries import queries_of
from tests.site.volunteer_projects.signing_world import SHIFT, SOON, as_user, noon, portal, published, row
from volunteer_services.api import activities as api
from volunteer_services.api import check_in as door
from volunteer_services.exceptions import ActivityError, CheckInError
from volunteer_services.volunteer_projects.reporting import papers
from volunteer_services.volunteer_projects.services.presence import passes


@pytest.fixture
def place(clean_site):
	frappe.local.form_dict = frappe._dict()
	with noon():
		yield make.Place().staff()


def html(activity, print_format, user="Administrator", **asked) -> str:
	def printed() -> str:
		frappe.local.form_dict = frappe._dict(asked)
		return frappe.get_print("Service Activity", activity.name, print_format, no_letterhead=1)

	return as_user(user, printed)


def with_people(place, count=3, **values):
	activity = published(place, **values)
	people = [portal(place, mobile=f"1390000{n:04d}") for n in range(count)]
	for who in people:
		as_user(who.user, api.sign_up, activity.name)
	return activity, people


def two_shifts(place):
	activity = published(place)
	frappe.set_user(place.leader)
	made = [
		frappe.get_doc(
			{
				"doctype": SHIFT,
				"activity": activity.name,
				"shift_title": title,
				"starts_on": starts,
				"ends_on": starts + timedelta(hours=2),
			}
		).insert()
		for title, starts in (("上午班", SOON), ("下午班", SOON + timedelta(hours=2)))
	]
	frappe.set_user("Administrator")
	return activity, made


def test_the_day_sheet_has_a_line_for_each_and_some_to_write_on(place):
	activity, people = with_people(place)
	text = html(activity, "Activity Day Sheet", place.leader)
	assert "当日签到表" in text and activity.activity_name in text
	for number, who in enumerate(people):
		assert who.full_name in text and f"{number:04d}" in text and who.mobile not in text
	assert text.count("<tr><td") == papers.LINES


def test_who_withdrew_or_waits_is_on_no_paper(place):
	activity, people = with_people(place, capacity=2)
	as_user(people[0].user, api.withdraw, activity.name)
	text = html(activity, "Activity Day Sheet")
	assert people[0].full_name not in text and people[1].full_name in text
	assert people[2].full_name in text  # the freed place is offered
	as_user(people[2].user, api.withdraw, activity.name)
	assert people[2].full_name not in html(activity, "Activity Pass Cards")


def test_each_shift_has_its_pages_and_one_may_be_chosen(place):
	activity, (morning, afternoon) = two_shifts(place)
	first, second = portal(place), portal(place)
	as_user(first.user, api.sign_up, activity.name, shift=morning.name)
	as_user(second.user, api.sign_up, activity.name, shift=afternoon.name)
	frappe.local.form_dict = frappe._dict()
	assert [page["shift"].name for page in papers.activity_day_sheet(activity.name)["pages"]] == [
		morning.name,
		afternoon.name,
	]
	text = html(activity, "Activity Day Sheet", shift=afternoon.name)
	assert second.full_name in text and first.full_name not in text
	day = str(SOON + timedelta(days=1))[:10]
	assert "Nobody has signed up yet" in html(activity, "Activity Pass Cards", day=day)


def test_many_people_take_many_pages_and_three_queries(place, monkeypatch):
	activity, _people = with_people(place, 1)
	for _n in range(papers.LINES):
		as_user(place.leader, api.sign_up, activity.name, place.volunteer().name)
	count = queries_of(monkeypatch, papers.activity_day_sheet, activity.name)
	assert count <= 4
	sheet = papers.activity_day_sheet(activity.name)
	assert [(len(page["rows"]), page["first"], page["count"]) for page in sheet["pages"]] == [
		(22, 1, 2),
		(4, 23, 2),
	]
	assert sheet["people"] == 23
	cards = papers.activity_pass_cards(activity.name)
	assert [len(page) for page in cards["pages"]] == [5, 5, 2] and cards["people"] == 23


def test_a_card_s_code_opens_the_door_on_the_day_only(place):
	soon = (now_datetime() + timedelta(hours=1)).replace(microsecond=0)
	activity, (who,) = with_people(place, 1, starts_on=soon)
	text = passes.for_shift(who.name, soon, soon + timedelta(hours=4))
	assert as_user(place.leader, door.scan, activity.name, text, "In")["sign_up"] == row(activity, who).name
	later, (other,) = with_people(place, 1, starts_on=soon + timedelta(days=3))
	early = passes.for_shift(other.name, get_datetime(later.starts_on), get_datetime(later.ends_on))
	with pytest.raises(CheckInError, match="held from"):
		as_user(place.leader, door.scan, activity.name, early, "In")
	assert passes.for_shift(who.name, soon - timedelta(days=2), soon - timedelta(days=1)) is None


def test_codes_are_printed_by_the_organiser_alone(place):
	activity, (who,) = with_people(place, 1)
	by_leader = html(activity, "Activity Pass Cards", place.leader)
	by_auditor = html(activity, "Activity Pass Cards", make.make_user(make.AUDITOR))
	assert who.full_name in by_leader and who.full_name in by_auditor
	(picture,) = re.findall(r"data:image/png;base64,([A-Za-z0-9+/=]+)", by_leader)
	assert base64.b64decode(picture).startswith(b"\x89PNG")
	assert "data:image/png" not in by_auditor and "base64" not in by_auditor
	elsewhere = make.Place().staff()
	for user in (elsewhere.leader, who.user, "Guest"):
		for print_data in (papers.activity_day_sheet, papers.activity_pass_cards):
			with pytest.raises(frappe.PermissionError):
				as_user(user, print_data, activity.name)


def test_more_cards_than_a_print_can_take_ask_for_a_day(place, monkeypatch):
	activity, _people = with_people(place, 3)
	monkeypatch.setattr(papers, "MOST_CARDS", 2)
	with pytest.raises(ActivityError, match="3 cards"):
		papers.activity_pass_cards(activity.name)


def test_names_are_escaped(place):
	activity, (who,) = with_people(place, 1)
	frappe.db.set_value("Activity Sign Up", row(activity, who).name, "volunteer_name", "甲<b>乙")
	for print_format in ("Activity Day Sheet", "Activity Pass Cards"):
		text = html(activity, print_format)
		assert "甲&lt;b&gt;乙" in text and "甲<b>乙" not in text
