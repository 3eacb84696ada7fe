"""Pairings: what the pair itself sees and enters, on the own page."""

from typing import Annotated

import frappe

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.domain.arguments import Moment, choice
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.filters import conditions
from volunteer_services.service_needs.reporting import visits
from volunteer_services.service_needs.services.pairs import following, own
from volunteer_services.volunteer_projects.services.signing import access

CONTACT, PAIRING = "Pairing Contact", "Recipient Pairing"
_KINDS = ("Home Visit", "Phone", "Text Message")


@endpoint(methods=["GET"])
def mine() -> list[dict]:
	"""One's own running pairings; the address is asked for by ``address``."""
	volunteer = access.own_volunteer()
	return own.of_volunteer(volunteer) if volunteer else []


@endpoint(methods=["POST"])
def address(pairing: str) -> dict:
	"""{address, phone, contact_person}, from the day before the planned visit until its end; logged."""
	return own.address(pairing, access.own_volunteer())


@endpoint(methods=["POST"])
def plan_visit(pairing: str, day: str) -> None:
	"""When one goes next."""
	own.require(pairing, access.own_volunteer())
	following.plan_visit(pairing, day)


@endpoint(methods=["POST"])
def add_contact(
	pairing: str,
	contact_on: str,
	contact_kind: Annotated[str, choice(*_KINDS)],
	minutes: int = 0,
	note: str = "",
) -> str:
	"""A contact that one made within one's own pairing, or the staff in theirs. Returns its name."""
	volunteer = access.own_volunteer()
	is_own = own.is_of(pairing, volunteer)
	if not is_own:
		require_permission(CONTACT, "create")
		require_permission(PAIRING, "read", pairing)
	doc = frappe.get_doc(
		{
			"doctype": CONTACT,
			"pairing": pairing,
			"contact_on": contact_on,
			"contact_kind": contact_kind,
			"minutes": minutes,
			"note": note,
		}
	)
	doc.flags.ignore_permissions = is_own
	return doc.insert().name


@endpoint(methods=["GET", "POST"])
def calendar(start: Moment, end: Moment, filters: str | list | None = None) -> list[dict]:
	"""The planned and due visits of the pairs in the user's scope between two days."""
	require_permission(PAIRING, "read")
	return visits.calendar(start, end, conditions(PAIRING, filters))
