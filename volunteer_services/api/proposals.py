"""Projects that volunteers propose."""

from typing import Annotated

import frappe
from frappe import _

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.domain.arguments import Day, choice
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.volunteer_projects.domain.codes import ProjectCategory, Theme
from volunteer_services.volunteer_projects.services import proposals
from volunteer_services.volunteer_projects.services.signing import access


@endpoint(methods=["POST"])
def propose(
	project_name: str,
	category: Annotated[str, choice(*ProjectCategory.options())],
	theme: Annotated[str, choice(*Theme.options())],
	content: str,
	start_date: Day,
	end_date: Day,
	location: str = "",
) -> dict:
	"""One's own proposal becomes a draft of one's team: {name}."""
	own = access.own_volunteer()
	if not own:
		frappe.throw(_("Your user has no volunteer's file."), frappe.PermissionError)
	asked = proposals.Proposal(project_name, category, theme, content, location, start_date, end_date)
	return {"name": proposals.propose(own, asked)}


@endpoint(methods=["POST"])
def answer(project: str, takes_up: bool, answer: str = "") -> dict:
	"""The staff takes a proposal up, or declines it with a reason: {status}."""
	require_permission(proposals.PROJECT, "write", project)
	return {"status": proposals.answer(project, takes_up, answer)}
