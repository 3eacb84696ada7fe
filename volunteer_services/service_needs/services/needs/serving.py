"""A need is served: an activity or a project answers it; rooms above say which, and when it was."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import getdate

from volunteer_services.exceptions import NeedError
from volunteer_services.service_needs.domain.needs import State
from volunteer_services.service_needs.services.recipients import visited

DOCTYPE = "Service Need"


def begin(needs: list[str], activity: str | None, project: str | None) -> int:
	"""These needs are answered by the activity or the project, and are in service; returns how many.

	Raises NeedError for one that no team has taken.
	"""
	for name in sorted(needs):
		doc = frappe.get_doc(DOCTYPE, name, for_update=True)
		if doc.workflow_state not in (State.ACCEPTED.value, State.IN_SERVICE.value):
			frappe.throw(
				_("The need {0} is {1}: a team takes it first.").format(
					name, _(doc.workflow_state, context=DOCTYPE)
				),
				NeedError,
				title=_(DOCTYPE),
			)
		doc.activity, doc.project = activity or doc.activity, project or doc.project
		doc.workflow_state = State.IN_SERVICE.value
		doc.flags.system_transition = doc.flags.ignore_permissions = True
		doc.save()
	return len(needs)


def finish(activity: str, served_on, repeats: str | None = None) -> int:
	"""What an activity answered was served and waits for its rating; returns how many needs.

	``repeats``: the activity that it repeats, whose standing needs it answers, too. A standing need goes on
	until the staff end it.
	"""
	served = set()
	names = [*_in_service(activity), *(_standing(repeats) if repeats else ())]
	for name in names:
		doc = frappe.get_doc(DOCTYPE, name, for_update=True)
		doc.served_on = max(filter(None, (getdate(doc.served_on) if doc.served_on else None, served_on)))
		served.add(doc.recipient)
		if not doc.is_standing:
			doc.workflow_state = State.AWAITING_RATING.value
		doc.flags.system_transition = doc.flags.ignore_permissions = True
		doc.save()
	visited.count(served - {None, ""}, served_on)
	return len(names)


def free(activity: str, heir: str | None = None) -> int:
	"""An activity was called off: its needs are the team's again, to be planned anew; returns how many.

	``heir``: the next repetition, which goes on with the standing ones.
	"""
	names = _in_service(activity)
	for name in names:
		doc = frappe.get_doc(DOCTYPE, name, for_update=True)
		doc.activity = heir if doc.is_standing else None
		doc.workflow_state = State.IN_SERVICE.value if doc.activity else State.ACCEPTED.value
		doc.flags.system_transition = doc.flags.ignore_permissions = True
		doc.save()
	return len(names)


def _standing(activity: str) -> list[str]:
	return _in_service(activity, is_standing=1)


def _in_service(activity: str, **further) -> list[str]:
	return frappe.get_all(
		DOCTYPE,
		{"activity": activity, "workflow_state": State.IN_SERVICE.value, **further},
		pluck="name",
		order_by="name",
		limit=0,
	)
