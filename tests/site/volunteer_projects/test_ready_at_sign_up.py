"""What a project asks of volunteers is asked at sign-up and again at confirmation, for the day of service;
who loses it loses the place."""

import frappe
import pytest
from frappe.utils import add_days, getdate, nowdate

from tests import factories as make
from tests.site.volunteer_projects.signing_world import SIGN_UP, SOON, counters, portal, published, row
from tests.site.volunteer_readiness import readiness_world as world
from volunteer_services.api import activities as api
from volunteer_services.api import sign_ups
from volunteer_services.exceptions import NotReadyError, ProjectNoticeError
from volunteer_services.volunteer_readiness.reporting import uninsured
from volunteer_services.volunteer_readiness.services import covers, qualifications


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


def ask(place, posts=(), **values) -> None:
	"""The project asks for something from now on."""
	project = place.project
	project.flags.system_transition = True
	for title in posts:
		project.append("posts", {"post_title": title, "headcount": 5})
	project.append("requirements", values)
	project.save()


def sign(place, activity, who, user=None, **values):
	return world.as_(user or place.leader, api.sign_up, activity.name, who.name, **values)


def test_a_qualification_is_asked_for_the_day_of_service(place):
	kind = world.qualification_type().name
	ask(place, kind="Qualification", qualification_type=kind)
	activity, who = published(place), place.volunteer()
	with pytest.raises(NotReadyError, match="Enter the qualification and have it verified"):
		sign(place, activity, who)
	world.verified(place, who.name, kind, valid_until=add_days(getdate(SOON), -1))
	with pytest.raises(NotReadyError, match="not on the day of service"):
		sign(place, activity, who)
	other = place.volunteer()
	world.verified(place, other.name, kind, valid_until=getdate(SOON))
	assert sign(place, activity, other)["status"] == "Signed Up"


def test_a_requirement_of_one_post_is_asked_of_that_post_only(place):
	course = world.course().name
	ask(place, ("引导员", "急救员"), kind="Course", course=course, post="急救员")
	activity, first, second = published(place), place.volunteer(), place.volunteer()
	assert sign(place, activity, first, post="引导员")["status"] == "Signed Up"
	with pytest.raises(NotReadyError, match="has not been passed"):
		sign(place, activity, second, post="急救员")


def test_an_override_says_why_and_is_kept_to_the_confirmation(place):
	ask(place, kind="Course", course=world.course().name)
	activity, who = published(place), place.volunteer()
	sign(place, activity, who, override="由社工现场带教")
	found = row(activity, who)
	assert "由社工现场带教" in found.overridden and "has not been passed" in found.overridden
	assert world.as_(place.leader, sign_ups.move, found.name, "Confirmed")["status"] == "Confirmed"


def test_nobody_overrides_the_insurance_of_what_is_risky(place):
	place.project = make.make_project(place.team, place.unit.name, is_risky=1, insurance_policy="PZ-1")
	activity, who = published(place), place.volunteer()
	with pytest.raises(NotReadyError, match="No insurance in force"):
		sign(place, activity, who, override="领导同意")
	assert not row(activity, who)
	cover = world.cover(who.name, world.policy(place).name)
	with pytest.raises(NotReadyError, match="has not confirmed"):
		sign(place, activity, who, override="领导同意")
	covers.confirm([cover.name])
	assert sign(place, activity, who)["status"] == "Signed Up"


def test_what_has_run_out_is_asked_again_at_the_confirmation(place):
	activity, who = published(place), portal(place)
	sign(place, activity, who)
	ask(place, kind="Course", course=world.course().name)
	name = row(activity, who).name
	for user, step in (
		(who.user, lambda: sign_ups.answer(name, True)),
		(place.leader, lambda: sign_ups.move(name, "Confirmed")),
	):
		with pytest.raises(NotReadyError):
			world.as_(user, step)
	assert row(activity, who).status == "Signed Up"
	done = world.as_(place.leader, sign_ups.move, name, "Confirmed", override="课程下周补")
	assert done["status"] == "Confirmed" and "课程下周补" in row(activity, who).overridden


def test_who_loses_a_qualification_loses_the_place_and_the_next_is_asked(place):
	kind = world.qualification_type().name
	ask(place, kind="Qualification", qualification_type=kind)
	activity, first, second = published(place, capacity=1), portal(place), portal(place)
	held = world.verified(place, first.name, kind, valid_until=add_days(nowdate(), 300))
	world.verified(place, second.name, kind, valid_until=add_days(nowdate(), 300))
	for who in (first, second):
		sign(place, activity, who)
	assert counters(activity) == [(1, 1)]
	world.as_(place.manager, qualifications.revoke, [held.name], "证书系伪造")
	lost, gained = row(activity, first), row(activity, second)
	assert (lost.status, gained.status) == ("Removed", "Offered")
	assert "was revoked" in lost.reason
	assert counters(activity) == [(1, 0)]
	subjects = frappe.get_all(
		"Notification Log", {"document_type": SIGN_UP, "document_name": lost.name}, pluck="for_user"
	)
	assert set(subjects) == {first.user, place.leader}


def test_a_policy_that_was_ended_shows_in_the_report_of_those_without_insurance(place):
	place.project = make.make_project(place.team, place.unit.name, is_risky=1, insurance_policy="PZ-1")
	activity, who = published(place), place.volunteer()
	policy = world.policy(place)
	world.as_(place.manager, covers.confirm, [world.cover(who.name, policy.name).name])
	sign(place, activity, who)
	asked = {"team": place.team.name}
	assert world.as_(place.officer, uninsured.uninsured, asked)[1] == []
	frappe.db.set_value("Volunteer Insurance Policy", policy.name, "to_date", nowdate())
	(found,) = world.as_(place.officer, uninsured.uninsured, asked)[1]
	assert (found.volunteer, found.activity) == (who.name, activity.name)
	activity.append("participants", {"volunteer": who.name, "status": "Attended"})
	activity.save()
	assert len(world.as_(place.officer, uninsured.uninsured, asked)[1]) == 1


def test_other_places_stay_when_a_qualification_is_lost(place):
	kind = world.qualification_type().name
	activity, who = published(place), portal(place)
	held = world.verified(place, who.name, kind)
	sign(place, activity, who)
	world.as_(place.manager, qualifications.revoke, [held.name], "证书系伪造")
	assert row(activity, who).status == "Signed Up"


@pytest.mark.parametrize(
	"values, words",
	[
		({"kind": "Course"}, "choose"),
		({"kind": "Insurance", "insurance_scope": "Drill", "post": "司机"}, "no post"),
	],
)
def test_a_row_that_asks_for_nothing_is_refused(place, values, words):
	with pytest.raises(ProjectNoticeError, match=words):
		ask(place, **values)


def test_a_row_keeps_only_what_its_kind_asks_for(place):
	course = world.course().name
	ask(place, kind="Course", course=course, insurance_scope="Drill", qualification_type=None)
	saved = place.project.requirements[0]
	assert (saved.course, saved.insurance_scope) == (course, None)
