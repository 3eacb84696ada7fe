"""Needs by kind: collected, answered in time, met, unmet and why, how long, how content [S1] [L67 §18]."""

import frappe
from frappe import _
from frappe.utils import cint, flt, now_datetime

from volunteer_services.foundation.reporting.period import of_filters
from volunteer_services.foundation.reporting.query import (
	TREES,
	Where,
	bar_chart,
	column,
	fetch,
	scope_note,
	summary,
)
from volunteer_services.service_needs.domain.needs import OPEN, Unmet

DOCTYPE = "Service Need"
_WHY = {"nobody": Unmet.NOBODY, "skills": Unmet.SKILLS, "risk": Unmet.RISK, "beyond": Unmet.BEYOND}
_COUNTED = (
	"collected",
	"open",
	"in_time",
	"answered",
	"met",
	"declined",
	"unmet",
	*_WHY,
	"days",
	"stars",
	"rated",
)


def by_kind(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary) of the needs received in the period, in scope."""
	found = _counted(filters)
	if not found:
		return columns(), [], scope_note(), None, None
	rows = [frappe._dict(label=row.need_kind, **_figures([row])) for row in found]
	total = frappe._dict(label=_("Totals"), bold=1, **_figures(found))
	series = {
		_("Needs Met"): [row.met for row in rows],
		_("In Hand"): [row.open for row in rows],
		_("Unmet", context=DOCTYPE): [row.unmet for row in rows],
	}
	cards = summary(
		(_("Needs Collected"), total.collected),
		(_("Needs Met"), total.met),
		(_("Unmet", context=DOCTYPE), total.unmet),
		(_("Days until Service"), total.days),
		(_("Satisfaction (1 to 5)"), total.stars),
	)
	return (
		columns(),
		[*rows, total],
		scope_note(),
		bar_chart([row.label for row in rows], series, "Int"),
		cards,
	)


def _figures(rows: list) -> dict:
	sums = {field: sum(cint(row.get(field)) for row in rows) for field in _COUNTED}
	days, stars, rated, answered = (sums.pop(field) for field in ("days", "stars", "rated", "answered"))
	return {
		**sums,
		"in_time": flt(sums["in_time"] * 100 / answered, 1) if answered else None,
		"days": flt(days / sums["met"], 1) if sums["met"] else None,
		"stars": flt(stars / rated, 2) if rated else None,
	}


def _counted(filters: dict) -> list[frappe._dict]:
	where = Where(DOCTYPE, "n").within("received_on", of_filters(filters), is_datetime=True)
	where.add("{t}.`workflow_state` <> 'Joined to Another'")
	where.below("region", TREES["region"], filters.get("region"))
	unmet = "`n`.`workflow_state` = 'Unmet' and `n`.`reason_code`"
	why = ", ".join(
		f"sum({unmet} = {frappe.db.escape(code.value)}) as {field}" for field, code in _WHY.items()
	)
	return fetch(
		f"""select `n`.`need_kind`, count(*) as collected, {why},
			sum(`n`.`workflow_state` in %(open)s and `n`.`served_on` is null) as open,
			sum(`n`.`answered_on` is not null or `n`.`answer_by` < %(now)s) as answered,
			sum(`n`.`answered_on` is not null and `n`.`answered_on` <= `n`.`answer_by`) as in_time,
			sum(`n`.`served_on` is not null) as met,
			sum(`n`.`workflow_state` = 'Declined') as declined,
			sum(`n`.`workflow_state` = 'Unmet') as unmet,
			sum(coalesce(datediff(`n`.`served_on`, `n`.`received_on`), 0)) as days,
			sum(coalesce(`n`.`rating`, 0)) as stars, sum(coalesce(`n`.`rating`, 0) > 0) as rated
		from `tabService Need` as `n` where {where.sql} group by `n`.`need_kind`
		order by collected desc, `n`.`need_kind`""",  # noqa: S608
		{
			**where.params,
			"open": tuple(sorted(one.value for one in OPEN)),
			"now": now_datetime(),
		},
	)


def columns() -> list[dict]:
	"""The columns of the report."""
	return [
		column("label", _("Need Kind"), width=150),
		column("collected", _("Needs Collected"), "Int", 90),
		column("in_time", _("Answered in Time (%)"), "Float", 120, precision=1),
		column("met", _("Needs Met"), "Int", 90),
		column("open", _("Needs Still Open"), "Int", 90),
		column("declined", _("Declined", context=DOCTYPE), "Int", 90),
		column("unmet", _("Unmet", context=DOCTYPE), "Int", 90),
		column("nobody", _("Nobody Free"), "Int", 90),
		column("skills", _("Skills Missing"), "Int", 90),
		column("risk", _("Risk Too High"), "Int", 90),
		column("beyond", _("Beyond Volunteering"), "Int", 130),
		column("days", _("Days until Service"), "Float", 130, precision=1),
		column("stars", _("Satisfaction (1 to 5)"), "Float", 130, precision=2),
	]
