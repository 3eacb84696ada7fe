"""What the pages of the public and of volunteers cost the server (issue 12).

	tools/devsite run benchmarks/portal.py --activities 10000 --logs 1000000

On rows of its own: so many open activities with a shift each, and so many records of 20,000 volunteers. Each
page is made as the website makes it, without its cache; the public ones also from it. Targets: 200 ms and 15
queries of ours for a page, 200 ms for the list at 10,000 open activities, 100 pages a second from the cache.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import frappe
from frappe.utils import set_request
from frappe.website.serve import get_response

sys.path.insert(0, str(Path(__file__).parent))

from population import STAMP, VOLUNTEER_FIELDS
from scratch import insert_many

from volunteer_services.foundation.database.names import random_name
from volunteer_services.portal.services import rendering
from volunteer_services.portal.services.own import parts
from volunteer_services.portal.services.public import figures

PREFIX = "benchmark-"
PROJECT, USER = f"{PREFIX}project", "benchmark@volunteers.example"
PEOPLE = 20_000
_BY = (STAMP, STAMP, "Administrator", "Administrator")
_HEAD = ("name", "creation", "modified", "owner", "modified_by")


def fill(activities: int, logs: int) -> None:
	_insert("Volunteer Project", PROJECT, project_name=PROJECT, workflow_state="Recruiting")
	begins = datetime(2099, 1, 1, 9)
	insert_many(
		"Service Activity",
		(
			*_HEAD,
			"activity_name",
			"project",
			"workflow_state",
			"starts_on",
			"ends_on",
			"audience",
			"capacity",
		),
		(
			(
				f"{PREFIX}{n:06d}",
				*_BY,
				f"活动{n}",
				PROJECT,
				"Published",
				at,
				at + timedelta(hours=3),
				"Public",
				20,
			)
			for n in range(activities)
			for at in [begins + timedelta(minutes=n)]
		),
	)
	insert_many(
		"Activity Shift",
		(*_HEAD, "activity", "shift_title", "is_whole", "starts_on", "ends_on", "capacity", "places_taken"),
		(
			(f"{PREFIX}{n:06d}", *_BY, f"{PREFIX}{n:06d}", "整场", 1, at, at + timedelta(hours=3), 20, n % 21)
			for n in range(activities)
			for at in [begins + timedelta(minutes=n)]
		),
	)
	insert_many(
		"Volunteer Profile",
		VOLUNTEER_FIELDS,
		(
			(
				_person(n), *_BY, _person(n), f"志愿者{n:05d}", "Female", "1980-05-17", "Registered", None,
				None, "Resident ID", f"{PREFIX}{n:050d}", None, None, 1, "2023-01-01", "None",
			)
			for n in range(PEOPLE)
		),
	)  # fmt: skip
	today = datetime.now().date()
	insert_many(
		"Service Log",
		(*_HEAD, "docstatus", "workflow_state", "volunteer", "volunteer_name", "project", "service_date",
			"minutes", "hours"),
		(
			(random_name(), *_BY, 1, "Approved", _person(n % PEOPLE), _person(n % PEOPLE), PROJECT,
				today - timedelta(days=n % 700), 120, 2)
			for n in range(logs)
		),
	)  # fmt: skip
	frappe.get_doc(
		{"doctype": "User", "email": USER, "first_name": "基准", "send_welcome_email": 0,
			"roles": [{"role": "Volunteer"}]}
	).insert(ignore_permissions=True)  # fmt: skip
	frappe.db.set_value("Volunteer Profile", _person(0), "user", USER)
	frappe.db.commit()


def _person(number: int) -> str:
	return f"{PREFIX}V{number:05d}"


def _insert(doctype: str, name: str, **values) -> None:
	values = {"name": name, **dict(zip(_HEAD[1:], _BY, strict=True)), **values}
	insert_many(doctype, tuple(values), [tuple(values.values())])


def visit(user: str, path: str) -> None:
	frappe.set_user(user)
	frappe.local.lang = "zh"
	frappe.local.form_dict = frappe._dict()
	frappe.local.response = frappe._dict(docs=[])
	set_request(path=f"/{path}")
	answer = get_response(path)
	if answer.status_code != 200:
		raise SystemExit(f"{path}: {answer.status_code}")


def forget() -> None:
	"""The pages that are kept; not the figures, which are reckoned beforehand."""
	frappe.cache.delete_keys("volunteer_services:page")


def measured(
	work: Callable[[], None], runs: int, before: Callable[[], None] = lambda: None
) -> tuple[float, int]:
	"""(median seconds, statements)."""
	send, times, count = frappe.db.sql, [], 0

	def counted(*args, **kwargs):
		nonlocal count
		count += 1
		return send(*args, **kwargs)

	frappe.db.sql = counted
	try:
		for _run in range(runs):
			before()
			count, began = 0, time.perf_counter()
			work()
			times.append(time.perf_counter() - began)
	finally:
		frappe.db.sql = send
	return statistics.median(times), count


def clean() -> None:
	frappe.set_user("Administrator")
	for table, column in (
		("Service Log", "volunteer"),
		("Activity Shift", "activity"),
		("Service Activity", "name"),
		("Volunteer Project", "name"),
		("Volunteer Profile", "name"),
	):
		frappe.db.sql(f"delete from `tab{table}` where `{column}` like %s", (f"{PREFIX}%",))
	if frappe.db.exists("User", USER):
		frappe.delete_doc("User", USER, ignore_permissions=True, force=True)
	frappe.db.commit()
	forget()


def main() -> None:
	parser = argparse.ArgumentParser(
		description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
	)
	parser.add_argument("--activities", type=int, default=10_000)
	parser.add_argument("--logs", type=int, default=1_000_000)
	parser.add_argument("--runs", type=int, default=7)
	args = parser.parse_args()
	clean()
	try:
		fill(args.activities, args.logs)
		print(f"{args.activities:,} open activities, {args.logs:,} records of {PEOPLE:,} volunteers")
		print(f"{'':<34} {'ms':>8} {'statements':>11}")
		visit("Guest", "volunteer-points-pool")
		reckoned, _count = measured(figures.refresh, 3)
		print(f"{'the public figures, once an hour':<34} {reckoned * 1000:>8.1f}")
		plain, plain_count = measured(lambda: visit("Guest", "volunteer-offline"), args.runs)
		print(f"{'a page without any data':<34} {plain * 1000:>8.1f} {plain_count:>11}")
		for page in rendering.PUBLIC:
			seconds, count = measured(lambda page=page: visit("Guest", page), args.runs, forget)
			kept, _count = measured(lambda page=page: visit("Guest", page), args.runs * 5)
			print(
				f"{page:<34} {seconds * 1000:>8.1f} {count:>11}   from the cache {1 / kept:,.0f} a second",
				flush=True,
			)
		for part in parts.PARTS.values():
			seconds, count = measured(lambda part=part: visit(USER, part.address.strip("/")), args.runs)
			print(f"{part.address:<34} {seconds * 1000:>8.1f} {count:>11}", flush=True)
	finally:
		frappe.db.rollback()
		clean()
		figures.refresh()


if __name__ == "__main__":
	main()
