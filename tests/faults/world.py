"""Fills the stage's site: people, records to be reviewed, points, rewards. Prints what the clients need."""

from __future__ import annotations

import json
import os
import sys

import frappe

PEOPLE, DAYS, REWARDS = 8, 8, 3


def main() -> None:
	os.chdir(os.environ["DEVSITE_SITES_PATH"])
	frappe.init(site=os.environ["DEVSITE_SITE"], sites_path=os.environ["DEVSITE_SITES_PATH"])
	frappe.connect()
	frappe.set_user("Administrator")
	frappe.flags.mute_emails = True
	frappe.flags.in_test = True
	frappe.db.commit = lambda: None  # one commit at the end: each waits for the disk
	from frappe.core.doctype.user import user

	from tests import factories as make

	if hasattr(user, "ask_pass_update"):  # for each new user it drops every cache
		user.ask_pass_update = lambda: None
	make.begin_test(pooled=False)
	found = fill(make)
	frappe.db.sql("commit")
	sys.stdout.write(json.dumps(found) + "\n")


def fill(make) -> dict:
	from tests.site.time_bank import rewards_world
	from volunteer_services.service_records.services import totals

	place = make.Place()
	users = [make.make_user(make.VOLUNTEER) for _ in range(PEOPLE)]
	people = [place.volunteer(user=user).name for user in users]
	for name in people:
		rewards_world.give(name, 200)
	waiting = [
		make.make_log(
			place, name, minutes=480, service_date=f"2026-03-{day:02d}", state="Pending Site Review"
		).name
		for name in people
		for day in range(1, DAYS + 1)
	]
	approved = [
		make.make_log(place, name, minutes=480, service_date=f"2026-04-{day:02d}", state="Approved").name
		for name in people
		for day in range(1, DAYS + 1)
	]
	totals.refresh(people)
	rewards = [rewards_world.item(place, stock_qty=60, points_price=3).name for _ in range(REWARDS)]
	return {
		"waiting": waiting,
		"approved": approved,
		"people": people,
		"rewards": rewards,
		"tokens": {user: token(user) for user in (place.manager, place.officer, place.city_officer, *users)},
		"manager": place.manager,
		"officer": place.officer,
		"city_officer": place.city_officer,
		"users": users,
	}


def token(name: str) -> str:
	user = frappe.get_doc("User", name)
	user.api_key, user.api_secret = frappe.generate_hash(length=15), "secret-of-tests"
	user.save(ignore_permissions=True)
	return f"{user.api_key}:secret-of-tests"


if __name__ == "__main__":
	main()
