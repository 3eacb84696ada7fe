"""Names for tables of tens of millions of rows."""

import secrets

import frappe

_BYTES = 10


def random_name() -> str:
	"""20 hex digits (80 bits): a collision among 10 million rows has a chance of about 4e-11.

	The engine's own ``hash`` has 10 hex digits, too few for bulk inserts of that size.
	"""
	return secrets.token_hex(_BYTES)


def names_for(doctype: str, count: int) -> list[str | int]:
	"""Names for a multi-row insert into one of the engine's own tables.

	Its logs are numbered by a sequence in some versions of Frappe and named by a hash in others.
	"""
	if "int" in frappe.db.get_column_type(doctype, "name"):
		return [frappe.db.get_next_sequence_val(doctype) for _ in range(count)]
	return [random_name() for _ in range(count)]
