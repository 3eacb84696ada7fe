"""Complaints: sent and followed by anybody, handled by those who review in the place that they concern."""

from typing import Annotated

import frappe

from volunteer_services.foundation import limits
from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.domain.arguments import choice
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.roles import REVIEWERS
from volunteer_services.foundation.scope.staffing import require_role_here
from volunteer_services.foundation.settings import checks_per_hour
from volunteer_services.portal.services.public import open_activities
from volunteer_services.service_records.domain import complaint as rules
from volunteer_services.service_records.services.complaints import handling, progress, receiving


@endpoint(allow_guest=True, methods=["POST"])
def file(
	kind: Annotated[str, choice(*rules.KINDS)],
	text: str,
	request_key: str,
	about: str = "",
	activity: str = "",
	region: str = "",
	site: str = "",
	concerns_staff: bool = False,
	complainant_name: str = "",
	complainant_phone: str = "",
	homepage: str = "",
) -> dict:
	"""Complain; for anybody, with a name or without. ``activity``: one with a page of its own; else
	``region`` says where. ``homepage`` is seen by machines only. The same ``request_key`` (32 hex digits,
	made by the page) makes one. Returns ``{"complaint"}``, the number by which the answer is read."""
	if homepage:
		limits.require("complaint", limits.address(), checks_per_hour())
		return receiving.pretended()
	values = {
		"kind": kind,
		"text": text,
		"about": about,
		"activity": open_activities.named(activity[:140]),
		"region": region,
		"site": site,
		"concerns_staff": int(concerns_staff),
		"complainant_name": complainant_name,
		"complainant_phone": complainant_phone,
	}
	return receiving.file(values, request_key)


@endpoint(allow_guest=True, methods=["POST"])
def state(complaint: str) -> dict:
	"""Where a complaint is, and its answer; for anybody with its number."""
	return progress.tell(complaint)


@endpoint(allow_guest=True, methods=["POST"])
def ask_review(complaint: str, reason: str) -> dict:
	"""Ask for a review of the answer, once; for anybody with the number. Returns what ``state`` does."""
	if name := progress.named(complaint):
		retry.whole(lambda: handling.ask_review(handling.locked(name), reason))
	return progress.tell(complaint)


@endpoint(methods=["POST"])
def take_up(service_complaint: str) -> None:
	"""Take a complaint up. For reviewers of its place who have no part in it."""
	_of_mine(service_complaint)
	retry.whole(lambda: handling.take_up(handling.locked(service_complaint)))


@endpoint(methods=["POST"])
def decline(service_complaint: str, reason: str) -> None:
	"""Do not take a complaint up; whoever complained reads ``reason``."""
	_of_mine(service_complaint)
	retry.whole(lambda: handling.decline(handling.locked(service_complaint), reason))


@endpoint(methods=["POST"])
def answer(
	service_complaint: str, result: Annotated[str, choice(*rules.RESULTS)], findings: str, answer: str
) -> None:
	"""Answer a complaint, or its review: ``findings`` stay inside, ``answer`` is read by who complained."""
	_of_mine(service_complaint)
	retry.whole(lambda: handling.answer(handling.locked(service_complaint), result, findings, answer))


def _of_mine(name: str) -> None:
	require_permission(receiving.DOCTYPE, "write", name)
	require_role_here(frappe.get_doc(receiving.DOCTYPE, name), REVIEWERS)
