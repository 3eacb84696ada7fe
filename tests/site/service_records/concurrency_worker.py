"""One process of the concurrency tests: works on committed logs like a user of its own, until there is no
more.

Usage: concurrency_worker.py TASK USER LOGS-AS-JSON. Prints what it did as JSON.
"""

from __future__ import annotations

import json
import os
import random
import sys

RETRIES = 30


def main() -> None:
	import frappe

	task, user, logs = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
	os.chdir(os.environ["DEVSITE_SITES_PATH"])
	frappe.init(site=os.environ["DEVSITE_SITE"], sites_path=os.environ["DEVSITE_SITES_PATH"])
	frappe.connect()
	frappe.set_user(user)
	random.Random(os.getpid()).shuffle(logs)
	done = TASKS[task](frappe, logs)
	frappe.destroy()
	sys.stdout.write(json.dumps(done))


def each(frappe, logs, act) -> dict:
	done = {"ok": 0, "refused": 0}
	for name in logs:
		done["ok" if _with_retries(frappe, lambda name=name: act(name)) else "refused"] += 1
	return done


def _with_retries(frappe, act) -> bool:
	for _attempt in range(RETRIES):
		try:
			act()
			frappe.db.commit()
			return True
		except (frappe.QueryDeadlockError, frappe.QueryTimeoutError, frappe.TimestampMismatchError):
			frappe.db.rollback()
		except (frappe.ValidationError, frappe.PermissionError):
			frappe.db.rollback()
			return False
	raise RuntimeError("no progress after many retries")


def approve(frappe, logs) -> dict:
	from frappe.model.workflow import apply_workflow

	return each(frappe, logs, lambda name: apply_workflow(frappe.get_doc("Service Log", name), "Approve"))


def bulk(frappe, logs) -> dict:
	from volunteer_services.service_records.services import bulk_review

	return bulk_review.review(logs, "Approve")


def cancel(frappe, logs) -> dict:
	def act(name):
		log = frappe.get_doc("Service Log", name)
		log.return_reason = "重复登记"
		log.cancel()

	return each(frappe, logs, act)


def correct(frappe, logs) -> dict:
	from frappe.model.workflow import apply_workflow

	def act(name):
		requester = frappe.session.user
		frappe.set_user("Administrator")
		request = frappe.get_doc(
			{
				"doctype": "Record Correction",
				"service_log": name,
				"reason": "实到时间有误",
				"new_minutes": 240,
			}
		).insert()
		apply_workflow(request, "Submit for Review")
		frappe.set_user(requester)
		apply_workflow(request, "Approve")

	return each(frappe, logs, act)


def recalculate(frappe, logs) -> dict:
	from volunteer_services.services import stars

	for _ in range(8):
		frappe.set_user("Administrator")
		stars.recalculate()
		frappe.db.commit()
	return {"ok": 8}


TASKS = {
	"approve": approve,
	"bulk": bulk,
	"cancel": cancel,
	"correct": correct,
	"recalculate": recalculate,
}

if __name__ == "__main__":
	main()
