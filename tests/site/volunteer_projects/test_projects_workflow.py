"""Projects: the notice that volunteers read, approval, insurance, evaluation, and the days that count."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from volunteer_services.api import projects as api
from volunteer_services.exceptions import (
	EvaluationError,
	InsuranceError,
	OutOfScopeError,
	ProjectDatesError,
	ProjectNoticeError,
	ProjectTeamError,
	ReasonRequiredError,
	StateEditError,
	TransitionNotAllowedError,
	TransitionPermissionError,
)
from volunteer_services.volunteer_projects.services import projects

NOTICE = {
	"location": "社区活动中心",
	"description": "每周六探访空巢老人",
	"conditions": "年满14周岁",
	"sign_up_note": "到站点报名",
	"risks": "高温中暑",
	"safeguards": "配备急救包",
	"posts": [{"post_title": "探访员", "headcount": 10}],
}


@pytest.fixture
def place():
	return make.Place().staff()


def draft(place, **values):
	return frappe.get_doc(
		{
			"doctype": "Volunteer Project",
			"project_name": make.unique("邻里守望"),
			"category": "Assistance",
			"theme": "People",
			"team": place.team.name,
			"start_date": "2026-01-01",
			"end_date": add_days(nowdate(), 100),
			**NOTICE,
			**values,
		}
	).insert()


def move(project, state, user, **values):
	frappe.set_user(user)
	project.reload()
	project.update({"workflow_state": state, **values})
	return project.save()


def test_team_and_site_give_region_site_and_the_unit_of_the_start_date(place):
	successor = make.make_unit(place.region.name)
	site = frappe.get_doc("Service Site", place.site.name)
	site.operators[0].to_date = "2025-12-31"
	site.append("operators", {"recording_unit": successor.name, "from_date": "2026-01-01"})
	site.save()
	frappe.set_user(place.leader)
	project = draft(place)
	assert (project.region, project.site) == (place.region.name, place.site.name)
	assert project.recording_unit == successor.name
	assert draft(place, start_date="2025-06-01").recording_unit == place.unit.name
	assert project.workflow_state == "Draft"


def test_from_draft_to_closed_through_the_right_hands(place):
	frappe.set_user(place.leader)
	project = draft(place)
	move(project, "Pending Approval", place.leader)
	with pytest.raises(TransitionPermissionError):
		move(project, "Recruiting", place.leader)
	with pytest.raises(TransitionPermissionError):
		move(project, "Recruiting", place.manager)
	move(project, "Recruiting", place.officer)
	assert project.approved_by == place.officer
	assert project.approved_on
	move(project, "In Progress", place.leader)
	move(project, "Completed", place.leader)
	with pytest.raises(EvaluationError):
		move(project, "Closed", place.manager, evaluation="<p> </p>")
	said = {"goals_reached": "Fully", "satisfaction": 5, "lessons": "提前一周通知"}
	move(project, "Closed", place.manager, evaluation="<p>服务对象满意</p>", **said)
	assert project.workflow_state == "Closed"


@pytest.mark.parametrize("missing", ["location", "description", "conditions", "risks", "safeguards", "posts"])
def test_a_notice_that_does_not_say_everything_is_not_submitted(place, missing):
	frappe.set_user(place.leader)
	project = draft(place, **{missing: [] if missing == "posts" else " "})
	with pytest.raises(ProjectNoticeError):
		move(project, "Pending Approval", place.leader)
	project.reload()
	assert project.workflow_state == "Draft"


def test_a_risky_project_is_insured_before_it_is_submitted(place):
	frappe.set_user(place.leader)
	project = draft(place, is_risky=1)
	with pytest.raises(InsuranceError):
		move(project, "Pending Approval", place.leader)
	move(project, "Pending Approval", place.leader, insurance_policy="平安意外险 P-1")
	assert project.workflow_state == "Pending Approval"


def test_an_approved_project_keeps_its_content(place):
	frappe.set_user(place.leader)
	project = draft(place)
	move(project, "Pending Approval", place.leader)
	move(project, "Recruiting", place.officer)
	posts = [{"post_title": "引导员", "headcount": 2}]
	changes = ({"end_date": add_days(nowdate(), 900)}, {"project_name": "别的项目"}, {"is_rescue": 1})
	for values in (*changes, {"posts": posts}):
		with pytest.raises(StateEditError):
			move(project, "Recruiting", place.leader, **values)
	move(project, "Recruiting", place.leader, evaluation="<p>进展顺利</p>")


def test_returned_with_a_reason_and_submitted_again(place):
	frappe.set_user(place.leader)
	project = draft(place)
	move(project, "Pending Approval", place.leader)
	with pytest.raises(ReasonRequiredError):
		move(project, "Returned", place.officer)
	move(project, "Returned", place.officer, decision_reason="请补充急救措施")
	move(project, "Pending Approval", place.leader, safeguards="急救包与培训")
	assert not project.decision_reason


@pytest.mark.parametrize("state", ["Recruiting", "In Progress", "Closed", "Rejected"])
def test_no_short_cut_from_draft(place, state):
	frappe.set_user(place.leader)
	project = draft(place)
	with pytest.raises(TransitionNotAllowedError):
		move(project, state, place.leader, decision_reason="理由")
	with pytest.raises(TransitionNotAllowedError):
		draft(place, workflow_state=state)


@pytest.mark.parametrize(
	("values", "error"),
	[
		({"end_date": "2025-12-31"}, ProjectDatesError),
		({"posts": [{"post_title": "探访员", "headcount": 0}]}, ProjectNoticeError),
		({"posts": [{"post_title": "探访员", "headcount": 1, "min_star": -1}]}, ProjectNoticeError),
	],
)
def test_impossible_projects_are_refused(place, values, error):
	frappe.set_user(place.leader)
	with pytest.raises(error):
		draft(place, **values)


def test_only_an_active_team_carries_a_project(place):
	place.team = make.make_team(place.region.name, place.site.name, state="Pending Review")
	frappe.set_user("Administrator")
	with pytest.raises(ProjectTeamError):
		draft(place)


def test_the_leader_of_another_team_neither_sees_nor_makes_the_project(place):
	other = make.Place().staff()
	frappe.set_user(place.leader)
	project = draft(place)
	frappe.set_user(other.leader)
	assert project.name not in frappe.get_list("Volunteer Project", pluck="name", limit=0)
	with pytest.raises(frappe.PermissionError):
		api.figures(project.name)
	with pytest.raises(OutOfScopeError):
		draft(place)
	names = [row["name"] for row in api.calendar("2026-01-01", "2026-12-31")]
	assert other.project.name in names
	assert project.name not in names


def test_an_approved_project_is_kept(place):
	frappe.set_user("Administrator")
	with pytest.raises(frappe.LinkExistsError):
		frappe.delete_doc("Volunteer Project", place.project.name)


@pytest.mark.parametrize(
	("state", "day", "counts"),
	[
		("In Progress", "2026-03-01", True),
		("In Progress", "2026-03-31", True),
		("In Progress", "2026-02-28", False),
		("In Progress", "2026-04-01", False),
		("Recruiting", "2026-03-15", True),
		("Completed", "2026-03-15", True),
		("Closed", "2026-03-15", True),
		("Draft", "2026-03-15", False),
		("Pending Approval", "2026-03-15", False),
		("Returned", "2026-03-15", False),
		("Rejected", "2026-03-15", False),
	],
)
def test_the_service_date_is_tested_against_the_dates_not_against_todays_state(state, day, counts):
	row = frappe._dict(
		name="VP-1",
		project_name="学雷锋",
		start_date="2026-03-01",
		end_date="2026-03-31",
		workflow_state=state,
	)
	problem = projects.project_problem(row, day)
	assert (problem is None) == counts
	assert problem is None or "学雷锋" in problem


def test_figures_count_approved_records_only(place):
	frappe.set_user("Administrator")
	volunteer = place.volunteer().name
	make.make_log(place, volunteer, state="Approved")
	make.make_log(place, volunteer, service_date="2026-03-06")
	assert api.figures(place.project.name) == {
		"activities": 0,
		"logs": 1,
		"volunteers": 1,
		"minutes": 120,
		"pending": 0,
		"needs_met": 0,
		"recipients_served": 0,
		"people_counted": 0,
	}
