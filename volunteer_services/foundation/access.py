"""Who may call, and the trace that a look at protected data leaves in Frappe's Access Log."""

from collections.abc import Iterable

import frappe
from frappe import _

from volunteer_services.exceptions import RefusedActionError


def require_role(roles: str | Iterable[str]) -> None:
	"""Raise PermissionError unless the user has one of the roles.

	frappe.only_for lets everybody pass in tests.
	"""
	roles = {roles} if isinstance(roles, str) else set(roles)
	if frappe.session.user != "Administrator" and not roles.intersection(frappe.get_roles()):
		frappe.throw(
			_("This may be done by {0} only.").format(", ".join(_(role) for role in sorted(roles))),
			frappe.PermissionError,
			title=_("Not Allowed"),
		)


def record(method: str, doctype: str, document: str | None = None, details: str | None = None) -> None:
	"""Write who called ``method`` on which document. ``details`` must not hold what is protected."""
	frappe.get_doc(
		{
			"doctype": "Access Log",
			"user": frappe.session.user,
			"export_from": doctype,
			"reference_document": document,
			"method": method,
			"page": details,
		}
	).insert(ignore_permissions=True)  # nobody may write this log by hand


def require_permission(doctype: str, right: str = "read", name: str | None = None) -> None:
	"""Raise PermissionError unless the user has the right on the DocType, or on the document of this name.

	Who may read the document is refused the action only (RefusedActionError). ``throw=True`` of Frappe's own
	check raises other errors in the first releases of 15. An empty name is no document: Frappe's check would
	take it for a question about the DocType.
	"""
	if name != "" and frappe.has_permission(doctype, right, name):
		return
	may_read = bool(name) and right != "read" and frappe.has_permission(doctype, "read", name)
	frappe.throw(
		_("You have no permission for {0}.").format(_(doctype)),
		RefusedActionError if may_read else frappe.PermissionError,
		title=_("Not Allowed"),
	)
