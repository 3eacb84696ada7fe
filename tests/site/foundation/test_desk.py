"""What the desk is told when it opens: roles for our staff, DocTypes for everybody, nothing for guests."""

import frappe
import pytest

from tests import factories as f
from volunteer_services.foundation import roles
from volunteer_services.foundation.desk import extend_bootinfo
from volunteer_services.foundation.scope.appointments import FITTING


def told(user: str) -> dict | None:
	frappe.set_user(user)
	bootinfo = frappe._dict()
	extend_bootinfo(bootinfo)
	return bootinfo.get("volunteer_services")


@pytest.mark.parametrize("role", sorted(roles.STAFF_AND_AUDITOR))
def test_staff_learns_the_groups_of_roles_and_what_a_role_is_appointed_to(role):
	found = told(f.make_user(role))
	assert found["roles"] == roles.GROUPS
	assert set(found["appointments"]) == set(FITTING)
	assert found["appointments"][roles.CITY] == {
		"scope_type": "Service Region",
		"levels": ("City", "Province"),
	}


def test_others_learn_only_which_doctypes_are_ours():
	found = told(f.make_user("Website Manager"))
	assert set(found) == {"titled", "states", "papers"}
	assert "Service Log" in found["states"]
	assert "Site Visit" in found["titled"]


def test_a_guest_learns_nothing():
	assert told("Guest") is None


def test_the_desk_asks_for_it():
	assert "volunteer_services.foundation.desk.extend_bootinfo" in frappe.get_hooks("extend_bootinfo")


# --- one menu for all rooms (Frappe 16) -------------------------------------------------------------------


def menus(**more) -> frappe._dict:
	"""Boot data as Frappe 16 makes them: our menu, and one that it made itself for a room and for others."""
	ours = {"label": "Volunteer Services", "module": "Volunteer Services", "app": "volunteer_services"}
	made = {"app": "volunteer_services", "items": [{"link_to": "Hours by Team"}]}
	return frappe._dict(
		workspace_sidebar_item={
			"volunteer services": {**ours, "items": [{"link_to": "Service Log"}]},
			"service records": {**made, "label": "Service Records", "module": "Service Records"},
			"core": {"label": "Core", "module": "Core", "app": "frappe", "items": []},
			**more,
		}
	)


def opened_by(found: dict) -> dict[str, list[str]]:
	"""Module → menus, as the desk's own script builds it."""
	by_module: dict[str, list[str]] = {}
	for menu in found.values():
		by_module.setdefault(menu["module"], []).append(menu["label"])
	return by_module


def test_every_room_opens_the_one_menu():
	bootinfo = menus()
	extend_bootinfo(bootinfo)
	found = bootinfo.workspace_sidebar_item
	rooms = frappe.get_all("Module Def", {"app_name": "volunteer_services"}, pluck="name")
	assert {opened_by(found)[room][0] for room in rooms} == {"Volunteer Services"}
	assert all(len(opened_by(found)[room]) == 1 for room in rooms)
	assert [
		key for key, menu in found.items() if any(item["link_to"] == "Service Log" for item in menu["items"])
	] == ["volunteer services"], "a page is found in one menu only"
	assert "Hours by Team" not in str(found), "names of reports reach nobody by a menu that Frappe made"
	assert found["core"]["label"] == "Core"


def test_who_has_not_our_menu_is_told_nothing_of_the_rooms():
	bootinfo = menus()
	del bootinfo.workspace_sidebar_item["volunteer services"]
	extend_bootinfo(bootinfo)
	assert set(bootinfo.workspace_sidebar_item) == {"core"}


def test_on_15_there_is_no_menu_to_rewrite():
	bootinfo = frappe._dict()
	extend_bootinfo(bootinfo)
	assert "workspace_sidebar_item" not in bootinfo
