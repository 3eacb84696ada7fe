"""Checklist standards: which version is in force, whether one is used, and its successor."""

from volunteer_services.foundation import access
from volunteer_services.foundation.domain.arguments import Day
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.pilot_sites.services import checklists


@endpoint(methods=["GET", "POST"])
def in_force(standard_name: str | None = None, day: Day | None = None) -> str | None:
	"""The version in force on ``day`` (default: today) of a standard (default: the sites' own)."""
	access.require_permission("Checklist Standard", "read")
	return checklists.in_force(standard_name, day)


@endpoint(methods=["GET", "POST"])
def standing(standard: str) -> dict:
	"""How a version stands: is_used, in_force (the version of today), latest_from, and may_succeed."""
	access.require_permission("Checklist Standard", "read", standard)
	return checklists.standing(standard)


@endpoint(methods=["POST"])
def succeed(standard: str, effective_from: Day) -> dict:
	"""A new version, in force from ``effective_from``; returns its name. Raises ChecklistStandardError."""
	access.require_permission("Checklist Standard", "create")
	access.require_permission("Checklist Standard", "write", standard)
	doc = checklists.succeed(standard, effective_from)
	return {"name": doc.name, "version_no": doc.version_no}
