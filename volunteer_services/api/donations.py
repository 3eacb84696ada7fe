"""Donations of points: the volunteer's own, and cancelling one."""

import frappe
from frappe import _

from volunteer_services.foundation import access
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.time_bank.services.giving import donations
from volunteer_services.volunteer_registry.services import own_file

DOCTYPE = "Points Donation"


@endpoint(methods=["POST"])
def donate(
	points: int,
	to_kind: str = "Pool",
	to_volunteer: str | None = None,
	message: str = "",
	guardian_agrees: bool = False,
	is_anonymous: bool = False,
	request_id: str | None = None,
) -> dict:
	"""Donate points of the caller's own account to the public pool or to a volunteer.

	``request_id``: any text that names this request; sent again it donates nothing twice. Returns name,
	certificate_no and verification_code.
	"""
	own = own_file.own_file(frappe.session.user)
	if not own:
		frappe.throw(
			_("There is no volunteer's file with your login. Ask your team to enter the donation."),
			frappe.PermissionError,
		)
	values = {
		"points": points,
		"to_kind": to_kind,
		"to_volunteer": to_volunteer or None,
		"message": message,
		"guardian_agrees": int(guardian_agrees),
		"is_anonymous": int(is_anonymous),
	}
	doc = retry.whole(lambda: donations.donate(own.name, values, request_id))
	return {key: doc.get(key) for key in ("name", "certificate_no", "verification_code")}


@endpoint(methods=["POST"])
def cancel(donation: str, reason: str) -> dict:
	"""Cancel a donation with a reason; the points go back as far as the recipient still has them."""
	access.require_permission(DOCTYPE, "cancel", donation)
	return {"docstatus": retry.whole(lambda: donations.cancel(donation, reason)).docstatus}
