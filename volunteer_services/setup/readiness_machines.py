"""The workflows of insurance claims and written agreements."""

from volunteer_services.foundation.roles import REVIEWERS, STAFF
from volunteer_services.foundation.workflow.machine import Machine, Step

READINESS_MACHINES: tuple[Machine, ...] = (
	Machine(
		"Insurance Claim",
		dict.fromkeys(
			(
				"Reported",
				"Accepted",
				"Papers Wanted",
				"Under Assessment",
				"Paid",
				"Rejected",
				"Claim Closed",
			),
			0,
		),
		(
			Step("Reported", "Take Up Claim", "Accepted", REVIEWERS),
			Step("Accepted", "Send to Insurer", "Under Assessment", REVIEWERS),
			Step("Under Assessment", "Ask for Papers", "Papers Wanted", REVIEWERS),
			Step("Papers Wanted", "Send to Insurer", "Under Assessment", REVIEWERS),
			Step("Under Assessment", "Enter Payment", "Paid", REVIEWERS),
			Step("Under Assessment", "Reject", "Rejected", REVIEWERS),
			Step("Paid", "Close Claim", "Claim Closed", REVIEWERS),
			Step("Rejected", "Close Claim", "Claim Closed", REVIEWERS),
		),
	),
	Machine(
		"Volunteer Agreement",
		dict.fromkeys(("Draft", "Signed", "In Force", "Ended", "Terminated"), 0),
		(
			Step("Draft", "Mark as Signed", "Signed", STAFF),
			Step("Signed", "Take Effect", "In Force", STAFF),
			Step("In Force", "End", "Ended", STAFF),
			Step("Signed", "Terminate", "Terminated", REVIEWERS),
			Step("In Force", "Terminate", "Terminated", REVIEWERS),
		),
	),
)
