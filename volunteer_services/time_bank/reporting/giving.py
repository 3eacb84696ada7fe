"""Donations and donors. Names outside the reader's appointments are masked."""

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.foundation.reporting import period
from volunteer_services.foundation.reporting.query import (
	TREES,
	Where,
	bar_chart,
	column,
	fetch,
	is_checked,
	scope_note,
	summary,
)
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.volunteer_registry.domain.identity import mask_name

DEFAULT_DONORS = 50
_DONOR = "coalesce(`don`.`from_volunteer`, `don`.`from_team`)"


def donations(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary): a row a donation in scope."""
	where = Where("Points Donation", "don").add("{t}.`docstatus` = 1")
	where.within("donated_on", period.of_filters(filters), is_datetime=True)
	where.equals(filters, "from_kind", "to_kind", "from_volunteer")
	_add_place(where, filters)
	rows = fetch(
		f"""select `don`.`name`, `don`.`donated_on`, `don`.`from_kind`, `don`.`donor_name`, `don`.`to_kind`,
			`don`.`to_volunteer`, `don`.`recipient_name`, `don`.`points`, `don`.`certificate_no`,
			`don`.`from_volunteer`, `don`.`from_team`
		from `tabPoints Donation` as `don`
		left join `tabVolunteer Profile` as `profile` on `profile`.`name` = `don`.`from_volunteer`
		where {where.sql} order by `don`.`donated_on` desc, `don`.`name`""",  # noqa: S608
		where.params,
	)
	if not rows:
		return _columns(), [], scope_note(), None, None
	seen = visible("Volunteer Profile", {row.to_volunteer for row in rows})
	for row in rows:
		row.points = cint(row.points)
		if row.to_kind == "Pool":
			row.recipient_name = _("Public Pool")
		elif row.to_volunteer not in seen:
			row.recipient_name = mask_name(row.recipient_name or "")
		row.day = row.donated_on.date()
	total = frappe._dict(donor_name=_("Totals"), points=sum(row.points for row in rows), bold=1)
	to_pool = sum(row.points for row in rows if row.to_kind == "Pool")
	cards = summary(
		(_("Donations"), len(rows)),
		(_("Points Donated"), total.points),
		(_("Of These to the Pool"), to_pool),
		(_("Donors"), len({row.from_volunteer or row.from_team for row in rows})),
	)
	return _columns(), [*rows, total], scope_note(), _month_chart(rows), cards


def top_donors(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary): who donated most, over all regions unless one is chosen."""
	scoped = Where if is_checked(filters, "only_mine") else Where.everywhere
	where = scoped("Points Donation", "don")
	where.add("{t}.`docstatus` = 1")
	where.within("donated_on", period.of_filters(filters), is_datetime=True)
	where.equals(filters, "to_kind")
	_add_place(where, filters)
	most = min(max(1, cint(filters.get("limit_to")) or DEFAULT_DONORS), 500)
	rows = frappe.db.sql(
		f"""select {_DONOR} as donor, max(`don`.`from_kind`) as from_kind,
			max(`don`.`donor_name`) as donor_name, count(*) as donations, sum(`don`.`points`) as points,
			max(`don`.`donated_on`) as last_on, max(`don`.`is_anonymous`) as is_anonymous
		from `tabPoints Donation` as `don`
		left join `tabVolunteer Profile` as `profile` on `profile`.`name` = `don`.`from_volunteer`
		where {where.sql} group by {_DONOR} order by sum(`don`.`points`) desc, {_DONOR} limit {most}""",  # noqa: S608
		where.params,
		as_dict=True,
	)
	columns = _donor_columns()
	if not rows:
		return columns, [], _mask_note(), None, None
	seen = visible("Volunteer Profile", {row.donor for row in rows if row.from_kind == "Volunteer"})
	for place, row in enumerate(rows, 1):
		row.place, row.points, row.donations = place, cint(row.points), cint(row.donations)
		row.last_on = row.last_on.date()
		row.link_type = "Volunteer Profile" if row.donor in seen else None
		if row.from_kind == "Volunteer" and row.donor not in seen:
			row.donor = None
			row.donor_name = _("Not named") if row.is_anonymous else mask_name(row.donor_name or "")
	chart = bar_chart(
		[row.donor_name for row in rows[:10]], {_("Points Donated"): [row.points for row in rows[:10]]}, "Int"
	)
	cards = summary(
		(_("Donors"), len(rows)), (_("Points Donated"), sum(row.points for row in rows)),
	)  # fmt: skip
	return columns, rows, _mask_note(), chart, cards


def visible(doctype: str, names: set) -> set[str]:
	"""Which of these documents lie in the reader's appointments, with one query."""
	wanted = tuple(sorted(name for name in names if name))
	if not wanted:
		return set()
	where = scope.condition(doctype, with_own=False)
	rows = frappe.db.sql(
		f"select `name` from `tab{doctype}` where `name` in %s {'and ' + where if where else ''}",  # noqa: S608
		(wanted,),
	)
	return {name for (name,) in rows}


def _add_place(where: Where, filters: dict) -> None:
	where.below_expression("`profile`.`region`", TREES["region"], filters.get("region"))
	where.below_expression(
		"coalesce(`profile`.`primary_team`, `don`.`from_team`)", TREES["team"], filters.get("team")
	)


def _month_chart(rows: list) -> dict:
	months: dict[str, list[int]] = {}
	for row in reversed(rows):
		sums = months.setdefault(f"{row.day:%y-%m}", [0, 0])
		sums[row.to_kind != "Pool"] += row.points
	return bar_chart(
		list(months),
		{
			_("To the pool"): [sums[0] for sums in months.values()],
			_("To volunteers"): [sums[1] for sums in months.values()],
		},
		"Int",
	)


def _mask_note() -> str | None:
	if scope.get_scope().unrestricted:
		return None
	return _("Names outside your appointments are masked.")


def _columns() -> list[dict]:
	return [
		column("day", _("Donated On"), "Date", 110),
		column("name", _("Points Donation"), width=150, link_doctype="Points Donation", link_field="name"),
		column("donor_name", _("Name of the Donor"), width=150),
		column("recipient_name", _("Recipient Name"), width=150),
		column("points", _("Points Donated"), "Int", 120),
		column("certificate_no", _("Certificate No.", context="Points Donation"), width=150),
	]


def _donor_columns() -> list[dict]:
	return [
		column("place", _("Ranking"), "Int", 70),
		column(
			"donor_name",
			_("Name of the Donor"),
			width=180,
			link_doctype="Volunteer Profile",
			link_field="donor",
		),
		column("points", _("Points Donated"), "Int", 130),
		column("donations", _("Donations"), "Int", 110),
		column("last_on", _("Last Donation"), "Date", 120),
	]
