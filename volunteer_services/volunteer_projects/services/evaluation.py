"""What came of a project, said before it is closed [GB/T 40143 §8]."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cint, strip_html

from volunteer_services.exceptions import EvaluationError
from volunteer_services.volunteer_projects.domain.rating import MAX_RATING

ENTERED = ("goals_reached", "people_served", "satisfaction", "lessons")
_REQUIRED = ("evaluation", "goals_reached", "satisfaction", "lessons")


def check_entries(project) -> None:
	"""Satisfaction is 1 to 5, or 0 for none yet. Raises EvaluationError."""
	if not 0 <= cint(project.satisfaction) <= MAX_RATING:
		_refuse(
			_("The satisfaction {0} is not between 1 and {1}; leave it at 0 when there is none.").format(
				project.satisfaction, MAX_RATING
			)
		)


def close(project) -> None:
	"""Before a project is closed: everything is said, and the figures are those of its records. Raises
	EvaluationError."""
	missing = [
		_(project.meta.get_label(field))
		for field in _REQUIRED
		if not strip_html(str(project.get(field) or "")).strip()
	]
	if missing:
		_refuse(
			_("Write the evaluation of the project before you close it. Missing: {0}.").format(
				frappe.bold(", ".join(missing))
			)
		)
	served, project.closing_minutes = _figures(project.name)
	project.people_served = cint(project.people_served) or served


def _figures(project: str) -> tuple[int, int]:
	"""People served in all recorded activities, and the approved minutes."""
	served, minutes = frappe.db.sql(
		"""select (select coalesce(sum(`people_served`), 0) from `tabService Activity`
				where `project` = %(project)s and `workflow_state` = 'Recorded'),
			(select coalesce(sum(`minutes`), 0) from `tabService Log`
				where `project` = %(project)s and `docstatus` = 1)""",
		{"project": project},
	)[0]
	return cint(served), cint(minutes)


def _refuse(message: str) -> None:
	frappe.throw(message, EvaluationError, title=_("Evaluation"))
