"""The workflow of needs."""

from volunteer_services.foundation.roles import REVIEWERS, STAFF
from volunteer_services.foundation.workflow.machine import Machine, Step

_STATES = (
	"Received",
	"Verified",
	"Declined",
	"Dispatched",
	"Sent Back",
	"Accepted",
	"In Service",
	"Awaiting Rating",
	"Done",
	"Cancelled",
	"Unmet",
	"Joined to Another",
)
_BEFORE_SERVICE = ("Received", "Verified", "Dispatched", "Sent Back", "Accepted")

_RUNNING = ("Paired", "To Be Continued", "Suspended")

NEEDS_MACHINES: tuple[Machine, ...] = (
	Machine(
		"Recipient Pairing",
		dict.fromkeys(("Planned", "Paired", "To Be Continued", "Suspended", "Ended"), 0),
		(
			Step("Planned", "Begin Pairing", "Paired", REVIEWERS),
			Step("To Be Continued", "Begin Pairing", "Paired", REVIEWERS),
			Step("Paired", "Look for Another", "To Be Continued", REVIEWERS),
			Step("Paired", "Suspend", "Suspended", REVIEWERS),
			Step("Suspended", "Resume", "Paired", REVIEWERS),
			*(Step(state, "End Pairing", "Ended", REVIEWERS) for state in ("Planned", *_RUNNING)),
		),
	),
	Machine(
		"Service Need",
		dict.fromkeys(_STATES, 0),
		(
			Step("Received", "Confirm Need", "Verified", REVIEWERS),
			Step("Received", "Decline", "Declined", REVIEWERS),
			Step("Verified", "Dispatch Need", "Dispatched", REVIEWERS),
			Step("Sent Back", "Dispatch Need", "Dispatched", REVIEWERS),
			Step("Verified", "Take Need", "Accepted", STAFF),
			Step("Sent Back", "Take Need", "Accepted", STAFF),
			Step("Dispatched", "Take Need", "Accepted", STAFF),
			Step("Dispatched", "Send Back", "Sent Back", STAFF),
			Step("Accepted", "Send Back", "Sent Back", STAFF),
			Step("Accepted", "Begin Service", "In Service", STAFF),
			Step("In Service", "Plan Again", "Accepted", STAFF),
			Step("In Service", "Finish Service", "Awaiting Rating", STAFF),
			Step("Awaiting Rating", "Rate Need", "Done", REVIEWERS),
			*(Step(state, "Cancel", "Cancelled", REVIEWERS) for state in (*_BEFORE_SERVICE, "In Service")),
			*(
				Step(state, "Cannot Be Met", "Unmet", REVIEWERS)
				for state in ("Verified", "Dispatched", "Sent Back", "Accepted")
			),
			*(
				Step(state, "Join to Another", "Joined to Another", REVIEWERS)
				for state in ("Received", "Verified", "Sent Back")
			),
		),
	),
)
