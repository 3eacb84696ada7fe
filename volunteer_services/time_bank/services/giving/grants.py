"""困难帮扶 [S4]: the public pool's points for people in hardship (二次公益), for a reason, approved.

A volunteer gets the points on the account; for anybody else they are spent at once, for what the grant names.
"""

import frappe
from frappe import _
from frappe.utils import cint, cstr

from volunteer_services.exceptions import HardshipGrantError, InsufficientPointsError, OutOfScopeError
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.time_bank.domain import giving as rules
from volunteer_services.time_bank.services.books import accounts, ledger
from volunteer_services.time_bank.services.giving import donations

DOCTYPE = "Hardship Grant"


def transfer_key(name: str) -> str:
	"""The ledger's key of a grant."""
	return f"grant-{name}"


def fill(doc) -> None:
	"""Name and region of a recipient who is a volunteer; the region of the site."""
	if doc.volunteer:
		name, region = frappe.db.get_value("Volunteer Profile", doc.volunteer, ["full_name", "region"])
		doc.recipient_name, doc.region = name, doc.region or region
	if doc.site and not doc.region:
		doc.region = frappe.db.get_value("Service Site", doc.site, "region")
	doc.recipient_name = " ".join(cstr(doc.recipient_name).split())


def check(doc) -> None:
	"""The rules that need no lock. Raises HardshipGrantError."""
	if cint(doc.points) < 1:
		_refuse(_("A grant of {0} points is not possible. Enter a number from 1 upwards.").format(doc.points))
	if not cstr(doc.reason).strip():
		_refuse(_("Say why {0} is in hardship: a grant needs its case reason.").format(doc.recipient_name))
	if doc.volunteer:
		row = donations.person(doc.volunteer)
		with enforce(HardshipGrantError, _("Hardship Grant")):
			rules.check_recipient(
				rules.Party(accounts.volunteer_key(doc.volunteer), row.full_name, donations.state_of(row))
			)


def check_recipient_scope(doc) -> None:
	"""Whoever enters a grant for a volunteer sees the file. Raises OutOfScopeError."""
	if doc.flags.ignore_permissions or not doc.volunteer:
		return
	row = frappe.db.get_value("Volunteer Profile", doc.volunteer, "*", as_dict=True)
	if not row:
		return  # Frappe refuses the link
	if not scope.permits("Volunteer Profile", row):
		frappe.throw(
			_("{0} lies outside your appointments: ask the officer of the region for the grant.").format(
				doc.volunteer
			),
			OutOfScopeError,
			title=_("Outside Your Scope"),
		)


def carry_out(doc) -> None:
	"""Post the grant in the transaction that approves it.

	Raises InsufficientPointsError when the pool has less, HardshipGrantError, PointsAccountError.
	"""
	points = cint(doc.points)
	recipient = recipient_account(doc)
	accounts.ensure([accounts.POOL, recipient])
	states = ledger.lock([accounts.POOL, recipient])
	available = max(0, states[accounts.POOL].available)
	if points > available:
		frappe.throw(
			_(
				"The public pool has {0} points, the grant needs {1}. "
				"Grant fewer points, or wait for donations."
			).format(available, points),
			InsufficientPointsError,
			title=_("Public Pool"),
		)
	if doc.volunteer:
		donations.check_room(doc.recipient_name, states[recipient].balance, points, HardshipGrantError)
	ledger.post(
		transfer_key(doc.name),
		[(accounts.POOL, -points), (recipient, points)],
		"Granted",
		(DOCTYPE, doc.name),
	)


def take_back(doc) -> None:
	"""Reverse the grant; refused where a volunteer has spent the points. Raises LedgerError."""
	ledger.reverse(transfer_key(doc.name), (DOCTYPE, doc.name), doc.decision_reason)


def recipient_account(doc) -> str:
	"""The volunteer's account; what is spent at once for others goes to the sink of the grants."""
	if doc.volunteer:
		return accounts.volunteer_key(doc.volunteer)
	return accounts.sink_key(accounts.HARDSHIP)


def _refuse(message: str) -> None:
	frappe.throw(message, HardshipGrantError, title=_("Hardship Grant"))
