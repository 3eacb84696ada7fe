"""Reviews of service logs: levels, guard, bulk, totals (design §4, §5.1)."""

from __future__ import annotations

import frappe
import pytest
from frappe.model.workflow import WorkflowTransitionError, apply_workflow

from tests import factories as make
from volunteer_services.exceptions import (
	ReasonRequiredError,
	SelfApprovalError,
	StateEditError,
	TransitionNotAllowedError,
	TransitionPermissionError,
)
from volunteer_services.service_records.services import entry, proof


@pytest.fixture
def place():
	return make.Place().staff()


@pytest.fixture
def volunteer(place):
	return place.volunteer()


def act(name: str, user: str, action: str, reason: str | None = None):
	frappe.set_user(user)
	log = frappe.get_doc("Service Log", name)
	if reason:
		log.return_reason = reason
		log.save()
	return apply_workflow(log, action)


def submitted(place, volunteer, **values):
	"""A log that a clerk outside the station entered: it passes all levels."""
	frappe.set_user("Administrator")
	log = make.make_log(place, volunteer.name, **values)
	return apply_workflow(log, "Submit for Review")


def total(volunteer) -> int:
	return frappe.db.get_value("Volunteer Profile", volunteer.name, "total_minutes")


def test_up_to_eight_hours_pass_team_and_site(place, volunteer):
	log = submitted(place, volunteer, minutes=480)
	assert log.workflow_state == "Pending Team Review"
	assert act(log.name, place.leader, "Approve").workflow_state == "Pending Site Review"
	log = act(log.name, place.manager, "Approve")
	assert (log.workflow_state, log.docstatus, log.approved_by) == ("Approved", 1, place.manager)
	assert log.approval_level == "Site"
	assert total(volunteer) == 480


@pytest.mark.parametrize(
	("minutes", "path"),
	[
		(481, ["Pending Site Review", "Pending District Review", "Approved"]),
		(720, ["Pending Site Review", "Pending District Review", "Approved"]),
		(721, ["Pending Site Review", "Pending District Review", "Pending City Review", "Approved"]),
	],
)
def test_longer_days_go_further_up(place, volunteer, minutes, path):
	log = submitted(place, volunteer, minutes=minutes)
	for user, state in zip(
		(place.leader, place.manager, place.officer, place.city_officer), path, strict=False
	):
		log = act(log.name, user, "Approve")
		assert log.workflow_state == state
	assert total(volunteer) == minutes


def test_the_day_total_runs_over_all_records_of_the_day(place, volunteer):
	first = submitted(place, volunteer, minutes=300)
	second = submitted(place, volunteer, minutes=300)
	assert (first.approval_level, second.approval_level) == ("Site", "District")
	assert second.day_minutes == 600


def test_a_log_that_crosses_the_limit_meanwhile_escalates_at_its_final_approval(place, volunteer):
	second = submitted(place, volunteer, minutes=300)
	act(second.name, place.leader, "Approve")
	frappe.set_user("Administrator")
	make.make_log(place, volunteer.name, minutes=300, state="Approved")
	log = act(second.name, place.manager, "Approve")
	assert (log.workflow_state, log.docstatus) == ("Pending District Review", 0)
	assert total(volunteer) == 300


def test_a_leader_s_own_record_goes_straight_to_the_site(place, volunteer):
	frappe.set_user(place.leader)
	log = apply_workflow(make.make_log(place, volunteer.name), "Submit for Review")
	assert log.workflow_state == "Pending Site Review"


def test_an_empty_level_passes_to_the_next_one_above(place, volunteer):
	frappe.db.delete("Staff Appointment", {"user": ["in", [place.leader, place.manager]]})
	log = submitted(place, volunteer)
	assert log.workflow_state == "Pending District Review"
	assert act(log.name, place.officer, "Approve").workflow_state == "Approved"


def test_the_recorder_cannot_approve_alone(place, volunteer):
	frappe.set_user(place.manager)
	log = apply_workflow(make.make_log(place, volunteer.name), "Submit for Review")
	act(log.name, place.leader, "Approve")
	assert frappe.db.get_value("Service Log", log.name, "workflow_state") == "Pending District Review"
	with pytest.raises(WorkflowTransitionError):
		act(log.name, place.manager, "Approve")
	assert frappe.db.get_value("Service Log", log.name, "workflow_state") == "Pending District Review"


def test_the_volunteer_cannot_approve_the_own_record(place):
	volunteer = place.volunteer(user=place.manager)
	log = submitted(place, volunteer)
	act(log.name, place.leader, "Approve")
	frappe.set_user(place.manager)
	log = frappe.get_doc("Service Log", log.name)
	assert (log.workflow_state, log.next_review) == ("Pending District Review", "Approved")
	log.workflow_state = "Approved"
	with pytest.raises(TransitionPermissionError):
		log.save()


def test_a_two_person_station_has_an_audited_exception(place, volunteer):
	frappe.db.delete("Staff Appointment", {"user": ["!=", place.manager]})
	frappe.set_user(place.manager)
	log = apply_workflow(make.make_log(place, volunteer.name), "Submit for Review")
	assert log.workflow_state == "Pending Site Review"
	with pytest.raises(SelfApprovalError):
		act(log.name, place.manager, "Approve")
	frappe.set_user("Administrator")
	settings = frappe.get_doc("Volunteer Services Settings")
	settings.allow_self_approval_exception = 1
	settings.save()
	assert act(log.name, place.manager, "Approve").workflow_state == "Approved"
	assert frappe.db.exists(
		"Comment",
		{"reference_name": log.name, "comment_type": "Info", "content": ["like", f"%{place.manager}%"]},
	)


def test_a_decision_against_needs_a_reason_and_resubmitting_clears_it(place, volunteer):
	log = submitted(place, volunteer)
	with pytest.raises(ReasonRequiredError):
		act(log.name, place.leader, "Return")
	log = act(log.name, place.leader, "Return", "地点写错")
	assert (log.workflow_state, log.return_reason) == ("Returned", "地点写错")
	frappe.set_user("Administrator")
	log = apply_workflow(log, "Submit for Review")
	assert not log.return_reason


def test_rejected_is_for_good(place, volunteer):
	log = submitted(place, volunteer)
	act(log.name, place.leader, "Reject", "不属于志愿服务")
	for action in ("Submit for Review", "Approve"):
		with pytest.raises(WorkflowTransitionError):
			act(log.name, "Administrator", action)


def test_under_review_the_content_is_closed(place, volunteer):
	log = submitted(place, volunteer)
	frappe.set_user(place.leader)
	log = frappe.get_doc("Service Log", log.name)
	log.minutes = 400
	with pytest.raises(StateEditError):
		log.save()
	log = frappe.get_doc("Service Log", log.name)
	log.recording_unit = make.make_unit().name
	log.next_review = "Approved"
	log.save()
	assert (log.recording_unit, log.next_review) == (place.unit.name, "Pending Site Review")


@pytest.mark.parametrize(
	("state", "error"),
	[
		("Approved", TransitionNotAllowedError),
		("Pending Site Review", TransitionNotAllowedError),
		("Cancelled", TransitionNotAllowedError),
		("Rejected", TransitionNotAllowedError),
		("Nonsense", frappe.LinkValidationError),
	],
)
def test_a_new_log_cannot_be_entered_in_a_later_state(place, volunteer, state, error):
	with pytest.raises(error):
		frappe.get_doc(
			{
				"doctype": "Service Log",
				"volunteer": volunteer.name,
				"project": place.project.name,
				"service_date": "2026-03-05",
				"minutes": 60,
				"service_content": "探访",
				"location": "社区",
				"activity_leader": "张队长",
				"workflow_state": state,
			}
		).insert()


def test_plain_submit_save_and_db_set_do_not_jump(place, volunteer):
	log = make.make_log(place, volunteer.name)
	with pytest.raises(TransitionNotAllowedError):
		frappe.get_doc("Service Log", log.name).submit()
	for state in ("Approved", "Pending City Review", "Cancelled"):
		fresh = frappe.get_doc("Service Log", log.name)
		fresh.workflow_state = state
		with pytest.raises(TransitionNotAllowedError):
			fresh.save()
	with pytest.raises(TransitionNotAllowedError):
		frappe.get_doc("Service Log", log.name).db_set("workflow_state", "Approved")
	fresh = frappe.get_doc("Service Log", log.name)
	fresh.workflow_state, fresh.flags.ignore_validate = "Approved", True
	with pytest.raises(TransitionNotAllowedError):
		fresh.save(ignore_permissions=True)
	fresh = frappe.get_doc("Service Log", log.name)
	fresh.docstatus = 1
	with pytest.raises(TransitionNotAllowedError):
		fresh.db_update()
	assert frappe.db.get_value("Service Log", log.name, ["workflow_state", "docstatus"]) == ("Draft", 0)


def test_api_routes_do_not_jump_either(place, volunteer):
	from frappe.client import set_value, submit

	log = make.make_log(place, volunteer.name)
	frappe.set_user(place.manager)
	with pytest.raises(TransitionNotAllowedError):
		set_value("Service Log", log.name, "workflow_state", "Approved")
	with pytest.raises(TransitionNotAllowedError, match="submitting it by hand"):
		submit(frappe.get_doc("Service Log", log.name).as_dict())
	assert frappe.db.get_value("Service Log", log.name, "docstatus") == 0


def test_cancel_keeps_no_approved_state_and_takes_the_minutes_away(place, volunteer):
	log = make.make_log(place, volunteer.name, state="Approved")
	assert total(volunteer) == 120
	frappe.set_user(place.officer)
	log = frappe.get_doc("Service Log", log.name)
	with pytest.raises(ReasonRequiredError):
		log.cancel()
	log = frappe.get_doc("Service Log", log.name)
	log.return_reason = "重复登记"
	log.cancel()
	assert (log.workflow_state, log.docstatus) == ("Cancelled", 2)
	assert total(volunteer) == 0


def test_a_site_manager_cannot_cancel(place, volunteer):
	log = make.make_log(place, volunteer.name, state="Approved")
	frappe.set_user(place.manager)
	log = frappe.get_doc("Service Log", log.name)
	log.return_reason = "想撤销"
	with pytest.raises(frappe.PermissionError):
		log.cancel()
	assert frappe.db.get_value("Service Log", log.name, "docstatus") == 1


def test_records_wait_for_the_registration_and_are_released(place):
	volunteer = place.volunteer(state="Pending Review", applied_on="2026-03-01")
	log = submitted(place, volunteer)
	assert log.workflow_state == "Awaiting Registration"
	with pytest.raises(WorkflowTransitionError):
		apply_workflow(log, "Approve")
	frappe.db.set_value("Volunteer Profile", volunteer.name, "workflow_state", "Registered")
	assert entry.release_awaiting(volunteer.name) == 1
	assert frappe.db.get_value("Service Log", log.name, "workflow_state") == "Pending Team Review"


def test_drift_by_direct_sql_is_found(place, volunteer):
	make.make_log(place, volunteer.name, state="Approved")
	frappe.db.set_value("Volunteer Profile", volunteer.name, "total_minutes", 999)
	found = {row["reference_name"]: (row["found"], row["expected"]) for row in proof.findings(10**6)}
	assert found[volunteer.name] == (999, 120)


def test_scope_hides_foreign_records_by_every_route(place, volunteer):
	log = make.make_log(place, volunteer.name)
	stranger = make.make_staff(make.DISTRICT, "Service Region", make.make_region("District").name)
	frappe.set_user(stranger)
	assert not frappe.get_list("Service Log", filters={"name": log.name})
	assert not frappe.has_permission("Service Log", "read", doc=log.name)
	with pytest.raises(frappe.PermissionError):
		frappe.get_doc("Service Log", log.name).check_permission("read")
	frappe.set_user(place.officer)
	assert frappe.get_list("Service Log", filters={"name": log.name})


def test_a_volunteer_sees_only_the_own_records(place):
	user = make.make_user(make.VOLUNTEER)
	mine, other = place.volunteer(user=user), place.volunteer()
	log, foreign = make.make_log(place, mine.name), make.make_log(place, other.name)
	frappe.set_user(user)
	assert frappe.get_list("Service Log", pluck="name") == [log.name]
	assert not frappe.has_permission("Service Log", "read", doc=foreign.name)
	with pytest.raises(frappe.PermissionError):
		frappe.get_doc("Service Log", log.name).save()
