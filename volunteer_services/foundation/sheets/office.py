"""A sheet that somebody sends, as rows of texts by field: read within bounds, and nothing of it is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

import frappe
from frappe import _
from frappe.utils import cstr

from volunteer_services.foundation.domain import arguments, office, readings
from volunteer_services.foundation.domain.office import Headings
from volunteer_services.foundation.sheets import book, words

MOST_ROWS = 2_000
MOST_CHARACTERS = 2_000


def read(
	file_name: str, content: bytes, headings: Headings, doctype: str, refuse: Callable[[str], None]
) -> dict:
	"""{head: the sender's headings, rows: [{number, cells: {field: text}, line: the sender's own cells}],
	left_out: headings that are not taken over}.

	``refuse`` raises for a file that cannot be read, has no heading, no row, or too many.
	"""
	try:
		cells = book.rows(file_name, content, MOST_ROWS + office.HEAD_WITHIN + 1)
	except book.UnreadableError as refusal:
		refuse(_why(refusal.fault))
	shown = shown_fields(headings, doctype)
	head = headings.find(cells, shown)
	if head is None:
		refuse(
			_(
				"No heading was found in the first {0} rows. One column is called {1}; one more is needed."
			).format(office.HEAD_WITHIN, label(doctype, headings.needed))
		)
	if len(cells) - head - 1 > MOST_ROWS:
		refuse(_("The sheet has more than {0} rows. Divide it.").format(MOST_ROWS))
	fields, left_out = headings.columns(cells[head], shown)
	rows = []
	for place, row in enumerate(cells[head + 1 :], start=head + 2):
		found = {field: _as_text(row[at]) for at, field in fields.items() if at < len(row)}
		found = {field: text for field, text in found.items() if text}
		if found.get(headings.needed) and not any(office.is_sum(cell) for cell in row):
			rows.append({"number": place, "cells": found, "line": [_as_text(cell) for cell in row]})
	if not rows:
		refuse(_("There is no row with a name below the heading."))
	return {"head": [_as_text(cell) for cell in cells[head]], "rows": rows, "left_out": left_out}


def shown_fields(headings: Headings, doctype: str) -> dict[str, str]:
	"""The form's own labels, folded → fields that a sheet may bring."""
	meta = frappe.get_meta(doctype)
	return {
		office.folded(word): field
		for field in headings.words
		if (df := meta.get_field(field))
		for word in words.labels(df.label, doctype)
	}


def label(doctype: str, field: str) -> str:
	"""What the form calls a field, or the field's own name where it has none."""
	df = frappe.get_meta(doctype).get_field(field)
	return words.shown_label(df, doctype) if df else field


def held(doctype: str, field: str, value: object) -> str:
	"""A cell that came back from the preview, as text. Raises TextTooLongError for more than a cell holds."""
	return arguments.text(label(doctype, field), cstr(value), MOST_CHARACTERS)


def _as_text(cell) -> str:
	if isinstance(cell, datetime):
		return cell.isoformat(" ", "minutes") if cell.time() != time() else cell.date().isoformat()
	if isinstance(cell, date | time):
		return cell.isoformat()
	return readings.plain(cell)


def _why(fault: book.Fault) -> str:
	if fault is book.Fault.TOO_LARGE:
		return _("The file is far larger than such a list when it is unpacked. It was not read.")
	if fault is book.Fault.DAMAGED:
		return _("The file is damaged and cannot be read. Save it anew as .xlsx or .csv.")
	return _("This is no Excel file of the kind .xlsx. Save it as .xlsx or .csv.")
