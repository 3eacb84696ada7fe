"""The figures on the workspace: what waits for the user, the month's hours, the year's active volunteers."""

import frappe

from volunteer_services.foundation.reporting.query import Where, hours
from volunteer_services.foundation.workflow.review_states import review_states
from volunteer_services.service_records.reporting.where import log_where


def hours_of(period: str) -> float:
	"""Approved hours in scope in a named period."""
	where = log_where({"period": period})
	return hours(_single("sum(`log`.`minutes`)", where))


def volunteers_of(period: str) -> int:
	"""How many people in scope have approved service in a named period."""
	return int(_single("count(distinct `log`.`volunteer`)", log_where({"period": period})))


def waiting_for_me() -> int:
	"""Records in scope that wait for a decision of the user, who did not record them."""
	states = review_states()
	if not states:
		return 0
	where = Where("Service Log", "log").add("{t}.`workflow_state` in %(states)s", states=tuple(states))
	where.add("coalesce({t}.`recorder`, '') <> %(me)s", me=frappe.session.user)
	return int(_single("count(*)", where))


def _single(expression: str, where: Where):
	query = f"select coalesce({expression}, 0) from `tabService Log` as `log` where {where.sql}"  # noqa: S608
	return frappe.db.sql(query, where.params)[0][0]
