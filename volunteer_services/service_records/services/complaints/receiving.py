"""A complaint comes in: from the public page, or entered by the staff for somebody who called or came.

Who handles it is told at once: the site's managers, or the district where it is about the site's staff.
"""

from __future__ import annotations

import hashlib
import secrets

import frappe
from frappe import _
from frappe.utils import getdate, now_datetime, nowdate

from volunteer_services.exceptions import ComplaintError, ContactError
from volunteer_services.foundation import limits, settings
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.database.savepoint import undone_on_error
from volunteer_services.foundation.domain import tickets
from volunteer_services.foundation.messages import send
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.scope.staffing import staffing
from volunteer_services.service_records.domain import complaint
from volunteer_services.service_records.domain.complaint import Status
from volunteer_services.volunteer_registry.domain import contact

DOCTYPE = "Service Complaint"
PER_ADDRESS_AN_HOUR = 10
WEBSITE = "Website"
_TITLE = "Service Complaint"
# Who handles it: the lowest of these that somebody holds.
_LEVELS = ("Site", "District", "City")
_PLACE = ("region", "site", "team")


def file(values: dict, key: str) -> dict:
	"""Store a complaint from the public page; returns ``{"complaint": its number}``. The same ``key`` makes
	one only.

	``values``: kind, text, about, activity, region, site, concerns_staff, complainant_name and
	complainant_phone, the last two only if somebody wants to be called. A place that is none counts as not
	given. Raises RequestLimitError,
	ComplaintError, ContactError.
	"""
	limits.require("complaint", limits.address(), PER_ADDRESS_AN_HOUR)
	for field, master in (("region", "Service Region"), ("site", "Service Site")):
		values[field] = frappe.db.exists(master, {"name": values[field]}) if values[field] else None
	with enforce(ComplaintError, _(_TITLE)):
		request_id = hashlib.sha256(tickets.check_key(key).encode()).hexdigest()
	return {"complaint": retry.whole(lambda: _stored(request_id) or _insert(values, request_id))}


def pretended() -> dict:
	"""The answer to a machine that filled what no person sees: of the same shape, and nothing is stored."""
	return {"complaint": complaint.make_number(secrets.token_bytes(complaint.NUMBER_BYTES))}


def _stored(request_id: str) -> str | None:
	return frappe.db.get_value(DOCTYPE, {"request_id": request_id}, "name")


def _insert(values: dict, request_id: str) -> str:
	doc = frappe.get_doc(
		{"doctype": DOCTYPE, **values, "source": WEBSITE, "request_id": request_id, "status": "Received"}
	)
	doc.flags.by_service = doc.flags.ignore_permissions = True
	heard = len(frappe.local.message_log)
	try:
		with undone_on_error():
			doc.insert()
	except (frappe.UniqueValidationError, frappe.DuplicateEntryError):
		# The same page has posted twice at once, and the other was first.
		del frappe.local.message_log[heard:]
		rows = frappe.db.sql(
			f"select `name` from `tab{DOCTYPE}` where `request_id` = %s for update",  # noqa: S608
			(request_id,),
		)
		if not rows:
			raise
		return rows[0][0]
	return doc.name


def prepare(doc, by_staff: bool) -> None:
	"""What a new complaint must say, where it belongs and until when it is taken up. Raises ComplaintError,
	ContactError."""
	if by_staff and doc.source == WEBSITE:
		_refuse(_("Choose how it came: by phone, in person or in writing. The website enters its own."))
	with enforce(ComplaintError, _(_TITLE)):
		doc.text = complaint.check_text(doc.text or "")
	for field, length in (("about", 140), ("complainant_name", 60)):
		doc.set(field, " ".join((doc.get(field) or "").split())[:length])
	if doc.complainant_phone:
		with enforce(ContactError, _("Ways of Contact")):
			doc.complainant_phone = contact.normalise_mobile(doc.complainant_phone)
	_place(doc)
	doc.status, doc.received_on = Status.RECEIVED.value, now_datetime().replace(microsecond=0)
	doc.acknowledge_by = complaint.acknowledge_by(getdate(nowdate()), settings.work_calendar())


def _place(doc) -> None:
	"""An activity says where it belongs; else the region must be there."""
	if doc.activity:
		doc.update(frappe.db.get_value("Service Activity", doc.activity, _PLACE, as_dict=True))
	elif doc.team:
		values = frappe.db.get_value("Volunteer Team", doc.team, ["region", "site"], as_dict=True)
		doc.update(values or {})
	elif doc.site:
		doc.region = frappe.db.get_value("Service Site", doc.site, "region")
	if not doc.region:
		_refuse(_("Choose your region from the list."))
	if doc.concerns_staff:
		# Nobody handles what is about themselves: the site's managers do not see it.
		doc.site = doc.team = None


def handlers(doc) -> set[str]:
	"""The users of the lowest level that somebody holds there."""
	held = staffing(None, doc.site, doc.region).users
	return next((held[level] for level in _LEVELS if held.get(level)), set())


def tell_staff(doc) -> None:
	tell(
		handlers(doc),
		doc.name,
		lambda lang: _("A complaint has come in: {0}.", lang).format(_(doc.kind, lang)),
	)


def tell(users: set[str], name: str, words) -> None:
	"""Tell these users of a complaint; ``words``: the sentence in a language."""
	languages = dict(
		frappe.get_all("User", {"name": ["in", sorted(users)]}, ["name", "language"], as_list=True)
		if users
		else ()
	)
	usual = send.site_language()
	send.send(
		send.Line("Service Complaint", words(languages.get(user) or usual), DOCTYPE, name, user=user)
		for user in sorted(users)
	)


def _refuse(message: str) -> None:
	frappe.throw(message, ComplaintError, title=_(_TITLE))
