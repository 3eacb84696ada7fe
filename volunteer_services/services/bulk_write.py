"""Writing the outcome of a bulk review: states in grouped updates, comments and versions by multi-row insert."""

import json

import frappe
from frappe import _

DOCTYPE = "Service Log"
CHANGED = (
	"workflow_state",
	"docstatus",
	"next_review",
	"approval_level",
	"day_minutes",
	"approved_by",
	"approved_on",
	"return_reason",
	"modified",
	"modified_by",
)
IN_VERSION = ("workflow_state", "approval_level", "day_minutes", "approved_by", "return_reason")


def update_logs(moved: list[tuple], stamp: str) -> None:
	"""Store the moved logs (pairs of old and new row) with a comment and a version each."""
	if not moved:
		return
	groups: dict[tuple, list[str]] = {}
	for old, row in moved:
		values = tuple((field, row.get(field)) for field in CHANGED if field in row or field in old)
		groups.setdefault(values, []).append(row.name)
	for values, names in groups.items():
		assignments = ", ".join(f"`{field}` = %s" for field, _value in values)
		frappe.db.sql(
			f"update `tabService Log` set {assignments} where `name` in %s",  # noqa: S608
			(*(value for _field, value in values), tuple(names)),
		)
	_comments(moved, stamp)
	_versions(moved, stamp)
	for _old, row in moved:
		frappe.clear_document_cache(DOCTYPE, row.name)


def _comments(moved: list[tuple], stamp: str) -> None:
	user = frappe.session.user
	full_name = frappe.utils.get_fullname(user)
	fields = [
		"name", "creation", "modified", "owner", "modified_by", "comment_type", "comment_email", "comment_by",
		"reference_doctype", "reference_name", "content",
	]  # fmt: skip
	frappe.db.bulk_insert(
		"Comment",
		fields,
		[
			(
				frappe.generate_hash(length=20), stamp, stamp, user, user, "Workflow", user, full_name,
				DOCTYPE, row.name, _(row.workflow_state),
			)
			for _old, row in moved
		],
	)  # fmt: skip


def _versions(moved: list[tuple], stamp: str) -> None:
	user = frappe.session.user
	fields = ["name", "creation", "modified", "owner", "modified_by", "ref_doctype", "docname", "data"]
	rows = []
	for old, row in moved:
		changed = [
			[field, old.get(field), row.get(field)] for field in IN_VERSION if old.get(field) != row.get(field)
		]
		data = json.dumps(
			{"added": [], "changed": changed, "removed": [], "row_changed": []}, default=str, ensure_ascii=False
		)
		rows.append((frappe.generate_hash(length=20), stamp, stamp, user, user, DOCTYPE, row.name, data))
	frappe.db.bulk_insert("Version", fields, rows)
