"""How many questions something asks of the database."""

import frappe


def queries_of(monkeypatch, function, *args) -> int:
	"""The number of queries that the call sends."""
	count, original = 0, frappe.db.sql

	def counted(*args, **kwargs):
		nonlocal count
		count += 1
		return original(*args, **kwargs)

	with monkeypatch.context() as patched:
		patched.setattr(frappe.db, "sql", counted)
		function(*args)
	return count
