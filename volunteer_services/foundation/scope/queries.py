"""``permission_query_conditions``: ``queries.service_log`` is the condition of Service Log, and so on for
every DocType that a room declares. Frappe lists the rows of a table by the role's right on the parent alone:
they have the parent's condition."""

from collections.abc import Callable

import frappe

from volunteer_services.foundation.house import house
from volunteer_services.foundation.scope.conditions import condition


def __getattr__(name: str) -> Callable[..., str]:
	"""The condition of the DocType with this name in small letters. Raises AttributeError for another
	name."""
	for doctype, declared in house().documents.items():
		if frappe.scrub(doctype) == name and (declared.is_scoped or declared.row_of):
			return _of_row(doctype, declared.row_of) if declared.row_of else _of(doctype)
	raise AttributeError(f"no room declares a DocType with a scope that is called {name}")


def names(doctype: str, user: str | None = None) -> str:
	"""The documents in scope, as what stands within ``in (...)``."""
	where = condition(doctype, user) or "1=1"
	return f"select `tab{doctype}`.`name` from `tab{doctype}` where {where}"  # noqa: S608


def _of(doctype: str) -> Callable[..., str]:
	def query(user: str | None = None, **_kwargs) -> str:
		return condition(doctype, user)

	return query


def _of_row(doctype: str, parent: str) -> Callable[..., str]:
	def query(user: str | None = None, **_kwargs) -> str:
		if not condition(parent, user):
			return ""
		table = f"`tab{doctype}`"
		return f"({table}.`parenttype` = '{parent}' and {table}.`parent` in ({names(parent, user)}))"

	return query
