"""Whoever records is told three working days before the ten are over, once."""

from datetime import date, datetime, time, timedelta

import frappe
import pytest

from tests import factories as make
from tests.site.volunteer_projects.signing_world import SOON, published
from volunteer_services.foundation.domain.working_days import add_working_days, recording_deadline
from volunteer_services.service_records.services.telling import record_reminders

ACTIVITY, LOG = "Service Activity", "Notification Log"
ENDED = date(2026, 3, 2)
LAST = recording_deadline(ENDED).day


@pytest.fixture
def place(clean_site):
	frappe.db.sql("update `tabService Activity` set `record_reminded_on` = '2026-01-01'")
	return make.Place().staff()


def ended(place, day: date = ENDED):
	activity = published(place, SOON)
	end = datetime.combine(day, time(17))
	values = {"starts_on": end - timedelta(hours=3), "ends_on": end, "record_reminded_on": None}
	frappe.db.set_value(ACTIVITY, activity.name, values, update_modified=False)
	return activity


def told(user: str, activity) -> list[str]:
	return frappe.get_all(LOG, {"for_user": user, "document_name": activity.name}, pluck="subject")


def first_day() -> date:
	"""The first day on which it is due soon."""
	day = LAST
	while add_working_days(day - timedelta(days=1), 3).day >= LAST:
		day -= timedelta(days=1)
	return day


def test_the_one_who_made_it_is_told_once_and_in_time(place):
	activity = ended(place)
	assert record_reminders.tell_due(first_day() - timedelta(days=1)) == 0
	assert record_reminders.tell_due(first_day()) == 1
	assert record_reminders.tell_due(first_day() + timedelta(days=1)) == 0
	(text,) = told(place.leader, activity)
	assert activity.activity_name in text
	assert told(place.manager, activity) == []


def test_a_day_that_the_scheduler_missed_is_made_good_until_the_deadline(place):
	ended(place)
	assert record_reminders.tell_due(LAST) == 1


def test_after_the_deadline_it_is_a_matter_of_the_list(place):
	ended(place)
	assert record_reminders.tell_due(LAST + timedelta(days=1)) == 0


def test_what_is_recorded_or_called_off_is_told_to_nobody(place):
	for state in ("Recorded", "Cancelled"):
		frappe.db.set_value(ACTIVITY, ended(place).name, "workflow_state", state)
	assert record_reminders.tell_due(LAST) == 0


def test_where_the_maker_cannot_log_in_leaders_and_station_are_told(place):
	activity = ended(place)
	maker = make.make_user(make.VOLUNTEER)
	frappe.db.set_value("User", maker, "enabled", 0)
	frappe.db.set_value(ACTIVITY, activity.name, "owner", maker)
	record_reminders.tell_due(LAST)
	assert len(told(place.leader, activity)) == len(told(place.manager, activity)) == 1
	assert told(place.officer, activity) == [] == told(maker, activity)
