"""What waits for a user's decision: the documents that they could approve now, counted for whole DocTypes.

The same questions that the guard asks of one document, in one grouped query for each DocType: state, role,
place of the role, condition of the transition, and whom the document concerns. What a room checks beyond
that (a day's total that grew meanwhile, say) shows when the action is taken.
"""

# The queries are built of conditions made by the scope and of columns that the rooms declare.
# ruff: noqa: S608

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

import frappe
from frappe.model.base_document import get_controller
from frappe.model.workflow import is_transition_condition_satisfied
from frappe.utils import cint

from volunteer_services.foundation.house import PROFILE, Concerns, document
from volunteer_services.foundation.scope.deciding import Sight
from volunteer_services.foundation.settings import settings
from volunteer_services.foundation.workflow.guard import WorkflowDocument, get_active_workflow
from volunteer_services.foundation.workflow.steps import APPROVALS

_FIELD = re.compile(r"\bdoc\.(?:get\(\s*[\"'])?([a-z_]\w*)")
_MOST_OWN_GROUPS = 10
_MOST_NAMES = 500


@dataclass(frozen=True)
class Waiting:
	"""``count`` documents in ``states`` wait for the user; the longest since ``since``, its last step."""

	doctype: str
	count: int
	since: datetime | None
	states: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
	"""Which steps are asked about, whom a document concerns who may not take them, and what else must hold:
	a condition on the row ``t`` with its parameters."""

	actions: frozenset[str] = APPROVALS
	concerns: Concerns | None = None
	where: str = "1=1"
	params: dict = field(default_factory=dict)


def waiting(doctype: str, sight: Sight, asked: Asked | None = None) -> Waiting:
	"""What the user of ``sight`` may approve now, or take another step with that is asked about.

	Without ``asked`` the declaration of the DocType must say whom its documents concern.
	"""
	rows = _Question(doctype, sight, asked or Asked(concerns=document(doctype).concerns)).groups()
	return Waiting(
		doctype,
		sum(row.count for row in rows),
		min((row.since for row in rows), default=None),
		tuple(sorted({row.workflow_state for row in rows})),
	)


def names(doctype: str, sight: Sight) -> list[str]:
	"""The documents that ``waiting`` counts, the oldest first, at most 500; without those of the exception
	for two-person stations."""
	return _Question(doctype, sight, Asked(concerns=document(doctype).concerns)).names()


class _Question:
	def __init__(self, doctype: str, sight: Sight, asked: Asked) -> None:
		self.doctype, self.sight, self.asked = doctype, sight, asked
		self.concerns = asked.concerns or Concerns(users=())
		self.steps = _steps(doctype, sight, asked.actions)
		self.fields = _condition_fields(self.steps)
		held = {step.allowed: sight.held(doctype, step.allowed, "t") for step in self.steps}
		self.roles = list(held)
		self.flags = ", ".join(f"({held[role]}) as held_{n}" for n, role in enumerate(self.roles))
		self.params = {
			"me": sight.user,
			"line": f"\n{sight.user}\n",
			"nl": "\n",
			"states": tuple({step.state for step in self.steps}),
			**asked.params,
		}

	def groups(self) -> list:
		"""The groups of documents that may be approved, each with its count."""
		if not self.steps:
			return []
		found = [row for row in self._read(f"not {self._own()}") if self._may(row)]
		if self._has_exception():
			found += [row for row in self._own_rows() if self._may(row) and self._nobody_else(row)]
		return found

	def names(self) -> list[str]:
		if not self.steps:
			return []
		rows = frappe.db.sql(
			f"""select t.`name`, {self._columns()} from `tab{self.doctype}` as t
			where {self._where(f"not {self._own()}")} order by t.`modified`, t.`name`""",
			self.params,
			as_dict=True,
		)
		return [row.name for row in rows if self._may(row)][:_MOST_NAMES]

	def _columns(self) -> str:
		return ", ".join(["t.`workflow_state`", *(f"t.`{name}`" for name in self.fields), self.flags])

	def _keys(self) -> list[str]:
		return ["workflow_state", *self.fields, *(f"held_{n}" for n in range(len(self.roles)))]

	def _where(self, who: str) -> str:
		seen = self.sight.condition(self.doctype, "t")
		return f"t.`workflow_state` in %(states)s and {seen} and {who} and {self.asked.where}"

	def _read(self, who: str) -> list:
		return frappe.db.sql(
			f"""select {self._columns()}, count(*) as count, min(t.`modified`) as since
			from `tab{self.doctype}` as t where {self._where(who)} group by {", ".join(self._keys())}""",
			self.params,
			as_dict=True,
		)

	def _may(self, row) -> bool:
		probe = frappe.get_doc(
			{"doctype": self.doctype, **{key: row[key] for key in ("workflow_state", *self.fields)}}
		)
		held = {role for n, role in enumerate(self.roles) if row[f"held_{n}"]}
		return any(
			step.state == row.workflow_state
			and step.allowed in held
			and is_transition_condition_satisfied(step, probe)
			for step in self.steps
		)

	# --- whom it concerns ---------------------------------------------------------------------------

	def _own(self) -> str:
		if self.sight.user == "Administrator":
			return "(1=0)"
		told = self.concerns
		parts = [f"coalesce(t.`{column}`, '') = %(me)s" for column in told.users]
		parts += [_has_line(f"t.`{column}`") for column in told.lines]
		parts += [_has_login(f"t.`{column}`") for column in told.persons]
		parts += [
			f"exists (select 1 from `tab{table}` as r where r.`parent` = t.`name` "
			f"and {_has_login(f'r.`{column}`')})"
			for table, column in told.rows
		]
		return f"({' or '.join(parts) or '1=0'})"

	def _has_exception(self) -> bool:
		controller = get_controller(self.doctype)
		return bool(
			self.asked.actions == APPROVALS
			and settings().allow_self_approval_exception
			and self.sight.user != "Administrator"
			and controller.nobody_else_can_approve is not WorkflowDocument.nobody_else_can_approve
		)

	def _own_rows(self) -> list:
		"""What concerns the user, by place and by the people concerned; a station has few such groups."""
		scoped = {*(document(self.doctype).scope or {}).values()}
		# A person's own file or column is no place: it would make a group of each.
		place = [f"t.`{column}`" for column in sorted(scoped - {"name", *self.concerns.persons})]
		people = [f"coalesce(t.`{column}`, '')" for column in (*self.concerns.users, *self.concerns.lines)]
		people += [
			f"(select concat_ws(%(nl)s, p.`user`, p.`former_users`) from `tab{PROFILE}` as p "
			f"where p.`name` = t.`{column}`)"
			for column in self.concerns.persons
		]
		keys = ", ".join([*self._keys(), *place, *people])
		return frappe.db.sql(
			f"""select {self._columns()}, min(t.`name`) as name, count(*) as count, min(t.`modified`) as since
			from `tab{self.doctype}` as t where {self._where(self._own())}
			group by {keys} limit {_MOST_OWN_GROUPS}""",
			self.params,
			as_dict=True,
		)

	def _nobody_else(self, row) -> bool:
		return frappe.get_doc(self.doctype, row.name).nobody_else_can_approve(row.workflow_state)


def _steps(doctype: str, sight: Sight, actions: frozenset[str]) -> list:
	"""The transitions that the user's roles and rights could ever take."""
	workflow = get_active_workflow(doctype)
	if not workflow or not frappe.has_permission(doctype, "write", user=sight.user):
		return []
	submits = {row.state for row in workflow.states if cint(row.doc_status) == 1}
	may_submit = not submits or bool(frappe.has_permission(doctype, "submit", user=sight.user))
	columns = {*frappe.get_meta(doctype).get_valid_columns()}
	return [
		step
		for step in workflow.transitions
		if step.action in actions
		and step.allowed in sight.roles
		and (may_submit or step.next_state not in submits)
		and columns.issuperset(_condition_fields([step]))
	]


def _condition_fields(steps: Iterable) -> list[str]:
	"""The fields of the document that the conditions read."""
	return sorted({name for step in steps for name in _FIELD.findall(step.condition or "") if name != "get"})


def _has_line(column: str) -> str:
	return f"position(%(line)s in concat(%(nl)s, coalesce({column}, ''), %(nl)s)) > 0"


def _has_login(volunteer: str) -> str:
	return (
		f"exists (select 1 from `tab{PROFILE}` as p where p.`name` = {volunteer} "
		f"and (p.`user` = %(me)s or {_has_line('p.`former_users`')}))"
	)
