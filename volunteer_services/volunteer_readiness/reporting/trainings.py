"""Trainings of a period: sessions, people, hours and how many of the registered they reached, by region."""

import frappe
from frappe import _

from volunteer_services.foundation.reporting.period import of_filters
from volunteer_services.foundation.reporting.query import (
	TREES,
	Where,
	bar_chart,
	column,
	fetch,
	hours,
	scope_note,
	share,
	summary,
)
from volunteer_services.volunteer_registry.reporting import regions

_COUNTED = ("sessions", "attendances", "people", "reached", "passed", "minutes", "registered")


def by_region(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary). Sessions stand at the region that held them, people at the
	region of their file; who attended several courses is one person. The share is that of the people who are
	registered today: whoever has left since was trained, but is no part of it."""
	level = filters.get("level")
	regions.check_level(level)
	counted = [*_sessions(filters), *_people(filters), *_registered(filters)]
	if not any(row.sessions or row.attendances for row in counted):
		return columns(), [], scope_note(), None, None
	rows = [frappe._dict(node, **_figures(members)) for node, members in regions.grouped(counted, level)]
	total = frappe._dict(label=_("Totals"), bold=1, **_figures(counted))
	chart = bar_chart([row.label for row in rows], {_("People Trained"): [row.people for row in rows]}, "Int")
	cards = summary(
		(_("Sessions Held"), total.sessions),
		(_("Attendances"), total.attendances),
		(_("People Trained"), total.people),
		(_("Share of the Registered (%)"), total.coverage),
	)
	return columns(), [*rows, total], scope_note(), chart if level else None, cards


def _figures(rows: list) -> dict:
	sums = {field: sum(int(row.get(field) or 0) for row in rows) for field in _COUNTED}
	study_hours = hours(sums.pop("minutes"))
	return {**sums, "hours": study_hours, "coverage": share(sums["reached"], sums["registered"])}


def _sessions(filters: dict) -> list[frappe._dict]:
	"""What was held, whoever came: sessions are open to all staff, those of the scope are counted."""
	where = Where("Course Attendance", "attended").within("attended_on", of_filters(filters))
	where.equals(filters, "course").below("region", TREES["region"], filters.get("region"))
	return fetch(
		f"""select `attended`.`region`, count(distinct `attended`.`session`) as sessions
		from `tabCourse Attendance` as `attended` where {where.sql} group by `attended`.`region`""",  # noqa: S608
		where.params,
	)


def _people(filters: dict) -> list[frappe._dict]:
	where = Where("Course Attendance", "attended").within("attended_on", of_filters(filters))
	where.equals(filters, "course")
	where.below_expression("`profile`.`region`", TREES["region"], filters.get("region"))
	return fetch(
		f"""select `profile`.`region`, count(*) as attendances,
			count(distinct `attended`.`volunteer`) as people,
			count(distinct case when `profile`.`workflow_state` = 'Registered'
				then `attended`.`volunteer` end) as reached,
			sum(case when `attended`.`result` = 'Passed' then 1 else 0 end) as passed,
			sum(`attended`.`minutes`) as minutes
		from `tabCourse Attendance` as `attended`
		inner join `tabVolunteer Profile` as `profile` on `profile`.`name` = `attended`.`volunteer`
		where {where.sql} group by `profile`.`region`""",  # noqa: S608
		where.params,
	)


def _registered(filters: dict) -> list[frappe._dict]:
	where = Where("Volunteer Profile", "profile").add("{t}.`workflow_state` = 'Registered'")
	where.below("region", TREES["region"], filters.get("region"))
	return fetch(
		f"""select `profile`.`region`, count(*) as registered from `tabVolunteer Profile` as `profile`
		where {where.sql} group by `profile`.`region`""",  # noqa: S608
		where.params,
	)


def columns() -> list[dict]:
	"""The columns of the report."""
	return [
		column("label", _("Region"), width=220, link_doctype="Service Region", link_field="name"),
		column("sessions", _("Sessions Held"), "Int", 110),
		column("attendances", _("Attendances"), "Int", 110),
		column("people", _("People Trained"), "Int", 120),
		column("passed", _("Courses Passed"), "Int", 120),
		column("hours", _("Study Hours"), "Float", 110, precision=2),
		column("registered", _("Registered Volunteers"), "Int", 130),
		column("coverage", _("Share of the Registered (%)"), "Percent", 170),
	]
