"""The morning's message to the group of the staff: how much waits, in numbers alone."""

import frappe
from frappe import _
from frappe.utils import getdate, now_datetime

from volunteer_services.foundation.house import house
from volunteer_services.foundation.messages import channels, further, preferences
from volunteer_services.foundation.messages.send import site_language
from volunteer_services.foundation.settings import work_calendar
from volunteer_services.foundation.workflow.guard import get_active_workflow
from volunteer_services.foundation.workflow.steps import APPROVALS

KIND = "Staff Digest"


def queue_digest() -> bool:
	"""Scheduler, daily: queue the message for the end of the quiet hours, on working days where a robot is
	named; returns whether there was something to say."""
	at = now_datetime()
	quiet = preferences.usual_quiet()
	morning = quiet.morning(at)
	if not channels.exists(channels.ROBOT) or not work_calendar().is_workday(getdate(morning)):
		return False
	lang = site_language()
	lines = [
		_("{0}: {1} waiting for a decision", lang).format(_(doctype, lang), count)
		for doctype, count in _waiting()
	]
	if not lines:
		return False
	row = {"user": None, "volunteer": None, "kind": KIND, "channel": channels.ROBOT}
	row |= {"is_urgent": 0, "is_daily": 0, "quiet_from": quiet.begin, "quiet_until": quiet.end}
	row |= {"due_on": morning, "text": "\n".join(lines)}
	further.add([{**row, "document_type": None, "document_name": None}], at)
	return True


def _waiting() -> list[tuple[str, int]]:
	"""The documents of each DocType in a state in which somebody approves."""
	found = []
	for doctype in house().decided():
		workflow = get_active_workflow(doctype)
		states = {row.state for row in workflow.transitions if row.action in APPROVALS} if workflow else ()
		count = frappe.db.count(doctype, {"workflow_state": ["in", sorted(states)]}) if states else 0
		if count:
			found.append((doctype, count))
	return found
