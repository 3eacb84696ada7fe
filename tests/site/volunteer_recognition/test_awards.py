"""Decisions about awards: notice, granting, objection, review, revocation; by role, by scope, no other
way."""

import frappe
import frappe.client
import pytest
from frappe.utils import add_days, getdate, nowdate

from tests import factories
from tests.site.volunteer_recognition.stars_world import award, awards, correct, profile, scheme, serve
from volunteer_services.api import stars as api
from volunteer_services.exceptions import OutOfScopeError, ReasonRequiredError, RetentionError, StarAwardError
from volunteer_services.foundation.jobs import progress
from volunteer_services.volunteer_recognition.services import awards as star_awards
from volunteer_services.volunteer_recognition.services import jobs, recalculation
from volunteer_services.volunteer_recognition.services.awards import Order

DECISIONS = {
	"start_notice": {},
	"grant": {},
	"object": {"reason": "工时有疑问"},
	"keep": {"reason": "核实无误"},
	"revoke": {"reason": "弄虚作假"},
	"reinstate": {"reason": "申诉成立"},
}
BY_DISTRICT = ("start_notice", "grant", "object")
BY_CITY = ("keep", "revoke", "reinstate")


@pytest.fixture
def place():
	return factories.Place().staff()


@pytest.fixture
def proposed(place):
	"""A proposed first star."""
	scheme("Review")
	return _proposed(place)


def _proposed(place) -> str:
	volunteer = place.volunteer().name
	serve(volunteer, 120)
	recalculation.recalculate([volunteer])
	return f"{volunteer}-1"


def _granted(place, hours: float = 120) -> tuple[str, str]:
	scheme()
	volunteer = place.volunteer().name
	log = serve(volunteer, hours)
	recalculation.recalculate([volunteer])
	return f"{volunteer}-1", log


def _as(user: str, method: str, names, **values) -> dict:
	frappe.set_user(user)
	try:
		return getattr(api, method)(names, **values)
	finally:
		frappe.set_user("Administrator")


def _let_notice_pass(name: str) -> None:
	frappe.db.sql(
		"update `tabStar Award` set `notice_to` = %s where `name` = %s", (add_days(nowdate(), -1), name)
	)


def _status(name: str) -> str:
	return frappe.db.get_value("Star Award", name, "status")


# --- the way of an award ----------------------------------------------------------------------------------


def test_notice_runs_for_the_working_days_of_the_settings(place, proposed):
	monday = "2035-03-05"
	_as(place.officer, "start_notice", [proposed], notice_from=monday)
	found = frappe.get_doc("Star Award", proposed)
	assert (found.status, found.notice_from, found.decided_by) == (
		"Public Notice",
		getdate(monday),
		place.officer,
	)
	assert found.notice_to == getdate("2035-03-12")


def test_notice_cannot_be_dated_back(place, proposed):
	with pytest.raises(StarAwardError):
		_as(place.officer, "start_notice", [proposed], notice_from=add_days(nowdate(), -10))
	assert _status(proposed) == "Proposed"


def test_grant_waits_for_the_end_of_the_notice(place, proposed):
	with pytest.raises(StarAwardError):
		_as(place.officer, "grant", [proposed])
	_as(place.officer, "start_notice", [proposed])
	frappe.db.sql("update `tabStar Award` set `notice_to` = %s where `name` = %s", (nowdate(), proposed))
	with pytest.raises(StarAwardError):
		_as(place.officer, "grant", [proposed])
	_let_notice_pass(proposed)
	unit = factories.make_unit(place.region.name).name
	assert _as(place.officer, "grant", [proposed], granting_unit=unit) == {"done": 1, "problems": []}
	found = frappe.get_doc("Star Award", proposed)
	assert (found.status, found.awarded_on, found.granting_unit) == ("Granted", getdate(nowdate()), unit)
	assert found.certificate_no
	assert len(found.verification_code) == 20
	assert profile(found.volunteer).star_level == 1
	assert frappe.db.exists("Comment", {"reference_name": proposed, "content": ["like", "Grant%"]})


def test_objected_award_is_granted_with_a_reason_only(place, proposed):
	_as(place.officer, "start_notice", [proposed])
	_as(place.officer, "object", [proposed], reason="工时有疑问")
	assert frappe.db.get_value("Star Award", proposed, ["status", "objection"]) == ("Objected", "工时有疑问")
	_let_notice_pass(proposed)
	with pytest.raises(StarAwardError):
		_as(place.officer, "grant", [proposed])
	_as(place.officer, "grant", [proposed], reason="经核实，异议不成立")
	assert _status(proposed) == "Granted"


def test_upheld_objection_stays_revoked_although_the_hours_suffice(place, proposed):
	_as(place.officer, "object", [proposed], reason="工时有疑问")
	_as(place.city_officer, "revoke", [proposed], reason="异议成立")
	recalculation.recalculate()
	found = frappe.get_doc("Star Award", proposed)
	assert (found.status, found.is_barred, found.decision_reason) == ("Revoked", 1, "异议成立")
	_as(place.city_officer, "reinstate", [proposed], reason="申诉成立")
	assert _status(proposed) == "Proposed"


def test_reviewer_keeps_a_star_whose_hours_fell(place):
	name, log = _granted(place)
	correct(log, 95)
	recalculation.Recalculation().run_changed()
	_as(place.city_officer, "keep", [name], reason="更正不影响认定")
	recalculation.recalculate()
	assert frappe.db.get_value("Star Award", name, ["status", "needs_review"]) == ("Granted", 0)
	correct(log, 80)
	recalculation.Recalculation().run_changed()
	assert frappe.db.get_value("Star Award", name, "needs_review") == 1


def test_revoked_star_that_is_earned_again_returns_on_the_same_document(place):
	name, log = _granted(place)
	volunteer = name.rsplit("-", 1)[0]
	number = award(volunteer, 1).certificate_no
	correct(log, 95)
	recalculation.Recalculation().run_changed()
	_as(place.city_officer, "revoke", [name], reason="工时更正后不足")
	found = award(volunteer, 1)
	assert (found.status, found.is_barred, found.revoked_on) == ("Revoked", 0, getdate(nowdate()))
	assert profile(volunteer).star_level == 0
	recalculation.recalculate()
	assert awards(volunteer) == {1: "Revoked"}
	correct(log, 130)
	recalculation.Recalculation().run_changed()
	back = award(volunteer, 1)
	assert (back.status, back.certificate_no, back.revoked_on) == ("Granted", number, None)
	assert profile(volunteer).star_level == 1


def test_round_of_many_does_what_is_possible_and_reports_the_rest(place, proposed):
	other = _proposed(place)
	_as(place.officer, "start_notice", [other])
	result = _as(place.officer, "start_notice", [proposed, other])
	assert result["done"] == 1
	assert [row["name"] for row in result["problems"]] == [other]
	assert _status(proposed) == "Public Notice"


def test_more_than_a_hundred_go_to_the_background(place, proposed, monkeypatch):
	queued = []
	monkeypatch.setattr(frappe, "enqueue", lambda *args, **kwargs: queued.append(kwargs))
	monkeypatch.setattr("volunteer_services.volunteer_recognition.services.jobs.AT_ONCE", 1)
	other = _proposed(place)
	answer = _as(place.officer, "start_notice", [proposed, other])
	assert answer["count"] == 2
	assert queued[0]["job"] == answer["job"]
	assert _status(proposed) == "Proposed"


def test_nobody_decides_on_the_own_star(place, proposed):
	volunteer = proposed.rsplit("-", 1)[0]
	frappe.db.set_value("Volunteer Profile", volunteer, "user", place.officer)
	with pytest.raises(StarAwardError):
		_as(place.officer, "start_notice", [proposed])
	assert _status(proposed) == "Proposed"


def test_revoked_star_is_told(place):
	scheme()
	user = factories.make_user(factories.VOLUNTEER)
	volunteer = place.volunteer(user=user).name
	serve(volunteer, 120)
	recalculation.recalculate([volunteer])
	star_awards.decide_few(Order("Revoke", "弄虚作假"), [f"{volunteer}-1"])
	assert frappe.db.count("Notification Log", {"for_user": user, "document_name": f"{volunteer}-1"}) == 2


# --- who may ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", DECISIONS)
@pytest.mark.parametrize("who", ["leader", "manager", "auditor", "volunteer", "stranger"])
def test_decisions_are_refused_to_other_roles(place, proposed, method, who):
	user = {
		"auditor": lambda: factories.make_user(factories.AUDITOR),
		"volunteer": lambda: factories.make_user(factories.VOLUNTEER),
		"stranger": lambda: factories.make_user("Report Manager"),
	}.get(who, lambda: getattr(place, who))()
	with pytest.raises(frappe.PermissionError):
		_as(user, method, [proposed], **DECISIONS[method])
	assert _status(proposed) == "Proposed"


@pytest.mark.parametrize("method", BY_CITY)
def test_district_officer_neither_keeps_nor_revokes(place, proposed, method):
	with pytest.raises(frappe.PermissionError):
		_as(place.officer, method, [proposed], **DECISIONS[method])
	assert _status(proposed) == "Proposed"


@pytest.mark.parametrize("method", DECISIONS)
def test_decisions_end_at_the_scope(proposed, method):
	foreign = factories.Place().staff()
	user = foreign.officer if method in BY_DISTRICT else foreign.city_officer
	with pytest.raises(OutOfScopeError):
		_as(user, method, [proposed], **DECISIONS[method])
	assert _status(proposed) == "Proposed"


def test_one_foreign_award_among_own_ones_stops_the_round(place, proposed):
	foreign = _proposed(factories.Place())
	with pytest.raises(OutOfScopeError):
		_as(place.officer, "start_notice", [proposed, foreign])
	assert _status(proposed) == _status(foreign) == "Proposed"


@pytest.mark.parametrize("method", ["object", "keep", "revoke", "reinstate"])
def test_reason_is_asked_for(proposed, method):
	with pytest.raises(ReasonRequiredError):
		getattr(api, method)([proposed], reason="  ")


@pytest.mark.parametrize("method", [*DECISIONS, "recalculate"])
def test_writers_answer_to_post_only(method):
	allowed = frappe.allowed_http_methods_for_whitelisted_func[getattr(api, method)]
	assert allowed == ["POST"]


# --- the button -------------------------------------------------------------------------------------------


def test_city_officer_recalculates_volunteers_of_the_own_scope(place):
	scheme()
	volunteer = place.volunteer().name
	serve(volunteer, 120, refresh=False)
	foreign = factories.Place().volunteer().name
	assert _as(place.city_officer, "recalculate", [volunteer])["granted"] == 1
	assert _as(place.city_officer, "recalculate", f'["{volunteer}"]')["granted"] == 0
	with pytest.raises(OutOfScopeError):
		_as(place.city_officer, "recalculate", [volunteer, foreign])


@pytest.mark.parametrize("who", ["leader", "manager", "officer"])
def test_recalculation_is_refused_below_the_city(place, who):
	with pytest.raises(frappe.PermissionError):
		_as(getattr(place, who), "recalculate", None)


def test_run_over_all_goes_to_the_background_and_reports(place, monkeypatch):

	queued = []
	monkeypatch.setattr(frappe, "enqueue", lambda *args, **kwargs: queued.append((args, kwargs)))
	scheme()
	volunteer, foreign = place.volunteer().name, factories.Place().volunteer().name
	for name in (volunteer, foreign):
		serve(name, 120)
	frappe.set_user(place.city_officer)
	answer = api.recalculate()
	assert queued[0][0] == (jobs.recalculate,)
	monkeypatch.setattr(recalculation.Recalculation, "_commit", lambda self: None)
	jobs.recalculate(queued[0][1]["volunteers"], answer["job"])
	status = progress.status(answer["job"])
	assert (status["state"], status["result"]["granted"]) == ("finished", 1)
	frappe.set_user("Administrator")
	assert awards(volunteer) == {1: "Granted"}
	assert awards(foreign) == {}


# --- no other way -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("user", ["officer", "city_officer", "Administrator"])
def test_award_is_not_saved_by_hand(place, proposed, user):
	frappe.set_user(getattr(place, user, user))
	doc = frappe.get_doc("Star Award", proposed)
	doc.status = "Granted"
	with pytest.raises(StarAwardError):
		doc.save()
	with pytest.raises(StarAwardError):
		doc.db_set("status", "Granted")
	with pytest.raises(StarAwardError):
		frappe.client.set_value("Star Award", proposed, "status", "Granted")
	assert _status(proposed) == "Proposed"


def test_award_is_not_entered_by_hand(place):
	version = scheme()
	volunteer = place.volunteer().name
	values = {
		"doctype": "Star Award",
		"volunteer": volunteer,
		"star": 5,
		"scheme": version.name,
		"status": "Granted",
	}
	with pytest.raises(StarAwardError):
		frappe.get_doc(values).insert(ignore_permissions=True)
	frappe.set_user(place.city_officer)
	with pytest.raises(frappe.PermissionError):
		frappe.client.insert(values)
	assert awards(volunteer) == {}


def test_granted_award_is_kept(place):
	name, _log = _granted(place)
	with pytest.raises(RetentionError):
		frappe.delete_doc("Star Award", name, force=True)
	with pytest.raises(RetentionError):
		frappe.rename_doc("Star Award", name, "other", force=True)
	assert frappe.db.exists("Star Award", name)


def test_officer_sees_the_awards_of_the_own_scope_only(place, proposed):
	foreign = factories.Place().staff()
	frappe.set_user(foreign.officer)
	assert proposed not in frappe.get_list("Star Award", pluck="name", limit_page_length=0)
	assert not frappe.has_permission("Star Award", doc=proposed)
	frappe.set_user(place.officer)
	assert proposed in frappe.get_list("Star Award", pluck="name", limit_page_length=0)
