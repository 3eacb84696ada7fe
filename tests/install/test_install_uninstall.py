"""Comes and goes: uninstall refuses while records must be kept, removes what install made, and leaves the
rest.

Runs last and really uninstalls: the records of the test site are gone afterwards.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests import factories as make
from tests.conftest import CHECKOUT
from volunteer_services.integrations.erpnext.fields import CUSTOM_FIELDS
from volunteer_services.portal.services.handbook import ROUTE as HELP
from volunteer_services.setup.pilot_site_desk import BOARD
from volunteer_services.setup.workflows import MACHINES
from volunteer_services.uninstall import APP, DISCARD_KEY

ROLES = {
	make.MANAGER,
	make.CITY,
	make.DISTRICT,
	make.SITE,
	make.LEADER,
	make.AUDITOR,
	make.VOLUNTEER,
}

# On ERPNext's side; there where ERPNext is.
OUR_FIELDS = [
	f"{doctype}-{field['fieldname']}" for doctype, group in CUSTOM_FIELDS.items() for field in group
]

pytestmark = pytest.mark.commits


def run(*arguments: str) -> subprocess.CompletedProcess:
	command = [
		sys.executable,
		"-m",
		"frappe.utils.bench_helper",
		"frappe",
		"--site",
		os.environ["DEVSITE_SITE"],
	]
	return subprocess.run(
		[*command, *arguments],
		cwd=os.environ["DEVSITE_SITES_PATH"],
		capture_output=True,
		text=True,
		timeout=280,
	)


@pytest.fixture(autouse=True)
def fresh(site, discard_key_put_back):
	site.set_user("Administrator")
	forget(site)
	yield
	forget(site)


def forget(frappe) -> None:
	"""An open transaction would keep the tables from being dropped, a cache would remember them."""
	frappe.db.rollback()
	frappe.clear_cache()
	frappe.local.conf = frappe._dict(frappe.get_site_config())


def installed(frappe) -> bool:
	forget(frappe)
	return bool(frappe.db.exists("Module Def", {"app_name": APP}))


def _modules() -> list[str]:
	return (CHECKOUT / APP / "modules.txt").read_text().splitlines()


def untouched(frappe) -> dict:
	"""What installing and uninstalling must not change."""
	singles = {
		f"{name}.{field}": str(value)
		for name in ("System Settings", "Portal Settings")
		for field, value in frappe.get_doc(name).as_dict().items()
		if field not in ("modified", "modified_by", "menu")  # Frappe writes its own menu anew
	}
	menu = frappe.get_doc("Portal Settings").menu
	singles["menu"] = str([(row.title, row.route, row.role, row.enabled) for row in menu])
	return {
		"singles": singles,
		"users": frappe.get_all("User", pluck="name", order_by="name", limit_page_length=0),
		"workspaces": frappe.get_all(
			"Workspace", filters={"module": ["not in", _modules()]}, pluck="name", order_by="name"
		),
		"custom fields": frappe.db.count("Custom Field", {"name": ["not in", OUR_FIELDS]}),
		"property setters": frappe.db.count("Property Setter"),
		"help menu": frappe.get_all(
			"Navbar Item",
			filters={"parent": "Navbar Settings", "route": ["!=", HELP]},
			pluck="name",
			order_by="idx",
		),
	}


def test_uninstall_refuses_while_records_must_be_kept(site):
	place = make.Place()
	make.make_log(place, place.volunteer().name, state="Approved")
	site.db.commit()
	assert run("set-config", DISCARD_KEY, "0").returncode == 0
	done = run("uninstall-app", APP, "--yes", "--no-backup")
	assert done.returncode != 0
	assert f"set-config {DISCARD_KEY} 1" in done.stdout + done.stderr
	assert installed(site)
	assert site.db.count("Service Log", {"docstatus": 1}) > 0


def test_a_dry_run_changes_nothing(site):
	roles = site.db.count("Role")
	assert run("set-config", DISCARD_KEY, "1").returncode == 0
	assert run("uninstall-app", APP, "--yes", "--no-backup", "--dry-run").returncode == 0
	assert installed(site)
	assert site.db.count("Role") == roles
	assert site.db.count("Workflow", {"name": ["like", "Service Log%"]}) == 1


def test_it_goes_and_comes_back(site):
	before = untouched(site)
	shared_workflow(site)
	steps = [row.step for row in site.get_doc("Module Onboarding", "Volunteer Services").steps]
	site.db.commit()
	assert run("set-config", DISCARD_KEY, "1").returncode == 0
	with reading_the_list_of_apps():
		done = run("uninstall-app", APP, "--yes", "--no-backup")
	assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
	assert not installed(site)
	assert not ROLES & set(site.get_all("Role", pluck="name", limit_page_length=0))
	assert not site.db.count("Workflow", {"name": ["in", [machine.name for machine in MACHINES]]})
	assert not site.db.exists("Workflow State", "Awaiting Registration")
	assert site.db.exists("Workflow State", "Returned"), "another workflow uses it"
	assert not site.db.count("Scheduled Job Type", {"method": ["like", f"{APP}.%"]})
	assert not site.db.count("DocType", {"module": ["like", "Volunteer %"]})
	assert not site.db.count("DocType", {"module": ["in", ["Time Bank", "Pilot Sites"]]})
	assert not site.db.exists("Kanban Board", BOARD)
	assert not site.db.exists("Navbar Item", {"parent": "Navbar Settings", "route": HELP})
	assert not site.db.count("Custom Field", {"name": ["in", OUR_FIELDS]})
	assert not site.db.count("Version", {"ref_doctype": "Service Log"})
	assert not site.db.count("Module Onboarding", {"name": "Volunteer Services"})
	assert not site.db.count("Onboarding Step", {"name": ["in", steps]})
	assert not site.db.count("Custom DocPerm", {"parent": "Data Import"}), "Frappe's own rules hold again"
	assert not site.db.sql("select `name` from `tabSeries` where `name` in ('CS-', 'VP-2026-', 'SITE-')")
	assert_same(before, untouched(site))

	done = run("install-app", APP)
	assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
	assert installed(site)
	assert set(site.get_all("Role", pluck="name", limit_page_length=0)) >= ROLES
	assert site.db.count("Workflow", {"is_active": 1, "name": ["in", [m.name for m in MACHINES]]}) == len(
		MACHINES
	)
	assert site.db.exists("Kanban Board", BOARD)
	assert site.db.count("Onboarding Step", {"name": ["in", steps]}) == len(steps)
	assert site.db.count("Navbar Item", {"parent": "Navbar Settings", "route": HELP}) == 1
	assert site.db.exists("Checklist Standard", "CS-00001"), "numbers begin anew"
	assert site.db.exists("Custom DocPerm", {"parent": "Data Import", "role": make.MANAGER})
	assert site.db.count("Star Scheme") == 1
	assert site.db.count("Points Rule", {"is_disabled": 0}) == 1
	on_erpnext = "erpnext" in site.get_installed_apps()
	fields = site.db.count("Custom Field", {"name": ["in", OUR_FIELDS]})
	assert fields == (len(OUR_FIELDS) if on_erpnext else 0)
	assert_same(before, untouched(site))


@contextmanager
def reading_the_list_of_apps() -> Iterator[None]:
	"""Requests of others go on: they fill the cache of defaults again while the app goes."""
	code = (
		"import frappe, os, time\n"
		"frappe.init(site=os.environ['DEVSITE_SITE'], sites_path='.')\n"
		"frappe.connect()\n"
		"while True:\n"
		"	frappe.local.cache = {}\n"
		"	frappe.db.rollback()\n"
		"	frappe.get_installed_apps()\n"
		"	time.sleep(0.001)\n"
	)
	reader = subprocess.Popen([sys.executable, "-c", code], cwd=os.environ["DEVSITE_SITES_PATH"])
	try:
		yield
		assert reader.poll() is None, "the reader ended by itself"
	finally:
		reader.kill()
		reader.wait()


def assert_same(before: dict, after: dict) -> None:
	singles, now = before.pop("singles"), after.pop("singles")
	assert {key: (value, now.get(key)) for key, value in singles.items() if now.get(key) != value} == {}
	assert after == before
	before["singles"] = singles


def shared_workflow(frappe) -> str:
	"""A workflow of somebody else's that uses one of our states."""
	name = make.unique("Other Workflow ")
	doc = frappe.get_doc(
		{
			"doctype": "Workflow",
			"workflow_name": name,
			"document_type": "Note",
			"is_active": 0,
			"workflow_state_field": "title",
			"states": [{"state": "Returned", "doc_status": "0", "allow_edit": "System Manager"}],
			"transitions": [],
		}
	)
	return doc.insert().name
