"""Without ERPNext nothing of it shows and nothing of it is needed."""

from __future__ import annotations

import frappe
import pytest

from tests import factories as make
from tests.site.time_bank.with_erpnext import erpnext_world as world
from volunteer_services.api import erpnext as api
from volunteer_services.exceptions import ErpLinkError
from volunteer_services.foundation import manifest
from volunteer_services.integrations.erpnext import setup, stock
from volunteer_services.integrations.erpnext.fields import CUSTOM_FIELDS


@pytest.fixture(autouse=True)
def _without():
	if "erpnext" in frappe.get_installed_apps():
		pytest.skip("ERPNext is installed here: the other tests of it run")


def test_no_custom_field_is_made():
	setup.ensure()
	assert not frappe.db.count("Custom Field", {"dt": ["in", list(CUSTOM_FIELDS)], "module": "Time Bank"})


def test_masters_and_rewards_are_saved_as_ever():
	place = make.Place()
	reward = world.make_reward(place, stock_qty=4)
	for doc in (place.unit, place.site, world.make_sponsor(place), reward):
		title = doc.meta.get_title_field()
		doc.set(title, make.unique("更名"))
		doc.save()
		assert frappe.db.get_value(doc.doctype, doc.name, title) == doc.get(title)
	stock.mirror_all()
	assert make.reloaded(reward).stock_qty == 4, "our own count stays"


def test_another_app_s_leaving_changes_nothing():
	reward, before = world.make_reward(make.Place(), stock_qty=4), manifest.read()
	setup.before_app_uninstall("some_app")
	setup.after_app_uninstall("some_app")
	assert manifest.read() == before
	assert make.reloaded(reward).stock_qty == 4


def test_the_buttons_refuse():
	place = make.Place()
	reward, sponsor = world.make_reward(place), world.make_sponsor(place)
	for call in (
		lambda: api.make_item(reward.name),
		lambda: api.make_supplier(sponsor.name),
		lambda: api.receive_gift(reward.name, 1),
		lambda: api.stock_of(reward.name),
	):
		with pytest.raises(ErpLinkError, match="not installed"):
			call()
