"""Volunteers with points, and what the tests of giving do with them."""

from __future__ import annotations

import frappe

from tests import factories as make
from volunteer_services.time_bank.services.books import accounts, ledger

POOL = accounts.POOL
PROOF = "/private/files/consent.pdf"


def key(volunteer) -> str:
	return accounts.volunteer_key(getattr(volunteer, "name", volunteer))


def give(account: str, points: int) -> None:
	"""Points from nowhere: an opening of the general issue account, straight through the ledger."""
	source = accounts.issue_key()
	accounts.ensure([account, source])
	ledger.post(make.unique("test-"), [(account, points), (source, -points)], "Opening")


def balance(account) -> int:
	return accounts.balance(key(account) if hasattr(account, "name") else account)


def account_row(account: str, *fields: str):
	return frappe.db.get_value("Points Account", account, list(fields), as_dict=True)


def kinds(account: str) -> list[tuple[str, int]]:
	"""(kind, points) of an account's entries in their order."""
	return [
		tuple(row)
		for row in frappe.get_all(
			"Points Entry",
			filters={"account": account},
			fields=["kind", "points"],
			order_by="seq",
			as_list=True,
			limit=0,
		)
	]


def assert_books_balance() -> None:
	"""Invariant 3: each transfer adds up to zero, each balance is the sum of its entries."""
	wrong = frappe.db.sql("select transfer from `tabPoints Entry` group by transfer having sum(points) <> 0")
	assert not wrong
	wrong = frappe.db.sql(
		"""select a.name, a.balance, coalesce(sum(e.points), 0) from `tabPoints Account` a
		left join `tabPoints Entry` e on e.account = a.name group by a.name, a.balance
		having a.balance <> coalesce(sum(e.points), 0)"""
	)
	assert not wrong


def donation(donor, points: int = 5, recipient=None, **values):
	"""A donation as staff enter it, not stored yet."""
	return frappe.get_doc(
		{
			"doctype": "Points Donation",
			"from_kind": "Volunteer",
			"from_volunteer": donor.name,
			"to_kind": "Volunteer" if recipient else "Pool",
			"to_volunteer": recipient.name if recipient else None,
			"points": points,
			"consent_proof": PROOF,
			**values,
		}
	)


def grant(place, points: int = 10, **values):
	return frappe.get_doc(
		{
			"doctype": "Hardship Grant",
			"recipient_name": "陈婆婆",
			"recipient_group": "Elderly Living Alone",
			"points": points,
			"region": place.region.name,
			"site": place.site.name,
			"reason": "独居，行动不便，需要助洁服务。",
			**values,
		}
	)


def adjustment(kind: str, rows: list[tuple], **values):
	"""``rows``: (volunteer document, points)."""
	return frappe.get_doc(
		{
			"doctype": "Points Adjustment",
			"adjustment_kind": kind,
			"reason": "旧系统积分转入",
			"rows": [{"volunteer": volunteer.name, "points": points} for volunteer, points in rows],
			**values,
		}
	)


def move(doc, state: str, user: str, **values):
	"""The next state, as ``user`` would take it in the form."""
	frappe.set_user(user)
	doc = frappe.get_doc(doc.doctype, doc.name)
	doc.update(values)
	doc.workflow_state = state
	doc.save()
	return doc


def pass_on(doc, preparer: str, approver: str):
	"""Entered and submitted by one, approved by another."""
	frappe.set_user(preparer)
	doc.insert()
	move(doc, "Pending Approval", preparer)
	return move(doc, "Approved", approver)
