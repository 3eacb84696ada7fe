"""自助申报: volunteers report own service; a witness confirms it, the staff make a record of it, and nothing
counts before that record is approved."""

from datetime import timedelta

import frappe
import frappe.client
import pytest
from frappe.utils import now_datetime

from tests import factories as make
from tests.site.service_records.self_reports_world import (
	LOG,
	REPORT,
	as_,
	asked,
	at,
	confirmed,
	person,
	send,
	step,
)
from volunteer_services.api import self_reports as api
from volunteer_services.exceptions import (
	ArgumentError,
	ReasonRequiredError,
	RequestLimitError,
	SelfApprovalError,
	SelfReportError,
	TransitionNotAllowedError,
	VolunteerStateError,
)
from volunteer_services.foundation import limits
from volunteer_services.service_records.services.self_reports import sending, witnesses

PROFILE = "Volunteer Profile"


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


def minutes(who) -> tuple:
	return frappe.db.get_value(PROFILE, who.name, ["total_minutes", "credited_minutes"])


# --- the whole way ------------------------------------------------------------------------------------------


def test_from_the_report_to_hours_that_count(place):
	who = person(place)
	name = send(who, place)
	assert frappe.db.get_value(REPORT, name, "workflow_state") == "Waiting for Witness"
	doc = step(name, "Waiting for Acceptance", place.leader)
	assert (doc.confirmed_by, minutes(who)) == (place.leader, (0, 0))
	doc = step(name, "Recorded", place.manager)
	log = frappe.get_doc(LOG, doc.service_log)
	assert (log.source, log.entry_method, log.trust_class) == ("Manual", "Manual", "Honorary")
	assert (log.recorder, log.minutes, log.docstatus) == (place.manager, 120, 0)
	assert log.workflow_state.startswith("Pending") and minutes(who) == (0, 0)
	user = {"Team": place.leader, "Site": place.manager, "District": place.officer}
	while log.docstatus == 0:
		log = step_log(log, user[log.workflow_state.split()[1]])
	assert minutes(who) == (120, 0)


def test_who_accepted_is_the_recorder_and_does_not_approve(place):
	doc = step(confirmed(person(place), place).name, "Recorded", place.manager)
	log = frappe.get_doc(LOG, doc.service_log)
	assert log.own_users() >= {place.manager, frappe.db.get_value(PROFILE, log.volunteer, "user")}
	log = step_log(log, place.leader) if log.workflow_state == "Pending Team Review" else log
	assert log.workflow_state != "Pending Site Review"


def step_log(log, user):
	frappe.set_user(user)
	log = frappe.get_doc(LOG, log.name)
	log.workflow_state = log.next_review
	return log.save()


def test_accepting_twice_makes_one_record(place):
	doc = step(confirmed(person(place), place).name, "Recorded", place.manager)
	again = frappe.get_doc(REPORT, doc.name)
	frappe.set_user(place.officer)
	again.workflow_state = "Waiting for Acceptance"
	with pytest.raises(TransitionNotAllowedError):
		again.save()
	assert frappe.db.count(LOG, {"external_id": f"self-report:{doc.name}"}) == 1


def test_a_report_for_a_team_gets_its_project_from_the_staff(place):
	who = person(place)
	doc = confirmed(who, place, project=None, team=place.team.name)
	assert (doc.project, doc.team) == (None, place.team.name)
	with pytest.raises(SelfReportError, match="Enter the project"):
		step(doc.name, "Recorded", place.manager)
	elsewhere = make.Place()
	with pytest.raises(SelfReportError, match="belongs to another team"):
		step(doc.name, "Recorded", place.manager, project=elsewhere.project.name)
	done = step(doc.name, "Recorded", place.manager, project=place.project.name)
	assert frappe.db.get_value(LOG, done.service_log, ["project", "team"]) == (
		place.project.name,
		place.team.name,
	)


def test_what_the_record_refuses_leaves_the_report_as_it_is(place):
	who = person(place)
	doc = confirmed(who, place)
	make.make_log(place, who.name, starts_on=at(10), ends_on=at(12), service_date=at(10).date(), minutes=120)
	with pytest.raises(SelfReportError, match="overlap"):
		step(doc.name, "Recorded", place.manager)
	assert frappe.db.get_value(REPORT, doc.name, ["workflow_state", "service_log"]) == (
		"Waiting for Acceptance",
		None,
	)


# --- what is taken ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
	"values, words",
	[
		({"days_ago": 0, "starts_on": "{ahead}", "ends_on": "{later}"}, "still to come"),
		({"days_ago": 40}, "more than 30 days ago"),
		({"ends_on": "{before}"}, "after the beginning"),
		({"service_content": "帮忙"}, "what you did"),
		({"witness_kind": "Another Volunteer", "witness_name": "李小梅"}, "at least 4 digits"),
		({"witness_kind": "Somebody Else", "witness_name": "陈婆婆", "witness_phone": "1234"}, "7 digits"),
		({"project": None}, "Choose a project or a team"),
	],
)
def test_what_is_not_taken(place, values, words):
	ahead = now_datetime() + timedelta(hours=1)
	moments = {"{ahead}": ahead, "{later}": ahead + timedelta(hours=1), "{before}": at(8)}
	given = {key: str(moments.get(value, value)) if value else value for key, value in values.items()}
	given |= {"days_ago": values.get("days_ago", 1)}
	with pytest.raises(SelfReportError, match=words):
		send(person(place), place, **given)
	assert frappe.db.count(REPORT) == 0


def test_nobody_is_their_own_witness(place):
	who = person(place, full_name="王小明", mobile="13800001234")
	with pytest.raises(SelfReportError, match="their own witness"):
		send(
			who,
			place,
			witness_kind="Another Volunteer",
			witness_name="王 小明",
			witness_phone="1234",
		)


def test_a_kind_of_witness_that_there_is_not(place):
	with pytest.raises(ArgumentError):
		send(person(place), place, witness_kind="Myself")


def test_one_service_at_a_time(place):
	who = person(place)
	send(who, place)
	with pytest.raises(SelfReportError, match="Nobody serves twice at once"):
		send(who, place, starts_on=str(at(10)), ends_on=str(at(12)))
	assert send(who, place, starts_on=str(at(11)), ends_on=str(at(12)))
	make.make_log(
		place,
		who.name,
		starts_on=at(9, 2),
		ends_on=at(10, 2),
		service_date=at(9, 2).date(),
		minutes=60,
	)
	with pytest.raises(SelfReportError, match="Nobody serves twice at once"):
		send(who, place, days_ago=2)


def test_three_reports_wait_and_not_a_fourth(place):
	who = person(place)
	names = [send(who, place, days_ago=day) for day in (1, 2, 3)]
	with pytest.raises(SelfReportError, match="3 of your reports still wait"):
		send(who, place, days_ago=4)
	as_(who.user, api.withdraw, names[0])
	assert send(who, place, days_ago=4)


def test_the_organisation_may_take_none(place):
	settings = frappe.get_doc("Volunteer Services Settings")
	settings.self_report_days = 0
	settings.save()
	with pytest.raises(SelfReportError, match="not taken here"):
		send(person(place), place)


def test_reports_are_not_sent_without_end(place, monkeypatch):
	who = person(place)
	monkeypatch.setattr(sending, "AN_HOUR", 1)
	send(who, place)
	with pytest.raises(RequestLimitError):
		send(who, place, days_ago=2)
	assert limits.take("self-report", who.user, 1) == 0


def test_only_for_projects_and_teams_of_ones_own(place):
	who, elsewhere = person(place), make.Place()
	with pytest.raises(SelfReportError, match="no project of your teams"):
		send(who, place, project=elsewhere.project.name)
	with pytest.raises(SelfReportError, match="Choose a project or a team of yours"):
		send(who, place, project=None, team=elsewhere.team.name)


def test_a_project_of_the_team_above_is_one_of_ones_own(place):
	above = make.make_team(place.region.name, place.site.name, team_level="大队")
	team = make.make_team(place.region.name, place.site.name, parent=above.name)
	who = make.make_volunteer(place.region.name, team.name, user=make.make_user(make.VOLUNTEER))
	name = send(who, place, project=make.make_project(above, place.unit.name).name)
	assert frappe.db.get_value(REPORT, name, "team") == above.name
	with pytest.raises(SelfReportError, match="no project of your teams"):
		send(who, place, days_ago=2)


def test_who_is_suspended_reports_nothing(place):
	who = person(place)
	frappe.db.set_value(PROFILE, who.name, {"workflow_state": "Suspended", "state_changed_on": at(0, 9)})
	with pytest.raises(VolunteerStateError):
		send(who, place)


def test_a_login_without_a_file_reports_nothing(place):
	who = person(place)
	for user in (make.make_user(make.VOLUNTEER), place.leader):
		with pytest.raises(frappe.PermissionError):
			send(who, place, user=user)


# --- the witness --------------------------------------------------------------------------------------------


def test_the_volunteer_who_was_named_is_told_and_confirms(place):
	name, who, other = asked(place)
	subject = frappe.db.get_value("Notification Log", {"for_user": other.user}, "subject")
	assert who.full_name in subject and "witness" in subject
	as_(other.user, api.answer, name, True, "我们一起去的")
	doc = frappe.get_doc(REPORT, name)
	assert (doc.workflow_state, doc.confirmed_by) == ("Waiting for Acceptance", other.user)
	assert doc.witness_words == "我们一起去的"


def test_a_no_settles_it_and_the_reporter_is_told(place):
	name, who, other = asked(place)
	as_(other.user, api.answer, name, False)
	doc = frappe.get_doc(REPORT, name)
	assert (doc.workflow_state, doc.decision_reason) == ("Refused", "The witness does not confirm it.")
	assert "was not taken" in frappe.db.get_value("Notification Log", {"for_user": who.user}, "subject")
	with pytest.raises(SelfReportError, match="answered already"):
		as_(other.user, api.answer, name, True)


@pytest.mark.parametrize("guess", [{"witness_phone": "0000"}, {"witness_name": "没有此人"}])
def test_the_page_does_not_tell_who_is_a_volunteer(place, guess):
	found, not_found = asked(place), asked(place, **guess)
	answers = [as_(who.user, frappe.client.get, REPORT, name) for name, who, _other in (found, not_found)]
	secret = {"witness_user", "confirmed_by", "accepted_by"}
	assert not any(one.get(field) for one in answers for field in secret)
	assert [one["workflow_state"] for one in answers] == ["Waiting for Witness"] * 2
	assert frappe.db.get_value(REPORT, found[0], "witness_user") == found[2].user
	assert not frappe.db.get_value(REPORT, not_found[0], "witness_user")


def test_a_volunteer_of_elsewhere_is_not_found(place):
	far = make.Place()
	who = person(place)
	other = person(far, full_name="远方见证人", mobile="13800138123")
	report = sending.Report(None, None, None, "Another Volunteer", other.full_name, "8123")
	assert witnesses.found(who.name, report, place.team.name) is None
	assert witnesses.found(who.name, report, far.team.name) == other.user


def test_staff_who_were_not_there_write_what_the_witness_said(place):
	who = person(place)
	name = send(who, place, witness_kind="Somebody Else", witness_name="陈婆婆", witness_phone="020-83330000")
	with pytest.raises(SelfReportError, match="what the witness told you"):
		step(name, "Waiting for Acceptance", place.leader)
	doc = step(name, "Waiting for Acceptance", place.leader, witness_words="电话核实,陈婆婆说属实")
	assert doc.confirmed_by == place.leader


def test_the_manager_was_not_there_though_the_leader_is_named(place):
	name = send(person(place), place)
	with pytest.raises(SelfReportError, match="what the witness told you"):
		step(name, "Waiting for Acceptance", place.manager)


def test_who_confirmed_does_not_accept(place):
	doc = confirmed(person(place), place)
	with pytest.raises(SelfApprovalError):
		step(doc.name, "Recorded", place.leader)


def test_a_leader_neither_confirms_nor_accepts_their_own(place):
	who = place.volunteer(user=place.leader)
	make.make_membership(who.name, place.team.name)
	name = send(who, place)
	with pytest.raises(SelfApprovalError):
		step(name, "Waiting for Acceptance", place.leader, witness_words="我自己在场")
	doc = step(name, "Waiting for Acceptance", place.manager, witness_words="问过同行的人")
	with pytest.raises(SelfApprovalError):
		step(doc.name, "Recorded", place.leader)


def test_a_refusal_has_its_reason(place):
	name = send(person(place), place)
	with pytest.raises(ReasonRequiredError):
		step(name, "Refused", place.leader)
	assert step(name, "Refused", place.leader, decision_reason="当天队里没有安排").workflow_state == "Refused"
