"""The workflows of insurance claims, written agreements and call-outs."""

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
	Machine(
		"Emergency Call-out",
		dict.fromkeys(
			(
				"On Alert",
				"Ordered Out",
				"Gathering",
				"Under Way",
				"Relief",
				"Withdrawn",
				"Reviewed",
				"Call-out Closed",
				"Stood Down",
			),
			0,
		),
		(
			Step("On Alert", "Give the Order", "Ordered Out", STAFF),
			Step("Ordered Out", "Begin Gathering", "Gathering", STAFF),
			Step("Gathering", "Set Out", "Under Way", STAFF),
			Step("Under Way", "Relieve", "Relief", STAFF),
			Step("Relief", "Go On", "Under Way", STAFF),
			Step("Gathering", "Pull Out", "Withdrawn", STAFF),
			Step("Under Way", "Pull Out", "Withdrawn", STAFF),
			Step("Relief", "Pull Out", "Withdrawn", STAFF),
			Step("Withdrawn", "Finish Review", "Reviewed", STAFF),
			Step("Reviewed", "Close Call-out", "Call-out Closed", REVIEWERS),
			Step("On Alert", "Stand Down", "Stood Down", STAFF),
			Step("Ordered Out", "Stand Down", "Stood Down", STAFF),
			Step("Gathering", "Stand Down", "Stood Down", STAFF),
		),
	),
)
