"""What the pages on complaints show: the form, for an activity or without one, and where a complaint is."""

from __future__ import annotations

from frappe import _
from frappe.utils import cstr

from volunteer_services.portal.services.public import open_activities
from volunteer_services.service_records.domain import complaint
from volunteer_services.volunteer_registry.services.joining import places

ROUTE = "volunteer-complaints"
PARTS = ("", "state")
_TEMPLATES = "volunteer_services/templates/portal/complaints"


def titles() -> dict[str, str]:
	return {"": _("Complaints and Reports"), "state": _("Where My Complaint Is")}


def template(part: str) -> str:
	return f"{_TEMPLATES}/{part or 'form'}.html"


def script(part: str) -> str:
	return f"{_TEMPLATES}/scripts/{part or 'form'}.html"


def add(context, part: str, asked) -> None:
	"""Put what the page of this part shows into its context."""
	if part:
		return
	context.activity = open_activities.titled(cstr(asked.get("activity"))[:140])
	context.kinds = [(value, _(value, context="Service Complaint")) for value in complaint.KINDS]
	context.least, context.most = complaint.LEAST_CHARACTERS, complaint.MOST_CHARACTERS
	context.regions = [] if context.activity else places.regions()
