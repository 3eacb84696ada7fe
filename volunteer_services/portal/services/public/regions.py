"""The tree of regions, as filters of the public pages show it."""

from __future__ import annotations

import frappe

from volunteer_services.portal.domain.browsing import Centre
from volunteer_services.portal.domain.browsing import by_distance as nearest

_KEY, _KEPT_SECONDS = "volunteer_services:public_regions", 600
_DEEPEST = ("Province", "City", "District", "Street")


def tree() -> list[tuple[str, str]]:
	"""(code, name, indented by its depth) of the regions down to streets; kept for ten minutes."""
	found = frappe.cache.get_value(_KEY, expires=True)
	if found is None:
		rows = frappe.db.sql(
			"""select `name`, `region_name`, `region_level` from `tabService Region`
			where `region_level` in %s order by `lft`""",
			(_DEEPEST,),
		)
		top = min((_DEEPEST.index(level) for _code, _name, level in rows), default=0)
		found = [(code, "　" * (_DEEPEST.index(level) - top) + (name or code)) for code, name, level in rows]
		frappe.cache.set_value(_KEY, found, expires_in_sec=_KEPT_SECONDS)
	return found


def by_distance(near: tuple[float, float]) -> list[str]:
	"""Regions, those with the nearest centre first. One query."""
	rows = frappe.db.sql("select `name`, `lft`, `rgt`, `latitude`, `longitude` from `tabService Region`")
	return nearest(
		near,
		[
			Centre(name, left, right, (lat, lon) if lat and lon else None)
			for name, left, right, lat, lon in rows
		],
	)
