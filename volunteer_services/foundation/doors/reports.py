"""Reports: results that somebody else had prepared, and columns that a user adds, fields of linked documents,
for the names within the scope only."""

import frappe

from volunteer_services.foundation import roles
from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.doors import headings, ours
from volunteer_services.foundation.doors.originals import guarded, stand_in
from volunteer_services.foundation.doors.queries import Query, parsed

PATH = "frappe.desk.query_report.get_data_for_custom_field"


def _custom_field(arguments):
	doctype, field = arguments.get("doctype"), arguments.get("field")
	if not ours.is_ours(doctype):
		return None
	require_permission(doctype)
	Query(doctype).check(field)
	names = parsed(arguments.get("names"))
	return frappe._dict(
		frappe.get_list(
			doctype,
			filters={"name": ["in", names]} if names else {},
			fields=["name", field],
			as_list=True,
			limit_page_length=0,
			order_by="creation",
		)
	)


def _run(arguments) -> None:
	"""A prepared result holds what its owner sees, and Frappe opens it to all who may run the report."""
	filters = parsed(arguments.get("filters"))
	prepared = filters.get("prepared_report_name") if isinstance(filters, dict) else None
	if prepared and not may_open(prepared, frappe.session.user):
		ours.refuse("Prepared Report")
	# The latest result of this user would be taken.
	arguments.pop("user", None)


def may_open(prepared: str, user: str) -> bool:
	"""Whether the user may open a prepared result: of a report on our documents their own only, unless they
	see everything."""
	if not isinstance(prepared, str):
		return False
	row = frappe.db.get_value("Prepared Report", prepared, ["owner", "report_name"], as_dict=True)
	doctype = row and frappe.db.get_value("Report", row.report_name, "ref_doctype")
	return not doctype or not ours.is_ours(doctype) or row.owner == user or _sees_all(user)


def _sees_all(user: str) -> bool:
	return user == "Administrator" or bool(roles.UNRESTRICTED.intersection(frappe.get_roles(user)))


def has_permission(doc, ptype: str = "read", user: str | None = None, **kwargs) -> bool | None:
	"""Hook of Prepared Report: beside Frappe's own rule, the results of our reports are their owner's."""
	if isinstance(doc, str) or ptype == "create" or not doc.get("name"):
		return ours.nothing_against()
	return ours.nothing_against() if may_open(doc.name, user or frappe.session.user) else False


def permission_query_conditions(user: str | None = None) -> str:
	"""Hook of Prepared Report: those that the user may open are listed."""
	user = user or frappe.session.user
	if _sees_all(user):
		return ""
	reports = frappe.get_all("Report", fields=["name", "ref_doctype"], order_by="name")
	listed = ", ".join(frappe.db.escape(row.name) for row in reports if ours.is_ours(row.ref_doctype))
	own = f"`tabPrepared Report`.`owner` = {frappe.db.escape(user)}"
	return f"({own} or `tabPrepared Report`.`report_name` not in ({listed or repr('')}))"


def _export(arguments) -> None:
	_run(arguments)
	headings.announce(arguments)


run_report = guarded("frappe.desk.query_report.run", _run)
export_report = guarded("frappe.desk.query_report.export_query", _export)
get_data_for_custom_field = guarded(PATH, _custom_field)


def install() -> None:
	"""Stand in Frappe's own module, too: a report with added columns calls the function from there."""
	stand_in(PATH, get_data_for_custom_field)
