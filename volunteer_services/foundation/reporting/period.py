"""The periods that reports offer by name."""

from dataclasses import dataclass
from datetime import date, timedelta

import frappe
from frappe import _
from frappe.utils import getdate

from volunteer_services.exceptions import ReportFilterError

PERIODS = (
	"This Month",
	"Last Month",
	"This Quarter",
	"Last Quarter",
	"This Year",
	"Last Year",
	"Last 12 Months",
	"All Time",
	"Custom",
)


@dataclass(frozen=True)
class Period:
	"""First and last day, both included; None is open."""

	start: date | None = None
	end: date | None = None


def named_period(name: str, today: date) -> Period:
	"""The days that a name of ``PERIODS`` means on ``today``. "This ..." reaches to the end of the unit.

	Raises KeyError for another name.
	"""
	month = today.replace(day=1)
	quarter = month.replace(month=(month.month - 1) // 3 * 3 + 1)
	year = month.replace(month=1)
	starts = {
		"This Month": (month, 1),
		"Last Month": (_add_months(month, -1), 1),
		"This Quarter": (quarter, 3),
		"Last Quarter": (_add_months(quarter, -3), 3),
		"This Year": (year, 12),
		"Last Year": (_add_months(year, -12), 12),
		"Last 12 Months": (_add_months(month, -11), 12),
	}
	if name == "All Time":
		return Period()
	start, months = starts[name]
	return Period(start, _add_months(start, months) - timedelta(days=1))


def of_filters(filters: dict, today: date | None = None) -> Period:
	"""The period that a report's filters ask for: a name, or From and To. Raises ReportFilterError."""
	name = filters.get("period") or "Custom"
	if name not in PERIODS:
		frappe.throw(
			_("The period {0} is not known. Choose one of the list.").format(name), ReportFilterError
		)
	if name != "Custom":
		return named_period(name, today or getdate())
	start = getdate(filters["from_date"]) if filters.get("from_date") else None
	end = getdate(filters["to_date"]) if filters.get("to_date") else None
	if start and end and start > end:
		frappe.throw(
			_("The period ends on {0}, before it begins on {1}. Exchange the two dates.").format(
				frappe.format(end, "Date"), frappe.format(start, "Date")
			),
			ReportFilterError,
		)
	return Period(start, end)


def before(period: Period) -> Period | None:
	"""The period of the same length just before: whole months before whole months, else as many days. None
	for one that is open at an end."""
	if not period.start or not period.end:
		return None
	end = period.start - timedelta(days=1)
	if period.start.day == 1 and (period.end + timedelta(days=1)).day == 1:
		months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
		return Period(_add_months(period.start, -months), end)
	return Period(period.start - (period.end - period.start) - timedelta(days=1), end)


def months_of(period: Period, found: list[str]) -> list[str]:
	"""All months (``2026-03``) of the period, or between the first and last found where it is open."""
	first = f"{period.start:%Y-%m}" if period.start else min(found, default=None)
	last = f"{period.end:%Y-%m}" if period.end else max(found, default=None)
	if not first or not last:
		return []
	day = date(int(first[:4]), int(first[5:]), 1)
	months = []
	while f"{day:%Y-%m}" <= last:
		months.append(f"{day:%Y-%m}")
		day = _add_months(day, 1)
	return months


def _add_months(first_of_month: date, months: int) -> date:
	index = first_of_month.year * 12 + first_of_month.month - 1 + months
	return date(index // 12, index % 12 + 1, 1)
