"""Qualifications: who enters, who verifies, what a day does, who is told."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.site.volunteer_readiness import readiness_world as world
from volunteer_services.exceptions import (
	OutOfScopeError,
	QualificationError,
	ReasonRequiredError,
	RetentionError,
	SelfApprovalError,
)
from volunteer_services.foundation import events
from volunteer_services.volunteer_readiness.services import daily, qualifications, reminders


@pytest.fixture
def place():
	return make.Place()


@pytest.fixture
def told(monkeypatch):
	"""The events that were told, with their volunteers."""
	heard = []
	monkeypatch.setattr(events, "tell", lambda event, *args: heard.append((event, *args)))
	return heard


def entered(place, **values):
	volunteer = values.pop("volunteer", None) or place.volunteer().name
	kind = values.pop("kind", None) or world.qualification_type().name
	return world.as_(place.leader, world.qualification, volunteer, kind, **values)


def test_whatever_is_sent_a_new_one_is_unverified(place):
	doc = entered(
		place, status="Valid", verified_by=place.manager, verified_on="2026-01-01", lapses_on="2040-01-01"
	)
	assert (doc.status, doc.verified_by, doc.verified_on, doc.lapses_on) == ("Unverified", None, None, None)
	assert doc.entered_by == place.leader


def test_the_end_is_proposed_from_the_type(place):
	kind = world.qualification_type(valid_months=24).name
	assert str(entered(place, kind=kind, issued_on="2025-01-10").valid_until) == "2027-01-09"
	own = entered(place, kind=kind, issued_on="2025-01-10", valid_until="2026-12-31")
	assert str(own.lapses_on) == "2026-12-31"


def test_impossible_dates_are_refused(place):
	with pytest.raises(QualificationError, match="2024-12-31"):
		entered(place, issued_on="2025-01-10", valid_until="2024-12-31")
	with pytest.raises(QualificationError, match="still to come"):
		entered(place, issued_on=add_days(nowdate(), 1))


def test_somebody_else_verifies(place):
	doc = world.as_(
		place.manager, world.qualification, place.volunteer().name, world.qualification_type().name
	)
	with pytest.raises(SelfApprovalError, match="You entered"):
		world.as_(place.manager, qualifications.verify, [doc.name])
	assert world.as_(place.officer, qualifications.verify, [doc.name]) == 1
	doc = make.reloaded(doc)
	assert (doc.status, doc.verified_by, str(doc.verified_on)) == ("Valid", place.officer, nowdate())


def test_nobody_verifies_their_own(place):
	volunteer = place.volunteer(user=place.manager)
	doc = entered(place, volunteer=volunteer.name)
	for act in (qualifications.verify, lambda names: qualifications.revoke(names, "x")):
		with pytest.raises(SelfApprovalError, match="your own"):
			world.as_(place.manager, act, [doc.name])


def test_a_leader_and_a_stranger_do_not_verify(place):
	doc = entered(place)
	with pytest.raises(frappe.PermissionError, match="only"):
		world.as_(place.leader, qualifications.verify, [doc.name])
	with pytest.raises(OutOfScopeError):
		world.as_(make.Place().manager, qualifications.verify, [doc.name])


@pytest.mark.parametrize(
	("days", "status"), [(-1, "Expired"), (0, "Expiring"), (60, "Expiring"), (61, "Valid")]
)
def test_the_status_after_verifying_follows_from_the_days(place, days, status):
	doc = world.verified(
		place,
		place.volunteer().name,
		world.qualification_type().name,
		issued_on="2020-01-01",
		valid_until=add_days(nowdate(), days),
	)
	assert doc.status == status


def test_a_check_that_is_due_ends_it_and_another_one_renews_it(place):
	kind = world.qualification_type(recheck_months=12).name
	doc = world.verified(place, place.volunteer().name, kind)
	assert doc.recheck_on and doc.lapses_on == doc.recheck_on and doc.status == "Valid"
	daily.refresh(add_days(doc.lapses_on, 1))
	assert make.reloaded(doc).status == "Expired"
	world.as_(place.officer, qualifications.verify, [doc.name])
	assert make.reloaded(doc).status == "Valid"


def test_what_was_verified_stays_and_cannot_be_deleted(place):
	doc = world.verified(place, place.volunteer().name, world.qualification_type().name)
	doc.number = "ANDERS"
	with pytest.raises(QualificationError, match="decided on"):
		doc.save()
	with pytest.raises(RetentionError):
		frappe.delete_doc(doc.doctype, doc.name, force=True)


def test_a_plain_save_moves_no_status(place):
	doc = entered(place)
	doc.status, doc.verified_by = "Valid", place.leader
	world.as_(place.leader, doc.save)
	assert make.reloaded(doc).status == "Unverified"


def test_revoking_needs_a_reason_and_is_told(place, told):
	doc = world.verified(place, place.volunteer().name, world.qualification_type().name)
	with pytest.raises(ReasonRequiredError):
		world.as_(place.manager, qualifications.revoke, [doc.name], " ")
	world.as_(place.manager, qualifications.revoke, [doc.name], "证书系伪造")
	assert make.reloaded(doc).status == "Revoked"
	assert told == [("readiness_lost", [doc.volunteer])]
	with pytest.raises(QualificationError, match="revoked"):
		world.as_(place.officer, qualifications.verify, [doc.name])


def test_the_day_makes_them_expire_and_tells_once(place, told):
	end = add_days(nowdate(), 10)
	doc = world.verified(place, place.volunteer().name, world.qualification_type().name, valid_until=end)
	assert daily.refresh(end) == [] and told == []
	assert doc.volunteer in daily.refresh(add_days(end, 1))
	assert make.reloaded(doc).status == "Expired"
	assert [event for event, _names in told] == ["readiness_lost"]
	assert doc.volunteer not in daily.refresh(add_days(end, 1))


def test_the_person_and_the_staff_are_told_sixty_thirty_and_seven_days_before(place):
	volunteer = place.volunteer(user=make.make_user(make.VOLUNTEER))
	end = add_days(nowdate(), 90)
	doc = world.verified(place, volunteer.name, world.qualification_type().name, valid_until=end)
	seen = []
	for left in range(90, -1, -1):
		daily.refresh(add_days(end, -left))
		before = notices(doc)
		reminders.remind(add_days(end, -left))
		if len(notices(doc)) > len(before):
			seen.append(left)
	assert seen == [60, 30, 7]
	assert {row.for_user for row in notices(doc)} == {volunteer.user, place.leader, place.manager}


def test_whoever_has_renewed_is_not_reminded(place):
	volunteer, kind = place.volunteer().name, world.qualification_type().name
	old = world.verified(place, volunteer, kind, valid_until=add_days(nowdate(), 20))
	world.verified(place, volunteer, kind, valid_until=add_days(nowdate(), 400))
	reminders.remind()
	assert notices(old) == []


def notices(doc):
	return frappe.get_all(
		"Notification Log",
		filters={"document_type": doc.doctype, "document_name": doc.name},
		fields=["for_user"],
		order_by="creation",
	)
