"""Logging in by a code in a text message; for volunteers, where the organisation offers it."""

import frappe

from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.portal.services import login_code


@endpoint(allow_guest=True, methods=["POST"])
def send(mobile: str) -> None:
	"""Send a code to this phone. The answer is the same whether it is a volunteer's or not."""
	login_code.send(mobile, frappe.local.lang)


@endpoint(allow_guest=True, methods=["POST"])
def enter(mobile: str, code: str) -> None:
	"""Log in with the code that was sent to this phone."""
	login_code.enter(mobile, code)
