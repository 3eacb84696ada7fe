"""The app's whitelisted functions, and how a request reaches them."""

from __future__ import annotations

import importlib
import inspect
import json
import pathlib
import pkgutil
import re
import sys
import traceback

import frappe
from werkzeug.test import Client, EnvironBuilder
from werkzeug.wrappers import Request

from tests.fuzz import inputs
from volunteer_services import api

CHECKOUT = pathlib.Path(api.__file__).resolve().parents[2]
# Words of the database and of Python that no answer may hold.
_LEAKS = re.compile(
	r"Traceback \(most recent|\.py\", line|pymysql|MySQLdb|psycopg|OperationalError|ProgrammingError"
	r"|You have an error in your SQL|Unknown column|Incorrect (?:date|datetime|string|integer)|Data too long"
	r"|\bselect\b.{1,200}\bfrom `tab",
	re.I | re.S,
)


def places() -> list[str]:
	"""Where things lie on the server's disk."""
	sites = pathlib.Path(frappe.local.sites_path).resolve()
	found = (sites, sites.parent, CHECKOUT, frappe.__file__, sys.prefix)
	return [str(path) for path in found]


def functions() -> dict[str, object]:
	"""Dotted path → function, all of volunteer_services.api."""
	found = {}
	for module in pkgutil.iter_modules(api.__path__):
		loaded = importlib.import_module(f"{api.__name__}.{module.name}")
		for name, function in vars(loaded).items():
			if inspect.isfunction(function) and function in frappe.whitelisted:
				found[f"{loaded.__name__}.{name}"] = function
	return found


def verb_of(function) -> str:
	allowed = frappe.allowed_http_methods_for_whitelisted_func[function]
	return "POST" if "POST" in allowed else allowed[0]


def environ(path: str, verb: str, case: inputs.Case, address: str, **headers) -> EnvironBuilder:
	data, kind = inputs.body(case)
	# A GET has its arguments in the address or in a body of JSON.
	if verb == "GET" and not case.as_json:
		query, data = data.decode(), b""
	else:
		query = ""
	return EnvironBuilder(
		path=f"/api/method/{path}",
		method=verb,
		data=data,
		content_type=kind,
		query_string=query,
		headers={"Accept": "application/json", **headers},
		environ_base={"REMOTE_ADDR": address},
	)


def answer(path: str, verb: str, case: inputs.Case, user: str, address: str):
	"""The request as frappe.app.application handles it, but for the connection and the session, which stay.

	Returns status, text, and for a 500 what went wrong inside.
	"""
	from frappe import app

	inside = ""

	request = Request(environ(path, verb, case, address).get_environ())
	frappe.local.request = request
	frappe.local.request_ip = address
	frappe.local.is_ajax = False
	frappe.local.response = frappe._dict(docs=[])
	frappe.local.message_log, frappe.local.error_log, frappe.local.debug_log = [], [], []
	flags = dict(frappe.local.flags)
	frappe.local.flags.clear()
	frappe.local.flags.update(currently_saving=[], mute_emails=True)
	frappe.local.rollback_observers = []
	try:
		app.make_form_dict(request)
		if frappe.session.user != user:
			frappe.set_user(user)  # forgets form_dict
			app.make_form_dict(request)
		for hook in frappe.get_hooks("before_request"):
			frappe.call(hook)
		response = _handled(request)
	except Exception as error:
		inside = traceback.format_exc()
		response = app.handle_exception(error)
	finally:
		frappe.local.flags.clear()
		frappe.local.flags.update(flags)
	text = response.get_data().decode(errors="replace")
	return response.status_code, text, inside if response.status_code >= 500 else ""


def _handled(request):
	from frappe.api import handle

	return handle(request) if inspect.signature(handle).parameters else handle()


def whole_answer(path: str, verb: str, case: inputs.Case, token: str | None, address: str):
	"""The same through the whole application: session, headers, commit. It closes the connection."""
	from frappe import app

	app._site, app._sites_path = frappe.local.site, frappe.local.sites_path
	headers = {"Authorization": f"token {token}"} if token else {}
	response = Client(app.application).open(environ(path, verb, case, address, **headers))
	return response.status_code, response.get_data().decode(errors="replace")


def faults(status: int, text: str, case: inputs.Case) -> list[str]:
	"""What is wrong with an answer."""
	found = [f"status {status}"] if status >= 500 or status < 200 else []
	leak = _LEAKS.search(_without(text, case))
	if leak:
		found.append(f"leak {leak.group()[:80]!r}")
	return found + [f"the path {path}" for path in places() if path in text]


def _without(text: str, case: inputs.Case) -> str:
	"""The answer without what the request itself said."""
	readable = text.encode().decode("unicode_escape", "replace") if "\\u" in text else text
	for value in case.arguments.values():
		told = value if isinstance(value, str) else json.dumps(value)
		for part in (told, told[:60], told[:40]):
			if len(part) > 3:
				readable = readable.replace(part, "")
	return readable
