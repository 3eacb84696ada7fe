"""The limits that the settings put on records: minutes of a day, working days for recording."""

from frappe.utils import cint

from volunteer_services.foundation.settings import settings
from volunteer_services.service_records.domain.daylimit import DayLimits

# States of an activity whose service is not recorded yet.
NOT_RECORDED = ("Draft", "Published", "Completed")
WARNING_DAYS = 3
"""Working days before the deadline from which on an activity counts as due soon."""


def day_limits() -> DayLimits:
	"""Minutes of a day that the site, and that the district, may approve."""
	return limits_of(settings())


def limits_of(doc) -> DayLimits:
	"""The limits that a settings document holds. Raises DayLimitSettingError."""
	return DayLimits(cint(doc.daily_direct_minutes) or 480, cint(doc.daily_next_minutes) or 720)


def recording_days() -> int:
	"""Working days within which service is recorded [L67 §11]."""
	return cint(settings().recording_deadline_days) or 10
