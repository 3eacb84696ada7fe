"""Many records are reviewed at once from their list: by the leader, then by the site manager."""

import re

import frappe
import pytest
from frappe.model.workflow import apply_workflow

from tests import factories as make
from tests.browser.desk import Desk, place, stored

pytestmark = pytest.mark.commits
LOG = "Service Log"


def waiting_logs(here, volunteers) -> list[str]:
	"""Logs of two hours on different days, sent to review by a clerk from outside."""
	logs = []
	for volunteer in volunteers:
		for day in ("2026-03-05", "2026-03-06"):
			log = make.make_log(here, volunteer.name, service_date=day)
			logs.append(apply_workflow(log, "Submit for Review").name)
	assert set(states(logs)) == {"Pending Team Review"}
	return logs


def states(logs) -> list[str]:
	rows = frappe.get_all(LOG, filters={"name": ["in", logs]}, pluck="workflow_state", order_by="creation")
	assert len(rows) == len(logs)
	return rows


def test_leader_and_site_manager_approve_all_from_the_list_and_hours_add_up(browser):
	here = place()
	volunteers = [here.volunteer(), here.volunteer()]
	logs = waiting_logs(here, volunteers)
	leader = Desk(browser, here.leader, "zh")
	show_waiting(leader, len(logs))
	approve_all(leader, logs, "Pending Site Review")
	assert total_hours(volunteers) == [0, 0]

	manager = Desk(browser, here.manager, "zh")
	show_waiting(manager, len(logs))
	approve_all(manager, logs, "Approved")
	assert total_hours(volunteers) == [4, 4]
	for log in logs:
		assert stored(LOG, log, "approved_by", "docstatus") == {"approved_by": here.manager, "docstatus": 1}
	manager.form("Volunteer Profile", volunteers[0].name)
	assert "4" in manager.shown(".form-dashboard-headline, .form-message").first.inner_text()


def show_waiting(desk: Desk, count: int) -> None:
	desk.listing(LOG)
	desk.button(desk.word("Waiting for Review"))
	desk.wait_rows(count)


def approve_all(desk: Desk, logs: list[str], target: str) -> None:
	desk.shown(".list-check-all").first.check()
	approve(desk)
	result = desk.message(desk.word(target))
	assert re.search(rf"{re.escape(desk.word(target))}\D*{len(logs)}", result.inner_text())
	frappe.db.rollback()
	assert set(states(logs)) == {target}


def approve(desk: Desk) -> None:
	"""Choose the action and confirm its numbers."""
	desk.action("Approve")
	desk.confirm(desk.dialog(desk.word("Approve")))


def total_hours(volunteers) -> list[float]:
	frappe.db.rollback()
	return [frappe.db.get_value("Volunteer Profile", one.name, "total_hours") for one in volunteers]


def test_the_menu_offers_each_decision_once_and_return_asks_for_the_reason(browser):
	here = place()
	(log, other) = waiting_logs(here, [here.volunteer()])
	leader = Desk(browser, here.leader, "en")
	show_waiting(leader, 2)
	leader.shown(f".list-row-checkbox[data-name='{log}']").check()
	leader.idle()
	items = leader.actions()
	leader.page.keyboard.press("Escape")
	for action in ("Approve", "Return", "Reject"):
		assert items.count(action) == 1, items
	assert "Submit for Review" not in items
	leader.action("Return")
	dialog = leader.dialog("Return")
	leader.confirm(dialog)  # without a reason nothing happens
	leader.close(leader.dialog("Missing Values Required"))
	assert dialog.is_visible()
	assert states([log]) == ["Pending Team Review"]
	dialog.locator("[data-fieldname='reason'] textarea").fill("请补写服务内容")
	leader.confirm(dialog)
	leader.message("Returned")
	row = stored(LOG, log, "workflow_state", "return_reason")
	assert (row.workflow_state, row.return_reason) == ("Returned", "请补写服务内容")
	assert states([other]) == ["Pending Team Review"]


def test_what_cannot_be_approved_is_listed_with_its_reason(browser):
	here = place()
	volunteer = here.volunteer()
	(log, own) = waiting_logs(here, [volunteer])
	frappe.db.set_value(LOG, own, "recorder", here.leader)
	frappe.db.commit()
	leader = Desk(browser, here.leader, "en")
	show_waiting(leader, 2)
	leader.shown(".list-check-all").first.check()
	approve(leader)
	result = leader.message("1 records were left as they are")
	assert len(result.locator("tbody tr td:nth-child(2)").inner_text()) > 10
	frappe.db.rollback()
	assert (states([log]), states([own])) == (["Pending Site Review"], ["Pending Team Review"])
