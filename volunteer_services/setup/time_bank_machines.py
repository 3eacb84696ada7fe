"""The workflows of the time bank."""

from volunteer_services.foundation.roles import CITY, MANAGER, OFFICERS, REVIEWERS, STAFF, VOLUNTEER
from volunteer_services.foundation.workflow.machine import Machine, Step

TIME_BANK_MACHINES: tuple[Machine, ...] = (
	Machine(
		"Reward Redemption",
		dict.fromkeys(("Requested", "Approved", "Fulfilled", "Returned", "Rejected", "Cancelled"), 0),
		(
			Step("Requested", "Approve", "Approved", REVIEWERS),
			Step("Requested", "Hand Over", "Fulfilled", STAFF, "doc.is_counter_item"),
			Step("Requested", "Return", "Returned", REVIEWERS),
			Step("Requested", "Reject", "Rejected", REVIEWERS),
			Step("Requested", "Cancel", "Cancelled", (*STAFF, VOLUNTEER)),
			Step("Approved", "Hand Over", "Fulfilled", STAFF),
			Step("Approved", "Cancel", "Cancelled", REVIEWERS),
			Step("Returned", "Request Again", "Requested", (*STAFF, VOLUNTEER)),
			Step("Returned", "Cancel", "Cancelled", (*STAFF, VOLUNTEER)),
			Step("Fulfilled", "Take Back", "Cancelled", OFFICERS),
		),
	),
	Machine(
		"Hardship Grant",
		{
			**dict.fromkeys(("Draft", "Pending Approval", "Returned", "Rejected"), 0),
			"Approved": 1,
			"Cancelled": 2,
		},
		(
			Step("Draft", "Submit for Approval", "Pending Approval", REVIEWERS),
			Step("Returned", "Submit for Approval", "Pending Approval", REVIEWERS),
			Step("Pending Approval", "Approve", "Approved", OFFICERS),
			Step("Pending Approval", "Return", "Returned", OFFICERS),
			Step("Pending Approval", "Reject", "Rejected", OFFICERS),
			Step("Approved", "Cancel", "Cancelled", OFFICERS),
		),
	),
	Machine(
		"Points Adjustment",
		{
			**dict.fromkeys(("Draft", "Pending Approval", "Returned", "Rejected"), 0),
			"Approved": 1,
			"Cancelled": 2,
		},
		(
			Step("Draft", "Submit for Approval", "Pending Approval", REVIEWERS),
			Step("Returned", "Submit for Approval", "Pending Approval", REVIEWERS),
			Step("Pending Approval", "Approve", "Approved", (CITY, MANAGER)),
			Step("Pending Approval", "Return", "Returned", (CITY, MANAGER)),
			Step("Pending Approval", "Reject", "Rejected", (CITY, MANAGER)),
			Step("Approved", "Cancel", "Cancelled", (CITY, MANAGER)),
		),
	),
)
