"""One action of a workflow on many documents, each by the rules of the single one.

Frappe's own bulk action asks for no reason, so that decisions that need one fail, and it stops at 500.
"""

import frappe
from frappe import _
from frappe.model.workflow import apply_workflow
from frappe.utils import cstr

from volunteer_services.exceptions import ReasonRequiredError
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.database.savepoint import tried
from volunteer_services.foundation.jobs import progress
from volunteer_services.foundation.workflow.steps import REASONED


def start(doctype: str, names: list[str], action: str, reason: str | None) -> str:
	"""Queue the action for the session's user. Returns the job, to be watched through ``api.progress``.

	Raises ReasonRequiredError.
	"""
	if action in REASONED and not cstr(reason).strip():
		frappe.throw(_("Give a reason before you choose {0}.").format(_(action)), ReasonRequiredError)
	job = f"volunteer-action-{frappe.generate_hash(length=12)}"
	return progress.start(
		run, job, len(names), doctype=doctype, names=names, action=action, reason=cstr(reason).strip()
	)


def run(doctype: str, names: list[str], action: str, reason: str, job: str | None = None) -> dict:
	"""Body of the job. Commits document by document; what was refused stays as it is and is reported.

	Returns ``{"done": {state: n}, "problems": [{name, title, problem}]}``.
	"""
	result: dict = {"done": {}, "problems": []}
	with progress.watched(job):
		for number, name in enumerate(dict.fromkeys(names), 1):
			state, problem = retry.whole(lambda name=name: _taken(doctype, name, action, reason))
			if problem:
				result["problems"].append({"name": name, "title": _title(doctype, name), "problem": problem})
			else:
				result["done"][state] = result["done"].get(state, 0) + 1
			progress.advance(job, number, len(names))
		progress.finish(job, result)
	return result


def _taken(doctype: str, name: str, action: str, reason: str) -> tuple[str | None, str | None]:
	"""(the new state, the problem) of one document."""
	doc = None
	with tried() as attempt:
		doc = frappe.get_doc(doctype, name)
		doc.check_permission("read")
		if action in REASONED:
			_write_reason(doc, reason)
		doc = apply_workflow(doc.as_dict(), action)
	return (None, attempt.problem) if attempt.problem else (doc.workflow_state, None)


def _write_reason(doc, reason: str) -> None:
	if doc.get(doc.reason_field) != reason:
		doc.set(doc.reason_field, reason)
		doc.save()


def _title(doctype: str, name: str) -> str:
	"""What the user calls the document, as far as they may see it."""
	if not frappe.db.exists(doctype, name) or not frappe.has_permission(doctype, "read", name):
		return name
	field = frappe.get_meta(doctype).get_title_field()
	return frappe.db.get_value(doctype, name, field) or name
