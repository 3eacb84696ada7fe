"""What the points ledger costs beside raw SQL in the same run (issue 3, §7).

	tools/devsite run benchmarks/ledger.py --seconds 5 --logs 1000000

First: transfers a second with 1, 4 and 16 processes, on distinct accounts and on one hot account, beside a
raw transaction of two rows (lock two accounts, insert two entries, update two balances, commit). Target:
at most 3 times its cost. It posts on accounts of its own on the site and takes them away at the end.
Second: earning points for many logs in bulk, beside the raw multi-row insert of their entries. Target: at
most 3 times. It works on tables of its own (scratch.py).
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

from population import STAMP, fill_logs, fill_volunteers
from scratch import Scratch, Stopwatch, insert_many

from volunteer_services.foundation.database import retry
from volunteer_services.time_bank.services.books import accounts, ledger
from volunteer_services.time_bank.services.earning import jobs

PREFIX = "benchmark-"
PROCESSES = (1, 4, 16)
WAYS = ("distinct", "hot")
HOT = "Sink:benchmark-hot"
DOCTYPES = (
	"Service Log",
	"Volunteer Profile",
	"Points Account",
	"Points Transfer",
	"Points Entry",
	"Points Earning",
)
ENTRY_FIELDS = (
	"name", "creation", "modified", "owner", "modified_by", "transfer", "line_no", "kind", "account",
	"points", "balance_after", "seq", "posted_on",
)  # fmt: skip


# --- one process --------------------------------------------------------------------------------------------


def accounts_of(way: str, number: int) -> tuple[str, str]:
	"""The two accounts of a process: an issuer of its own, and either an account of its own or the hot one.
	The two accounts of a process: an issuer of its own, and either an account of its own or the hot one."""
	return f"Issue:benchmark-{number}", HOT if way == "hot" else f"Sink:benchmark-{number}"


def post_ours(number: int, way: str, serial: int) -> None:
	issue, sink = accounts_of(way, number)
	key = f"{PREFIX}{way}-{number}-{os.getpid()}-{serial}"
	retry.whole(lambda: ledger.post(key, [(issue, -1), (sink, 1)], "Adjusted"), attempts=100)


def post_raw(number: int, way: str, serial: int) -> None:
	"""The two rows and the two balances, and nothing else, by the same driver."""
	issue, sink = accounts_of(way, number)
	key = f"{PREFIX}raw-{way}-{number}-{os.getpid()}-{serial}"
	retry.whole(lambda: _raw(key, issue, sink), attempts=100)


def _raw(key: str, issue: str, sink: str) -> None:
	names = sorted((issue, sink))
	states = {
		name: (int(balance), int(count))
		for name, balance, count in frappe.db.sql(
			"""select `name`, `balance`, `entry_count` from `tabPoints Account`
			where `name` in (%s, %s) order by `name` for update""",
			names,
		)
	}
	rows = []
	for line, (name, points) in enumerate(((issue, -1), (sink, 1)), 1):
		balance, count = states[name]
		rows += [f"{key}-{line}", STAMP, STAMP, "Administrator", "Administrator", key, line, "Adjusted", name,
			points, balance + points, count + 1, STAMP]  # fmt: skip
	one = "(" + ", ".join(["%s"] * len(ENTRY_FIELDS)) + ")"
	fields = ", ".join(f"`{field}`" for field in ENTRY_FIELDS)
	frappe.db.sql(f"insert into `tabPoints Entry` ({fields}) values {one}, {one}", rows)
	frappe.db.sql(
		"""update `tabPoints Account` set `balance` = `balance` + if(`name` = %s, -1, 1),
		`entry_count` = `entry_count` + 1 where `name` in (%s, %s)""",
		(issue, *names),
	)


def work(number: int, way: str, kind: str, seconds: float) -> None:
	"""Body of a process: post until the time is over; print how many."""
	act = post_ours if kind == "ours" else post_raw
	act(number, way, -1)
	end, count = time.perf_counter() + seconds, 0
	while time.perf_counter() < end:
		act(number, way, count)
		count += 1
	print(json.dumps(count), flush=True)


# --- all of them --------------------------------------------------------------------------------------------


def rate(processes: int, way: str, kind: str, seconds: float) -> float:
	"""Transfers a second of all processes together."""
	running = [
		subprocess.Popen(
			[sys.executable, __file__, "--worker", json.dumps([number, way, kind, seconds])],
			stdout=subprocess.PIPE,
			text=True,
			env={
				**os.environ,
				"BENCHMARK_SITE": frappe.local.site,
				"PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
			},
		)
		for number in range(processes)
	]
	counts = []
	for process in running:
		out, _err = process.communicate()
		if process.returncode:
			raise SystemExit(f"a worker ended with {process.returncode}")
		counts.append(int(out.splitlines()[-1]))
	return sum(counts) / seconds


def measure_transfers(seconds: float, runs: int) -> None:
	clean()
	keys = [HOT, *(key for number in range(max(PROCESSES)) for key in accounts_of("distinct", number))]
	accounts.ensure(keys)
	frappe.db.commit()
	say(f"{'transfers a second':<28} {'raw':>10} {'ledger':>10}")
	try:
		for way in WAYS:
			for processes in PROCESSES:
				pairs = [
					(rate(processes, way, "raw", seconds), rate(processes, way, "ours", seconds))
					for _run in range(runs)
				]
				raw = statistics.median(pair[0] for pair in pairs)
				ours = statistics.median(pair[1] for pair in pairs)
				cost = statistics.median(pair[0] / pair[1] for pair in pairs)
				label = f"{processes:>2} processes, {'one hot account' if way == 'hot' else 'distinct'}"
				say(f"{label:<28} {raw:>10.0f} {ours:>10.0f}   {cost:.2f} x the raw cost (target 3)")
	finally:
		frappe.db.rollback()
		clean()


def clean() -> None:
	"""Take the benchmark's own rows away."""
	for table, column in (("Points Entry", "transfer"), ("Points Transfer", "name")):
		frappe.db.sql(f"delete from `tab{table}` where `{column}` like %s", (f"{PREFIX}%",))
	frappe.db.sql("delete from `tabPoints Account` where `name` like '%%:benchmark-%%'")
	frappe.db.commit()


def measure_bulk(logs: int, volunteers: int) -> None:
	"""Points for all logs at once, beside the raw insert of as many entries."""
	with Scratch("Ledger", DOCTYPES) as scratch:
		fill_volunteers(volunteers, 590)
		fill_logs(scratch, logs, volunteers, 590, approved=1.0)
		scratch.analyze()
		clock = Stopwatch()
		posted = []
		wall, used = clock.time(lambda: posted.append(jobs.credit_missing()))
		(rows,) = frappe.db.sql("select count(*) from `tabPoints Entry`")[0]
		sums = frappe.db.sql("select sum(`points`) from `tabPoints Entry`")[0][0]
		frappe.db.sql_ddl(f"truncate table `tab{scratch.prefix}Points Entry`")
		raw_wall, raw_used = clock.time(lambda: insert_many("Points Entry", ENTRY_FIELDS, _entries(rows)))
		say(f"{logs:,} logs: {posted[0]:,} transfers, {rows:,} entries that add up to {int(sums or 0)}")
		say(f"{'':<28} {'wall s':>10} {'processor s':>12}")
		say(f"{'raw insert of the entries':<28} {raw_wall:>10.1f} {raw_used:>12.1f}")
		say(f"{'earning':<28} {wall:>10.1f} {used:>12.1f}")
		say(f"{'ratio (target 3)':<28} {wall / raw_wall:>10.2f} {used / raw_used:>12.2f}")


def _entries(count: int):
	"""Entries as those of the earnings: the keys follow the logs, which come in no order."""
	user = "Administrator"
	for n in range(count):
		key, line = f"earn-{n // 2 * 0x9E3779B97F4A7C15F39C % 2**80:020x}-1", n % 2 + 1
		account = f"Volunteer:V{n // 20:08d}" if line == 1 else "Issue:General"
		yield (f"{key}-{line}", STAMP, STAMP, user, user, key, line, "Earned", account, 3, n, n, STAMP)


def say(text: str) -> None:
	print(text, flush=True)


def main() -> None:
	parser = argparse.ArgumentParser(
		description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
	)
	parser.add_argument("--seconds", type=float, default=4)
	parser.add_argument("--runs", type=int, default=3)
	parser.add_argument("--logs", type=int, default=1_000_000)
	parser.add_argument("--volunteers", type=int, default=100_000)
	parser.add_argument("--only", choices=("transfers", "bulk"))
	parser.add_argument("--worker", help=argparse.SUPPRESS)
	args = parser.parse_args()
	if args.worker:
		frappe.init(site=os.environ["BENCHMARK_SITE"], sites_path=".")
		frappe.connect()
		work(*json.loads(args.worker))
		frappe.destroy()
		return
	if args.only != "bulk":
		measure_transfers(args.seconds, args.runs)
	if args.only != "transfers":
		measure_bulk(args.logs, args.volunteers)


if __name__ == "__main__":
	main()
