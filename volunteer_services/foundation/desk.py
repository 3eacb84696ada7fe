"""What the desk's scripts are told when the desk opens (``frappe.boot.volunteer_services``)."""

import frappe
from frappe.utils import cint

from volunteer_services.foundation import roles
from volunteer_services.foundation.house import house
from volunteer_services.foundation.scope.appointments import FITTING
from volunteer_services.foundation.settings import settings


def extend_bootinfo(bootinfo) -> None:
	"""Adds the DocTypes whose rooms declare a workflow, links that the server fills, or that they are papers;
	for our staff, also groups of roles and their appointments, and whether stars are published first.

	The DocTypes are for everybody who logs in: a site may let roles of its own read our documents.
	"""
	if frappe.session.user == "Guest":
		return
	told = {"titled": house().filling_links(), "states": house().with_workflow()}
	told["papers"] = house().papers()
	if roles.is_staff():
		told |= {"roles": roles.GROUPS, "appointments": _appointments()}
		told["has_notice"] = bool(cint(settings().public_notice_days))
	bootinfo["volunteer_services"] = told


def _appointments() -> dict[str, dict]:
	return {
		role: {"scope_type": scope_type, "levels": levels} for role, (scope_type, levels) in FITTING.items()
	}
