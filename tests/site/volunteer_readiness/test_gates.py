"""The gate over the real tables: each fact is read, for the day of service, with a bounded number of
queries."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.site.volunteer_readiness import readiness_world as world
from volunteer_services.exceptions import ConditionsError
from volunteer_services.volunteer_readiness.domain.gates import Conditions
from volunteer_services.volunteer_readiness.services import gates

DAY = "2026-06-01"
MOST_QUERIES = 9


def codes(volunteer, day=DAY, **conditions):
	return [reason["code"] for reason in gates.why_not(volunteer, conditions, day)]


@pytest.fixture
def place():
	return make.Place()


def test_somebody_registered_may_serve_where_nothing_is_asked(place):
	assert gates.why_not(place.volunteer().name, {}, DAY) == []


def test_a_reason_is_told_in_the_users_language(place):
	volunteer = place.volunteer()
	frappe.local.lang = "zh"
	(reason,) = gates.why_not(volunteer.name, {"min_star": 3}, DAY)
	assert set(reason) == {"code", "message", "rule", "value", "way_out", "may_override"}
	assert (reason["rule"], reason["value"], reason["may_override"]) == (3, 0, True)
	assert "星" in reason["message"] and reason["way_out"]


@pytest.mark.parametrize(
	("state", "code"), [("Applied", "not_registered"), ("Suspended", "left"), ("Deregistered", "left")]
)
def test_the_state_of_the_file(place, state, code):
	volunteer = make.make_volunteer(place.region.name, place.team.name, state=state)
	assert codes(volunteer.name, day=nowdate()) == [code]


def test_a_locked_file_and_a_number_without_a_file(place):
	volunteer = place.volunteer()
	frappe.db.set_value("Volunteer Profile", volunteer.name, "is_restricted", 1)
	found = gates.why_not_many([volunteer.name, "V-NOBODY"], {}, DAY)
	assert [reason["code"] for reason in found[volunteer.name]] == ["locked"]
	assert [reason["code"] for reason in found["V-NOBODY"]] == ["no_file"]


def test_minors(place):
	minor = place.volunteer(
		date_of_birth="2010-01-01", guardian_name="家长", guardian_phone="13800138000", guardian_consent=1
	)
	assert codes(minor.name) == []
	assert codes(minor.name, is_rescue=True) == ["minor_in_danger", "insurance"]
	frappe.db.set_value("Volunteer Profile", minor.name, "guardian_consent", 0)
	assert codes(minor.name) == ["guardian"]
	assert codes(minor.name, accompanied=True) == []


def test_a_skill_by_the_own_word_or_by_a_verified_certificate(place):
	skill = make._insert(
		{"doctype": "Service Skill", "skill_name": make.unique("技能"), "requires_certificate": 1}
	).name
	kind = world.qualification_type(skill=skill).name
	own, certified = place.volunteer(skills=[{"skill": skill}]), place.volunteer()
	assert codes(own.name, skills=[skill]) == ["skill_unproved"]
	assert codes(certified.name, skills=[skill]) == ["skill_missing"]
	world.verified(place, certified.name, kind, valid_until=DAY)
	assert codes(certified.name, skills=[skill]) == []
	assert codes(certified.name, day=add_days(DAY, 1), skills=[skill]) == ["skill_ended"]


def test_a_qualification_counts_on_the_day_of_service_once_it_is_verified(place):
	kind, volunteer = world.qualification_type().name, place.volunteer().name
	doc = world.qualification(volunteer, kind, valid_until=DAY)
	assert codes(volunteer, qualifications=[kind]) == ["qualification_unverified"]
	world.verified(place, volunteer, kind, valid_until=DAY)
	assert codes(volunteer, qualifications=[kind]) == []
	assert doc.status == "Unverified"
	assert codes(volunteer, day=add_days(DAY, 1), qualifications=[kind]) == ["qualification_unverified"]


def test_a_course_must_be_passed_by_the_day(place):
	volunteer = place.volunteer().name
	course = world.course(valid_months=12).name
	session = world.session(place, course, "2026-03-07")
	assert codes(volunteer, courses=[course]) == ["course_missing"]
	world.attendance(volunteer, session.name)
	assert codes(volunteer, courses=[course]) == []
	assert codes(volunteer, day="2026-03-06", courses=[course]) == ["course_missing"]
	assert codes(volunteer, day="2027-03-07", courses=[course]) == ["course_ended"]


def test_insurance_needs_the_insurers_confirmation(place):
	from volunteer_services.volunteer_readiness.services import covers

	volunteer, policy = place.volunteer().name, world.policy(place)
	assert codes(volunteer, day=nowdate(), is_risky=True) == ["insurance"]
	doc = world.cover(volunteer, policy.name)
	assert codes(volunteer, day=nowdate(), is_risky=True) == ["insurance_planned"]
	covers.confirm([doc.name])
	assert codes(volunteer, day=nowdate(), is_risky=True) == []
	assert codes(volunteer, day=nowdate(), insurance=["Drill"]) == ["insurance"]
	assert codes(volunteer, day=add_days(policy.to_date, 1), is_risky=True) == ["insurance"]


def test_a_cover_for_one_activity_covers_no_other(place):
	from tests.walker.makers import records
	from volunteer_services.volunteer_readiness.services import covers

	volunteer = place.volunteer()
	activity = records.activity(place, {"Volunteer Profile": volunteer}).name
	doc = world.cover(volunteer.name, world.policy(place).name, activity=activity)
	covers.confirm([doc.name])
	assert codes(volunteer.name, day=nowdate(), is_risky=True, activity=activity) == []
	assert codes(volunteer.name, day=nowdate(), is_risky=True, activity="VA-OTHER") == ["insurance"]
	assert codes(volunteer.name, day=nowdate(), is_risky=True) == ["insurance"]


def test_all_registered_of_a_region_are_covered_within_the_ages(place):
	elsewhere = make.Place()
	world.policy(place, entry_mode="All Registered", max_age=60)
	inside, old, outside = (
		place.volunteer(),
		place.volunteer(date_of_birth="1940-01-01"),
		elsewhere.volunteer(),
	)
	found = gates.why_not_many([inside.name, old.name, outside.name], {"is_risky": True}, nowdate())
	assert [bool(found[doc.name]) for doc in (inside, old, outside)] == [False, True, True]


def test_an_agreement_counts_for_its_project_and_its_term(place):
	volunteer = place.volunteer().name
	doc = world.agreement(place, volunteer, to_date="2026-12-31", project=place.project.name)
	asked = {"needs_agreement": True, "project": place.project.name}
	assert codes(volunteer, **asked) == ["agreement"]
	world.step(place.leader, doc, "Mark as Signed", signed_on="2026-01-01", signed_by="张主任")
	assert codes(volunteer, **asked) == []
	assert codes(volunteer, needs_agreement=True) == ["agreement"]
	assert codes(volunteer, day="2027-01-01", **asked) == ["agreement"]


def test_what_somebody_should_not_do_is_a_note(place):
	volunteer = place.volunteer(service_limits="不宜搬重物").name
	assert gates.why_not(volunteer, {}, DAY) == []
	assert gates.notes([volunteer, place.volunteer().name]) == {volunteer: "不宜搬重物"}


def test_conditions_that_nobody_can_read_are_refused(place):
	with pytest.raises(ConditionsError, match="height"):
		gates.why_not(place.volunteer().name, {"height": 180}, DAY)


def test_the_number_of_queries_does_not_grow_with_the_people(place, monkeypatch):
	everything = Conditions(
		min_age=18,
		is_risky=True,
		skills=("First Aid",),
		qualifications=("健康证",),
		courses=("基础培训",),
		needs_agreement=True,
	)
	names = [place.volunteer().name for _ in range(12)]
	gates.why_not(names[0], everything, DAY)
	counts = {number: queries(monkeypatch, names[:number], everything) for number in (1, 12)}
	assert counts[1] == counts[12] <= MOST_QUERIES


def queries(monkeypatch, names, conditions) -> int:
	sent, original = [], frappe.db.sql
	with monkeypatch.context() as patch:
		patch.setattr(frappe.db, "sql", lambda *a, **k: (sent.append(a[0]), original(*a, **k))[1])
		found = gates.why_not_many(names, conditions, DAY)
	assert len(found) == len(names) and all(found.values())
	return len(sent)
