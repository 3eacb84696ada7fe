"""Reading and writing the rows of one batch of the star recalculation, under the locks on the volunteers.

Every reading here is a locking one: it sees what is committed now, not what the transaction saw at its start.
"""

import frappe
from frappe.utils import cint

from volunteer_services.foundation.database.bulk import update_same
from volunteer_services.volunteer_recognition.domain.round import GRANTED
from volunteer_services.volunteer_recognition.domain.stars import reached_star
from volunteer_services.volunteer_recognition.services.changes import Changes
from volunteer_services.volunteer_recognition.services.schemes import SchemeVersion


def people(names: list[str]) -> list[frappe._dict]:
	"""The volunteers' rows as far as the stars need them."""
	return frappe.db.sql(
		"""select `name`, `full_name`, `workflow_state`, coalesce(`total_minutes`, 0) as total_minutes,
			`eligible_star`, `star_level`, `star_since`, `totals_changed_on` is not null as is_marked,
			`primary_team`, `region`, `user`, `notify_by`, `email`, `mobile`
		from `tabVolunteer Profile` where `name` in %s order by `name` for update""",
		(tuple(names),),
		as_dict=True,
	)


def awards(names: list[str]) -> dict[str, list[frappe._dict]]:
	"""The awards of these volunteers, by volunteer."""
	found: dict[str, list[frappe._dict]] = {}
	for row in frappe.db.sql(
		"""select `volunteer`, `star`, `status`, `review_below`, `needs_review`, `is_barred`, `awarded_on`
		from `tabStar Award` where `volunteer` in %s order by `volunteer`, `star` for update""",
		(tuple(names),),
		as_dict=True,
	):
		found.setdefault(row.volunteer, []).append(row)
	return found


def write_profiles(
	rows: list, held: dict[str, list], changes: Changes | None, scheme: SchemeVersion | None
) -> set[str]:
	"""Set eligible_star, star_level and star_since where they differ, and take the marks away.

	``rows`` and ``held`` as read before the changes. Returns the volunteers that were changed.
	"""
	granted_now = _best_granted(changes)
	groups: dict[tuple, list[str]] = {}
	changed = set()
	for row in rows:
		values: list[tuple] = []
		reached = reached_star(row.total_minutes, scheme.rules) if scheme else 0
		if reached != cint(row.eligible_star):
			values.append(("eligible_star", reached))
		star, since = _held_star(held.get(row.name, ()), granted_now.get(row.name, 0), changes)
		if (star, since) != (cint(row.star_level), row.star_since):
			values += [("star_level", star), ("star_since", since)]
		if values:
			changed.add(row.name)
		if row.is_marked:
			values.append(("totals_changed_on", None))
		if values:
			groups.setdefault(tuple(values), []).append(row.name)
	for values, names in groups.items():
		# The mark goes with the rest: under the lock nobody can have set one since the totals were read.
		update_same("Volunteer Profile", names, values)
	return changed


def _best_granted(changes: Changes | None) -> dict[str, int]:
	best: dict[str, int] = {}
	for person, star in changes.granted if changes else ():
		best[person.name] = max(star, best.get(person.name, 0))
	return best


def _held_star(on_file, granted_now: int, changes: Changes | None) -> tuple:
	"""(highest granted star, the day it was granted); (0, None) for none."""
	star, since = max(
		((award.star, award.awarded_on) for award in on_file if award.status == GRANTED),
		key=lambda pair: pair[0],
		default=(0, None),
	)
	return (granted_now, changes.today) if granted_now > star else (star, since)
