"""The part of /my-volunteer-service about service that volunteers report themselves, in words for its
reader."""

import frappe
from frappe import _
from frappe.utils import add_days, get_datetime, getdate

from volunteer_services.foundation.paper import printing
from volunteer_services.service_records.domain.self_report import OPEN, State
from volunteer_services.service_records.services.self_reports import places, sending, witnesses

SHOWN = 10
_TONES = {State.RECORDED.value: "good", State.REFUSED.value: "bad", State.WITHDRAWN.value: "off"}


def add(context, file) -> None:
	"""Put ``reporting`` into the page's context: what was reported, what one is asked to attest, and for
	which projects and teams one may report."""
	days = sending.days_back() if file.workflow_state == "Registered" and not file.is_restricted else 0
	today = getdate()
	first = add_days(today, -days)
	context.reporting = frappe._dict(
		first=str(first),
		last=str(today),
		is_open=bool(days),
		projects=places.own_projects(file.name, first, today) if days else [],
		teams=places.own_teams(file.name, first, today) if days else [],
		reports=[_mine(row) for row in _reports(file.name)],
		asked=[_asked(row) for row in witnesses.asked_of(frappe.session.user)],
	)


def _reports(volunteer: str) -> list[frappe._dict]:
	return frappe.get_all(
		sending.DOCTYPE,
		filters={"volunteer": volunteer},
		fields=[
			"name",
			"starts_on",
			"ends_on",
			"minutes",
			"location",
			"service_content",
			"workflow_state",
			"decision_reason",
			"proof",
		],
		order_by="creation desc",
		limit=SHOWN,
	)


def _mine(row) -> frappe._dict:
	is_open = row.workflow_state in OPEN
	return frappe._dict(
		name=row.name,
		title=row.service_content,
		state=_(row.workflow_state, context=sending.DOCTYPE),
		tone=_TONES.get(row.workflow_state, "wait"),
		when=_when(row),
		hours=printing.hours_text(row.minutes),
		location=row.location,
		note=row.decision_reason if row.workflow_state == State.REFUSED.value else "",
		may_withdraw=is_open,
		may_attach=is_open and not row.proof,
	)


def _asked(row) -> frappe._dict:
	return frappe._dict(
		name=row.name,
		who=row.volunteer_name,
		when=_when(row),
		location=row.location,
		content=row.service_content,
	)


def _when(row) -> str:
	starts_on, ends_on = get_datetime(row.starts_on), get_datetime(row.ends_on)
	later = " (+1)" if ends_on.date() > starts_on.date() else ""
	return f"{starts_on:%Y-%m-%d %H:%M}–{ends_on:%H:%M}{later}"
