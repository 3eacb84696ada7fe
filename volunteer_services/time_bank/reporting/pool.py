"""The public pool's account to everybody: what came in, what went to people in hardship; no names but masked
ones."""

import frappe
from frappe.utils import add_months, cint, cstr, get_first_day, getdate, nowdate

from volunteer_services.time_bank.services.books import accounts
from volunteer_services.volunteer_registry.domain.identity import mask_name

MONTHS = 12
LATEST = 20
_BY_VOUCHER = {"Points Donation": "donated", "Hardship Grant": "granted"}


def statement() -> dict:
	"""balance; months (month, donated, granted, others; the latest first); donations (day, donor, points;
	donor None for those who want no mention); grants (day, group, points)."""
	return {
		"balance": accounts.balance(accounts.POOL),
		"months": _months(),
		"donations": _donations(),
		"grants": _grants(),
	}


def _months() -> list[dict]:
	"""Net of what was cancelled; ``others``: surplus above highest balances, points of those who left."""
	first = get_first_day(add_months(getdate(nowdate()), 1 - MONTHS))
	rows = frappe.db.sql(
		"""select extract(year from e.`posted_on`), extract(month from e.`posted_on`), t.`voucher_type`,
			sum(e.`points`)
		from `tabPoints Entry` e inner join `tabPoints Transfer` t on t.`name` = e.`transfer`
		where e.`account` = %s and e.`posted_on` >= %s
		group by extract(year from e.`posted_on`), extract(month from e.`posted_on`), t.`voucher_type`""",
		(accounts.POOL, first),
	)
	months = {}
	for back in range(MONTHS):
		day = getdate(add_months(getdate(nowdate()).replace(day=1), -back))
		months[f"{day:%Y-%m}"] = {"donated": 0, "granted": 0, "others": 0}
	for year, month, voucher_type, points in rows:
		sums = months.get(f"{int(year)}-{int(month):02d}")
		if sums is not None:
			kind = _BY_VOUCHER.get(voucher_type, "others")
			sums[kind] += -cint(points) if kind == "granted" else cint(points)
	return [{"month": month, **sums} for month, sums in months.items()]


def _donations() -> list[dict]:
	rows = frappe.get_all(
		"Points Donation",
		filters={"docstatus": 1, "to_kind": "Pool"},
		fields=["donated_on", "from_kind", "donor_name", "points", "is_anonymous"],
		order_by="donated_on desc, name desc",
		limit=LATEST,
	)
	return [
		{"day": cstr(row.donated_on)[:10], "donor": _donor(row), "points": cint(row.points)} for row in rows
	]


def _donor(row) -> str | None:
	if row.is_anonymous:
		return None
	return row.donor_name if row.from_kind == "Team" else mask_name(cstr(row.donor_name))


def _grants() -> list[dict]:
	rows = frappe.get_all(
		"Hardship Grant",
		filters={"docstatus": 1},
		fields=["granted_on", "recipient_group", "points"],
		order_by="granted_on desc, name desc",
		limit=LATEST,
	)
	return [
		{"day": cstr(row.granted_on)[:10], "group": row.recipient_group or None, "points": cint(row.points)}
		for row in rows
	]
