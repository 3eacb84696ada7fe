"""The settings of the organisation as the objects that the rules take."""

import frappe
from frappe.utils import cint, getdate

from volunteer_services.foundation import roles
from volunteer_services.foundation.domain.working_days import WorkCalendar
from volunteer_services.foundation.domain.worktime import WorktimePolicy

SETTINGS = "Volunteer Services Settings"
_LAST_FOUR = {
	"District and City Officers": roles.OFFICERS,
	"Site Managers and Officers": roles.REVIEWERS,
	"Team Leaders and Above": roles.STAFF,
}


def settings():
	"""The settings document, cached for the request."""
	return frappe.get_cached_doc(SETTINGS)


def checks_per_hour() -> int:
	"""Public questions of one kind that one address may ask in an hour."""
	return cint(settings().verification_requests_per_hour) or 60


def last_four_roles() -> tuple[str, ...]:
	"""Who may be shown four characters of an ID number instead of two; nobody by default."""
	return _LAST_FOUR.get(settings().get("last_four_shown_to") or "", ())


def worktime_policy() -> WorktimePolicy:
	"""Rounding and the longest single service."""
	doc = settings()
	return WorktimePolicy(
		rounding=doc.rounding_policy or "Exact", max_minutes=cint(doc.max_log_minutes) or 24 * 60
	)


def work_calendar() -> WorkCalendar:
	"""The national working days with the organisation's own days on top."""
	days = settings().special_days
	return WorkCalendar(
		frozenset(getdate(row.special_date) for row in days if not row.is_workday),
		frozenset(getdate(row.special_date) for row in days if row.is_workday),
	)
