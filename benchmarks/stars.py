"""How long the star recalculation takes, beside a plain ``group by`` over the same table (issue 2, §7).

	tools/devsite run benchmarks/stars.py --volunteers 100000 --logs 1000000

Works on tables of its own (scratch.py), so it may run on a site with data. Prints medians of several runs;
the targets are those for 100,000 volunteers with 1,000,000 logs.
"""

import argparse
import resource
import statistics
import sys
import time
from datetime import date
from pathlib import Path

import frappe

sys.path.insert(0, str(Path(__file__).parent))

from population import LOG_FIELDS, fill_logs, fill_volunteers, log_row, volunteer_name
from scratch import Scratch, insert_many

from volunteer_services.services import stars, totals
from volunteer_services.services.star_schemes import scheme_in_force

DOCTYPES = (
	"Service Log",
	"Volunteer Profile",
	"Star Award",
	"Notification Log",
	"Star Scheme",
	"Star Scheme Level",
)
RAW = """select `volunteer`, sum(`minutes`) as minutes from `tabService Log`
	where `docstatus` = 1 group by `volunteer`"""
SHARE = 0.01
TEAMS = 590


class Benchmark:
	"""One filled site and the measures on it."""

	def __init__(self, volunteers: int, logs: int, runs: int) -> None:
		self.volunteers, self.logs, self.runs = volunteers, logs, runs
		self.serial = 0

	def measure(self) -> dict[str, float]:
		"""Seconds of each way, medians of ``runs``."""
		found = {"raw": self.median(self.raw)}
		found["raw_fetched"] = self.median(self.raw_fetched)
		found["full_first"] = self.clock(self.full)
		found["full"] = self.median(self.full, before=self.raise_stars)
		found["full_unchanged"] = self.median(self.full)
		found["incremental"] = self.median(self.incremental, before=self.serve_and_mark)
		found["incremental_stars"] = self.median(self.incremental, before=self.raise_and_mark)
		found["listed"] = self.median(self.listed, before=self.raise_stars)
		found["nothing"] = self.median(self.incremental)
		found["per_document"] = self.per_document()
		return found

	def raw(self) -> None:
		frappe.db.sql(f"select count(*), sum(s.minutes) from ({RAW}) as s")

	def raw_fetched(self) -> None:
		frappe.db.sql(RAW)

	def full(self) -> None:
		self.result = stars.Recalculation(commits=True).run()

	def incremental(self) -> None:
		self.result = stars.Recalculation(commits=True).run_changed()

	def listed(self) -> None:
		self.result = stars.Recalculation(commits=True).run(self.chosen)

	def raise_stars(self) -> None:
		"""One more log for 1 % of the volunteers, by SQL: exactly enough for the next star."""
		levels = [minutes for _star, minutes, _previous in scheme_in_force().rules.thresholds()]
		rows = frappe.db.sql(
			"""select `name`, `total_minutes` from `tabVolunteer Profile` where `total_minutes` < %s
			and mod(cast(substring(`name`, 2) as unsigned), %s) = %s""",
			(levels[-1], round(1 / SHARE), self.serial),
		)
		self.chosen = [name for name, _total in rows]
		made = []
		for name, total in rows:
			missing = next(minutes for minutes in levels if minutes > total) - total
			made.append(
				log_row(
					f"f{self.serial:03d}{int(name[1:]):016x}",
					int(name[1:]),
					date(2026, 3, 5),
					int(missing),
					TEAMS,
				)
			)
		insert_many("Service Log", LOG_FIELDS, iter(made))
		self.serial += 1

	def serve_and_mark(self) -> None:
		"""Two more hours for 1 % of the volunteers, approved: some reach a star, most do not."""
		step = round(1 / SHARE)
		numbers = range(self.serial % step, self.volunteers, step)
		insert_many(
			"Service Log",
			LOG_FIELDS,
			(log_row(f"e{self.serial:03d}{n:016x}", n, date(2026, 3, 6), 120, TEAMS) for n in numbers),
		)
		totals.refresh([volunteer_name(n) for n in numbers])
		self.serial += 1

	def raise_and_mark(self) -> None:
		"""The same as an approval does it: with totals and marks."""
		self.raise_stars()
		totals.refresh(self.chosen)
		frappe.db.commit()

	def per_document(self, sample: int = 200) -> float:
		"""What a loop over documents would take for all, extrapolated from a sample."""
		step = max(1, self.volunteers // sample)
		names = [volunteer_name(n) for n in range(0, self.volunteers, step)][:sample]

		def loop() -> None:
			levels = scheme_in_force().rules
			for name in names:
				doc = frappe.get_doc("Volunteer Profile", name)
				logs = frappe.get_all(
					"Service Log",
					filters={"volunteer": name, "docstatus": 1},
					pluck="minutes",
					limit_page_length=0,
				)
				doc.total_minutes = sum(logs)
				doc.eligible_star = max(
					(lv.star for lv in levels.levels if doc.total_minutes >= lv.min_minutes), default=0
				)
				frappe.get_all(
					"Star Award", filters={"volunteer": name}, fields=["star", "status"], limit_page_length=0
				)
				doc.flags.guarded_state = (doc.workflow_state, 0)
				doc.db_update()

		return self.clock(loop) * self.volunteers / len(names)

	def median(self, work, before=None) -> float:
		times = []
		for _run in range(self.runs):
			if before:
				before()
			times.append(self.clock(work))
		return statistics.median(times)

	def clock(self, work) -> float:
		frappe.db.commit()
		begun = time.perf_counter()
		work()
		frappe.db.commit()
		return time.perf_counter() - begun


def say(text: str) -> None:
	print(text, flush=True)


def report(found: dict[str, float], args: argparse.Namespace) -> None:
	"""The figures, each with its target where it has one."""
	pool = frappe.db.sql("select @@innodb_buffer_pool_size, version()")[0]
	peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
	say(f"MariaDB {pool[1]}, buffer pool {pool[0] // 2**20} MB, medians of {args.runs} runs")
	full, raw = found["full"], found["raw"]
	lines = (
		("raw group by, in the server", raw, ""),
		("raw group by, fetched by Python", found["raw_fetched"], ""),
		("first full recalculation (all is new)", found["full_first"], ""),
		("full, 1 % of the stars change", full, f"{full / raw:.2f} x raw (target 4)"),
		("full, nothing changes", found["full_unchanged"], f"{found['full_unchanged'] / raw:.2f} x raw"),
		(
			"incremental, 1 % of the volunteers",
			found["incremental"],
			f"{found['incremental'] / full:.3f} x full (target 0.15)",
		),
		(
			"incremental, 1 %, each to the next star",
			found["incremental_stars"],
			f"{found['incremental_stars'] / full:.3f} x full",
		),
		("the same 1 % given by name", found["listed"], f"{found['listed'] / full:.3f} x full"),
		(
			"incremental, nothing changed",
			found["nothing"],
			f"{found['nothing'] / full:.4f} x full (target 0.05)",
		),
		(
			"document by document, extrapolated",
			found["per_document"],
			f"{found['per_document'] / full:.0f} x full",
		),
	)
	for label, seconds, remark in lines:
		say(f"{label:<40} {seconds:>10.3f} s  {remark}")
	say(f"{'peak memory of Python':<40} {peak:>10.0f} MB (target 300)")


def main() -> None:
	parser = argparse.ArgumentParser(
		description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
	)
	parser.add_argument("--volunteers", type=int, default=100_000)
	parser.add_argument("--logs", type=int, default=1_000_000)
	parser.add_argument("--runs", type=int, default=5)
	args = parser.parse_args()
	with Scratch(DOCTYPES) as scratch:
		copy_scheme(scratch)
		begun = time.perf_counter()
		fill_volunteers(args.volunteers, TEAMS)
		fill_logs(scratch, args.logs, args.volunteers, TEAMS)
		scratch.analyze()
		say(
			f"{args.volunteers:,} volunteers and {args.logs:,} logs, "
			f"filled in {time.perf_counter() - begun:.0f} s"
		)
		report(Benchmark(args.volunteers, args.logs, args.runs).measure(), args)


def copy_scheme(scratch: Scratch) -> None:
	"""The site's schemes, to be used under the scratch tables."""
	for doctype in ("Star Scheme", "Star Scheme Level"):
		scratch.send(f"insert into `tabBenchmark {doctype}` select * from `tab{doctype}`")
	frappe.db.sql("update `tabStar Scheme` set `grant_mode` = 'Automatic'")
	frappe.db.commit()


if __name__ == "__main__":
	main()
