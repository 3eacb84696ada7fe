"""Hours by month, with a column for each category."""

import frappe
import pandas as pd
from frappe import _

from volunteer_services.foundation.reporting import period
from volunteer_services.foundation.reporting.query import (
	Where,
	bar_chart,
	column,
	fetch,
	hours,
	scope_note,
	summary,
	word,
)
from volunteer_services.service_records.reporting.where import log_where
from volunteer_services.volunteer_projects.domain.codes import ProjectCategory

MONTH = "extract(year from `log`.`service_date`) * 100 + extract(month from `log`.`service_date`)"
UNNAMED = ""


def by_month(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary): a row a month, months without service included."""
	cells, months, total = _fetch(log_where(filters))
	if not cells:
		return _columns([]), [], scope_note(), None, None
	pivot = _pivot(cells, period.months_of(period.of_filters(filters), sorted(months)))
	rows = [_row(month, pivot.loc[month], months.get(month)) for month in pivot.index]
	last = _row(_("Totals"), pivot.sum(), total, bold=1)
	return _columns(list(pivot.columns)), [*rows, last], scope_note(), _chart(rows, pivot), _cards(total)


def _fetch(where: Where) -> tuple[list[dict], dict[str, frappe._dict], frappe._dict]:
	"""Minutes by month and category; people and records by month; the same over all months. One query."""
	sums = """sum(figures.minutes) as minutes, sum(figures.participations) as participations,
		count(distinct figures.`volunteer`) as volunteers, sum(figures.people_served) as people_served"""
	rows = fetch(
		f"""with figures as (
			select {MONTH} as month, `log`.`category`, `log`.`volunteer`, sum(`log`.`minutes`) as minutes,
				count(*) as participations, 0 as people_served
			from `tabService Log` as `log` where {where.sql}
			group by {MONTH}, `log`.`category`, `log`.`volunteer`
			union all
			select {MONTH}, `log`.`category`, null, 0, 0, max(`log`.`people_served`)
			from `tabService Log` as `log` where {where.sql}
			group by {MONTH}, `log`.`category`, coalesce(`log`.`activity`, `log`.`name`))
		select 'cell' as kind, month, figures.`category` as category, {sums}
		from figures group by month, figures.`category`
		union all
		select 'month', month, null, {sums} from figures group by month
		union all
		select 'total', null, null, {sums} from figures""",  # noqa: S608
		where.params,
	)
	for row in rows:
		row.month = f"{int(row.month) // 100}-{int(row.month) % 100:02d}" if row.month else None
		row.minutes = int(row.minutes or 0)
	cells = [row for row in rows if row.kind == "cell"]
	months = {row.month: row for row in rows if row.kind == "month"}
	return cells, months, next(row for row in rows if row.kind == "total")


def _pivot(cells: list[dict], months: list[str]) -> pd.DataFrame:
	"""Minutes, months down and categories across, in the order of the official list."""
	frame = pd.DataFrame(
		{
			"month": [cell.month for cell in cells],
			"category": [cell.category or UNNAMED for cell in cells],
			"minutes": [cell.minutes for cell in cells],
		}
	)
	table = frame.pivot_table(
		index="month", columns="category", values="minutes", aggfunc="sum", fill_value=0
	)
	known = [str(name) for name in ProjectCategory if str(name) in table.columns]
	others = sorted(set(table.columns) - set(known))
	return table.reindex(index=months, columns=[*known, *others], fill_value=0)


def _row(label: str, minutes, figures: frappe._dict | None, **extra) -> frappe._dict:
	figures = figures or frappe._dict()
	row = frappe._dict(
		month=label,
		hours=hours(int(minutes.sum())),
		participations=int(figures.participations or 0),
		volunteers=int(figures.volunteers or 0),
		people_served=int(figures.people_served or 0),
		**extra,
	)
	for name, value in minutes.items():
		row[_fieldname(name)] = hours(int(value))
	return row


def _fieldname(category: str) -> str:
	return f"category_{frappe.scrub(category) or 'none'}"


def _columns(categories: list[str]) -> list[dict]:
	return [
		column("month", _("Month"), width=100),
		column("hours", _("Hours"), "Float", 100, precision=2),
		*(column(_fieldname(name), word(name), "Float", 110, precision=2) for name in categories),
		column("participations", _("Participations"), "Int", 130),
		column("volunteers", _("Volunteers"), "Int", 110),
		column("people_served", _("People Served"), "Int", 130),
	]


def _chart(rows: list, pivot: pd.DataFrame) -> dict:
	series = {word(name): [row[_fieldname(name)] for row in rows] for name in pivot.columns}
	# Twelve months fit a narrow chart without their century.
	return bar_chart([row.month[2:] for row in rows], series)


def _cards(total: frappe._dict) -> list[dict]:
	return summary(
		(_("Hours"), hours(total.minutes)),
		(_("Participations"), total.participations),
		(_("Volunteers"), total.volunteers),
		(_("People Served"), total.people_served),
	)
