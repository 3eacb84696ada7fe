"""The part of /my-volunteer-service about call-outs, in words for its reader."""

import frappe
from frappe import _
from frappe.utils import format_datetime

from volunteer_services.volunteer_readiness.services.emergency import responses
from volunteer_services.volunteer_readiness.services.emergency.states import CALL_OUT, CALLING, RESPONSE

_TONES = {"Asked": "bad", "Coming": "good", "Coming Later": "wait", "On the Way": "good", "Present": "good"}


def add(context, file) -> None:
	"""Put ``call_outs`` into the page's context: the calls that one may answer, and the latest."""
	context.call_outs = [_call(row) for row in responses.of_person(file.name)]


def _call(row) -> frappe._dict:
	is_open = row.workflow_state in CALLING and not row.arrived_on
	return frappe._dict(
		name=row.name,
		kind=_(row.kind, context=CALL_OUT),
		title=row.scenario,
		state=_(row.status, context=RESPONSE),
		tone=_TONES.get(row.status, ""),
		place=row.place,
		assembly_point=row.assembly_point or "",
		assemble_by=format_datetime(row.assemble_by) if row.assemble_by else "",
		post=row.post or "",
		eta=f"{row.eta:%H:%M}" if row.eta and not row.arrived_on else "",
		may_answer=is_open,
		may_set_out=is_open and row.status in ("Coming", "Coming Later"),
	)
