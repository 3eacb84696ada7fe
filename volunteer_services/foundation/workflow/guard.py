"""The guard of every workflow DocType (design §4).

Frappe's workflow engine offers the actions; it does not guard the data: a plain submit jumps to the first
submitted state, a plain save sets any state, and a cancelled document keeps "Approved". This mixin lets a
document change its state only along the transitions of its active Workflow, whoever asks: form, list, REST,
Data Import or code. The docstatus follows the state.
"""

import frappe
from frappe import _
from frappe.model.workflow import get_workflow_name, is_transition_condition_satisfied
from frappe.utils import cint, cstr

from volunteer_services.exceptions import (
	ReasonRequiredError,
	StateEditError,
	TransitionNotAllowedError,
)
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.scope.staffing import roles_here
from volunteer_services.foundation.workflow.same_value import same_value
from volunteer_services.foundation.workflow.steps import REASONED, SUBMISSIONS, own_refusal, role_refusal

_SYSTEM_FIELDS = frozenset(
	{"modified", "modified_by", "docstatus", "workflow_state", "idx", "creation", "owner", "amended_from"}
)


def get_active_workflow(doctype: str):
	"""The active Workflow of ``doctype``, or None."""
	name = get_workflow_name(doctype)
	return frappe.get_cached_doc("Workflow", name) if name else None


class WorkflowDocument(GuardedDocument):
	"""Mixin, to stand before Document among the bases.

	``reason_field``: where the reason of a decision is kept. ``editable_states``: the states in which the
	content may be edited (None: in all). ``review_fields``: what may be changed in the other states too.
	``guarded_tables``: tables whose rows are content, too.
	"""

	reason_field = "decision_reason"
	editable_states: frozenset[str] | None = None
	review_fields: frozenset[str] = frozenset()
	guarded_tables: frozenset[str] = frozenset()

	# --- what a DocType may add ---------------------------------------------------------------------

	def own_users(self) -> set[str]:
		"""Users who cannot approve this document alone: the volunteer's user and the recorder."""
		return {self.owner} - {None, ""}

	def before_transition(self, action: str, source: str, target: str) -> str:
		"""Called when a transition was found allowed. Returns the state to go to: ``target`` or a later
		one."""
		return target

	def takes_no_step(self) -> bool:
		"""Whether the document takes no step at all, since every save of it is refused."""
		return False

	def nobody_else_can_approve(self, source: str) -> bool:
		"""Whether the exception for two-person stations applies in the state ``source``."""
		return False

	def take_first_step(self, target: str) -> None:
		"""Let a new document that was just checked go on at once, by a transition that the user may take."""
		workflow = get_active_workflow(self.doctype)
		if target != self.workflow_state:
			self._find_transition(workflow, self, self.workflow_state, target)
		self.workflow_state = target
		self.flags.guarded_state = (cstr(target), cint(self.docstatus))

	# --- the engine ---------------------------------------------------------------------------------

	def guard(self) -> None:
		self._guard_workflow()

	def validate_workflow(self) -> None:
		"""Frappe's own check runs too late and not on cancel: the guard has done its work already."""

	def db_insert(self, *args, **kwargs):
		self._assert_guarded()
		return super().db_insert(*args, **kwargs)

	def db_update(self, *args, **kwargs):
		self._assert_guarded()
		return super().db_update(*args, **kwargs)

	def db_set(self, fieldname, value=None, *args, **kwargs):
		fields = set(fieldname) if isinstance(fieldname, dict) else {fieldname}
		if fields & {"workflow_state", "docstatus"}:
			frappe.throw(
				_("The state of {0} {1} changes by its workflow only.").format(_(self.doctype), self.name),
				TransitionNotAllowedError,
			)
		return super().db_set(fieldname, value, *args, **kwargs)

	def _assert_guarded(self) -> None:
		current = (cstr(self.workflow_state), cint(self.docstatus))
		if self.flags.guarded_state != current:
			frappe.throw(
				_("{0} {1}: the state {2} was not reached by a transition of the workflow.").format(
					_(self.doctype), self.name, self._word(current[0])
				),
				TransitionNotAllowedError,
			)

	def _guard_workflow(self) -> None:
		workflow = get_active_workflow(self.doctype)
		if not workflow:
			frappe.throw(
				_("{0} has no active workflow. Activate one under Workflow before you go on.").format(
					_(self.doctype)
				),
				TransitionNotAllowedError,
			)
		docstatus = {row.state: cint(row.doc_status) for row in workflow.states}
		before = self.get_doc_before_save()
		if before is None:
			self._guard_first_state(workflow, docstatus)
		else:
			self._guard_change(workflow, docstatus, before)
		self.flags.guarded_state = (cstr(self.workflow_state), cint(self.docstatus))

	def _guard_first_state(self, workflow, docstatus: dict[str, int]) -> None:
		first = workflow.states[0].state
		if not self.workflow_state:
			self.workflow_state = first
		if self.workflow_state not in docstatus:
			self._refuse(self.workflow_state, _("New Document"))
		if self.flags.system_transition:
			self.docstatus = docstatus[self.workflow_state]
			self._action = "submit" if self.docstatus == 1 else "save"
		elif self.workflow_state != first or cint(self.docstatus):
			self._refuse_beginning(first)

	def _refuse_beginning(self, first: str):
		if self.workflow_state == first:
			message = _(
				"A new {0} begins as {1}; it cannot be submitted at once. Let it be approved."
			).format(_(self.doctype), self._word(first))
		else:
			message = _(
				"A new {0} begins as {1}; it cannot be entered as {2}. Enter it and let it be approved."
			).format(_(self.doctype), self._word(first), self._word(self.workflow_state))
		frappe.throw(message, TransitionNotAllowedError, title=_("Not Allowed"))

	def _guard_change(self, workflow, docstatus: dict[str, int], before) -> None:
		source = before.workflow_state or workflow.states[0].state
		target = self.workflow_state or source
		if target == source and self._action == "cancel":
			target = self._cancelled_state(workflow, docstatus, source)
		self.workflow_state = target
		if target == source:
			self._guard_edit(source, docstatus, before)
			self._guard_reason(workflow, source, before)
			return
		row = self._find_transition(workflow, before, source, target)
		if not self.flags.system_transition:
			self._check_self_approval(row, source, before)
			self._check_reason(row)
		self._guard_content(source, before)
		if row.action in SUBMISSIONS:
			self.set(self.reason_field, None)
		self.workflow_state = self.before_transition(row.action, source, target)
		if cstr(self.workflow_state) != source and self.workflow_state not in docstatus:
			self._refuse(source, self.workflow_state)
		self._follow_docstatus(cint(before.docstatus), docstatus[self.workflow_state])

	def _guard_edit(self, state: str, docstatus: dict[str, int], before) -> None:
		if cint(self.docstatus) != docstatus.get(state, 0):
			frappe.throw(
				_(
					"{0} {1} is {2}. Use the actions of the workflow; submitting it by hand is not possible."
				).format(_(self.doctype), self.name, self._word(state)),
				TransitionNotAllowedError,
				title=_("Not Allowed"),
			)
		self._guard_content(state, before)

	def _guard_reason(self, workflow, state: str, before) -> None:
		"""The reason of a decision is theirs who decide in this state, not of those whom it concerns."""
		old, new = before.get(self.reason_field), self.get(self.reason_field)
		if cstr(old).strip() == cstr(new).strip() or self.flags.system_transition:
			return
		if self.editable_states is None or state in self.editable_states:
			return
		deciding = {
			row.allowed for row in workflow.transitions if row.state == state and row.action in REASONED
		}
		if frappe.session.user != "Administrator" and not deciding.intersection(roles_here(before)):
			frappe.throw(
				_("{0} {1} is {2}: the reason of the decision stays as it is.").format(
					_(self.doctype), self.name, self._word(state)
				),
				StateEditError,
				title=_("Not Editable"),
			)

	def _guard_content(self, state: str, before) -> None:
		if self.editable_states is None or state in self.editable_states or self.flags.system_transition:
			return
		changed = sorted(_(label) for label in self._changed_labels(before))
		if changed:
			frappe.throw(
				_("{0} {1} is {2}: {3} cannot be edited. Return it, or ask for a correction.").format(
					_(self.doctype), self.name, self._word(state), ", ".join(changed)
				),
				StateEditError,
				title=_("Not Editable"),
			)

	def _word(self, state: str) -> str:
		"""A state in the user's language, in the sense that it has for this DocType."""
		return _(state, context=self.doctype)

	def _changed_labels(self, before) -> list[str]:
		allowed = self.review_fields | _SYSTEM_FIELDS | {self.reason_field}
		return [
			df.label or df.fieldname
			for df in self.meta.fields
			if df.fieldname not in allowed
			and (df.fieldtype not in frappe.model.no_value_fields or df.fieldname in self.guarded_tables)
			and not df.read_only
			and not same_value(df, before.get(df.fieldname), self.get(df.fieldname))
		]

	def _cancelled_state(self, workflow, docstatus: dict[str, int], source: str) -> str:
		for row in workflow.transitions:
			if row.state == source and docstatus.get(row.next_state) == 2:
				return row.next_state
		return self._refuse(source, self._word("Cancelled"))

	def _find_transition(self, workflow, before, source: str, target: str):
		rows = [
			row
			for row in workflow.transitions
			if row.state == source
			and row.next_state == target
			and (self.flags.system_transition or is_transition_condition_satisfied(row, before))
		]
		if not rows:
			self._refuse(source, target)
		if self.flags.system_transition:
			return rows[0]
		roles = roles_here(before)
		if refusal := role_refusal(rows, roles):
			refusal.throw()
		return next(row for row in rows if row.allowed in roles)

	def _refuse(self, source: str, target: str):
		frappe.throw(
			_("{0} {1} cannot go from {2} to {3}. Use one of the actions that the form offers.").format(
				_(self.doctype),
				self.name or "",
				frappe.bold(self._word(source)),
				frappe.bold(self._word(target)),
			),
			TransitionNotAllowedError,
			title=_("Not Allowed"),
		)

	def _check_self_approval(self, row, source: str, before) -> None:
		own = self.own_users() | before.own_users()  # nobody stops being concerned by the same save
		refusal, remark = own_refusal(
			row.action, self.name, frappe.session.user, own, lambda: self.nobody_else_can_approve(source)
		)
		if refusal:
			refusal.throw()
		if remark:
			self.add_comment("Info", remark)

	def _check_reason(self, row) -> None:
		if row.action in REASONED and not cstr(self.get(self.reason_field)).strip():
			frappe.throw(
				_("Give a reason in the field {0} before you choose {1}.").format(
					frappe.bold(_(self.meta.get_label(self.reason_field), context=self.doctype)),
					frappe.bold(_(row.action)),
				),
				ReasonRequiredError,
				title=_("Reason Missing"),
			)

	def _follow_docstatus(self, old: int, new: int) -> None:
		self.docstatus = new
		if (old, new) == (0, 0):
			self._action = "save"
		elif (old, new) == (0, 1):
			if self._action != "submit":
				self.check_permission("submit")
			self._action = "submit"
		elif (old, new) == (1, 1):
			self._action = "update_after_submit"
		elif (old, new) == (1, 2):
			if self._action != "cancel":
				self.check_permission("cancel")
			self._action = "cancel"
		else:
			self._refuse(str(old), str(new))
