"""The first hour: whose steps they are, who marks them, that they vanish; the item in the help menu."""

import frappe
import pytest

from tests import factories as make
from volunteer_services.foundation import manifest
from volunteer_services.portal.services.handbook import ROUTE
from volunteer_services.setup import help_menu
from volunteer_services.uninstall import _delete_first_steps, _first_steps
from volunteer_services.volunteer_services.home import first_steps

ONBOARDING = "Volunteer Services"
OTHERS = (make.CITY, make.DISTRICT, make.SITE, make.LEADER, make.AUDITOR, make.VOLUNTEER)


@pytest.fixture
def steps(clean_site) -> list[str]:
	frappe.db.set_single_value("System Settings", "enable_onboarding", 1)
	frappe.clear_document_cache("System Settings", "System Settings")
	frappe.get_doc("Module Onboarding", ONBOARDING).reset_progress()
	return [row.step for row in frappe.get_doc("Module Onboarding", ONBOARDING).steps]


def mark(step: str, field: str = "is_complete", value=1) -> None:
	first_steps.update_onboarding_step(name=step, field=field, value=value)


def shown_to(user: str) -> list[str]:
	"""The steps on the workspace (15), or beside it (16)."""
	from frappe.desk import desktop

	frappe.set_user(user)
	if hasattr(desktop, "get_onboarding_data"):
		found = desktop.get_onboarding_data(ONBOARDING) or []
	else:
		page = {"name": ONBOARDING, "title": ONBOARDING, "public": 1}
		found = desktop.get_desktop_page(frappe.as_json(page))["onboardings"]["items"]
	return [step["title"] for item in found for step in item["items"]]


def test_the_manager_sees_ten_steps(steps):
	assert len(steps) == 10
	assert len(shown_to(make.make_user(make.MANAGER))) == 10


@pytest.mark.parametrize("role", OTHERS[:-1])
def test_others_see_none(steps, role):
	assert shown_to(make.make_user(role)) == []


def test_it_vanishes_when_all_is_done_or_skipped(steps):
	manager = make.make_user(make.MANAGER)
	frappe.set_user(manager)
	for number, step in enumerate(steps):
		assert not frappe.db.get_value("Module Onboarding", ONBOARDING, "is_complete")
		mark(step, "is_skipped" if number % 2 else "is_complete")
	assert frappe.db.get_value("Module Onboarding", ONBOARDING, "is_complete") == 1
	assert shown_to(manager) == []
	mark(steps[1], "is_skipped", 0)
	assert len(shown_to(manager)) == 10, "a step is open again"


@pytest.mark.parametrize("role", OTHERS)
def test_others_mark_nothing(steps, role):
	frappe.set_user(make.make_user(role))
	with pytest.raises(frappe.PermissionError, match="no permission"):
		mark(steps[0])
	assert not frappe.db.get_value("Onboarding Step", steps[0], "is_complete")


def test_nothing_but_a_mark_is_written(steps):
	frappe.set_user(make.make_user(make.MANAGER))
	with pytest.raises(frappe.PermissionError, match="no permission"):
		mark(steps[0], "description", "<script>")
	assert "script" not in frappe.db.get_value("Onboarding Step", steps[0], "description")


def test_a_step_of_another_app_is_marked_as_ever(clean_site):
	step = frappe.get_doc(
		{"doctype": "Onboarding Step", "title": "Theirs", "action": "Go to Page", "path": "todo"}
	).insert(set_name=make.unique("Their Step "))
	mark(step.name)
	assert frappe.db.get_value("Onboarding Step", step.name, "is_complete") == 1


def test_uninstall_takes_the_steps_and_leaves_those_of_others(steps):
	theirs = frappe.get_doc(
		{
			"doctype": "Module Onboarding",
			"title": "Theirs",
			"subtitle": "Theirs",
			"success_message": "Done",
			"documentation_url": "/",
			"module": "Core",
			"steps": [{"step": steps[0]}],
			"allow_roles": [{"role": "System Manager"}],
		}
	).insert(set_name=make.unique("Their Onboarding "))
	found = _first_steps()
	assert sorted(found) == sorted(steps)
	frappe.delete_doc("Module Onboarding", ONBOARDING, force=True)
	_delete_first_steps(found)
	assert frappe.get_all("Onboarding Step", filters={"name": ["in", steps]}, pluck="name") == [steps[0]]
	assert theirs.steps[0].step == steps[0]


# --- the help menu ------------------------------------------------------------------------------------------


def items() -> list:
	menu = frappe.get_doc(help_menu.SETTINGS)
	return [row for row in menu.help_dropdown if row.route == ROUTE]


def told_to(user: str) -> list:
	frappe.set_user(user)
	bootinfo = frappe._dict(navbar_settings=frappe.get_doc(help_menu.SETTINGS))
	before = len(bootinfo.navbar_settings.help_dropdown)
	help_menu.extend_bootinfo(bootinfo)
	left = bootinfo.navbar_settings.help_dropdown
	assert len(left) >= before - 1, "items of others stay"
	return [row for row in left if row.route == ROUTE]


def test_install_made_one_item_that_is_the_site_s_own(clean_site):
	(item,) = items()
	assert (item.item_label, item.item_type, item.is_standard) == (help_menu.LABEL, "Route", 0)
	assert ["Navbar Item", item.name] in manifest.read()
	help_menu.ensure_help_item()
	assert len(items()) == 1


@pytest.mark.parametrize("role", [make.MANAGER, *OTHERS[:-1]])
def test_the_staff_see_it(clean_site, role):
	assert len(told_to(make.make_user(role))) == 1


@pytest.mark.parametrize("role", [make.VOLUNTEER, "System Manager", "Website Manager"])
def test_others_do_not(clean_site, role):
	assert told_to(make.make_user(role)) == []


def test_it_is_taken_out_and_nothing_else(clean_site):
	menu = frappe.get_doc(help_menu.SETTINGS)
	others = [row.name for row in menu.help_dropdown if row.route != ROUTE]
	made = manifest.read()
	rest = help_menu.withdraw(made)
	assert items() == []
	assert [row.name for row in frappe.get_doc(help_menu.SETTINGS).help_dropdown] == others
	assert [entry for entry in made if entry not in rest] == [
		entry for entry in made if entry[0] == "Navbar Item"
	]


def test_migrating_does_not_put_it_back(clean_site):
	help_menu.withdraw(manifest.read())
	from frappe.core.doctype.navbar_settings import navbar_settings

	if hasattr(navbar_settings, "sync_standard_items"):
		navbar_settings.sync_standard_items()
	for path in frappe.get_hooks("after_migrate"):
		assert not path.startswith("volunteer_services."), "nothing of ours runs at each migrate"
	assert items() == []
