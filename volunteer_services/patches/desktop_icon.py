"""Frappe 16: one tile on the desktop. A site that had the app before has a second one, which Frappe made and
which is newer than the one that ships."""

import frappe

APP = "volunteer_services"


def execute() -> None:
	if not (frappe.db.table_exists("Desktop Icon") and frappe.db.has_column("Desktop Icon", "icon_type")):
		return
	tile = frappe.db.get_value("Desktop Icon", {"app": APP, "icon_type": "App", "standard": 1})
	if not tile:
		return
	frappe.db.set_value("Desktop Icon", tile, "hidden", 1)
	frappe.db.set_value("Desktop Icon", {"app": APP, "icon_type": "Link", "standard": 1}, "parent_icon", tile)
	frappe.cache.delete_key("desktop_icons")
