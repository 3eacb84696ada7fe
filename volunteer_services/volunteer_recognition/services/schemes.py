"""Star schemes as the rules want them: the version in force on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import frappe
from frappe.utils import cint, getdate, nowdate

from volunteer_services.volunteer_recognition.domain.stars import Scheme, StarLevel

AUTOMATIC = "Automatic"


@dataclass(frozen=True)
class SchemeVersion:
	"""One Star Scheme with its levels in minutes."""

	name: str
	rules: Scheme
	is_automatic: bool
	granting_unit: str | None = None

	def title(self, star: int) -> str:
		"""The honorary title of a star; empty for a star that the scheme does not have."""
		level = self.rules.level(star)
		return level.title if level else ""

	def min_minutes(self, star: int) -> int:
		"""The minutes that a star needs; 0 for a star that the scheme does not have."""
		level = self.rules.level(star)
		return level.min_minutes if level else 0


def to_rules(levels: Iterable) -> Scheme:
	"""The rows of a scheme's levels as the rules want them. Raises domain.errors.StarSchemeError."""
	return Scheme(
		tuple(
			StarLevel(
				cint(row.star),
				row.title or "",
				cint(row.min_hours) * 60,
				bool(cint(row.require_previous_star)),
			)
			for row in levels
		)
	)


def scheme_in_force(day: date | str | None = None) -> SchemeVersion | None:
	"""The enabled scheme with the latest ``effective_from`` not after ``day`` (default: today)."""
	found = frappe.get_all(
		"Star Scheme",
		filters={"is_disabled": 0, "effective_from": ["<=", getdate(day or nowdate())]},
		fields=["name", "grant_mode", "granting_unit"],
		order_by="effective_from desc, creation desc",
		limit_page_length=1,
	)
	if not found:
		return None
	levels = frappe.get_all(
		"Star Scheme Level",
		filters={"parent": found[0].name, "parenttype": "Star Scheme"},
		fields=["star", "title", "min_hours", "require_previous_star"],
		order_by="star",
		limit_page_length=0,
	)
	return SchemeVersion(
		found[0].name, to_rules(levels), found[0].grant_mode == AUTOMATIC, found[0].granting_unit
	)
