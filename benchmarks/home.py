"""How long the home page takes to be told, and with how many queries (issue 10, §3).

	tools/devsite run benchmarks/home.py --logs 1000000

Target: ≤ 1 s on a million records. Works on tables of its own (scratch.py); region, site and team of the
records are those of a project of the site (the demo has some).
"""

import argparse
import statistics
import sys
from datetime import date, timedelta
from pathlib import Path

import frappe

sys.path.insert(0, str(Path(__file__).parent))

from population import LOG_FIELDS, fill_volunteers, log_row
from scratch import Scratch, Stopwatch, insert_many

from volunteer_services.volunteer_services.home import today as home

DOCTYPES = ("Service Log", "Volunteer Profile")
TARGET = 1.0
WAITING_SHARE = 50  # one record of so many waits for a review
STATES = ("Pending Team Review", "Pending Site Review", "Pending District Review", "Pending City Review")


def fill(count: int, volunteers: int, project) -> None:
	"""Records of the last two years, one of fifty of which waits."""
	place = {"team": project.team, "site": project.site, "region": project.region, "project": project.name}
	today = date.today()

	def rows():
		for n in range(count):
			waits = n % WAITING_SHARE == 0
			state = STATES[n // WAITING_SHARE % len(STATES)] if waits else "Approved"
			day = today - timedelta(days=n % 730)
			row = list(log_row(f"{n:020x}", n % volunteers, day, 60 + n % 120, 1, docstatus=int(not waits)))
			for field, value in {**place, "workflow_state": state}.items():
				row[LOG_FIELDS.index(field)] = value
			yield (*row, "Approved")

	insert_many("Service Log", (*LOG_FIELDS, "next_review"), rows())


def measure(user: str, runs: int) -> tuple[float, float, int]:
	"""(wall time, processor time) in seconds, medians, and the number of queries."""
	frappe.set_user(user)
	home.today()
	send, sent = frappe.db.sql, []
	frappe.db.sql = lambda *args, **kwargs: sent.append(1) or send(*args, **kwargs)
	home.today()
	frappe.db.sql = send
	watch = Stopwatch()
	times = [watch.time(home.today) for _run in range(runs)]
	return (*(statistics.median(column) for column in zip(*times, strict=True)), len(sent))


def main() -> None:
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("--logs", type=int, default=1_000_000)
	parser.add_argument("--runs", type=int, default=3)
	wanted = parser.parse_args()
	fields = ["name", "team", "site", "region"]
	projects = frappe.get_all("Volunteer Project", fields=fields, order_by="creation", limit_page_length=1)
	if not projects:
		raise SystemExit("The site has no project to point at: make the demo data first.")
	staff = frappe.db.sql("select `role`, min(`user`) from `tabStaff Appointment` group by `role` order by 1")
	with Scratch("home", DOCTYPES) as scratch:
		volunteers = max(1, wanted.logs // 20)
		fill_volunteers(volunteers, 1)
		fill(wanted.logs, volunteers, projects[0])
		scratch.analyze()
		print(f"home page on {wanted.logs} records, medians of {wanted.runs} runs (target ≤ {TARGET:.0f} s)")
		for role, user in (*staff, ("Administrator", "Administrator")):
			wall, used, queries = measure(user, wanted.runs)
			print(f"  {role:28} {wall:6.2f} s, {used:6.2f} s of processor, {queries} queries")
		frappe.set_user("Administrator")


if __name__ == "__main__":
	main()
