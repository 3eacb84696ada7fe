"""Which steps a document offers: those that the guard would let the session's user take.

What offers and what decides ask the same questions (``steps.py``, ``scope.staffing.roles_here``): an action
that must fail is not shown. What only carrying it out can tell, such as a total that grew meanwhile, is not
asked here.
"""

from collections.abc import Iterable

import frappe
from frappe.model.workflow import is_transition_condition_satisfied
from frappe.utils import cint

from volunteer_services.foundation.house import house
from volunteer_services.foundation.scope.staffing import roles_here
from volunteer_services.foundation.workflow.guard import WorkflowDocument, get_active_workflow
from volunteer_services.foundation.workflow.steps import own_refusal, role_refusal

MOST = 100
"""So many documents are looked at before the actions on a selection are offered."""
_RIGHTS = {(0, 1): "submit", (1, 2): "cancel"}


class Offers:
	"""What the documents of one DocType offer; what they share is read once."""

	def __init__(self, doctype: str) -> None:
		self.doctype = doctype
		self.workflow = get_active_workflow(doctype)
		self.docstatus = {row.state: cint(row.doc_status) for row in self._rows("states")}
		self.held: dict[tuple, set[str]] = {}
		self.rights = {right: bool(frappe.has_permission(doctype, right)) for right in ("write", "delete")}
		self.rights |= {right: bool(frappe.has_permission(doctype, right)) for right in _RIGHTS.values()}

	def steps(self, doc: WorkflowDocument) -> list:
		"""The transitions that the user may take, one for each action. The user may read the document."""
		if not self.rights["write"] or doc.takes_no_step():
			return []
		found: dict[str, list] = {}
		for row in self._rows("transitions"):
			if row.state == doc.workflow_state and is_transition_condition_satisfied(row, doc):
				found.setdefault(row.action, []).append(row)
		return [step for rows in found.values() if (step := self._step(doc, rows))]

	def may_be_deleted(self, doc) -> bool:
		"""Whether the user may delete documents of the DocType, and nothing in this one wants it kept."""
		why_kept = getattr(doc, "why_kept", None)
		return self.rights["delete"] and cint(doc.docstatus) != 1 and not (why_kept and why_kept())

	def _rows(self, table: str) -> list:
		return self.workflow.get(table) if self.workflow else []

	def _step(self, doc, rows: list):
		roles = self._roles(doc)
		if role_refusal(rows, roles):
			return None
		step = next(row for row in rows if row.allowed in roles)
		right = _RIGHTS.get((cint(doc.docstatus), self.docstatus.get(step.next_state, 0)))
		if right and not self.rights[right]:
			return None
		return None if self._is_own(doc, step) else step

	def _is_own(self, doc, step) -> bool:
		refusal, _remark = own_refusal(
			step.action,
			doc.name,
			frappe.session.user,
			doc.own_users(),
			lambda: doc.nobody_else_can_approve(step.state),
		)
		return bool(refusal)

	def _roles(self, doc) -> set[str]:
		"""The user's roles as far as they hold where the document belongs."""
		declared = house().documents.get(self.doctype)
		columns = (declared.scope or {}).values() if declared else ()
		place = tuple(doc.get(column) for column in columns)
		if place not in self.held:
			self.held[place] = roles_here(doc)
		return self.held[place]


def of(doc: WorkflowDocument) -> list[dict]:
	"""The transitions that the stored document offers to the session's user, who may read it."""
	if not doc.has_permission("write"):
		return []
	return [step.as_dict() for step in Offers(doc.doctype).steps(doc)]


def of_many(doctype: str, names: Iterable[str]) -> dict:
	"""What a selection offers: ``{"actions": {action: how many}, "deletable": how many, "asked": how many}``.

	The first ``MOST`` of the documents that the user sees in the list are asked.
	"""
	offers = Offers(doctype)
	docs = _documents(doctype, list(names)[:MOST])
	counts: dict[str, int] = {}
	for doc in docs:
		for step in offers.steps(doc):
			counts[step.action] = counts.get(step.action, 0) + 1
	deletable = sum(offers.may_be_deleted(doc) for doc in docs)
	return {"actions": counts, "deletable": deletable, "asked": len(docs)}


def _documents(doctype: str, names: list[str]) -> list:
	"""The documents without their tables, in one query, without the columns of higher levels: no ciphers."""
	meta = frappe.get_meta(doctype)
	higher = {df.fieldname for df in meta.fields if df.permlevel or df.fieldtype == "Password"}
	fields = [column for column in meta.get_valid_columns() if column not in higher]
	rows = frappe.get_list(
		doctype,
		filters={"name": ["in", names]},
		fields=fields,
		limit_page_length=MOST,
		order_by="creation",
	)
	return [frappe.get_doc({**row, "doctype": doctype}) for row in rows]
