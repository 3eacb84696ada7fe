"""How long the star recalculation takes, beside a plain ``group by`` over the same table (issue 2, §7).

	tools/devsite run benchmarks/stars.py --volunteers 100000 --logs 1000000

Works on tables of its own (scratch.py), so it may run on a site with data. Prints medians of several runs,
wall time and processor time; the targets are those for 100,000 volunteers with 1,000,000 logs.
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
from scratch import Scratch, Stopwatch, insert_many

from volunteer_services.service_records.services import totals
from volunteer_services.volunteer_recognition.services import recalculation
from volunteer_services.volunteer_recognition.services.schemes import scheme_in_force

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
		self.watch = Stopwatch()

	def measure(self) -> dict[str, tuple[float, float]]:
		"""(Wall time, processor time) of each way, medians of ``runs``. The ways take turns, so that all meet
		the same load of the machine."""
		found = {"full_first": self.clock(self.full)}
		ways = {
			"raw": (self.raw, None),
			"full": (self.full, self.raise_stars),
			"full_unchanged": (self.full, None),
			"incremental": (self.incremental, self.serve_and_mark),
			"incremental_stars": (self.incremental, self.raise_and_mark),
			"listed": (self.listed, self.raise_stars),
			"nothing": (self.incremental, None),
		}
		times: dict[str, list] = {way: [] for way in ways}
		for _run in range(self.runs):
			for way, (work, before) in ways.items():
				if before:
					before()
				times[way].append(self.clock(work))
		for way, pairs in times.items():
			found[way] = tuple(statistics.median(column) for column in zip(*pairs, strict=True))
		found["per_document"] = self.per_document()
		self.peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
		found["raw_fetched"] = self.clock(self.raw_fetched)  # last: it needs more memory than all the others
		return found

	def raw(self) -> None:
		frappe.db.sql(f"select count(*), sum(s.minutes) from ({RAW}) as s")

	def raw_fetched(self) -> None:
		frappe.db.sql(RAW)

	def full(self) -> None:
		self.result = recalculation.Recalculation(commits=True).run()

	def incremental(self) -> None:
		self.result = recalculation.Recalculation(commits=True).run_changed()

	def listed(self) -> None:
		self.result = recalculation.Recalculation(commits=True).run(self.chosen)

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

	def per_document(self, sample: int = 200) -> tuple[float, float]:
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

		wall, used = self.clock(loop)
		return wall * self.volunteers / len(names), used * self.volunteers / len(names)

	def clock(self, work) -> tuple[float, float]:
		def whole() -> None:
			work()
			frappe.db.commit()

		frappe.db.commit()
		return self.watch.time(whole)


def say(text: str) -> None:
	print(text, flush=True)


LINES = (
	("raw", "raw group by, in the server", None, ""),
	("raw_fetched", "raw group by, fetched by Python", "raw", ""),
	("full_first", "first full recalculation", "raw", ""),
	("full", "full, 1 % of the stars change", "raw", "target 4"),
	("full_unchanged", "full, nothing changes", "raw", ""),
	("incremental", "incremental, 1 % of the volunteers", "full", "target 0.15"),
	("incremental_stars", "incremental, 1 %, each to the next star", "full", "target 0.15"),
	("listed", "the same 1 % given by name", "full", ""),
	("nothing", "incremental, nothing changed", "full", "target 0.05"),
	("per_document", "document by document, extrapolated", "full", ""),
)


def report(found: dict[str, tuple[float, float]], benchmark: Benchmark) -> None:
	"""The figures, each with its target where it has one."""
	pool, version = frappe.db.sql("select @@innodb_buffer_pool_size, version()")[0]
	say(f"MariaDB {version}, buffer pool {pool // 2**20} MB, medians of {benchmark.runs} runs")
	say(f"{'':<40}{'wall s':>11}{'processor s':>13}{'ratio':>10}{'ratio':>10}")
	for way, label, base, target in LINES:
		wall, used = found[way]
		ratios = ""
		if base:
			ratios = f"{wall / found[base][0]:>10.4f}{used / found[base][1]:>10.4f}  of {base} {target}"
		say(f"{label:<40}{wall:>11.3f}{used:>13.3f}{ratios}")
	say(f"{'peak memory of Python':<40}{benchmark.peak:>8.0f} MB (target 300)")


def know_totals() -> None:
	"""The sums by one statement, as a site in use has them: the first full run then only makes the stars."""
	sums = RAW.replace("as minutes", "as minutes, max(`service_date`) as last_day")
	frappe.db.sql(
		f"""update `tabVolunteer Profile` as p inner join ({sums}) as s on s.`volunteer` = p.`name`
		set p.`total_minutes` = s.minutes, p.`total_hours` = round(s.minutes / 60, 2),
			p.`last_service_date` = s.last_day"""
	)
	frappe.db.commit()


def main() -> None:
	parser = argparse.ArgumentParser(
		description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
	)
	parser.add_argument("--volunteers", type=int, default=100_000)
	parser.add_argument("--logs", type=int, default=1_000_000)
	parser.add_argument("--runs", type=int, default=5)
	parser.add_argument("--known-totals", action="store_true", help="shorten the first full run")
	args = parser.parse_args()
	with Scratch("stars", DOCTYPES) as scratch:
		copy_scheme(scratch)
		begun = time.perf_counter()
		fill_volunteers(args.volunteers, TEAMS)
		fill_logs(scratch, args.logs, args.volunteers, TEAMS)
		scratch.analyze()
		say(
			f"{args.volunteers:,} volunteers and {args.logs:,} logs, "
			f"filled in {time.perf_counter() - begun:.0f} s"
		)
		if args.known_totals:
			know_totals()
		benchmark = Benchmark(args.volunteers, args.logs, args.runs)
		report(benchmark.measure(), benchmark)


def copy_scheme(scratch: Scratch) -> None:
	"""The site's schemes, to be used under the scratch tables."""
	for doctype in ("Star Scheme", "Star Scheme Level"):
		scratch.send(f"insert into `tab{scratch.prefix}{doctype}` select * from `tab{doctype}`")
	frappe.db.sql("update `tabStar Scheme` set `grant_mode` = 'Automatic'")
	frappe.db.commit()


if __name__ == "__main__":
	main()
