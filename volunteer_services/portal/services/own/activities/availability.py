"""The part of /my-volunteer-service that asks its reader when they could serve."""

import frappe
from frappe import _
from frappe.utils import format_datetime

from volunteer_services.portal.services.own.activities.sign_ups import SIGN_UP, TONES
from volunteer_services.portal.services.own.words import span
from volunteer_services.volunteer_projects.domain.rostering import Answer
from volunteer_services.volunteer_projects.services.rostering import own


def add(context, file) -> None:
	"""Put ``collecting`` into the page's context: activities that ask first who could serve when."""
	context.collecting = [_activity(row) for row in own.of_person(file.name)]


def _activity(row) -> frappe._dict:
	return frappe._dict(
		activity=row.activity,
		title=row.activity_name,
		location=row.location,
		asks_passphrase=row.asks_passphrase,
		is_answered=row.is_answered,
		until=_("You may change your answer until {0}.").format(format_datetime(row.sign_up_until))
		if row.sign_up_until
		else _("You may change your answer until the shift begins."),
		shifts=[_shift(shift) for shift in row.shifts],
	)


def _shift(shift) -> frappe._dict:
	parts = (None if shift.is_whole else shift.shift_title, shift.post)
	return frappe._dict(
		name=shift.name,
		title=" · ".join(part for part in parts if part),
		when=span(shift),
		could=shift.answer == Answer.CAN or bool(shift.status),
		is_new=shift.answer is None,
		state=_(shift.status, context=SIGN_UP) if shift.status else "",
		tone=TONES.get(shift.status, ""),
	)
