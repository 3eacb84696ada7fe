"""Writing the outcome of a bulk review: states in grouped updates, comments and versions by multi-row
insert."""

import json

import frappe
from frappe import _

from volunteer_services.foundation.database.bulk import update_same
from volunteer_services.foundation.database.names import names_for
from volunteer_services.foundation.documents import comments

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
		update_same(DOCTYPE, names, values)
	comments.many(
		DOCTYPE,
		{row.name: _(row.workflow_state, context=DOCTYPE) for _old, row in moved},
		"Workflow",
	)
	_versions(moved, stamp)


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
	open_to_dos([row for _old, row in moved], roles_by_state, stamp)


def open_to_dos(logs: list, roles_by_state: dict[tuple[str, str], set[str]], stamp: str) -> None:
	"""A Workflow Action for each log that waits for somebody."""
	waiting = [
		(row, roles) for row in logs if (roles := roles_by_state.get((row.workflow_state, row.next_review)))
	]
	actions = _insert(
		"Workflow Action",
		("reference_doctype", "reference_name", "workflow_state", "status"),
		[(DOCTYPE, row.name, row.workflow_state, "Open") for row, _roles in waiting],
		stamp,
	)
	_insert(
		"Workflow Action Permitted Role",
		("parent", "parenttype", "parentfield", "idx", "role"),
		[
			(action, "Workflow Action", "permitted_roles", index, role)
			for action, (_row, roles) in zip(actions, waiting, strict=True)
			for index, role in enumerate(sorted(roles), start=1)
		],
		stamp,
	)


def _versions(moved: list[tuple], stamp: str) -> None:
	rows = [(DOCTYPE, row.name, _version(old, row)) for old, row in moved]
	_insert("Version", ("ref_doctype", "docname", "data"), rows, stamp)


def _version(old, row) -> str:
	changed = [
		[field, old.get(field), row.get(field)] for field in IN_VERSION if old.get(field) != row.get(field)
	]
	version = {"added": [], "changed": changed, "removed": [], "row_changed": []}
	return json.dumps(version, default=str, ensure_ascii=False)


def _insert(doctype: str, fields: tuple[str, ...], rows: list[tuple], stamp: str) -> list[str | int]:
	"""Multi-row insert by the session's user; returns the names."""
	user, names = frappe.session.user, names_for(doctype, len(rows))
	head = ["name", "creation", "modified", "owner", "modified_by"]
	values = [(name, stamp, stamp, user, user, *row) for name, row in zip(names, rows, strict=True)]
	frappe.db.bulk_insert(doctype, [*head, *fields], values)
	return names
