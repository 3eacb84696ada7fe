"""A volunteer's records as the page shows them: how each stands, and what may be asked about it."""

import frappe
from frappe import _
from frappe.utils import cint, cstr

from volunteer_services.foundation.paper import printing
from volunteer_services.portal.services.own import records
from volunteer_services.portal.services.own.words import clock, date, times


def add(context, file) -> None:
	"""Put one page of the ``records`` into the context, with ``years``, ``page``, ``pages`` and ``count``."""
	volunteer = file.name
	context.years = records.years(volunteer)
	chosen = cint(frappe.form_dict.get("year"))
	context.year = chosen if chosen in context.years else None
	found = records.records(volunteer, context.year, cint(frappe.form_dict.get("page")))
	may_ask = bool(frappe.has_permission("Record Correction", "create"))
	context.page, context.pages, context.count = found.page, found.pages, found.count
	context.records = [record_row(row, may_ask) for row in found.rows]
	context.hours_total = printing.hours_text(file.total_minutes)
	context.hours_credited = printing.hours_text(file.credited_minutes)


def record_row(row, may_ask: bool) -> frappe._dict:
	"""A record as the table shows it; ``tone`` is good, wait, bad or off."""
	words, tone = state_words(row)
	asked = row.correction
	return frappe._dict(
		name=row.name,
		date=date(row.service_date),
		day=cstr(row.service_date),
		times=times(row),
		starts=clock(row.starts_on) if row.ends_on else "",
		ends=clock(row.ends_on) if row.starts_on else "",
		title=row.activity_name or row.project_name or row.team_name or "—",
		subtitle=row.project_name if row.activity_name else "",
		content=row.service_content or "",
		location=row.location or "",
		hours=printing.hours_text(row.minutes),
		trust_class=_(row.trust_class) if row.docstatus == 1 and row.trust_class else "",
		state=words,
		tone=tone,
		reason="" if row.corrected_by else row.return_reason or "",
		correction=asked and correction_words(asked),
		can_ask=may_ask and row.can_be_corrected,
	)


def state_words(row) -> tuple[str, str]:
	"""The state of a record in plain words, and its tone."""
	if row.corrected_by:
		return _("Replaced by a corrected record"), "off"
	return {
		"Draft": (_("Entered, not yet sent to review"), "wait"),
		"Pending Team Review": (_("Waits for the team's review"), "wait"),
		"Pending Site Review": (_("Waits for the site's review"), "wait"),
		"Pending District Review": (_("Waits for the district's review"), "wait"),
		"Pending City Review": (_("Waits for the city's review"), "wait"),
		"Awaiting Registration": (_("Counts once you are registered"), "wait"),
		"Approved": (_("Approved: it counts"), "good"),
		"Returned": (_("Sent back to the recorder"), "bad"),
		"Rejected": (_("Not recognised"), "bad"),
		"Cancelled": (_("Taken back: it does not count"), "off"),
	}.get(row.workflow_state, (_(row.workflow_state, context="Service Log"), "wait"))


def correction_words(asked) -> str:
	"""The latest request about a record: number, state, and why it was sent back or refused."""
	words = _("Correction {0}: {1}").format(asked.name, _(asked.workflow_state, context="Record Correction"))
	return f"{words} · {asked.decision_reason}" if asked.decision_reason else words
