"""One process of the tests of people who sign up at the same moment.

Usage: sign_up_worker.py TASK ACTIVITY VOLUNTEERS-AS-JSON BEGIN. Prints what it did as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time


def main() -> None:
	import frappe

	task, activity, volunteers = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
	os.chdir(os.environ["DEVSITE_SITES_PATH"])
	frappe.init(site=os.environ["DEVSITE_SITE"], sites_path=os.environ["DEVSITE_SITES_PATH"])
	frappe.connect()
	frappe.set_user("Administrator")
	time.sleep(max(0, float(sys.argv[4]) - time.time()))
	done = [TASKS[task](frappe, activity, volunteer) for volunteer in volunteers]
	frappe.destroy()
	sys.stdout.write("\n" + json.dumps(done))


def sign_up(frappe, activity: str, volunteer: str) -> str:
	from volunteer_services.api import activities

	return activities.sign_up(activity, volunteer)["status"]


def come_and_go(frappe, activity: str, volunteer: str) -> str:
	"""Signs up and withdraws at once: the place goes on to the next who waits."""
	from volunteer_services.api import activities

	activities.sign_up(activity, volunteer)
	activities.withdraw(activity, volunteer)
	return "gone"


def accept(frappe, request: str, volunteer: str) -> str:
	"""Accepts a cover request, as the volunteer's own user."""
	from volunteer_services.api import covers
	from volunteer_services.exceptions import CoverRequestError

	frappe.set_user(frappe.db.get_value("Volunteer Profile", volunteer, "user"))
	try:
		return covers.answer(request, True)["status"]
	except CoverRequestError:
		frappe.db.rollback()
		return "too late"


def take(frappe, need: str, team: str) -> str:
	"""The leader of the team takes a need that is free in the district."""
	from volunteer_services.api import needs
	from volunteer_services.exceptions import NeedError

	frappe.set_user(frappe.db.get_value("Staff Appointment", {"scope": team}, "user"))
	try:
		return needs.take(need, team)["workflow_state"]
	except (NeedError, frappe.PermissionError):
		frappe.db.rollback()
		return "too late"


def give(frappe, activity: str, volunteer: str) -> str:
	"""Gives the one shift of the activity to the volunteer, who could serve."""
	from volunteer_services.api import availability

	shift = frappe.db.get_value("Activity Shift", {"activity": activity})
	answer = availability.assign(activity, [{"shift": shift, "volunteer": volunteer}])
	return "given" if answer["done"] else "refused"


def bring_back(frappe, activity: str, hand_out: str) -> str:
	"""One piece of a hand-out came back."""
	from volunteer_services.api import materials

	return _refused(
		frappe, lambda: materials.bring_back(activity, [{"hand_out": hand_out, "whole": 1}]), "noted"
	)


def hand_out(frappe, material: str, volunteer: str) -> str:
	"""One piece for somebody who has none."""
	from volunteer_services.api import materials

	return "made" if materials.hand_out(material, [volunteer], 1)["made"] else "had"


def reverse(frappe, entry: str, reason: str) -> str:
	from volunteer_services.api import materials

	return _refused(frappe, lambda: materials.reverse(entry, reason), "reversed")


def keep_recipients(frappe, region: str, sent: dict) -> str:
	"""A sheet of recipients is kept by somebody of the place."""
	from volunteer_services.api import recipient_sheets

	frappe.set_user(sent["user"])
	return f"{len(recipient_sheets.store(sent['rows'], region)['made'])} made"


def keep_hours(frappe, project: str, sent: dict) -> str:
	"""A sheet of hours is kept by somebody of the place."""
	from volunteer_services.api import hours_sheets

	frappe.set_user(sent["user"])
	return f"{len(hours_sheets.store(sent['rows'], project, **sent['told'])['made'])} made"


def _refused(frappe, work, word: str) -> str:
	from volunteer_services.exceptions import MaterialError

	try:
		work()
	except MaterialError:
		frappe.db.rollback()
		return "refused"
	return word


TASKS = {
	"sign_up": sign_up,
	"come_and_go": come_and_go,
	"accept": accept,
	"take": take,
	"give": give,
	"bring_back": bring_back,
	"hand_out": hand_out,
	"reverse": reverse,
	"keep_recipients": keep_recipients,
	"keep_hours": keep_hours,
}

if __name__ == "__main__":
	main()
