"""Reserves 后备 of a shift: the first who wait for it. They hold no place, are told to keep the time free,
and get what becomes free by the offers of the waiting list, in its order."""

from __future__ import annotations

import frappe
from frappe.utils import cint

from volunteer_services.foundation.database.bulk import update_same
from volunteer_services.volunteer_projects.services.shifts import SIGN_UP
from volunteer_services.volunteer_projects.services.signing import tell


def name_them(place) -> None:
	"""Who is a reserve by now, and who is none any more, is told. Whom the organiser must let in is none.

	``place``: the shift under lock, its sign-ups stored. A shift without reserves costs nothing.
	"""
	if cint(place.shift.reserves):
		count_again(place)


def count_again(place) -> None:
	"""The same, also after the number of reserves was set to none."""
	first = _waiting(place, "`needs_leader` = 0", cint(place.shift.reserves))
	before = set(_waiting(place, "`is_reserve` = 1"))
	new, gone = [name for name in first if name not in before], sorted(before - set(first))
	update_same(SIGN_UP, new, [("is_reserve", 1)])
	update_same(SIGN_UP, gone, [("is_reserve", 0)])
	tell.reserve(new)
	tell.no_reserve(gone)


def _waiting(place, which: str, most: int | None = None) -> list[str]:
	"""As they stand now; what this transaction saw before it got the lock may be older."""
	if most == 0:
		return []
	rows = frappe.db.sql(
		f"""select `name` from `tabActivity Sign Up` where `shift` = %s and `status` = 'Waiting' and {which}
		order by `queue_no` {"" if most is None else f"limit {most}"} for update""",  # noqa: S608 (our words)
		(place.shift.name,),
	)
	return [name for (name,) in rows]
