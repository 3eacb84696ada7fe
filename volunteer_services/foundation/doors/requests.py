"""Before a request or a job: the doors that no hook of Frappe opens.

Frappe calls some functions without asking for overrides (REST lists, exports, added columns of reports), and
takes a method by any name under which a module has it.
"""

import re

import frappe

from volunteer_services.foundation.doors import cells, files, formats, imports, lists, paper, reports
from volunteer_services.foundation.doors.originals import doors, refuse_aliases, stand_in

_METHOD = re.compile(r"/api/(?:v1/)?method/([\w.]+)")
# The second version of the REST interface, which asks for overrides in a part of its routes only.
_SECOND_METHOD = re.compile(r"/api/v2/method/(?:([^/]+)/)?([\w.]+)/?")
_SECOND_LIST = re.compile(r"/api/v2/(?:document/([^/]+)|doctype/([^/]+)/count)/?")


def before_request() -> None:
	"""Hook: raise PermissionError for a method by another name than its own, and for what a list of the
	second REST interface may not ask."""
	install()
	request = getattr(frappe.local, "request", None)
	if not request:
		return
	for method in _methods(request.path):
		if method and method not in doors():
			refuse_aliases(method)
	found = _SECOND_METHOD.fullmatch(request.path)
	if found and found.group(2) == "upload_file":
		_sign_in()
		files.check_upload(frappe.local.form_dict)
	listed = _SECOND_LIST.fullmatch(request.path)
	if listed and request.method in ("GET", "HEAD"):
		_sign_in()
		lists.check_query(frappe._dict(frappe.local.form_dict, doctype=listed.group(1) or listed.group(2)))


def _methods(path: str) -> list[str | None]:
	"""The names by which the request calls a method."""
	first, second = _METHOD.match(path), _SECOND_METHOD.fullmatch(path)
	called = [frappe.local.form_dict.get("cmd"), first and first.group(1)]
	if second:
		called.append(_of_controller(*second.groups()))
	return called


def _of_controller(doctype: str | None, method: str) -> str:
	"""A method of a DocType's module, as the second REST interface finds it."""
	if not doctype or not frappe.db.exists("DocType", doctype):
		return method
	from frappe.modules.utils import load_doctype_module

	return f"{load_doctype_module(doctype).__name__}.{method}"


def before_job(**kwargs) -> None:
	"""Hook: exports may run in the background."""
	install()


def install() -> None:
	"""Put the doors into Frappe's modules, once in each process."""
	cells.install()
	files.install()
	imports.install()
	formats.install()
	paper.install()
	reports.install()
	stand_in("frappe.client.get_list", lists.get_list)
	stand_in("frappe.www.list.get_list_data", lists.website_list)


def _sign_in() -> None:
	"""Who comes with a key is known only after this hook."""
	if frappe.session.user == "Guest" and frappe.get_request_header("Authorization"):
		frappe.get_attr("frappe.auth.validate_auth")()
