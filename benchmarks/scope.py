"""What the scope condition costs on a list of service logs (issue 2, §7): at most 30 % more.

	tools/devsite run benchmarks/scope.py --logs 1000000

Officers with 1,000 teams or regions below ask for a page of the list and for its count, as the desk does;
beside it the same without a condition. Regions have codes that begin with the code of the region above;
teams were registered one after the other (their numbers follow each other), or as they came (every second
number is another's). Early versions of Frappe 15 count all rows, later ones and 16 up to 1,001: both are
measured. It works on tables of its own (scratch.py), so it may run on a site with data.
"""

import argparse
import statistics
import sys
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import frappe
from frappe.desk import reportview

sys.path.insert(0, str(Path(__file__).parent))

from population import STAMP, fill_logs, volunteer_name
from scratch import Scratch, Stopwatch, insert_many

from volunteer_services.foundation.scope import conditions as scope

DOCTYPES = ("Service Log", "Service Region", "Volunteer Team", "Staff Appointment")
BELOW = 1000
COUNTED = 1001
OFFICERS = {
	"district": ("Service Region", "R00"),
	"teams in a row": ("Volunteer Team", "TEAM-0"),
	"scattered teams": ("Volunteer Team", "TEAM-1"),
	"district, volunteers too": ("Service Region", "R00"),
}
FIELDS = ("name", "owner", "creation", "modified", "docstatus", "volunteer", "volunteer_name", "service_date")
FIELDS += ("hours", "workflow_state", "team", "is_late", "minutes")
WAITING = [["Service Log", "workflow_state", "=", "Pending Site Review"]]


def fill_trees(teams: int) -> None:
	"""One region a team. The first BELOW of each stand below one node; of the other teams every second one
	below a second node."""
	leaves = range(BELOW, teams)
	_fill_tree("Service Region", "R{:05d}", {"R00": range(BELOW), "R0X": leaves})
	scattered = {
		"TEAM-1": leaves[: 2 * BELOW : 2],
		"TEAM-2": [*leaves[1 : 2 * BELOW : 2], *leaves[2 * BELOW :]],
	}
	_fill_tree("Volunteer Team", "TEAM-{:05d}", {"TEAM-0": range(BELOW), **scattered})
	insert_many(
		"Staff Appointment",
		("name", "creation", "modified", "owner", "user", "scope_type", "scope", "from_date"),
		(
			(who, STAMP, STAMP, "Administrator", user_of(who), scope_type, node, "2020-01-01")
			for who, (scope_type, node) in OFFICERS.items()
		),
	)


def _fill_tree(doctype: str, leaf: str, tops: dict[str, Sequence[int]]) -> None:
	rows, left = [], 1
	for top, leaves in tops.items():
		rows.append((top, left, left + 2 * len(leaves) + 1, 1, None))
		rows += [(leaf.format(n), left + 2 * i + 1, left + 2 * i + 2, 0, top) for i, n in enumerate(leaves)]
		left += 2 * len(leaves) + 2
	fields = (
		"creation",
		"modified",
		"owner",
		"name",
		"lft",
		"rgt",
		"is_group",
		f"parent_{frappe.scrub(doctype)}",
	)
	insert_many(doctype, fields, ((STAMP, STAMP, "Administrator", *row) for row in rows))


def user_of(officer: str) -> str:
	"""The user of one of OFFICERS."""
	return f"{frappe.scrub(officer).replace(',', '')}@benchmark.example"


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


def count_some(filters: list) -> None:
	"""What the list of later versions asks for beside it."""
	names = reportview.execute("Service Log", filters=filters, fields=["`tabService Log`.`name`"],
		order_by=None, limit=COUNTED, run=0)  # fmt: skip
	frappe.db.sql(f"select count(*) from ({names}) as p")


def _ask(filters: list, **more) -> None:
	frappe.local.form_dict = frappe._dict(doctype="Service Log", filters=filters, **more)


def measure(runs: int) -> None:
	"""The requests of the list, without a condition and with the condition of each officer, run by run in
	turn, so that all meet the same load."""
	reaches = {"nobody restricted": scope.get_scope("Administrator")}
	reaches.update({who: scope.get_scope(user_of(who)) for who in OFFICERS})
	own = "district, volunteers too"
	reaches[own] = replace(reaches[own], volunteer=volunteer_name(7))
	works, watch = (page, count, count_some), Stopwatch()
	for label, filters in (("all, newest first", []), ("waiting for the site", WAITING)):
		times: dict[tuple, list[tuple[float, float]]] = {(who, work): [] for who in reaches for work in works}
		for _run in range(runs):
			for who, work in times:
				with _reach(reaches[who]):
					times[who, work].append(watch.time(partial(work, filters)))
		found = {
			key: [statistics.median(column) for column in zip(*rows, strict=True)]
			for key, rows in times.items()
		}
		_say(label, reaches, found)


def _say(label: str, reaches, found: dict[tuple, list[float]]) -> None:
	"""A table for wall time and one for processor time; per cent beside the one who is not restricted."""
	for clock, kind in enumerate(("wall", "processor")):
		say(
			f"{label}, {kind} ms".ljust(40)
			+ f"{'page':>8}{'count':>8}{'both':>18}{'to 1,001':>10}{'both':>18}"
		)
		plain: list[float] = []
		for who in reaches:
			first, full, some = (1000 * found[who, work][clock] for work in (page, count, count_some))
			both = [first + full, first + some]
			plain = plain or both
			more = [
				f"{new:.1f} ({100 * (new / old - 1):+.0f} %)" for new, old in zip(both, plain, strict=True)
			]
			say(f"  {who:<38}{first:>8.1f}{full:>8.1f}{more[0]:>18}{some:>10.1f}{more[1]:>18}")


@contextmanager
def _reach(reach: scope.Scope):
	"""The session's user with the reach of an officer; the condition is made anew each time."""
	read = scope.get_scope

	def get_scope(user: str | None = None) -> scope.Scope:
		if not reach.unrestricted:
			read(reach.user)
		return reach

	scope.get_scope = get_scope
	try:
		yield
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
	parser.add_argument("--runs", type=int, default=15)
	args = parser.parse_args()
	with Scratch("scope", DOCTYPES) as scratch:
		fill_trees(args.teams)
		fill_logs(scratch, args.logs, args.volunteers, args.teams)
		scratch.analyze()
		say(f"{args.logs:,} logs of {args.teams:,} teams, of which {BELOW:,} are below each officer")
		pool = frappe.db.sql("select @@innodb_buffer_pool_size, version()")[0]
		say(f"MariaDB {pool[1]}, buffer pool {pool[0] // 2**20} MB, medians of {args.runs}; target +30 %")
		measure(args.runs)


if __name__ == "__main__":
	main()
