"""The part of /my-volunteer-service about projects that the volunteer proposes."""

import frappe
from frappe import _
from frappe.utils import add_days, nowdate

from volunteer_services.foundation.paper import printing
from volunteer_services.volunteer_projects.domain.codes import ProjectCategory, Theme
from volunteer_services.volunteer_projects.services import proposals

PROJECT = "Volunteer Project"
_TONES = {"Proposed": "wait", "Taken Up": "good", "Declined": "off"}
_USUAL_DAYS = 90


def add(context, file) -> None:
	"""Put ``proposals`` into the page's context: the own ones, and what the form offers."""
	today = nowdate()
	context.proposals = frappe._dict(
		mine=[_mine(row) for row in proposals.of(file.name)],
		may_propose=file.workflow_state == "Registered" and not file.is_restricted,
		categories=[(str(word), _(str(word))) for word in ProjectCategory],
		themes=[(str(word), _(str(word))) for word in Theme],
		first=today,
		last=add_days(today, _USUAL_DAYS),
	)


def _mine(row) -> frappe._dict:
	is_drafted = row.workflow_state in ("Draft", "Returned")
	state = row.proposal_status if is_drafted else row.workflow_state
	return frappe._dict(
		name=row.name,
		title=row.project_name,
		state=_(state, context=PROJECT),
		tone=_TONES.get(state, "good"),
		date=printing.date_zh(row.proposed_on)
		if printing.is_chinese()
		else printing.date_en(row.proposed_on),
		answer=row.proposal_answer or "",
	)
