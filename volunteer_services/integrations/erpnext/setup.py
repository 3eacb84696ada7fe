"""The custom fields come with ERPNext, whichever app is installed first, and go with it or with this app.

Frappe runs the hooks of an uninstallation on a dry run too. So what comes before only copies the stock, which
does no harm, and what comes after acts only when the app is really gone from the list of installed apps.
"""

import json

import frappe
from frappe.custom.doctype.custom_field.custom_field import create_custom_fields

from volunteer_services.foundation import manifest
from volunteer_services.foundation.database.savepoint import tried
from volunteer_services.foundation.settings import SETTINGS
from volunteer_services.integrations.erpnext import APP, is_here
from volunteer_services.integrations.erpnext.fields import CUSTOM_FIELDS, MODULE

_FOREIGN = ("Stock Entry",)


def ensure() -> None:
	"""Make the custom fields that are missing, where ERPNext is there; harmless when repeated."""
	if is_here():
		_make()


def after_app_install(app_name: str) -> None:
	"""ERPNext came later than this app."""
	if app_name == APP:
		_make()


def before_app_uninstall(app_name: str) -> None:
	"""ERPNext is to go: our own count of the stock starts where the ERP's ends."""
	if app_name == APP:
		from volunteer_services.integrations.erpnext import stock

		stock.mirror()


def after_app_uninstall(app_name: str) -> None:
	"""ERPNext has gone: its links would point at nothing, and at something else if it came back."""
	if app_name == APP and not _is_installed():
		for doctype, fields in CUSTOM_FIELDS.items():
			for field in fields:
				frappe.db.delete("Custom Field", {"dt": doctype, "fieldname": field["fieldname"]})
				manifest.forget("Custom Field", f"{doctype}-{field['fieldname']}")
		for group in _item_groups(manifest.read()):
			manifest.forget("Item Group", group)
		drop_columns(CUSTOM_FIELDS)
		named = [field["fieldname"] for field in CUSTOM_FIELDS[SETTINGS]]
		frappe.db.delete("Singles", {"doctype": SETTINGS, "field": ["in", named]})


def leave(made: list[list[str]]) -> list[list[str]]:
	"""This app has gone: take what it made on ERPNext's side. Returns what else there is to remove.

	``made``: what the installation made. The item group stays while the ERP uses it.
	"""
	if is_here():
		for doctype, name in made:
			if doctype == "Custom Field":
				frappe.delete_doc(doctype, name, ignore_missing=True, force=True, ignore_permissions=True)
		ours = {name for doctype, name in made if doctype == "Custom Field"}
		drop_columns({doctype: CUSTOM_FIELDS[doctype] for doctype in _FOREIGN}, ours)
		for group in _item_groups(made):
			_delete_item_group(group)
	return [row for row in made if row[0] not in ("Custom Field", "Item Group")]


def drop_columns(fields: dict[str, tuple[dict, ...]], only: set[str] | None = None) -> None:
	"""Frappe leaves the column when a custom field is deleted. ``only``: names of custom fields."""
	for doctype, group in fields.items():
		if not frappe.db.table_exists(doctype):
			continue
		there = set(frappe.db.get_table_columns(doctype))
		for field in group:
			name = field["fieldname"]
			if name in there and (only is None or f"{doctype}-{name}" in only):
				frappe.db.sql_ddl(f"alter table `tab{doctype}` drop column `{name}`")
		frappe.clear_cache(doctype=doctype)
	frappe.clear_cache()


def _make() -> None:
	wanted = {
		f"{doctype}-{field['fieldname']}": (doctype, field)
		for doctype, fields in CUSTOM_FIELDS.items()
		for field in fields
	}
	there = set(
		frappe.get_all(
			"Custom Field", filters={"name": ["in", list(wanted)]}, pluck="name", limit_page_length=0
		)
	)
	missing: dict[str, list[dict]] = {}
	for name, (doctype, field) in wanted.items():
		if name not in there:
			missing.setdefault(doctype, []).append({**field, "module": MODULE})
	create_custom_fields(missing, update=False)
	for name in sorted(wanted.keys() - there):
		manifest.remember("Custom Field", name)


def _is_installed() -> bool:
	"""Read from the database: the cache may hold the old list again (see uninstall.py)."""
	apps = frappe.db.sql("select `defvalue` from `tabDefaultValue` where `defkey` = 'installed_apps'")
	return any(APP in json.loads(value or "[]") for (value,) in apps)


def _item_groups(made: list[list[str]]) -> list[str]:
	return [name for doctype, name in made if doctype == "Item Group"]


def _delete_item_group(name: str) -> None:
	with tried():  # it stays where it is linked, or has groups of its own below
		frappe.delete_doc("Item Group", name, ignore_permissions=True, ignore_missing=True)
