"""Many processes at once, and kill -9 in the middle: invariants 1 and 5 hold (design §5)."""

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
from volunteer_services.service_records.services import proof
from volunteer_services.volunteer_recognition.services import recalculation

pytestmark = pytest.mark.commits

WORKER = Path(__file__).parent / "concurrency_worker.py"
DAYS = 14
DAY_MINUTES = 480


def start(task: str, user: str, logs: list[str]) -> subprocess.Popen:
	environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(WORKER.parents[3]), *sys.path])}
	return subprocess.Popen(
		[sys.executable, str(WORKER), task, user, json.dumps(logs)],
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


def waiting_logs(place, people: int) -> tuple[list[str], list[str]]:
	"""Committed logs of 8 hours on 14 days each, waiting for the site's review: 112 hours a person, one
	star."""
	volunteers = [place.volunteer().name for _ in range(people)]
	logs = [
		make.make_log(
			place,
			volunteer,
			minutes=DAY_MINUTES,
			service_date=f"2026-03-{day:02d}",
			state="Pending Site Review",
		).name
		for volunteer in volunteers
		for day in range(1, DAYS + 1)
	]
	frappe.db.commit()
	return volunteers, logs


def check_invariants(volunteers: list[str]) -> None:
	"""Totals are the sums of the approved logs; stars are those of the totals, each awarded once."""
	frappe.db.rollback()
	assert not [row for row in proof.findings(10**6) if row["reference_name"] in volunteers]
	recalculation.recalculate()
	frappe.db.commit()
	before = awards(volunteers)
	recalculation.recalculate()
	frappe.db.commit()
	assert awards(volunteers) == before, "a second run changed something"
	assert len({(row.volunteer, row.star) for row in before}) == len(before)
	for volunteer in volunteers:
		minutes = frappe.db.get_value("Volunteer Profile", volunteer, "total_minutes")
		eligible = frappe.db.get_value("Volunteer Profile", volunteer, "eligible_star")
		assert eligible == (1 if minutes >= 6000 else 0), (volunteer, minutes)


def awards(volunteers: list[str]) -> list:
	return frappe.get_all(
		"Star Award",
		filters={"volunteer": ["in", volunteers]},
		fields=["volunteer", "star", "status", "minutes_at_award"],
		order_by="name",
		limit_page_length=0,
	)


def test_approvals_corrections_cancels_and_recalculation_in_parallel():
	place = make.Place()
	volunteers, logs = waiting_logs(place, people=4)
	results = finish(
		[
			start("approve", place.manager, logs),
			start("approve", place.manager, logs),
			start("bulk", place.manager, logs),
			start("recalculate", "Administrator", []),
		]
	)
	approved = sum(result.get("ok", 0) for result in results[:2]) + results[2]["done"].get("Approved", 0)
	assert approved == len(logs), "each log was approved exactly once"
	check_invariants(volunteers)
	finish(
		[
			start("cancel", place.officer, logs[::4]),
			start("correct", place.officer, logs[1::4]),
			start("correct", place.officer, logs[1::4]),
			start("recalculate", "Administrator", []),
		]
	)
	expected = sum(
		DAY_MINUTES if index % 4 > 1 else 240 if index % 4 == 1 else 0 for index in range(len(logs))
	)
	check_invariants(volunteers)
	stored = frappe.db.sql(
		"select sum(`total_minutes`) from `tabVolunteer Profile` where `name` in %s", (tuple(volunteers),)
	)
	assert int(stored[0][0]) == expected


@pytest.mark.parametrize("task", ["bulk", "approve", "recalculate"])
def test_a_kill_in_the_middle_leaves_no_half_done_work(task):
	place = make.Place()
	volunteers, logs = waiting_logs(place, people=6)
	user = "Administrator" if task == "recalculate" else place.manager
	process = start(task, user, logs)
	wait_for_first_effect(task, logs, process)
	process.send_signal(signal.SIGKILL)
	process.communicate()
	frappe.db.rollback()
	assert not [row for row in proof.findings(10**6) if row["reference_name"] in volunteers]
	finish([start(task, user, logs)])
	if task != "recalculate":
		rest = finish([start("bulk", place.manager, logs)])[0]["problems"]
		assert {row["problem"] for row in rest} <= {"Approve is not possible while the record is Approved."}
		frappe.db.rollback()
		states = frappe.get_all(
			"Service Log", filters={"name": ["in", logs]}, pluck="workflow_state", limit_page_length=0
		)
		assert set(states) == {"Approved"}
	check_invariants(volunteers)


def wait_for_first_effect(task: str, logs: list[str], process: subprocess.Popen) -> None:
	"""Until the process has done something but, if possible, not all."""
	end = time.monotonic() + 60
	while time.monotonic() < end and process.poll() is None:
		time.sleep(0.02)
		frappe.db.rollback()
		if task == "recalculate":
			time.sleep(2.5)
			return
		if frappe.db.count("Service Log", {"name": ["in", logs], "docstatus": 1}):
			return
