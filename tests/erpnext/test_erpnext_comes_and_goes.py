"""ERPNext and this app come and go in either order; custom fields follow, other people's stay.

Each test really uninstalls an app with its records, so it asks for a site that may be thrown away.
"""

from __future__ import annotations

import os
import subprocess
import sys

import frappe
import pytest

from tests import factories as make
from tests.conftest import forget_queued_jobs, start_test
from tests.site.time_bank.with_erpnext import erpnext_world as world
from volunteer_services.foundation import manifest
from volunteer_services.integrations.erpnext import masters
from volunteer_services.integrations.erpnext.fields import CUSTOM_FIELDS, ITEM_GROUP
from volunteer_services.uninstall import APP, DISCARD_KEY

MAY_GO = "ERPNEXT_MAY_GO"
OURS = ("Service Site", "Reward Item", "Reward Sponsor", "Reward Redemption", "Recording Unit")

pytestmark = [pytest.mark.commits, pytest.mark.timeout(900)]


def run(*arguments: str) -> str:
	"""One of Frappe's commands on the site; it must succeed."""
	frappe.db.rollback()  # an open transaction would keep the tables from being dropped
	command = [
		sys.executable,
		"-m",
		"frappe.utils.bench_helper",
		"frappe",
		"--site",
		os.environ["DEVSITE_SITE"],
	]
	done = subprocess.run(
		[*command, *arguments],
		cwd=os.environ["DEVSITE_SITES_PATH"],
		capture_output=True,
		text=True,
		timeout=600,
	)
	assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
	connect_anew()
	return done.stdout


def connect_anew() -> None:
	"""This process would go on with the hooks of the app that has gone."""
	frappe.destroy()
	frappe.init(site=os.environ["DEVSITE_SITE"], sites_path=os.environ["DEVSITE_SITES_PATH"])
	frappe.connect()
	frappe.clear_cache()
	start_test(frappe)


@pytest.fixture(autouse=True)
def _a_site_that_may_go(site, discard_key_put_back):
	if "erpnext" not in site.get_installed_apps():
		pytest.skip("ERPNext is not installed on this site: run on a bench that has it")
	if os.environ.get(MAY_GO) != os.environ["DEVSITE_SITE"]:
		pytest.skip(f"it uninstalls apps: set {MAY_GO} to the name of a site that may be thrown away")
	forget_queued_jobs(site)  # Frappe 16 refuses to uninstall while some hundred jobs wait
	start_test(site)
	make.begin_test(pooled=False)


def fields() -> dict[str, int]:
	"""How many of our custom fields there are on each DocType."""
	return {
		doctype: frappe.db.count(
			"Custom Field",
			{"dt": doctype, "fieldname": ["in", [field["fieldname"] for field in group]]},
		)
		for doctype, group in CUSTOM_FIELDS.items()
	}


ALL = {doctype: len(group) for doctype, group in CUSTOM_FIELDS.items()}


def columns(doctype: str) -> set[str]:
	frappe.db.commit()
	rows = frappe.db.sql(f"show columns from `tab{doctype}`")
	return {row[0] for row in rows} & {field["fieldname"] for field in CUSTOM_FIELDS[doctype]}


def others() -> dict:
	"""What must not change: custom fields and property setters of others, and their values."""
	names = [f"{doctype}-{field['fieldname']}" for doctype, group in CUSTOM_FIELDS.items() for field in group]
	return {
		"fields": sorted(frappe.get_all("Custom Field", filters={"name": ["not in", names]}, pluck="name")),
		"setters": sorted(frappe.get_all("Property Setter", pluck="name")),
	}


def test_this_app_goes_and_comes_back():
	erp = world.ErpPlace(qty=3)
	used, entry = erp.item, frappe.get_all("Stock Entry", limit=1, order_by="creation desc", pluck="name")[0]
	foreign = frappe.get_doc(
		{
			"doctype": "Custom Field",
			"dt": "Stock Entry",
			"fieldname": "somebody_s_note",
			"label": "Somebody's Note",
			"fieldtype": "Data",
			"insert_after": "remarks",
		}
	).insert()
	frappe.db.set_value("Stock Entry", entry, foreign.fieldname, "bleibt")
	frappe.db.commit()
	before, qty, group = others(), erp.in_erp(), frappe.db.get_value("Item", used, "item_group")
	assert group == masters.ensure_item_group()
	run("set-config", DISCARD_KEY, "1")

	run("uninstall-app", APP, "--yes", "--no-backup", "--dry-run")
	assert fields() == ALL
	assert columns("Stock Entry")

	run("uninstall-app", APP, "--yes", "--no-backup")
	assert set(fields().values()) == {0}
	assert columns("Stock Entry") == set()
	assert others() == before
	assert frappe.db.get_value("Stock Entry", entry, foreign.fieldname) == "bleibt"
	assert frappe.db.get_value("Item", used, "item_group") == group
	assert frappe.db.exists("Item Group", group), "the ERP uses it"
	assert frappe.db.get_value("Bin", {"item_code": used}, "actual_qty") == qty
	run("execute", "frappe.client.cancel", "--args", repr(["Stock Entry", entry]))
	assert frappe.db.get_value("Stock Entry", entry, "docstatus") == 2

	run("install-app", APP)
	assert fields() == ALL
	assert columns("Stock Entry")
	assert others() == before
	frappe.delete_doc("Custom Field", foreign.name)
	frappe.db.commit()


def test_the_item_group_goes_with_this_app_unless_the_erp_uses_it():
	site_language = frappe.db.get_single_value("System Settings", "language")
	names = [ITEM_GROUP, frappe._(ITEM_GROUP, site_language)]
	for item in frappe.get_all("Item", filters={"item_group": ["in", names]}, pluck="name"):
		other = frappe.db.get_value("Item Group", {"is_group": 0, "name": ["not in", names]})
		frappe.db.set_value("Item", item, "item_group", other)
	for name in names:
		frappe.delete_doc("Item Group", name, ignore_missing=True)
	group = masters.ensure_item_group()
	frappe.db.commit()
	assert group == names[-1], "the group is called as the site speaks"
	assert ["Item Group", group] in manifest.read()
	run("set-config", DISCARD_KEY, "1")
	run("uninstall-app", APP, "--yes", "--no-backup")
	assert not frappe.db.exists("Item Group", group)
	run("install-app", APP)


def test_erpnext_goes_and_comes_back():
	erp = world.ErpPlace(qty=3)
	frappe.get_doc(
		{
			"doctype": "Stock Entry",
			"stock_entry_type": "Material Receipt",
			"company": world.company(),
			"items": [{"item_code": erp.item, "qty": 4, "t_warehouse": erp.warehouse, "basic_rate": 20}],
		}
	).insert().submit()
	assert make.reloaded(erp.reward).stock_qty == 3, "the mirror has not been called yet"
	frappe.db.commit()

	run("uninstall-app", "erpnext", "--yes", "--no-backup", "--dry-run")
	assert fields() == ALL

	run("uninstall-app", "erpnext", "--yes", "--no-backup")
	assert set(fields().values()) == {0}
	assert {doctype: columns(doctype) for doctype in OURS} == {doctype: set() for doctype in OURS}
	assert not [name for doctype, name in manifest.read() if doctype in ("Custom Field", "Item Group")]
	reward = frappe.get_doc("Reward Item", erp.reward.name)
	assert reward.stock_qty == 7, "our own count goes on where the ERP's ended"
	redemption = frappe.get_doc(
		{
			"doctype": "Reward Redemption",
			"volunteer": world.rich_volunteer(erp.place).name,
			"reward_item": reward.name,
			"qty": 2,
			"channel": "Counter",
			"collected_by": "陈奶奶",
		}
	).insert()
	redemption.update({"collected_by": "陈奶奶", "receipt_signed": 1, "workflow_state": "Fulfilled"})
	redemption.save()
	assert make.reloaded(reward).stock_qty == 5
	for doc in (reward, frappe.get_doc("Service Site", reward.site)):
		doc.save()
	frappe.db.commit()

	run("install-app", "erpnext")
	assert fields() == ALL
	assert columns("Reward Item") >= {"erpnext_item", "erpnext_warehouse"}
	assert not make.reloaded(reward).get("erpnext_item")
	reward.save()
	assert make.reloaded(reward).stock_qty == 5
