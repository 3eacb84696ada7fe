"""The workflows of teams, volunteers, projects, activities, service logs and their corrections."""

from volunteer_services.foundation.roles import (
	CITY,
	DISTRICT,
	LEADER,
	MANAGER,
	OFFICERS,
	REVIEWERS,
	SITE,
	STAFF,
	VOLUNTEER,
)
from volunteer_services.foundation.workflow.machine import Machine, Step

# The levels a service log passes, and who reviews at each.
REVIEW_STATES = {
	"Pending Team Review": (LEADER, SITE, MANAGER),
	"Pending Site Review": (SITE, MANAGER),
	"Pending District Review": (DISTRICT, MANAGER),
	"Pending City Review": (CITY, MANAGER),
}


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


SERVICE_MACHINES: tuple[Machine, ...] = (
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
	Machine(
		"Make-up Declaration",
		{
			**dict.fromkeys(("Draft", "Pending Approval", "Returned", "Rejected"), 0),
			"Approved": 1,
			"Cancelled": 2,
		},
		(
			Step("Draft", "Submit for Approval", "Pending Approval", STAFF),
			Step("Returned", "Submit for Approval", "Pending Approval", STAFF),
			Step("Pending Approval", "Approve", "Approved", (SITE,), 'doc.approval_level == "Site"'),
			Step(
				"Pending Approval",
				"Approve",
				"Approved",
				(DISTRICT,),
				'doc.approval_level in ("Site", "District")',
			),
			Step("Pending Approval", "Approve", "Approved", (CITY, MANAGER)),
			Step("Pending Approval", "Return", "Returned", REVIEWERS),
			Step("Pending Approval", "Reject", "Rejected", REVIEWERS),
			Step("Approved", "Cancel", "Cancelled", OFFICERS),
		),
	),
	Machine(
		"Service Self Report",
		dict.fromkeys(
			("Waiting for Witness", "Waiting for Acceptance", "Recorded", "Refused", "Withdrawn"), 0
		),
		(
			Step("Waiting for Witness", "Confirm Presence", "Waiting for Acceptance", STAFF),
			Step("Waiting for Witness", "Reject", "Refused", STAFF),
			Step("Waiting for Witness", "Withdraw", "Withdrawn", (VOLUNTEER,)),
			Step("Waiting for Acceptance", "Accept Report", "Recorded", STAFF),
			Step("Waiting for Acceptance", "Reject", "Refused", STAFF),
			Step("Waiting for Acceptance", "Withdraw", "Withdrawn", (VOLUNTEER,)),
		),
	),
)
