"""An officer links a reward with the ERP, the site manager receives a gift: by the buttons of the forms."""

import frappe
import pytest

from tests.browser.conftest import shot
from tests.browser.desk import MODAL, Desk, place, stored
from tests.site.time_bank.with_erpnext import erpnext_world as world

pytestmark = pytest.mark.commits
ITEM = "Reward Item"


@pytest.fixture(autouse=True)
def _erpnext(site):
	world.skip_without_erpnext()


def make_place():
	"""A place whose site has a warehouse, with a reward that is not linked yet."""
	here = place()
	here.site.erpnext_company, here.site.erpnext_warehouse = world.company(), world.make_warehouse()
	here.site.save()
	sponsor = world.make_sponsor(here)
	reward = world.make_reward(here, sponsor=sponsor.name)
	frappe.db.commit()
	return here, reward


def test_a_reward_is_linked_and_a_gift_received(browser):
	here, reward = make_place()
	officer = Desk(browser, here.officer, "zh")
	officer.form(ITEM, reward.name)
	officer.page.get_by_role("button", name=officer.word("Make ERP Item")).click()
	officer.page.wait_for_function("cur_frm.doc.erpnext_item && !cur_frm.is_dirty()")
	officer.idle()
	assert stored(ITEM, reward.name, "erpnext_item")["erpnext_item"]
	shot(officer.page, "erpnext-linked", full_page=True)

	manager = Desk(browser, here.manager, "zh")
	manager.form(ITEM, reward.name)
	assert not manager.page.get_by_role("button", name=manager.word("Make ERP Item")).count()
	assert manager.page.evaluate("cur_frm.get_docfield('erpnext_item').read_only") == 1
	manager.page.get_by_role("button", name=manager.word("Receive Gift")).click()
	dialog = manager.page.locator(MODAL)
	dialog.locator("[data-fieldname=qty] input").fill("12")
	dialog.locator("[data-fieldname=valuation_rate] input").fill("18.5")
	dialog.locator("[data-fieldname=remark] textarea").fill("春节慰问")
	shot(manager.page, "erpnext-gift")
	assert not dialog.locator("[data-fieldname=warehouse]").is_visible()
	dialog.locator(".btn-modal-primary").click()
	dialog.wait_for(state="hidden")
	manager.page.wait_for_function("cur_frm.doc.stock_qty === 12")
	manager.page.get_by_text("现有 12 件").first.wait_for()
	shot(manager.page, "erpnext-received", full_page=True)

	sponsors = Desk(browser, here.officer, "zh")
	sponsors.form("Reward Sponsor", reward.sponsor)
	sponsors.page.get_by_role("button", name=sponsors.word("Receive Gift")).wait_for()
	sponsors.page.get_by_role("button", name=sponsors.word("Make ERP Supplier")).wait_for()
	shot(sponsors.page, "erpnext-sponsor", full_page=True)
