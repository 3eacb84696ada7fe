"""The workflows of this app, as data, and how they are made at install: only where none of the name
exists."""

from dataclasses import dataclass

import frappe

from volunteer_services.domain.workflow import State, StateMachine, Transition
from volunteer_services.setup.manifest import insert_if_missing

MANAGER = "Volunteer Services Manager"
CITY = "Volunteer City Officer"
DISTRICT = "Volunteer District Officer"
SITE = "Volunteer Site Manager"
LEADER = "Volunteer Team Leader"
VOLUNTEER = "Volunteer"

STAFF = (LEADER, SITE, DISTRICT, CITY, MANAGER)
REVIEWERS = (SITE, DISTRICT, CITY, MANAGER)
OFFICERS = (DISTRICT, CITY, MANAGER)

STYLES = {
	"Approved": "Success",
	"Registered": "Success",
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
}

# The levels a service log passes, and who reviews at each.
REVIEW_STATES = {
	"Pending Team Review": (LEADER, SITE, MANAGER),
	"Pending Site Review": (SITE, MANAGER),
	"Pending District Review": (DISTRICT, MANAGER),
	"Pending City Review": (CITY, MANAGER),
}

# Nobody is asked to take a resting document there: Frappe opens no to-do for optional states.
OPTIONAL = frozenset({"Suspended", "Deregistered", "Dissolved", "Cancelled", "Called Off"})


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


def _next_is(state: str) -> str:
	return f'doc.next_review == "{state}"'


def _log_steps() -> tuple[Step, ...]:
	reviews = list(REVIEW_STATES)
	steps = []
	for source in ("Draft", "Returned", "Awaiting Registration"):
		targets = reviews if source == "Awaiting Registration" else ["Awaiting Registration", *reviews]
		steps += [Step(source, "Submit for Review", state, STAFF, _next_is(state)) for state in targets]
	for position, source in enumerate(reviews):
		roles = REVIEW_STATES[source]
		for target in [*reviews[position + 1 :], "Approved"]:
			steps.append(Step(source, "Approve", target, roles, _next_is(target)))
		steps.append(Step(source, "Return", "Returned", roles))
		steps.append(Step(source, "Reject", "Rejected", roles))
	steps.append(Step("Approved", "Cancel", "Cancelled", OFFICERS))
	return tuple(steps)


MACHINES: tuple[Machine, ...] = (
	Machine(
		"Volunteer Team",
		dict.fromkeys(("Draft", "Pending Review", "Active", "Returned", "Rejected", "Dissolved"), 0),
		(
			Step("Draft", "Submit for Review", "Pending Review", STAFF),
			Step("Returned", "Submit for Review", "Pending Review", STAFF),
			Step("Pending Review", "Approve", "Active", OFFICERS),
			Step("Pending Review", "Return", "Returned", OFFICERS),
			Step("Pending Review", "Reject", "Rejected", OFFICERS),
			Step("Active", "Dissolve", "Dissolved", OFFICERS),
		),
	),
	Machine(
		"Volunteer Profile",
		dict.fromkeys(
			("Applied", "Pending Review", "Registered", "Returned", "Rejected", "Suspended", "Deregistered"),
			0,
		),
		(
			Step("Applied", "Submit for Review", "Pending Review", STAFF),
			Step("Returned", "Submit for Review", "Pending Review", STAFF),
			Step("Pending Review", "Register", "Registered", REVIEWERS),
			Step("Pending Review", "Return", "Returned", REVIEWERS),
			Step("Pending Review", "Reject", "Rejected", REVIEWERS),
			Step("Registered", "Suspend", "Suspended", REVIEWERS),
			Step("Suspended", "Resume", "Registered", REVIEWERS),
			Step("Registered", "Deregister", "Deregistered", REVIEWERS),
			Step("Suspended", "Deregister", "Deregistered", REVIEWERS),
			Step("Rejected", "Apply Again", "Applied", STAFF),
			Step("Deregistered", "Apply Again", "Applied", STAFF),
		),
	),
	Machine(
		"Volunteer Project",
		dict.fromkeys(
			(
				"Draft",
				"Pending Approval",
				"Recruiting",
				"In Progress",
				"Completed",
				"Closed",
				"Returned",
				"Rejected",
			),
			0,
		),
		(
			Step("Draft", "Submit for Approval", "Pending Approval", STAFF),
			Step("Returned", "Submit for Approval", "Pending Approval", STAFF),
			Step("Pending Approval", "Approve", "Recruiting", OFFICERS),
			Step("Pending Approval", "Return", "Returned", OFFICERS),
			Step("Pending Approval", "Reject", "Rejected", OFFICERS),
			Step("Recruiting", "Start", "In Progress", STAFF),
			Step("In Progress", "Complete", "Completed", STAFF),
			Step("Completed", "Close", "Closed", REVIEWERS),
		),
	),
	Machine(
		"Service Activity",
		dict.fromkeys(("Draft", "Published", "Completed", "Recorded", "Called Off"), 0),
		(
			Step("Draft", "Publish", "Published", STAFF),
			Step("Draft", "Complete", "Completed", STAFF),
			Step("Published", "Complete", "Completed", STAFF),
			Step("Draft", "Record", "Recorded", STAFF),
			Step("Published", "Record", "Recorded", STAFF),
			Step("Completed", "Record", "Recorded", STAFF),
			Step("Published", "Call Off", "Called Off", STAFF),
		),
	),
	Machine(
		"Service Log",
		{
			"Draft": 0,
			"Awaiting Registration": 0,
			**dict.fromkeys(REVIEW_STATES, 0),
			"Returned": 0,
			"Rejected": 0,
			"Approved": 1,
			"Cancelled": 2,
		},
		_log_steps(),
	),
	Machine(
		"Record Correction",
		{"Draft": 0, "Pending Review": 0, "Returned": 0, "Rejected": 0, "Approved": 1},
		(
			Step("Draft", "Submit for Review", "Pending Review", (*STAFF, VOLUNTEER)),
			Step("Returned", "Submit for Review", "Pending Review", (*STAFF, VOLUNTEER)),
			Step("Pending Review", "Approve", "Approved", (SITE,), 'doc.approval_level == "Site"'),
			Step(
				"Pending Review",
				"Approve",
				"Approved",
				(DISTRICT,),
				'doc.approval_level in ("Site", "District")',
			),
			Step("Pending Review", "Approve", "Approved", (CITY, MANAGER)),
			Step("Pending Review", "Return", "Returned", REVIEWERS),
			Step("Pending Review", "Reject", "Rejected", REVIEWERS),
		),
	),
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


def _editor(docstatus: int) -> str:
	return "All" if docstatus == 0 else MANAGER
