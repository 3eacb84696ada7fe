"""A need on its way: checked, answered, dispatched, taken, sent back, served, rated, merged."""

import frappe
import pytest
from frappe.utils import add_to_date, get_datetime, now_datetime

from tests import factories as make
from tests.queries import queries_of
from tests.site.service_needs.needs_world import NEED, as_user, need, recipient, saved_as
from volunteer_services.api import needs as api
from volunteer_services.exceptions import (
	NeedError,
	ReasonRequiredError,
	TransitionNotAllowedError,
	TransitionPermissionError,
)
from volunteer_services.service_needs.services.needs import dispatching, serving, suggesting


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


def state(doc) -> str:
	return frappe.db.get_value(NEED, doc.name, "workflow_state")


def test_a_need_is_received_now_and_has_its_day(place):
	doc = need(place, received_on="2020-01-01 00:00:00")
	assert get_datetime(doc.received_on).date() == now_datetime().date()
	assert doc.workflow_state == "Received" and get_datetime(doc.answer_by) > now_datetime()
	assert doc.recipient_shown == "陈**"
	urgent = need(place, urgency="Pressing")
	assert get_datetime(urgent.answer_by) == add_to_date(urgent.received_on, hours=24)


def test_nobody_is_sent_without_consent_or_to_a_file_that_is_closed(place):
	doc = recipient(place)
	frappe.db.set_value(doc.doctype, doc.name, "consent_until", "2026-02-01")
	with pytest.raises(NeedError, match="consent"):
		need(place, recipient=doc.name)
	frappe.db.set_value(doc.doctype, doc.name, {"consent_until": None, "status": "Suspended"})
	with pytest.raises(NeedError, match="Suspended"):
		need(place, recipient=doc.name)
	with pytest.raises(NeedError, match="recipient"):
		need(place, recipient=None)
	assert need(place, is_of_community=1, recipient=None).recipient_shown


def test_two_go_to_who_depends_on_others(place):
	doc = recipient(place, care_level="Dependent")
	with pytest.raises(NeedError, match="two people"):
		need(place, recipient=doc.name)
	assert need(place, recipient=doc.name, headcount=2).name
	there = recipient(place, care_level="Dependent", guardian_is_there=1)
	assert need(place, recipient=there.name).name


def test_a_check_says_how_and_an_end_answers(place):
	doc = need(place)
	with pytest.raises(NeedError, match="checked"):
		saved_as(place.manager, doc, workflow_state="Verified")
	checked = saved_as(place.manager, doc, workflow_state="Verified", verified_way="Phone")
	assert checked.verified_by == place.manager and checked.verified_on
	other = need(place)
	with pytest.raises(NeedError, match="why"):
		saved_as(place.manager, other, workflow_state="Declined", answer="请联系物业")
	with pytest.raises(NeedError, match="answer"):
		saved_as(place.manager, other, workflow_state="Declined", reason_code="Paid Work")
	ended = saved_as(
		place.manager, other, workflow_state="Declined", reason_code="Paid Work", answer="请联系物业公司"
	)
	assert ended.answered_on


def test_a_leader_checks_and_dispatches_nothing(place):
	doc = need(place)
	doc.db_set("team", place.team.name)
	with pytest.raises(TransitionPermissionError):
		saved_as(place.leader, doc, workflow_state="Verified", verified_way="Phone")
	with pytest.raises(frappe.PermissionError):
		as_user(place.leader, api.dispatch, doc.name, place.team.name)


def test_dispatched_taken_and_sent_back(place):
	doc = need(place, "Verified")
	answer = as_user(place.manager, api.dispatch, doc.name, place.team.name)
	assert answer["workflow_state"] == "Dispatched" and get_datetime(answer["accept_by"]) > now_datetime()
	with pytest.raises(NeedError, match="already"):
		as_user(place.manager, api.dispatch, doc.name, place.team.name)
	with pytest.raises(ReasonRequiredError):
		as_user(place.leader, api.send_back, doc.name, " ")
	as_user(place.leader, api.send_back, doc.name, "本周无人")
	stored = frappe.db.get_value(NEED, doc.name, ["workflow_state", "team", "decision_reason"])
	assert stored == ("Sent Back", None, "本周无人")
	assert as_user(place.leader, api.take, doc.name, place.team.name)["workflow_state"] == "Accepted"


def test_no_volunteer_goes_to_an_emergency(place):
	doc = need(place, "Verified", urgency="Emergency")
	with pytest.raises(NeedError, match="110"):
		as_user(place.manager, api.dispatch, doc.name, place.team.name)


def test_the_first_team_has_it(place):
	doc, other = need(place, "Verified"), make.Place().staff()
	other_team = make.make_team(place.region.name, site=place.site.name)
	second = make.make_staff(make.LEADER, "Volunteer Team", other_team.name)
	assert [row["name"] for row in as_user(second, api.open_needs, other_team.name)] == [doc.name]
	as_user(place.leader, api.take, doc.name, place.team.name)
	with pytest.raises(frappe.PermissionError):
		as_user(second, api.take, doc.name, other_team.name)
	with pytest.raises(NeedError, match="already"):
		dispatching.take(doc.name, other_team.name)
	assert as_user(second, api.open_needs, other_team.name) == []
	assert as_user(other.leader, api.open_needs, other.team.name) == []
	with pytest.raises(frappe.PermissionError):
		as_user(second, api.take, doc.name, place.team.name)


def test_the_list_of_open_needs_names_nobody(place):
	need(place, "Verified", content="到陈婆婆家送餐")
	(row,) = as_user(place.leader, api.open_needs, place.team.name)
	assert "陈" not in str(row) and "content" not in row
	for user in (make.make_user(make.VOLUNTEER), "Guest"):
		with pytest.raises(frappe.PermissionError):
			as_user(user, api.open_needs, place.team.name)


def test_what_is_not_taken_goes_back(place):
	doc = need(place, "Verified")
	as_user(place.manager, api.dispatch, doc.name, place.team.name)
	assert dispatching.lapse() == 0
	frappe.db.set_value(NEED, doc.name, "accept_by", add_to_date(now_datetime(), hours=-1))
	assert dispatching.lapse() == 1 and state(doc) == "Sent Back"


def test_served_and_rated_by_the_other_side(place):
	doc = need(place, "Accepted", team=place.team.name)
	with pytest.raises(NeedError, match="activity"):
		saved_as(place.leader, doc, workflow_state="In Service")
	doc.db_set("team", place.team.name)
	project = make.make_project(place.team, place.unit.name)
	serving.begin([doc.name], None, project.name)
	assert state(doc) == "In Service"
	saved_as(place.leader, doc, workflow_state="Awaiting Rating")
	with pytest.raises(NeedError, match="rating"):
		saved_as(place.manager, doc, workflow_state="Done")
	with pytest.raises(NeedError, match="1 to 5"):
		as_user(place.manager, api.rate, doc.name, 6, "Phone")
	with pytest.raises(frappe.PermissionError):
		as_user(place.leader, api.rate, doc.name, 5, "Phone")
	assert as_user(place.manager, api.rate, doc.name, 5, "Phone", "很贴心")["workflow_state"] == "Done"
	assert frappe.db.get_value(NEED, doc.name, ["rating", "rating_words"]) == (5, "很贴心")


def test_two_sources_of_one_need(place):
	person = recipient(place)
	one, other = need(place, recipient=person.name), need(place, recipient=person.name, channel="Phone")
	stranger = need(place)
	with pytest.raises(NeedError, match="different"):
		as_user(place.manager, api.merge, one.name, stranger.name)
	with pytest.raises(NeedError, match="itself"):
		as_user(place.manager, api.merge, one.name, one.name)
	as_user(place.manager, api.merge, one.name, other.name)
	assert (state(one), frappe.db.get_value(NEED, one.name, "merged_into")) == (
		"Joined to Another",
		other.name,
	)
	told = frappe.get_all("Comment", {"reference_name": other.name, "comment_type": "Info"}, pluck="content")
	assert any(one.name in text for text in told)


def test_no_state_and_no_team_is_written_by_hand(place):
	doc = need(place)
	saved_as(place.manager, doc, team=place.team.name, rating=5, served_on="2026-01-01")
	assert frappe.db.get_value(NEED, doc.name, ["team", "rating", "served_on"]) == (
		None,
		0,
		None,
	)
	with pytest.raises(TransitionNotAllowedError):
		saved_as(place.manager, doc, workflow_state="Done")
	with pytest.raises(NeedError, match="team"):
		verified = need(place, "Verified")
		saved_as(place.manager, verified, workflow_state="Dispatched")


def test_nobody_outside_reaches_a_need(place):
	doc, elsewhere = need(place, "Verified"), make.Place().staff()
	for user in (elsewhere.manager, elsewhere.leader, make.make_user(make.VOLUNTEER), "Guest"):
		assert not as_user(user, frappe.has_permission, NEED, "read", doc.name)
		for call in (
			lambda: api.dispatch(doc.name, elsewhere.team.name),
			lambda: api.suggestions(doc.name),
			lambda: api.send_back(doc.name, "x"),
			lambda: api.rate(doc.name, 5, "Phone"),
		):
			with pytest.raises(frappe.PermissionError):
				as_user(user, call)


def test_suggestions_put_the_near_team_with_the_skill_first(place, monkeypatch):
	skill = frappe.get_all("Service Skill", pluck="name", limit=1)[0]
	far = make.Place()
	near = make.make_team(place.region.name, site=place.site.name)
	person = make.make_volunteer(place.region.name, near.name)
	make.make_membership(person.name, near.name)
	person.append("skills", {"skill": skill})
	person.flags.ignore_permissions = True
	person.save()
	doc = need(place, "Verified", skills=[{"skill": skill}])
	found = as_user(place.manager, api.suggestions, doc.name)
	assert found[0]["team"] == near.name and found[0]["skills_missing"] == 0
	teams = [row["team"] for row in found]
	assert place.team.name in teams and far.team.name not in teams
	with pytest.raises(frappe.PermissionError):
		as_user(place.manager, api.dispatch, doc.name, far.team.name)
	assert queries_of(monkeypatch, suggesting.suggest, doc.name) <= 9
