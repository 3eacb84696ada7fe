"""People in an activity's grid who are still to come are signed up: the grid is for the roll-call."""

import frappe
from frappe import _
from frappe.utils import get_datetime, now_datetime

from volunteer_services.foundation.database.savepoint import tried
from volunteer_services.volunteer_projects.services.signing import enter

PLANNED = ("Signed Up", "Waiting")


def take_out(activity) -> list:
	"""Take the rows of those who are to come out of the grid of a published activity; returns them."""
	if activity.workflow_state != "Published" or get_datetime(activity.starts_on) <= now_datetime():
		return []
	planned = [row for row in activity.participants if row.status in PLANNED and row.volunteer]
	if planned:
		activity.set("participants", [row for row in activity.participants if row not in planned])
	return planned


def sign_up(activity, rows: list) -> None:
	"""Sign up whom the grid named, in its order, after the activity was stored. Who cannot come stays in the
	grid, with the reason."""
	waiting = refused = 0
	for row in rows:
		with tried() as outcome_of_row:
			ask = enter.Ask(row.volunteer, row.post or "")
			answer = enter.sign_up(activity.name, ask, channel=enter.ROLL_CALL, remark=row.remark)
			waiting += answer["status"] == "Waiting"
		if outcome_of_row.problem:
			_keep(activity, row, outcome_of_row.problem)
			refused += 1
	if rows:
		frappe.msgprint(
			_("{0} people are signed up; {1} of them wait for a place. {2} could not be signed up.").format(
				len(rows) - refused, waiting, refused
			),
			alert=True,
			indicator="orange" if waiting or refused else "green",
		)


def _keep(activity, row, reason: str) -> None:
	row.problem = reason
	row.parent, row.parenttype, row.parentfield = activity.name, activity.doctype, "participants"
	row.idx = len(activity.participants) + 1
	if frappe.db.exists(row.doctype, row.name):
		row.db_update()
	else:
		row.db_insert()
	activity.participants.append(row)
