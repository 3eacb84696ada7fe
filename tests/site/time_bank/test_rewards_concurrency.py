"""Many processes at once, and kill -9 in the middle: points and stock are held together (invariant 4)."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import frappe
import pytest

from tests import factories as make
from tests.site.time_bank.rewards_world import REDEMPTION, ask, item, points, rich, stock
from volunteer_services.time_bank.services.books import accounts, audit

pytestmark = pytest.mark.commits

WORKER = Path(__file__).parent / "rewards_worker.py"
PROCESSES = 20


def start(task: str, user: str, **values) -> subprocess.Popen:
	environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(WORKER.parents[3]), *sys.path])}
	return subprocess.Popen(
		[sys.executable, str(WORKER), task, user, json.dumps(values)],
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
		done.update(json.loads(out.splitlines()[-1])["done"])
	frappe.db.rollback()
	return done


def people(place, count: int, **values):
	"""Volunteers with a user and points of their own."""
	return [rich(place, user=make.make_user(make.VOLUNTEER), **values) for _ in range(count)]


def check_invariants(volunteers, rewards) -> None:
	"""Nothing below zero; what is held is the sum of what is open, points and pieces alike."""
	frappe.db.rollback()
	names = {reward.name for reward in rewards}
	names |= {accounts.volunteer_key(volunteer.name) for volunteer in volunteers}
	assert not [row for row in audit.findings(10**6) if row["reference_name"] in names]
	for volunteer in volunteers:
		rows = frappe.get_all(
			REDEMPTION,
			{"volunteer": volunteer.name},
			["name", "points", "workflow_state"],
			limit_page_length=0,
		)
		held = sum(row.points for row in rows if row.workflow_state in ("Requested", "Approved"))
		spent = sum(row.points for row in rows if row.workflow_state == "Fulfilled")
		opened, summed = frappe.db.sql(
			"""select sum(case when `kind` = 'Opening' then `points` else 0 end), sum(`points`)
			from `tabPoints Entry` where `account` = %s""",
			f"Volunteer:{volunteer.name}",
		)[0]
		assert points(volunteer) == (summed, held), volunteer.name
		assert opened - spent == summed >= held >= 0, volunteer.name
		posted = frappe.db.count("Points Transfer", {"voucher": ["in", [row.name for row in rows] or [""]]})
		assert posted == len([row for row in rows if row.workflow_state == "Fulfilled"])


def test_the_last_piece_goes_to_exactly_one_of_twenty():
	place = make.Place()
	crowd, last = people(place, PROCESSES), item(place, stock_qty=1)
	frappe.db.commit()
	done = finish([start("request", person.user, item=last.name) for person in crowd])
	assert done == {"Requested": 1, "RewardStockError": PROCESSES - 1}
	assert stock(last) == (1, 1)
	assert sum(points(person)[1] for person in crowd) == 20
	check_invariants(crowd, [last])


def test_one_account_is_never_overdrawn_by_twenty_counters():
	place = make.Place().staff()
	(who,) = people(place, 1, points=100)
	rewards = [item(place, stock_qty=50) for _ in range(4)]
	frappe.db.commit()
	done = finish(
		[
			start("counter", place.leader, volunteers=[who.name], items=[rewards[number % 4].name])
			for number in range(PROCESSES)
		]
	)
	assert done == {"Fulfilled": 5, "InsufficientPointsError": PROCESSES - 5}
	assert points(who) == (0, 0)
	assert sum(stock(reward)[0] for reward in rewards) == 200 - 5
	check_invariants([who], rewards)


def test_counters_portals_stock_and_cancels_in_parallel():
	place = make.Place().staff()
	crowd = people(place, 6)
	rewards = [item(place, stock_qty=6, limit_per_volunteer=2) for _ in range(3)]
	frappe.db.commit()
	names = [person.name for person in crowd]
	items = [reward.name for reward in rewards]
	done = finish(
		[
			start("counter", place.leader, volunteers=names, items=items),
			start("counter", place.manager, volunteers=names[::-1], items=items[::-1]),
			*(start("ask_and_cancel", person.user, item=items[0], times=6) for person in crowd[:3]),
			start("stock", place.manager, item=items[0], times=8),
			start("stock", place.manager, item=items[1], times=8),
		]
	)
	assert done["Fulfilled"] and done["Cancelled"]
	assert set(done) <= {"Fulfilled", "Cancelled", "RewardStockError", "RedemptionError", 8}, done
	check_invariants(crowd, rewards)
	received = {items[0]: 8, items[1]: 8}
	for reward in rewards:
		handed = frappe.db.count(REDEMPTION, {"reward_item": reward.name, "workflow_state": "Fulfilled"})
		assert stock(reward) == (6 + received.get(reward.name, 0) - handed, 0)


def test_a_redemption_is_handed_over_once():
	place = make.Place().staff()
	(who,) = people(place, 1)
	reward = item(place, points_price=60)
	docs = [ask(who.user, reward) for _ in range(4)]
	for doc in docs:
		frappe.set_user(place.manager)
		doc = frappe.get_doc(REDEMPTION, doc.name)
		doc.workflow_state = "Approved"
		doc.save()
	frappe.db.commit()
	names = [doc.name for doc in docs]
	done = finish([start("hand_over", place.leader, names=names) for _ in range(8)])
	assert done["Fulfilled"] == 4, done
	assert points(who) == (500 - 240, 0) and stock(reward) == (6, 0)
	check_invariants([who], [reward])


@pytest.mark.parametrize("delay", [0.0, 0.15, 0.4])
def test_kill_nine_in_the_middle_leaves_nothing_half_done(delay):
	place = make.Place().staff()
	crowd = people(place, 5, points=2000)
	rewards = [item(place, stock_qty=100) for _ in range(4)]
	frappe.db.commit()
	names, items = [person.name for person in crowd], [reward.name for reward in rewards]
	victims = [start("counter", place.leader, volunteers=names, items=items) for _ in range(2)]
	victims.append(start("ask_and_cancel", crowd[0].user, item=items[0], times=100))
	wait_for_first(names, victims)
	time.sleep(delay)
	for process in victims:
		process.send_signal(signal.SIGKILL)
		process.communicate()
	time.sleep(0.5)
	check_invariants(crowd, rewards)
	done = finish([start("counter", place.leader, volunteers=names, items=items)])
	assert done == {"Fulfilled": 20}
	check_invariants(crowd, rewards)


def wait_for_first(volunteers: list[str], processes) -> None:
	end = time.monotonic() + 60
	while time.monotonic() < end and any(process.poll() is None for process in processes):
		time.sleep(0.02)
		frappe.db.rollback()
		if frappe.db.count(REDEMPTION, {"volunteer": ["in", volunteers]}):
			return
