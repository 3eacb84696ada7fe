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
