"""A state machine as data: what a document's states are, who may move it, and whether the drawing is sound.

The framework's workflow is made from it, and the guard of the documents and the drawing in the manual read
the same data. Conditions are expressions of the framework; they are carried along, not evaluated here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from volunteer_services.foundation.domain import errors

_DOCSTATUS_STEPS = {(0, 0), (0, 1), (1, 1), (1, 2)}


@dataclass(frozen=True)
class State:
	"""``docstatus`` 0 draft, 1 submitted, 2 cancelled; ``is_final``: nothing leads out of it."""

	name: str
	docstatus: int = 0
	editable_by: str = ""
	is_final: bool = False


@dataclass(frozen=True)
class Transition:
	"""One step by one role; ``condition`` reads fields of the document."""

	state: str
	action: str
	next_state: str
	role: str
	requires_reason: bool = False
	condition: str = ""


@dataclass(frozen=True)
class StateMachine:
	"""States and transitions of one document type; a document begins in the first state.

	``entries`` are further states in which a document may begin by a rule rather than by a transition.
	Raises StateMachineError when the drawing is not sound: see ``problems``.
	"""

	document: str
	states: tuple[State, ...]
	transitions: tuple[Transition, ...]
	entries: tuple[str, ...] = ()

	def __post_init__(self) -> None:
		found = self.problems()
		if found:
			raise errors.StateMachineError(self.document, "; ".join(found))

	@property
	def initial(self) -> str:
		"""The state in which a document begins."""
		return self.states[0].name

	def state(self, name: str) -> State:
		"""The state of this name. Raises UnknownStateError."""
		for state in self.states:
			if state.name == name:
				return state
		raise errors.UnknownStateError(name, self.document)

	def moves(self, state: str, roles: Collection[str] | None = None) -> list[Transition]:
		"""The transitions out of ``state`` that one of ``roles`` may take (None: anybody's), in order."""
		self.state(state)
		return [t for t in self.transitions if t.state == state and (roles is None or t.role in roles)]

	def between(self, state: str, next_state: str, roles: Collection[str] | None = None) -> list[Transition]:
		"""The transitions from one state to another, at least one.

		Raises TransitionNotAllowedError when none is open to ``roles``; several differ by role or condition.
		"""
		self.state(next_state)
		found = [t for t in self.moves(state, roles) if t.next_state == next_state]
		if not found:
			raise errors.TransitionNotAllowedError(state, next_state)
		return found

	def apply(
		self, state: str, action: str, roles: Collection[str] | None = None, reason: str | None = ""
	) -> list[Transition]:
		"""The transitions that ``action`` can mean; several differ by their condition.

		Raises ActionNotAllowedError, ReasonRequiredError.
		"""
		found = [t for t in self.moves(state, roles) if t.action == action]
		if not found:
			raise errors.ActionNotAllowedError(state, action)
		if not (reason or "").strip() and all(t.requires_reason for t in found):
			raise errors.ReasonRequiredError(action)
		return found

	def problems(self) -> list[str]:
		"""What is wrong with the drawing, in English for its author; empty when it is sound."""
		names = [state.name for state in self.states]
		if not names:
			return ["it has no state"]
		unknown = sorted(
			{name for t in self.transitions for name in (t.state, t.next_state)}.union(self.entries)
			- set(names)
		)
		if unknown:
			return [f"{name} is not among its states" for name in unknown]
		return [
			*(f"{name} is listed twice" for name in sorted({n for n in names if names.count(n) > 1})),
			*(
				f"{state.name} has the docstatus {state.docstatus}"
				for state in self.states
				if not _known(state)
			),
			*(f"{name} begins a document that is not a draft" for name in self._wrong_beginnings()),
			*self._ambiguous(),
			*self._docstatus_jumps(),
			*(f"{name} cannot be reached" for name in names if name not in self._reachable()),
			*self._ends(),
		]

	def to_mermaid(self, translate: Callable[[str], str] = str) -> str:
		"""The machine as a mermaid state diagram for the manual; ``translate`` turns the words."""
		ids = {state.name: f"s{n}" for n, state in enumerate(self.states)}
		lines = ["stateDiagram-v2"]
		lines += [f'\tstate "{translate(state.name)}" as {ids[state.name]}' for state in self.states]
		lines += [f"\t[*] --> {ids[name]}" for name in (self.initial, *self.entries)]
		for (source, action, target), roles in self._grouped().items():
			who = ", ".join(translate(role) for role in roles)
			lines.append(f"\t{ids[source]} --> {ids[target]} : {translate(action)} ({who})")
		lines += [f"\t{ids[state.name]} --> [*]" for state in self.states if state.is_final]
		return "\n".join(lines) + "\n"

	def _grouped(self) -> dict[tuple[str, str, str], list[str]]:
		"""Roles by (state, action, next state), so that the drawing has one arrow for all of them."""
		grouped: dict[tuple[str, str, str], list[str]] = {}
		for t in self.transitions:
			roles = grouped.setdefault((t.state, t.action, t.next_state), [])
			if t.role not in roles:
				roles.append(t.role)
		return grouped

	def _wrong_beginnings(self) -> list[str]:
		return [name for name in (self.initial, *self.entries) if self.state(name).docstatus != 0]

	def _ambiguous(self) -> Iterable[str]:
		"""The same action of one role from one state must differ by its condition."""
		seen = set()
		for t in self.transitions:
			key = (t.state, t.action, t.role, t.condition)
			if key in seen:
				yield f"{t.action} of {t.role} in {t.state} is drawn twice"
			seen.add(key)

	def _docstatus_jumps(self) -> Iterable[str]:
		for t in self.transitions:
			step = (self.state(t.state).docstatus, self.state(t.next_state).docstatus)
			if step not in _DOCSTATUS_STEPS:
				yield f"{t.action} takes the docstatus from {step[0]} to {step[1]}"

	def _reachable(self) -> set[str]:
		reached: set[str] = set()
		waiting = [self.initial, *self.entries]
		while waiting:
			name = waiting.pop()
			if name not in reached:
				reached.add(name)
				waiting += [t.next_state for t in self.transitions if t.state == name]
		return reached

	def _ends(self) -> Iterable[str]:
		leaving = {t.state for t in self.transitions if t.next_state != t.state}
		for state in self.states:
			if state.is_final and state.name in leaving:
				yield f"{state.name} is final, yet something leads out of it"
			if not state.is_final and state.name not in leaving:
				yield f"{state.name} is a dead end"


def _known(state: State) -> bool:
	return state.docstatus in (0, 1, 2)
