"""What the scope condition costs on a list of service logs (issue 2, §7): at most 30 % more.

	tools/devsite run benchmarks/scope.py --logs 1000000

An officer with 1,000 teams below, once appointed to a district and once to a team at the top, asks for a page
of the list and for its count, as the desk does; beside it the same without a condition. It works on tables of
its own (scratch.py), so it may run on a site with data.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

import frappe
from frappe.desk import reportview

sys.path.insert(0, str(Path(__file__).parent))

from population import STAMP, fill_logs
from scratch import Scratch, insert_many

from volunteer_services.services import scope

DOCTYPES = ("Service Log", "Service Region", "Volunteer Team", "Staff Appointment")
OFFICERS = {"Service Region": "district@benchmark.example", "Volunteer Team": "detachment@benchmark.example"}
BELOW = 1000
FIELDS = ("name", "owner", "creation", "modified", "docstatus", "volunteer", "volunteer_name", "service_date")
FIELDS += ("hours", "workflow_state", "team", "is_late", "minutes")
WAITING = [["Service Log", "workflow_state", "=", "Pending Site Review"]]


def fill_trees(teams: int) -> None:
	"""One region a team; the first BELOW of each stand below one node, the others below another."""
	fields = ("name", "creation", "modified", "owner", "lft", "rgt", "is_group")
	for doctype, leaf, column in (
		("Service Region", "R{:05d}", "parent_service_region"),
		("Volunteer Team", "TEAM-{:05d}", "parent_volunteer_team"),
	):
		rows = [("MINE", STAMP, STAMP, "Administrator", 1, 2 * BELOW + 2, 1, None)]
		rows.append(("OTHERS", STAMP, STAMP, "Administrator", 2 * BELOW + 3, 2 * teams + 4, 1, None))
		for n in range(teams):
			lft = 2 * n + 2 if n < BELOW else 2 * n + 4
			parent = "MINE" if n < BELOW else "OTHERS"
			rows.append((leaf.format(n), STAMP, STAMP, "Administrator", lft, lft + 1, 0, parent))
		insert_many(doctype, (*fields, column), iter(rows))
	insert_many(
		"Staff Appointment",
		("name", "creation", "modified", "owner", "user", "scope_type", "scope", "from_date"),
		(
			(user, STAMP, STAMP, "Administrator", user, scope_type, "MINE", "2020-01-01")
			for scope_type, user in OFFICERS.items()
		),
	)


def page(filters: list) -> None:
	"""What the list asks for."""
	_ask(
		filters,
		fields=[f"`tabService Log`.`{field}`" for field in FIELDS],
		order_by="`tabService Log`.`creation` desc",
		start=0,
		page_length=20,
	)
	reportview.get()


def count(filters: list) -> None:
	"""What the list asks for beside it."""
	_ask(filters, fields=[])
	reportview.get_count()


def _ask(filters: list, **more) -> None:
	frappe.local.form_dict = frappe._dict(doctype="Service Log", filters=filters, **more)


def clock(work, filters: list, runs: int) -> float:
	times = []
	for _run in range(runs):
		begun = time.perf_counter()
		work(filters)
		times.append(time.perf_counter() - begun)
	return statistics.median(times)


def measure(runs: int) -> None:
	"""The two requests of the list, without a condition and with the condition of each officer."""
	unrestricted = scope.get_scope("Administrator")
	reaches = {"nobody restricted": unrestricted}
	reaches.update({f"officer of a {kind}": scope.get_scope(user) for kind, user in OFFICERS.items()})
	for label, filters in (("all, newest first", []), ("waiting for the site", WAITING)):
		say(f"{label:<38} {'page':>10} {'count':>10} {'together':>10}   milliseconds")
		plain = 0.0
		for who, reach in reaches.items():
			times = [1000 * _clock_as(reach, work, filters, runs) for work in (page, count)]
			plain = plain or sum(times)
			extra = (
				"" if reach is unrestricted else f"   {100 * (sum(times) / plain - 1):+.0f} % (target +30 %)"
			)
			say(f"  {who:<36} {times[0]:>10.1f} {times[1]:>10.1f} {sum(times):>10.1f}{extra}")


def _clock_as(reach: scope.Scope, work, filters: list, runs: int) -> float:
	"""The session's user with the reach of an officer; the condition is made anew each time."""
	read = scope.get_scope

	def get_scope(user: str | None = None) -> scope.Scope:
		if not reach.unrestricted:
			read(reach.user)
		return reach

	scope.get_scope = get_scope
	try:
		work(filters)  # the first run fills Frappe's caches
		return clock(work, filters, runs)
	finally:
		scope.get_scope = read


def say(text: str) -> None:
	print(text, flush=True)


def main() -> None:
	parser = argparse.ArgumentParser(
		description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
	)
	parser.add_argument("--logs", type=int, default=1_000_000)
	parser.add_argument("--volunteers", type=int, default=100_000)
	parser.add_argument("--teams", type=int, default=3000)
	parser.add_argument("--runs", type=int, default=7)
	args = parser.parse_args()
	with Scratch(DOCTYPES) as scratch:
		fill_trees(args.teams)
		fill_logs(scratch, args.logs, args.volunteers, args.teams)
		scratch.analyze()
		say(f"{args.logs:,} logs of {args.teams:,} teams, of which {BELOW:,} are below the officer")
		measure(args.runs)


if __name__ == "__main__":
	main()
