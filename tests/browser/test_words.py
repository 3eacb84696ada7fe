"""Words are shown in the sense that they have for their DocType, also where Frappe 15 forgets to ask for
it."""

import pytest

from tests.browser.desk import Desk, place

pytestmark = pytest.mark.commits


def test_a_choice_is_said_in_the_sense_of_its_doctype(browser):
	desk = Desk(browser, place().manager, "zh")
	desk.listing("Reward Redemption")
	say = "([value, parent]) => frappe.form.formatters.Select(value, { parent })"
	assert desk.page.evaluate(say, ["Counter", "Reward Redemption"]) == "柜台"
	assert desk.page.evaluate(say, ["Counter", "Number Card"]) != "柜台"
	state = (
		"state => frappe.get_indicator({ doctype: 'Reward Redemption', name: 'RR-1', workflow_state: state, "
		"docstatus: 0 }, 'Reward Redemption')[0]"
	)
	assert desk.page.evaluate(state, "Approved") == "待领取"
	assert desk.page.evaluate(state, "Requested") == "待审核"
