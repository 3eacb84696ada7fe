"""Several processes at once give, approve and print: nothing is spent twice (invariant 3)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import frappe
import pytest

from tests import factories as make
from tests.site.time_bank.giving_world import (
	POOL,
	account_row,
	assert_books_balance,
	balance,
	give,
	grant,
	key,
	move,
)
from volunteer_services.time_bank.services.books import accounts

pytestmark = pytest.mark.commits

WORKER = Path(__file__).parent / "giving_worker.py"


def at_once(*calls: tuple[str, str, dict]) -> list[dict]:
	environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(WORKER.parents[3]), *sys.path])}
	running = [
		subprocess.Popen(
			[sys.executable, str(WORKER), task, user, json.dumps(arguments)],
			env=environment,
			stdout=subprocess.PIPE,
			stderr=subprocess.PIPE,
			text=True,
		)
		for task, user, arguments in calls
	]
	results = []
	for process in running:
		out, err = process.communicate(timeout=240)
		assert process.returncode == 0, err[-3000:]
		results.append(json.loads(out.splitlines()[-1]))
	frappe.db.rollback()
	return results


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


def donor_with(place, points: int):
	person = place.volunteer(user=make.make_user(make.VOLUNTEER))
	give(key(person), points)
	accounts.ensure([POOL])
	frappe.db.commit()
	return person


def test_one_account_gives_only_what_it_has(place):
	person, before = donor_with(place, 10), balance(POOL)
	results = at_once(*[("donate", person.user, {"points": 3, "times": 2})] * 4)
	assert sum(len(result["ok"]) for result in results) == 3
	assert sum(result["refused"] for result in results) == 5
	assert (balance(person), balance(POOL) - before) == (1, 9)
	assert_books_balance()


def test_the_same_request_from_two_windows_gives_once(place):
	person, request = donor_with(place, 10), make.unique("request")
	results = at_once(*[("donate", person.user, {"points": 3, "times": 2, "request_id": request})] * 3)
	assert balance(person) == 7
	assert len({name for result in results for name in result["ok"]}) == 1
	assert_books_balance()


def test_two_who_give_to_each_other_both_succeed(place):
	one, two = donor_with(place, 20), donor_with(place, 20)
	results = at_once(
		("donate", one.user, {"points": 1, "times": 8, "to_volunteer": two.name}),
		("donate", two.user, {"points": 1, "times": 8, "to_volunteer": one.name}),
	)
	assert [len(result["ok"]) for result in results] == [8, 8]
	assert (balance(one), balance(two)) == (20, 20)
	assert_books_balance()


def test_a_grant_is_approved_once(place):
	give(POOL, 50)
	frappe.set_user(place.manager)
	doc = grant(place, 5).insert()
	move(doc, "Pending Approval", place.manager)
	before = balance(POOL)
	frappe.db.commit()
	results = at_once(
		*[
			("approve", user, {"doctype": "Hardship Grant", "name": doc.name})
			for user in (place.officer, place.city_officer)
		]
	)
	assert sum(result["ok"] for result in results) == 1
	assert before - balance(POOL) == 5
	assert_books_balance()


def test_lines_printed_by_two_are_marked_once(place):
	person = donor_with(place, 5)
	give(key(person), 2)
	frappe.db.commit()
	at_once(*[("mark", place.manager, {"account": key(person), "count": 2})] * 3)
	assert account_row(key(person), "passbook_lines").passbook_lines == 2
