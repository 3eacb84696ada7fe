"""Events of the calendars, with the user's permissions and scope."""

import frappe

_LIMIT = 2000


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
