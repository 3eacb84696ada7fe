"""Templates from which projects are made, proposals of volunteers, the evaluation at closing."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.site.volunteer_projects.test_activities_records import make_activity
from tests.site.volunteer_projects.test_projects_workflow import draft, move
from volunteer_services.api import projects as api
from volunteer_services.api import proposals
from volunteer_services.exceptions import (
	ArgumentError,
	EvaluationError,
	LibraryError,
	ProjectDatesError,
	ProposalError,
	RequestLimitError,
)
from volunteer_services.volunteer_projects.services import proposals as service

PROJECT = "Volunteer Project"
EVALUATED = {
	"evaluation": "<p>服务对象满意</p>",
	"goals_reached": "Mostly",
	"satisfaction": 5,
	"lessons": "夏天提早一小时",
}


@pytest.fixture
def place():
	return make.Place().staff()


def template(place, **values):
	frappe.set_user(place.officer)
	return draft(place, is_library_item=1, region=place.district.name, **values)


def run(place, source):
	return api.from_library(source.name, place.team.name, nowdate(), add_days(nowdate(), 90))


def test_a_template_serves_the_teams_below_its_region_only(place):
	source = template(place)
	other = make.Place().staff()
	frappe.set_user(place.leader)
	assert source.name in [row.name for row in api.templates(place.team.name)]
	doc = frappe.get_doc(PROJECT, run(place, source))
	assert (doc.library_source, doc.workflow_state, doc.is_library_item) == (source.name, "Draft", 0)
	assert (doc.project_name, doc.risks, doc.team) == (source.project_name, source.risks, place.team.name)
	assert [row.post_title for row in doc.posts] == ["探访员"]
	assert doc.region == place.region.name
	frappe.set_user(other.leader)
	assert source.name not in [row.name for row in api.templates(other.team.name)]
	with pytest.raises(LibraryError):
		run(other, source)
	with pytest.raises(frappe.PermissionError):
		api.templates(place.team.name)
	with pytest.raises(frappe.PermissionError):
		run(place, source)


@pytest.mark.parametrize("role", [make.AUDITOR, make.VOLUNTEER])
def test_who_makes_no_projects_sees_no_templates(place, role):
	source = template(place)
	frappe.set_user(make.make_user(role))
	with pytest.raises(frappe.PermissionError):
		api.templates(place.team.name)
	with pytest.raises(frappe.PermissionError):
		run(place, source)


def test_a_template_is_not_run_and_what_runs_is_no_template(place):
	source = template(place)
	with pytest.raises(LibraryError):
		move(source, "Pending Approval", place.officer)
	place.project = source
	with pytest.raises(LibraryError):
		make_activity(place)
	frappe.set_user(place.leader)
	planned = draft(place)
	place.project = planned
	make_activity(place)
	planned.reload()
	planned.is_library_item = 1
	with pytest.raises(LibraryError):
		planned.save()


def proposed(place, **values):
	"""A registered volunteer's proposal: (the volunteer, the project)."""
	frappe.set_user("Administrator")
	who = place.volunteer(user=make.make_user(make.VOLUNTEER))
	frappe.set_user(who.user)
	return who, frappe.get_doc(PROJECT, propose(**values)["name"])


def propose(**values):
	return proposals.propose(
		**{
			"project_name": "楼道图书角",
			"category": "Culture",
			"theme": "Society",
			"content": "整理旧书<b>给</b>邻居的孩子",
			"start_date": nowdate(),
			"end_date": add_days(nowdate(), 60),
			**values,
		}
	)


def told(user: str, project: str) -> list[str]:
	"""What the notifications of a user say about a project."""
	return frappe.get_all(
		"Notification Log",
		{"for_user": user, "document_type": PROJECT, "document_name": project},
		pluck="subject",
	)


def test_a_proposal_is_a_draft_of_the_team_that_its_staff_sees(place):
	who, project = proposed(place)
	assert (project.workflow_state, project.team, project.site) == ("Draft", place.team.name, place.site.name)
	assert (project.is_proposal, project.proposed_by, project.proposal_status) == (1, who.name, "Proposed")
	assert "<b>" not in project.description
	other = make.Place().staff()
	for user, sees in (
		(place.leader, True),
		(place.manager, True),
		(place.officer, True),
		(other.leader, False),
	):
		frappe.set_user(user)
		assert (project.name in frappe.get_list(PROJECT, pluck="name", limit=0)) is sees
	frappe.set_user(who.user)
	assert not frappe.has_permission(PROJECT, "read", project.name)


def test_the_staff_takes_it_up_once_and_the_proposer_reads_the_answer(place):
	who, project = proposed(place)
	other = make.Place().staff()
	for user in (who.user, other.leader, other.officer, make.make_user(make.AUDITOR)):
		frappe.set_user(user)
		with pytest.raises(frappe.PermissionError):
			proposals.answer(project.name, True)
	frappe.set_user(place.leader)
	assert proposals.answer(project.name, True, "好主意")["status"] == "Taken Up"
	with pytest.raises(ProposalError):
		proposals.answer(project.name, False, "不行")
	(row,) = service.of(who.name)
	assert (row.proposal_status, row.proposal_answer) == ("Taken Up", "好主意")
	assert told(who.user, project.name) == ["您提议的项目“楼道图书角”已被采纳：好主意"]


def test_a_declined_proposal_wants_a_reason_and_goes_no_further(place):
	who, project = proposed(place)
	frappe.set_user(place.leader)
	with pytest.raises(ProposalError):
		proposals.answer(project.name, False, " ")
	proposals.answer(project.name, False, "站点已有图书室")
	assert told(who.user, project.name) == ["您提议的项目“楼道图书角”未被采纳：站点已有图书室"]
	with pytest.raises(ProposalError, match="站点已有图书室"):
		move(project, "Pending Approval", place.leader)


def test_who_sends_a_proposal_to_approval_has_taken_it_up(place):
	who, project = proposed(place)
	said = {"location": "楼道", "conditions": "成年", "risks": "无高空作业", "safeguards": "两人一组"}
	frappe.set_user(place.leader)
	project.reload()
	project.append("posts", {"post_title": "整理员", "headcount": 2})
	project.update({"workflow_state": "Pending Approval", "sign_up_note": "到站点", **said})
	project.save()
	assert (project.proposal_status, project.proposal_answered_by) == ("Taken Up", place.leader)
	assert told(who.user, project.name) == ["您提议的项目“楼道图书角”已被采纳。"]


@pytest.mark.parametrize(
	("values", "error"),
	[
		({"project_name": " "}, ProposalError),
		({"content": "书" * 2001}, ProposalError),
		({"category": "Sport"}, ArgumentError),
		({"end_date": "2020-01-01"}, ProjectDatesError),
	],
)
def test_an_impossible_proposal_is_refused(place, values, error):
	who, _project = proposed(place)
	frappe.set_user(who.user)
	with pytest.raises(error):
		propose(**values)


def test_only_registered_members_of_a_team_propose(place):
	frappe.set_user(place.leader)
	with pytest.raises(frappe.PermissionError):
		propose()
	frappe.set_user("Administrator")
	for state, team in (("Suspended", place.team.name), ("Registered", None)):
		user = make.make_user(make.VOLUNTEER)
		make.make_volunteer(place.region.name, team, state, user=user)
		frappe.set_user(user)
		with pytest.raises(ProposalError):
			propose()
		frappe.set_user("Administrator")


def test_a_form_that_is_sent_again_and_again_is_refused(place):
	who, _project = proposed(place)
	frappe.set_user(who.user)
	for _number in range(service.AN_HOUR - 1):
		propose()
	with pytest.raises(RequestLimitError):
		propose()


def test_a_form_forges_no_proposal_and_no_source(place):
	who = place.volunteer()
	frappe.set_user(place.leader)
	project = draft(
		place, is_proposal=1, proposed_by=who.name, proposal_status="Taken Up", library_source="VP-1"
	)
	assert project.is_proposal == 0
	assert not (project.proposed_by or project.proposal_status or project.library_source)


@pytest.mark.parametrize("missing", ["evaluation", "goals_reached", "satisfaction", "lessons"])
def test_a_project_is_closed_with_its_evaluation_only(place, missing):
	project = make.make_project(place.team, place.unit.name, state="Completed")
	with pytest.raises(EvaluationError):
		move(project, "Closed", place.manager, **EVALUATED | {missing: None})


def test_the_figures_at_closing_are_those_of_the_records(place):
	project = make.make_project(place.team, place.unit.name, state="Completed")
	place.project = project
	make.make_log(place, place.volunteer().name, state="Approved")
	activity = make_activity(place, people_served=30)
	frappe.db.set_value("Service Activity", activity.name, "workflow_state", "Recorded")
	move(project, "Closed", place.manager, closing_minutes=9999, **EVALUATED)
	assert (project.people_served, project.closing_minutes) == (30, 120)
	with pytest.raises(EvaluationError):
		move(project, "Closed", place.manager, satisfaction=6)


def test_a_project_outside_the_scope_is_not_made_from_a_template(place):
	source = template(place)
	sister = make.make_team(place.region.name, place.site.name)
	frappe.set_user(place.leader)
	with pytest.raises(frappe.PermissionError):
		api.from_library(source.name, sister.name, nowdate(), nowdate())
	frappe.set_user(make.make_staff(make.LEADER, "Volunteer Team", sister.name))
	with pytest.raises(frappe.PermissionError):
		run(place, source)
