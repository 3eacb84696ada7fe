"""One process of the redemptions' concurrency tests: a user of its own on the committed site.

Usage: rewards_worker.py TASK USER ARGUMENTS-AS-JSON. Prints what it did as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from functools import partial


def main() -> None:
	import frappe

	task, user, values = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
	os.chdir(os.environ["DEVSITE_SITES_PATH"])
	frappe.init(site=os.environ["DEVSITE_SITE"], sites_path=os.environ["DEVSITE_SITES_PATH"])
	frappe.connect()
	frappe.set_user(user)
	done = TASKS[task](frappe, values)
	frappe.destroy()
	sys.stdout.write(json.dumps(done))


def _tried(frappe, work) -> str:
	"""The state that was reached, or the class of the refusal."""
	try:
		return work()["workflow_state"]
	except frappe.ValidationError as error:
		frappe.db.rollback()
		return type(error).__name__


def request(frappe, values) -> dict:
	"""Asks for a reward of its own, once."""
	from volunteer_services.api import rewards

	return {"done": [_tried(frappe, lambda: rewards.request(values["item"], values.get("qty", 1)))]}


def counter(frappe, values) -> dict:
	"""Redeems at the counter for each volunteer in turn, item by item."""
	from volunteer_services.api import rewards

	done = [
		_tried(frappe, partial(rewards.redeem_at_counter, volunteer, item, 1, "本人", True))
		for volunteer in values["volunteers"]
		for item in values["items"]
	]
	return {"done": done}


def ask_and_cancel(frappe, values) -> dict:
	"""Asks and cancels, many times."""
	from volunteer_services.api import rewards

	done = []
	for _ in range(values["times"]):
		try:
			name = rewards.request(values["item"])["name"]
		except frappe.ValidationError as error:
			frappe.db.rollback()
			done.append(type(error).__name__)
			continue
		done.append(_tried(frappe, lambda name=name: rewards.cancel(name)))
	return {"done": done}


def hand_over(frappe, values) -> dict:
	"""Hands over the same redemptions as others do."""
	from volunteer_services.api import rewards

	return {
		"done": [
			_tried(frappe, lambda name=name: rewards.hand_over(name, "本人", True))
			for name in values["names"]
		]
	}


def stock(frappe, values) -> dict:
	"""Receives pieces, one by one, and saves the form in between."""
	from volunteer_services.api import rewards

	for number in range(values["times"]):
		rewards.receive_stock(values["item"], 1)
		doc = frappe.get_doc("Reward Item", values["item"])
		doc.description = f"第{number}次"
		try:
			doc.save()
			frappe.db.commit()
		except (frappe.TimestampMismatchError, frappe.QueryDeadlockError):
			frappe.db.rollback()
	return {"done": [values["times"]]}


TASKS = {
	"request": request,
	"counter": counter,
	"ask_and_cancel": ask_and_cancel,
	"hand_over": hand_over,
	"stock": stock,
}

if __name__ == "__main__":
	main()
