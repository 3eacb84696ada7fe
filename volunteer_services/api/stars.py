"""Stars: the recalculation, and the decisions about awards.

Whatever is large runs in the background; the answer then holds a ``job`` for ``api.progress.status``.
"""

import frappe

from volunteer_services.foundation import access, limits, settings
from volunteer_services.foundation.domain.arguments import Day, Names
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.volunteer_recognition.reporting import notice_list as lists
from volunteer_services.volunteer_recognition.services import awards, jobs, recalculation
from volunteer_services.volunteer_recognition.services.awards import Order


@endpoint(methods=["POST"])
def recalculate(volunteers: Names | None = None) -> dict:
	"""Recalculate totals and stars of these volunteers, or of all in the user's scope.

	Managers and City Officers. Few volunteers: the counts. Many or all: ``{"job", "count"}``.
	"""
	access.require_role(recalculation.RECALCULATING_ROLES)
	names = volunteers or []
	if names:
		recalculation.check_scope(names)
	if names and len(names) <= jobs.AT_ONCE:
		return recalculation.recalculate(names)
	return {"job": jobs.start_recalculation(names or None), "count": len(names)}


@endpoint(methods=["POST"])
def start_notice(names: Names, notice_from: Day | None = None) -> dict:
	"""Publish proposed awards for the working days of the settings (公示), from today or a later day."""
	return _decide("Start Public Notice", names, day=notice_from)


@endpoint(methods=["GET"])
def notice_list() -> None:
	"""公示名单 of the user's scope, as it stands today, as one PDF to download. Raises StarAwardError."""
	access.require_permission("Star Award", "print")
	content = lists.pdf()
	# The log is kept, although a download changes nothing else.
	frappe.local.flags.commit = True
	frappe.local.response.filename = "star-notice.pdf"
	frappe.local.response.filecontent = content
	frappe.local.response.type = "pdf"


@endpoint(allow_guest=True, methods=["GET"])
def notice(page: int = 1) -> dict:
	"""A page of the stars under public notice, for anybody: names masked. Raises RequestLimitError."""
	limits.require("star notice", limits.address(), settings.checks_per_hour())
	return lists.public(page)


@endpoint(methods=["POST"])
def grant(names: Names, granting_unit: str | None = None, reason: str | None = None) -> dict:
	"""Grant awards whose public notice is over (认定); an objected one with the reason."""
	return _decide("Grant", names, reason, unit=granting_unit)


@endpoint(methods=["POST"])
def object(names: Names, reason: str) -> dict:
	"""Note an objection (异议) against awards that are not granted yet."""
	return _decide("Object", names, reason)


@endpoint(methods=["POST"])
def keep(names: Names, reason: str) -> dict:
	"""Keep granted stars whose hours fell below the threshold by a correction."""
	return _decide("Keep", names, reason)


@endpoint(methods=["POST"])
def revoke(names: Names, reason: str) -> dict:
	"""Revoke awards (撤销), granted or not."""
	return _decide("Revoke", names, reason)


@endpoint(methods=["POST"])
def reinstate(names: Names, reason: str) -> dict:
	"""Let stars that were revoked for another reason than the hours be awarded again."""
	return _decide("Reinstate", names, reason)


def _decide(action: str, names: list[str], reason: str | None = None, **more) -> dict:
	order = Order(action, reason, **more)
	awards.check(order, names)
	if len(names) > jobs.AT_ONCE:
		return {"job": jobs.start_decision(order, names), "count": len(names)}
	return awards.decide_few(order, names)
