"""What the pair itself sees: whom they visit, what they must know, and, around the visit, where."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import add_days, getdate, nowdate

from volunteer_services.exceptions import PairingError
from volunteer_services.foundation import access
from volunteer_services.service_needs.domain.pairings import State
from volunteer_services.service_needs.services.pairs.making import DOCTYPE

SHOWN_BEFORE_DAYS = 1
MOST = 100


def of_volunteer(volunteer: str) -> list[frappe._dict]:
	"""One's own running pairings, the first due first, at most MOST: name, recipient_shown, region_name,
	purpose, risk_notes, next_due_on, next_visit_on, last_contact_on, contacts, may_see_address. One query."""
	return _running(volunteer)


def _running(volunteer: str, pairing: str | None = None) -> list[frappe._dict]:
	rows = frappe.db.sql(
		"""select p.`name`, p.`recipient_shown`, r.`region_name`, p.`purpose`, p.`next_due_on`,
			p.`next_visit_on`, p.`last_contact_on`, p.`contacts`, s.`risk_notes`, s.`languages`,
			s.`has_contact` and s.`may_share_address` and not s.`is_hidden_address` as shares_address
		from `tabRecipient Pairing` p inner join `tabService Recipient` s on s.`name` = p.`recipient`
		left join `tabService Region` r on r.`name` = p.`region`
		where p.`workflow_state` = %(paired)s and (p.`volunteer` = %(who)s or p.`second_volunteer` = %(who)s)
			and (%(pairing)s is null or p.`name` = %(pairing)s)
		order by p.`next_due_on`, p.`name` limit %(most)s""",
		{"paired": State.PAIRED.value, "who": volunteer, "pairing": pairing, "most": MOST},
		as_dict=True,
	)
	for row in rows:
		row.may_see_address = bool(row.shares_address) and is_around(row.next_visit_on)
	return rows


def is_around(visit) -> bool:
	"""Whether it is the day of the planned visit, or the one before."""
	if not visit:
		return False
	day = getdate(visit)
	return getdate(add_days(day, -SHOWN_BEFORE_DAYS)) <= getdate(nowdate()) <= day


def is_of(pairing: str, volunteer: str | None) -> bool:
	"""Whether it is a running pairing of this volunteer. One query."""
	return bool(volunteer and _running(volunteer, pairing))


def require(pairing: str, volunteer: str | None) -> None:
	"""Raise PermissionError unless it is a running pairing of this volunteer."""
	if not is_of(pairing, volunteer):
		frappe.throw(
			_("You have no permission for {0}.").format(_(DOCTYPE)),
			frappe.PermissionError,
			title=_("Not Allowed"),
		)


def address(pairing: str, volunteer: str) -> dict:
	"""{address, phone, contact_person} for the pair, from the day before the planned visit until its end; the
	look is logged. Raises PermissionError, PairingError."""
	require(pairing, volunteer)
	(row,) = _running(volunteer, pairing)
	if not row.shares_address:
		frappe.throw(
			_("The address is not passed on. Ask the coordinator, who brings you there."), PairingError
		)
	if not row.may_see_address:
		frappe.throw(
			_("The address is shown from the day before the visit. Enter first when you go."), PairingError
		)
	recipient = frappe.db.get_value(DOCTYPE, pairing, "recipient")
	found = frappe.db.get_value(
		"Service Recipient", recipient, ["address", "phone", "contact_person"], as_dict=True
	)
	access.record("volunteer_services.api.pairings.address", "Service Recipient", recipient, pairing)
	return {key: value or "" for key, value in found.items()}
