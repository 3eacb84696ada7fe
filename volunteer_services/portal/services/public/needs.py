"""What the pages for those who ask for help show: the form, for an offer or without one, and the state."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cstr

from volunteer_services.portal.services.public import menu, regions
from volunteer_services.service_needs.domain import needs as rules
from volunteer_services.volunteer_registry.services.joining import places

ROUTE = "volunteer-needs"
PARTS = ("", "menu", "state")
_TEMPLATES = "volunteer_services/templates/portal/needs"


def titles() -> dict[str, str]:
	return {"": _("Ask for Help"), "menu": _("Menu of Services"), "state": _("Where My Request Is")}


def template(part: str) -> str:
	return f"{_TEMPLATES}/{part or 'form'}.html"


def script(part: str) -> str:
	return f"{_TEMPLATES}/scripts/{part or 'form'}.html"


def add(context, part: str, asked) -> None:
	"""Put what the page of this part shows into its context."""
	if part == "menu":
		context.asked = menu.read(asked)
		context.found, context.kinds = menu.listed(context.asked), menu.kinds()
		context.regions = regions.tree()
	if part:
		return
	context.offer = _offer(cstr(asked.get("offer"))[:140])
	context.kinds = [] if context.offer else menu.kinds()
	context.applicants = [(value, _(value)) for value in rules.APPLICANTS]
	context.least, context.most = rules.LEAST_CHARACTERS, rules.MOST_CHARACTERS
	context.regions = places.regions()


def _offer(name: str):
	"""The offer of the address, where it is on the menu."""
	if not name:
		return None
	fields = ["name", "offer_name", "offer_text", "need_kind"]
	return frappe.db.get_value("Service Offer", {"name": name, "is_published": 1}, fields, as_dict=True)
