"""Many processes at once, and kill -9 in the middle: no place is given twice, nobody is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import frappe
import pytest

from tests import factories as make
from tests.site.volunteer_projects.signing_world import SIGN_UP, counters, published
from volunteer_services.volunteer_projects.domain.sign_up import HOLDS_PLACE

pytestmark = pytest.mark.commits

WORKER = Path(__file__).parent / "sign_up_worker.py"
PROCESSES = 8


def start(task: str, activity: str, volunteers: list[str], begin: float) -> subprocess.Popen:
	environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(WORKER.parents[3]), *sys.path])}
	return subprocess.Popen(
		[sys.executable, str(WORKER), task, activity, json.dumps(volunteers), str(begin)],
		env=environment,
		stdout=subprocess.PIPE,
		stderr=subprocess.PIPE,
		text=True,
	)


def finish(processes: list[subprocess.Popen]) -> Counter:
	done: Counter = Counter()
	for process in processes:
		out, err = process.communicate(timeout=240)
		assert process.returncode == 0, err[-3000:]
		done.update(json.loads(out.splitlines()[-1]))
	frappe.db.rollback()
	return done


def people(place, count: int) -> list[str]:
	return [place.volunteer().name for _n in range(count)]


def check(activity, capacity: int) -> list:
	"""The counters say what the sign-ups say, no number is given twice, and nobody overtook another."""
	rows = frappe.get_all(
		SIGN_UP,
		{"activity": activity.name},
		["volunteer", "status", "queue_no"],
		order_by="queue_no",
		limit_page_length=0,
	)
	holding = [row for row in rows if row.status in HOLDS_PLACE]
	waiting = [row for row in rows if row.status == "Waiting"]
	assert counters(activity) == [(len(holding), len(waiting))]
	assert len(holding) <= capacity and len({row.queue_no for row in rows}) == len(rows)
	assert not waiting or max(row.queue_no for row in holding) < min(row.queue_no for row in waiting)
	return rows


def test_exactly_as_many_as_there_are_places_get_one(clean_site):
	place = make.Place().staff()
	activity, who = published(place, capacity=20), people(place, 64)
	frappe.db.commit()
	begin = time.time() + 5
	done = finish([start("sign_up", activity.name, who[n::PROCESSES], begin) for n in range(PROCESSES)])
	assert done == {"Signed Up": 20, "Waiting": 44}
	assert len(check(activity, 20)) == 64
	assert frappe.db.get_value("Service Activity", activity.name, "head_count") == 20


def test_the_same_person_from_several_windows_gets_one_place(clean_site):
	place = make.Place().staff()
	activity, (who,) = published(place, capacity=5), people(place, 1)
	frappe.db.commit()
	begin = time.time() + 5
	done = finish([start("sign_up", activity.name, [who], begin) for _n in range(4)])
	assert done == {"Signed Up": 4} and len(check(activity, 5)) == 1


def test_places_that_come_and_go_are_offered_in_order(clean_site):
	place = make.Place().staff()
	activity, who = published(place, capacity=4), people(place, 40)
	frappe.db.commit()
	begin = time.time() + 5
	tasks = ["sign_up", "come_and_go"]
	finish([start(tasks[n % 2], activity.name, who[n::PROCESSES], begin) for n in range(PROCESSES)])
	rows = check(activity, 4)
	assert sum(row.status in HOLDS_PLACE for row in rows) == 4
	assert Counter(row.status for row in rows)["Withdrawn"] == 20


def test_a_kill_in_the_middle_leaves_no_half_a_sign_up(clean_site):
	place = make.Place().staff()
	activity, who = published(place, capacity=6), people(place, 60)
	frappe.db.commit()
	running = [start("sign_up", activity.name, who[n::3], time.time() + 4) for n in range(3)]
	time.sleep(5)
	for process in running:
		process.kill()
		process.wait()
	frappe.db.rollback()
	placed = {row.volunteer for row in check(activity, 6)}
	rest = [name for name in who if name not in placed]
	finish([start("sign_up", activity.name, rest, time.time())])
	assert len(check(activity, 6)) == 60
