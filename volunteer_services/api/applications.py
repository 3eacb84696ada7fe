"""Applications to become a volunteer: sent and followed by anybody, decided on by the staff of the place."""

import frappe
from frappe import _

from volunteer_services.foundation import limits
from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.domain.arguments import Day
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.roles import REVIEWERS, STAFF
from volunteer_services.foundation.scope.staffing import require_role_here
from volunteer_services.foundation.settings import checks_per_hour
from volunteer_services.volunteer_registry.domain import joining
from volunteer_services.volunteer_registry.services.joining import applying, deciding, places, progress

APPLICATION = "Volunteer Application"


@endpoint(allow_guest=True, methods=["POST"])
def apply(
	kind: str,
	full_name: str,
	id_number: str,
	region: str,
	request_key: str,
	id_type: str = "Resident ID",
	sex: str = "",
	date_of_birth: Day | None = None,
	mobile: str = "",
	email: str = "",
	wants_login: bool = False,
	site: str = "",
	team: str = "",
	skills: str = "",
	interests: str = "",
	guardian_name: str = "",
	guardian_phone: str = "",
	guardian_consent: bool = False,
	child_data_consent: bool = False,
	proxy_name: str = "",
	proxy_relation: str = "",
	proxy_phone: str = "",
	data_consent: bool = False,
	photo_consent: bool = False,
	health_consent: bool = False,
	place_consent: bool = False,
	homepage: str = "",
) -> dict:
	"""Apply; for anybody. ``skills``: names, one a line. ``homepage`` is seen by machines only. The same
	``request_key`` (32 hex digits, made by the page) makes one application. Returns ``{"application"}``, the
	same for numbers that are on file and those that are not.
	"""
	if homepage:
		limits.require("application", limits.address(), checks_per_hour())
		return applying.pretended()
	return applying.apply(
		{
			"kind": kind,
			"full_name": full_name,
			"id_type": id_type,
			"id_number": id_number,
			"sex": sex,
			"date_of_birth": date_of_birth,
			"mobile": mobile,
			"email": email,
			"wants_login": int(wants_login),
			"region": region,
			"site": site,
			"team": team,
			"skills": [line for line in skills.split("\n") if line][:40],
			"interests": interests,
			"guardian_name": guardian_name,
			"guardian_phone": guardian_phone,
			"guardian_consent": int(guardian_consent),
			"child_data_consent": int(child_data_consent),
			"proxy_name": proxy_name,
			"proxy_relation": proxy_relation,
			"proxy_phone": proxy_phone,
			"data_consent": int(data_consent),
			"photo_consent": int(photo_consent),
			"health_consent": int(health_consent),
			"place_consent": int(place_consent),
		},
		request_key,
	)


@endpoint(allow_guest=True, methods=["POST"])
def state(application: str, last_four: str) -> dict:
	"""Where an application is; for anybody with its number and the last four digits of its phone."""
	return progress.tell(application, last_four)


@endpoint(allow_guest=True, methods=["GET"])
def serving(region: str) -> dict:
	"""Sites and teams that take people in a region: ``{"sites", "teams"}``, each with name and title."""
	limits.require("application places", limits.address(), checks_per_hour() * 4)
	return places.serving(region)


@endpoint()
def matches(application: str) -> dict:
	"""Files with the number or mobile of an application, within the caller's scope; for the staff; logged."""
	doc = _of_mine(application, STAFF)
	return deciding.matches(doc)


@endpoint(methods=["POST"])
def take_up(application: str) -> dict:
	"""Make a volunteer's file of an application. Returns ``{"volunteer", "full_name", "state"}``."""
	_of_mine(application, STAFF)
	return deciding.take_up(deciding.locked(application))


@endpoint(methods=["POST"])
def link(application: str, volunteer: str, papers: str) -> None:
	"""Link an application with the file of the same person; ``papers`` says what was compared. Reviewers of
	both places."""
	_of_mine(application, REVIEWERS)
	file = frappe.get_doc("Volunteer Profile", volunteer)
	file.check_permission("read")
	require_role_here(file, REVIEWERS)
	_require(papers)
	deciding.link(deciding.locked(application), file, papers.strip())


@endpoint(methods=["POST"])
def send_back(application: str, reason: str) -> None:
	"""Send an application back: something is missing, ``reason`` says what. The applicant reads it."""
	_of_mine(application, REVIEWERS)
	_require(reason)
	deciding.decide(deciding.locked(application), joining.RETURNED, reason.strip())


@endpoint(methods=["POST"])
def refuse(application: str, reason: str) -> None:
	"""Refuse an application. The applicant reads ``reason``."""
	_of_mine(application, REVIEWERS)
	_require(reason)
	deciding.decide(deciding.locked(application), joining.REFUSED, reason.strip())


def _of_mine(application: str, roles: tuple[str, ...]):
	"""The application, of whose place the caller has one of the roles. Raises PermissionError."""
	require_permission(APPLICATION, "write", application)
	doc = frappe.get_doc(APPLICATION, application)
	require_role_here(doc, roles)
	return doc


def _require(text: str) -> None:
	if not text.strip():
		frappe.throw(_("Give a reason."), frappe.MandatoryError)
