"""What the drawings of the workflows are made of: roles, steps and machines."""

from dataclasses import dataclass

from volunteer_services.foundation.domain.workflow import State, StateMachine, Transition
from volunteer_services.foundation.roles import MANAGER


@dataclass(frozen=True)
class Step:
	"""One arrow of a workflow; ``roles`` may take it while ``condition`` holds (fields of the document
	only)."""

	source: str
	action: str
	target: str
	roles: tuple[str, ...]
	condition: str = ""


@dataclass(frozen=True)
class Machine:
	"""A workflow: its states with their docstatus, the first of them the initial one, and its steps."""

	doctype: str
	states: dict[str, int]
	steps: tuple[Step, ...]

	@property
	def name(self) -> str:
		return f"{self.doctype} Workflow"

	def drawing(self) -> StateMachine:
		"""The machine with one transition for each role. Raises StateMachineError unless it is sound."""
		leaving = {step.source for step in self.steps}
		return StateMachine(
			self.doctype,
			tuple(
				State(name, docstatus, _editor(docstatus), is_final=name not in leaving)
				for name, docstatus in self.states.items()
			),
			tuple(
				Transition(step.source, step.action, step.target, role, condition=step.condition)
				for step in self.steps
				for role in step.roles
			),
		)


def _editor(docstatus: int) -> str:
	return "All" if docstatus == 0 else MANAGER
