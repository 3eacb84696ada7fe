"""Two files of one person become one: so do their accounts of points.

Balance, held points, the carried rest and a shortfall go to the account that stays; the other one is closed
at zero. Its entries stay where they were posted.
"""

import frappe
from frappe import _
from frappe.utils import cint, now

from volunteer_services.exceptions import MergeError
from volunteer_services.foundation.database.bulk import update_each
from volunteer_services.time_bank.services.books import accounts, ledger

PROFILE = "Volunteer Profile"
_OPEN_GIFTS = (
	("Points Donation", "from_volunteer", "`docstatus` = 0"),
	("Points Donation", "to_volunteer", "`docstatus` = 0"),
	("Hardship Grant", "volunteer", "`docstatus` = 0 and `workflow_state` <> 'Rejected'"),
)


def merge(source: str, target: str, reason: str) -> int:
	"""Merge the accounts of two volunteers, who are locked; returns the points that moved.

	Raises MergeError while a donation or a grant of the source waits to be decided.
	"""
	old, new = accounts.volunteer_key(source), accounts.volunteer_key(target)
	_refuse_open(source)
	if not frappe.db.exists(ledger.ACCOUNT, old):
		return 0
	accounts.ensure([new])
	states = ledger.lock([old, new])
	if states[old].status == "Closed":
		return 0
	for state in states.values():
		if state.account == new and state.status == "Closed":
			frappe.throw(
				_("The account {0} is closed. Merge the files the other way round.").format(new), MergeError
			)
	balance = states[old].balance
	ledger.carry_held(old, new)
	if balance:
		ledger.post(
			f"merge-{source}",
			[(old, -balance), (new, balance)],
			# Under review nothing can be spent, and nothing is spent here: the books are set right.
			"Adjusted" if states[old].status == "Under Review" else "Transferred",
			(PROFILE, target),
			remark=reason,
		)
	_carry_rest(old, new)
	return balance


def _carry_rest(old: str, new: str) -> None:
	"""The rest that is no whole point yet, and points that are still missing, with the review."""
	rows = frappe.db.sql(
		"""select `name`, `carry_units`, `shortfall`, `status`, `review_reason`, `review_since`
		from `tabPoints Account` where `name` in (%s, %s) order by `name` for update""",
		(old, new),
		as_dict=True,
	)
	account = {row.name: row for row in rows}
	reviewed = [row for row in rows if row.status == "Under Review"]
	first = reviewed[0] if reviewed else frappe._dict()
	update_each(
		ledger.ACCOUNT,
		{
			new: {
				"carry_units": sum(cint(row.carry_units) for row in rows),
				"shortfall": sum(cint(row.shortfall) for row in rows),
				"status": "Under Review" if reviewed else account[new].status,
				"review_reason": account[new].review_reason or first.review_reason,
				"review_since": account[new].review_since or first.review_since,
			},
			old: {
				"carry_units": 0,
				"shortfall": 0,
				"status": "Closed",
				"review_reason": None,
				"review_since": None,
			},
		},
		{"modified": now()},
	)


def _refuse_open(source: str) -> None:
	for doctype, column, where in _OPEN_GIFTS:
		rows = frappe.db.sql(
			f"select `name` from `tab{doctype}` where `{column}` = %s and {where} limit 1",  # noqa: S608
			(source,),
		)
		if rows:
			frappe.throw(
				_("{0} {1} is not decided yet. Decide or delete it before the files are merged.").format(
					_(doctype), rows[0][0]
				),
				MergeError,
				title=_("Merging Files"),
			)
