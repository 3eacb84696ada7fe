"""Courses, sessions, attendances: results by policy, many at once, and never a minute of service."""

import frappe
import pytest

from tests import factories as make
from tests.site.volunteer_readiness import readiness_world as world
from volunteer_services.exceptions import RetentionError, TrainingError, UnknownVisitorError
from volunteer_services.portal.services import verification
from volunteer_services.service_records.services import totals
from volunteer_services.volunteer_readiness.services import roll, sessions
from volunteer_services.volunteer_readiness.services.roll import Attended
from volunteer_services.volunteer_registry.services.twins import merging


@pytest.fixture
def place():
	return make.Place()


@pytest.fixture
def held(place):
	return world.session(place, world.course(pass_mark=60, valid_months=12).name)


def test_the_record_holds_what_the_law_asks(place, held):
	doc = world.attendance(place.volunteer().name, held.name, 120, score=90)
	assert (doc.result, doc.course, doc.organiser, str(doc.attended_on)) == (
		"Passed",
		held.course,
		"市志愿者联合会",
		"2026-03-07",
	)
	assert doc.content and str(doc.valid_until) == "2027-03-06"
	assert doc.certificate_no.startswith("PX2026") and doc.verification_code


@pytest.mark.parametrize(
	("minutes", "score", "result"),
	[(95, 90, "Failed"), (96, 59, "Failed"), (96, 0, "Pending"), (96, 60, "Passed")],
)
def test_results_follow_the_policy(place, held, minutes, score, result):
	doc = world.attendance(place.volunteer().name, held.name, minutes, score=score)
	assert doc.result == result
	assert bool(doc.verification_code) == (result == "Passed")


def test_the_course_may_ask_for_more_than_the_settings(place):
	held = world.session(place, world.course(min_attendance_percent=100).name)
	assert world.attendance(place.volunteer().name, held.name, 119).result == "Failed"


def test_study_time_is_no_service_time(place, held):
	volunteer = place.volunteer().name
	make.make_log(place, volunteer, state="Approved")
	totals.refresh([volunteer])
	before = frappe.db.get_value("Volunteer Profile", volunteer, "total_minutes")
	world.attendance(volunteer, held.name, 120, score=90)
	totals.refresh([volunteer])
	assert before == 120 == frappe.db.get_value("Volunteer Profile", volunteer, "total_minutes")
	assert frappe.db.count("Service Log", {"volunteer": volunteer}) == 1


def test_result_and_number_are_nobody_s_to_send(place, held):
	doc = world.attendance(place.volunteer().name, held.name, 10, result="Passed", certificate_no="PX1")
	doc.result, doc.verification_code = "Passed", "X" * 20
	world.as_(place.manager, doc.save)
	assert (doc.result, doc.certificate_no, doc.verification_code) == ("Failed", None, None)


def test_nobody_attends_longer_than_the_session_or_twice(place, held):
	volunteer = place.volunteer().name
	with pytest.raises(TrainingError, match="more than the 120 minutes"):
		world.attendance(volunteer, held.name, 121)
	world.attendance(volunteer, held.name, 60)
	with pytest.raises(TrainingError, match="recorded already"):
		world.attendance(volunteer, held.name, 60)


def test_a_session_to_come_or_cancelled_has_no_attendances(place):
	course = world.course().name
	later = world.session(place, course, "2040-01-01")
	with pytest.raises(TrainingError, match="not begun"):
		world.attendance(place.volunteer().name, later.name)
	sessions.cancel(later.name, "场地停电")
	assert make.reloaded(later).status == "Cancelled"


def test_what_was_attended_is_neither_cancelled_nor_moved(place, held):
	world.attendance(place.volunteer().name, held.name, 60)
	with pytest.raises(TrainingError, match="took place"):
		sessions.cancel(held.name, "误建")
	held.reload()
	held.ends_on = "2026-03-07 12:00:00"
	with pytest.raises(TrainingError, match="stay"):
		held.save()


def test_a_course_comes_after_its_prerequisite(place):
	first = world.course().name
	second = world.session(place, world.course(prerequisite=first).name, "2026-03-08")
	volunteer = place.volunteer().name
	with pytest.raises(TrainingError, match="comes first"):
		world.attendance(volunteer, second.name)
	world.attendance(volunteer, world.session(place, first, "2026-03-07").name)
	assert world.attendance(volunteer, second.name).result == "Passed"


def test_a_pass_is_kept(place, held):
	passed = world.attendance(place.volunteer().name, held.name, 120, score=90)
	failed = world.attendance(place.volunteer().name, held.name, 10)
	with pytest.raises(RetentionError):
		frappe.delete_doc(passed.doctype, passed.name, force=True)
	world.as_(place.manager, frappe.delete_doc, failed.doctype, failed.name)
	assert make.reloaded(held).head_count == 1


def test_the_manager_of_the_session_records_and_nobody_else(place, held):
	elsewhere = make.Place()
	volunteer = place.volunteer().name
	for user in (place.leader, elsewhere.manager):
		with pytest.raises(frappe.PermissionError):
			world.as_(user, world.attendance, volunteer, held.name)
	assert world.as_(place.manager, world.attendance, volunteer, held.name).recorded_by == place.manager


def test_a_visitor_must_be_looked_up(place, held):
	stranger = make.Place().volunteer().name
	with pytest.raises(UnknownVisitorError):
		world.as_(place.manager, world.attendance, stranger, held.name)
	with pytest.raises(UnknownVisitorError):
		world.as_(place.manager, roll.record, held.name, [Attended(stranger, 60)])


def test_a_pasted_list_is_read(place, held):
	one, two = place.volunteer(full_name="陈静雯甲"), place.volunteer(full_name="陈静雯乙")
	twins = [place.volunteer(full_name="黄同名").name for _ in range(2)]
	text = f"1. 陈静雯甲 120 85\n{two.name}，90\n黄同名\n无此人甲 60\n陈静雯甲"
	rows = world.as_(place.manager, roll.preview, held.name, text)
	assert [row["volunteer"] for row in rows] == [one.name, two.name, None, None, one.name]
	assert [(row["minutes"], row["score"]) for row in rows[:3]] == [(120, 85), (90, 0), (120, 0)]
	assert [bool(row["problem"]) for row in rows] == [False, False, True, True, True]
	assert all(name in rows[2]["problem"] for name in twins)


def test_many_are_recorded_with_few_statements(place, held):
	people = [place.volunteer().name for _ in range(30)]
	world.attendance(people[0], held.name, 120, score=80)
	sent = []
	original = frappe.db.sql
	frappe.db.sql = lambda *a, **k: (sent.append(str(a[0])), original(*a, **k))[1]
	try:
		rows = [Attended(name, 120, 70) for name in people]
		answer = world.as_(place.manager, roll.record, held.name, [*rows[:29], Attended(people[29], 121)])
	finally:
		frappe.db.sql = original
	assert (answer["recorded"], answer["passed"]) == (28, 28)
	assert [row["volunteer"] for row in answer["problems"]] == [people[0], people[29]]
	assert len([text for text in sent if "tabCourse Attendance" in text and text.startswith("insert")]) == 1
	assert len(sent) < 60
	held.reload()
	assert (held.head_count, held.passed_count) == (29, 29)


def test_single_and_bulk_records_count_by_one_series(place, held):
	people = [place.volunteer().name for _ in range(3)]
	world.attendance(people[0], held.name)
	world.as_(place.manager, roll.record, held.name, [Attended(people[1], 60)])
	world.attendance(people[2], held.name)
	numbers = [
		int(name.rpartition("-")[2])
		for name in frappe.get_all("Course Attendance", {"session": held.name}, pluck="name", order_by="name")
	]
	assert numbers == list(range(numbers[0], numbers[0] + 3))


def test_a_bulk_record_is_like_a_single_one(place, held):
	one, two = place.volunteer().name, place.volunteer().name
	single = world.attendance(one, held.name, 100, score=75)
	world.as_(place.manager, roll.record, held.name, [Attended(two, 100, 75)])
	bulk = frappe.get_doc("Course Attendance", {"session": held.name, "volunteer": two})
	for field in ("course", "content", "organiser", "attended_on", "site", "region", "result", "valid_until"):
		assert str(single.get(field)) == str(bulk.get(field)), field
	bulk.save()
	assert bulk.result == "Passed"


def test_anybody_checks_the_certificate(place, held):
	doc = world.attendance(place.volunteer(full_name="陈静雯").name, held.name, 120, score=90)
	answer = verification.check(doc.verification_code)
	assert (answer["status"], answer["kind"], answer["programme"]) == (
		"valid",
		"Training Certificate",
		held.course,
	)
	assert answer["minutes"] is None and "静雯" not in answer["holder"]
	doc.score = 10
	doc.save()
	assert verification.check(answer["code"])["status"] == "unknown"


def test_the_certificate_prints(place, held):
	doc = world.attendance(place.volunteer().name, held.name, 120, score=90)
	html = frappe.get_print("Course Attendance", doc.name, print_format="Training Certificate")
	assert "志愿服务培训合格证" in html and doc.certificate_no in html and doc.course in html


def test_trainings_follow_a_merge(place, held):
	old, new = place.volunteer(), place.volunteer()
	other = world.session(place, held.course, "2026-03-09")
	world.attendance(old.name, held.name, 60)
	world.attendance(old.name, other.name, 60)
	world.attendance(new.name, held.name, 120)
	merging.merge(old.name, new.name, "重复档案")
	assert sorted(frappe.get_all("Course Attendance", {"volunteer": new.name}, pluck="session")) == sorted(
		[held.name, other.name]
	)
