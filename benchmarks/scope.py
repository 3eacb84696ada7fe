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

sys.path.insert(0, str(Path(__file__).parent))

from population import STAMP, fill_logs
from scratch import Scratch, insert_many

from volunteer_services.services import scope

DOCTYPES = ("Service Log", "Service Region", "Volunteer Team", "Staff Appointment")
OFFICERS = {"Service Region": "district@benchmark.example", "Volunteer Team": "detachment@benchmark.example"}
BELOW = 1000
PAGE = """select `name`, `owner`, `creation`, `modified`, `modified_by`, `docstatus`, `idx`, `volunteer`,
	`volunteer_name`, `service_date`, `hours`, `workflow_state`, `team`, `is_late`, `minutes`
	from `tabService Log` {where} order by `tabService Log`.`creation` desc limit 20"""
COUNT = "select count(*) from `tabService Log` {where}"
FILTERED = "`tabService Log`.`workflow_state` = 'Pending Site Review'"


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


def clock(query: str, runs: int) -> float:
	times = []
	for _run in range(runs):
		begun = time.perf_counter()
		frappe.db.sql(query)
		times.append(time.perf_counter() - begun)
	return statistics.median(times)


def measure(runs: int) -> None:
	"""Each query without and with the condition; the condition's own making counts too."""
	for label, query, filters in (
		("page of 20, newest first", PAGE, ""),
		("page of 20, waiting for the site", PAGE, FILTERED),
		("count of all", COUNT, ""),
		("count of those waiting for the site", COUNT, FILTERED),
	):
		plain = clock(query.format(where=f"where {filters}" if filters else ""), runs)
		say(f"{label:<38} without {1000 * plain:>9.1f} ms")
		for scope_type, user in OFFICERS.items():
			begun = time.perf_counter()
			condition = scope.condition("Service Log", user)
			making = time.perf_counter() - begun
			where = "where " + " and ".join(part for part in (filters, condition) if part)
			scoped = clock(query.format(where=where), runs) + making
			who = f"  officer of a {scope_type}"
			say(f"{who:<38} with    {1000 * scoped:>9.1f} ms {remark(plain, scoped)}")


def remark(plain: float, scoped: float) -> str:
	return f"{100 * (scoped / plain - 1):+.0f} % (target +30 %)"


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
