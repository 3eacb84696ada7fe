"""Shifts of an activity: the matrix post × time, many made at once, and what the leader of a shift does."""

from typing import Annotated

import frappe

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.domain.arguments import Rows, choice
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.volunteer_projects.services.planning import led as leading
from volunteer_services.volunteer_projects.services.planning import many
from volunteer_services.volunteer_projects.services.planning import matrix as matrices
from volunteer_services.volunteer_projects.services.signing import access, calling

ACTIVITY = "Service Activity"


@endpoint(methods=["GET"])
def matrix(activity: str) -> dict:
	"""Post × time of the activity's shifts: {times, rows: [{post, cells}], totals}; a cell has needed,
	signed_up, confirmed, present, waiting, level, shifts."""
	require_permission(ACTIVITY, "read", activity)
	return matrices.of_activity(activity, frappe.db.get_value(ACTIVITY, activity, "project"))


@endpoint(methods=["POST"])
def make_many(activity: str, days: list, times: Rows, posts: Rows = (), break_minutes: int = 0) -> dict:
	"""Make a shift for each day, time and post that is not there yet: {made, there}.

	``times``: title, starts, ends (an end before the beginning lies on the next day). ``posts``: post,
	capacity (0: any number), minimum, reserves; none: one shift for all posts.
	"""
	require_permission(ACTIVITY, "write", activity)
	require_permission("Activity Shift", "create")
	return retry.whole(lambda: many.make(activity, days, times, list(posts), break_minutes))


@endpoint(methods=["POST"])
def call_up(activity: str, shift: str) -> dict:
	"""Offer a free place of the shift to the first who waits: {name, volunteer_name, offered_until}."""
	require_permission(ACTIVITY, "write", activity)
	return retry.whole(lambda: calling.call_up(activity, shift))


@endpoint(methods=["GET"])
def led() -> list[dict]:
	"""The shifts that one leads oneself, with their people and the steps that one may take with each."""
	return leading.of_person(access.own_volunteer())


@endpoint(methods=["POST"])
def move_led(
	sign_up: str, status: Annotated[str, choice(*leading.TARGETS)], reason: str | None = None
) -> dict:
	"""The leader of a shift confirms, excuses (with a reason) and says who came: {name, status, position}."""
	return retry.whole(lambda: leading.move(sign_up, status, reason))
