"""What must fail is not offered, and a refusal leaves the page alive."""

import frappe
import pytest
from frappe.model.workflow import apply_workflow

from tests import factories as make
from tests.browser.conftest import shot
from tests.browser.desk import Desk, place, stored

pytestmark = pytest.mark.commits
LOG, TEAM = "Service Log", "Volunteer Team"


def waiting(here, recorder: str | None = None) -> str:
	log = apply_workflow(make.make_log(here, here.volunteer().name), "Submit for Review")
	if recorder:
		frappe.db.set_value(LOG, log.name, "recorder", recorder)
	frappe.db.commit()
	return log.name


def test_the_form_offers_only_what_the_user_may_do(browser):
	here = place()
	own, other = waiting(here, here.leader), waiting(here)
	desk = Desk(browser, here.leader)
	desk.form(LOG, own)
	assert desk.word("Approve") not in desk.actions()
	desk.page.keyboard.press("Escape")
	desk.form(LOG, other)
	assert desk.word("Approve") in desk.actions()


def test_the_list_offers_what_is_possible_for_the_selection(browser):
	here = place()
	own = waiting(here, here.leader)
	draft = make.make_log(here, here.volunteer().name).name
	frappe.db.commit()
	desk = Desk(browser, here.leader)
	desk.listing(LOG, rows=2)
	desk.shown(f".list-row-checkbox[data-name='{own}']").check()
	items = desk.actions()
	assert {desk.word("Return"), desk.word("Reject")} <= set(items)
	assert not {desk.word("Approve"), desk.word("Submit for Review"), desk.word("Delete")} & set(items)
	shot(desk.page, "offers-list")
	desk.page.keyboard.press("Escape")
	desk.shown(f".list-row-checkbox[data-name='{own}']").uncheck()
	desk.shown(f".list-row-checkbox[data-name='{draft}']").check()
	items = desk.actions()
	assert desk.word("Submit for Review") in items and desk.word("Return") not in items


def test_a_refused_action_leaves_the_form_alive(browser):
	here, elsewhere = place(), make.Place()
	refused, gone = waiting(here), waiting(here)
	desk = Desk(browser, here.leader)
	for log, change in (
		(refused, {"recorder": here.leader}),
		(gone, {"region": elsewhere.region.name, "site": elsewhere.site.name, "team": elsewhere.team.name}),
	):
		desk.form(LOG, log)
		desk.actions()
		desk.page.keyboard.press("Escape")
		frappe.db.set_value(LOG, log, change)  # meanwhile
		frappe.db.commit()
		desk.action("Approve")
		desk.page.locator(".modal.show .msgprint").first.wait_for()
		desk.page.wait_for_function("!document.querySelector('#freeze') && !frappe.dom.freeze_count")
		assert stored(LOG, log, "workflow_state").workflow_state == "Pending Team Review"
		desk.close(desk.page.locator(".modal.show").first)
	# Frappe's form asks without catching: a refusal ends as an error without words.
	assert all(error.endswith(": undefined") for error in browser.errors), browser.errors
	browser.errors.clear()


def test_many_teams_are_returned_with_one_reason(browser):
	here = place()
	teams = [make.make_team(here.region.name, here.site.name, state="Pending Review") for _number in range(2)]
	frappe.db.commit()
	desk = Desk(browser, here.officer)
	desk.open("volunteer-team/view/list?workflow_state=Pending%20Review")
	desk.wait_rows(2)
	desk.shown(".list-check-all").first.check()
	desk.action("Return")
	dialog = desk.dialog(desk.word("Return"))
	assert "已选 2 条" in dialog.inner_text()
	dialog.locator("[data-fieldname='reason'] textarea").fill("请补齐章程")
	desk.confirm(dialog)
	desk.message("2")
	for team in teams:
		row = stored(TEAM, team.name, "workflow_state", "decision_reason")
		assert (row.workflow_state, row.decision_reason) == ("Returned", "请补齐章程")
