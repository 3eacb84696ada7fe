"""Runs as jobs: a batch is a transaction, what was killed is resumed, what was in the way is tried again."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import frappe
import pytest

from tests import factories
from tests.site.volunteer_recognition.stars_world import award, awards, profile, scheme, serve
from volunteer_services.service_records.services import proof, totals
from volunteer_services.volunteer_recognition.services import batch_rows, recalculation

pytestmark = pytest.mark.commits

KILLED_AFTER_ONE_BATCH = """
import os, signal, frappe
os.chdir(os.environ["DEVSITE_SITES_PATH"])
frappe.init(site=os.environ["DEVSITE_SITE"], sites_path=os.environ["DEVSITE_SITES_PATH"])
frappe.connect()
from volunteer_services.volunteer_recognition.services import batch_rows, recalculation
recalculation.RANGE, recalculation.BATCH = 4, 2
write, batches = batch_rows.write_profiles, []
def write_and_die(*args):
	batches.append(write(*args))
	if len(batches) == 2:
		os.kill(os.getpid(), signal.SIGKILL)
	return batches[-1]
batch_rows.write_profiles = write_and_die
recalculation.Recalculation(commits=True).run()
"""


@pytest.fixture
def people():
	"""Six volunteers with hours that no file knows of, committed; their awards go afterwards."""
	scheme()
	place = factories.Place()
	names = [place.volunteer().name for _ in range(6)]
	recalculation.Recalculation(commits=True).run()
	for name in names:
		serve(name, 120, refresh=False)
	frappe.db.commit()
	yield names
	frappe.db.rollback()
	frappe.db.sql("delete from `tabService Log` where `volunteer` in %s", (tuple(names),))
	frappe.db.sql("delete from `tabStar Award` where `volunteer` in %s", (tuple(names),))
	frappe.db.sql("delete from `tabStar Scheme` where `effective_from` >= '2026-01-01'")
	totals.refresh(names)
	frappe.db.commit()


def test_killed_run_leaves_whole_batches_and_the_next_one_does_the_rest(people):
	environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[3]), *sys.path])}
	killed = subprocess.run([sys.executable, "-c", KILLED_AFTER_ONE_BATCH], env=environment, timeout=120)
	assert killed.returncode == -signal.SIGKILL
	frappe.db.rollback()
	done = [name for name in people if awards(name)]
	assert 0 < len(done) < len(people)
	for name in people:
		whole = (7200, 1, 1) if name in done else (0, 0, 0)
		found = profile(name)
		assert (found.total_minutes or 0, found.eligible_star, found.star_level) == whole
	before = {name: award(name, 1) for name in done}
	recalculation.Recalculation(commits=True).run()
	assert all(awards(name) == {1: "Granted"} for name in people)
	assert proof.findings() == []
	assert {name: award(name, 1) for name in done} == before


def test_batch_is_tried_again_when_somebody_was_in_the_way(people, monkeypatch):
	write, tries = batch_rows.write_profiles, []

	def deadlock_once(*args):
		tries.append(1)
		if len(tries) == 1:
			raise frappe.QueryDeadlockError(1213, "Deadlock found")
		return write(*args)

	monkeypatch.setattr(batch_rows, "write_profiles", deadlock_once)
	result = recalculation.Recalculation(commits=True).run(people)
	assert result["granted"] == 6
	assert all(awards(name) == {1: "Granted"} for name in people)


def test_other_errors_are_not_swallowed_and_leave_nothing(people, monkeypatch):
	def fail(*_args):
		raise ValueError("no transaction in the way")

	monkeypatch.setattr(batch_rows, "write_profiles", fail)
	with pytest.raises(ValueError, match="in the way"):
		recalculation.Recalculation(commits=True).run(people)
	frappe.db.rollback()
	assert not any(awards(name) for name in people)


def test_within_a_caller_s_transaction_nothing_is_committed(people):
	recalculation.recalculate(people)
	frappe.db.rollback()
	assert not any(awards(name) for name in people)
