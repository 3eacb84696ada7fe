"""Uninstallation: refuses while records must be kept; removes what install made, and nothing else.

Frappe runs these hooks on a dry run too. So the first one only looks and remembers, and the second one acts
when the app is really gone from the list of installed apps.
"""

import json

import frappe
from frappe import _

from volunteer_services.exceptions import RetentionError
from volunteer_services.foundation import manifest
from volunteer_services.foundation.database import series
from volunteer_services.foundation.documents.retention import kept_records
from volunteer_services.integrations.erpnext import setup as erpnext_setup
from volunteer_services.setup import help_menu, import_rights

APP = "volunteer_services"
DISCARD_KEY = "volunteer_services_discard_records"

# Where another part of the site may use what we made: (DocType of ours, table, column).
USES = (
	("Workflow State", "Workflow Document State", "state"),
	("Workflow State", "Workflow Transition", "state"),
	("Workflow State", "Workflow Transition", "next_state"),
	("Workflow Action Master", "Workflow Transition", "action"),
	("Role", "DocPerm", "role"),
	("Role", "Custom DocPerm", "role"),
	("Role", "Workflow Transition", "allowed"),
	("Role", "Workflow Document State", "allow_edit"),
)

# What Frappe keeps about documents of any DocType, with the column that names the DocType.
TRACES = (
	("Version", "ref_doctype"),
	("Comment", "reference_doctype"),
	("Notification Log", "document_type"),
	("Workflow Action", "reference_doctype"),
	("DocShare", "share_doctype"),
	("Tag Link", "document_type"),
	("ToDo", "reference_type"),
)


def before_uninstall() -> None:
	"""Refuse while records must be kept [GBT §5.2.2]; remember what there is to remove."""
	refuse_while_kept()
	frappe.flags.volunteer_services_made = manifest.read()
	frappe.flags.volunteer_services_doctypes = _own_doctypes()
	frappe.flags.volunteer_services_series = series.own_prefixes(_own_doctypes())
	frappe.flags.volunteer_services_steps = _first_steps()


def refuse_while_kept() -> None:
	"""Raise RetentionError with the way out, unless the site's configuration says that the records may go."""
	kept = {doctype: count for doctype, count in kept_records().items() if count}
	if not kept or frappe.utils.cint(frappe.local.conf.get(DISCARD_KEY)):
		return
	listing = ", ".join(_("{0} × {1}").format(count, _(doctype)) for doctype, count in kept.items())
	site = frappe.local.site
	way_out = (
		_("Records that must be kept for years are here: {0}. Nothing was removed.").format(listing),
		_("Keep a copy: run bench --site {0} backup --with-files, or use Data Export.").format(site),
		_("Then run bench --site {0} set-config {1} 1 and uninstall again.").format(site, DISCARD_KEY),
	)
	frappe.throw(
		" ".join(way_out),
		RetentionError,
		title=_("Kept by Law"),
	)


def after_uninstall() -> None:
	"""Remove what install made and nobody else uses, and the traces of our documents."""
	if is_installed():
		return
	doctypes = frappe.flags.volunteer_services_doctypes or []
	if doctypes:
		for table, column in TRACES:
			frappe.db.delete(table, {column: ["in", doctypes]})
	series.drop(frappe.flags.volunteer_services_series or [])
	frappe.db.delete("Scheduled Job Type", {"method": ["like", f"{APP}.%"]})
	_delete_desk_rows()
	_delete_first_steps(frappe.flags.volunteer_services_steps or [])
	made = frappe.flags.volunteer_services_made or []
	for withdraw in (help_menu.withdraw, import_rights.withdraw, erpnext_setup.leave):
		made = withdraw(made)
	for doctype, name in reversed(made):
		_remove(doctype, name)
	frappe.db.commit()
	frappe.clear_cache()  # a request that ran meanwhile may have brought the old list of apps back


def is_installed() -> bool:
	"""Whether the site's list of apps names this one, read from the database: Frappe empties its cache before
	it commits the shorter list, so a request in between leaves the old list there."""
	apps = frappe.db.sql("select `defvalue` from `tabDefaultValue` where `defkey` = 'installed_apps'")
	return any(APP in json.loads(value or "[]") for (value,) in apps)


def _own_doctypes() -> list[str]:
	modules = frappe.get_all("Module Def", filters={"app_name": APP}, pluck="name")
	return frappe.get_all("DocType", filters={"module": ["in", modules]}, pluck="name")


def _first_steps() -> list[str]:
	"""The steps of our onboardings: these go with their modules, the steps name no module."""
	modules = frappe.get_all("Module Def", filters={"app_name": APP}, pluck="name")
	ours = frappe.get_all("Module Onboarding", filters={"module": ["in", modules]}, pluck="name")
	return frappe.get_all("Onboarding Step Map", filters={"parent": ["in", ours]}, pluck="step")


def _delete_first_steps(steps: list[str]) -> None:
	"""Rows only, never the files of the app; a step that another onboarding has taken over stays."""
	for step in steps:
		if not frappe.db.exists("Onboarding Step Map", {"step": step}):
			frappe.db.delete("Onboarding Step", {"name": step})


def _delete_desk_rows() -> None:
	"""Frappe 16's icons and sidebars stay behind otherwise; rows only, never the files of the app."""
	for doctype in ("Desktop Icon", "Workspace Sidebar"):
		if frappe.db.table_exists(doctype) and frappe.db.has_column(doctype, "app"):
			names = frappe.get_all(doctype, filters={"app": APP}, pluck="name")
			for child in frappe.get_meta(doctype).get_table_fields():
				frappe.db.delete(child.options, {"parenttype": doctype, "parent": ["in", names or [""]]})
			frappe.db.delete(doctype, {"app": APP})


def _remove(doctype: str, name: str) -> None:
	if not frappe.db.exists(doctype, name) or _is_used(doctype, name):
		return
	if doctype == "Role":
		frappe.db.delete("Has Role", {"role": name})
	frappe.delete_doc(doctype, name, ignore_permissions=True, force=True, ignore_on_trash=True)


def _is_used(doctype: str, name: str) -> bool:
	return any(frappe.db.exists(table, {column: name}) for ours, table, column in USES if ours == doctype)
