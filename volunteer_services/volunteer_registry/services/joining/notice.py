"""What people consent to when they apply, purpose by purpose, as a list [网络数据条例 §21, PIPL §17]: what is
kept, why, how, how long, and who receives it. Made of the settings, and stored as it was shown."""

from __future__ import annotations

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.foundation.settings import settings

BASIC = "basic"
OPTIONAL = ("photo", "health", "place")


@dataclass(frozen=True)
class Purpose:
	"""One consent: ``what`` is used, ``why``, ``how``, ``how_long``, ``who`` receives it."""

	key: str
	title: str
	what: str
	why: str
	how: str
	how_long: str
	who: str

	def rows(self) -> list[tuple[str, str]]:
		"""Label and text of each line."""
		return [
			(_("What is used"), self.what),
			(_("What it is used for"), self.why),
			(_("In which way"), self.how),
			(_("For how long"), self.how_long),
			(_("Who receives it"), self.who),
		]


def purposes() -> list[Purpose]:
	"""The basic purpose first; the place of the phone only where its assessment was filed [PIPL §55]."""
	found = [_basic(), _photo(), _health()]
	if settings().place_assessment_on:
		found.append(_place())
	return found


def text(given: frozenset[str]) -> str:
	"""What was shown and agreed to, for the application."""
	parts = []
	for one in purposes():
		answer = _("agreed") if one.key in given else _("not agreed")
		lines = [f"{label}: {said}" for label, said in one.rows()]
		parts.append("\n".join([f"{one.title} ({answer})", *lines]))
	return "\n\n".join(parts)


def _units() -> str:
	names = frappe.get_all(
		"Recording Unit",
		filters={"successor": ["is", "not set"]},
		pluck="unit_name",
		order_by="creation, name",
		limit=4,
	)
	return ("、" if (frappe.local.lang or "").startswith("zh") else ", ").join(names)


def _basic() -> Purpose:
	doc = settings()
	staff = _("The staff of the place, team and level above it who review and record your service.")
	units = _units()
	if units:
		staff = _("{0} Recording units: {1}.").format(staff, units)
	return Purpose(
		BASIC,
		_("Basic data (needed)"),
		_(
			"Name, ID type and number, sex, date of birth, region, ways of contact; skills and interests if "
			"you give them; for minors and proxies also the name and phone of who applies."
		),
		_("To register you once, to record your service, and to certify it, as the law asks."),
		_("Sent encrypted; the ID number is stored encrypted and shown masked, each look at it is logged."),
		_(
			"Service records {0} years. An application that is refused or not completed is deleted after "
			"{1} days."
		).format(max(cint(doc.retention_years), 10), cint(doc.application_days) or 90),
		staff,
	)


def _photo() -> Purpose:
	return Purpose(
		"photo",
		_("Photo (as you like)"),
		_("A photo of you, which you bring or take at the site."),
		_("To print it on your volunteer card."),
		_("Kept as a private file; nobody compares faces."),
		_("Until you take the consent back or leave."),
		_("The staff of your place, and who looks at your card."),
	)


def _health() -> Purpose:
	return Purpose(
		"health",
		_("Health (as you like)"),
		_("What you tell the staff of your health. Nothing is asked here."),
		_("So that you get no task that would harm you."),
		_("Kept apart from your file; only the site's manager reads it."),
		_("Until you take the consent back or leave."),
		_("The manager of your site."),
	)


def _place() -> Purpose:
	return Purpose(
		"place",
		_("Place of your phone (as you like)"),
		_("The place of your phone at the moment when you check in yourself."),
		_("To confirm that you were at the activity."),
		_("Compared at once and forgotten; only the distance is kept. You may always check in another way."),
		_("The place: not at all. The distance: as long as the record."),
		_("Who leads the activity."),
	)
