"""Statements for many rows at once."""

import frappe

INSERT_AT_ONCE = 1000
CASE_AT_ONCE = 200


def multi_insert(doctype: str, rows: list[dict]) -> None:
	"""Insert rows of the same fields with few statements; what all rows share is written out once."""
	for start in range(0, len(rows), INSERT_AT_ONCE):
		batch = rows[start : start + INSERT_AT_ONCE]
		first = batch[0]
		same = {field for field, value in first.items() if all(row[field] == value for row in batch)}
		different = [field for field in first if field not in same]
		fields = ", ".join(f"`{field}`" for field in first)
		one = ", ".join(_literal(value) if field in same else "%s" for field, value in first.items())
		values = ", ".join([f"({one})"] * len(batch))
		frappe.db.sql(
			f"insert into `tab{doctype}` ({fields}) values {values}",  # noqa: S608
			[row[field] for row in batch for field in different],
		)


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


def _literal(value) -> str:
	if value is None:
		return "null"
	return str(value) if isinstance(value, int) else frappe.db.escape(str(value))
