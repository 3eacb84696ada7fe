"""A volunteer's certificates, stars and teams, in words for the page."""

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.foundation.paper import printing
from volunteer_services.portal.services.own import records, standing
from volunteer_services.portal.services.own.words import date, period
from volunteer_services.service_records.services.certifying import certificate_requests
from volunteer_services.volunteer_recognition.services.schemes import scheme_in_force

REQUEST = certificate_requests.DOCTYPE
_TONES = {
	"Requested": "wait",
	"Accepted": "wait",
	"Certificate Issued": "good",
	"Refused": "bad",
	"Withdrawn": "off",
}


def add_certificates(context, file) -> None:
	"""Put ``certificates``, the own ``requests`` for some and the ``units`` to ask into the context.

	``can_print_hours``: there is something for the print without a seal, which people make themselves.
	"""
	context.certificates = [certificate_row(row) for row in records.certificates(file.name)]
	context.units = certificate_requests.units(file.name)
	context.can_print_hours = bool(context.units) and frappe.has_permission("Volunteer Profile", "print")
	names = {row.recording_unit: row.unit_name for row in context.units}
	context.requests = [
		frappe._dict(
			name=row.name,
			title=names.get(row.recording_unit) or row.recording_unit,
			period=period(row.from_date, row.to_date),
			purpose=row.purpose or "",
			needs_seal=row.needs_seal,
			state=_(row.status, context=REQUEST),
			tone=_TONES.get(row.status, ""),
			reason=row.reason or "",
			notice_until=date(row.notice_until) if row.notice_until else "",
			may_withdraw=row.status in ("Requested", "Accepted"),
		)
		for row in certificate_requests.of_person(file.name)
	]


def add_stars(context, file) -> None:
	"""Put ``stars`` and the ``way`` into the context: the steps of the scheme, held, next and to come."""
	context.stars = [star_row(row) for row in records.stars(file.name)]
	scheme = scheme_in_force()
	held = cint(file.star_level)
	context.way = [_step(level, held) for level in scheme.rules.levels] if scheme else []


def _step(level, held: int) -> frappe._dict:
	return frappe._dict(
		title=_(level.title) if level.title else "★" * level.star,
		hours=printing.hours_text(level.min_minutes),
		tone="held" if level.star <= held else "next" if level.star == held + 1 else "",
	)


def add_teams(context, file) -> None:
	context.memberships = [membership_row(row) for row in records.memberships(file.name)]


def certificate_row(row) -> frappe._dict:
	row.period = period(row.from_date, row.to_date)
	row.hours = printing.hours_text(row.total_minutes)
	row.state = _(row.status, context="Service Certificate")
	row.tone = "good" if row.status == "Valid" else "off"
	row.can_print = row.status == "Valid" and frappe.has_permission("Service Certificate", "print")
	return row


def star_row(row) -> frappe._dict:
	is_granted = row.status == "Granted"
	row.label = standing.star_name(row.star, row.title)
	row.date = date(row.awarded_on if is_granted else row.revoked_on)
	if row.status == "Public Notice":
		row.date = period(row.notice_from, row.notice_to)
	row.state = _(row.status, context="Star Award")
	row.tone = "good" if is_granted else "off" if row.status == "Revoked" else "wait"
	row.can_print = is_granted and frappe.has_permission("Star Award", "print")
	return row


def membership_row(row) -> frappe._dict:
	row.role_name = _(row.role, context="Team Membership")
	row.period = period(row.joined_on, row.left_on) if row.left_on else ""
	row.since = "" if row.left_on else date(row.joined_on)
	return row
