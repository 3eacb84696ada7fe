"""Volunteers propose projects: a short form becomes a draft of their team, which the staff takes up or
declines with an answer."""

from __future__ import annotations

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import cstr, escape_html, now_datetime

from volunteer_services.exceptions import ProposalError
from volunteer_services.foundation import limits
from volunteer_services.volunteer_projects.services.signing.tell import site_language, write

PROJECT = "Volunteer Project"
PROPOSED, TAKEN_UP, DECLINED = "Proposed", "Taken Up", "Declined"
AN_HOUR = 5
"""Proposals of one person: a form that is sent again and again tells nothing new."""
MOST = 20
_LONGEST_NAME, _LONGEST_TEXT = 140, 2000


@dataclass(frozen=True)
class Proposal:
	"""What the form asks: name, what is to be done and for whom, where, from when to when."""

	project_name: str
	category: str
	theme: str
	content: str
	location: str
	start_date: str
	end_date: str


def propose(volunteer: str, proposal: Proposal) -> str:
	"""Make the draft of a registered volunteer's team; returns its name.

	Raises ProposalError, ProjectDatesError, ProjectTeamError, RequestLimitError.
	"""
	file = frappe.db.get_value(
		"Volunteer Profile", volunteer, ["workflow_state", "primary_team"], as_dict=True
	)
	_check(file, proposal)
	limits.require("project proposal", volunteer, AN_HOUR)
	project = frappe.get_doc(
		{
			"doctype": PROJECT,
			"project_name": proposal.project_name.strip(),
			"category": proposal.category,
			"theme": proposal.theme,
			"description": f"<p>{escape_html(proposal.content.strip())}</p>",
			"location": proposal.location.strip(),
			"team": file.primary_team,
			"start_date": proposal.start_date,
			"end_date": proposal.end_date,
			"is_proposal": 1,
			"proposed_by": volunteer,
			"proposed_on": now_datetime().replace(microsecond=0),
			"proposal_status": PROPOSED,
		}
	)
	# The recording unit may be missing where the site has none: the staff enters it.
	project.flags.by_service = project.flags.ignore_permissions = project.flags.ignore_mandatory = True
	return project.insert().name


def _check(file: frappe._dict | None, proposal: Proposal) -> None:
	if not file or file.workflow_state != "Registered":
		_refuse(_("Registered volunteers propose projects. Ask your team or site about your registration."))
	if not file.primary_team:
		_refuse(_("You are in no team yet. Ask your site for one, then propose your project."))
	if not proposal.project_name.strip() or not proposal.content.strip():
		_refuse(_("Give the project a name, and say what is to be done and for whom."))
	if len(proposal.project_name) > _LONGEST_NAME or len(proposal.content) > _LONGEST_TEXT:
		_refuse(
			_("The name may have {0} characters, the text {1}. Shorten it.").format(
				_LONGEST_NAME, _LONGEST_TEXT
			)
		)


def of(volunteer: str) -> list[frappe._dict]:
	"""A volunteer's own proposals, the latest first."""
	return frappe.get_all(
		PROJECT,
		filters={"proposed_by": volunteer, "is_proposal": 1},
		fields=[
			"name",
			"project_name",
			"proposed_on",
			"proposal_status",
			"proposal_answer",
			"workflow_state",
		],
		order_by="proposed_on desc, name desc",
		limit=MOST,
	)


def answer(project: str, takes_up: bool, text: str) -> str:
	"""The staff takes a proposal up, or declines it with a reason; returns the status. Raises
	ProposalError."""
	row = frappe.db.get_value(
		PROJECT, project, ["name", "project_name", "proposal_status"], as_dict=True, for_update=True
	)
	if row.proposal_status != PROPOSED:
		_refuse(_("The proposal {0} is answered already.").format(row.project_name))
	if not takes_up and not text.strip():
		_refuse(_("Say why the proposal is declined: the proposer reads it."))
	status = TAKEN_UP if takes_up else DECLINED
	frappe.db.set_value(
		PROJECT,
		project,
		{
			"proposal_status": status,
			"proposal_answer": text.strip() or None,
			"proposal_answered_by": frappe.session.user,
		},
	)
	_tell_proposer(project)
	return status


def take_up_with(project) -> None:
	"""Whoever sends a proposal to approval takes it up. Raises ProposalError for one that was declined."""
	if not project.is_proposal:
		return
	if project.proposal_status == DECLINED:
		_refuse(
			_("The proposal {0} was declined: {1}").format(
				project.project_name, cstr(project.proposal_answer)
			)
		)
	if project.proposal_status == PROPOSED:
		project.proposal_status = TAKEN_UP
		project.proposal_answered_by = frappe.session.user
		project.flags.proposal_taken_up = True


def tell_taken_up(project) -> None:
	"""After the save that took a proposal up with its approval."""
	if project.flags.pop("proposal_taken_up", False):
		_tell_proposer(project.name)


def _tell_proposer(project: str) -> None:
	found = frappe.db.sql(
		"""select p.`name`, p.`project_name`, p.`proposal_status`, p.`proposal_answer`, u.`name` as `user`,
		u.`language` from `tabVolunteer Project` p
		inner join `tabVolunteer Profile` v on v.`name` = p.`proposed_by`
		inner join `tabUser` u on u.`name` = v.`user` and u.`enabled` = 1
		where p.`name` = %s and u.`name` <> %s""",
		(project, frappe.session.user),
		as_dict=True,
	)
	write([(row, _said(row, row.language or site_language())) for row in found], PROJECT)


def _said(row: frappe._dict, lang: str) -> str:
	if row.proposal_status == DECLINED:
		text = _("Your proposal {0} was declined: {1}", lang)
	elif row.proposal_answer:
		text = _("Your proposal {0} is taken up: {1}", lang)
	else:
		text = _("Your proposal {0} is taken up.", lang)
	return text.format(row.project_name, row.proposal_answer or "")


def _refuse(message: str) -> None:
	frappe.throw(message, ProposalError, title=_("Proposal of a Volunteer"))
