"""Words are shown in the sense that they have for their DocType, also where Frappe 15 forgets to ask for it.

public/js/foundation/context_words.js replaces parts of Frappe: a release that changed them fails here first.
"""

import frappe
import pytest

from tests.browser.desk import Desk, place
from tests.site.pilot_sites import pilot_world as pilots
from tests.site.time_bank.rewards_world import REDEMPTION, item, request, rich

pytestmark = pytest.mark.commits
SAY = "([value, parent]) => frappe.form.formatters.Select(value, { parent })"
STATE = (
	"state => frappe.get_indicator({ doctype: 'Reward Redemption', name: 'RR-1', workflow_state: state, "
	"docstatus: 0 }, 'Reward Redemption')[0]"
)


def requested(here):
	"""A redemption that waits for its decision, committed."""
	doc = request(here.manager, rich(here), item(here, points_price=60))
	frappe.set_user("Administrator")
	frappe.db.commit()
	return doc


def test_a_choice_is_said_in_the_sense_of_its_doctype(browser):
	desk = Desk(browser, place().manager, "zh")
	desk.listing("Reward Redemption")
	assert desk.page.evaluate(SAY, ["Counter", "Reward Redemption"]) == "柜台"
	assert desk.page.evaluate(SAY, ["Counter", "Number Card"]) != "柜台"
	assert desk.page.evaluate(STATE, "Approved") == "待领取"
	assert desk.page.evaluate(STATE, "Requested") == "待审核"


def test_a_word_without_a_sense_of_its_own_stays_as_it_is(browser):
	desk = Desk(browser, place().manager, "zh")
	desk.listing("Reward Redemption")
	assert desk.page.evaluate(SAY, ["Volunteer", "Reward Redemption"]) == desk.word("Volunteer")
	assert desk.page.evaluate(SAY, ["", "Reward Redemption"]) == ""
	english = Desk(browser, place().manager, "en")
	english.listing("Reward Redemption")
	assert english.page.evaluate(SAY, ["Counter", "Reward Redemption"]) == "Counter"
	assert english.page.evaluate(STATE, "Approved") == "Approved"


def test_list_and_form_show_the_state_in_its_sense(browser):
	here = place()
	doc = requested(here)
	desk = Desk(browser, here.manager, "zh")
	desk.listing(REDEMPTION, rows=1)
	desk.shown(".list-row .indicator-pill").filter(has_text="待审核").first.wait_for()
	desk.form(REDEMPTION, doc.name)
	state = desk.shown(".page-head .indicator-pill").filter(has_text="待审核").first
	state.wait_for()
	assert state.is_visible()


def test_a_choice_that_is_open_and_one_that_is_read_only_say_the_same(browser):
	here = place()
	doc = requested(here)
	desk = Desk(browser, here.manager, "zh")
	desk.new(REDEMPTION)
	choices = desk.control("channel").locator("option")
	assert "柜台" in choices.all_inner_texts()
	desk.form(REDEMPTION, doc.name)
	assert desk.control("channel").locator("select:visible").count() == 0
	assert desk.control("channel").locator(".control-value").inner_text() == "柜台"


def test_the_columns_of_a_board_have_the_words_of_their_doctype(browser):
	here = place()
	pilots.candidate(here)  # Frappe draws no columns for an empty board
	frappe.set_user("Administrator")
	desk = Desk(browser, here.officer, "zh")
	desk.open("pilot-site/view/kanban/Pilot Sites by State")
	title = desk.page.locator(".kanban-column[data-column-value='Active'] .kanban-title")
	title.wait_for()
	assert title.inner_text() == "运行中"
	assert desk.word("Active") != "运行中"
