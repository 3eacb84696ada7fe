"""The time bank's figures on the workspace: points outstanding, redemptions that wait for the user."""

import frappe

from volunteer_services.foundation.reporting.query import Where
from volunteer_services.foundation.workflow.review_states import review_states

REDEMPTION = "Reward Redemption"


def outstanding() -> int:
	"""Points of volunteers and teams in scope."""
	where = Where("Points Account", "acc").add("{t}.`account_kind` in ('Volunteer', 'Team')")
	return _single("sum(`acc`.`balance`)", "`tabPoints Account` as `acc`", where)


def redemptions_waiting() -> int:
	"""Redemptions in scope that the user may approve and did not request."""
	states = review_states(REDEMPTION)
	if not states:
		return 0
	where = Where(REDEMPTION, "red").add("{t}.`workflow_state` in %(states)s", states=tuple(states))
	where.add("coalesce({t}.`requested_by`, '') <> %(me)s", me=frappe.session.user)
	return _single("count(*)", "`tabReward Redemption` as `red`", where)


def _single(expression: str, table: str, where: Where) -> int:
	query = f"select coalesce({expression}, 0) from {table} where {where.sql}"  # noqa: S608
	return int(frappe.db.sql(query, where.params)[0][0])
