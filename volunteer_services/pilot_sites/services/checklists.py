"""Checklist Standards as the rules want them: versions of one standard, one of them in force."""

from collections.abc import Iterable
from datetime import date

import frappe
from frappe import _
from frappe.utils import cint, cstr, getdate, nowdate

from volunteer_services.exceptions import ChecklistStandardError
from volunteer_services.pilot_sites.domain.checklist import Item, PassRule

DOCTYPE = "Checklist Standard"
ITEM_FIELDS = (
	"item_code",
	"item_title",
	"guidance",
	"evidence_required",
	"minimum",
	"record_source",
	"is_mandatory",
	"weight",
)


def to_items(rows: Iterable) -> list[Item]:
	"""The rows of a standard, or of an assessment by it."""
	return [
		Item(
			cstr(row.item_code),
			cstr(row.item_title),
			row.evidence_required or "None",
			cint(row.minimum),
			bool(cint(row.is_mandatory)),
			cint(row.weight),
			cstr(row.record_source),
		)
		for row in rows
	]


def pass_rule(doc) -> PassRule:
	"""The rule by which a standard is passed."""
	return PassRule(doc.pass_rule, cint(doc.pass_percent))


def principal() -> str:
	"""The name of the standard that all sites are measured by (*policy*)."""
	return cstr(frappe.db.get_single_value("Volunteer Services Settings", "site_standard"))


def in_force(standard_name: str | None = None, day: date | str | None = None) -> str | None:
	"""The version of a standard (default: of the sites' own) in force on ``day`` (default: today)."""
	found = frappe.get_all(
		DOCTYPE,
		filters={
			"standard_name": standard_name or principal(),
			"is_disabled": 0,
			"effective_from": ["<=", getdate(day or nowdate())],
		},
		order_by="effective_from desc, version_no desc",
		pluck="name",
		limit=1,
	)
	return found[0] if found else None


def versions(standard_name: str) -> list[str]:
	"""All versions of a standard, disabled ones too."""
	return frappe.get_all(
		DOCTYPE,
		filters={"standard_name": standard_name},
		order_by="version_no",
		pluck="name",
		limit_page_length=0,
	)


def is_used(name: str) -> bool:
	"""Whether assessments, in whatever state, were made by this version."""
	return bool(frappe.db.get_value("Site Assessment", {"standard": name}, "name"))


def standing(name: str) -> dict:
	"""Of a version: is_used, the version in force today, the latest first day, and whether the session's user
	may make a successor."""
	standard_name = frappe.db.get_value(DOCTYPE, name, "standard_name")
	latest = frappe.db.get_value(
		DOCTYPE, {"standard_name": standard_name}, "effective_from", order_by="effective_from desc"
	)
	current = in_force(standard_name)
	return {
		"is_used": is_used(name),
		"in_force": current,
		"in_force_version": current and frappe.db.get_value(DOCTYPE, current, "version_no"),
		"latest_from": str(latest),
		"may_succeed": bool(frappe.has_permission(DOCTYPE, "create"))
		and bool(frappe.has_permission(DOCTYPE, "write")),
	}


def succeed(name: str, effective_from: date | str):
	"""A new version of a standard, to be edited and in force from a later day; returns the document.

	Raises ChecklistStandardError for a day that is not later.
	"""
	old = frappe.get_doc(DOCTYPE, name)
	latest = frappe.get_all(
		DOCTYPE,
		filters={"standard_name": old.standard_name},
		fields=["effective_from", "version_no"],
		order_by="effective_from desc",
		limit=1,
	)[0]
	if getdate(effective_from) <= getdate(latest.effective_from):
		frappe.throw(
			_("The new version must begin after {0}, when version {1} began.").format(
				frappe.utils.formatdate(latest.effective_from), latest.version_no
			),
			ChecklistStandardError,
			title=_("Effective From"),
		)
	doc = frappe.copy_doc(old)
	doc.predecessor, doc.effective_from, doc.is_disabled = old.name, effective_from, 0
	doc.flags.by_service = True
	return doc.insert()
