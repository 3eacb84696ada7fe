"""How long the reports on a thousand sites take (issue 10, §4).

	tools/devsite run benchmarks/site_reports.py --sites 1000 --assessments 5

A site test bounds the number of their queries; a limit of seconds there would fail at load. Works on tables
of its own (scratch.py); it needs a checklist standard in force, which every installation has, and the regions
of the site (the demo has some).
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

import frappe
from frappe.utils import add_days, nowdate

sys.path.insert(0, str(Path(__file__).parent))

from scratch import Scratch, insert_many

from volunteer_services.pilot_sites.reporting import workbook
from volunteer_services.pilot_sites.services import checklists

DOCTYPES = ("Service Site", "Site Assessment", "Site Assessment Result", "Site Visit")
BASE = ("name", "creation", "modified")
SITE = (*BASE, "site_name", "site_type", "region", "status")
PAPER = (
	*BASE,
	"service_site",
	"region",
	"standard",
	"workflow_state",
	"docstatus",
	"assessed_on",
	"decided_on",
	"valid_until",
	"met_count",
	"item_count",
)
RESULT = ("name", "parent", "parenttype", "parentfield", "item_code", "problem")
VISIT = (*BASE, "service_site", "region", "status", "visited_on", "open_findings")
REPORTS = (
	("Site Overview", {"period": "This Year"}),
	("Site Compliance by Region", {}),
	("Missed Checklist Items", {}),
)


def fill(sites: int, assessments: int) -> None:
	"""Sites of the regions in turn; every third one misses an item at its last assessment."""
	regions = frappe.get_all("Service Region", {"is_group": 0}, pluck="name", limit_page_length=0)
	if not regions:
		raise SystemExit("The site has no regions: make the demo data first.")
	standard = frappe.get_doc("Checklist Standard", checklists.in_force())
	codes = [row.item_code for row in standard.get("items")]
	now, today = frappe.utils.now(), nowdate()
	rows: dict[str, list[tuple]] = {doctype: [] for doctype in DOCTYPES}
	for number in range(sites):
		site, region = f"BIG-{number}", regions[number % len(regions)]
		rows["Service Site"].append((site, now, now, f"站点{number}", "Base", region, "Active"))
		rows["Site Visit"].append(
			(f"{site}-V", now, now, site, region, "Visited", add_days(today, -number % 300), 1)
		)
		for turn in range(assessments):
			paper, day = f"{site}-{turn}", add_days(today, -100 * (assessments - turn))
			misses = number % 3 == 0 and turn == assessments - 1
			state, until = ("Needs Rectification", None) if misses else ("Certified", add_days(day, 365))
			rows["Site Assessment"].append(
				(paper, now, now, site, region, standard.name, state, 1, day, f"{day} 10:00:00", until, 6, 7)
			)
			for code in codes:
				problem = "x" if misses and code == codes[-1] else None
				rows["Site Assessment Result"].append(
					(f"{paper}-{code}", paper, "Site Assessment", "results", code, problem)
				)
	for doctype, fields in zip(DOCTYPES, (SITE, PAPER, RESULT, VISIT), strict=True):
		insert_many(doctype, fields, rows[doctype])


def seconds(answer, runs: int) -> float:
	"""The median of some runs, after one that fills the caches of the metadata."""
	answer()
	spent = []
	for _run in range(runs):
		began = time.perf_counter()
		answer()
		spent.append(time.perf_counter() - began)
	return statistics.median(spent)


def report(name: str, filters: dict):
	return frappe.get_doc("Report", name).execute_module(frappe._dict(filters))


def main() -> None:
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("--sites", type=int, default=1000)
	parser.add_argument("--assessments", type=int, default=5)
	parser.add_argument("--runs", type=int, default=5)
	wanted = parser.parse_args()
	with Scratch("site reports", DOCTYPES) as scratch:
		fill(wanted.sites, wanted.assessments)
		scratch.analyze()
		print(f"{wanted.sites} sites, {wanted.assessments} assessments each, medians of {wanted.runs} runs")
		for name, filters in REPORTS:
			spent = seconds(lambda name=name, filters=filters: report(name, filters), wanted.runs)
			print(f"  {name:<28} {spent:6.2f} s")
		spent = seconds(lambda: workbook.compliance_workbook(frappe._dict()), wanted.runs)
		print(f"  {'the workbook':<28} {spent:6.2f} s")


if __name__ == "__main__":
	main()
