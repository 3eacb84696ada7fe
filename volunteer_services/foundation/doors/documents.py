"""What is hung on a document: tags, likes, comments, assignments, shares, mails. Nobody hangs anything on a
document that they may not see."""

import frappe

from volunteer_services.foundation.doors import ours
from volunteer_services.foundation.doors.originals import check_called, guarded
from volunteer_services.foundation.doors.paper import clean
from volunteer_services.foundation.doors.queries import parsed
from volunteer_services.foundation.files import opening


def _on(path: str, doctype: str, name: str, allow_guest: bool = False):
	"""A door to a method that takes the document by these two arguments; the name may be a list."""

	def guard(arguments) -> None:
		if ours.is_ours(arguments.get(doctype)):
			for each in _names(arguments.get(name)):
				ours.require(arguments.get(doctype), each)

	return guarded(path, guard, allow_guest)


def _names(value) -> list:
	names = parsed(value) if isinstance(value, str) and value.startswith("[") else value
	return list(names) if isinstance(names, list | tuple) else [value]


def _assign(arguments) -> None:
	given = parsed(arguments.get("args")) or frappe.local.form_dict
	if isinstance(given, dict) and ours.is_ours(given.get("doctype")):
		for name in _names(given.get("name")):
			ours.require(given["doctype"], name)


def _follow(arguments) -> None:
	doctype = arguments.get("doctype")
	ours.require(doctype, arguments.get("doc_name"))
	if ours.is_ours(doctype) and arguments.get("user") not in (None, frappe.session.user):
		ours.refuse(doctype)


def _comment(arguments) -> None:
	on = frappe.db.get_value(
		"Comment",
		arguments.get("name"),
		["reference_doctype", "reference_name", "comment_type"],
		as_dict=True,
	)
	if not on or not on.reference_doctype or not on.reference_name:
		return
	ours.require(on.reference_doctype, on.reference_name)
	# What the app notes down of a decision belongs to whoever decided, and stays as it was.
	if on.comment_type != "Comment" and ours.is_ours(on.reference_doctype):
		ours.refuse("Comment")


def _author(arguments) -> None:
	"""Frappe takes the author of a comment from the request."""
	doctype = arguments.get("reference_doctype")
	if ours.is_ours(doctype):
		ours.require(doctype, arguments.get("reference_name"))
		arguments.comment_email = frappe.session.user
		arguments.comment_by = frappe.utils.get_fullname(frappe.session.user)


def _mail(arguments) -> None:
	if arguments.get("name"):
		ours.require(arguments.get("doctype"), arguments.name)
	for attached in parsed(arguments.get("attachments")) or []:
		if isinstance(attached, str):
			opening.check_file(attached)
	if arguments.get("print_html"):
		arguments.print_html = clean(arguments.print_html)


def _tagged(arguments):
	doctype = arguments.get("doctype")
	if not ours.is_ours(doctype):
		return None
	return frappe.get_list(
		doctype,
		filters={"_user_tags": ["like", arguments.get("tag")]},
		fields=["name"],
		as_list=True,
		limit_page_length=0,
		order_by="creation",
	)


def _mapped(arguments) -> None:
	check_called(arguments.get("method"))


def _nodes(arguments) -> None:
	check_called(arguments.get("tree_method"))


_get_documents_for_tag = guarded("frappe.desk.doctype.tag.tag.get_documents_for_tag", lambda arguments: None)


@frappe.whitelist()
def get_documents_for_tag(tag: str) -> list:
	"""Documents with a tag; those of ours that the user may see."""
	return [
		row
		for row in _get_documents_for_tag(tag=tag) or []
		if not ours.is_ours(row.get("doctype")) or ours.may(row["doctype"], row.get("name"))
	]


toggle_like = _on("frappe.desk.like.toggle_like", "doctype", "name")
add_tag = _on("frappe.desk.doctype.tag.tag.add_tag", "dt", "dn")
add_tags = _on("frappe.desk.doctype.tag.tag.add_tags", "dt", "docs")
remove_tag = _on("frappe.desk.doctype.tag.tag.remove_tag", "dt", "dn")
get_tagged_docs = guarded("frappe.desk.doctype.tag.tag.get_tagged_docs", _tagged)
assign = guarded("frappe.desk.form.assign_to.add", _assign)
assign_multiple = guarded("frappe.desk.form.assign_to.add_multiple", _assign)
unassign = _on("frappe.desk.form.assign_to.remove", "doctype", "name")
unassign_multiple = _on("frappe.desk.form.assign_to.remove_multiple", "doctype", "names")
close_assignment = _on("frappe.desk.form.assign_to.close", "doctype", "name")
update_follow = guarded("frappe.desk.form.document_follow.update_follow", _follow)
follow_document = guarded("frappe.desk.form.document_follow.follow_document", _follow)
unfollow_document = guarded("frappe.desk.form.document_follow.unfollow_document", _follow)
get_follow_users = _on("frappe.desk.form.document_follow.get_follow_users", "doctype", "doc_name")
add_comment = guarded("frappe.desk.form.utils.add_comment", _author)
update_comment = guarded("frappe.desk.form.utils.update_comment", _comment)
update_comment_publicity = guarded("frappe.desk.form.utils.update_comment_publicity", _comment)
share = _on("frappe.share.add", "doctype", "name")
set_share_permission = _on("frappe.share.set_permission", "doctype", "name")
get_share_users = _on("frappe.share.get_users", "doctype", "name")
make_mail = guarded("frappe.core.doctype.communication.email.make", _mail)
make_mapped_document = guarded("frappe.model.mapper.make_mapped_doc", _mapped)
map_documents = guarded("frappe.model.mapper.map_docs", _mapped)
get_all_nodes = guarded("frappe.desk.treeview.get_all_nodes", _nodes)


add_website_comment = _on(
	"frappe.templates.includes.comments.comments.add_comment",
	"reference_doctype",
	"reference_name",
	allow_guest=True,
)
