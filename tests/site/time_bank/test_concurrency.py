"""Twenty processes at once, and kill -9 in the middle: the books stay right (invariant 3)."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import frappe
import pytest

from tests import factories as make
from tests.site.time_bank.points_world import balance, give, only_rule
from volunteer_services.time_bank.services.books import accounts as points_accounts
from volunteer_services.time_bank.services.books import audit
from volunteer_services.time_bank.services.books.accounts import volunteer_key

pytestmark = pytest.mark.commits

WORKER = Path(__file__).parent / "ledger_worker.py"
PROCESSES = 20


@pytest.fixture(autouse=True)
def rules_come_back():
	enabled = frappe.get_all("Points Rule", filters={"is_disabled": 0}, pluck="name")
	yield
	frappe.db.rollback()
	frappe.db.sql("update `tabPoints Rule` set `is_disabled` = 1")
	frappe.db.sql("update `tabPoints Rule` set `is_disabled` = 0 where `name` in %s", (tuple(enabled),))
	frappe.db.commit()


def start(task: str, **arguments) -> subprocess.Popen:
	environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(WORKER.parents[3]), *sys.path])}
	return subprocess.Popen(
		[sys.executable, str(WORKER), task, json.dumps(arguments)],
		env=environment,
		stdout=subprocess.PIPE,
		stderr=subprocess.PIPE,
		text=True,
	)


def finish(processes: list[subprocess.Popen]) -> list[dict]:
	results = []
	for process in processes:
		out, err = process.communicate(timeout=240)
		assert process.returncode == 0, err[-3000:]
		results.append(json.loads(out.splitlines()[-1]))
	return results


def rich(*points: int) -> list[str]:
	"""Committed accounts with these points; returns the volunteers."""
	place = make.Place()
	people = [place.volunteer().name for _ in points]
	for person, amount in zip(people, points, strict=True):
		give(person, amount)
	points_accounts.ensure([points_accounts.POOL])
	frappe.db.commit()
	return people


def test_one_account_is_never_overdrawn():
	(person,) = rich(30)
	key = volunteer_key(person)
	results = finish([start("spend", account=key, prefix=f"{person}-{n}", count=3) for n in range(PROCESSES)])
	frappe.db.rollback()
	assert sum(result["posted"] for result in results) == 30
	assert sum(result["refused"] for result in results) == PROCESSES * 3 - 30
	assert balance(person) == 0
	assert audit.findings() == []


def test_a_replayed_request_posts_once():
	(person,) = rich(100)
	keys = [f"replay-{person}-{n}" for n in range(10)]
	results = finish([start("replay", account=volunteer_key(person), keys=keys) for _ in range(PROCESSES)])
	frappe.db.rollback()
	assert sum(result["posted"] for result in results) == len(keys)
	assert sum(result["replayed"] for result in results) == len(keys) * (PROCESSES - 1)
	assert balance(person) == 90
	assert audit.findings() == []


def test_points_going_around_are_neither_lost_nor_made():
	people = rich(20, 20, 20, 20)
	accounts = [volunteer_key(person) for person in people]
	finish(
		[
			start("around", accounts=accounts, prefix=f"around-{people[0]}-{n}", count=10)
			for n in range(PROCESSES)
		]
	)
	frappe.db.rollback()
	assert sum(balance(person) for person in people) == 80
	assert audit.findings() == []


def test_a_kill_in_the_middle_leaves_whole_transfers():
	people = rich(200, 200)
	accounts = [volunteer_key(person) for person in people]
	processes = [
		start("around", accounts=accounts, prefix=f"kill-{people[0]}-{n}", count=500) for n in range(4)
	]
	wait_until(lambda: frappe.db.count("Points Transfer", {"name": ["like", f"kill-{people[0]}-%"]}) > 20)
	for process in processes:
		process.send_signal(signal.SIGKILL)
	for process in processes:
		process.communicate()
	frappe.db.rollback()
	assert sum(balance(person) for person in people) == 400
	assert audit.findings() == []


def test_crediting_old_records_may_be_killed_and_run_twice_at_once():
	only_rule()
	frappe.db.sql("update `tabPoints Rule` set `is_disabled` = 1")
	place = make.Place()
	people = [place.volunteer().name for _ in range(6)]
	for person in people:
		for day in range(1, 11):
			make.make_log(place, person, minutes=90, service_date=f"2026-03-{day:02d}", state="Approved")
	only_rule(effective_from="2015-01-02")
	frappe.db.commit()
	process = start("missing")
	wait_until(lambda: frappe.db.count("Points Earning") > 0 or process.poll() is not None)
	process.send_signal(signal.SIGKILL)
	process.communicate()
	finish([start("missing"), start("missing"), start("missing")])
	frappe.db.rollback()
	assert {balance(person) for person in people} == {15}
	assert audit.findings() == []


def wait_until(condition) -> None:
	end = time.monotonic() + 60
	while time.monotonic() < end:
		time.sleep(0.02)
		frappe.db.rollback()
		if condition():
			return
	raise AssertionError("nothing happened within a minute")
