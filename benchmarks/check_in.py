"""What a check-in costs, and an event of 3,000 people from the door to the records (issue 11).

	tools/devsite run benchmarks/check_in.py --people 3000 --processes 2

First: everybody is scanned in, from as many processes as the machine has cores, the way an organiser's phone
does it. Target: 1,000 in a minute. Then the board of the door and the summary on the activity's form are read
once: at most 2 s. Then everybody is checked out and the list becomes records, in the batches of the job:
at most 60 s for 3,000.
It works on rows of its own on the site and takes them away at the end.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import frappe
from frappe.utils import now_datetime

sys.path.insert(0, str(Path(__file__).parent))

from population import STAMP
from scratch import insert_many
from sign_up import PREFIX, PROJECT, SIGN_UP_FIELDS, _insert, clean, fill, say, volunteer

from volunteer_services.foundation.database import retry
from volunteer_services.service_records.services import recording
from volunteer_services.volunteer_projects.services.presence import door, events, roll_call
from volunteer_services.volunteer_projects.services.signing import sign_ups

ACTIVITY = f"{PREFIX}event"
SHIFT = f"{ACTIVITY}-shift"
CHECK_IN_FIELDS = (
	"name", "creation", "modified", "owner", "modified_by", "sign_up", "activity", "activity_name", "shift",
	"volunteer", "volunteer_name", "kind", "happened_at", "received_at", "method", "is_open",
)  # fmt: skip


def check_in(number: int) -> None:
	"""One scan, as its request does it."""
	seen = events.Seen("In", "Leader Scan")
	retry.whole(lambda: events.record(ACTIVITY, volunteer(number), seen), attempts=100)


def work(numbers: list[int], begin: float) -> None:
	"""Body of a process: scan everybody in, and print when it was done."""
	time.sleep(max(0, begin - time.time()))
	for number in numbers:
		check_in(number)
	print(json.dumps(time.time()), flush=True)


def measure_door(people: int, processes: int) -> None:
	begin = time.time() + 4
	running = [
		subprocess.Popen(
			[sys.executable, __file__, "--worker", json.dumps([numbers, begin])],
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
	seconds = max(ends) - begin
	frappe.db.rollback()
	noted = frappe.db.count("Check In", {"activity": ACTIVITY, "kind": "In"})
	if noted != people:
		raise SystemExit(f"{noted} of {people} check-ins are noted")
	say(
		f"{people:,} check-ins from {processes} processes: {seconds:.1f} s,"
		f" {people / seconds * 60:,.0f} a minute (target 1,000)"
	)


def measure_opening() -> None:
	for title, read in (("the door's board", door.board), ("the form's summary", sign_ups.summary)):
		began = time.perf_counter()
		read(ACTIVITY)
		say(f"{title}: {time.perf_counter() - began:.2f} s (target 2)")


def measure_records(people: int) -> None:
	"""The event is over; who was scanned in was scanned out at its end."""
	frappe.db.set_value("Service Activity", ACTIVITY, {"starts_on": hours(-4), "ends_on": hours(-1)})
	frappe.db.set_value("Activity Shift", SHIFT, {"starts_on": hours(-4), "ends_on": hours(-1)})
	frappe.db.sql(
		"update `tabCheck In` set `happened_at` = %s, `is_open` = 0 where `activity` = %s",
		(hours(-4), ACTIVITY),
	)
	rows = frappe.get_all(
		"Activity Sign Up", {"activity": ACTIVITY}, ["name", "volunteer"], limit=0, order_by="name"
	)
	user = "Administrator"
	insert_many(
		"Check In",
		CHECK_IN_FIELDS,
		(
			(
				f"{row.name}-out", STAMP, STAMP, user, user, row.name, ACTIVITY, ACTIVITY, SHIFT,
				row.volunteer, row.volunteer, "Out", hours(-1), hours(-1), "Leader Scan", 0,
			)
			for row in rows
		),
	)  # fmt: skip
	frappe.db.commit()
	began = time.perf_counter()
	added = roll_call.into_grid(ACTIVITY)
	frappe.db.commit()
	say(f"{added:,} people into the list: {time.perf_counter() - began:.1f} s")
	began = time.perf_counter()
	recording.record_in_background(ACTIVITY, f"{PREFIX}records")
	seconds = time.perf_counter() - began
	made = frappe.db.count("Service Log", {"activity": ACTIVITY, "trust_class": "Credited"})
	if made != people:
		raise SystemExit(f"{made} of {people} records are made")
	say(f"{made:,} records: {seconds:.1f} s (target 60 for 3,000)")


def hours(count: float):
	return now_datetime().replace(second=0, microsecond=0) + timedelta(hours=count)


def make_event(people: int) -> None:
	"""Everybody is signed up for an event that began an hour ago."""
	starts, ends = hours(-1), hours(3)
	_insert("Service Activity", ACTIVITY, activity_name=ACTIVITY, project=PROJECT, workflow_state="Published",
		starts_on=starts, ends_on=ends, capacity=people, audience="Public", location="公园",
		service_content="引导", activity_leader="演示")  # fmt: skip
	_insert("Activity Shift", SHIFT, activity=ACTIVITY, activity_name=ACTIVITY, shift_title=ACTIVITY,
		starts_on=starts, ends_on=ends, capacity=people, is_whole=1, places_taken=people,
		last_number=people)  # fmt: skip
	user = "Administrator"
	insert_many(
		"Activity Sign Up",
		SIGN_UP_FIELDS,
		(
			(
				f"{PREFIX}su{n:05d}", STAMP, STAMP, user, user, ACTIVITY, ACTIVITY, SHIFT, volunteer(n),
				volunteer(n), "Confirmed", starts, ends, STAMP, n + 1, "Staff",
			)
			for n in range(people)
		),
	)  # fmt: skip
	frappe.db.commit()


def clean_event() -> None:
	frappe.db.rollback()
	for table in ("Check In", "Service Log"):
		frappe.db.sql(f"delete from `tab{table}` where `activity` = %s", (ACTIVITY,))
	frappe.db.sql("delete from `tabService Activity Participant` where `parent` = %s", (ACTIVITY,))
	clean()


def main() -> None:
	parser = argparse.ArgumentParser(
		description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
	)
	parser.add_argument("--people", type=int, default=3000)
	parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
	parser.add_argument("--worker", help=argparse.SUPPRESS)
	args = parser.parse_args()
	if args.worker:
		frappe.init(site=os.environ["BENCHMARK_SITE"], sites_path=".")
		frappe.connect()
		work(*json.loads(args.worker))
		frappe.destroy()
		return
	clean_event()
	try:
		fill(args.people)
		make_event(args.people)
		measure_door(args.people, args.processes)
		measure_opening()
		measure_records(args.people)
	finally:
		clean_event()


if __name__ == "__main__":
	main()
