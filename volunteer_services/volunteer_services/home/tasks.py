"""What waits for the user, over all rooms: decisions first, then what the user works off."""

from datetime import date

from frappe import _

from volunteer_services.foundation.house import document, house
from volunteer_services.foundation.messages import failed
from volunteer_services.foundation.reporting.agenda import Wait
from volunteer_services.foundation.scope.deciding import Sight
from volunteer_services.foundation.workflow.waiting import Asked, waiting
from volunteer_services.pilot_sites.reporting import today as sites
from volunteer_services.service_needs.reporting import today as needs
from volunteer_services.service_records.reporting import today as records
from volunteer_services.time_bank.reporting import today as counter
from volunteer_services.volunteer_recognition.reporting import today as stars
from volunteer_services.volunteer_registry.reporting import today as registry

APPLICANT = "Volunteer Profile"


def decision_label(doctype: str) -> str:
	"""What the home page calls the documents of a DocType that wait for a decision. Raises KeyError."""
	return {
		"Service Log": _("Records to Review"),
		"Volunteer Profile": _("Registrations to Decide"),
		"Volunteer Team": _("Teams to Approve"),
		"Volunteer Project": _("Projects to Approve"),
		"Make-up Declaration": _("Make-up Declarations to Decide"),
		"Record Correction": _("Corrections to Decide"),
		"Service Self Report": _("Own Reports to Confirm or Accept"),
		"Reward Redemption": _("Redemptions to Decide"),
		"Hardship Grant": _("Grants to Decide"),
		"Points Adjustment": _("Adjustments to Decide"),
		"Site Assessment": _("Assessments to Decide"),
		"Site Submission": _("Submissions to Review"),
		"Insurance Claim": _("Claims to Take Up"),
	}[doctype]


def decisions(sight: Sight) -> list[Wait]:
	"""What the user may approve: in scope, at the place of the role, and not what concerns the user."""
	found = []
	for doctype in house().decided():
		wait = waiting(doctype, sight)
		options: dict = {"workflow_state": ["in", list(wait.states)]}
		if doctype != APPLICANT:  # a file has no column of its own for who entered it but the owner
			options |= {column: ["!=", sight.user] for column in document(doctype).concerns.users}
		else:
			options["owner"] = ["!=", sight.user]
		found.append(Wait(decision_label(doctype), wait.count, wait.since, doctype, options))
	return found


def work(sight: Sight, today: date) -> list[Wait]:
	"""What the user takes a step further without deciding."""
	applied = waiting(APPLICANT, sight, Asked(actions=frozenset({"Submit for Review"})))
	return [
		Wait(
			_("Applications to Check"),
			applied.count,
			applied.since,
			APPLICANT,
			{"workflow_state": ["in", list(applied.states)]},
		),
		registry.applications(sight),
		records.returned(sight),
		records.certificates_to_issue(sight),
		records.complaints_to_handle(sight),
		counter.to_hand_over(sight),
		*needs.to_settle(sight),
		*stars.to_decide(sight, today),
		*sites.mine(sight, today),
		failed.not_delivered(),
	]
