"""Projects and activities in the calendar."""

from frappe import _
from frappe.utils import get_datetime, now_datetime

from volunteer_services.foundation.reporting.calendars import _events
from volunteer_services.volunteer_projects.reporting import recruiting


def projects(start: str, end: str, filters: list) -> list[dict]:
	"""Projects between two days; templates of the library are none."""
	filters = [*filters, ["Volunteer Project", "is_library_item", "=", 0]]
	return _events("Volunteer Project", "project_name", "start_date", "end_date", (start, end), filters, 1)


def activities(start: str, end: str, filters: list) -> list[dict]:
	"""Activities between two days. Those that one can sign up for, or will be able to, have ``level``, how
	full they are, and say in their ``title`` how many places are left."""
	events = _events("Service Activity", "activity_name", "starts_on", "ends_on", (start, end), filters, 0)
	now = now_datetime()
	coming = [
		event["name"]
		for event in events
		if event["workflow_state"] == "Published" and get_datetime(event["ends_on"]) > now
	]
	found = {row.activity: row for row in recruiting.of_activities(now, coming)}
	for event in events:
		row = found.get(event["name"])
		event["level"] = row.level if row else ""
		event["title"] = _title(event["activity_name"], row)
	return events


def _title(name: str, row) -> str:
	if not row or not row.needed or row.left is None:
		return name
	left = _("{0} places left").format(row.left) if row.left else _("No Places Left")
	return f"{name} · {left}"
