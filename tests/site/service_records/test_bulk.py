"""Many service logs at once: made, sent to review and reviewed (design §4, Bulk)."""

from __future__ import annotations

import frappe
import pytest
from frappe.model.workflow import apply_workflow

from tests import factories as make
from tests.site.service_records.test_review import submitted, total
from volunteer_services.exceptions import ReasonRequiredError
from volunteer_services.service_records.services import bulk_review, entry


@pytest.fixture
def place():
	return make.Place().staff()


@pytest.fixture
def volunteer(place):
	return place.volunteer()


def open_to_dos(names: list[str]) -> list[tuple]:
	"""The open Workflow Actions of these logs: state, and the first role below the manager that may act."""
	rows = frappe.db.sql(
		"""select a.`workflow_state`, r.`role` from `tabWorkflow Action` a
		inner join `tabWorkflow Action Permitted Role` r on r.`parent` = a.`name`
		where a.`reference_name` in %s and a.`status` = 'Open' and r.`role` <> %s""",
		(tuple(names), make.MANAGER),
	)
	return list(rows)


def test_many_new_logs_go_straight_to_review(place, volunteer):
	row = {
		"volunteer": volunteer.name,
		"project": place.project.name,
		"service_content": "清洁海滩",
		"location": "海滨",
		"activity_leader": "张队长",
		"minutes": 60,
	}
	days = ("2026-03-05", "2026-03-06", "2014-01-01")
	frappe.set_user(place.leader)
	results = entry.create_many([{**row, "service_date": day} for day in days], "Import")
	assert [bool(result.problem) for result in results] == [False, False, True]
	logs = [frappe.get_doc("Service Log", result.name) for result in results[:2]]
	assert {log.workflow_state for log in logs} == {"Pending Site Review"}
	assert {log.next_review for log in logs} == {"Approved"}
	assert frappe.db.count("Service Log", {"volunteer": volunteer.name}) == 2


@pytest.mark.commits
def test_bulk_review_does_what_single_reviews_do(place, volunteer):
	second = place.volunteer()
	logs = [
		submitted(place, who, service_date=f"2026-03-{day:02d}")
		for who in (volunteer, second)
		for day in range(2, 6)
	]
	names = [log.name for log in logs]
	frappe.set_user(place.leader)
	assert bulk_review.review(names, "Approve")["done"] == {"Pending Site Review": 8}
	assert open_to_dos(names) == [("Pending Site Review", make.SITE)] * 8
	frappe.set_user(place.manager)
	result = bulk_review.review(names, "Approve")
	assert result == {"done": {"Approved": 8}, "problems": []}
	assert total(volunteer) == total(second) == 480
	assert not open_to_dos(names)
	log = frappe.get_doc("Service Log", names[0])
	assert (log.docstatus, log.approved_by, log.next_review) == (1, place.manager, None)
	assert frappe.db.count("Comment", {"reference_name": log.name, "comment_type": "Workflow"}) >= 2
	assert frappe.db.count("Version", {"docname": log.name}) >= 2


@pytest.mark.commits
def test_bulk_review_escalates_within_its_own_batch(place, volunteer):
	logs = [submitted(place, volunteer, minutes=minutes) for minutes in (300, 310)]
	names = [log.name for log in logs]
	frappe.set_user(place.leader)
	bulk_review.review(names, "Approve")
	frappe.set_user(place.manager)
	assert bulk_review.review(names, "Approve")["done"] == {"Approved": 1, "Pending District Review": 1}
	assert total(volunteer) == 300


@pytest.mark.commits
def test_bulk_review_reports_what_it_cannot_do(place, volunteer):
	mine = submitted(place, volunteer)
	draft = make.make_log(place, volunteer.name, service_date="2026-03-07")
	elsewhere = make.Place()
	foreign = submitted(elsewhere, elsewhere.volunteer())
	frappe.set_user(place.leader)
	own = apply_workflow(make.make_log(place, volunteer.name, service_date="2026-03-08"), "Submit for Review")
	result = bulk_review.review([mine.name, draft.name, foreign.name, own.name], "Approve")
	assert result["done"] == {"Pending Site Review": 1}
	assert {row["name"] for row in result["problems"]} == {draft.name, foreign.name, own.name}
	frappe.set_user(place.manager)
	with pytest.raises(ReasonRequiredError):
		bulk_review.review([mine.name], "Return")
	assert bulk_review.review([mine.name], "Return", "日期有误")["done"] == {"Returned": 1}
	assert frappe.db.get_value("Service Log", mine.name, "return_reason") == "日期有误"


@pytest.mark.commits
def test_bulk_review_goes_one_by_one_when_a_notification_listens(place, volunteer):
	log = submitted(place, volunteer)
	notification = frappe.get_doc(
		{
			"doctype": "Notification",
			"name": make.unique("通知"),
			"subject": "记录",
			"document_type": "Service Log",
			"event": "Save",
			"channel": "System Notification",
			"recipients": [{"receiver_by_role": make.MANAGER}],
			"message": "x",
			"enabled": 1,
		}
	).insert()
	try:
		assert bulk_review.listeners()
		frappe.set_user(place.leader)
		assert bulk_review.review([log.name], "Approve")["done"] == {"Pending Site Review": 1}
	finally:
		frappe.set_user("Administrator")
		notification.delete()
		frappe.db.commit()


@pytest.mark.commits
def test_bulk_review_knows_the_two_person_exception_and_names_the_volunteer(place, volunteer):
	"""The guard of the single document answers here, too."""
	others = [place.leader, place.officer, place.city_officer]  # of this place alone: it is committed
	frappe.db.delete("Staff Appointment", {"user": ["in", others]})
	frappe.set_user(place.manager)
	log = apply_workflow(make.make_log(place, volunteer.name), "Submit for Review")
	refused = bulk_review.review([log.name], "Approve")["problems"]
	assert [(row["name"], row["volunteer"]) for row in refused] == [(log.name, volunteer.full_name)]
	assert refused[0]["problem"].endswith("somebody else must approve it.")
	frappe.db.set_single_value("Volunteer Services Settings", "allow_self_approval_exception", 1)
	try:
		assert bulk_review.review([log.name], "Approve") == {"done": {"Approved": 1}, "problems": []}
	finally:
		frappe.db.set_single_value("Volunteer Services Settings", "allow_self_approval_exception", 0)
		frappe.db.commit()
	remark = {"reference_name": log.name, "comment_type": "Info", "content": ["like", f"%{place.manager}%"]}
	assert frappe.db.exists("Comment", remark)
