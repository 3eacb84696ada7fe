"""One process of the ledger's concurrency tests: posts transfers of its own, or the same as the others.

Usage: ledger_worker.py TASK ARGUMENTS-AS-JSON. Prints what it did as JSON.
"""

from __future__ import annotations

import json
import os
import sys


def main() -> None:
	import frappe

	task, arguments = sys.argv[1], json.loads(sys.argv[2])
	os.chdir(os.environ["DEVSITE_SITES_PATH"])
	frappe.init(site=os.environ["DEVSITE_SITE"], sites_path=os.environ["DEVSITE_SITES_PATH"])
	frappe.connect()
	frappe.set_user("Administrator")
	done = TASKS[task](frappe, **arguments)
	frappe.destroy()
	sys.stdout.write(json.dumps(done))


def spend(frappe, account: str, prefix: str, count: int) -> dict:
	"""One point at a time from one account to the pool, until there is none."""
	from volunteer_services.exceptions import InsufficientPointsError
	from volunteer_services.foundation.database import retry
	from volunteer_services.time_bank.services.books import ledger

	done = {"posted": 0, "refused": 0}
	for number in range(count):
		rows = [(account, -1), ("Pool", 1)]
		try:
			retry.whole(lambda n=number, r=rows: ledger.post(f"{prefix}-{n}", r, "Donated"), attempts=50)
			done["posted"] += 1
		except InsufficientPointsError:
			frappe.db.rollback()
			done["refused"] += 1
	return done


def replay(frappe, account: str, keys: list[str]) -> dict:
	"""The same transfers as everybody else."""
	from volunteer_services.foundation.database import retry
	from volunteer_services.time_bank.services.books import ledger

	done = {"posted": 0, "replayed": 0}
	for key in keys:
		rows = [(account, -1), ("Pool", 1)]
		result = retry.whole(lambda k=key, r=rows: ledger.post(k, r, "Donated"), attempts=50)
		done["replayed" if result.is_replay else "posted"] += 1
	return done


def around(frappe, accounts: list[str], prefix: str, count: int) -> dict:
	"""Points from account to account in both directions, which deadlocks whoever locks out of order."""
	import random

	from volunteer_services.exceptions import InsufficientPointsError
	from volunteer_services.foundation.database import retry
	from volunteer_services.time_bank.services.books import ledger

	chance = random.Random(prefix)
	done = {"posted": 0, "refused": 0}
	for number in range(count):
		giver, taker = chance.sample(accounts, 2)
		rows = [(giver, -chance.randint(1, 5))]
		rows.append((taker, -rows[0][1]))
		try:
			retry.whole(lambda n=number, r=rows: ledger.post(f"{prefix}-{n}", r, "Donated"), attempts=50)
			done["posted"] += 1
		except InsufficientPointsError:
			frappe.db.rollback()
			done["refused"] += 1
	return done


def missing(frappe) -> dict:
	"""Credit whatever has no credit yet."""
	from volunteer_services.time_bank.services.earning import jobs

	return {"posted": jobs.credit_missing()}


TASKS = {"spend": spend, "replay": replay, "around": around, "missing": missing}

if __name__ == "__main__":
	main()
