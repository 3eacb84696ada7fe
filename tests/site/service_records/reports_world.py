"""Two districts of two cities with service on known days: the world of the report tests."""

from __future__ import annotations

import frappe
from frappe.desk import query_report

from tests.factories import (
	Place,
	make_log,
	make_project,
	make_region,
	make_site,
	make_team,
	make_volunteer,
	unique,
)

MARCH, APRIL = "2026-03-05", "2026-04-10"


class Districts:
	"""Place a: two people, 2 + 3 hours (assistance, March), 1.5 (culture, April); place b: 10 hours."""

	def __init__(self) -> None:
		self.a, self.b = Place().staff(), Place().staff()
		self.culture = make_project(self.a.team, self.a.unit.name, category="Culture", theme="Society")
		self.ann, self.bob = self.a.volunteer(), self.a.volunteer()
		self.eve = self.b.volunteer()
		self.log(self.a, self.ann, 120, MARCH)
		self.log(self.a, self.bob, 180, MARCH)
		self.log(self.a, self.ann, 90, APRIL, project=self.culture.name)
		self.log(self.b, self.eve, 600, MARCH)
		# None of these counts: they are not approved.
		self.log(self.a, self.bob, 60, APRIL, state="Pending Site Review")
		self.log(self.a, self.bob, 30, "2026-04-11", state="Rejected")

	@staticmethod
	def log(place, volunteer, minutes: int, day: str, state: str = "Approved", **values):
		return make_log(
			place,
			volunteer.name,
			**{"minutes": minutes, "service_date": day, "state": state, "people_served": 4, **values},
		)

	@staticmethod
	def activity(place, day: str, people_served: int = 0, state: str = "Completed", volunteers=()):
		"""An activity of two hours with these participants, none of them recorded."""
		doc = frappe.get_doc(
			{
				"doctype": "Service Activity",
				"activity_name": unique("活动"),
				"project": place.project.name,
				"starts_on": f"{day} 09:00:00",
				"ends_on": f"{day} 11:00:00",
				"people_served": people_served,
				"location": "社区广场",
				"activity_leader": "张队长",
				"service_content": "义务维修",
				"participants": [{"volunteer": person.name, "status": "Attended"} for person in volunteers],
				"workflow_state": state,
			}
		)
		doc.flags.system_transition = True
		return doc.insert()

	def second_team(self):
		"""A further team of district a, at a site of its own, with one volunteer."""
		community = make_region("Community", self.a.street.name)
		site = make_site(community.name, self.a.unit.name)
		team = make_team(community.name, site.name)
		return team, make_volunteer(community.name, team.name), make_project(team, self.a.unit.name)


def run(report: str, user: str | None = None, **filters) -> frappe._dict:
	"""Run a report as the desk does, as ``user``; ``rows`` without and ``total`` with the total row."""
	before = frappe.session.user
	frappe.set_user(user or before)
	try:
		answer = frappe._dict(query_report.run(report, filters=filters, ignore_prepared_report=True))
	finally:
		frappe.set_user(before)
	result = [frappe._dict(row) for row in answer.result or []]
	answer.rows = [row for row in result if not row.bold]
	answer.total = next((row for row in result if row.bold), None)
	answer.cards = {card["label"]: _figure(card["value"]) for card in answer.report_summary or []}
	return answer


def _figure(value: str) -> float | str:
	try:
		return float(value.replace(",", ""))
	except ValueError:
		return value


def labels(answer, field: str = "label") -> list:
	return [row[field] for row in answer.rows]


def bars(answer) -> dict:
	"""The chart's first data set by label."""
	data = answer.chart["data"]
	return dict(zip(data["labels"], data["datasets"][0]["values"], strict=True))
