"""The waiting list of a shift: who is next, and what is told to those who wait."""

from __future__ import annotations

from datetime import datetime

import frappe
from frappe.utils import cint, get_datetime, now_datetime

from volunteer_services.foundation.database.bulk import update_each
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_projects.domain import sign_up as rules
from volunteer_services.volunteer_projects.services import posts
from volunteer_services.volunteer_projects.services.shifts import SIGN_UP
from volunteer_services.volunteer_projects.services.signing import reserves, tell

_AT_ONCE = 500


def position(row: frappe._dict) -> int:
	"""The place of a sign-up in the waiting list, from 1; 0 for one that does not wait."""
	if row.status != "Waiting":
		return 0
	return 1 + cint(
		frappe.db.sql(
			"""select count(*) from `tabActivity Sign Up`
			where `shift` = %s and `status` = 'Waiting' and `queue_no` < %s""",
			(row.shift, row.queue_no),
		)[0][0]
	)


def offer_places(place) -> list[str]:
	"""Offer what is free to those who wait, in their order; returns the names of the sign-ups. The first of
	those who are left are the reserves.

	``place``: the shift under lock. Nothing is offered when the shift begins too soon to be answered: then
	the organiser calls somebody up.
	"""
	names = _offer_free(place)
	reserves.name_them(place)
	return names


def offer(place, chosen: list[rules.Waiting], until: datetime) -> list[str]:
	"""Offer a place to these; the caller stores ``place``."""
	for _one in chosen:
		place.places.move("Waiting", "Offered")
	stamp = {"status": "Offered", "offered_until": until, "is_reserve": 0}
	update_each(SIGN_UP, {one.key: dict(stamp) for one in chosen}, {"modified": frappe.utils.now()})
	tell.offered([one.key for one in chosen])
	return [one.key for one in chosen]


def first_in_line(place, count: int) -> list[rules.Waiting]:
	"""The next ``count`` who wait and whose post has a place."""
	return rules.next_in_line(_queue(place), count, _posts_left(place))


def _offer_free(place) -> list[str]:
	count = min(place.places.free, place.places.waiting)
	if count <= 0 or place.activity.workflow_state != "Published":
		return []
	until = answer_until(place)
	if until is None:
		return []
	return offer(place, first_in_line(place, count), until)


def answer_until(place) -> datetime | None:
	"""Until when a place that is offered now is held; None where the organiser decides."""
	policy = settings()
	return rules.answer_until(
		now_datetime(),
		get_datetime(place.shift.starts_on),
		cint(policy.offer_hours),
		cint(policy.offer_fewest_hours),
	)


def _queue(place) -> list[rules.Waiting]:
	"""As they stand now: what this transaction saw before it got the lock may be older."""
	rows = frappe.db.sql(
		"""select `name`, `queue_no`, `post`, `needs_leader` from `tabActivity Sign Up`
		where `shift` = %s and `status` = 'Waiting' order by `queue_no` limit %s for update""",
		(place.shift.name, _AT_ONCE),
	)
	return [
		rules.Waiting(name, cint(number), post or "", bool(leader)) for name, number, post, leader in rows
	]


def _posts_left(place) -> dict[str, int]:
	"""Places that the posts of the project have left in this shift; none where the shift is of one post."""
	if place.shift.post:
		return {}
	return posts.left(place.activity.project, place.shift.name)
