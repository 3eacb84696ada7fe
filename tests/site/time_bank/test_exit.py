"""Leaving, dying, and two files that become one: what becomes of the points."""

import frappe
import pytest

from tests import factories as make
from tests.site.time_bank.giving_world import (
	POOL,
	account_row,
	assert_books_balance,
	balance,
	donation,
	give,
	grant,
	key,
	kinds,
	move,
)
from volunteer_services.exceptions import MergeError, PointsAccountError
from volunteer_services.foundation.database.bulk import update_each
from volunteer_services.time_bank.services.books import ledger, reviews
from volunteer_services.time_bank.services.earning import credits, leaving
from volunteer_services.volunteer_registry.services.twins import merging


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


@pytest.fixture
def person(place):
	person = place.volunteer()
	give(key(person), 100)
	return person


def policy(**values):
	settings = frappe.get_doc("Volunteer Services Settings")
	settings.update(values)
	settings.flags.ignore_permissions = True
	settings.save()


def deregister(place, person, reason="Own Wish"):
	return move(person, "Deregistered", place.officer, exit_reason=reason, decision_reason="本人申请")


def test_by_default_the_points_stay(place, person):
	deregister(place, person)
	assert balance(person) == 100


def test_to_the_pool_by_policy(place, person):
	policy(points_on_exit="Pool")
	before = balance(POOL)
	deregister(place, person)
	assert (balance(person), balance(POOL) - before) == (0, 100)
	assert kinds(key(person))[-1] == ("Transferred", -100)
	assert frappe.db.exists("Points Transfer", f"exit-{person.name}-{frappe.utils.nowdate()}")
	assert_books_balance()


def test_held_points_wait_for_their_redemption(place, person):
	policy(points_on_exit="Pool")
	ledger.hold(key(person), 30)
	deregister(place, person)
	assert (balance(person), account_row(key(person), "held").held) == (30, 30)
	ledger.release(key(person), 30)
	frappe.set_user(place.officer)
	assert leaving.settle(person.name) == 30
	assert leaving.settle(person.name) == 0
	assert balance(person) == 0


def test_an_account_under_review_does_not_block_leaving(place, person):
	policy(points_on_exit="Pool")
	reviews.open_for({key(person): 3}, "test")
	deregister(place, person)
	assert balance(person) == 100


def test_without_an_account_nothing_happens(place):
	policy(points_on_exit="Pool", points_on_death="Pool")
	for reason in ("Own Wish", "Death"):
		other = place.volunteer()
		deregister(place, other, reason)
		assert not frappe.db.exists("Points Account", key(other))


def test_death_asks_for_the_relatives(place, person):
	deregister(place, person, "Death")
	assert balance(person) == 100
	(todo,) = frappe.get_all(
		"ToDo", filters={"reference_name": person.name}, fields=["allocated_to", "description"]
	)
	assert todo.allocated_to == place.officer and "Points Adjustment" in todo.description


def test_death_to_the_pool_by_policy(place, person):
	policy(points_on_death="Pool", points_on_exit="Keep")
	deregister(place, person, "Death")
	assert balance(person) == 0


def test_settling_follows_the_policy_and_the_state(place, person):
	with pytest.raises(PointsAccountError, match="was not deregistered"):
		leaving.settle(person.name)
	deregister(place, person)
	with pytest.raises(PointsAccountError, match="do not go to the pool"):
		leaving.settle(person.name)


def test_leaving_twice_a_day(place, person):
	policy(points_on_exit="Pool")
	deregister(place, person)
	move(person, "Applied", place.manager)
	pending = move(person, "Pending Review", place.manager)
	move(pending, "Registered", place.officer)
	give(key(person), 9)
	deregister(place, person)
	assert balance(person) == 0
	assert_books_balance()


# --- merging --------------------------------------------------------------------------------------------


@pytest.fixture
def twin(place):
	return place.volunteer()


def test_merging_moves_everything(place, person, twin):
	give(key(twin), 7)
	ledger.hold(key(person), 25)
	update_each("Points Account", {key(person): {"carry_units": 1200}, key(twin): {"carry_units": 300}})
	merging.merge(person.name, twin.name, "重复登记")
	assert (balance(person), balance(twin)) == (0, 107)
	row = account_row(key(twin), "held", "carry_units", "status")
	assert (row.held, row.carry_units, row.status) == (25, 1500, "Active")
	row = account_row(key(person), "held", "carry_units", "status", "shortfall")
	assert (row.held, row.carry_units, row.status, row.shortfall) == (0, 0, "Closed", 0)
	assert frappe.db.get_value("Volunteer Profile", twin.name, "points_balance") == 107
	assert_books_balance()


def test_merging_under_review_keeps_the_review(place, person, twin):
	update_each("Points Account", {key(person): {"shortfall": 3}})
	reviews.open_for({key(person): 3}, "花掉了")
	merging.merge(person.name, twin.name, "重复登记")
	row = account_row(key(twin), "balance", "shortfall", "status", "review_reason")
	assert (row.balance, row.shortfall, row.status, row.review_reason) == (100, 3, "Under Review", "花掉了")
	assert_books_balance()


def test_a_policy_of_leaving_does_not_touch_a_merge(place, person, twin):
	policy(points_on_exit="Pool")
	before = balance(POOL)
	merging.merge(person.name, twin.name, "重复登记")
	assert (balance(twin), balance(POOL)) == (100, before)


def test_credits_follow_their_records(place, twin):
	person = place.volunteer()
	log = make.make_log(place, person.name, state="Approved", minutes=150)
	credits.credit_uncredited([person.name])
	earned = balance(person)
	assert earned == 2
	merging.merge(person.name, twin.name, "重复登记")
	assert (balance(person), balance(twin)) == (0, earned)
	assert frappe.db.get_value("Points Earning", log.name, "volunteer") == twin.name
	# The half hour that was left of one file meets another half hour on the file that stays.
	make.make_log(place, twin.name, state="Approved", minutes=30, service_date="2026-03-07")
	credits.credit_uncredited([twin.name])
	assert balance(twin) == earned + 1
	assert_books_balance()


def test_open_gifts_are_decided_before_a_merge(place, person, twin):
	frappe.set_user(place.manager)
	doc = donation(person, 5).insert()
	frappe.set_user("Administrator")
	with pytest.raises(MergeError, match=doc.name):
		merging.merge(person.name, twin.name, "重复登记")
	frappe.delete_doc("Points Donation", doc.name)
	frappe.set_user(place.manager)
	waiting = grant(place, 5, volunteer=person.name).insert()
	frappe.set_user("Administrator")
	with pytest.raises(MergeError, match=waiting.name):
		merging.merge(person.name, twin.name, "重复登记")


def test_merging_without_points(place, twin):
	merging.merge(place.volunteer().name, twin.name, "重复登记")
	assert not frappe.db.exists("Points Account", key(twin))
