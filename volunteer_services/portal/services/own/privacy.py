"""What a volunteer has agreed to, purpose by purpose, and how it is taken back [PIPL §15, §45]."""

import frappe
from frappe import _
from frappe.utils import format_datetime

from volunteer_services.volunteer_projects.services.presence import place


def add(context, file) -> None:
	"""Put ``consents`` into the page's context: purpose, whether it is given, since when, and how to take it
	back."""
	row = frappe.db.get_value(
		"Volunteer Profile",
		file.name,
		["data_consent", "data_consent_on", "photo_consent", "is_restricted", "health_status"],
		as_dict=True,
	)
	context.consents = [
		frappe._dict(
			purpose=_("To keep my file and my service records"),
			is_given=bool(row.data_consent),
			since=format_datetime(row.data_consent_on) if row.data_consent and row.data_consent_on else "",
			key="data",
		),
		frappe._dict(
			purpose=_("To compare the place of my phone at a check-in"),
			is_given=place.is_consented(file.name),
			since="",
			key="place",
		),
		frappe._dict(
			purpose=_("To keep a photo of me"), is_given=bool(row.photo_consent), since="", key="photo"
		),
		frappe._dict(
			purpose=_("To keep what I said of my health"),
			is_given=bool(row.health_status),
			since="",
			key="health",
		),
	]
	context.is_restricted = bool(row.is_restricted)
