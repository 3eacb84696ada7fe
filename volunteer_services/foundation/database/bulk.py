"""Statements for many rows at once."""

import re
from collections.abc import Iterable, Sequence

import frappe

from volunteer_services.foundation.database.cache import forget

INSERT_AT_ONCE = 1000
CASE_AT_ONCE = 200
# Keys and times need no escaping, and asking is quicker than escaping.
_is_plain = re.compile(r"[A-Za-z0-9:. -]*").fullmatch


def multi_insert(doctype: str, rows: list[dict]) -> None:
	"""Insert rows of the same fields with few statements."""
	for start in range(0, len(rows), INSERT_AT_ONCE):
		batch = rows[start : start + INSERT_AT_ONCE]
		first = batch[0]
		same = {field for field, value in first.items() if all(row[field] == value for row in batch)}
		different = [field for field in first if field not in same]
		insert_rows(
			doctype,
			different,
			[[row[field] for field in different] for row in batch],
			{field: first[field] for field in first if field in same},
		)


def insert_rows(
	doctype: str, fields: Sequence[str], rows: Sequence[Iterable], shared: dict | None = None
) -> None:
	"""Insert rows given as values of ``fields``; all of them get the values of ``shared`` too.

	The values stand in the text of the statement: the driver takes twice as long to put them in.
	"""
	shared = shared or {}
	columns = ", ".join(f"`{field}`" for field in (*fields, *shared))
	tail = ", ".join(map(_literal, shared.values())) + ")"
	tail = f", {tail}" if fields and shared else tail
	for start in range(0, len(rows), INSERT_AT_ONCE):
		values = ",".join(
			"(" + ", ".join(map(_literal, row)) + tail for row in rows[start : start + INSERT_AT_ONCE]
		)
		frappe.db.sql(f"insert into `tab{doctype}` ({columns}) values {values}")  # noqa: S608


def update_each(doctype: str, changes: dict[str, dict], same: dict | None = None) -> None:
	"""Set values of their own on many rows: ``changes`` is name → {field: value}, all of the same fields.

	``same``: values that all of them get. Nothing else of the rows is touched, not even ``modified``.
	"""
	names = list(changes)
	for start in range(0, len(names), CASE_AT_ONCE):
		batch = names[start : start + CASE_AT_ONCE]
		fields = list(changes[batch[0]])
		whens = " ".join(["when %s then %s"] * len(batch))
		sets = [f"`{field}` = case `name` {whens} end" for field in fields]
		values = [value for field in fields for name in batch for value in (name, changes[name][field])]
		for field, value in (same or {}).items():
			sets.append(f"`{field}` = %s")
			values.append(value)
		frappe.db.sql(
			f"update `tab{doctype}` set {', '.join(sets)} where `name` in %s",  # noqa: S608
			(*values, tuple(batch)),
		)


def update_same(doctype: str, names: Iterable[str], values: Iterable[tuple[str, object]]) -> None:
	"""Set the same ``values`` (field, value) on many rows, and forget what the cache holds of them."""
	names, values = list(names), list(values)
	if not names or not values:
		return
	assignments = ", ".join(f"`{field}` = %s" for field, _value in values)
	frappe.db.sql(
		f"update `tab{doctype}` set {assignments} where `name` in %s",  # noqa: S608
		(*(value for _field, value in values), tuple(names)),
	)
	forget(doctype, names)


def _literal(value) -> str:
	if value is None:
		return "null"
	if isinstance(value, int):
		return str(int(value))
	text = str(value)
	return f"'{text}'" if _is_plain(text) else frappe.db.escape(text, percent=False)
