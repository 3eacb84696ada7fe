"""What an activity asks of those who serve in a post: of the activity, its project and the post together."""

from __future__ import annotations

from collections.abc import Mapping

import frappe
from frappe.utils import cint, cstr

from volunteer_services.volunteer_projects.services import posts
from volunteer_services.volunteer_readiness.domain.gates import Conditions


def of(activity: Mapping, post: str = "", must_exist: bool = True) -> Conditions:
	"""The conditions for the gate (volunteer_readiness), with one query.

	``activity``: a row or document with name, project, min_age and max_age. ``post``: a title; empty where
	none is chosen, then what is asked of single posts is not asked. Raises ActivityPostError for a post that
	the project does not have, if it ``must_exist``.
	"""
	rows = frappe.db.sql(
		"""select p.`is_rescue`, p.`is_risky`, p.`needs_agreement`, t.`post_title`, t.`required_skill`,
			t.`min_star`, r.`kind`, r.`qualification_type`, r.`course`, r.`insurance_scope`
		from `tabVolunteer Project` p
		left join `tabVolunteer Project Post` t on t.`parent` = p.`name`
			and t.`parenttype` = 'Volunteer Project' and t.`post_title` = %(post)s
		left join `tabProject Requirement` r on r.`parent` = p.`name`
			and r.`parenttype` = 'Volunteer Project' and coalesce(r.`post`, '') in ('', %(post)s)
		where p.`name` = %(project)s order by r.`idx`""",
		{"project": activity.get("project") or "", "post": post},
		as_dict=True,
	)
	first = rows[0] if rows else frappe._dict()
	if post and must_exist and not first.post_title:
		posts.known(post, activity.get("project"))
	return Conditions(
		min_age=cint(activity.get("min_age")),
		max_age=cint(activity.get("max_age")),
		is_rescue=bool(cint(first.is_rescue)),
		is_risky=bool(cint(first.is_risky)),
		min_star=cint(first.min_star),
		skills=(first.required_skill,) if first.required_skill else (),
		qualifications=_named(rows, "Qualification", "qualification_type"),
		courses=_named(rows, "Course", "course"),
		insurance=_named(rows, "Insurance", "insurance_scope"),
		needs_agreement=bool(cint(first.needs_agreement)),
		project=activity.get("project"),
		activity=cstr(activity.get("name")) or None,
	)


def _named(rows: list, kind: str, field: str) -> tuple[str, ...]:
	return tuple(dict.fromkeys(row[field] for row in rows if row.kind == kind and row[field]))
