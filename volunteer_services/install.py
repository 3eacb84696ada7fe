"""Installation: defaults by insert-if-missing. No System or Portal Settings are changed, no users made."""

import frappe

from volunteer_services.foundation.manifest import remember
from volunteer_services.integrations.erpnext import setup as erpnext_setup
from volunteer_services.setup.defaults import ensure_all, role_names
from volunteer_services.setup.help_menu import ensure_help_item
from volunteer_services.setup.import_rights import ensure_import_right


def before_install() -> None:
	"""Note which of our roles are missing: Frappe makes them with the DocTypes, before we are asked again."""
	frappe.flags.volunteer_services_new_roles = [
		name for name in role_names() if not frappe.db.exists("Role", name)
	]


def after_install() -> None:
	"""Make roles, settings, workflows and masters that are missing."""
	for role in frappe.flags.volunteer_services_new_roles or []:
		remember("Role", role)
	ensure_all()
	ensure_import_right()
	ensure_help_item()
	erpnext_setup.ensure()
