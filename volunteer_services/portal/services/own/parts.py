"""The pages of a volunteer: each part has an address of its own, and three taps lead to any of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import frappe
from frappe import _

from volunteer_services.portal.services import staff_access
from volunteer_services.portal.services.own import (
	call_outs,
	home,
	notices,
	pairs,
	papers,
	points,
	privacy,
	record_rows,
	self_reports,
	standing,
	training,
)
from volunteer_services.portal.services.own.activities import (
	acting,
	availability,
	covers,
	family,
	groups,
	led,
	materials,
	proposals,
	sign_ups,
)

ROUTE = "my-volunteer-service"
_TEMPLATES = "volunteer_services/templates/portal/own"


@dataclass(frozen=True)
class Part:
	"""One page: what fills its context, the sections that it shows, and the scripts that they need."""

	route: str
	add: tuple[Callable, ...]
	sections: tuple[str, ...]
	scripts: tuple[str, ...] = ()
	icon: str = ""

	@property
	def address(self) -> str:
		return f"/{ROUTE}/{self.route}" if self.route else f"/{ROUTE}"

	def fill(self, context, file) -> None:
		"""Put what the page shows of this file into its context."""
		for add in self.add:
			add(context, file)

	@property
	def templates(self) -> list[str]:
		return [f"{_TEMPLATES}/{name}.html" for name in self.sections]

	@property
	def script_templates(self) -> list[str]:
		return [f"{_TEMPLATES}/scripts/{name}.html" for name in self.scripts]


def add_staff(context, file) -> None:
	"""Put ``is_staff`` into the page's context: who leads finds the other pages from here."""
	context.is_staff = staff_access.may_enter()


PARTS = {
	part.route: part
	for part in (
		Part(
			"",
			(standing.add, call_outs.add, home.add),
			("standing", "call_outs", "to_do", "next_shift", "tiles"),
			("call_outs",),
			"home",
		),
		Part(
			"sign-up",
			(
				sign_ups.add,
				acting.add_wanted,
				availability.add,
				covers.add,
				family.add,
				groups.add,
				proposals.add,
			),
			("wanted", "wanted_for", "covers", "sign_ups", "availability", "family", "groups", "proposals"),
			("sign_ups", "acting", "availability", "proposals", "covers", "family", "groups"),
			"calendar",
		),
		Part("code", (sign_ups.add_today,), ("pass",), ("pass",), "code"),
		Part(
			"records",
			(record_rows.add, self_reports.add),
			("records", "self_reports"),
			("records", "self_reports"),
			"list",
		),
		Part("certificates", (papers.add_certificates,), ("certificates",), ("certificates",), "paper"),
		Part("stars", (standing.add, papers.add_stars), ("star_way", "stars"), (), "star"),
		Part("points", (points.add,), ("points",), ("points",), "points"),
		Part("training", (training.add,), ("training",), (), "training"),
		Part(
			"team",
			(papers.add_teams, led.add, materials.add),
			("teams", "led", "materials"),
			("led",),
			"team",
		),
		Part(
			"family",
			(family.add_children, acting.add),
			("acting", "children"),
			("family", "acting"),
			"family",
		),
		Part("pairs", (pairs.add,), ("pairs",), ("pairs",), "pairs"),
		Part(
			"notices",
			(notices.add, notices.add_choices),
			("notices", "notice_choices"),
			("notices", "notice_choices"),
			"bell",
		),
		Part("privacy", (privacy.add,), ("privacy",), ("privacy",), "shield"),
		Part("more", (add_staff,), ("menu",), (), "more"),
	)
}
# What somebody without a file sees who acts for others.
ACTING = Part("family", (acting.add, acting.add_wanted), ("wanted_for", "acting"), ("acting",), "family")
_TABS = ("", "sign-up", "code", "records", "more")


def titles() -> dict[str, str]:
	"""What each page is called, in the page's language."""
	return {
		"": _("My Volunteer Service"),
		"sign-up": _("Activities to Sign Up For"),
		"code": _("My Check-in Code"),
		"records": _("My Service Records"),
		"certificates": _("My Certificates"),
		"stars": _("My Stars and Honours"),
		"points": _("My Points and Rewards"),
		"training": _("My Training and Readiness"),
		"team": _("My Team and My Shifts"),
		"family": _("My Family"),
		"pairs": _("My Pairings"),
		"notices": _("My Notices"),
		"privacy": _("My Data and Consents"),
		"more": _("All of My Pages"),
	}


def _short_titles() -> dict[str, str]:
	"""The words under the icons of the bar."""
	return {
		"": _("My Start"),
		"sign-up": _("To Sign Up"),
		"code": _("My Code"),
		"records": _("My Hours"),
		"more": _("My Pages"),
	}


def tabs(current: str) -> list[frappe._dict]:
	"""The bar at the foot: five pages; whatever is not among them stands below the last."""
	words = _short_titles()
	lit = current if current in _TABS else "more"
	return [_link(PARTS[route], words[route], route == lit) for route in _TABS]


def menu() -> list[frappe._dict]:
	"""All pages but the first and the menu itself."""
	words = titles()
	return [
		_link(part, words[part.route], False) for part in PARTS.values() if part.route not in ("", "more")
	]


def _link(part: Part, title: str, is_current: bool) -> frappe._dict:
	return frappe._dict(address=part.address, title=title, icon=part.icon, is_current=is_current)
