"""A door: a guard in front of a method of the framework, which is then called as it always was."""

import functools
import importlib
import inspect
from collections.abc import Callable, Mapping

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
		parameters = inspect.signature(original).parameters
		reads_form = not parameters
		arguments = frappe.local.form_dict if reads_form else frappe._dict(_named(parameters, args, kwargs))
		answer = guard(arguments)
		if answer is not None:
			return answer
		if not reads_form and _hides_its_parameters(parameters):
			_carry_over(kwargs, arguments)
		return original() if reads_form else frappe.call(original, **arguments)

	door.__name__ = door.__qualname__ = path.rpartition(".")[2]
	door.__doc__ = f"{path}, for the scope of our DocTypes."
	return frappe.whitelist(allow_guest=allow_guest)(door)


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


def check_called(path) -> None:
	"""Look through the name of a method that somebody else is asked to call: no door is passed, and what
	wants another verb than the request's is not called. Raises PermissionError."""
	refuse_aliases(path)
	method = _called(path) if isinstance(path, str) and "." in path else None
	request = getattr(frappe.local, "request", None)
	verbs = frappe.allowed_http_methods_for_whitelisted_func.get(method) if method else None
	if request and verbs and request.method not in verbs:
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


def _hides_its_parameters(parameters: Mapping[str, inspect.Parameter]) -> bool:
	return all(part.kind in (part.VAR_KEYWORD, part.VAR_POSITIONAL) for part in parameters.values())


def _carry_over(sent: dict, arguments: dict) -> None:
	"""Behind a decorator of the first Frappe 15 that hides what it decorates may stand a method that reads
	the request: it must find there what the guard changed."""
	form = frappe.local.form_dict
	for key in sent.keys() & form.keys() - arguments.keys():
		del form[key]
	form.update({key: value for key, value in arguments.items() if key in form and form[key] is not value})


def _named(parameters: Mapping[str, inspect.Parameter], args: tuple, kwargs: dict) -> dict:
	"""The arguments as the method gets them. What it has no parameter for goes: a guard that knows the method
	of several releases by several names must not look at the one that is not used."""
	named = {**dict(zip(parameters, args, strict=False)), **kwargs}
	if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters.values()):
		return named
	return {name: value for name, value in named.items() if name in parameters}
