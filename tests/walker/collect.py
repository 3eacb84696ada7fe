"""The whitelisted methods of the running engine and of ours, by dotted path."""

import contextlib
import importlib
import inspect
import io
import pkgutil
from typing import NamedTuple

APPS = ("frappe", "volunteer_services")
_DOORS = "volunteer_services.foundation.doors."
_NOT_SERVED = ("tests", "patches", "commands", "testing", "ui_test_helpers")


class Method(NamedTuple):
	path: str
	function: object
	parameters: dict
	guest: bool
	http: str  # the HTTP method that a call may use

	@property
	def of_documents(self) -> bool:
		"""A method of a controller: called through run_doc_method."""
		return "." in self.function.__qualname__


def collect() -> dict[str, Method]:
	"""Needs a connection: some modules ask the site while they are imported."""
	import frappe

	for app in APPS:
		for info in pkgutil.walk_packages(importlib.import_module(app).__path__, f"{app}."):
			parts = info.name.split(".")
			if parts[-1].startswith("test_") or set(parts) & set(_NOT_SERVED):
				continue
			with (
				contextlib.redirect_stdout(io.StringIO()),
				contextlib.redirect_stderr(io.StringIO()),
				contextlib.suppress(Exception),  # a module that cannot be imported serves nothing
			):
				importlib.import_module(info.name)
	found = {}
	for function in frappe.whitelisted:
		named = _wrapped(function)
		path = f"{named.__module__}.{named.__qualname__}"
		if not path.startswith(tuple(f"{app}." for app in APPS)):
			continue  # another app's own documents are that app's to prove
		if path.startswith(_DOORS):
			continue  # walked under the names of the methods that they stand before
		if set(path.split(".")) & set(_NOT_SERVED) or "<locals>" in path:
			continue  # what has no address is not served
		allowed = frappe.allowed_http_methods_for_whitelisted_func.get(function) or ["POST"]
		found[path] = Method(
			path,
			named,
			dict(inspect.signature(named).parameters),
			function in frappe.guest_methods,
			"POST" if "POST" in allowed else allowed[0],
		)
	return dict(sorted(found.items()))


def _wrapped(function):
	"""The function with the name, inside a decorator that gives it none."""
	while "<locals>" in function.__qualname__:
		cells = (cell.cell_contents for cell in function.__closure__ or ())
		inner = getattr(function, "__wrapped__", None) or next(filter(inspect.isfunction, cells), None)
		if inner is None:
			return function
		function = inner
	return function
