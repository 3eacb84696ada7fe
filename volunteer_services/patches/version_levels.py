"""Versions from before kept values that not everybody who opens the document may read."""

import frappe

from volunteer_services.foundation.doors.fields import levelled, without_levels

_BATCH = 500


def execute() -> None:
	for doctype in _ours():
		fields = levelled(doctype)
		if fields:
			_hide(doctype, fields)


def _ours() -> list[str]:
	modules = frappe.get_module_list("volunteer_services")
	return frappe.get_all("DocType", filters={"module": ["in", modules], "track_changes": 1}, pluck="name")


def _hide(doctype: str, fields: set[str]) -> None:
	last = ""
	while rows := frappe.db.sql(
		"""select `name`, `data` from `tabVersion`
		where `ref_doctype` = %s and `name` > %s and `data` regexp %s order by `name` limit %s""",
		(doctype, last, "|".join(f'"{field}"' for field in sorted(fields)), _BATCH),
	):
		for name, data in rows:
			told = without_levels(doctype, data)
			if told != data:
				frappe.db.set_value("Version", name, "data", told, update_modified=False)
		last = rows[-1][0]
		frappe.db.commit()
