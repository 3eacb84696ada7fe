"""File rows: names and addresses are listed, opened and hung up within the scope of the document that they
belong to."""

import functools

import frappe
from frappe.utils import cstr

from volunteer_services.foundation.doors import hung, ours
from volunteer_services.foundation.doors.originals import check_called, guarded
from volunteer_services.foundation.doors.queries import parsed
from volunteer_services.foundation.files import opening


def has_permission(doc, ptype: str = "read", user: str | None = None, **kwargs) -> bool | None:
	"""Hook of File: beside Frappe's own rule, a file of one of our documents goes with the document."""
	if isinstance(doc, str) or user == "Administrator":
		return ours.nothing_against()
	if ptype == "create":
		if not doc.get("content") and not opening.may_open(doc.get("file_url")):
			return False
		return ours.nothing_against() if _may_attach(doc) else False
	if not _belongs_to_ours(doc) or doc.get("owner") == (user or frappe.session.user):
		return ours.nothing_against()
	right = "read" if ptype in ("read", "select", "print", "email", "report", "export") else "write"
	return ours.nothing_against() if ours.may(doc.attached_to_doctype, doc.attached_to_name, right) else False


def _belongs_to_ours(doc) -> bool:
	return bool(doc.get("attached_to_name")) and ours.is_ours(doc.get("attached_to_doctype"))


def _may_attach(doc) -> bool:
	doctype, name = doc.get("attached_to_doctype"), doc.get("attached_to_name")
	if not _belongs_to_ours(doc) or not frappe.db.exists(doctype, name):
		return True  # a form that is not saved yet has a name of its own
	return ours.may(doctype, name, "write")


def permission_query_conditions(user: str | None = None) -> str:
	"""Hook of File: files of our documents are listed where the document is."""
	return hung.condition("File", "attached_to_doctype", "attached_to_name", user)


def install() -> None:
	"""Put brackets around Frappe's own condition on File: Frappe 15 joins it with ours as it stands, and its
	``or`` would let all of it through."""
	from frappe.core.doctype.file import file

	original = file.get_permission_query_conditions
	if getattr(original, "for_volunteer_services", False):
		return

	@functools.wraps(original)
	def in_brackets(*args, **kwargs):
		condition = original(*args, **kwargs)
		return f"({condition})" if condition else condition

	in_brackets.for_volunteer_services = True
	file.get_permission_query_conditions = in_brackets


def check_change(file, method: str | None = None) -> None:
	"""Doc event of File: what moves to a document of ours needs the right to write there. Raises
	PermissionError."""
	opening.check_change(file, method)
	before = file.get_doc_before_save()
	keys = ("attached_to_doctype", "attached_to_name")
	moved = before and any(cstr(before.get(key)) != cstr(file.get(key)) for key in keys)
	if moved and not file.flags.ignore_permissions and not _may_attach(file):
		ours.refuse(file.attached_to_doctype)


def check_upload(form) -> None:
	"""Look through an upload: where it is to hang, and what is to be called instead."""
	check_called(form.get("method"))
	_attach(form, form.get("doctype"), form.get("docname"))
	opening.check_address(form.get("file_url"))
	if form.get("library_file_name"):
		opening.check_file(form.library_file_name)


def _attach_client(arguments) -> None:
	_attach(arguments, arguments.get("doctype"), arguments.get("docname"))


def _attach_many(arguments) -> None:
	_attach(arguments, arguments.get("doctype"), arguments.get("name"))
	for attached in parsed(arguments.get("attachments")) or []:
		if isinstance(attached, str):
			opening.check_file(attached)


def _attach(arguments, doctype, name) -> None:
	if not ours.is_ours(doctype) or not name:
		return
	if not isinstance(name, str | int):
		ours.refuse(doctype)
	if frappe.db.exists(doctype, name):
		ours.require(doctype, name, "write")


def _images(arguments) -> None:
	doctype = arguments.get("doctype")
	if ours.is_ours(doctype):
		names = parsed(arguments.get("names"))
		seen = ours.visible(doctype, names if isinstance(names, list) else [names])
		arguments.names = frappe.as_json([name for name in names if name in seen])


upload_file = guarded("frappe.handler.upload_file", check_upload, allow_guest=True)
attach_file = guarded("frappe.client.attach_file", _attach_client)
add_attachments = guarded("frappe.utils.file_manager.add_attachments", _attach_many)
get_attached_images = guarded("frappe.core.api.file.get_attached_images", _images)


def _zipped(arguments) -> None:
	"""A package of files holds those only that the user may open one by one."""
	for file in parsed(arguments.get("files")) or []:
		name = file.get("name") if isinstance(file, dict) else file
		frappe.get_doc("File", name).check_permission("read")


zip_files = guarded("frappe.core.api.file.zip_files", _zipped)
