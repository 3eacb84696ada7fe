"""18 processes at work and kill -9 of web server, queue worker and database in between; then the invariants.

``FAULTS=20`` says how many kills there are; without it the short form has 4, in about a minute.
"""

from __future__ import annotations

import json
import os
import pathlib
import random
import subprocess
import sys
import time
from collections import Counter

import pytest

from tests.faults import invariants
from tests.faults.stage import HOME, Stage

pytestmark = pytest.mark.timeout(3 * 3600)

KILLS = int(os.environ.get("FAULTS") or 4)
SEED = int(os.environ.get("FAULTS_SEED") or 1)
BETWEEN_SECONDS = (4, 9) if KILLS < 10 else (6, 15)
LINGER_SECONDS = 10  # a request that met the dead database may take so long to say so
# Bulk reviews and the large recalculations run in the queue worker.
PROCESSES = {
	"approve": 4,
	"bulk": 2,
	"correct": 4,
	"redeem": 2,
	"request": 2,
	"donate": 3,
	"recalculate": 1,
}
CLIENT = pathlib.Path(__file__).with_name("client.py")


@pytest.fixture
def stage(site, tmp_path):
	if not (HOME / "dumps/template.sql").exists():
		pytest.skip("needs the template that devsite makes: there is none of an existing bench")
	with Stage(tmp_path / "bench") as found:
		yield found


def test_the_invariants_hold_through_crashes(stage):
	assert sum(PROCESSES.values()) == 18
	world = stage.where / "world.json"
	world.write_text(stage.run("world.py").splitlines()[-1])
	for name in ("web", "worker"):
		stage.start(name)
	with stage.connection() as connection:
		assert not invariants.violations(connection), "before the first kill"
		before = invariants.remember(connection)
	clients = start_clients(stage, world)
	try:
		kills, without_database = kill_again_and_again(stage)
	finally:
		results = stop_clients(stage, clients)
	stage.stop("worker")
	stage.run("settle.py")
	with stage.connection() as connection:
		told = acknowledged(results)
		broken = invariants.violations(connection)
		broken += invariants.changes(connection, before)
		broken += invariants.unkept_promises(connection, told)
	report(results, kills, broken)
	assert not broken, f"{len(broken)} violations; the first:\n" + "\n".join(map(str, broken[:10]))
	errors = [
		error
		for error in told.get("errors", ())
		if not any(begin < error[0] < end for begin, end in without_database)
	]
	assert not errors, f"{len(errors)} times 5xx with the database there: {errors[:3]}"
	done = {result["task"] for result in results if result["outcomes"].get("done")}
	assert done == set(PROCESSES), f"nothing was done of {set(PROCESSES) - done}"


def start_clients(stage, world) -> list[subprocess.Popen]:
	found = []
	for number, task in enumerate(task for task, count in PROCESSES.items() for _ in range(count)):
		command = [sys.executable, str(CLIENT), task, str(SEED * 1000 + number), stage.url, str(world)]
		found.append(
			subprocess.Popen(
				[*command, str(stage.where / "stop")],
				stdout=subprocess.PIPE,
				stderr=subprocess.PIPE,
				text=True,
			)
		)
	return found


def stop_clients(stage, clients) -> list[dict]:
	(stage.where / "stop").touch()
	found = []
	for client in clients:
		out, err = client.communicate(timeout=300)
		assert client.returncode == 0, err[-2000:]
		found.append(json.loads(out))
	return found


def kill_again_and_again(stage) -> tuple[Counter, list[tuple[float, float]]]:
	"""The kills by name, and from when to when there was no database."""
	chance, kills, without = random.Random(SEED), Counter(), []
	names = ["web", "database", "worker"]
	for number in range(KILLS):
		time.sleep(chance.uniform(*BETWEEN_SECONDS))
		name = names[number % len(names)]
		began = time.time()
		stage.kill(name)
		kills[name] += 1
		time.sleep(chance.uniform(0.1, 1))
		stage.start(name)
		if name == "database":
			without.append((began - 1, time.time() + LINGER_SECONDS))
	time.sleep(BETWEEN_SECONDS[0])
	return kills, without


def acknowledged(results: list[dict]) -> dict[str, list]:
	found: dict[str, list] = {}
	for result in results:
		for kind, values in result.items():
			if kind not in ("task", "outcomes"):
				found.setdefault(kind, []).extend(values)
	return found


def report(results: list[dict], kills: Counter, broken: list) -> None:
	outcomes: dict[str, Counter] = {}
	for result in results:
		outcomes.setdefault(result["task"], Counter()).update(result["outcomes"])
	lines = [f"  {task}: {dict(counts)}" for task, counts in outcomes.items()]
	total = sum(sum(counts.values()) for counts in outcomes.values())
	text = "\n".join(
		[
			f"faults: {total} operations by 18 processes, kills {dict(kills)}, {len(broken)} violations",
			*lines,
		]
	)
	(HOME / "logs/faults.txt").write_text(text + "\n")
	sys.__stdout__.write(f"\n{text}\n")
