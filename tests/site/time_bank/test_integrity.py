"""The time bank against its own users: nobody decides about their own points, nobody reads beyond the
scope."""

import json

import frappe
import frappe.client
import pytest
from frappe.www.printview import get_html_and_style

from tests import factories as make
from tests.site.time_bank import rewards_world
from tests.site.time_bank.giving_world import (
	POOL,
	adjustment,
	balance,
	donation,
	give,
	grant,
	key,
	move,
	pass_on,
)
from tests.site.time_bank.points_world import only_rule
from volunteer_services.exceptions import (
	DonationError,
	InsufficientPointsError,
	OutOfScopeError,
	SelfApprovalError,
)
from volunteer_services.time_bank.services.giving import donations


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


@pytest.fixture
def elsewhere(clean_site, place):
	return make.Place().staff()


@pytest.fixture
def donor(place):
	person = place.volunteer(user=make.make_user(make.VOLUNTEER))
	give(key(person), 5000)
	return person


def give_away(person, points: int = 1, recipient=None, request_id=None):
	"""The volunteer's own donation on their page."""
	frappe.set_user(person.user)
	values = {
		"points": points,
		"to_kind": "Volunteer" if recipient else "Pool",
		"to_volunteer": recipient and recipient.name,
	}
	return donations.donate(person.name, values, request_id)


@pytest.fixture
def stranger(elsewhere):
	return elsewhere.volunteer(
		full_name="欧阳陌生", mobile="13800138000", user=make.make_user(make.VOLUNTEER)
	)


# --- who decides -------------------------------------------------------------------------------------------


def test_a_grant_changed_and_submitted_by_an_officer_is_approved_by_another(place):
	give(POOL, 100)
	frappe.set_user(place.manager)
	doc = grant(place, 10).insert()
	move(doc, "Pending Approval", place.officer, points=100, recipient_name="别人")
	with pytest.raises(SelfApprovalError):
		move(doc, "Approved", place.officer)
	assert move(doc, "Approved", place.city_officer).submitted_by == place.officer


def test_an_adjustment_changed_and_submitted_by_an_officer_is_approved_by_another(place):
	person = place.volunteer()
	frappe.set_user(place.officer)
	doc = adjustment("Adjusted", [(person, 1)]).insert()
	move(doc, "Pending Approval", place.city_officer)
	with pytest.raises(SelfApprovalError):
		move(doc, "Approved", place.city_officer)
	assert balance(person) == 0


def test_nobody_takes_back_the_own_redemption(place):
	person = rewards_world.rich(place, user=place.officer)
	doc = rewards_world.request(place.manager, person, rewards_world.item(place))
	doc = rewards_world.go(place.manager, doc, "Fulfilled", **rewards_world.SIGNED)
	with pytest.raises(SelfApprovalError):
		rewards_world.go(place.officer, doc, "Cancelled", decision_reason="不想要了")
	assert rewards_world.points(person) == (480, 0)


def test_nobody_cancels_the_own_donation(place):
	person = place.volunteer(user=place.officer)
	give(key(person), 100)
	doc = give_away(person, 50)
	with pytest.raises(SelfApprovalError):
		donations.cancel(doc.name, "后悔了")
	assert balance(person) == 50


def test_nobody_cancels_a_donation_outside_their_place(place, elsewhere):
	person = elsewhere.volunteer(user=place.officer)
	give(key(person), 100)
	doc = give_away(person, 50)
	with pytest.raises(frappe.PermissionError):
		donations.cancel(doc.name, "后悔了")
	assert balance(person) == 50


def test_nobody_cancels_an_adjustment_of_the_own_points(place):
	person = place.volunteer(user=place.city_officer)
	give(key(person), 100)
	doc = pass_on(
		adjustment("Adjusted", [(person, -60)]), make.make_user(make.MANAGER), make.make_user(make.MANAGER)
	)
	with pytest.raises(SelfApprovalError):
		move(doc, "Cancelled", place.city_officer, decision_reason="不同意")
	assert balance(person) == 40


# --- what a request brings in ------------------------------------------------------------------------------


def test_a_request_brings_no_stock_entry_in(place):
	"""The ERP's bridge cancels the entry that a redemption names."""
	entries = {"erpnext_stock_entry": "MAT-STE-2026-00001", "erpnext_return_entry": "MAT-STE-2026-00002"}
	person, item = rewards_world.rich(place), rewards_world.item(place)
	try:
		doc = rewards_world.request(place.manager, person, item, **entries)
	except frappe.LinkValidationError:  # with ERPNext the fields are links: what is not there is refused
		assert not frappe.db.exists("Reward Redemption", {"volunteer": person.name})
		return
	assert (doc.get("erpnext_stock_entry"), doc.get("erpnext_return_entry")) == (None, None)


def test_volunteers_do_not_choose_the_site_that_decides(place, elsewhere):
	person = rewards_world.rich(place, user=make.make_user(make.VOLUNTEER))
	doc = rewards_world.request(person.user, person, rewards_world.item(), site=elsewhere.site.name)
	assert doc.site == place.site.name


def test_numbers_of_requests_are_everybodys_own(donor, stranger):
	give(key(stranger), 5)
	first = give_away(donor, request_id="1").name
	assert give_away(donor, request_id="1").name == first
	assert give_away(stranger, request_id="1").name != first


def test_staff_do_not_take_the_number_of_a_request(place, donor):
	frappe.set_user(place.manager)
	assert not donation(donor, 1, request_id="1").insert().request_id


def test_what_is_amended_is_in_scope(place, elsewhere):
	"""Frappe copies its attachments."""
	frappe.set_user(elsewhere.manager)
	theirs = grant(elsewhere).insert()
	frappe.set_user(place.manager)
	with pytest.raises(frappe.PermissionError):
		grant(place, amended_from=theirs.name).insert()


# --- what is read of others --------------------------------------------------------------------------------


def test_a_donor_learns_neither_name_nor_balance_nor_state(donor, stranger):
	only_rule(balance_cap=1500)
	give(key(stranger), 77)
	with pytest.raises(DonationError) as refused:
		give_away(donor, 1424, stranger)
	assert "欧阳" not in str(refused.value) and "1423" not in str(refused.value)
	assert give_away(donor, 1, stranger).recipient_name == "欧***"
	frappe.db.set_value("Volunteer Profile", stranger.name, "is_restricted", 1)
	with pytest.raises(DonationError) as refused:
		give_away(donor, 1, stranger)
	assert "欧阳" not in str(refused.value) and "Locked" not in str(refused.value)


def test_a_donation_asks_for_no_balance_with_points_that_are_not_there(donor, stranger):
	only_rule(balance_cap=10)
	with pytest.raises(InsufficientPointsError):
		give_away(donor, 6000, stranger)


@pytest.mark.parametrize("who", ["donor", "manager"])
def test_a_gift_opens_no_file_in_lists(place, donor, stranger, who):
	frappe.set_user(place.manager)
	name = donation(donor, 1, stranger).insert().submit().name
	frappe.set_user(donor.user if who == "donor" else place.manager)
	# Its linked fields are the doors' business: tests/site/foundation/test_doors_lists.py
	assert not frappe.client.get_list("Points Donation", fields=["name"], filters={"name": name})
	assert frappe.client.get("Points Donation", name)["name"] == name


def test_gifts_within_the_scope_are_listed(place, donor):
	friend = place.volunteer()
	frappe.set_user(place.manager)
	names = {donation(donor, 1, to).insert().submit().name for to in (friend, None)}
	assert set(frappe.get_list("Points Donation", {"from_volunteer": donor.name}, pluck="name")) == names


def test_drafts_name_nobody_outside_the_scope(place, stranger):
	frappe.set_user(place.manager)
	for doc in (
		grant(place, 1, volunteer=stranger.name),
		adjustment("Adjusted", [(stranger, 1), (stranger, 1)]),
		adjustment("Transferred", [], from_volunteer=stranger.name, to_pool=1),
	):
		with pytest.raises(OutOfScopeError) as refused:
			doc.insert()
		assert "欧阳" not in str(refused.value)


def test_rows_of_tables_are_listed_within_the_scope_of_their_documents(place, elsewhere, donor, stranger):
	stranger.append("platform_numbers", {"platform": "i志愿", "number": "I440001"})
	stranger.save()
	frappe.set_user(elsewhere.manager)
	theirs = adjustment("Opening", [(stranger, 5)]).insert().name

	def rows(user: str, doctype: str, parenttype: str, parent: str) -> int:
		frappe.set_user(user)
		return len(
			frappe.client.get_list(doctype, parent=parenttype, fields=["name"], filters={"parent": parent})
		)

	assert rows(place.manager, "Points Adjustment Row", "Points Adjustment", theirs) == 0
	assert rows(elsewhere.manager, "Points Adjustment Row", "Points Adjustment", theirs) == 1
	numbers = ("Volunteer Platform Number", "Volunteer Profile", stranger.name)
	assert [rows(user, *numbers) for user in (donor.user, place.manager)] == [0, 0]
	assert [rows(user, *numbers) for user in (stranger.user, elsewhere.manager)] == [1, 1]


def test_a_file_sent_in_with_a_request_prints_nothing_of_the_stored_one(donor, stranger, elsewhere):
	frappe.set_user(donor.user)
	sent = {"doctype": "Volunteer Profile", "name": stranger.name, "__islocal": 1}
	# any of: later Frappe wraps what a print format raises, and 16 asks before it prints
	refusals = (
		getattr(frappe.exceptions, "PrintFormatError", frappe.PermissionError),
		frappe.PermissionError,
	)
	for print_format in ("Volunteer Card", "Volunteer File"):
		with pytest.raises(refusals):
			get_html_and_style(json.dumps(sent), print_format=print_format)
