"""One process of the giving tests: calls API functions as a user would, and prints what came of it as JSON.

Usage: giving_worker.py TASK USER ARGUMENTS-AS-JSON
"""

from __future__ import annotations

import json
import os
import sys


def main() -> None:
	import frappe

	task, user, arguments = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
	os.chdir(os.environ["DEVSITE_SITES_PATH"])
	frappe.init(site=os.environ["DEVSITE_SITE"], sites_path=os.environ["DEVSITE_SITES_PATH"])
	frappe.connect()
	frappe.set_user(user)
	done = TASKS[task](frappe, **arguments)
	frappe.destroy()
	sys.stdout.write(json.dumps(done))


def donate(frappe, points: int, times: int, request_id: str | None = None, to_volunteer=None) -> dict:
	from volunteer_services.api import donations

	done = {"ok": [], "refused": 0}
	for _ in range(times):
		try:
			answer = donations.donate(
				points, "Volunteer" if to_volunteer else "Pool", to_volunteer, request_id=request_id
			)
			done["ok"].append(answer["name"])
		except (frappe.ValidationError, frappe.DuplicateEntryError):
			frappe.db.rollback()
			done["refused"] += 1
	return done


def approve(frappe, doctype: str, name: str) -> dict:
	try:
		doc = frappe.get_doc(doctype, name)
		doc.workflow_state = "Approved"
		doc.save()
		frappe.db.commit()
		return {"ok": 1}
	except (frappe.ValidationError, frappe.QueryDeadlockError):
		frappe.db.rollback()
		return {"ok": 0}


def mark(frappe, account: str, count: int) -> dict:
	from volunteer_services.api import passbook

	return passbook.mark_printed(account, 0, count)


TASKS = {"donate": donate, "approve": approve, "mark": mark}

if __name__ == "__main__":
	main()
