"""Redeeming in one go: on one's own page, at the counter, and the hand-over of what was approved.

Each function is one transaction of ``api.rewards``; the rules are the document's (services.redemptions).
"""

import frappe
from frappe import _
from frappe.utils import cint, cstr

from volunteer_services.exceptions import OutOfScopeError, RedemptionError, VolunteerServicesError
from volunteer_services.foundation.database.savepoint import undone_on_error
from volunteer_services.time_bank.domain import redemption as rules
from volunteer_services.time_bank.services.rewards import redemptions, stock
from volunteer_services.volunteer_registry.services import own_file

DOCTYPE = redemptions.DOCTYPE
_ASKED = ("beneficiary", "proxy_name", "proxy_proof", "guardian_agrees", "site", "remark")
_HANDED = ("collected_by", "receipt_signed", "signature")


def request_own(user: str, reward_item: str, qty: int = 1, **asked):
	"""A volunteer's request for themselves; returns the document. Raises RedemptionError."""
	file = own_file.own_file(user)
	if not file:
		frappe.throw(
			_("There is no volunteer's file for your login {0}. Ask your team or site.").format(user),
			RedemptionError,
			title=_("Redeeming Points"),
		)
	return _new(file.name, reward_item, qty, rules.PORTAL, asked)


def cancel(name: str, reason: str | None = None):
	"""Cancel a redemption that was not handed over; volunteers need no reason. Returns the document."""
	doc = frappe.get_doc(DOCTYPE, name)
	doc.check_permission("write")
	is_own = frappe.session.user == frappe.db.get_value("Volunteer Profile", doc.volunteer, "user")
	doc.decision_reason = cstr(reason).strip() or (_("Withdrawn by the volunteer.") if is_own else None)
	doc.workflow_state = "Cancelled"
	return doc.save()


def at_counter(volunteer: str, reward_item: str, qty: int = 1, channel: str = rules.COUNTER, **values):
	"""Request for a volunteer who stands at the counter, and hand over at once where one step is enough.

	What needs an approval first stays requested. Returns the document.
	"""
	sponsor = frappe.db.get_value(stock.ITEM, reward_item, "sponsor")
	item = redemptions.lock(volunteer, reward_item, sponsor, with_sink=True)
	with undone_on_error():
		doc = frappe.get_doc(_values(volunteer, reward_item, qty, channel, values))
		_hold_lock(doc, item)
		doc.insert()
		if not cint(doc.is_counter_item):
			return doc
		_hold_lock(doc, item)
		return _handed(doc, values)


def hand_over(name: str, **values):
	"""Hand over what was requested or approved, with who collects it and the signature.

	Raises RedemptionError when somebody did so before: saving it again would look like a second hand-over.
	"""
	doc = frappe.get_doc(DOCTYPE, name)
	doc.check_permission("write")
	if doc.workflow_state == "Fulfilled":
		frappe.throw(
			_("{0} was handed over already, to {1}. Give nothing out a second time.").format(
				doc.name, doc.collected_by
			),
			RedemptionError,
			title=_("Redeeming Points"),
		)
	return _handed(doc, values)


def preview(volunteer: str, reward_item: str, qty: int = 1, channel: str = rules.COUNTER, **asked) -> dict:
	"""What a redemption would be, without making it: points, available (the volunteer's), left (of the
	reward; None: it never runs out), is_one_step, needs_guardian, and the problem, if there is one."""
	doc = frappe.get_doc(_values(volunteer, reward_item, qty, channel, asked))
	person, item = redemptions.person_of(volunteer), stock.locked(reward_item)
	found = redemptions.standing(volunteer)
	heard = len(frappe.local.message_log)
	problem = None
	try:
		redemptions.fill(doc, person, item)
		redemptions.check(doc, person, item)
		redemptions.check_place(doc)
		if found.status != "Active":
			problem = _("The account is under review or closed: its points cannot be spent.")
		elif cint(doc.points) > found.available:
			problem = _("{0} points are needed, {1} are at the volunteer's disposal.").format(
				doc.points, found.available
			)
	except (VolunteerServicesError, OutOfScopeError) as error:
		problem = cstr(error)
		del frappe.local.message_log[heard:]
	day, age = frappe.utils.getdate(), cint(redemptions.settings().guardian_age)
	born = frappe.utils.getdate(person.date_of_birth) if person.date_of_birth else None
	return {
		"points": cint(doc.points),
		"available": found.available,
		"left": stock.available(item),
		"is_one_step": bool(cint(doc.is_counter_item)),
		"needs_guardian": rules.is_minor(born, day, age),
		"problem": problem,
	}


def _new(volunteer: str, reward_item: str, qty: int, channel: str, values: dict):
	return frappe.get_doc(_values(volunteer, reward_item, qty, channel, values)).insert()


def _hold_lock(doc, item: frappe._dict | None) -> None:
	"""The next storing of the document finds everything locked."""
	doc.flags.is_locked, doc.flags.locked_item = True, item


def _values(volunteer: str, reward_item: str, qty: int, channel: str, values: dict) -> dict:
	return {
		"doctype": DOCTYPE,
		"volunteer": volunteer,
		"reward_item": reward_item,
		"qty": qty,
		"channel": channel,
		"beneficiary_kind": "Other" if cstr(values.get("beneficiary")).strip() else "Self",
		**{field: values.get(field) for field in _ASKED},
	}


def _handed(doc, values: dict):
	for field in _HANDED:
		if values.get(field):
			doc.set(field, values[field])
	doc.workflow_state = "Fulfilled"
	return doc.save()
