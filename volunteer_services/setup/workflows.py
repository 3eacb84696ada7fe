"""The workflows of this app, as data, and how they are made at install: only where none of the name
exists."""

import frappe

from volunteer_services.foundation.manifest import insert_if_missing
from volunteer_services.foundation.workflow.machine import Machine
from volunteer_services.setup.needs_machines import NEEDS_MACHINES
from volunteer_services.setup.pilot_site_machines import PILOT_SITE_MACHINES
from volunteer_services.setup.readiness_machines import READINESS_MACHINES
from volunteer_services.setup.service_machines import REVIEW_STATES, SERVICE_MACHINES
from volunteer_services.setup.time_bank_machines import TIME_BANK_MACHINES

__all__ = ["MACHINES", "REVIEW_STATES", "ensure_workflows"]

MACHINES: tuple[Machine, ...] = (
	*NEEDS_MACHINES,
	*SERVICE_MACHINES,
	*READINESS_MACHINES,
	*TIME_BANK_MACHINES,
	*PILOT_SITE_MACHINES,
)

STYLES = {
	"Approved": "Success",
	"Registered": "Success",
	"Fulfilled": "Success",
	"Requested": "Info",
	"Active": "Success",
	"Recruiting": "Info",
	"Pending Review": "Info",
	"Pending Approval": "Info",
	"Pending Team Review": "Info",
	"Pending Site Review": "Info",
	"Pending District Review": "Primary",
	"Pending City Review": "Primary",
	"In Progress": "Primary",
	"Returned": "Warning",
	"Suspended": "Warning",
	"Awaiting Registration": "Warning",
	"Rejected": "Danger",
	"Cancelled": "Inverse",
	"Deregistered": "Inverse",
	"Submitted for Review": "Info",
	"Certified": "Success",
	"Needs Rectification": "Warning",
	"Candidate": "Info",
	"Preparing": "Primary",
	"Designated": "Success",
	"Accepted": "Success",
	"Plaque Revoked": "Danger",
	"Withdrawn": "Inverse",
	"Reported": "Info",
	"Papers Wanted": "Warning",
	"Under Assessment": "Primary",
	"Paid": "Success",
	"Signed": "Info",
	"In Force": "Success",
	"Ended": "Inverse",
	"Terminated": "Danger",
	"On Alert": "Warning",
	"Ordered Out": "Danger",
	"Gathering": "Danger",
	"Under Way": "Primary",
	"Relief": "Primary",
	"Reviewed": "Success",
	"Stood Down": "Inverse",
	"Call-out Closed": "Inverse",
	"Waiting for Witness": "Warning",
	"Waiting for Acceptance": "Info",
	"Refused": "Danger",
	"Received": "Warning",
	"Verified": "Info",
	"Declined": "Inverse",
	"Dispatched": "Info",
	"Sent Back": "Warning",
	"In Service": "Primary",
	"Awaiting Rating": "Info",
	"Done": "Success",
	"Unmet": "Danger",
	"Joined to Another": "Inverse",
	"Paired": "Success",
	"Planned": "Info",
	"To Be Continued": "Warning",
}

# Nobody is asked to take a resting document there: Frappe opens no to-do for optional states.
OPTIONAL = frozenset(
	{
		"Suspended",
		"Deregistered",
		"Dissolved",
		"Cancelled",
		"Called Off",
		"Concluded",
		"Withdrawn",
		"Plaque Revoked",
		"Signed",
		"In Force",
		"Ended",
		"Terminated",
		"Claim Closed",
		"Stood Down",
		"Call-out Closed",
	}
)


def ensure_workflows() -> None:
	"""Make the states, actions and workflows that are missing; those that exist are the user's."""
	for machine in MACHINES:
		for state in machine.states:
			insert_if_missing(
				"Workflow State", state, {"workflow_state_name": state, "style": STYLES.get(state, "")}
			)
		for action in {step.action: None for step in machine.steps}:
			insert_if_missing("Workflow Action Master", action, {"workflow_action_name": action})
		insert_if_missing("Workflow", machine.name, _as_workflow(machine))
		frappe.clear_cache(doctype=machine.doctype)


def _as_workflow(machine: Machine) -> dict:
	drawing = machine.drawing()
	return {
		"workflow_name": machine.name,
		"document_type": machine.doctype,
		"is_active": 1,
		"override_status": 0,
		"send_email_alert": 0,
		"workflow_state_field": "workflow_state",
		"states": [
			{
				"state": state.name,
				"doc_status": str(state.docstatus),
				"allow_edit": state.editable_by,
				"is_optional_state": int(state.name in OPTIONAL),
			}
			for state in drawing.states
		],
		"transitions": [
			{
				"state": step.state,
				"action": step.action,
				"next_state": step.next_state,
				"allowed": step.role,
				"allow_self_approval": 1,  # the guard decides: it knows the volunteer and the recorder
				"condition": step.condition,
			}
			for step in drawing.transitions
		],
	}
