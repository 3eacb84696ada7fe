"""Anybody asks for help without a login: by the public page, or from the menu. Nothing shows before the staff
has checked it; the answer is read by a number."""

from __future__ import annotations

import hashlib
import secrets

import frappe
from frappe import _
from frappe.utils import cstr

from volunteer_services.exceptions import ContactError, NeedError
from volunteer_services.foundation import limits
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.database.savepoint import undone_on_error
from volunteer_services.foundation.domain import tickets
from volunteer_services.foundation.rules import check_lengths, enforce
from volunteer_services.foundation.settings import checks_per_hour
from volunteer_services.service_needs.domain import needs as rules
from volunteer_services.service_needs.services.menu import offers
from volunteer_services.service_needs.services.needs.entering import DOCTYPE
from volunteer_services.volunteer_registry.domain import contact

PER_ADDRESS_AN_HOUR = 6
EMPTY = {"state": "unknown", "need": None, "answer_by": None, "answer": None, "team": None}
_MOST = {"content": rules.MOST_CHARACTERS, "applicant_name": 60, "applicant_phone": 40, "risks": 500}
_STATES = {
	rules.State.RECEIVED: "received",
	rules.State.VERIFIED: "checked",
	rules.State.DISPATCHED: "checked",
	rules.State.SENT_BACK: "checked",
	rules.State.ACCEPTED: "taken",
	rules.State.IN_SERVICE: "taken",
	rules.State.AWAITING_RATING: "served",
	rules.State.DONE: "served",
	rules.State.DECLINED: "declined",
	rules.State.UNMET: "unmet",
	rules.State.CANCELLED: "cancelled",
	rules.State.MERGED: "checked",
}


def file(values: dict, key: str) -> dict:
	"""Store what somebody asks for; returns ``{"need": its number}``. The same ``key`` makes one only.

	``values``: need_kind, content, region, applicant_kind, applicant_name, applicant_phone, risks, and offer,
	where it is an order. Raises RequestLimitError, ArgumentError, NeedError, ContactError.
	"""
	limits.require("need", limits.address(), PER_ADDRESS_AN_HOUR)
	check_lengths(DOCTYPE, values, _MOST)
	with enforce(NeedError, _(DOCTYPE)):
		request_id = hashlib.sha256(tickets.check_key(key).encode()).hexdigest()
		rules.check_asker(cstr(values["applicant_name"]))
	with enforce(ContactError, _("Ways of Contact")):
		values["applicant_phone"] = contact.normalise_mobile(cstr(values["applicant_phone"]))
	return {"need": retry.whole(lambda: _stored(request_id) or _insert(_placed(values), request_id))}


def pretended() -> dict:
	"""The answer to a machine that filled what no person sees: of the same shape, and nothing is stored."""
	return {"need": rules.make_number(secrets.token_bytes(tickets.NUMBER_BYTES))}


def tell(number: str) -> dict:
	"""The keys of EMPTY for whoever has the number; ``state`` is received, checked, taken, served, declined,
	unmet, cancelled or unknown. Raises RequestLimitError."""
	limits.require("need state", limits.address(), checks_per_hour())
	found = rules.normalise_number(number[:60])
	row = found and frappe.db.get_value(
		DOCTYPE, {"ask_no": found}, ["workflow_state", "answer_by", "answer", "team"], as_dict=True
	)
	if not row:
		return dict(EMPTY)
	state = _STATES[rules.State(row.workflow_state)]
	return {
		"state": state,
		"need": found,
		"answer_by": cstr(row.answer_by)[:10] if state == "received" else None,
		"answer": row.answer or None,
		"team": frappe.db.get_value("Volunteer Team", row.team, "team_name")
		if row.team and state in ("taken", "served")
		else None,
	}


def _placed(values: dict) -> dict:
	"""An order belongs where the offer is; else the region must be one."""
	values = dict(values)
	if values.get("offer"):
		offer = offers.check_order(values["offer"])
		return {
			**values,
			"need_kind": offer.need_kind,
			"region": values["region"] if _exists("Service Region", values["region"]) else offer.region,
			"site": offer.site,
			"channel": rules.Channel.MENU.value,
		}
	if not _exists("Service Region", values["region"]):
		frappe.throw(_("Choose your region from the list."), NeedError, title=_(DOCTYPE))
	if not frappe.db.exists("Service Need Kind", {"name": values["need_kind"], "is_enabled": 1}):
		frappe.throw(_("Choose from the list what it is about."), NeedError, title=_(DOCTYPE))
	return {**values, "offer": None, "channel": rules.Channel.WEBSITE.value}


def _exists(doctype: str, name: str | None) -> str | None:
	return frappe.db.exists(doctype, {"name": name}) if name else None


def _stored(request_id: str) -> str | None:
	return frappe.db.get_value(DOCTYPE, {"request_id": request_id}, "ask_no")


def _insert(values: dict, request_id: str) -> str:
	number = rules.make_number(secrets.token_bytes(tickets.NUMBER_BYTES))
	doc = frappe.get_doc({"doctype": DOCTYPE, **values, "request_id": request_id, "ask_no": number})
	doc.flags.by_service = doc.flags.ignore_permissions = True
	heard = len(frappe.local.message_log)
	try:
		with undone_on_error():
			doc.insert()
	except (frappe.UniqueValidationError, frappe.DuplicateEntryError):
		# The same page has posted twice at once, and the other was first.
		del frappe.local.message_log[heard:]
		rows = frappe.db.sql(
			f"select `ask_no` from `tab{DOCTYPE}` where `request_id` = %s for update",  # noqa: S608
			(request_id,),
		)
		if not rows:
			raise
		return rows[0][0]
	return number
