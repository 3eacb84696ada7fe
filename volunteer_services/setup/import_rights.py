"""Volunteer Services Manager may use Frappe's Data Import, for their own files.

The right is a row of the Role Permission Manager: the organisation sees it there and may take it back. Which
DocTypes it opens is asked in ``foundation/doors/imports.py``.
"""

import frappe
from frappe.permissions import setup_custom_perms

from volunteer_services.foundation import manifest, roles
from volunteer_services.foundation.doors.imports import DATA_IMPORT

_RIGHTS = ("read", "write", "create", "delete")
_ROW = "Custom DocPerm"
_COPIED = "Copied Permissions"
"""What stands in the manifest where the site had no rows of its own: Frappe copies its own rules then."""


def ensure_import_right() -> None:
	"""Give the right where nobody has said anything about the role and Data Import."""
	if frappe.db.exists(_ROW, {"parent": DATA_IMPORT, "role": roles.MANAGER}):
		return
	if setup_custom_perms(DATA_IMPORT):
		manifest.remember(_COPIED, DATA_IMPORT)
	row = frappe.get_doc(
		{
			"doctype": _ROW,
			"parent": DATA_IMPORT,
			"parenttype": "DocType",
			"parentfield": "permissions",
			"role": roles.MANAGER,
			"permlevel": 0,
			"if_owner": 1,
			**dict.fromkeys(_RIGHTS, 1),
		}
	)
	row.insert(ignore_permissions=True)
	manifest.remember(_ROW, row.name)
	frappe.clear_cache(doctype=DATA_IMPORT)


def withdraw(made: list[list[str]]) -> list[list[str]]:
	"""At uninstall: takes the row away, and the copies of Frappe's rules if nobody has changed them since.
	Returns the rest of the manifest."""
	for doctype, name in made:
		if doctype == _ROW:
			frappe.db.delete(_ROW, {"name": name})
	if [_COPIED, DATA_IMPORT] in made and _rules(_ROW) == _rules("DocPerm"):
		frappe.db.delete(_ROW, {"parent": DATA_IMPORT})
	frappe.clear_cache(doctype=DATA_IMPORT)
	return [entry for entry in made if entry[0] not in (_ROW, _COPIED)]


def _rules(doctype: str) -> list[tuple]:
	"""The rules on Data Import, comparable."""
	shared = set(frappe.get_meta("DocPerm").get_valid_columns()) & set(
		frappe.get_meta(_ROW).get_valid_columns()
	)
	fields = sorted(shared - {*frappe.model.default_fields, "parent", "parenttype", "parentfield"})
	rows = frappe.get_all(doctype, filters={"parent": DATA_IMPORT}, fields=fields, limit_page_length=0)
	return sorted(tuple(str(row[field] or 0) for field in fields) for row in rows)
