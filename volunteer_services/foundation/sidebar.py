"""One menu for all rooms on Frappe 16.

Frappe 16 finds the menu of a page by the module of its DocType, and makes a menu of its own, with three
DocTypes and all reports, for each module that ships none. After a reload, a bookmark or a notification that
one stood where ours should. Here the menus that Frappe made leave the boot data, and each room's module is
told to open the menu of the app.
"""

import frappe

_APP = __name__.partition(".")[0]
MENU = "Volunteer Services"


def one_for_all_rooms(bootinfo) -> None:
	"""Rewrite ``workspace_sidebar_item``; nothing happens where there is none, or where the user has not
	our menu. A menu that the site made for one of the modules stays."""
	menus = bootinfo.get("workspace_sidebar_item")
	if not isinstance(menus, dict):
		return
	rooms = [module for module in _modules() if module != MENU]
	for module in rooms:
		made = menus.get(module.lower())
		if made and not frappe.db.exists("Workspace Sidebar", made["label"]):
			del menus[module.lower()]
	menu = menus.get(MENU.lower())
	for module in rooms if menu else ():
		if module.lower() not in menus:
			# Without items: it answers for the module, and is found by no link.
			menus[f"{MENU}: {module}".lower()] = {**menu, "module": module, "items": []}


def _modules() -> list[str]:
	return frappe.get_all("Module Def", filters={"app_name": _APP}, pluck="name", order_by="name")
