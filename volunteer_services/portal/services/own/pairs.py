"""The part of /my-volunteer-service about those whom its reader visits (结对)."""

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from volunteer_services.portal.services.own.words import date
from volunteer_services.service_needs.services.pairs import own


def add(context, file) -> None:
	"""Put ``pairs`` into the page's context. One query."""
	today = getdate(nowdate())
	context.today = str(today)
	context.pairs = [
		frappe._dict(
			name=row.name,
			who=row.recipient_shown,
			place=row.region_name or "",
			purpose=row.purpose,
			must_know=" · ".join(part for part in (row.risk_notes, row.languages) if part),
			last=date(row.last_contact_on) if row.last_contact_on else "",
			due=date(row.next_due_on) if row.next_due_on else "",
			is_late=bool(row.next_due_on) and getdate(row.next_due_on) < today,
			planned=str(row.next_visit_on or ""),
			planned_words=date(row.next_visit_on) if row.next_visit_on else "",
			shares_address=bool(row.shares_address),
			may_see_address=row.may_see_address,
		)
		for row in own.of_volunteer(file.name)
	]
	context.contact_kinds = [
		(value, _(value, context="Pairing Contact")) for value in ("Phone", "Home Visit", "Text Message")
	]
