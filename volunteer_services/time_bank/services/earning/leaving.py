"""What becomes of the points of a volunteer who leaves or dies (*policy* of the settings) [S4].

Only what is at disposal moves: points that are held for redemptions stay until those are decided.
"""

import frappe
from frappe import _
from frappe.utils import cint, nowdate

from volunteer_services.exceptions import PointsAccountError
from volunteer_services.foundation.settings import settings
from volunteer_services.time_bank.services.books import accounts, ledger

PROFILE = "Volunteer Profile"
KEEP, POOL, RELATIVES = "Keep", "Pool", "Relatives"


def policy(exit_reason: str | None) -> str:
	"""Keep, Pool or Relatives, for somebody who leaves for this reason."""
	doc = settings()
	if exit_reason == "Death":
		return doc.points_on_death or RELATIVES
	return doc.points_on_exit or KEEP


def on_deregistered(doc) -> None:
	"""Called in the transaction that deregisters a volunteer."""
	account = accounts.volunteer_key(doc.name)
	if not frappe.db.exists(ledger.ACCOUNT, account):
		return
	chosen = policy(doc.exit_reason)
	if chosen == POOL:
		_to_pool(doc.name, account)
	elif chosen == RELATIVES:
		_ask_for_relatives(doc, account)


def settle(volunteer: str) -> int:
	"""Move what is left on the account of a deregistered volunteer to the public pool; returns the points.

	Raises PointsAccountError.
	"""
	state, reason = frappe.db.get_value(PROFILE, volunteer, ["workflow_state", "exit_reason"])
	if state != "Deregistered":
		_refuse(_("{0} was not deregistered: the points stay with the volunteer.").format(volunteer))
	if policy(reason) != POOL:
		_refuse(
			_(
				"By the settings the points of {0} do not go to the pool. Prepare an adjustment of the kind "
				"Transferred."
			).format(volunteer)
		)
	account = accounts.volunteer_key(volunteer)
	if not frappe.db.exists(ledger.ACCOUNT, account):
		return 0
	return _to_pool(volunteer, account)


def _to_pool(volunteer: str, account: str) -> int:
	accounts.ensure([accounts.POOL])
	state = ledger.lock([account, accounts.POOL])[account]
	points = max(0, state.available)
	if not points or state.status == "Closed":
		return 0
	if state.status == "Under Review":
		_comment(volunteer, _("The account is under review: its points stay until that is decided."))
		return 0
	ledger.post(
		_key(volunteer),
		[(account, -points), (accounts.POOL, points)],
		"Transferred",
		(PROFILE, volunteer),
	)
	_comment(volunteer, _("{0} points went to the public pool.").format(points))
	return points


def _key(volunteer: str) -> str:
	"""One key a day; a further one where points came back the same day. The account is locked."""
	key = f"exit-{volunteer}-{nowdate()}"
	before = frappe.db.sql(
		"select `name` from `tabPoints Transfer` where `name` = %s or `name` like %s for update",
		(key, f"{key}-%"),
	)
	return f"{key}-{len(before) + 1}" if before else key


def _ask_for_relatives(doc, account: str) -> None:
	balance = accounts.balance(account)
	if not balance:
		return
	text = _(
		"{0} points of {1} can go to relatives: prepare a Points Adjustment of the kind Transferred, with "
		"the proof of kinship."
	).format(cint(balance), doc.full_name)
	_comment(doc.name, text)
	frappe.get_doc(
		{
			"doctype": "ToDo",
			"allocated_to": frappe.session.user,
			"reference_type": PROFILE,
			"reference_name": doc.name,
			"description": frappe.utils.escape_html(text),
		}
	).insert(ignore_permissions=True)
	frappe.msgprint(text, title=_("Points of the Deceased"), indicator="orange")


def _comment(volunteer: str, text: str) -> None:
	frappe.get_doc(PROFILE, volunteer).add_comment("Info", text)


def _refuse(message: str) -> None:
	frappe.throw(message, PointsAccountError, title=_("Points of Those Who Leave"))
