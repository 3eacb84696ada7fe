"""Check-in by the place of the phone: an assessment on file, the own consent, no coordinates kept."""

from datetime import datetime, time, timedelta

import frappe
import frappe.client
import pytest
from frappe.utils import nowdate

from tests import factories as make
from tests.site.volunteer_projects.signing_world import move_back, noon, portal, published, row
from tests.site.volunteer_readiness import readiness_world as world
from volunteer_services.api import activities as api
from volunteer_services.api import check_in
from volunteer_services.exceptions import ArgumentError, CheckInError, ConsentError
from volunteer_services.volunteer_projects.services.presence import presences

CHECK_IN, PROFILE = "Check In", "Volunteer Profile"
THERE = {"latitude": 22.5167, "longitude": 113.3928}
NEAR = {"latitude": 22.5171, "longitude": 113.3928, "accuracy_m": 15}
FAR = {"latitude": 22.5267, "longitude": 113.3928, "accuracy_m": 15}
NOW = datetime.combine(datetime.now().date(), time(12))


@pytest.fixture
def place(clean_site):
	global NOW
	with noon() as NOW:
		frappe.db.set_single_value("Volunteer Services Settings", "place_assessment_on", nowdate())
		yield make.Place().staff()


def under_way(place, who, **values):
	values = {"self_check_in": 1, "radius_m": 200, **THERE, **values}
	activity = published(place, NOW + timedelta(hours=2), **values)
	world.as_(place.leader, api.sign_up, activity.name, who.name)
	move_back(activity, hours=3)
	return activity


def here(who, activity, kind="In", at=NEAR):
	return world.as_(who.user, check_in.by_place, activity.name, kind, **at)


def test_who_agrees_and_is_there_is_checked_in_and_credited(place):
	who = portal(place)
	activity = under_way(place, who)
	with pytest.raises(ConsentError, match="Agree first"):
		here(who, activity)
	world.as_(who.user, check_in.consent_to_place, True)
	done = here(who, activity)
	assert done["is_new"] and done["distance_m"] == 44 and row(activity, who).status == "Attended"
	event = frappe.get_doc(CHECK_IN, done["name"])
	assert (event.method, event.distance_m, event.is_within) == ("Place", 44, "Inside")
	assert not {"latitude", "longitude"} & set(frappe.get_meta(CHECK_IN).get_valid_columns())
	move_back(activity, hours=1)
	frappe.db.set_value(CHECK_IN, event.name, "happened_at", NOW - timedelta(hours=1))
	here(who, activity, "Out")
	(found,) = presences.of_activity(activity.name)
	assert (found.presence.doubts, found.presence.trust_class) == ([], "Credited")


def test_who_is_elsewhere_is_told_how_far_and_leaves_with_a_doubt(place):
	who = portal(place)
	activity = under_way(place, who)
	world.as_(who.user, check_in.consent_to_place, True)
	with pytest.raises(CheckInError, match="about 1107 metres away"):
		here(who, activity, at=FAR)
	here(who, activity)
	here(who, activity, "Out", at=FAR)
	(found,) = presences.of_activity(activity.name)
	assert "Outside the Place" in found.presence.doubts and found.presence.trust_class == "Honorary"


def test_consent_is_the_person_s_own_and_ends_when_it_is_taken_back(place):
	who = portal(place)
	activity = under_way(place, who)
	for user in (place.leader, place.manager):
		frappe.set_user(user)
		doc = frappe.get_doc(PROFILE, who.name)
		doc.location_consent = 1
		doc.save()
		assert not frappe.db.get_value(PROFILE, who.name, "location_consent")
	frappe.set_user("Administrator")
	world.as_(who.user, check_in.consent_to_place, True)
	assert frappe.db.get_value(PROFILE, who.name, "location_consent_on")
	world.as_(who.user, check_in.consent_to_place, False)
	assert frappe.db.get_value(PROFILE, who.name, ["location_consent", "location_consent_on"]) == (0, None)
	with pytest.raises(ConsentError):
		here(who, activity)


def test_a_child_s_place_is_not_used(place):
	who = portal(
		place,
		date_of_birth="2016-06-01",
		guardian_name="王某",
		guardian_phone="13800000000",
		guardian_consent=1,
		child_data_consent=1,
	)
	with pytest.raises(ConsentError, match="Under the age of 14"):
		world.as_(who.user, check_in.consent_to_place, True)


@pytest.mark.parametrize(
	"values, words",
	[
		({"latitude": 0, "longitude": 0}, "no degrees"),
		({"latitude": 91}, "no degrees"),
		({"radius_m": 10}, "from 50 to 2000"),
		({"radius_m": 90000}, "from 50 to 2000"),
	],
)
def test_an_activity_says_where_and_how_near(place, values, words):
	with pytest.raises(CheckInError, match=words):
		under_way(place, portal(place), **values)


def test_without_an_assessment_nobody_is_asked_for_the_place(place):
	who = portal(place)
	activity = under_way(place, who)
	world.as_(who.user, check_in.consent_to_place, True)
	frappe.db.set_single_value("Volunteer Services Settings", "place_assessment_on", None)
	with pytest.raises(CheckInError, match="nobody checks in by place"):
		here(who, activity)
	with pytest.raises(CheckInError, match="Nobody has assessed"):
		published(place, self_check_in=1, radius_m=200, **THERE)


def test_others_check_nobody_in_by_place(place):
	who, stranger = portal(place), portal(place)
	activity = under_way(place, who)
	world.as_(stranger.user, check_in.consent_to_place, True)
	with pytest.raises(CheckInError, match="has not signed up"):
		here(stranger, activity)
	for user in (place.leader, make.make_user()):
		with pytest.raises(frappe.PermissionError, match="no volunteer's file"):
			world.as_(user, check_in.by_place, activity.name, "In", **NEAR)
	with pytest.raises(ArgumentError):
		world.as_(who.user, check_in.by_place, activity.name, "In", **{**NEAR, "latitude": "north"})
	assert not frappe.get_all(CHECK_IN, {"activity": activity.name})
