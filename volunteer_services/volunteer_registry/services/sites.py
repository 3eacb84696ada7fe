"""Service sites: who ran them when."""

import frappe
from frappe import _
from frappe.utils import format_date, getdate

from volunteer_services.exceptions import SiteOperatorError


def current_recording_unit(site: str, on_date: str | None = None) -> str | None:
	"""The recording unit that ran ``site`` on that day (default: today), or None."""
	row = frappe.db.sql(
		"""select `recording_unit` from `tabService Site Operator`
		where `parent` = %(site)s and `parenttype` = 'Service Site' and `from_date` <= %(day)s
			and (`to_date` is null or `to_date` >= %(day)s)
		order by `from_date` desc limit 1""",
		{"site": site, "day": getdate(on_date)},
	)
	return row[0][0] if row else None


def check_terms(operators: list) -> None:
	"""Raise SiteOperatorError when a term ends before it begins or two terms share a day."""
	before = None
	for row in sorted(operators, key=lambda row: getdate(row.from_date)):
		if row.to_date and getdate(row.to_date) < getdate(row.from_date):
			_refuse(
				_("The term of {0} ends on {1}, before it begins.").format(
					row.recording_unit, format_date(row.to_date)
				)
			)
		if before and (not before.to_date or getdate(before.to_date) >= getdate(row.from_date)):
			_refuse(
				_("The terms of {0} and {1} overlap. End the first before {2}.").format(
					before.recording_unit, row.recording_unit, format_date(row.from_date)
				)
			)
		before = row


def _refuse(message: str) -> None:
	frappe.throw(message, SiteOperatorError, title=_("Terms of the Operators"))
