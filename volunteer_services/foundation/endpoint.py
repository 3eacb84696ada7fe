"""The boundary of our whitelisted functions: what comes in is read and checked before the function runs, and
what goes wrong is answered by one clear refusal.

``@endpoint(methods=["POST"])`` stands in the place of ``@frappe.whitelist(...)``. Frappe's own check of types
finds nothing left to do: it knows no yes in a form, no days, no JSON, and in some releases it answers with an
uncaught TypeError.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass

import frappe
from frappe import _

from volunteer_services.exceptions import ArgumentError, BusyError
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.domain import arguments
from volunteer_services.foundation.domain import errors as rules
from volunteer_services.foundation.rules import explain

# What MariaDB says of a value that a column or a comparison cannot take: too long, out of range, no date, no
# character of the column's set.
_VALUE_ERRORS = frozenset({1264, 1265, 1292, 1366, 1406, 1411, 1525, 3854})
_ADDRESS = "volunteer_services.api."


@dataclass(frozen=True)
class Described:
	"""A function of ours as it was written, who may call it, and by which methods."""

	function: Callable
	allow_guest: bool
	methods: tuple[str, ...]


DESCRIBED: dict[str, Described] = {}
"""Address → function, filled while the modules of ``api`` are read, for the description of the API."""


def endpoint(allow_guest: bool = False, methods: list[str] | None = None) -> Callable:
	"""Whitelist a function whose arguments are read by their annotations (foundation/domain/arguments.py).

	Raises ArgumentError (417) for what cannot be read, BusyError (417) when the database gave up waiting for
	others.
	"""

	def whitelisted(function: Callable) -> Callable:
		reader = arguments.Reader(function)
		DESCRIBED[f"{function.__module__}.{function.__qualname__}"] = Described(
			function, allow_guest, tuple(methods or ("GET", "POST"))
		)

		@functools.wraps(function)
		def bounded(*args, **kwargs):
			try:
				return function(**reader.read(args, kwargs))
			except rules.ArgumentError as refused:
				frappe.throw(explain(refused), ArgumentError, title=_("Not Understood"))
			except Exception as error:
				if retry.is_lost(error):
					_too_busy(error)
				if _is_about_a_value(error):
					_cannot_be_stored(error)
				raise

		bounded.__annotations__ = {}
		return frappe.whitelist(allow_guest=allow_guest, methods=methods)(bounded)

	return whitelisted


def hide_tracebacks() -> None:
	"""Before a request to one of our functions: the answer to an error holds its message only.

	System Settings send the traceback along by default, and with it SQL and paths of the server. The Error
	Log has it all the same. With the developer mode on, nothing is hidden.
	"""
	request = getattr(frappe.local, "request", None)
	called = f"{getattr(request, 'path', '')} {frappe.local.form_dict.get('cmd') or ''}"
	if _ADDRESS in called and not frappe.conf.developer_mode:
		frappe.local.flags.disable_traceback = True


def _too_busy(error: Exception) -> None:
	frappe.db.rollback()
	frappe.clear_messages()
	try:
		frappe.throw(
			_("Others are changing the same records at this moment. Nothing was saved: try again."),
			BusyError,
			title=_("Too Busy"),
		)
	except BusyError as refusal:
		raise refusal from error


def _is_about_a_value(error: Exception) -> bool:
	return bool(error.args) and error.args[0] in _VALUE_ERRORS and _is_of_the_database(error)


def _is_of_the_database(error: Exception) -> bool:
	database = frappe.db
	return isinstance(error, (database.DataError, database.OperationalError, database.InternalError))


def _cannot_be_stored(error: Exception) -> None:
	try:
		frappe.throw(
			_("A value is too long, too large or no date, and cannot be stored. Check what you sent."),
			ArgumentError,
			title=_("Not Understood"),
		)
	except ArgumentError as refusal:
		raise refusal from error
