"""One process of the test of people who fill one draft at once: saves its items as the page does.

Usage: assessments_worker.py USER ASSESSMENT ITEM-CODES-AS-JSON
"""

from __future__ import annotations

import json
import os
import sys


def main() -> None:
	import frappe

	user, assessment, codes = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
	os.chdir(os.environ["DEVSITE_SITES_PATH"])
	frappe.init(site=os.environ["DEVSITE_SITE"], sites_path=os.environ["DEVSITE_SITES_PATH"])
	frappe.connect()
	frappe.set_user(user)
	from volunteer_services.api import assessments

	conflicts = 0
	for number in range(4):
		for code in codes:
			answer = assessments.save_item(assessment, code, is_met=True, remark=f"{code} {number}")
			conflicts += answer["conflict"]
	frappe.destroy()
	sys.stdout.write(json.dumps({"conflicts": conflicts}))


if __name__ == "__main__":
	main()
