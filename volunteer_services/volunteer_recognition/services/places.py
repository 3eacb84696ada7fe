"""Where an award is entered: the site of the volunteer's team and the unit that grants."""

import frappe
from frappe.utils import nowdate

from volunteer_services.volunteer_recognition.services.schemes import SchemeVersion


class Places:
	"""Looks up sites and units of teams, each team once in a run."""

	def __init__(self, scheme: SchemeVersion | None) -> None:
		self.unit = scheme.granting_unit if scheme else None
		self.sites: dict[str, str | None] = {}
		self.operators: dict[str, str] | None = None

	def fill(self, people: list) -> None:
		"""Set ``site`` and ``unit`` on the rows: the scheme's granting unit, else the site's operator."""
		unknown = {row.primary_team for row in people if row.primary_team} - self.sites.keys()
		if unknown:
			self.sites.update(
				frappe.db.sql(
					"select `name`, `site` from `tabVolunteer Team` where `name` in %s", (tuple(unknown),)
				)
			)
		for row in people:
			row.site = self.sites.get(row.primary_team)
			row.unit = self.unit or self._operator(row.site)

	def _operator(self, site: str | None) -> str | None:
		if not site:
			return None
		if self.operators is None:
			today = nowdate()
			self.operators = dict(
				frappe.db.sql(
					"""select `parent`, `recording_unit` from `tabService Site Operator`
					where `parenttype` = 'Service Site' and `from_date` <= %s
						and (`to_date` is null or `to_date` >= %s) order by `from_date`""",
					(today, today),
				)
			)
		return self.operators.get(site)
