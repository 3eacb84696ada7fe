"""The recalculation: invariants 1 and 5."""

import frappe
import pytest
from frappe.utils import getdate, nowdate

from tests import factories
from tests.site.volunteer_recognition.stars_world import (
	award,
	awards,
	correct,
	profile,
	scheme,
	serve,
	snapshot,
)
from volunteer_services.foundation.domain.verification import normalise_code
from volunteer_services.service_records.services import proof
from volunteer_services.volunteer_recognition.services import awards as star_awards
from volunteer_services.volunteer_recognition.services import batch_rows, recalculation
from volunteer_services.volunteer_recognition.services.awards import Order


@pytest.fixture
def place():
	return factories.Place()


def test_automatic_scheme_grants_every_star_that_was_passed(place):
	scheme()
	volunteer = place.volunteer().name
	serve(volunteer, 650)
	result = recalculation.recalculate([volunteer])
	assert (result["examined"], result["granted"], result["proposed"]) == (1, 3, 0)
	assert awards(volunteer) == {1: "Granted", 2: "Granted", 3: "Granted"}
	found = profile(volunteer)
	assert (found.total_minutes, found.eligible_star, found.star_level) == (39000, 3, 3)
	assert found.star_since == getdate(nowdate())
	assert found.totals_changed_on is None


def test_threshold_counts_to_the_minute(place):
	scheme()
	below, at = place.volunteer().name, place.volunteer().name
	serve(below, 100 - 1 / 60)
	serve(at, 100)
	recalculation.recalculate([below, at])
	assert (profile(below).eligible_star, awards(below)) == (0, {})
	assert (profile(at).eligible_star, awards(at)) == (1, {1: "Granted"})


def test_only_approved_logs_count(place):
	scheme()
	volunteer = place.volunteer().name
	log = serve(volunteer, 150)
	frappe.db.sql("update `tabService Log` set `docstatus` = 0 where `name` = %s", log)
	recalculation.recalculate()
	assert profile(volunteer).total_minutes == 0
	assert awards(volunteer) == {}


def test_second_run_writes_nothing(place):
	scheme()
	for hours in (0, 99, 100, 450, 2000):
		serve(place.volunteer().name, hours, refresh=False)
	recalculation.recalculate()
	before = snapshot()
	result = recalculation.recalculate()
	assert snapshot() == before
	assert result["changed"] == result["granted"] == result["proposed"] == result["to_review"] == 0
	assert recalculation.Recalculation().run_changed()["examined"] == 0


def test_full_run_repairs_totals_that_drifted(place):
	scheme()
	unseen, invented, stale = (place.volunteer().name for _ in range(3))
	serve(unseen, 120, refresh=False)
	frappe.db.set_value("Volunteer Profile", invented, {"total_minutes": 999999, "eligible_star": 5})
	serve(stale, 10)
	frappe.db.set_value("Volunteer Profile", stale, "last_service_date", "2020-01-01")
	recalculation.recalculate()
	assert (profile(unseen).total_minutes, profile(unseen).total_hours, profile(unseen).star_level) == (
		7200,
		120,
		1,
	)
	assert (profile(invented).total_minutes, profile(invented).eligible_star) == (0, 0)
	assert frappe.db.get_value("Volunteer Profile", stale, "last_service_date") == getdate("2026-03-05")
	assert proof.findings() == []


def test_list_leaves_the_others_alone(place):
	scheme()
	mine, other = place.volunteer().name, place.volunteer().name
	serve(mine, 120)
	serve(other, 120)
	assert recalculation.recalculate([mine, "nobody"])["granted"] == 1
	assert awards(other) == {}
	assert recalculation.recalculate([])["examined"] == 0


def test_changed_run_takes_those_that_are_marked_and_takes_the_marks_away(place):
	scheme()
	marked, drifted = place.volunteer().name, place.volunteer().name
	recalculation.recalculate()
	serve(marked, 120)
	serve(drifted, 120, refresh=False)
	assert recalculation.Recalculation().run_changed()["examined"] == 1
	assert awards(marked) == {1: "Granted"}
	assert profile(marked).totals_changed_on is None
	assert awards(drifted) == {}


def test_batches_cover_everybody_exactly_once(place, monkeypatch):
	monkeypatch.setattr(recalculation, "RANGE", 3)
	monkeypatch.setattr(recalculation, "BATCH", 2)
	scheme()
	people = [place.volunteer().name for _ in range(8)]
	for volunteer in people:
		serve(volunteer, 101, refresh=False)
	result = recalculation.recalculate()
	assert result["examined"] == frappe.db.count("Volunteer Profile")
	assert all(awards(volunteer) == {1: "Granted"} for volunteer in people)


def test_review_mode_proposes_and_the_star_is_not_held_yet(place):
	scheme("Review")
	volunteer = place.volunteer().name
	serve(volunteer, 350)
	assert recalculation.recalculate([volunteer])["proposed"] == 2
	assert awards(volunteer) == {1: "Proposed", 2: "Proposed"}
	found = profile(volunteer)
	assert (found.eligible_star, found.star_level, found.star_since) == (2, 0, None)
	proposal = award(volunteer, 1)
	assert (proposal.certificate_no, proposal.verification_code, proposal.awarded_on) == (None, None, None)
	assert recalculation.recalculate()["proposed"] == 0


def test_review_with_the_lower_star_first_proposes_one_star_a_round(place):
	frappe.db.set_single_value("Volunteer Services Settings", "public_notice_days", 0)
	frappe.clear_document_cache("Volunteer Services Settings", "Volunteer Services Settings")
	scheme("Review", lower_first=True)
	volunteer = place.volunteer().name
	serve(volunteer, 700)
	recalculation.recalculate()
	recalculation.recalculate()
	assert awards(volunteer) == {1: "Proposed"}
	star_awards.decide_few(Order("Grant"), [f"{volunteer}-1"])
	assert awards(volunteer) == {1: "Granted", 2: "Proposed"}
	assert profile(volunteer).star_level == 1


def test_automatic_with_the_lower_star_first_is_a_fixed_point(place):
	scheme(lower_first=True)
	volunteer = place.volunteer().name
	serve(volunteer, 700)
	assert recalculation.recalculate()["granted"] >= 3
	assert profile(volunteer).star_level == 3
	assert recalculation.recalculate()["granted"] == 0


def test_correction_below_the_threshold_marks_a_granted_star_for_review(place):
	scheme()
	volunteer = place.volunteer().name
	log = serve(volunteer, 320)
	recalculation.Recalculation().run_changed()
	correct(log, 290)
	assert recalculation.Recalculation().run_changed()["to_review"] == 1
	assert awards(volunteer) == {1: "Granted", 2: "Granted"}
	assert (award(volunteer, 1).needs_review, award(volunteer, 2).needs_review) == (0, 1)
	found = profile(volunteer)
	assert (found.eligible_star, found.star_level) == (1, 2)
	assert recalculation.recalculate()["to_review"] == 0
	correct(log, 300)
	recalculation.Recalculation().run_changed()
	assert award(volunteer, 2).needs_review == 0


def test_correction_withdraws_a_proposal_and_the_hours_bring_it_back_on_the_same_document(place):
	scheme("Review")
	volunteer = place.volunteer().name
	log = serve(volunteer, 110)
	recalculation.Recalculation().run_changed()
	correct(log, 90)
	assert recalculation.Recalculation().run_changed()["withdrawn"] == 1
	withdrawn = award(volunteer, 1)
	assert (withdrawn.status, withdrawn.revoked_on) == ("Revoked", getdate(nowdate()))
	assert withdrawn.decision_reason
	correct(log, 130)
	assert recalculation.Recalculation().run_changed()["proposed"] == 1
	back = award(volunteer, 1)
	assert (back.status, back.minutes_at_award, back.decision_reason) == ("Proposed", 7800, None)
	assert frappe.db.count("Star Award", {"volunteer": volunteer}) == 1


def test_new_scheme_takes_no_granted_star_away(place):
	scheme(day="2026-01-01")
	volunteer = place.volunteer().name
	serve(volunteer, 320)
	recalculation.recalculate()
	scheme(levels=((1, 500), (2, 1000)))
	recalculation.recalculate()
	assert awards(volunteer) == {1: "Granted", 2: "Granted"}
	assert award(volunteer, 2).needs_review == 0
	found = profile(volunteer)
	assert (found.eligible_star, found.star_level) == (0, 2)


def test_person_who_left_gets_no_new_star(place):
	scheme()
	gone = place.volunteer(state="Deregistered", exit_reason="Own Wish").name
	serve(gone, 150)
	recalculation.recalculate()
	assert (profile(gone).eligible_star, awards(gone)) == (1, {})


def test_without_a_scheme_the_totals_are_still_repaired(place):
	frappe.db.sql("update `tabStar Scheme` set `is_disabled` = 1")
	volunteer = place.volunteer().name
	serve(volunteer, 150, refresh=False)
	result = recalculation.recalculate()
	assert result["granted"] == 0
	assert (profile(volunteer).total_minutes, profile(volunteer).eligible_star) == (9000, 0)


def test_award_holds_what_the_certificate_prints(place):
	version = scheme()
	volunteer = place.volunteer()
	serve(volunteer.name, 100.5)
	recalculation.recalculate()
	found = award(volunteer.name, 1)
	assert (found.title, found.scheme, found.minutes_at_award, found.hours_at_award) == (
		"1星",
		version.name,
		6030,
		100.5,
	)
	assert (found.volunteer_name, found.team, found.site) == (
		volunteer.full_name,
		place.team.name,
		place.site.name,
	)
	assert (found.region, found.granting_unit) == (place.region.name, place.unit.name)
	assert found.certificate_no == f"ST{getdate(nowdate()).year}-{volunteer.name}-1"
	assert normalise_code(found.verification_code) == found.verification_code


def test_codes_and_numbers_are_all_different(place):
	scheme()
	for _ in range(5):
		serve(place.volunteer().name, 2000)
	recalculation.recalculate()
	rows = frappe.get_all(
		"Star Award", filters={"status": "Granted"}, fields=["certificate_no", "verification_code"]
	)
	assert len(rows) >= 25
	assert (
		len({row.certificate_no for row in rows}) == len({row.verification_code for row in rows}) == len(rows)
	)


def test_database_refuses_a_second_award_of_a_star(place):
	scheme()
	volunteer = place.volunteer().name
	serve(volunteer, 100)
	recalculation.recalculate()
	with pytest.raises(frappe.db._conn.IntegrityError, match=f"Duplicate entry '{volunteer}-1'"):
		frappe.db.sql(
			"insert into `tabStar Award` (`name`, `volunteer`, `star`) values (%s, %s, 1)",
			(f"{volunteer}-1", volunteer),
		)


def test_failed_batch_leaves_nothing_behind(place, monkeypatch):
	scheme()
	volunteer = place.volunteer().name
	serve(volunteer, 120, refresh=False)
	frappe.db.savepoint("begun")

	def die(*_args):
		raise RuntimeError("power cut")

	with monkeypatch.context() as patch:
		patch.setattr(batch_rows, "write_profiles", die)
		with pytest.raises(RuntimeError):
			recalculation.recalculate()
	frappe.db.rollback(save_point="begun")
	assert (profile(volunteer).total_minutes or 0, awards(volunteer)) == (0, {})
	recalculation.recalculate()
	assert (profile(volunteer).total_minutes, awards(volunteer)) == (7200, {1: "Granted"})


def test_linked_user_is_told_once(place):
	scheme()
	user = factories.make_user(factories.VOLUNTEER)
	volunteer = place.volunteer(user=user).name
	serve(volunteer, 320)
	recalculation.recalculate()
	recalculation.recalculate()
	notices = frappe.get_all(
		"Notification Log", filters={"for_user": user}, fields=["document_name", "subject"]
	)
	assert [row.document_name for row in notices] == [f"{volunteer}-2"]
	assert "2星" in notices[0].subject
	assert award(volunteer, 2).notified_on


def test_saving_an_open_form_does_not_bring_old_stars_back(place):
	scheme()
	volunteer = place.volunteer()
	doc = frappe.get_doc("Volunteer Profile", volunteer.name)
	serve(volunteer.name, 320)
	recalculation.recalculate()
	doc.occupation = "教师"
	doc.save()
	found = profile(volunteer.name)
	assert (found.total_minutes, found.eligible_star, found.star_level) == (19200, 2, 2)


def test_nobody_enters_stars_or_hours_with_a_new_file(place):
	sent = place.volunteer(star_level=5, eligible_star=5, total_minutes=99999, total_hours=1666)
	found = profile(sent.name)
	assert (found.total_minutes, found.total_hours, found.eligible_star, found.star_level) == (0, 0, 0, 0)


def test_number_of_statements_does_not_grow_with_the_volunteers(place):
	scheme()
	for _ in range(3):
		serve(place.volunteer().name, 120)
	few = _statements(recalculation.Recalculation().run_changed)
	for _ in range(30):
		serve(place.volunteer().name, 120)
	assert _statements(recalculation.Recalculation().run_changed) <= few + 2


def _statements(work) -> int:
	sent = []
	sql = frappe.db.sql
	frappe.db.sql = lambda *args, **kwargs: (sent.append(args[0]), sql(*args, **kwargs))[1]
	try:
		work()
	finally:
		del frappe.db.sql
	return len(sent)
