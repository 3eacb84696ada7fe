"""Before a request or a job: the doors that no hook of Frappe opens.

Frappe calls some functions without asking for overrides (REST lists, exports, added columns of reports), and
takes a method by any name under which a module has it.
"""

import re

import frappe

from volunteer_services.foundation.doors import cells, files, lists, paper, reports
from volunteer_services.foundation.doors.originals import doors, refuse_aliases, stand_in

_METHOD = re.compile(r"/api/(?:v\d+/)?method/([\w.]+)")
_SECOND_LIST = re.compile(r"/api/v2/document/([^/]+)/?")
_SECOND_UPLOAD = re.compile(r"/api/v2/method/upload_file/?")


def before_request() -> None:
	"""Hook: raise PermissionError for a method by another name than its own."""
	install()
	request = getattr(frappe.local, "request", None)
	if not request:
		return
	path = request.path
	found = _METHOD.match(path)
	for method in (found and found.group(1), frappe.local.form_dict.get("cmd")):
		if method and method not in doors():
			refuse_aliases(method)
	if _SECOND_UPLOAD.fullmatch(path):
		files.check_upload(frappe.local.form_dict)
	if request.method == "GET" and (listed := _SECOND_LIST.fullmatch(path)):
		_sign_in()
		lists.check_query(frappe._dict(frappe.local.form_dict, doctype=listed.group(1)))


def before_job(**kwargs) -> None:
	"""Hook: exports may run in the background."""
	install()


def install() -> None:
	"""Put the doors into Frappe's modules, once in each process."""
	cells.install()
	files.install()
	paper.install()
	reports.install()
	stand_in("frappe.client.get_list", lists.get_list)


def _sign_in() -> None:
	"""Who comes with a key is known only after this hook."""
	if frappe.session.user == "Guest" and frappe.get_request_header("Authorization"):
		frappe.get_attr("frappe.auth.validate_auth")()
