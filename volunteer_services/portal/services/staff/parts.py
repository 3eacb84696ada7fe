"""The pages of the staff on a phone: each part has an address of its own and a place in the bar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import frappe
from frappe import _

from volunteer_services.portal.services.staff import activities, counter, needs, review, roll_call, team

ROUTE = "volunteer-team-service"
_TEMPLATES = "volunteer_services/templates/portal/staff"


@dataclass(frozen=True)
class Part:
	"""One page: what fills its context, the sections that it shows, and the scripts that they need."""

	route: str
	add: Callable
	sections: tuple[str, ...]
	scripts: tuple[str, ...]
	icon: str

	@property
	def address(self) -> str:
		return f"/{ROUTE}/{self.route}" if self.route else f"/{ROUTE}"

	@property
	def templates(self) -> list[str]:
		return [f"{_TEMPLATES}/{name}.html" for name in self.sections]

	@property
	def script_templates(self) -> list[str]:
		return [f"{_TEMPLATES}/scripts/{name}.html" for name in self.scripts]


PARTS = {
	part.route: part
	for part in (
		Part("", review.add, ("review", "elsewhere"), ("review",), "tick"),
		Part("activities", activities.add, ("activities", "activity"), ("activities", "paste"), "calendar"),
		Part("roll-call", roll_call.add, ("roll_call",), ("camera", "roll_call"), "list"),
		Part("team", team.add, ("team",), (), "team"),
		Part("needs", needs.add, ("needs",), ("needs",), "pairs"),
		Part("counter", counter.add, ("counter",), ("camera", "counter"), "search"),
	)
}


def titles() -> dict[str, str]:
	"""What each page is called, in the page's language."""
	return {
		"": _("Waiting for My Review"),
		"activities": _("Activities of My Place"),
		"roll-call": _("Roll Call on the Spot"),
		"team": _("Members of My Teams"),
		"needs": _("Needs of My Teams"),
		"counter": _("Who Stands Before Me"),
	}


def _short_titles() -> dict[str, str]:
	"""The words under the icons of the bar."""
	return {
		"": _("To Review"),
		"activities": _("The Activities"),
		"roll-call": _("Call the Roll"),
		"team": _("The Members"),
		"counter": _("Find a Person"),
	}


def tabs(current: str) -> list[frappe._dict]:
	"""The bar at the foot: five pages; the needs are reached from the first."""
	words = _short_titles()
	current = current if current in words else ""
	return [
		frappe._dict(address=part.address, title=words[route], icon=part.icon, is_current=route == current)
		for route, part in PARTS.items()
		if route in words
	]
