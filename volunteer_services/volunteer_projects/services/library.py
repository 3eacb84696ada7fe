"""The library of projects 项目库: templates from which projects are made, and which are never run themselves.

A template is offered to the teams of its region and below, so that an officer's template serves the whole
district. It holds no people.
"""

from __future__ import annotations

import frappe
from frappe import _

from volunteer_services.exceptions import LibraryError

PROJECT = "Volunteer Project"
CONTENT = (
	"project_name",
	"category",
	"theme",
	"is_risky",
	"is_rescue",
	"description",
	"conditions",
	"risks",
	"safeguards",
	"needs_agreement",
)
_TABLES = {
	"posts": ("post_title", "headcount", "required_skill", "min_star"),
	"requirements": ("kind", "qualification_type", "course", "insurance_scope", "post"),
}
MOST = 200
"""Templates that are offered at once."""


def check_template(project) -> None:
	"""A project with activities does not become a template. Raises LibraryError."""
	if not project.is_library_item or project.is_new() or not project.has_value_changed("is_library_item"):
		return
	if frappe.db.exists("Service Activity", {"project": project.name}):
		_refuse(
			_("The project {0} has activities: copy it, and make the copy a template.").format(
				project.project_name
			)
		)


def refuse_template(project) -> None:
	"""A template is not sent to approval. Raises LibraryError."""
	if project.is_library_item:
		_refuse(
			_("{0} is a template of the library. Make a project from it first.").format(project.project_name)
		)


def offered(team: str) -> list[frappe._dict]:
	"""The templates for a team: of its region, and of the regions above."""
	return frappe.db.sql(
		"""select p.`name`, p.`project_name`, p.`category`, p.`theme`, p.`description`
		from `tabVolunteer Project` p inner join `tabService Region` r on r.`name` = p.`region`
		inner join `tabVolunteer Team` t on t.`name` = %s
		inner join `tabService Region` o on o.`name` = t.`region`
			and o.`lft` >= r.`lft` and o.`rgt` <= r.`rgt`
		where p.`is_library_item` = 1 order by p.`category`, p.`project_name`, p.`name` limit %s""",
		(team, MOST),
		as_dict=True,
	)


def make(template: str, team: str, start_date: str, end_date: str) -> str:
	"""A draft of the team with what the template says; returns its name. Raises LibraryError."""
	if template not in {row.name for row in offered(team)}:
		_refuse(_("The library has no such template for this team."))
	source = frappe.get_doc(PROJECT, template)
	project = frappe.get_doc(
		{
			"doctype": PROJECT,
			"team": team,
			"start_date": start_date,
			"end_date": end_date,
			"library_source": template,
			**{field: source.get(field) for field in CONTENT},
			**{
				table: [{field: row.get(field) for field in fields} for row in source.get(table)]
				for table, fields in _TABLES.items()
			},
		}
	)
	project.flags.by_service = True
	return project.insert().name


def _refuse(message: str) -> None:
	frappe.throw(message, LibraryError, title=_("Project Library"))
