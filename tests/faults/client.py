"""One of the 18 processes: asks the site over HTTP until it is told to stop, whatever happens to the servers.

Usage: client.py TASK SEED URL WORLD-FILE STOP-FILE. Prints, as JSON, how often each outcome came and what the
site acknowledged. It knows nothing of the app but its addresses.
"""

from __future__ import annotations

import http.client
import json
import pathlib
import random
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

SECONDS = 60


class Client:
	def __init__(self, task: str, seed: int, url: str, world: dict) -> None:
		self.task, self.url, self.world = task, url, world
		self.chance = random.Random(seed)
		self.outcomes: dict[str, int] = {}
		self.acknowledged: dict[str, list] = {}
		self.serial, self.seed = 0, seed

	def call(self, user: str, method: str, **arguments):
		"""The answer's message; None when it was refused or the servers went away."""
		body = urllib.parse.urlencode(
			{k: json.dumps(v) if isinstance(v, list | dict) else v for k, v in arguments.items()}
		).encode()
		headers = {"Authorization": f"token {self.world['tokens'][user]}", "Accept": "application/json"}
		request = urllib.request.Request(f"{self.url}/api/method/{method}", data=body, headers=headers)
		try:
			with urllib.request.urlopen(request, timeout=SECONDS) as answer:
				self.count("done")
				return json.load(answer).get("message") or True
		except urllib.error.HTTPError as refused:
			self.count(f"refused {refused.code}")
			if refused.code >= 500:
				self.note("errors", [time.time(), method, refused.read().decode(errors="replace")[-800:]])
		except (OSError, http.client.HTTPException, ValueError):
			self.count("lost")
			time.sleep(0.3)
		return None

	def count(self, outcome: str) -> None:
		self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1

	def note(self, kind: str, value) -> None:
		self.acknowledged.setdefault(kind, []).append(value)

	# --- tasks --------------------------------------------------------------------------------------

	def approve(self) -> None:
		name = self.chance.choice(self.world["waiting"])
		doc = {"doctype": "Service Log", "name": name}
		if self.call(
			self.world["manager"], "frappe.model.workflow.apply_workflow", doc=doc, action="Approve"
		):
			self.note("approved", name)

	def bulk(self) -> None:
		names = self.chance.sample(self.world["waiting"], 8)
		method = "volunteer_services.api.service_logs.review"
		self.call(self.world["manager"], method, action="Approve", names=names)
		time.sleep(2)

	def correct(self) -> None:
		log = self.chance.choice(self.world["approved"])
		asked = self.call(
			self.world["manager"],
			"volunteer_services.api.corrections.ask",
			service_log=log,
			reason="实到时间有误",
			changes={"new_minutes": self.chance.choice((60, 120, 240))},
		)
		if not isinstance(asked, dict):
			return
		self.note("corrections", asked["name"])
		doc = {"doctype": "Record Correction", "name": asked["name"]}
		if self.call(
			self.world["officer"], "frappe.model.workflow.apply_workflow", doc=doc, action="Approve"
		):
			self.note("corrected", asked["name"])

	def redeem(self) -> None:
		answer = self.call(
			self.world["manager"],
			"volunteer_services.api.rewards.redeem_at_counter",
			volunteer=self.chance.choice(self.world["people"]),
			reward_item=self.chance.choice(self.world["rewards"]),
			qty=self.chance.choice((1, 1, 2)),
			collected_by="陈奶奶",
			receipt_signed=1,
		)
		if isinstance(answer, dict):
			self.note("redeemed", [answer["name"], answer["workflow_state"]])

	def request(self) -> None:
		user = self.chance.choice(self.world["users"])
		answer = self.call(
			user,
			"volunteer_services.api.rewards.request",
			reward_item=self.chance.choice(self.world["rewards"]),
		)
		if isinstance(answer, dict) and self.chance.random() < 0.5:
			name = answer["name"]
			if self.call(user, "volunteer_services.api.rewards.cancel", redemption=name):
				self.note("cancelled", name)

	def donate(self) -> None:
		user = self.chance.choice(self.world["users"])
		self.serial += 1
		arguments = {"points": self.chance.choice((1, 2, 3)), "request_id": f"{self.seed}-{self.serial}"}
		if self.chance.random() < 0.6:
			to = self.chance.choice(self.world["people"])
			arguments |= {"to_kind": "Volunteer", "to_volunteer": to}
		for _attempt in range(3):  # whoever hears nothing asks again: the same request gives once
			before = self.outcomes.get("lost", 0)
			answer = self.call(user, "volunteer_services.api.donations.donate", **arguments)
			if isinstance(answer, dict):
				self.note("donated", [arguments["request_id"], answer["name"]])
			if self.outcomes.get("lost", 0) == before:
				return

	def recalculate(self) -> None:
		few = self.chance.sample(self.world["people"], 4)
		arguments = {"volunteers": few} if self.chance.random() < 0.7 else {}
		self.call(self.world["city_officer"], "volunteer_services.api.stars.recalculate", **arguments)
		time.sleep(1)


def main() -> None:
	task, seed, url, world, stop = sys.argv[1:]
	client = Client(task, int(seed), url, json.loads(pathlib.Path(world).read_text()))
	act = getattr(client, task)
	while not pathlib.Path(stop).exists():
		act()
	sys.stdout.write(json.dumps({"task": task, "outcomes": client.outcomes, **client.acknowledged}))


if __name__ == "__main__":
	main()
