"""The settings of the organisation as the objects that the rules take."""

import frappe
from frappe.utils import cint, getdate

from volunteer_services.domain.daylimit import DayLimits
from volunteer_services.domain.deadline import WorkCalendar
from volunteer_services.domain.worktime import WorktimePolicy

SETTINGS = "Volunteer Services Settings"


def settings():
	"""The settings document, cached for the request."""
	return frappe.get_cached_doc(SETTINGS)


def worktime_policy() -> WorktimePolicy:
	"""Rounding and the longest single service."""
	doc = settings()
	return WorktimePolicy(
		rounding=doc.rounding_policy or "Exact", max_minutes=cint(doc.max_log_minutes) or 24 * 60
	)


def day_limits() -> DayLimits:
	"""Minutes of a day that the site, and that the district, may approve."""
	return limits_of(settings())


def limits_of(doc) -> DayLimits:
	"""The limits that a settings document holds. Raises DayLimitSettingError."""
	return DayLimits(cint(doc.daily_direct_minutes) or 480, cint(doc.daily_next_minutes) or 720)


def work_calendar() -> WorkCalendar:
	"""The national working days with the organisation's own days on top."""
	days = settings().special_days
	return WorkCalendar(
		frozenset(getdate(row.special_date) for row in days if not row.is_workday),
		frozenset(getdate(row.special_date) for row in days if row.is_workday),
	)


def recording_days() -> int:
	"""Working days within which service is recorded [L67 §11]."""
	return cint(settings().recording_deadline_days) or 10
