"""The workflows of assessments, pilot sites and their submissions."""

from volunteer_services.foundation.roles import OFFICERS, REVIEWERS
from volunteer_services.foundation.workflow.machine import Machine, Step

PILOT_SITE_MACHINES: tuple[Machine, ...] = (
	Machine(
		"Site Assessment",
		{"Draft": 0, "Submitted for Review": 0, "Certified": 1, "Needs Rectification": 1, "Cancelled": 2},
		(
			Step("Draft", "Submit for Review", "Submitted for Review", REVIEWERS),
			Step("Submitted for Review", "Certify", "Certified", OFFICERS, "doc.is_compliant"),
			Step("Submitted for Review", "Require Rectification", "Needs Rectification", OFFICERS),
			Step("Submitted for Review", "Return", "Draft", OFFICERS),
			Step("Certified", "Cancel", "Cancelled", OFFICERS),
			Step("Needs Rectification", "Cancel", "Cancelled", OFFICERS),
		),
	),
	Machine(
		"Pilot Site",
		dict.fromkeys(
			(
				"Candidate",
				"Preparing",
				"Designated",
				"Active",
				"Concluded",
				"Withdrawn",
				"Plaque Revoked",
			),
			0,
		),
		(
			Step("Candidate", "Select for Preparation", "Preparing", OFFICERS),
			Step("Candidate", "Withdraw", "Withdrawn", REVIEWERS),
			Step("Preparing", "Designate", "Designated", OFFICERS),
			Step("Preparing", "Withdraw", "Withdrawn", REVIEWERS),
			Step("Designated", "Start", "Active", REVIEWERS),
			Step("Designated", "Revoke Plaque", "Plaque Revoked", OFFICERS),
			Step("Active", "Conclude", "Concluded", OFFICERS),
			Step("Active", "Revoke Plaque", "Plaque Revoked", OFFICERS),
			Step("Concluded", "Revoke Plaque", "Plaque Revoked", OFFICERS),
		),
	),
	Machine(
		"Site Submission",
		{"Draft": 0, "Submitted for Review": 0, "Returned": 0, "Accepted": 1, "Cancelled": 2},
		(
			Step("Draft", "Submit for Review", "Submitted for Review", REVIEWERS),
			Step("Returned", "Submit for Review", "Submitted for Review", REVIEWERS),
			Step("Submitted for Review", "Accept", "Accepted", OFFICERS),
			Step("Submitted for Review", "Return", "Returned", OFFICERS),
			Step("Accepted", "Cancel", "Cancelled", OFFICERS),
		),
	),
)
