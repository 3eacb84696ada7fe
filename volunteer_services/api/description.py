"""What this API offers, for machines and for those who write to it."""

import frappe

from volunteer_services import api
from volunteer_services.foundation.access import require_role
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.roles import STAFF
from volunteer_services.integrations.openapi import describing


@endpoint(methods=["GET"])
def openapi() -> dict:
	"""The OpenAPI 3.1 description of all functions; for the staff and System Managers."""
	require_role({*STAFF, "System Manager"})
	return describing.description(api, frappe.utils.get_url())
