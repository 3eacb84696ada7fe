"""How long it takes to approve many service logs at once, beside approving them one by one (issue 2, §7).

	tools/devsite run benchmarks/review.py --logs 1000 --sample 200

Target: at once ≤ 1/3 of the time of single approvals. Works on tables of its own (scratch.py); it needs one
project on the site to point at (the demo has some).
"""

import argparse
import statistics
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import frappe
from frappe.model.workflow import apply_workflow

sys.path.insert(0, str(Path(__file__).parent))

from population import LOG_FIELDS, fill_volunteers, log_row
from scratch import Scratch, insert_many

from volunteer_services.service_records.services import bulk_review

DOCTYPES = (
	"Service Log",
	"Volunteer Profile",
	"Comment",
	"Version",
	"Workflow Action",
	"Workflow Action Permitted Role",
	"Notification Log",
)
EXTRA = ("next_review", "approval_level", "day_minutes", "recording_unit")
TARGET = 1 / 3


def fill(count: int, volunteers: int, project) -> list[str]:
	"""Logs that wait for the site's review, one a day and person; returns their names."""
	place = {
		"workflow_state": "Pending Site Review",
		"team": project.team,
		"site": project.site,
		"region": project.region,
		"project": project.name,
	}
	names = [f"{n:020x}" for n in range(count)]

	def rows():
		for n, name in enumerate(names):
			day = date(2026, 1, 1) + timedelta(days=n // volunteers)
			row = list(log_row(name, n % volunteers, day, 60 + n % 120, 1, docstatus=0))
			for field, value in place.items():
				row[LOG_FIELDS.index(field)] = value
			yield (*row, "Approved", "Site", row[LOG_FIELDS.index("minutes")], project.recording_unit)

	insert_many("Service Log", (*LOG_FIELDS, *EXTRA), rows())
	return names


def one_by_one(names: list[str]) -> float:
	"""Seconds for each approval as the form does it, committed each."""
	began = time.perf_counter()
	for name in names:
		apply_workflow(frappe.get_doc("Service Log", name), "Approve")
		frappe.db.commit()
	return (time.perf_counter() - began) / len(names)


def at_once(names: list[str]) -> float:
	"""Seconds for each approval in one bulk review."""
	began = time.perf_counter()
	result = bulk_review.review(names, "Approve")
	spent = time.perf_counter() - began
	if result["done"] != {"Approved": len(names)}:
		raise SystemExit(f"not all were approved: {result}")
	return spent / len(names)


def main() -> None:
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("--logs", type=int, default=1000)
	parser.add_argument("--sample", type=int, default=200, help="single approvals measured")
	parser.add_argument("--runs", type=int, default=3)
	wanted = parser.parse_args()
	projects = frappe.get_all(
		"Volunteer Project",
		fields=["name", "team", "site", "region", "recording_unit"],
		order_by="creation",
		limit_page_length=1,
	)
	if not projects:
		raise SystemExit("The site has no project to point at: make the demo data first.")
	with Scratch("review", DOCTYPES) as scratch:
		volunteers = max(1, wanted.logs // 4)
		fill_volunteers(volunteers, 1)
		names = fill((wanted.logs + wanted.sample) * wanted.runs, volunteers, projects[0])
		scratch.analyze()
		singles, bulks = [], []
		for _run in range(wanted.runs):
			singles.append(one_by_one([names.pop() for _ in range(wanted.sample)]))
			bulks.append(at_once([names.pop() for _ in range(wanted.logs)]))
	single, bulk = statistics.median(singles), statistics.median(bulks)
	print(f"approvals: {wanted.logs} at once, {wanted.sample} single ones, medians of {wanted.runs} runs")
	print(f"  one by one   {single * 1000:8.2f} ms each, {single * wanted.logs:8.2f} s for {wanted.logs}")
	print(f"  at once      {bulk * 1000:8.2f} ms each, {bulk * wanted.logs:8.2f} s for {wanted.logs}")
	print(f"  ratio        {bulk / single:8.3f} (target ≤ {TARGET:.3f})")


if __name__ == "__main__":
	main()
