"""The card of one volunteer who stands before the reader, and where to go on from it."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cstr

from volunteer_services.foundation.paper import printing
from volunteer_services.portal.services.own import account, records
from volunteer_services.portal.services.own.standing import star_name
from volunteer_services.portal.services.own.words import date
from volunteer_services.volunteer_registry.services import own_file

PROFILE = "Volunteer Profile"


def add(context) -> None:
	"""Put ``person`` (of the address, or None) into the page's context."""
	name = cstr(frappe.form_dict.get("volunteer"))
	context.person = _card(name) if name else None
	context.is_missing = bool(name) and not context.person


def _card(name: str) -> frappe._dict | None:
	"""The file in short; None for one that the reader may not see."""
	if not frappe.db.exists(PROFILE, name) or not frappe.has_permission(PROFILE, "read", name):
		return None
	row = frappe.db.get_value(PROFILE, name, [*own_file.FILE_FIELDS, "mobile_last_four"], as_dict=True)
	star = records.star_progress(row)
	points = account.standing(name)
	is_good = row.workflow_state == "Registered" and not row.is_restricted
	facts = (
		(_("Volunteer No."), row.volunteer_no),
		(_("Hours in Total"), printing.hours_text(row.total_minutes)),
		(_("Star"), star_name(star.star, star.title) if star.star else _("No star yet")),
		(_("Points to Spend"), f"{points.available:,}" if points else "0"),
		(_("Last Service"), date(row.last_service_date) or _("None yet")),
		(_("Teams"), "、".join(one.team_name for one in records.memberships(name) if not one.left_on)),
	)
	return frappe._dict(
		name=row.name,
		who=row.full_name,
		last_four=row.mobile_last_four,
		state=_("Consent Withdrawn") if row.is_restricted else _(row.workflow_state, context=PROFILE),
		is_good=is_good,
		facts=[(label, value) for label, value in facts if value],
		links=[frappe._dict(title=title, address=address) for title, address in _links(name)],
	)


def _links(name: str) -> list[tuple[str, str]]:
	"""What can be done, in the desk: redeeming and certificates are buttons of the file there."""
	found = [(_("The file in the desk: certificate, redemption, card"), f"/app/volunteer-profile/{name}")]
	if frappe.has_permission("Service Log", "create"):
		found.append((_("Records of this person"), f"/app/service-log?volunteer={name}"))
	return found
