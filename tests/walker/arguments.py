"""The forms that a method is called with, built from the names of its parameters.

``narrow``: what it must have, and what points at the document. ``wide``: everything that is known, the
switches of Frappe included. Methods that read the request instead have their forms in ``forms.py``.
"""

import inspect
import json

from tests.walker.collect import Method
from tests.walker.forms import FORMS
from tests.walker.targets import DOCTYPES, LISTS, NAMES, OURS, Target

POINTING = {*DOCTYPES, *NAMES, *LISTS, *OURS, "doc", "file_url", "reference_doc"}
WORLDS_FILTER = {"filters", "current_filters", "or_filters"}
# Not in the wide form: they end a call early or ask for something else.
_NARROWS = {"debug", "cache", "query", "parent", "user", "validate", "order_by", "run", "merge", "enqueue"}


def takes_a_document(method: Method) -> bool:
	"""Whether all DocTypes are worth a try."""
	return method.of_documents or bool(POINTING & method.parameters.keys()) or method.path in FORMS


def forms(method: Method, target: Target) -> list[dict]:
	if method.of_documents:
		return of_documents(method, target)
	extra = FORMS[method.path](target) if method.path in FORMS else []
	narrow, wide = {}, {}
	for name, parameter in method.parameters.items():
		if parameter.kind in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL):
			continue
		known = target.value(name)
		if parameter.default is inspect.Parameter.empty or name in POINTING:
			narrow[name] = _fallback(parameter) if known is None else known
		elif known is not None and name not in _NARROWS:
			wide[name] = known
	made = [narrow] if narrow or not extra else []
	if wide:
		made.append({**narrow, **wide})
	return made + extra


def oracles(method: Method, target: Target) -> list[tuple[dict, dict]]:
	"""Pairs of forms that differ in a guess about a secret field: a right one and a wrong one."""
	if target.field == "name" or not (WORLDS_FILTER & method.parameters.keys() or method.path in FORMS):
		return []
	pairs = []
	for form in forms(method, target)[:1]:
		key = next((key for key in ("filters", "current_filters") if key in form), None)
		if key is None and "filters" in method.parameters:
			key = "filters"
		if key:
			right, wrong = (
				[[target.doctype, "name", "=", target.name], [target.doctype, target.field, "like", guess]]
				for guess in ("%Zq%", "%Zq_nobody%")
			)
			if target.field in ("mobile", "contact_phone"):
				right[1][3] = "1399%"
			pairs.append(({**form, key: json.dumps(right)}, {**form, key: json.dumps(wrong)}))
	return pairs


def _fallback(parameter):
	kind = parameter.annotation
	if kind is int or "int" in str(kind):
		return 1
	if kind is bool or "bool" in str(kind):
		return 1
	if parameter.name == "method":
		return "frappe.ping"
	if "list" in str(kind):
		return "[]"
	if "dict" in str(kind):
		return "{}"
	return "walker"


def of_documents(method: Method, target: Target) -> list[dict]:
	"""Forms for run_doc_method: on the stored document, and on one that the caller sends."""
	name = method.function.__name__
	arguments = {
		key: _fallback(parameter) if target.value(key) is None else target.value(key)
		for key, parameter in method.parameters.items()
		if key != "self" and parameter.kind not in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL)
	}
	call = {"method": name, "args": json.dumps(arguments)}
	if method.path.startswith("frappe.model.document."):
		sent = {"doctype": target.doctype, "name": target.name, "modified": str(target.doc.modified)}
		return [{**call, "dt": target.doctype, "dn": target.name}, {**call, "docs": json.dumps(sent)}]
	doctype = document_type(method)
	pointing = {
		"doc_type": target.doctype,
		"document_type": target.doctype,
		"ref_doctype": target.doctype,
		"reference_doctype": target.doctype,
		"reference_document": target.name,
		"report": "Standard",
	}
	sent = {"doctype": doctype, "name": doctype, **pointing}
	return [{**call, "docs": json.dumps(sent)}, {**call, "dt": doctype}]


def document_type(method: Method) -> str:
	"""The DocType whose controller has the method."""
	import frappe

	folder = method.function.__module__.rsplit(".", 1)[1]
	names = frappe.get_all("DocType", pluck="name", limit=0)
	return next((name for name in names if frappe.scrub(name) == folder), folder)
