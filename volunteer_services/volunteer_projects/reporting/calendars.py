"""Projects and activities in the calendar."""

from volunteer_services.foundation.reporting.calendars import _events


def projects(start: str, end: str, filters: list) -> list[dict]:
	"""Projects between two days; templates of the library are none."""
	filters = [*filters, ["Volunteer Project", "is_library_item", "=", 0]]
	return _events("Volunteer Project", "project_name", "start_date", "end_date", (start, end), filters, 1)


def activities(start: str, end: str, filters: list) -> list[dict]:
	"""Activities between two days."""
	return _events("Service Activity", "activity_name", "starts_on", "ends_on", (start, end), filters, 0)
