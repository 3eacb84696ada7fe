"""What the installation made, written down when it was made, so that the uninstallation removes just that."""

import json

import frappe

SETTINGS = "Volunteer Services Settings"


def insert_if_missing(doctype: str, name: str, values: dict, record: bool = True):
	"""Insert a document unless one of this name exists, and write down that we made it.

	Returns the document when it was made, else None. ``record=False`` for documents of our own DocTypes,
	which go with their tables.
	"""
	if frappe.db.exists(doctype, name):
		return None
	doc = frappe.get_doc({"doctype": doctype, **values})
	doc.insert(ignore_permissions=True, set_name=name)  # only an installation or a migration calls this
	if record:
		remember(doctype, doc.name)
	return doc


def remember(doctype: str, name: str) -> None:
	"""Add a document to the list of what the installation made."""
	made = read()
	if [doctype, name] not in made:
		made.append([doctype, name])
		frappe.db.set_single_value(SETTINGS, "install_manifest", json.dumps(made))


def read() -> list[list[str]]:
	"""All documents that the installation made, as [doctype, name], in the order of their making."""
	return json.loads(frappe.db.get_single_value(SETTINGS, "install_manifest") or "[]")


def forget(doctype: str, name: str) -> None:
	"""Take a document off the list: it went by other means."""
	made = read()
	if [doctype, name] in made:
		made.remove([doctype, name])
		frappe.db.set_single_value(SETTINGS, "install_manifest", json.dumps(made))
