"""What the tests of the time bank share."""

from __future__ import annotations

import frappe

from tests import factories as make
from volunteer_services.time_bank.services.books import accounts, ledger
from volunteer_services.time_bank.services.books.accounts import volunteer_key


def only_rule(**values) -> str:
	"""The rule of a test in the place of the shipped ones: one point an hour, cumulative, no limit."""
	frappe.db.sql("update `tabPoints Rule` set `is_disabled` = 1")
	name = (
		frappe.get_doc(
			{
				"doctype": "Points Rule",
				"rule_name": make.unique("规则"),
				"effective_from": "2015-01-01",
				"rounding": "Cumulative",
				"minutes_per_point": 60,
				"is_disabled": 1,
				**values,
			}
		)
		.insert()
		.name
	)
	# Switched on below the form: other tests may have left credits by other rules.
	frappe.db.sql("update `tabPoints Rule` set `is_disabled` = 0 where `name` = %s", (name,))
	return name


def no_credits() -> None:
	"""Forget what tests that commit have credited on this site; the test's end brings it back."""
	frappe.db.sql("delete from `tabPoints Earning`")


def balance(volunteer: str) -> int:
	return accounts.balance(volunteer_key(volunteer))


def account(volunteer: str):
	return frappe.get_doc("Points Account", volunteer_key(volunteer))


def give(volunteer: str, points: int) -> str:
	"""Points out of nothing, as an opening balance; returns the transfer."""
	issue = accounts.issue_key(accounts.OPENING)
	accounts.ensure([volunteer_key(volunteer), issue])
	key = make.unique("give-")
	return ledger.post(key, [(volunteer_key(volunteer), points), (issue, -points)], "Opening").transfer


def spend(volunteer: str, points: int) -> str:
	"""Points given to the pool; returns the transfer."""
	accounts.ensure([volunteer_key(volunteer), accounts.POOL])
	key = make.unique("spend-")
	rows = [(volunteer_key(volunteer), -points), (accounts.POOL, points)]
	return ledger.post(key, rows, "Donated").transfer


def entries(volunteer: str) -> list[tuple]:
	"""(kind, points, balance after) of a volunteer's entries in their order."""
	return [
		tuple(row)
		for row in frappe.get_all(
			"Points Entry",
			filters={"account": volunteer_key(volunteer)},
			fields=["kind", "points", "balance_after"],
			order_by="seq",
			as_list=True,
			limit_page_length=0,
		)
	]
