"""Each look into a file leaves a trace, as with health data: who, when, by which door."""

from __future__ import annotations

import frappe

from volunteer_services.foundation import access
from volunteer_services.service_needs.services.recipients.files import DOCTYPE

OPENED, PRINTED, GLANCED = "opened the file", "printed the file", "services at a glance"


def looked(recipient: str, how: str) -> None:
	"""Write who looked into the file. A request that only reads keeps the line, too."""
	access.record("volunteer_services.recipients.looked", DOCTYPE, recipient, how)
	frappe.local.flags.commit = True
