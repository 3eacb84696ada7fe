"""Redemptions by sponsor, by item and by month: requests, what was handed over, what was not."""

import frappe
from frappe import _

from volunteer_services.foundation.documents.titles import titles
from volunteer_services.foundation.reporting import period as reporting_period
from volunteer_services.foundation.reporting.query import (
	TREES,
	Where,
	bar_chart,
	column,
	fetch,
	scope_note,
	summary,
)

DAY = "coalesce(`red`.`requested_on`, `red`.`creation`)"
MONTH = f"extract(year from {DAY}) * 100 + extract(month from {DAY})"
FIGURES = {
	"requests": "1",
	"waiting": "case when `red`.`workflow_state` in ('Requested', 'Approved', 'Returned') then 1 else 0 end",
	"fulfilled": "case when `red`.`workflow_state` = 'Fulfilled' then 1 else 0 end",
	"qty": "case when `red`.`workflow_state` = 'Fulfilled' then `red`.`qty` else 0 end",
	"points": "case when `red`.`workflow_state` = 'Fulfilled' then `red`.`points` else 0 end",
	"refused": "case when `red`.`workflow_state` in ('Rejected', 'Cancelled') then 1 else 0 end",
}


def by_sponsor(filters: dict) -> tuple:
	"""A row a sponsor; rewards without a sponsor stand together."""
	rows = _fetch(filters, "`red`.`sponsor`")
	names = titles("Reward Sponsor", [row.name for row in rows])
	for row in rows:
		row.label = names.get(row.name) or _("Without a sponsor")
	rows.sort(key=lambda row: (-row.points, row.label))
	head = column("label", _("Reward Sponsor"), width=220, link_doctype="Reward Sponsor", link_field="name")
	return _answer(rows, [head])


def by_item(filters: dict) -> tuple:
	"""A row a reward."""
	rows = _fetch(filters, "`red`.`reward_item`")
	names = titles("Reward Item", [row.name for row in rows])
	details = _details([row.name for row in rows])
	for row in rows:
		row.label = names.get(row.name) or row.name
		row.update(details.get(row.name) or {})
	rows.sort(key=lambda row: (-row.points, row.label))
	head = [
		column("label", _("Reward Item"), width=220, link_doctype="Reward Item", link_field="name"),
		column("reward_type", _("Reward Type"), width=100),
		column("sponsor_name", _("Reward Sponsor"), width=180),
		column("stock", _("Stock"), "Int", 90),
	]
	return _answer(rows, head)


def by_month(filters: dict) -> tuple:
	"""A row a month, months without a redemption included."""
	found = {f"{int(row.name) // 100}-{int(row.name) % 100:02d}": row for row in _fetch(filters, MONTH)}
	months = reporting_period.months_of(reporting_period.of_filters(filters), sorted(found))
	rows = []
	for month in months if found else []:
		row = found.get(month) or frappe._dict(dict.fromkeys((*FIGURES, "volunteers"), 0))
		row.label = month
		rows.append(row)
	return _answer(rows, [column("label", _("Month"), width=110)], _people(filters))


def _where(filters: dict) -> Where:
	where = Where("Reward Redemption", "red")
	period = reporting_period.of_filters(filters)
	if period.start:
		where.add(f"{DAY} >= %(red_from)s", red_from=period.start)
	if period.end:
		where.add(f"{DAY} <= %(red_to)s", red_to=f"{period.end} 23:59:59.999999")
	for field, doctype in TREES.items():
		where.below(field, doctype, filters.get(field))
	return where.equals(filters, "site", "sponsor", "reward_item", "reward_type", "channel")


def _fetch(filters: dict, expression: str) -> list[frappe._dict]:
	where = _where(filters)
	sums = ", ".join(f"sum({sql}) as `{name}`" for name, sql in FIGURES.items())
	rows = fetch(
		f"""select {expression} as name, {sums}, count(distinct `red`.`volunteer`) as volunteers
		from `tabReward Redemption` as `red` where {where.sql} group by {expression}""",  # noqa: S608
		where.params,
	)
	for row in rows:
		for field in (*FIGURES, "volunteers"):
			row[field] = int(row[field] or 0)
	return rows


def _people(filters: dict) -> int:
	"""People of the whole report: somebody may stand in several rows and counts once."""
	where = _where(filters)
	return int(
		frappe.db.sql(
			f"""select count(distinct `red`.`volunteer`)
			from `tabReward Redemption` as `red` where {where.sql}""",  # noqa: S608
			where.params,
		)[0][0]
	)


def _details(items: list[str]) -> dict[str, dict]:
	rows = frappe.get_all(
		"Reward Item",
		filters={"name": ["in", items or [""]]},
		fields=["name", "reward_type", "sponsor", "has_stock", "stock_qty"],
		order_by="name",
		limit_page_length=0,
	)
	sponsors = titles("Reward Sponsor", [row.sponsor for row in rows])
	return {
		row.name: {
			"reward_type": _(row.reward_type, context="Reward Item"),
			"sponsor_name": sponsors.get(row.sponsor, ""),
			"stock": row.stock_qty if row.has_stock else None,
		}
		for row in rows
	}


def _answer(rows: list, head: list[dict], people: int | None = None) -> tuple:
	columns = [*head, *_columns()]
	if not rows:
		return columns, [], scope_note(), None, None
	total = frappe._dict(
		label=_("Totals"), bold=1, **{name: sum(row[name] for row in rows) for name in FIGURES}
	)
	if people is not None:
		total.volunteers = people
	shown = rows[:20] if len(rows) > 20 and "stock" in {one["fieldname"] for one in head} else rows
	chart = bar_chart(
		[row.label for row in shown], {_("Points Redeemed"): [row.points for row in shown]}, "Int"
	)
	cards = summary(
		(_("Requests"), total.requests),
		(_("Still Open"), total.waiting),
		(_("Handed Over"), total.fulfilled),
		(_("Points Redeemed"), total.points),
	)
	return columns, [*rows, total], scope_note(), chart, cards


def _columns() -> list[dict]:
	return [
		column("requests", _("Requests"), "Int", 100),
		column("waiting", _("Still Open"), "Int", 100),
		column("fulfilled", _("Handed Over"), "Int", 110),
		column("qty", _("Quantity Handed Over"), "Int", 130),
		column("points", _("Points Redeemed"), "Int", 130),
		column("refused", _("Rejected or Cancelled"), "Int", 140),
		column("volunteers", _("Volunteers"), "Int", 110),
	]
