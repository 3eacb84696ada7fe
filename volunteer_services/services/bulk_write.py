"""Writing the outcome of a bulk review: states in grouped updates, comments and versions by multi-row
insert."""

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


def renew_to_dos(moved: list[tuple], roles_by_state: dict[tuple[str, str], set[str]], stamp: str) -> None:
	"""Complete the Workflow Actions of the moved logs and open those of the reviews that come next.

	``roles_by_state``: who may act on a log in a state whose next review is this: (state, next_review) →
	roles.
	"""
	user, names = frappe.session.user, tuple(row.name for _old, row in moved)
	frappe.db.sql(
		"""update `tabWorkflow Action` set `status` = 'Completed', `completed_by` = %s, `modified` = %s
		where `reference_doctype` = %s and `reference_name` in %s and `status` = 'Open'""",
		(user, stamp, DOCTYPE, names),
	)
	actions, permitted = [], []
	for _old, row in moved:
		roles = roles_by_state.get((row.workflow_state, row.next_review))
		if not roles:
			continue
		name = frappe.generate_hash(length=20)
		actions.append((name, stamp, stamp, user, user, DOCTYPE, row.name, row.workflow_state, "Open"))
		for index, role in enumerate(sorted(roles), start=1):
			child = frappe.generate_hash(length=20)
			permitted.append(
				(child, stamp, stamp, user, user, name, "Workflow Action", "permitted_roles", index, role)
			)
	head = ["name", "creation", "modified", "owner", "modified_by"]
	frappe.db.bulk_insert(
		"Workflow Action", [*head, "reference_doctype", "reference_name", "workflow_state", "status"], actions
	)
	frappe.db.bulk_insert(
		"Workflow Action Permitted Role",
		[*head, "parent", "parenttype", "parentfield", "idx", "role"],
		permitted,
	)


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
				DOCTYPE, row.name, _(row.workflow_state, context=DOCTYPE),
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
			[field, old.get(field), row.get(field)]
			for field in IN_VERSION
			if old.get(field) != row.get(field)
		]
		data = json.dumps(
			{"added": [], "changed": changed, "removed": [], "row_changed": []},
			default=str,
			ensure_ascii=False,
		)
		rows.append((frappe.generate_hash(length=20), stamp, stamp, user, user, DOCTYPE, row.name, data))
	frappe.db.bulk_insert("Version", fields, rows)
