"""Accounts under review: points that a correction should have taken back were spent already.

The balance never becomes negative. What is missing stands as the account's shortfall: later points fill
it, or an officer writes it off. Until then nothing can be spent.
"""

from collections.abc import Iterable, Mapping

import frappe
from frappe import _
from frappe.utils import cint, now

from volunteer_services.exceptions import PointsAccountError, ReasonRequiredError
from volunteer_services.foundation import access, roles
from volunteer_services.foundation.database.bulk import update_each
from volunteer_services.foundation.documents import comments
from volunteer_services.time_bank.services.books import ledger
from volunteer_services.volunteer_registry.services import logins

ACCOUNT = "Points Account"
DECIDES = roles.CITY_UP


def open_for(missing: Mapping[str, int], reason: str) -> None:
	"""Put accounts, which are locked, under review. ``missing``: points by account, for the comment."""
	if not missing:
		return
	stamp = now()
	for account in sorted(missing):
		frappe.db.sql(
			"""update `tabPoints Account` set `status` = 'Under Review', `review_reason` = %s,
				`review_since` = coalesce(`review_since`, %s), `modified` = %s
			where `name` = %s and `status` <> 'Closed'""",
			(reason, stamp, stamp, account),
		)
	comments.many(
		ACCOUNT,
		{
			account: _("{0} points are missing: {1}").format(points, reason)
			for account, points in missing.items()
		},
	)


def close_filled(accounts: Iterable[str]) -> None:
	"""End the review of accounts, which are locked, whose shortfall was filled by later points."""
	names = sorted(accounts)
	_end(names)
	comments.many(ACCOUNT, {name: _("The shortfall was filled by later points.") for name in names})


def write_off(account: str, reason: str) -> int:
	"""Forgive the shortfall of an account and end its review; returns the points that were forgiven.

	For city officers and managers, within their scope. Raises PointsAccountError, ReasonRequiredError,
	frappe.PermissionError.
	"""
	access.require_role(DECIDES)
	doc = frappe.get_doc(ACCOUNT, account)
	doc.check_permission("read")
	if not (reason or "").strip():
		frappe.throw(
			_("Say why the shortfall is written off."), ReasonRequiredError, title=_("Reason Missing")
		)
	if doc.volunteer and _is_own(doc.volunteer):
		frappe.throw(_("Somebody else must decide about your own account."), frappe.PermissionError)
	ledger.lock([account])
	missing, status = frappe.db.sql(
		"select `shortfall`, `status` from `tabPoints Account` where `name` = %s for update", (account,)
	)[0]
	if status != "Under Review":
		frappe.throw(
			_("The account {0} is not under review.").format(account),
			PointsAccountError,
			title=_("Account Review"),
		)
	update_each(ACCOUNT, {account: {"shortfall": 0}})
	_end([account])
	comments.many(
		ACCOUNT,
		{
			account: _("A shortfall of {0} points was written off: {1}").format(
				missing, frappe.utils.escape_html(reason)
			)
		},
	)
	return cint(missing)


def _end(names: list[str]) -> None:
	if names:
		frappe.db.sql(
			"""update `tabPoints Account` set `status` = 'Active', `review_reason` = null, `review_since` =
			null, `modified` = %s where `name` in %s and `status` = 'Under Review'""",
			(now(), tuple(names)),
		)


def _is_own(volunteer: str) -> bool:
	return frappe.session.user in logins.of_volunteer(volunteer)
