"""What a sign-up costs, and many who fight for few places (issue 11).

	tools/devsite run benchmarks/sign_up.py --people 3000 --places 200 --processes 16

First: one process signs everybody up for one shift. The time and the queries of a sign-up at the beginning
and at the end are compared. Target: at most 1.5 times, at most 12 queries.
Second: the same people from many processes at once, beside a raw transaction of the same rows (lock the
shift, look for the person, insert, two counters, commit) in the same run. Targets: exactly as many placed as
there are places, everybody else in order, nothing lost; at least a third of the raw rate.
It works on rows of its own on the site and takes them away at the end.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import frappe

sys.path.insert(0, str(Path(__file__).parent))

from population import STAMP, VOLUNTEER_FIELDS
from scratch import insert_many

from volunteer_services.foundation.database import retry
from volunteer_services.foundation.database.names import random_name
from volunteer_services.volunteer_projects.services.signing import enter
from volunteer_services.volunteer_projects.services.signing.checks import Ask

PREFIX = "benchmark-"
PROJECT = f"{PREFIX}project"
SIGN_UP_FIELDS = (
	"name", "creation", "modified", "owner", "modified_by", "activity", "activity_name", "shift", "volunteer",
	"volunteer_name", "status", "starts_on", "ends_on", "signed_up_on", "queue_no", "channel",
)  # fmt: skip
# Nobody is in two places at one time: each activity has a year of its own.
FIRST_YEAR = 2099


def volunteer(number: int) -> str:
	return f"{PREFIX}V{number:05d}"


# --- one sign-up --------------------------------------------------------------------------------------------


def sign_up_ours(activity: str, number: int) -> None:
	"""As its request does it, to the end of the transaction."""
	retry.whole(lambda: enter.sign_up(activity, Ask(volunteer(number)), f"{activity}-shift"), attempts=100)


def sign_up_raw(activity: str, number: int) -> None:
	"""The same rows and nothing else, by the same driver."""
	retry.whole(lambda: _raw(activity, volunteer(number)), attempts=100)


def _raw(activity: str, who: str) -> None:
	shift = f"{activity}-shift"
	((capacity, taken, waiting, last, starts, ends),) = frappe.db.sql(
		"""select `capacity`, `places_taken`, `waiting_count`, `last_number`, `starts_on`, `ends_on`
		from `tabActivity Shift` where `name` = %s for update""",
		(shift,),
	)
	frappe.db.sql(
		"""select `name` from `tabActivity Sign Up`
		where `activity` = %s and `shift` = %s and `volunteer` = %s for update""",
		(activity, shift, who),
	)
	placed = taken < capacity
	user = "Administrator"
	row = (random_name(), STAMP, STAMP, user, user, activity, activity, shift, who, who,
		"Signed Up" if placed else "Waiting", starts, ends, STAMP, last + 1, "Staff")  # fmt: skip
	fields = ", ".join(f"`{field}`" for field in SIGN_UP_FIELDS)
	frappe.db.sql(f"insert into `tabActivity Sign Up` ({fields}) values %s", (row,))
	frappe.db.sql(
		"""update `tabActivity Shift` set `places_taken` = %s, `waiting_count` = %s, `last_number` = %s
		where `name` = %s""",
		(taken + placed, waiting + (not placed), last + 1, shift),
	)
	frappe.db.sql(
		"update `tabService Activity` set `head_count` = `head_count` + %s where `name` = %s",
		(int(placed), activity),
	)


WAYS = {"raw": sign_up_raw, "ours": sign_up_ours}


def work(way: str, activity: str, warm: str, numbers: list[int], begin: float) -> None:
	"""Body of a process: sign everybody up, and print when it was done. ``warm``: where it tries before."""
	WAYS[way](warm, numbers[0])
	time.sleep(max(0, begin - time.time()))
	for number in numbers:
		WAYS[way](activity, number)
	print(json.dumps(time.time()), flush=True)


# --- all of them --------------------------------------------------------------------------------------------


def measure_growth(people: int, places: int) -> None:
	activity = make_activity("growth", places)
	send, times, queries = frappe.db.sql, [], []
	count = [0]

	def counted(*args, **kwargs):
		count[0] += 1
		return send(*args, **kwargs)

	frappe.db.sql = counted
	try:
		for number in range(people):
			count[0], began = 0, time.perf_counter()
			sign_up_ours(activity, number)
			times.append(time.perf_counter() - began)
			queries.append(count[0])
	finally:
		frappe.db.sql = send
	first, last = statistics.median(times[5:55]), statistics.median(times[-50:])
	say(f"{'one sign-up':<28} {'ms':>8} {'queries':>9}")
	say(f"{'the 5th to the 55th':<28} {first * 1000:>8.2f} {max(queries[5:55]):>9}")
	say(f"{f'the last 50 of {people:,}':<28} {last * 1000:>8.2f} {max(queries[-50:]):>9}")
	say(f"{'ratio (target 1.5)':<28} {last / first:>8.2f} {'(target 12)':>9}")


def measure_fight(people: int, places: int, processes: int, runs: int) -> None:
	ratios = []
	for run in range(runs):
		rates = {}
		for way in WAYS:
			activity = make_activity(f"{way}-{run}", places)
			warm = make_activity(f"warm-{way}-{run}", processes)
			rates[way] = people / fight(way, activity, warm, people, processes)
			check(activity, people, places)
		ratios.append(rates["ours"] / rates["raw"])
		say(
			f"{processes} processes, {people:,} people, {places} places: raw {rates['raw']:.0f}/s,"
			f" ours {rates['ours']:.0f}/s, {ratios[-1]:.2f} of the raw rate (target 0.33)"
		)
	say(f"median: {statistics.median(ratios):.2f}")


def fight(way: str, activity: str, warm: str, people: int, processes: int) -> float:
	"""Seconds from the common beginning until the last is done."""
	begin = time.time() + 3 + processes / 4
	running = [
		subprocess.Popen(
			[sys.executable, __file__, "--worker", json.dumps([way, activity, warm, numbers, begin])],
			stdout=subprocess.PIPE,
			text=True,
			env={
				**os.environ,
				"BENCHMARK_SITE": frappe.local.site,
				"PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
			},
		)
		for numbers in (list(range(people))[n::processes] for n in range(processes))
	]
	ends = []
	for process in running:
		out, _err = process.communicate()
		if process.returncode:
			raise SystemExit(f"a worker ended with {process.returncode}")
		ends.append(float(out.splitlines()[-1]))
	return max(ends) - begin


def check(activity: str, people: int, places: int) -> None:
	"""As many placed as there are places, the rest in order behind them, nobody lost or twice."""
	frappe.db.rollback()
	rows = frappe.db.sql(
		"select `status`, `queue_no` from `tabActivity Sign Up` where `activity` = %s order by `queue_no`",
		(activity,),
	)
	placed = [number for status, number in rows if status == "Signed Up"]
	waiting = [number for status, number in rows if status == "Waiting"]
	numbers = [number for _status, number in rows]
	if numbers != list(range(1, people + 1)) or len(placed) != places or len(waiting) != people - places:
		raise SystemExit(f"{activity}: {len(rows)} rows, {len(placed)} placed, {len(waiting)} waiting")
	if max(placed) > min(waiting):
		raise SystemExit(f"{activity}: somebody overtook another")


# --- rows of its own ----------------------------------------------------------------------------------------


def make_activity(title: str, places: int) -> str:
	name = f"{PREFIX}{title}"
	year = FIRST_YEAR + frappe.db.count("Service Activity", {"name": ["like", f"{PREFIX}%"]})
	starts, ends = f"{year}-05-05 09:00:00", f"{year}-05-05 12:00:00"
	_insert("Service Activity", name, activity_name=name, project=PROJECT, workflow_state="Published",
		starts_on=starts, ends_on=ends, capacity=places, audience="Public")  # fmt: skip
	_insert("Activity Shift", f"{name}-shift", activity=name, activity_name=name, shift_title=name,
		starts_on=starts, ends_on=ends, capacity=places, is_whole=1)  # fmt: skip
	frappe.db.commit()
	return name


def _insert(doctype: str, name: str, **values) -> None:
	values = {"name": name, "creation": STAMP, "modified": STAMP, "owner": "Administrator",
		"modified_by": "Administrator", **values}  # fmt: skip
	insert_many(doctype, tuple(values), [tuple(values.values())])


def fill(people: int) -> None:
	user = "Administrator"
	insert_many(
		"Volunteer Profile",
		VOLUNTEER_FIELDS,
		(
			(
				volunteer(n), STAMP, STAMP, user, user, volunteer(n), f"志愿者{n:05d}", "Female",
				"1980-05-17", "Registered", None, None, "Resident ID", f"{PREFIX}{n:050d}", None, None, 1,
				"2023-01-01", "None",
			)
			for n in range(people)
		),
	)  # fmt: skip
	_insert("Volunteer Project", PROJECT, project_name=PROJECT, workflow_state="Recruiting")
	frappe.db.commit()


def clean() -> None:
	for table, column in (
		("Activity Sign Up", "activity"),
		("Activity Shift", "activity"),
		("Service Activity", "name"),
		("Volunteer Project", "name"),
		("Volunteer Profile", "name"),
	):
		frappe.db.sql(f"delete from `tab{table}` where `{column}` like %s", (f"{PREFIX}%",))
	frappe.db.commit()


def say(text: str) -> None:
	print(text, flush=True)


def main() -> None:
	parser = argparse.ArgumentParser(
		description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
	)
	parser.add_argument("--people", type=int, default=3000)
	parser.add_argument("--places", type=int, default=200)
	parser.add_argument("--processes", type=int, default=16)
	parser.add_argument("--runs", type=int, default=3)
	parser.add_argument("--worker", help=argparse.SUPPRESS)
	args = parser.parse_args()
	if args.worker:
		frappe.init(site=os.environ["BENCHMARK_SITE"], sites_path=".")
		frappe.connect()
		work(*json.loads(args.worker))
		frappe.destroy()
		return
	clean()
	try:
		fill(args.people)
		measure_growth(args.people, args.places)
		measure_fight(args.people, args.places, args.processes, args.runs)
	finally:
		frappe.db.rollback()
		clean()


if __name__ == "__main__":
	main()
