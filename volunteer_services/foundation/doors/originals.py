"""A door: a guard in front of a method of the framework, which is then called as it always was."""

import functools
import importlib
import inspect
from collections.abc import Callable

import frappe
from frappe import _

from volunteer_services.foundation.doors.ours import APP

_REPLACED: dict[str, Callable] = {}


def guarded(path: str, guard: Callable, allow_guest: bool = False):
	"""The method at ``path``, behind ``guard``.

	The guard gets the arguments by name, changes what it must, and raises to refuse. What it returns, unless
	None, is the answer instead of the method's. A method without arguments reads the request: its guard gets
	the request's form.

	The method is looked for when it is called: some of Frappe's modules want a site to be imported, and this
	Frappe may not have it.
	"""

	def door(*args, **kwargs):
		original = find(path)
		if original is None:
			frappe.throw(_("{0} does not exist in this version.").format(path), frappe.DoesNotExistError)
		_check_call(original)
		reads_form = not inspect.signature(original).parameters
		arguments = frappe.local.form_dict if reads_form else frappe._dict(_named(original, args, kwargs))
		answer = guard(arguments)
		if answer is not None:
			return answer
		if not reads_form and _hides_parameters(original):
			frappe.local.form_dict.update(arguments)
		return original() if reads_form else frappe.call(original, **arguments)

	door.__name__ = door.__qualname__ = path.rpartition(".")[2]
	door.__doc__ = f"{path}, for the scope of our DocTypes."
	return frappe.whitelist(allow_guest=allow_guest)(door)


def _hides_parameters(original: Callable) -> bool:
	"""Whether a decorator of Frappe's first 15 hides what the method takes: it may read the form."""
	kinds = {one.kind for one in inspect.signature(original).parameters.values()}
	return kinds <= {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}


def _check_call(original: Callable) -> None:
	"""A door opens nothing that was shut: what Frappe does not offer, or by another verb only, stays so."""
	request = getattr(frappe.local, "request", None)
	if request and original not in frappe.whitelisted:
		raise frappe.PermissionError
	verbs = frappe.allowed_http_methods_for_whitelisted_func.get(original)
	if request and verbs and request.method not in verbs:
		raise frappe.PermissionError


def find(path: str) -> Callable | None:
	"""The framework's own function at the path, or None."""
	if path in _REPLACED:
		return _REPLACED[path]
	module, _dot, name = path.rpartition(".")
	try:
		return getattr(importlib.import_module(module), name, None)
	except ImportError:
		return None


def stand_in(path: str, door: Callable) -> None:
	"""Put a door into the framework's own module, where the framework calls the function without asking for
	overrides. Once in each process."""
	original = find(path)
	if path not in _REPLACED and original:
		_REPLACED[path] = original
		module, _dot, name = path.rpartition(".")
		setattr(importlib.import_module(module), name, door)


def refuse_aliases(path) -> None:
	"""Raise PermissionError for a path that leads behind a door: the name under which another module has
	imported the method, or the method's name where somebody else is asked to call it."""
	method = _called(path) if isinstance(path, str) and "." in path else None
	if method and method in _behind_doors(doors()):
		frappe.throw(
			_("{0} cannot be called by this name.").format(frappe.utils.escape_html(path)),
			frappe.PermissionError,
			title=_("Not Allowed"),
		)


def doors() -> tuple[str, ...]:
	"""The names of the methods that this app overrides."""
	overrides = frappe.get_hooks("override_whitelisted_methods", {})
	return tuple(path for path, ours in overrides.items() if any(door.startswith(f"{APP}.") for door in ours))


def _called(path: str) -> Callable | None:
	"""What a request would call by this path."""
	try:
		return frappe.get_attr(path)
	except (ImportError, AttributeError, frappe.ValidationError):
		return None


@functools.lru_cache(maxsize=4)
def _behind_doors(paths: tuple[str, ...]) -> frozenset[Callable]:
	return frozenset(method for path in paths if "." in path and (method := find(path)))


def _named(original: Callable, args: tuple, kwargs: dict) -> dict:
	if not args:
		return kwargs
	names = list(inspect.signature(original).parameters)
	return {**dict(zip(names, args, strict=False)), **kwargs}
