"""Rows of activities and of what goes along with them, as they are stored for another day."""

from __future__ import annotations

from datetime import timedelta

import frappe
from frappe.utils import get_datetime, now, now_datetime

from volunteer_services.foundation.database import series
from volunteer_services.volunteer_projects.services import shifts
from volunteer_services.volunteer_projects.services.materials import book

MOMENTS = ("starts_on", "ends_on", "sign_up_from", "sign_up_until")
# What belongs to the one time that it took place. The answer to the question of the notice goes with its
# words, and the passphrase with the audience that it is asked of.
_OF_THE_DAY = frozenset(
	{"people_served", "sign_in_sheet", "rating", "rater_kind", "rated_by", "rating_date", "shift_leader"}
)
_GOES_ALONG = frozenset(
	{"passphrase", "notice_answer", "notice_words", "notice_answered_by", "notice_answered_on"}
)
_SERIES = {"Service Activity": ("VA", 6), shifts.DOCTYPE: ("SH", 6), book.MATERIAL: ("AM", 6)}


def columns(doctype: str) -> list[str]:
	"""The fields that a copy takes over, those of other apps among them."""
	return [
		df.fieldname
		for df in frappe.get_meta(doctype).fields
		if df.fieldtype not in (*frappe.model.no_value_fields, *frappe.model.table_fields)
		and not df.get("is_virtual")
		and df.fieldname not in _OF_THE_DAY
		and (not df.no_copy or df.fieldname in _GOES_ALONG)
	]


def moved(columns: list[str], source: frappe._dict, later: timedelta, name: str) -> dict:
	"""The values of ``source`` on a day that much later, under a new name."""
	stamp, user = now(), frappe.session.user
	values = {column: source.get(column) for column in columns}
	for field in MOMENTS:
		if values.get(field):
			values[field] = get_datetime(values[field]) + later
	return values | {
		"name": name,
		"creation": stamp,
		"modified": stamp,
		"owner": user,
		"modified_by": user,
		"docstatus": 0,
		"idx": 0,
	}


def names_of(doctype: str, count: int) -> list[str]:
	"""The next names of activities, shifts or materials, taken at once."""
	prefix, digits = _SERIES[doctype]
	key = f"{prefix}-{now_datetime().year}-"
	first = series.reserve(key, count)
	return [f"{key}{number:0{digits}d}" for number in range(first, first + count)]
