"""帮助 menu: the way to the handbook in Frappe's Navbar Settings, for our staff.

An item of the site's, not a standard one: an administrator may rename or delete it, and Frappe 16 takes out
only standard items that no hook names. Install and one patch make it, nothing puts it back.
"""

import frappe

from volunteer_services.foundation import manifest, roles
from volunteer_services.portal.services.handbook import ROUTE

SETTINGS = "Navbar Settings"
LABEL = "Volunteer Services Help"
_ITEM = "Navbar Item"


def ensure_help_item() -> None:
	"""Add the item unless the menu leads to the handbook already."""
	if frappe.db.exists(_ITEM, {"parent": SETTINGS, "route": ROUTE}):
		return
	menu = frappe.get_doc(SETTINGS)
	item = menu.append("help_dropdown", {"item_label": LABEL, "item_type": "Route", "route": ROUTE})
	menu.flags.ignore_permissions = True
	menu.save()
	manifest.remember(_ITEM, item.name)


def withdraw(made: list[list[str]]) -> list[list[str]]:
	"""At uninstall: takes the item out, if it is still there. Returns the rest of the manifest."""
	names = [name for doctype, name in made if doctype == _ITEM]
	if names:
		frappe.db.delete(_ITEM, {"name": ["in", names], "parent": SETTINGS})
	return [entry for entry in made if entry[0] != _ITEM]


def extend_bootinfo(bootinfo) -> None:
	"""Who is none of our staff does not see the item. Frappe reads conditions in the other menu only."""
	menu = bootinfo.get("navbar_settings")
	if menu and not roles.is_staff():
		menu.set("help_dropdown", [item for item in menu.help_dropdown if item.route != ROUTE])
