"""What is owed in points: outstanding balances by region or team, and what moved them in a period."""

import frappe
from frappe import _

from volunteer_services.exceptions import ReportFilterError
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
from volunteer_services.time_bank.services.books import accounts

GROUPS = {
	"Region": ("coalesce(`profile`.`region`, `team`.`region`)", "Service Region"),
	"Team": ("coalesce(`profile`.`primary_team`, `acc`.`team`)", "Volunteer Team"),
}
# What moves points: the label of a figure, and the entries that it sums up.
MOVES = {
	"earned": "(`entry`.`kind` = 'Earned' or `entry`.`transfer` like 'earn-%%')",
	"redeemed": "`entry`.`kind` = 'Redeemed'",
	"donated": "`entry`.`kind` = 'Donated' and `entry`.`points` < 0",
	"expired": "`entry`.`kind` = 'Expired'",
}
_SUMMED = ("accounts", "balance", "held", "shortfall", *MOVES, "others")


def liability(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary): a row a region or team with its volunteers' and teams'
	points."""
	group = filters.get("group_by") or "Region"
	if group not in GROUPS:
		frappe.throw(_("{0} is no choice of this filter.").format(group), ReportFilterError)
	rows = _fetch(filters, group)
	pool = accounts.balance(accounts.POOL)
	if not rows:
		return _columns(group), [], scope_note(), None, summary((_("Points in the Pool"), pool))
	names = titles(GROUPS[group][1], [row.name for row in rows])
	for row in rows:
		row.label = names.get(row.name) or _("Unspecified")
		row.available = row.balance - row.held
	rows.sort(key=lambda row: (-row.balance, row.label))
	total = frappe._dict(label=_("Totals"), bold=1, **{key: sum(row[key] for row in rows) for key in _SUMMED})
	total.available = total.balance - total.held
	return _columns(group), [*rows, total], scope_note(), _chart(rows), _cards(total, pool)


def _accounts(filters: dict) -> Where:
	where = Where("Points Account", "acc").add("{t}.`account_kind` in ('Volunteer', 'Team')")
	for expression, doctype in GROUPS.values():
		name = filters.get("region" if doctype == TREES["region"] else "team")
		where.below_expression(expression, doctype, name)
	return where


def _fetch(filters: dict, group: str) -> list[frappe._dict]:
	expression = GROUPS[group][0]
	where = _accounts(filters)
	period = reporting_period.of_filters(filters)
	start, end = period.start or "0001-01-01", f"{period.end or '9999-12-31'} 23:59:59.999999"
	sums = ", ".join(
		f"sum(case when {condition} then `entry`.`points` else 0 end) as `{name}`"
		for name, condition in MOVES.items()
	)
	rows = fetch(
		f"""select {expression} as name, count(*) as accounts, sum(`acc`.`balance`) as balance,
			sum(`acc`.`held`) as held, sum(`acc`.`shortfall`) as shortfall,
			{", ".join(f"sum(coalesce(`moved`.`{name}`, 0)) as `{name}`" for name in MOVES)},
			sum(coalesce(`moved`.`total`, 0)) as total
		from `tabPoints Account` as `acc`
		left join `tabVolunteer Profile` as `profile` on `profile`.`name` = `acc`.`volunteer`
		left join `tabVolunteer Team` as `team` on `team`.`name` = `acc`.`team`
		left join (
			select `entry`.`account`, {sums}, sum(`entry`.`points`) as `total`
			from `tabPoints Entry` as `entry`
			where `entry`.`posted_on` >= %(period_start)s and `entry`.`posted_on` <= %(period_end)s
			group by `entry`.`account`
		) as `moved` on `moved`.`account` = `acc`.`name`
		where {where.sql} group by {expression}""",  # noqa: S608
		{**where.params, "period_start": start, "period_end": end},
	)
	for row in rows:
		for field in ("accounts", "balance", "held", "shortfall", "total", *MOVES):
			row[field] = int(row[field] or 0)
		row.others = row.total - sum(row[name] for name in MOVES)
		for field in ("redeemed", "donated", "expired"):
			row[field] = -row[field]
	return rows


def _columns(group: str) -> list[dict]:
	return [
		column("label", _("Region") if group == "Region" else _("Team"), width=200),
		column("accounts", _("Number of Accounts"), "Int", 90),
		column("balance", _("Points Outstanding"), "Int", 130),
		column("held", _("Points Held"), "Int", 110),
		column("available", _("At Disposal"), "Int", 110),
		column("shortfall", _("Shortfall"), "Int", 90),
		column("earned", _("Earned in the Period"), "Int", 130),
		column("redeemed", _("Redeemed in the Period"), "Int", 130),
		column("donated", _("Donated in the Period"), "Int", 130),
		column("expired", _("Expired in the Period"), "Int", 130),
		column("others", _("Other Movements"), "Int", 120),
	]


def _chart(rows: list) -> dict:
	return bar_chart(
		[row.label for row in rows[:20]], {_("Points Outstanding"): [row.balance for row in rows[:20]]}, "Int"
	)


def _cards(total: frappe._dict, pool: int) -> list[dict]:
	return summary(
		(_("Points Outstanding"), total.balance),
		(_("Points Held"), total.held),
		(_("Points in the Pool"), pool),
		(_("Earned in the Period"), total.earned),
		(_("Redeemed in the Period"), total.redeemed),
		(_("Donated in the Period"), total.donated),
		(_("Expired in the Period"), total.expired),
	)
