"""Site assessments: the rows of a new one, what the system offers as evidence, and answers one by one.

What writes runs whole again when the database chose it as the victim of a deadlock.
"""

from urllib.parse import quote

import frappe
from frappe import _

from volunteer_services.exceptions import AssessmentError
from volunteer_services.foundation import access
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.domain.arguments import Day
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.files import uploads
from volunteer_services.foundation.paper import printing
from volunteer_services.pilot_sites.services.assessments import entry, evidence

DOCTYPE = "Site Assessment"


@endpoint(methods=["GET", "POST"])
def blank(service_site: str, standard: str, assessed_on: Day | None = None) -> list:
	"""The rows of a new assessment by a standard, with the counts of today."""
	access.require_permission(DOCTYPE, "create")
	_require_site_and_standard(service_site, standard)
	return entry.blank(service_site, standard, assessed_on)


@endpoint(methods=["GET", "POST"])
def offers(service_site: str, standard: str, assessed_on: Day | None = None) -> dict:
	"""What the system knows for each item that is proved by records, by the item's code."""
	access.require_permission(DOCTYPE, "read")
	_require_site_and_standard(service_site, standard)
	return entry.offers(service_site, standard, assessed_on)


@endpoint(methods=["POST"])
def begin(service_site: str, kind: str = "Self", standard: str | None = None) -> dict:
	"""A new draft of today by the standard in force; returns its name."""
	access.require_permission(DOCTYPE, "create")
	access.require_permission("Service Site", "read", service_site)
	return {"name": retry.whole(lambda: entry.begin(service_site, standard, kind))}


@endpoint(methods=["POST"])
def save_item(
	assessment: str,
	item_code: str,
	is_met: bool | None = None,
	number: str | int | None = None,
	remark: str | None = None,
	known: dict | str | None = None,
) -> dict:
	"""Save one answer of a draft. ``known``: the answer that the sender saw; what somebody else changed
	meanwhile is not overwritten (``conflict``). Raises AssessmentError."""
	access.require_permission(DOCTYPE, "write", assessment)
	given = {"is_met": is_met, "number": number, "remark": remark}
	answer = {field: value for field, value in given.items() if value is not None}
	return retry.whole(lambda: entry.save_item(assessment, item_code, answer, known))


@endpoint(methods=["POST"])
def attach_evidence(assessment: str, item_code: str) -> dict:
	"""Upload a file (form field ``file``) as the evidence of an item. Raises AssessmentError."""
	access.require_permission(DOCTYPE, "write", assessment)
	filename, content = uploads.received(evidence.MAX_BYTES)
	if content is None:
		frappe.throw(
			_("No file came in, or it is larger than {0} MB. Choose one that is smaller.").format(
				evidence.MAX_BYTES // 2**20
			),
			AssessmentError,
			title=_("Evidence"),
		)
	return retry.whole(lambda: entry.attach_evidence(assessment, item_code, filename, content))


@endpoint(methods=["POST"])
def remove_evidence(assessment: str, item_code: str) -> dict:
	"""Take the evidence of an item of a draft away."""
	access.require_permission(DOCTYPE, "write", assessment)
	return retry.whole(lambda: entry.remove_evidence(assessment, item_code))


@endpoint(methods=["GET", "POST"])
def phone_link(assessment: str | None = None) -> dict:
	"""The address of the page for telephones (of one draft, or to begin), and its QR code as data URI."""
	access.require_permission(DOCTYPE, "write", assessment)
	query = f"?name={quote(assessment)}" if assessment else ""
	address = frappe.utils.get_url(f"/site-assessment{query}")
	return {"address": address, "code": printing.qr_data_uri(address, scale=6)}


@endpoint(methods=["POST"])
def submit(assessment: str) -> dict:
	"""Send a draft to review. Returns name and workflow_state."""
	access.require_permission(DOCTYPE, "write", assessment)
	return retry.whole(lambda: entry.submit(assessment))


def _require_site_and_standard(service_site: str, standard: str) -> None:
	access.require_permission("Service Site", "read", service_site)
	access.require_permission("Checklist Standard", "read", standard)
