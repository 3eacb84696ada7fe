"""Accidents per 10,000 hours of approved service, by region.

People who were hurt in one activity at one moment were hurt in one accident, though each has a claim.
"""

import frappe
from frappe import _
from frappe.utils import flt

from volunteer_services.foundation.reporting.period import of_filters
from volunteer_services.foundation.reporting.query import (
	TREES,
	Where,
	bar_chart,
	column,
	fetch,
	hours,
	scope_note,
	summary,
)
from volunteer_services.volunteer_registry.reporting import regions

PER_HOURS = 10_000
_COUNTED = ("accidents", "volunteers", "others", "paid", "minutes")


def per_hours(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary). Hours are those of approved records in the period."""
	level = filters.get("level")
	regions.check_level(level)
	counted = [*_claims(filters), *_served(filters)]
	if not counted:
		return columns(), [], scope_note(), None, None
	rows = [frappe._dict(node, **_figures(members)) for node, members in regions.grouped(counted, level)]
	total = frappe._dict(label=_("Totals"), bold=1, **_figures(counted))
	chart = bar_chart([row.label for row in rows], {_("Accidents"): [row.accidents for row in rows]}, "Int")
	cards = summary(
		(_("Accidents"), total.accidents),
		(_("Hours of Service"), total.hours),
		(_("Accidents per 10,000 Hours"), total.rate),
	)
	return columns(), [*rows, total], scope_note(), chart if level else None, cards


def rate(accidents: int, service_hours: float) -> float:
	"""Accidents per 10,000 hours, two decimals; 0 where nobody served."""
	return flt(accidents * PER_HOURS / service_hours, 2) if service_hours else 0.0


def _figures(rows: list) -> dict:
	sums = {field: sum(flt(row.get(field)) for row in rows) for field in _COUNTED}
	service_hours = hours(sums.pop("minutes"))
	return {**sums, "hours": service_hours, "rate": rate(int(sums["accidents"]), service_hours)}


def _claims(filters: dict) -> list[frappe._dict]:
	where = Where("Insurance Claim", "claim").within("happened_on", of_filters(filters), is_datetime=True)
	where.below("region", TREES["region"], filters.get("region"))
	return fetch(
		f"""select `claim`.`region`,
			count(distinct coalesce(`claim`.`activity`, `claim`.`name`), `claim`.`happened_on`) as accidents,
			sum(case when `claim`.`injured_kind` = 'Volunteer' then 1 else 0 end) as volunteers,
			sum(case when `claim`.`injured_kind` = 'Volunteer' then 0 else 1 end) as others,
			sum(`claim`.`amount_paid`) as paid
		from `tabInsurance Claim` as `claim` where {where.sql} group by `claim`.`region`""",  # noqa: S608
		where.params,
	)


def _served(filters: dict) -> list[frappe._dict]:
	where = Where("Service Log", "log").within("service_date", of_filters(filters))
	where.add("{t}.`docstatus` = 1").below("region", TREES["region"], filters.get("region"))
	return fetch(
		f"""select `log`.`region`, sum(`log`.`minutes`) as minutes
		from `tabService Log` as `log` where {where.sql} group by `log`.`region`""",  # noqa: S608
		where.params,
	)


def columns() -> list[dict]:
	"""The columns of the report."""
	return [
		column("label", _("Region"), width=220, link_doctype="Service Region", link_field="name"),
		column("accidents", _("Accidents"), "Int", 110),
		column("volunteers", _("Volunteers Hurt"), "Int", 120),
		column("others", _("Others Hurt"), "Int", 110),
		column("hours", _("Hours of Service"), "Float", 130, precision=2),
		column("rate", _("Accidents per 10,000 Hours"), "Float", 190, precision=2),
		column("paid", _("Amount Paid"), "Currency", 130),
	]
