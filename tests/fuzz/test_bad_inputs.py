"""Bad inputs for every function, as guest, volunteer and site manager: never a 500, nothing of the database
or the server's disk in an answer, nothing stored by a refused call.

``FUZZ=2000`` makes so many inputs for each function and kind of user (the default is the short form), and
``FUZZ_SEED`` other ones. A failure names the function, the user and the number of the input: these three make
the same input again.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from contextlib import contextmanager

import frappe
import pytest

from tests import factories
from tests.conftest import drop_caches, forget_queued_jobs, start_test
from tests.fuzz import doors, inputs
from tests.fuzz.world import World

pytestmark = [pytest.mark.commits, pytest.mark.timeout(24 * 3600)]

COUNT = int(os.environ.get("FUZZ") or 20)
SEED = os.environ.get("FUZZ_SEED") or "1"
WHOLE = max(1, COUNT // 50)
KINDS = ("guest", "volunteer", "manager")
_TALLY: Counter = Counter()


@pytest.fixture(scope="module")
def world(site):
	start_test(site)
	with _no_jobs_beside():
		factories.begin_test(pooled=False)
		found = World()
		found.api_tokens = found.tokens()
		frappe.db.commit()
		yield found
	with open(doors.CHECKOUT / ".devsite/logs/fuzz.txt", "a") as log:
		log.write(f"{COUNT} inputs each, seed {SEED}: {dict(sorted(_TALLY.items()))}\n")


@contextmanager
def _no_jobs_beside():
	"""What calls queue would change the tables between two looks at them, and so would jobs from before:
	workers take none until the end. One that waits for work takes one more first: an empty one."""
	from frappe.utils.background_jobs import get_redis_conn
	from rq import Worker, suspension

	forget_queued_jobs(frappe)
	connection = get_redis_conn()
	suspension.suspend(connection, ttl=6 * 3600)  # were this process killed, the workers would go on by then
	try:
		if Worker.all(connection):
			frappe.enqueue("frappe.ping")
			_wait_for(lambda: not _jobs_that_wait(), 10)  # longer none does: a killed worker is listed, too
			forget_queued_jobs(frappe)
		_wait_for(lambda: not _jobs_that_run(), 120)
		assert not (left := _jobs_that_run()), f"jobs still run: {left}"
		yield
	finally:
		forget_queued_jobs(frappe)
		suspension.resume(connection)


def _queues() -> list:
	from frappe.utils.background_jobs import get_queue

	return [get_queue(name) for name in ("short", "default", "long")]


def _jobs_that_wait() -> list[str]:
	return [job for queue in _queues() for job in queue.job_ids]


def _jobs_that_run() -> list[str]:
	from rq.registry import StartedJobRegistry

	return [job for queue in _queues() for job in StartedJobRegistry(queue=queue).get_job_ids()]


def _wait_for(so, seconds: float) -> None:
	until = time.monotonic() + seconds
	while not so() and time.monotonic() < until:
		time.sleep(0.1)


@pytest.fixture
def watched(world, monkeypatch):
	"""Each call ends in a rollback; a commit in the middle is noted with whether it would have stored."""
	frappe.flags.in_test = False
	if hasattr(frappe, "in_test"):
		monkeypatch.setattr(frappe, "in_test", False)
	commits: list[bool] = []
	monkeypatch.setattr(
		frappe.db, "commit", lambda *a, **k: commits.append(bool(frappe.db.transaction_writes))
	)
	yield commits
	monkeypatch.undo()
	frappe.db.rollback()
	start_test(frappe)
	drop_caches(frappe)


def checksums() -> dict[str, int]:
	"""Rows and checksum of every table of ours."""
	tables = frappe.get_all(
		"DocType",
		filters={
			"module": ["in", frappe.get_module_list("volunteer_services")],
			"issingle": 0,
			"is_virtual": 0,
		},
		pluck="name",
		order_by="name",
		limit_page_length=0,
	)
	listed = ", ".join(f"`tab{name}`" for name in tables)
	return {row[0]: row[1] for row in frappe.db.sql(f"checksum table {listed}")}


@pytest.mark.parametrize("path", sorted(doors.functions()))
def test_no_input_breaks_it(world, watched, path):
	function = doors.functions()[path]
	verb = doors.verb_of(function)
	before, began, wrong = checksums(), time.monotonic(), []
	for kind in KINDS:
		for number in range(COUNT):
			case = inputs.case(function, world.known, f"{SEED}:{path}:{kind}", number)
			watched.clear()
			address = f"192.0.2.{number}.{kind}"
			status, text, inside = doors.answer(path, verb, case, world.users[kind], address)
			found = doors.faults(status, text, case)
			if status >= 400 and any(watched):
				found.append("stored although refused")
			frappe.db.rollback()
			_TALLY[f"{kind} {status}"] += 1
			if found:
				wrong.append((kind, number, found, _short(case), text[:600], inside[-1200:]))
	_TALLY["milliseconds"] += int(1000 * (time.monotonic() - began))
	_must_be_empty(wrong)
	assert checksums() == before, "a rolled-back call left something"


def test_no_input_breaks_it_through_the_whole_application(world):
	"""A sample of the same inputs as real requests: session, headers, Frappe's own commit and rollback."""
	wrong, site, sites_path = [], frappe.local.site, frappe.local.sites_path
	frappe.db.commit()
	before = checksums()
	for path, function in sorted(doors.functions().items()):
		verb = doors.verb_of(function)
		for kind in KINDS:
			for number in range(WHOLE):
				# Only the guest may go on to succeed: the others' world stays as it is for the checksums.
				case = inputs.case(function, {}, f"whole:{SEED}:{path}:{kind}", number)
				token = world.api_tokens[kind]
				status, text = doors.whole_answer(path, verb, case, token, f"198.51.100.{number}")
				_TALLY[f"whole {kind} {status}"] += 1
				found = doors.faults(status, text, case)
				if found:
					wrong.append((path, kind, number, found, _short(case), text[:600]))
	frappe.init(site=site, sites_path=sites_path, force=True)
	frappe.connect()
	start_test(frappe)
	_must_be_empty(wrong)
	assert checksums() == before, "a call without a real name in it stored something"


def _must_be_empty(wrong: list) -> None:
	if wrong:
		first = "\n".join("\n\t".join(map(str, row)) for row in wrong[:4])
		pytest.fail(f"{len(wrong)} faults; the first:\n{first}", pytrace=False)


def _short(case: inputs.Case) -> str:
	return (
		repr({name: (repr(value)[:80]) for name, value in case.arguments.items()}) + f" json={case.as_json}"
	)
