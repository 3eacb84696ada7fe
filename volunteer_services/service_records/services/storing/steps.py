"""The steps that the workflow of the service log has to offer, whoever may take them."""

from __future__ import annotations

from collections.abc import Iterable

import frappe
from frappe.model.workflow import is_transition_condition_satisfied

from volunteer_services.foundation.workflow.guard import get_active_workflow
from volunteer_services.service_records.services import routing

DOCTYPE = "Service Log"


class OpenSteps:
	"""Transitions out of a state, with a review to come; each pair of them is asked once."""

	def __init__(self) -> None:
		workflow = get_active_workflow(DOCTYPE)
		self._transitions = workflow.transitions if workflow else []
		self._opened: dict[tuple, list] = {}

	def of(self, state: str, following: str | None) -> list:
		key = (state, following)
		if key not in self._opened:
			probe = frappe.get_doc({"doctype": DOCTYPE, "workflow_state": state, "next_review": following})
			self._opened[key] = [
				step
				for step in self._transitions
				if step.state == state and is_transition_condition_satisfied(step, probe)
			]
		return self._opened[key]

	def roles_of(self, logs: Iterable) -> dict[tuple[str, str], set[str]]:
		"""Who may act next on logs of each (state, next review), as the workflow's conditions say."""
		return {
			(state, following): {step.allowed for step in self.of(state, following)}
			for state, following in {(log.workflow_state, log.next_review) for log in logs}
			if state != routing.APPROVED  # it rests: to cancel it is optional
		}
