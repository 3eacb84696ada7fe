"""Days and times as the pages of a volunteer write them."""

import frappe
from frappe.utils import get_datetime, getdate

from volunteer_services.foundation.paper import printing


def date(day) -> str:
	"""A day in the page's language; empty for none."""
	return printing.date_en(day) if frappe.local.lang == "en" else printing.date_zh(day)


def period(first, last) -> str:
	return " – ".join(date(day) for day in (first, last) if day)


def clock(moment) -> str:
	return f"{get_datetime(moment):%H:%M}" if moment else ""


def times(row) -> str:
	"""From when to when a row was; empty without times."""
	if not (row.starts_on and row.ends_on):
		return ""
	later = getdate(row.ends_on) > getdate(row.starts_on)
	return f"{clock(row.starts_on)}–{clock(row.ends_on)}" + (" (+1)" if later else "")


def span(row) -> str:
	"""From when to when, short where it is one day."""
	starts_on, ends_on = get_datetime(row.starts_on), get_datetime(row.ends_on)
	if starts_on.date() == ends_on.date():
		return f"{starts_on:%Y-%m-%d %H:%M}–{ends_on:%H:%M}"
	return f"{starts_on:%Y-%m-%d %H:%M} – {ends_on:%Y-%m-%d %H:%M}"
