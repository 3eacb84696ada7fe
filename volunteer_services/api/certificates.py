"""Certificates: prepare, issue, revoke, replace; and the public check."""

from volunteer_services.foundation import limits, settings
from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.domain.arguments import Day
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.portal.services import verification
from volunteer_services.service_records.services import certificate_entries, certificates
from volunteer_services.service_records.services.certifying import certificate_counter


@endpoint()
def entries(volunteer: str, recording_unit: str, from_date: Day, to_date: Day) -> list[dict]:
	"""The rows that a certificate of this volunteer, unit and period would show."""
	require_permission("Service Certificate", "create")
	return certificate_entries.preview(volunteer, recording_unit, from_date, to_date)


@endpoint(methods=["POST"])
def prepare(
	volunteer: str,
	recording_unit: str,
	from_date: Day,
	to_date: Day,
	purpose: str = "",
	language: str = "Chinese",
) -> str:
	"""Make a draft certificate with its entries; returns its name. Submitting it issues it."""
	require_permission("Service Certificate", "create")
	return certificates.prepare(
		volunteer, recording_unit, from_date, to_date, purpose=purpose, language=language
	).name


@endpoint()
def proposal(volunteer: str) -> list[dict]:
	"""The units that the caller may certify for from this file, with period, records and minutes."""
	require_permission("Service Certificate", "submit")
	require_permission("Volunteer Profile", "read", volunteer)
	return certificate_counter.proposal(volunteer)


@endpoint()
def preview(volunteer: str, recording_unit: str, from_date: Day, to_date: Day) -> dict:
	"""The rows of a certificate, and where the other hours of the file are. Raises OutOfScopeError."""
	require_permission("Service Certificate", "submit")
	require_permission("Volunteer Profile", "read", volunteer)
	return certificate_counter.preview(volunteer, recording_unit, from_date, to_date)


@endpoint(methods=["POST"])
def issue(
	volunteer: str,
	recording_unit: str,
	from_date: Day,
	to_date: Day,
	purpose: str = "",
	language: str = "Chinese",
) -> dict:
	"""Make and issue a certificate in one request; returns ``{"name", "certificate_no"}``."""
	require_permission("Service Certificate", "submit")
	return certificate_counter.issue(
		volunteer, recording_unit, from_date, to_date, purpose=purpose, language=language
	)


@endpoint(methods=["POST"])
def issue_for_all_units(
	volunteer: str, from_date: Day, to_date: Day, purpose: str = "", language: str = "Chinese"
) -> dict:
	"""Issue one certificate for each recording unit of the volunteer's records in the period."""
	require_permission("Service Certificate", "submit")
	return certificates.issue_for_all_units(volunteer, from_date, to_date, purpose=purpose, language=language)


@endpoint(methods=["POST"])
def revoke(certificate: str, reason: str) -> dict:
	"""Revoke an issued certificate; returns its status."""
	require_permission("Service Certificate", "write")
	certificates.revoke(certificate, reason)
	return {"status": "Revoked"}


@endpoint(methods=["POST"])
def reissue(certificate: str) -> str:
	"""Make a draft that replaces an issued certificate, with the records of today; returns its name."""
	require_permission("Service Certificate", "create")
	return certificates.reissue(certificate).name


@endpoint(allow_guest=True, methods=["GET"])
def verify(code: str = "") -> dict:
	"""Whether a certificate with this code exists and is valid; for anybody, without login."""
	limits.require("verification", limits.address(), settings.checks_per_hour())
	return verification.check(code)
