"""A recipient's file, who was not visited, and which team to ask, among many (issue 13).

	tools/devsite run benchmarks/needs.py --recipients 100000 --needs 1000000

On rows of its own: recipients in the communities that the site has, and the services that they got, as needs
that are done. Targets: the file 300 ms, the list of those not visited 1 s, suggestions 300 ms; medians.
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

from population import STAMP
from scratch import insert_many

from volunteer_services.service_needs.reporting import communities, due
from volunteer_services.service_needs.reporting import needs as figures
from volunteer_services.service_needs.services.needs import suggesting
from volunteer_services.service_needs.services.recipients import glance

PREFIX = "benchmark-"
TEAMS = 2_000
_BY = (STAMP, STAMP, "Administrator", "Administrator")
_HEAD = ("name", "creation", "modified", "owner", "modified_by")


def fill(recipients: int, needs: int) -> None:
	regions = frappe.get_all("Service Region", {"region_level": "Community"}, pluck="name", order_by="lft")
	if not regions:
		raise SystemExit("the site has no communities: make the demo first")
	today = datetime.now()
	insert_many(
		"Service Recipient",
		(*_HEAD, "recipient_name", "masked_name", "region", "status", "living", "consent", "consent_on",
			"consent_way", "last_served_on", "due_on", "services"),
		(
			(
				_person(n), *_BY, f"服务对象{n}", "服**", regions[n % len(regions)], "On File", "Lives Alone",
				1, "2026-01-01", "Paper Form", day.date(), (day + timedelta(days=7)).date(),
				needs // recipients,
			)
			for n in range(recipients)
			for day in [today - timedelta(days=n % 40)]
		),
	)  # fmt: skip
	frappe.db.commit()
	insert_many(
		"Volunteer Team",
		(*_HEAD, "team_name", "region", "workflow_state", "is_group", "lft", "rgt"),
		(
			(f"{PREFIX}T{n:05d}", *_BY, f"队伍{n}", regions[n % len(regions)], "Active", 0,
				10_000_000 + 2 * n, 10_000_001 + 2 * n)
			for n in range(TEAMS)
		),
	)  # fmt: skip
	insert_many(
		"Service Need",
		(*_HEAD, "need_kind", "content", "recipient", "recipient_shown", "region", "workflow_state",
			"urgency", "received_on", "answer_by", "answered_on", "served_on", "rating", "team",
			"dispatched_on"),
		(
			(
				f"{PREFIX}{n:09d}", *_BY, "陪伴探访", "每周陪伴聊天", _person(n % recipients), "服**",
				regions[n % recipients % len(regions)], "Done", "Usual", at, at, at, at.date(), 5,
				f"{PREFIX}T{n % TEAMS:05d}", at,
			)
			for n in range(needs)
			for at in [today - timedelta(days=n % 365)]
		),
	)  # fmt: skip
	frappe.db.set_value("Service Need", f"{PREFIX}{0:09d}", {"workflow_state": "Verified", "team": None})
	frappe.db.commit()


def _person(number: int) -> str:
	return f"{PREFIX}R{number:06d}"


def measured(work: Callable[[], object], runs: int) -> tuple[float, int]:
	"""(median seconds, statements)."""
	send, times, count = frappe.db.sql, [], 0

	def counted(*args, **kwargs):
		nonlocal count
		count += 1
		return send(*args, **kwargs)

	frappe.db.sql = counted
	try:
		for _run in range(runs):
			count, began = 0, time.perf_counter()
			work()
			times.append(time.perf_counter() - began)
	finally:
		frappe.db.sql = send
	return statistics.median(times), count


def clean() -> None:
	frappe.set_user("Administrator")
	for table in ("Service Need", "Service Recipient", "Volunteer Team"):
		frappe.db.sql(f"delete from `tab{table}` where `name` like %s", (f"{PREFIX}%",))
		frappe.db.commit()


def main() -> None:
	parser = argparse.ArgumentParser(
		description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
	)
	parser.add_argument("--recipients", type=int, default=100_000)
	parser.add_argument("--needs", type=int, default=1_000_000)
	parser.add_argument("--runs", type=int, default=7)
	args = parser.parse_args()
	clean()
	try:
		fill(args.recipients, args.needs)
		print(f"{args.recipients:,} recipients, {args.needs:,} needs, {TEAMS:,} teams")
		for title, work in (
			("a recipient's file at a glance", lambda: glance.of(_person(1))),
			("who was not visited in time", lambda: due.not_visited({})),
			("teams suggested for a need", lambda: suggesting.suggest(f"{PREFIX}{0:09d}")),
			("needs of a year by kind", lambda: figures.by_kind({"period": "This Year"})),
			("files and needs by community", lambda: communities.by_community({"period": "This Month"})),
		):
			seconds, count = measured(work, args.runs)
			print(f"{title:<34} {seconds * 1000:>8.1f} ms {count:>4} statements", flush=True)
	finally:
		frappe.db.rollback()
		clean()


if __name__ == "__main__":
	main()
