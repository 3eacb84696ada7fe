"""Beside the hours of a period those of the period before, and the change."""

from collections.abc import Callable

import frappe
from frappe import _

from volunteer_services.foundation.reporting import period
from volunteer_services.foundation.reporting.query import Where, column, hours, is_checked, share
from volunteer_services.service_records.reporting.where import log_where

TOTAL = object()


def earlier(filters: dict, rows_of: Callable[[Where], list]) -> dict | None:
	"""Minutes of the period before by node, the total under ``TOTAL``.

	None where nobody asks for them, or the period is open at an end.
	"""
	if not is_checked(filters, "compare"):
		return None
	days = period.before(period.of_filters(filters))
	if not days:
		return None
	rows = rows_of(log_where(filters, days=days))
	total = rows.pop()
	return {row.node: row.minutes for row in rows} | {TOTAL: total.minutes}


def add(columns: list[dict], rows: tuple[frappe._dict, ...], minutes: dict) -> None:
	"""Put the two columns behind the hours and fill the rows, of which the last is the total."""
	place = next(at for at, one in enumerate(columns) if one["fieldname"] == "hours") + 1
	columns[place:place] = [
		column("hours_before", _("Hours in the Period Before"), "Float", 150, precision=2),
		column("change", _("Change (%)"), "Percent", 110),
	]
	for row in rows:
		before = minutes.get(TOTAL if row is rows[-1] else row.node, 0)
		row.hours_before = hours(before)
		# Of nothing there is no share.
		row.change = share(row.minutes - before, before) if before else None
