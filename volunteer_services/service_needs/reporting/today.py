"""Needs on the home page: to check, to give to a team, and those that wait for one of the user's teams."""

import frappe
from frappe import _

from volunteer_services.foundation.reporting.agenda import Wait
from volunteer_services.foundation.reporting.query import Where
from volunteer_services.foundation.roles import REVIEWERS
from volunteer_services.foundation.scope.deciding import Sight
from volunteer_services.service_needs.domain.needs import State

NEED = "Service Need"
_CHECK, _TAKE = (State.RECEIVED.value,), (State.DISPATCHED.value,)
_DISPATCH = (State.VERIFIED.value, State.SENT_BACK.value)


def to_settle(sight: Sight) -> list[Wait]:
	"""Needs in scope that wait, and since when the oldest was received. One query."""
	if not frappe.has_permission(NEED, user=sight.user):
		return []
	where = Where.seen(sight, NEED, "n")
	where.add("{t}.`workflow_state` in %(states)s", states=(*_CHECK, *_DISPATCH, *_TAKE))
	rows = frappe.db.sql(
		f"""select n.`workflow_state`, count(*), min(n.`received_on`)
		from `tabService Need` as n where {where.sql} group by n.`workflow_state`""",  # noqa: S608
		where.params,
	)
	found = {state: (count, since) for state, count, since in rows}
	lines = [(_("Needs for My Teams to Take"), _TAKE)]
	if sight.user == "Administrator" or set(REVIEWERS).intersection(frappe.get_roles(sight.user)):
		lines = [(_("Needs to Check"), _CHECK), (_("Needs to Dispatch"), _DISPATCH), *lines]
	return [_wait(label, states, found) for label, states in lines]


def _wait(label: str, states: tuple[str, ...], found: dict) -> Wait:
	waiting = [found[state] for state in states if state in found]
	since = min((day for _count, day in waiting), default=None)
	count = sum(number for number, _day in waiting)
	return Wait(label, count, since, NEED, {"workflow_state": ["in", list(states)]})
