"""Hours from a sheet: what each row will do is shown first; then chosen rows become records for review."""

from typing import Any

import frappe
from frappe import _

from volunteer_services.exceptions import HoursSheetError
from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.domain.arguments import Rows
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.files import uploads
from volunteer_services.service_records.services import hours_sheet

DOCTYPE, PROJECT = "Service Log", "Volunteer Project"


@endpoint(methods=["POST"])
def preview(project: str, service_content: str = "", location: str = "", activity_leader: str = "") -> dict:
	"""Read the form field ``file`` and keep nothing: {rows: as read, plan: what each will do, left_out}.

	Content, place and leader are for rows that name none. Raises HoursSheetError for what is no such list.
	"""
	given = _given(project, service_content, location, activity_leader)
	name, content = uploads.received(hours_sheet.MOST_BYTES)
	if content is None:
		frappe.throw(
			_("No file came in, or it is larger than {0} MB. Choose one that is smaller.").format(
				hours_sheet.MOST_BYTES // 2**20
			),
			HoursSheetError,
			title=_("Hours from a Sheet"),
		)
	found = hours_sheet.read(name, content)
	return {**found, "plan": hours_sheet.plan(found["rows"], given)}


@endpoint(methods=["POST"])
def store(
	rows: Rows,
	project: str,
	service_content: str = "",
	location: str = "",
	activity_leader: str = "",
	decided: dict[str, Any] | None = None,
) -> dict:
	"""Make records of rows as ``preview`` read them, sent to review: {made, left}. ``decided``: row number →
	the volunteer whom somebody chose. At most 100 rows at once; sent again, they are not made anew."""
	given = _given(project, service_content, location, activity_leader)
	chosen = {int(number): str(who) for number, who in (decided or {}).items() if str(number).isdigit()}
	return retry.whole(lambda: hours_sheet.store(rows, given, chosen))


def _given(project: str, service_content: str, location: str, activity_leader: str) -> dict:
	require_permission(DOCTYPE, "create")
	require_permission(PROJECT, "read", project)
	return {
		"project": project,
		"service_content": service_content,
		"location": location,
		"activity_leader": activity_leader,
	}
