"""Nodes for the tree views. A user who sees a part of the tree starts at the topmost teams of that part."""

import frappe

from volunteer_services.foundation.scope import conditions as scope

_DONE = "('Rejected', 'Dissolved')"


def team_nodes(parent: str | None, is_root: bool, with_ended: bool = False) -> list[dict]:
	"""The visible teams directly below ``parent``, or the topmost visible ones: value, title, expandable."""
	where = [condition] if (condition := scope.condition("Volunteer Team", alias="t")) else []
	if not with_ended:
		where.append(f"t.`workflow_state` not in {_DONE}")
	if not is_root:
		where.append("t.`parent_volunteer_team` = %(parent)s")
	elif condition:
		above = scope.condition("Volunteer Team", alias="p")
		where.append(
			"not exists (select 1 from `tabVolunteer Team` p "  # noqa: S608
			f"where p.`name` = t.`parent_volunteer_team` and {above})"
		)
	else:
		where.append("coalesce(t.`parent_volunteer_team`, '') = ''")
	return frappe.db.sql(
		f"""select t.`name` as value, concat(t.`team_name`, ' · ', t.`team_level`) as title,
			t.`is_group` as expandable, t.`workflow_state` as state
		from `tabVolunteer Team` t where {" and ".join(where)} order by t.`lft` limit 1000""",  # noqa: S608
		{"parent": parent},
		as_dict=True,
	)


def region_nodes(parent: str | None, is_root: bool) -> list[dict]:
	"""The regions directly below ``parent``, or the topmost ones: value, title, expandable."""
	rows = frappe.get_list(
		"Service Region",
		filters={"parent_service_region": parent}
		if not is_root
		else {"parent_service_region": ["is", "not set"]},
		fields=["name", "region_name", "is_group"],
		order_by="lft",
		limit=5000,
	)
	return [{"value": row.name, "title": row.region_name, "expandable": row.is_group} for row in rows]
