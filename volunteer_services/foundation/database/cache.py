"""Forgetting many cached documents with one word to Redis."""

import frappe


def forget(doctype: str, names: list[str] | tuple[str, ...]) -> None:
	"""What ``frappe.clear_document_cache`` does for each name, now and again when the transaction ends."""
	if not names:
		return
	frappe.clear_document_cache(doctype, names[0])
	keys = [frappe.get_document_cache_key(doctype, name) for name in names[1:]]
	if not keys:
		return

	def drop() -> None:
		frappe.cache.delete_value(keys)

	drop()
	frappe.db.after_commit.add(drop)
	frappe.db.after_rollback.add(drop)
