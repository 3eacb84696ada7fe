"""Events of the calendars, with the user's permissions and scope."""

import frappe

_LIMIT = 2000


def projects(start: str, end: str, filters: list) -> list[dict]:
	"""Projects between two days."""
	return _events("Volunteer Project", "project_name", "start_date", "end_date", (start, end), filters, 1)


def activities(start: str, end: str, filters: list) -> list[dict]:
	"""Activities between two days."""
	return _events("Service Activity", "activity_name", "starts_on", "ends_on", (start, end), filters, 0)


def _events(
	doctype: str, title: str, begins: str, ends: str, span: tuple[str, str], filters: list, all_day: int
) -> list[dict]:
	rows = frappe.get_list(
		doctype,
		filters=[*filters, [doctype, begins, "<=", span[1]], [doctype, ends, ">=", span[0]]],
		fields=["name", title, begins, ends, "workflow_state"],
		order_by=begins,
		limit=_LIMIT,
	)
	return [{**row, "all_day": all_day} for row in rows]
