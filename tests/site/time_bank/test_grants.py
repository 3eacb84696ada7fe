"""Hardship grants: the workflow, by every route; the pool; what is taken back."""

import frappe
import frappe.client
import pytest

from tests import factories as make
from tests.site.time_bank.giving_world import (
	POOL,
	assert_books_balance,
	balance,
	donation,
	give,
	grant,
	key,
	kinds,
	move,
	pass_on,
)
from volunteer_services.api import points as api
from volunteer_services.exceptions import (
	HardshipGrantError,
	InsufficientPointsError,
	OutOfScopeError,
	ReasonRequiredError,
	RetentionError,
	SelfApprovalError,
	StateEditError,
	TransitionNotAllowedError,
	TransitionPermissionError,
)
from volunteer_services.time_bank.services.books import accounts

SINK = accounts.sink_key(accounts.HARDSHIP)


@pytest.fixture
def place(clean_site):
	place = make.Place().staff()
	give(POOL, 100)
	return place


def test_a_volunteer_in_hardship_gets_the_points(place):
	person, before = place.volunteer(), balance(POOL)
	doc = pass_on(grant(place, 40, volunteer=person.name, recipient_name=None), place.manager, place.officer)
	assert (balance(person), before - balance(POOL)) == (40, 40)
	assert (doc.recipient_name, doc.docstatus) == (person.full_name, 1)
	assert (doc.prepared_by, doc.approved_by) == (place.manager, place.officer)
	assert doc.granted_on and kinds(key(person)) == [("Granted", 40)]
	assert_books_balance()


def test_for_anybody_else_the_points_are_spent_at_once(place):
	before, spent = balance(POOL), balance(SINK)
	doc = pass_on(grant(place, 40), place.manager, place.officer)
	assert (before - balance(POOL), balance(SINK) - spent) == (40, 40)
	assert frappe.db.get_value("Points Transfer", f"grant-{doc.name}", "kind") == "Granted"


def test_the_pool_cannot_be_overdrawn(place):
	points = balance(POOL) + 1
	with pytest.raises(InsufficientPointsError, match="Grant fewer points"):
		pass_on(grant(place, points), place.manager, place.officer)


@pytest.mark.parametrize(
	("values", "error"),
	[
		({"points": 0}, HardshipGrantError),
		({"points": -4}, HardshipGrantError),
		({"reason": "  "}, HardshipGrantError),
		({"reason": None}, HardshipGrantError),
	],
)
def test_what_a_grant_needs(place, values, error):
	frappe.set_user(place.manager)
	with pytest.raises(error):
		grant(place, **{"points": 5, **values}).insert()


def test_only_registered_volunteers_receive(place):
	gone = place.volunteer(state="Deregistered")
	frappe.set_user(place.manager)
	with pytest.raises(HardshipGrantError, match="cannot receive points"):
		grant(place, 5, volunteer=gone.name).insert()


def test_who_prepares_does_not_approve(place):
	frappe.set_user(place.officer)
	doc = grant(place, 5).insert()
	move(doc, "Pending Approval", place.officer)
	with pytest.raises(SelfApprovalError):
		move(doc, "Approved", place.officer)
	assert move(doc, "Approved", place.city_officer).docstatus == 1


def test_nobody_approves_a_grant_to_oneself(place):
	me = place.volunteer(user=place.officer)
	frappe.set_user(place.manager)
	doc = grant(place, 5, volunteer=me.name).insert()
	move(doc, "Pending Approval", place.manager)
	with pytest.raises(SelfApprovalError):
		move(doc, "Approved", place.officer)


def test_site_managers_do_not_approve(place):
	frappe.set_user(place.city_officer)
	doc = grant(place, 5).insert()
	move(doc, "Pending Approval", place.city_officer)
	with pytest.raises(TransitionPermissionError):
		move(doc, "Approved", place.manager)


@pytest.mark.parametrize(
	("route", "words"),
	[
		("submit", "submitting it by hand"),
		("state", "begins as Draft"),
		("rest", "begins as Draft"),
		("set_value", "cannot go from"),
		("import", "begins as Draft"),
	],
)
def test_no_route_goes_past_the_approval(place, route, words):
	frappe.set_user(place.officer)
	before = balance(POOL)
	doc = grant(place, 5)
	with pytest.raises(TransitionNotAllowedError, match=words):
		if route == "submit":
			doc.insert().submit()
		elif route == "state":
			doc.workflow_state = "Approved"
			doc.insert()
		elif route == "rest":
			frappe.client.insert({**doc.as_dict(), "docstatus": 1, "workflow_state": "Approved"})
		elif route == "set_value":
			frappe.client.set_value("Hardship Grant", doc.insert().name, "workflow_state", "Approved")
		else:
			frappe.flags.in_import = True
			doc.docstatus = 1
			doc.insert()
	frappe.flags.in_import = False
	assert balance(POOL) == before


def test_foreign_staff_and_foreign_regions_are_refused(place):
	other = make.Place().staff()
	frappe.set_user(other.manager)
	with pytest.raises(OutOfScopeError):
		grant(place, 5).insert()
	frappe.set_user(place.manager)
	stranger = other.volunteer()
	with pytest.raises(OutOfScopeError):
		grant(place, 5, volunteer=stranger.name).insert()
	doc = grant(place, 5).insert()
	move(doc, "Pending Approval", place.manager)
	frappe.set_user(other.officer)
	assert not frappe.get_list("Hardship Grant", filters={"name": doc.name})
	with pytest.raises(frappe.PermissionError):
		move(doc, "Approved", other.officer)


def test_leaders_and_volunteers_see_no_grants(place):
	frappe.set_user(place.leader)
	with pytest.raises(frappe.PermissionError):
		grant(place, 5).insert()
	with pytest.raises(frappe.PermissionError):
		api.pool_balance()


def test_the_form_shows_the_pool(place):
	frappe.set_user(place.manager)
	assert api.pool_balance() == balance(POOL) >= 100


def test_rejecting_needs_a_reason_and_moves_nothing(place):
	before = balance(POOL)
	frappe.set_user(place.manager)
	doc = grant(place, 5).insert()
	move(doc, "Pending Approval", place.manager)
	with pytest.raises(ReasonRequiredError):
		move(doc, "Rejected", place.officer)
	move(doc, "Rejected", place.officer, decision_reason="材料不全")
	assert balance(POOL) == before


def test_a_returned_grant_is_edited_and_goes_on(place):
	frappe.set_user(place.manager)
	doc = grant(place, 5).insert()
	move(doc, "Pending Approval", place.manager)
	move(doc, "Returned", place.officer, decision_reason="请附证明")
	frappe.set_user(place.manager)
	doc = frappe.get_doc("Hardship Grant", doc.name)
	doc.points = 8
	doc.save()
	move(doc, "Pending Approval", place.manager)
	with pytest.raises(StateEditError):
		move(doc, "Approved", place.officer, points=80)
	assert move(doc, "Approved", place.officer).points == 8


def test_computed_fields_are_not_taken_from_outside(place):
	frappe.set_user(place.manager)
	doc = grant(place, 5, prepared_by="Administrator", approved_by="Administrator").insert()
	assert (doc.prepared_by, doc.approved_by) == (place.manager, None)
	doc.prepared_by = "Administrator"
	doc.save()
	assert frappe.db.get_value("Hardship Grant", doc.name, "prepared_by") == place.manager


def test_cancelling_takes_the_points_back(place):
	person, before = place.volunteer(), balance(POOL)
	doc = pass_on(grant(place, 40, volunteer=person.name), place.manager, place.officer)
	move(doc, "Cancelled", place.city_officer, decision_reason="重复申请")
	assert (balance(person), balance(POOL)) == (0, before)
	assert frappe.db.get_value("Hardship Grant", doc.name, ["docstatus", "workflow_state"]) == (
		2,
		"Cancelled",
	)
	assert_books_balance()


def test_a_spent_grant_is_not_taken_back(place):
	person = place.volunteer()
	doc = pass_on(grant(place, 40, volunteer=person.name), place.manager, place.officer)
	frappe.set_user(place.manager)
	donation(person, 10).insert().submit()
	with pytest.raises(InsufficientPointsError):
		move(doc, "Cancelled", place.city_officer, decision_reason="重复申请")


def test_a_decided_grant_is_kept(place):
	doc = pass_on(grant(place, 5), place.manager, place.officer)
	frappe.set_user("Administrator")
	move(doc, "Cancelled", "Administrator", decision_reason="重复申请")
	with pytest.raises(RetentionError):
		frappe.delete_doc("Hardship Grant", doc.name, force=True)
