"""Certificates of training: a number and a code for everybody who passed."""

import secrets

from frappe.utils import getdate

from volunteer_services.foundation.domain import verification


def number_of(attendance: str, attended_on) -> str:
	"""The number of a certificate: the year of the training and the running number of the record."""
	return f"PX{getdate(attended_on).year}{attendance.rpartition('-')[2]}"


def new_code() -> str:
	"""A code that nobody guesses."""
	return verification.make_code(secrets.token_bytes(verification.RANDOM_BYTES))


def settle(doc, passed: bool) -> None:
	"""Number and code for a pass; a result that is no pass any more takes the code back, so that the paper
	does not check."""
	if not passed:
		doc.certificate_no = doc.verification_code = None
	elif not doc.verification_code and doc.name:
		doc.certificate_no = number_of(doc.name, doc.attended_on)
		doc.verification_code = new_code()
