"""Exported reports of ours begin with their title, the filters that were chosen, and the day."""

import frappe
from frappe import _
from frappe.utils import format_date, format_datetime, now_datetime

from volunteer_services.exceptions import ReportFilterError
from volunteer_services.foundation.doors import ours
from volunteer_services.foundation.doors.queries import parsed
from volunteer_services.foundation.reporting import period

_FLAG = "volunteer_services_heading"
_DAYS = ("period", "from_date", "to_date")


def announce(arguments) -> None:
	"""Guard of an exported report: its file will begin with the heading."""
	frappe.local.flags[_FLAG] = heading(arguments.get("report_name"), parsed(arguments.get("filters")))


def heading(report, filters) -> list[list[str]] | None:
	"""The rows above the table of a report of ours; None for another app's report, or a list."""
	found = isinstance(report, str) and frappe.db.get_value(
		"Report", report, ["name", "ref_doctype", "report_type"], as_dict=True
	)
	if not found or found.report_type != "Script Report" or not ours.is_ours(found.ref_doctype):
		return None
	filters = filters if isinstance(filters, dict) else {}
	made = _("Exported on {0}").format(format_datetime(now_datetime()))
	return [[_(found.name)], *([line] for line in (_days(filters), made) if line), []]


def _days(filters: dict) -> str:
	if not any(filters.get(key) for key in _DAYS):
		return ""
	try:
		chosen = period.of_filters(filters)
	except ReportFilterError:
		return ""
	if not chosen.start and not chosen.end:
		return _("Period: {0}").format(_("Any Time"))
	first, last = (format_date(day) if day else "…" for day in (chosen.start, chosen.end))
	return _("Period: {0}").format(f"{first} – {last}")


def above(rows: list) -> list:
	"""The table as it is written into the file, once with the heading that belongs to it."""
	found = frappe.local.flags.pop(_FLAG, None)
	return [*found, *rows] if found else rows
