"""The titles of many documents at once."""

import frappe


def titles(doctype: str, names: list[str]) -> dict[str, str]:
	"""The titles of documents by name, in one query; a document that is gone keeps its name."""
	wanted = sorted({name for name in names if name})
	if not wanted:
		return {}
	field = frappe.get_meta(doctype).get_title_field()
	rows = frappe.get_all(
		doctype, filters={"name": ["in", wanted]}, fields=["name", field], order_by="name", as_list=True
	)
	return {name: name for name in wanted} | {row[0]: row[-1] or row[0] for row in rows}
