"""Signing up: places, a waiting list that moves up, no double booking by default, by staff and by oneself."""

from datetime import date, timedelta

import frappe
import pytest

from tests import factories as make
from tests.site.volunteer_projects.test_activities_records import make_activity
from volunteer_services.api import activities as api
from volunteer_services.exceptions import (
	ActivityPostError,
	ActivityStateError,
	AgeGateError,
	DayLoadError,
	DoubleBookingError,
	VolunteerStateError,
)
from volunteer_services.volunteer_projects.domain.sign_up import GONE

SIGN_UP = "Activity Sign Up"
NEXT_WEEK = date.today() + timedelta(days=7)


@pytest.fixture
def place():
	return make.Place().staff()


def published(place, starts="09:00:00", ends="11:00:00", **values):
	activity = make_activity(
		place, starts_on=f"{NEXT_WEEK} {starts}", ends_on=f"{NEXT_WEEK} {ends}", **values
	)
	activity.workflow_state = "Published"
	return activity.save()


def statuses(activity):
	"""Who has a sign-up that is open, or a place, and how it stands."""
	rows = frappe.get_all(SIGN_UP, {"activity": activity.name}, ["volunteer", "status"])
	return {row.volunteer: row.status for row in rows if row.status not in GONE}


def answered(answer: dict) -> tuple:
	return answer["status"], answer["position"]


def test_who_comes_when_all_places_are_taken_waits_and_moves_up(place):
	first, second, third = (place.volunteer().name for _n in range(3))
	frappe.set_user(place.leader)
	activity = published(place, capacity=1)
	assert answered(api.sign_up(activity.name, first)) == ("Signed Up", 0)
	assert answered(api.sign_up(activity.name, second)) == ("Waiting", 1)
	assert answered(api.sign_up(activity.name, third)) == ("Waiting", 2)
	assert answered(api.sign_up(activity.name, third)) == ("Waiting", 2)
	api.withdraw(activity.name, first)
	assert statuses(activity) == {second: "Offered", third: "Waiting"}
	activity.reload()
	activity.capacity = 2
	activity.save()
	assert statuses(activity) == {second: "Offered", third: "Offered"}


def test_who_is_entered_ahead_in_the_grid_is_signed_up_and_waits_like_others(place):
	first, second = (place.volunteer().name for _n in range(2))
	suspended = place.volunteer(state="Suspended")
	frappe.set_user(place.leader)
	activity = published(place, capacity=1)
	api.sign_up(activity.name, first)
	activity.reload()
	for name in (second, suspended.name):
		activity.append("participants", {"volunteer": name, "status": "Signed Up"})
	activity.save()
	assert statuses(activity) == {first: "Signed Up", second: "Waiting"}
	(left,) = make.reloaded(activity).participants
	assert left.volunteer == suspended.name and "Suspended" in left.problem


def test_nobody_is_booked_twice_at_the_same_time_unless_the_organiser_or_the_policy_says_so(place):
	name = place.volunteer().name
	frappe.set_user(place.leader)
	morning = published(place)
	overlapping = published(place, starts="10:30:00", ends="12:00:00")
	after = published(place, starts="11:30:00", ends="12:00:00")
	api.sign_up(morning.name, name)
	assert api.sign_up(after.name, name)["status"] == "Signed Up"
	api.withdraw(after.name, name)
	with pytest.raises(DoubleBookingError):
		api.sign_up(overlapping.name, name)
	assert api.sign_up(overlapping.name, name, allow_overlap=True)["status"] == "Signed Up"
	api.withdraw(overlapping.name, name)
	frappe.db.set_single_value("Volunteer Services Settings", "allow_double_booking", 1)
	frappe.clear_document_cache("Volunteer Services Settings", "Volunteer Services Settings")
	assert api.sign_up(overlapping.name, name)["status"] == "Signed Up"


def test_rest_lies_between_two_activities_and_a_day_has_its_hours(place):
	name = place.volunteer().name
	frappe.set_user(place.leader)
	morning = published(place)  # 9:00 to 11:00
	at_once = published(place, starts="11:20:00", ends="12:00:00")
	long = published(place, starts="12:00:00", ends="18:30:00")
	api.sign_up(morning.name, name)
	with pytest.raises(DayLoadError, match=r"20 .*30 "):
		api.sign_up(at_once.name, name)
	with pytest.raises(DayLoadError, match=r"510 .*8 "):
		api.sign_up(long.name, name)
	assert api.sign_up(at_once.name, name, override="就在隔壁，本人愿意")["status"] == "Signed Up"
	reason = frappe.db.get_value(SIGN_UP, {"activity": at_once.name, "volunteer": name}, "overridden")
	assert "就在隔壁" in reason and "20 " in reason
	api.withdraw(at_once.name, name)
	frappe.db.set_single_value("Volunteer Services Settings", {"rest_minutes": 0, "most_hours_a_day": 0})
	frappe.clear_document_cache("Volunteer Services Settings", "Volunteer Services Settings")
	assert api.sign_up(at_once.name, name)["status"] == "Signed Up"
	assert api.sign_up(long.name, name)["status"] == "Signed Up"


def test_a_called_off_activity_holds_nobodys_time(place):
	name = place.volunteer().name
	frappe.set_user(place.leader)
	first, second = published(place), published(place)
	api.sign_up(first.name, name)
	first.reload()
	first.workflow_state = "Called Off"
	first.save()
	(row,) = frappe.get_all(SIGN_UP, {"activity": first.name}, ["status", "reason"])
	assert row.status == "Removed" and row.reason
	assert api.sign_up(second.name, name)["status"] == "Signed Up"


def test_a_volunteer_signs_up_oneself_and_nobody_else_and_cannot_override(place):
	user = make.make_user(make.VOLUNTEER)
	own, other = place.volunteer(user=user).name, place.volunteer().name
	frappe.set_user(place.leader)
	activity, overlapping = published(place), published(place)
	frappe.set_user(user)
	assert api.sign_up(activity.name)["status"] == "Signed Up"
	with pytest.raises(DoubleBookingError):
		api.sign_up(overlapping.name, allow_overlap=True)
	with pytest.raises(frappe.PermissionError):
		api.sign_up(activity.name, other)
	with pytest.raises(frappe.PermissionError):
		api.withdraw(activity.name, other)
	frappe.set_user("Administrator")
	assert statuses(activity) == {own: "Signed Up"}
	frappe.set_user(user)
	api.withdraw(activity.name)
	frappe.set_user("Administrator")
	assert statuses(activity) == {}


def test_guests_and_strangers_sign_nobody_up(place):
	name = place.volunteer().name
	other = make.Place().staff()
	frappe.set_user(place.leader)
	activity = published(place)
	for user in (other.leader, make_auditor(), "Guest"):
		frappe.set_user(user)
		with pytest.raises(frappe.PermissionError):
			api.sign_up(activity.name, name)
		frappe.set_user("Administrator")
	assert statuses(activity) == {}


def make_auditor():
	frappe.set_user("Administrator")
	return make.make_user(make.AUDITOR)


def test_a_leader_signs_up_volunteers_of_the_own_scope_only(place):
	stranger = make.Place().volunteer().name
	frappe.set_user(place.leader)
	activity = published(place)
	with pytest.raises(frappe.PermissionError):
		api.sign_up(activity.name, stranger)


def test_sign_up_is_closed_before_publishing_and_after_the_beginning(place):
	name = place.volunteer().name
	frappe.set_user(place.leader)
	draft = make_activity(place, starts_on=f"{NEXT_WEEK} 09:00:00", ends_on=f"{NEXT_WEEK} 10:00:00")
	past = make_activity(place)
	past.workflow_state = "Published"
	past.save()
	for activity in (draft, past):
		with pytest.raises(ActivityStateError):
			api.sign_up(activity.name, name)


def test_suspended_volunteers_and_minors_in_a_rescue_cannot_sign_up(place):
	suspended = place.volunteer(state="Suspended").name
	minor = place.volunteer(
		date_of_birth="2010-06-01", guardian_name="王某", guardian_phone="13800000000", guardian_consent=1
	).name
	place.project = make.make_project(place.team, place.unit.name, is_rescue=1)
	frappe.set_user(place.leader)
	activity = published(place)
	with pytest.raises(VolunteerStateError):
		api.sign_up(activity.name, suspended)
	with pytest.raises(AgeGateError):
		api.sign_up(activity.name, minor)


# --- posts --------------------------------------------------------------------------------------------------


@pytest.fixture
def posts(place):
	project = place.project
	project.flags.system_transition = True
	for title, values in {
		"引导员": {"headcount": 1},
		"急救员": {"headcount": 2, "required_skill": "First Aid", "min_star": 1},
	}.items():
		project.append("posts", {"post_title": title, **values})
	project.save()
	return project


def test_a_full_post_waits_while_another_has_places(place, posts):
	first, second, third = (place.volunteer().name for _n in range(3))
	frappe.set_user(place.leader)
	activity = published(place)
	assert api.sign_up(activity.name, first, post="引导员")["status"] == "Signed Up"
	assert answered(api.sign_up(activity.name, second, post="引导员")) == ("Waiting", 1)
	# Who comes after somebody that waits for a post takes a place on no post only when that one has passed.
	assert api.sign_up(activity.name, third)["status"] == "Signed Up"
	api.withdraw(activity.name, first)
	assert statuses(activity) == {second: "Offered", third: "Signed Up"}


def test_a_post_asks_for_its_skill_and_its_star(place, posts):
	plain = place.volunteer().name
	skilled = place.volunteer(skills=[{"skill": "First Aid", "certificate_number": "FA-1"}])
	lapsed = place.volunteer(
		skills=[{"skill": "First Aid", "certificate_number": "FA-2", "valid_until": "2020-01-01"}]
	).name
	frappe.db.sql(
		"update `tabVolunteer Profile` set `star_level` = 1 where `name` in %s", ((skilled.name, lapsed),)
	)
	frappe.set_user(place.leader)
	activity = published(place)
	with pytest.raises(ActivityPostError, match="at least 1 is needed"):
		api.sign_up(activity.name, plain, post="急救员")
	with pytest.raises(ActivityPostError, match="counts until 2020-01-01"):
		api.sign_up(activity.name, lapsed, post="急救员")
	assert api.sign_up(activity.name, skilled.name, post="急救员")["status"] == "Signed Up"


def test_a_post_that_the_project_does_not_have_is_named(place, posts):
	frappe.set_user(place.leader)
	activity = published(place)
	with pytest.raises(ActivityPostError, match="Its posts are: 引导员, 急救员"):
		api.sign_up(activity.name, place.volunteer().name, post="司机")


def test_what_has_happened_is_recorded_as_it_was(place, posts):
	activity, unskilled = make_activity(place), place.volunteer().name
	activity.append("participants", {"volunteer": unskilled, "status": "Attended", "post": "急救员"})
	activity.save()
	(row,) = make.reloaded(activity).participants
	assert (row.volunteer, row.status, row.post) == (unskilled, "Attended", "急救员")
