"""The times in which events belong to a shift, with the grace of the settings."""

from __future__ import annotations

from datetime import timedelta

import frappe
from frappe.utils import cint, get_datetime

from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_projects.domain.check_in import Window


def of_row(row: frappe._dict) -> Window:
	"""``row``: with shift_starts_on, shift_ends_on and break_minutes of the shift."""
	policy = settings()
	return Window(
		get_datetime(row.shift_starts_on),
		get_datetime(row.shift_ends_on),
		cint(row.break_minutes),
		timedelta(minutes=cint(policy.check_in_grace_before)),
		timedelta(minutes=cint(policy.check_in_grace_after)),
	)
