"""The places that the public page offers: districts with their streets, and who takes people there."""

import frappe

_KEY = "volunteer_services:joining_regions"
_KEPT_SECONDS = 600
_MOST_REGIONS, _MOST = 3000, 60


def regions() -> list[dict]:
	"""Districts (where there are none, cities) with ``places``, the streets below them (where there are none,
	the communities); each with ``name`` and ``title``. Kept for ten minutes."""
	found = frappe.cache.get_value(_KEY, expires=True)
	if found is None:
		found = _regions()
		frappe.cache.set_value(_KEY, found, expires_in_sec=_KEPT_SECONDS)
	return found


def _regions() -> list[dict]:
	rows = frappe.get_all(
		"Service Region",
		filters={"region_level": ["in", ["City", "District", "Street", "Community"]]},
		fields=["name", "region_name", "region_level", "lft", "rgt"],
		order_by="lft",
		limit=_MOST_REGIONS,
	)
	levels = {row.region_level for row in rows}
	upper = "District" if "District" in levels else "City"
	lower = "Street" if "Street" in levels else "Community"
	found: list[dict] = []
	last = 0
	for row in rows:
		if row.region_level == upper:
			found.append({"name": row.name, "title": row.region_name, "places": []})
			last = row.rgt
		elif row.region_level == lower and found and row.lft < last:
			found[-1]["places"].append({"name": row.name, "title": row.region_name})
	return found


def serving(region: str) -> dict:
	"""Active sites and teams of a region, or below it, by title; each with ``name`` and ``title``."""
	node = frappe.db.get_value("Service Region", region, ["lft", "rgt"])
	if not node:
		return {"sites": [], "teams": []}
	return {
		"sites": _inside("Service Site", "site_name", "status", node),
		"teams": _inside("Volunteer Team", "team_name", "workflow_state", node),
	}


def _inside(doctype: str, title: str, state: str, node: tuple[int, int]) -> list[dict]:
	return frappe.db.sql(
		f"""select d.`name`, d.`{title}` as title from `tab{doctype}` d
		inner join `tabService Region` r on r.`name` = d.`region`
		where d.`{state}` = 'Active' and r.`lft` >= %s and r.`rgt` <= %s
		order by d.`{title}`, d.`name` limit %s""",  # noqa: S608
		(*node, _MOST),
		as_dict=True,
	)


def skills() -> list[str]:
	"""Skills to tick."""
	return frappe.get_all("Service Skill", pluck="name", order_by="name", limit=_MOST)
