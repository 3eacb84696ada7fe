"""Opening an event of 3,000 people with many shifts, and its papers (issue 11).

	tools/devsite run benchmarks/event.py --people 3000

An activity with a shift for each of 8 posts at 12 times; everybody is signed up once, in any state. Measured
is what the form asks of the server: the document, the sign-ups' summary and the matrix post × time; and what
the day sheet of the whole event and the pass cards of one shift read. Target: the form in at most 2 seconds.
It works on rows of its own on the site and takes them away at the end.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import frappe

sys.path.insert(0, str(Path(__file__).parent))

from population import STAMP, VOLUNTEER_FIELDS
from scratch import insert_many

from volunteer_services.api import shifts, sign_ups
from volunteer_services.volunteer_projects.reporting import papers

PREFIX = "benchmark-event-"
ACTIVITY, PROJECT = f"{PREFIX}activity", f"{PREFIX}project"
POSTS = ("引导", "登记", "秩序", "问询", "行李", "热饮", "医护", "机动")
TIMES = 12
STATES = ("Signed Up", "Confirmed", "Confirmed", "Attended", "Attended", "Waiting", "Withdrawn")
BEGINS = datetime(2099, 1, 20, 6)
TARGET_SECONDS = 2
SHIFT_FIELDS = (
	"name", "creation", "modified", "owner", "modified_by", "activity", "activity_name", "shift_title",
	"post", "starts_on", "ends_on", "capacity", "minimum", "places_taken", "waiting_count",
)  # fmt: skip
SIGN_UP_FIELDS = (
	"name", "creation", "modified", "owner", "modified_by", "activity", "activity_name", "shift", "post",
	"volunteer", "volunteer_name", "status", "starts_on", "ends_on", "signed_up_on", "queue_no", "channel",
)  # fmt: skip
_BY = (STAMP, STAMP, "Administrator", "Administrator")


def planned() -> list[tuple[str, str, datetime, datetime]]:
	"""(name, post, begin, end) of each shift."""
	return [
		(f"{PREFIX}{time_no:02d}-{post_no}", post, begin, begin + timedelta(hours=4))
		for time_no in range(TIMES)
		for post_no, post in enumerate(POSTS)
		for begin in [BEGINS + timedelta(hours=4 * time_no)]
	]


def fill(people: int) -> None:
	all_shifts = planned()
	ends = all_shifts[-1][3]
	_insert("Volunteer Project", PROJECT, project_name=PROJECT, workflow_state="Recruiting")
	_insert("Service Activity", ACTIVITY, activity_name="春运暖冬", project=PROJECT,
		workflow_state="Published", starts_on=BEGINS, ends_on=ends, audience="Public")  # fmt: skip
	names = [f"{PREFIX}V{number:05d}" for number in range(people)]
	insert_many(
		"Volunteer Profile",
		VOLUNTEER_FIELDS,
		(
			(
				name, *_BY, name, f"志愿者{number:05d}", "Female", "1980-05-17", "Registered", None, None,
				"Resident ID", f"{PREFIX}{number:040d}", None, None, 1, "2023-01-01", "None",
			)
			for number, name in enumerate(names)
		),
	)  # fmt: skip
	each = people // len(all_shifts) + 1
	insert_many(
		"Activity Shift",
		SHIFT_FIELDS,
		(
			(name, *_BY, ACTIVITY, "春运暖冬", name, post, begin, end, each, each // 2, each, 0)
			for name, post, begin, end in all_shifts
		),
	)
	insert_many(
		"Activity Sign Up",
		SIGN_UP_FIELDS,
		(
			(
				f"{PREFIX}S{number:05d}", *_BY, ACTIVITY, "春运暖冬", shift, post, name, name,
				STATES[number % len(STATES)], begin, end, STAMP, number + 1, "Staff",
			)
			for number, name in enumerate(names)
			for shift, post, begin, end in [all_shifts[number % len(all_shifts)]]
		),
	)  # fmt: skip
	frappe.db.commit()


def _insert(doctype: str, name: str, **values) -> None:
	values = {"name": name, **dict(zip(("creation", "modified", "owner", "modified_by"), _BY, strict=True)),
		**values}  # fmt: skip
	insert_many(doctype, tuple(values), [tuple(values.values())])


def open_form() -> None:
	"""What the desk asks when the activity is opened."""
	doc = frappe.get_doc("Service Activity", ACTIVITY)
	doc.check_permission("read")
	doc.as_dict()
	sign_ups.of_activity(ACTIVITY)
	shifts.matrix(ACTIVITY)


def cards_of_a_shift() -> None:
	frappe.local.form_dict = frappe._dict(shift=planned()[0][0])
	try:
		papers.activity_pass_cards(ACTIVITY)
	finally:
		frappe.local.form_dict = frappe._dict()


def measured(work: Callable[[], object], runs: int) -> tuple[float, int]:
	"""(median seconds, queries)."""
	send, times, queries = frappe.db.sql, [], 0

	def counted(*args, **kwargs):
		nonlocal queries
		queries += 1
		return send(*args, **kwargs)

	frappe.db.sql = counted
	try:
		for _run in range(runs):
			queries, began = 0, time.perf_counter()
			work()
			times.append(time.perf_counter() - began)
	finally:
		frappe.db.sql = send
	return statistics.median(times), queries


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


def main() -> None:
	parser = argparse.ArgumentParser(
		description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
	)
	parser.add_argument("--people", type=int, default=3000)
	parser.add_argument("--runs", type=int, default=5)
	args = parser.parse_args()
	clean()
	try:
		fill(args.people)
		print(f"{args.people:,} sign-ups in {len(planned())} shifts")
		print(f"{'':<34} {'ms':>8} {'queries':>9}")
		for what, work in (
			(f"the form (target {TARGET_SECONDS * 1000} ms)", open_form),
			("the matrix alone", lambda: shifts.matrix(ACTIVITY)),
			("the day sheet of the whole event", lambda: papers.activity_day_sheet(ACTIVITY)),
			("the pass cards of one shift", cards_of_a_shift),
		):
			seconds, queries = measured(work, args.runs)
			print(f"{what:<34} {seconds * 1000:>8.1f} {queries:>9}", flush=True)
	finally:
		frappe.db.rollback()
		clean()


if __name__ == "__main__":
	main()
