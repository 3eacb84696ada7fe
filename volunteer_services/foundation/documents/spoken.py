"""Names that are found by their sound: a column of each DocType whose room declares it (``spoken``).

The column is nobody's to read (permlevel 9). Services that write names by SQL call ``fill``.
"""

import frappe

from volunteer_services.foundation.database import bulk
from volunteer_services.foundation.domain.pinyin import spoken
from volunteer_services.foundation.house import house

COLUMN = "name_pinyin"
AT_ONCE = 1000
# Whose name is not to be found any more.
_CLOSED = ("is_restricted", "merged_into")


def keep(doc, method: str | None = None) -> None:
	"""Doc event (on_change: stored by the form, an import, REST or ``db_set``): the column follows the
	name."""
	words = _words(doc)
	if frappe.db.get_value(doc.doctype, doc.name, COLUMN) != words:
		frappe.db.set_value(doc.doctype, doc.name, COLUMN, words, update_modified=False)
	if doc.meta.has_field(COLUMN):
		doc.set(COLUMN, words)


def fill(doctype: str, commit: bool = False) -> int:
	"""Make the column of all documents anew; returns how many were changed.

	A statement for some hundred rows. ``commit`` after each batch, for patches of large tables.
	"""
	changed, last = 0, ""
	while rows := _next(doctype, last):
		wanted = {row.name: {COLUMN: words} for row in rows if (words := _words(row)) != row[COLUMN]}
		if wanted:
			bulk.update_each(doctype, wanted)
		changed, last = changed + len(wanted), rows[-1].name
		if commit:
			frappe.db.commit()
	return changed


def fill_all(commit: bool = False) -> int:
	"""``fill`` for every DocType that is found by sound."""
	return sum(fill(doctype, commit) for doctype in house().spoken())


def _next(doctype: str, last: str) -> list[frappe._dict]:
	meta = frappe.get_meta(doctype)
	columns = ["name", COLUMN, house().spoken()[doctype], *(one for one in _CLOSED if meta.has_field(one))]
	rows = frappe.db.sql(
		f"""select {", ".join(f"`{column}`" for column in columns)} from `tab{doctype}`
		where `name` > %s order by `name` limit %s""",  # noqa: S608 (columns of our own DocTypes)
		(last, AT_ONCE),
		as_dict=True,
	)
	return [frappe._dict(row, doctype=doctype) for row in rows]


def _words(row) -> str | None:
	if any(row.get(column) for column in _CLOSED):
		return None
	return spoken(row.get(house().spoken()[row.doctype]) or "") or None
