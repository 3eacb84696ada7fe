"""What was noted becomes hours: by phones without network, with check-outs forgotten, in the roll-call."""

from datetime import datetime, time, timedelta

import frappe
import pytest
from frappe.utils import get_datetime, now_datetime

from tests import factories as make
from tests.queries import queries_of
from tests.site.volunteer_projects.check_in_world import came, kept, of, under_way
from tests.site.volunteer_projects.signing_world import SHIFT, noon
from tests.site.volunteer_readiness import readiness_world as world
from volunteer_services.api import activities as api
from volunteer_services.api import check_in
from volunteer_services.exceptions import ArgumentError
from volunteer_services.volunteer_projects.services.presence import door, forgotten, presences

NOW = datetime.combine(datetime.now().date(), time(12))


@pytest.fixture
def place(clean_site):
	global NOW
	with noon() as NOW:
		yield make.Place().staff()


# --- phones without network ---------------------------------------------------------------------------------


def test_events_of_a_phone_are_taken_in_once_and_in_their_order(place):
	who, other = place.volunteer(), place.volunteer()
	activity = under_way(place, who, hours=-4)
	rows = [
		kept(who, "Out", -1, "p-2"),
		kept(who, "In", -4, "p-1"),
		kept(other, "In", -4, "p-3"),
	]
	done = world.as_(place.leader, check_in.take_in, activity.name, rows)
	assert [(one["offline_id"], one["is_new"]) for one in done["done"]] == [("p-1", True), ("p-2", True)]
	assert [one["offline_id"] for one in done["problems"]] == ["p-3"]
	assert "has not signed up" in done["problems"][0]["problem"]
	again = world.as_(place.leader, check_in.take_in, activity.name, rows)
	assert [one["is_new"] for one in again["done"]] == [False, False]
	(found,) = presences.of_activity(activity.name)
	assert (found.presence.minutes, found.presence.doubts) == (180, [])


@pytest.mark.parametrize(
	"rows",
	[
		["x"],
		[{}],
		[{"text": "a", "kind": "In", "happened_at": "gestern", "offline_id": "1"}],
		[{"text": "a", "kind": "Forced Out", "happened_at": "2026-03-01 09:00:00", "offline_id": "1"}],
	],
)
def test_what_is_no_event_is_quoted(place, rows):
	activity = under_way(place)
	with pytest.raises(ArgumentError, match="no event of a check-in"):
		world.as_(place.leader, check_in.take_in, activity.name, rows)


def test_a_clock_that_is_wrong_is_a_doubt(place):
	who = place.volunteer()
	activity = under_way(place, who, hours=-4)
	ahead = str(now_datetime() + timedelta(minutes=40))
	rows = [kept(who, "In", -4, "q-1", phone_time=ahead), kept(who, "Out", -1, "q-2", phone_time=ahead)]
	world.as_(place.leader, check_in.take_in, activity.name, rows)
	(found,) = presences.of_activity(activity.name)
	assert found.presence.doubts == ["Clock of the Phone Differs"]
	assert found.presence.trust_class == "Honorary"


# --- forgotten ----------------------------------------------------------------------------------------------


def test_a_forgotten_check_out_ends_at_the_plan_and_is_flagged(place):
	who = place.volunteer()
	activity = under_way(place, who, hours=-3)
	came(activity, who, "In", -3)
	assert forgotten.run() == 0
	frappe.db.set_value(SHIFT, {"activity": activity.name}, "ends_on", NOW - timedelta(hours=1))
	assert forgotten.run() == 1 and forgotten.run() == 0
	assert of(who) == [("In", 0), ("Forced Out", 0)]
	(found,) = presences.of_activity(activity.name)
	assert found.presence.doubts == ["Check-out Forgotten"]
	assert (found.presence.minutes, found.presence.trust_class) == (120, "Honorary")


# --- the roll-call ------------------------------------------------------------------------------------------


def test_the_list_takes_over_the_times_that_were_seen(place):
	who, other = place.volunteer(), place.volunteer()
	activity = under_way(place, who, other, hours=-4)
	came(activity, who, "In", -4)
	came(activity, who, "Out", -2.5)
	world.as_(place.leader, api.take_over_sign_ups, activity.name)
	activity.reload()
	rows = {one.volunteer: one for one in activity.participants}
	assert get_datetime(rows[who.name].ends_on) == NOW - timedelta(hours=2.5)
	assert rows[other.name].ends_on is None
	board = world.as_(place.leader, check_in.board, activity.name)
	assert [(one["volunteer"], one["problem"]) for one in board["problems"]] == [
		(other.name, "In the list, but never checked in.")
	]
	shown = {one["volunteer"]: one for one in board["people"]}
	assert shown[who.name]["minutes"] == 90 and shown[other.name]["since"] is None


def test_the_number_of_queries_does_not_grow_with_the_people(place, monkeypatch):
	counts = []
	for people in (2, 12):
		group = [place.volunteer() for _n in range(people)]
		activity = under_way(place, *group, hours=-4)
		for who in group:
			came(activity, who, "In", -3)
		counts.append(queries_of(monkeypatch, door.board, activity.name))
	assert counts[0] == counts[1] <= 10, counts
