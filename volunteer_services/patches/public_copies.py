"""Where a document names a private file, a public copy that hangs on the same field goes: Frappe made it when
the file was chosen from those that hang elsewhere."""

import frappe
from frappe.core.doctype.file.utils import delete_file

_NAMING = ("Attach", "Attach Image")


def execute() -> None:
	modules = frappe.get_module_list("volunteer_services")
	ours = {"module": ["in", modules], "istable": 0, "issingle": 0}
	for doctype in frappe.get_all("DocType", filters=ours, pluck="name"):
		for df in frappe.get_meta(doctype).get("fields", {"fieldtype": ["in", _NAMING]}):
			for name, url in _copies(doctype, df.fieldname):
				frappe.delete_doc("File", name, ignore_permissions=True, delete_permanently=True)
				# Frappe leaves content on the disk that another file shares, though at its own address.
				if not frappe.db.exists("File", {"file_url": url}):
					delete_file(url)


def _copies(doctype: str, field: str) -> list[tuple[str, str]]:
	return frappe.db.sql(
		f"""select f.`name`, f.`file_url` from `tabFile` f
		inner join `tab{doctype}` d on d.`name` = f.`attached_to_name`
		where f.`attached_to_doctype` = %s and f.`attached_to_field` = %s and f.`is_private` = 0
			and d.`{field}` like '/private/files/%%'""",  # noqa: S608 (our columns)
		(doctype, field),
	)
