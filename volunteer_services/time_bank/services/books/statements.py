"""What stands behind the entries of an account: the words, documents and hours of its statement and passbook.

Each kind of voucher is read with one query for all entries that are shown.
"""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import cint, getdate

from volunteer_services.foundation.documents.titles import titles
from volunteer_services.foundation.reporting import period as reporting_period

ACCOUNT = "Points Account"
PAGE_LENGTH = 20
MOST_PRINTED = 2000
_VOUCHER_FIELDS = {
	"Service Log": ["service_content", "service_date", "minutes", "activity", "project"],
	"Reward Redemption": ["item_title", "qty"],
	"Points Donation": [
		"from_kind",
		"from_volunteer",
		"from_team",
		"donor_name",
		"to_kind",
		"recipient_name",
	],
	"Hardship Grant": ["recipient_name", "recipient_group"],
	"Points Adjustment": ["adjustment_kind", "reason"],
}


def entries(account: str, start: int = 0, page_length: int = PAGE_LENGTH) -> dict:
	"""A page of an account's entries, the latest first: {"rows", "total", "start", "page_length"}."""
	page_length = min(max(1, page_length), 100)
	start = max(0, start)
	total = cint(frappe.db.get_value(ACCOUNT, account, "entry_count"))
	rows = _read("e.`account` = %s", (account,), "e.`seq` desc", page_length, start)
	return {"rows": describe(account, rows), "total": total, "start": start, "page_length": page_length}


def of_seq(account: str, first: int, last: int) -> dict[int, frappe._dict]:
	"""The described entries of an account from one number to another, by number."""
	rows = _read(
		"e.`account` = %s and e.`seq` between %s and %s", (account, first, last), "e.`seq`", last - first + 1
	)
	return {row.seq: row for row in describe(account, rows)}


def points_statement(account: str) -> frappe._dict:
	"""The statement of an account for the period that the request names (from_date, to_date; default: this
	year). Jinja method of hooks.py.

	opening and closing balance, sums in and out, and the entries, oldest first. Raises PermissionError.
	"""
	doc = frappe.get_doc(ACCOUNT, account)
	doc.check_permission("read")
	form = frappe.local.form_dict
	asked = {key: form.get(key) for key in ("from_date", "to_date")}
	period = reporting_period.of_filters(asked if any(asked.values()) else {"period": "This Year"})
	return between(account, period)


def between(account: str, period: reporting_period.Period) -> frappe._dict:
	"""The statement for a period; open ends reach to the first and to the latest entry."""
	params = [account, period.start or "0001-01-01", f"{period.end or '9999-12-31'} 23:59:59.999999"]
	opening = frappe.db.sql(
		"select coalesce(sum(`points`), 0) from `tabPoints Entry` where `account` = %s and `posted_on` < %s",
		params[:2],
	)[0][0]
	rows = describe(
		account,
		_read(
			"e.`account` = %s and e.`posted_on` >= %s and e.`posted_on` <= %s",
			params,
			"e.`seq`",
			MOST_PRINTED + 1,
		),
	)
	is_cut = len(rows) > MOST_PRINTED
	rows = rows[:MOST_PRINTED]
	received = sum(row.points for row in rows if row.points > 0)
	given = -sum(row.points for row in rows if row.points < 0)
	return frappe._dict(
		start=period.start,
		end=min(period.end or getdate(), getdate()),
		opening=cint(opening),
		closing=cint(opening) + received - given,
		received=received,
		given=given,
		rows=rows,
		is_cut=is_cut,
	)


def _read(where: str, params: Iterable, order: str, limit: int, offset: int = 0) -> list[frappe._dict]:
	return frappe.db.sql(
		f"""select e.`name`, e.`transfer`, e.`seq`, e.`kind`, e.`points`, e.`balance_after`, e.`posted_on`,
			t.`voucher_type`, t.`voucher`, t.`reversal_of`, t.`remark`
		from `tabPoints Entry` e inner join `tabPoints Transfer` t on t.`name` = e.`transfer`
		where {where} order by {order} limit %s offset %s""",  # noqa: S608
		(*params, limit, offset),
		as_dict=True,
	)


def describe(account: str, rows: list[frappe._dict]) -> list[frappe._dict]:
	"""Add ``what`` (in the user's language), ``minutes`` and ``day`` (of the service) to entries."""
	vouchers = _vouchers(rows)
	for row in rows:
		row.points, row.balance_after, row.seq = cint(row.points), cint(row.balance_after), cint(row.seq)
		voucher = vouchers.get((row.voucher_type, row.voucher)) or frappe._dict()
		row.what = _what(account, row, voucher)
		row.minutes = cint(voucher.minutes) if row.kind == "Earned" else 0
		row.day = voucher.service_date or getdate(row.posted_on)
	return rows


def _vouchers(rows: list[frappe._dict]) -> dict[tuple, frappe._dict]:
	found: dict[tuple, frappe._dict] = {}
	for doctype, fields in _VOUCHER_FIELDS.items():
		names = sorted({row.voucher for row in rows if row.voucher_type == doctype})
		if not names:
			continue
		for voucher in frappe.get_all(
			doctype,
			filters={"name": ["in", names]},
			fields=["name", *fields],
			order_by="name",
			limit_page_length=0,
		):
			found[(doctype, voucher.name)] = voucher
	_add_titles(found)
	return found


def _add_titles(vouchers: dict[tuple, frappe._dict]) -> None:
	"""The names of the activities, and of the projects of records without one."""

	logs = [voucher for (doctype, _name), voucher in vouchers.items() if doctype == "Service Log"]
	activities = titles("Service Activity", [log.activity for log in logs])
	projects = titles("Volunteer Project", [log.project for log in logs])
	for log in logs:
		log.title = activities.get(log.activity) or projects.get(log.project) or ""


def _what(account: str, row: frappe._dict, voucher: frappe._dict) -> str:
	text = _WORDS.get(row.voucher_type, _of_remark)(account, row, voucher)
	return _("Reversal: {0}").format(text) if row.reversal_of else text


def _of_log(_account: str, row: frappe._dict, log: frappe._dict) -> str:
	text = " · ".join(part for part in (log.title, log.service_content) if part) or _("Volunteer Service")
	return text if row.kind == "Earned" else _("Corrected: {0}").format(text)


def _of_redemption(_account: str, _row: frappe._dict, redemption: frappe._dict) -> str:
	qty = cint(redemption.qty)
	title = redemption.item_title or _("Reward")
	return _("Redeemed: {0}").format(f"{title} × {qty}" if qty > 1 else title)


def _of_donation(account: str, row: frappe._dict, donation: frappe._dict) -> str:
	gives = (row.points < 0) != bool(row.reversal_of)
	if not gives:
		return _("Donated by {0}").format(donation.donor_name)
	if donation.to_kind == "Pool":
		return _("Donated to the public pool")
	return _("Donated to {0}").format(donation.recipient_name)


def _of_grant(account: str, _row: frappe._dict, grant: frappe._dict) -> str:
	if account == "Pool" and grant.recipient_name:
		return _("Hardship grant to {0}").format(grant.recipient_name)
	return _("Hardship grant from the public pool")


def _of_adjustment(_account: str, row: frappe._dict, adjustment: frappe._dict) -> str:
	if adjustment.adjustment_kind == "Opening":
		return _("Opening balance")
	return row.remark or adjustment.reason or _("Adjustment")


def _of_profile(_account: str, row: frappe._dict, _profile: frappe._dict) -> str:
	if row.transfer.startswith("merge-"):
		return _("Taken over when files were merged")
	return _("To the public pool on leaving")


def _of_remark(_account: str, row: frappe._dict, _voucher: frappe._dict) -> str:
	return row.remark or (
		_("Points expired") if row.kind == "Expired" else _(row.kind, context="Points Entry")
	)


_WORDS = {
	"Service Log": _of_log,
	"Reward Redemption": _of_redemption,
	"Points Donation": _of_donation,
	"Hardship Grant": _of_grant,
	"Points Adjustment": _of_adjustment,
	"Volunteer Profile": _of_profile,
}
