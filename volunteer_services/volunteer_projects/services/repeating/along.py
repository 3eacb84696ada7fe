"""What goes along with a copied activity: its shifts, and what is to be handed out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import frappe

from volunteer_services.volunteer_projects.services import shifts
from volunteer_services.volunteer_projects.services.materials import book


@dataclass(frozen=True)
class List:
	"""Documents that name their activity: which of them go along, and in which order."""

	doctype: str
	which: str
	order: str


# The shift of an activity without shifts of its own is made when it is published.
LISTS = (
	List(shifts.DOCTYPE, "coalesce(`is_whole`, 0) = 0", "`starts_on`, `name`"),
	List(book.MATERIAL, "1 = 1", "`name`"),
)


def rows_of(kept: List, activities: Iterable[str]) -> dict[str, list[frappe._dict]]:
	"""The rows of each activity, whole. One query."""
	rows = frappe.db.sql(
		f"""select * from `tab{kept.doctype}` where `activity` in %s and {kept.which}
		order by {kept.order}""",  # noqa: S608 (our words)
		(tuple(activities),),
		as_dict=True,
	)
	found: dict[str, list[frappe._dict]] = {}
	for row in rows:
		found.setdefault(row.activity, []).append(row)
	return found
