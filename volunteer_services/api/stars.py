"""Stars: the recalculation, and the decisions about awards.

Whatever is large runs in the background; the answer then holds a ``job`` for ``api.progress.status``.
"""

import frappe

from volunteer_services.foundation import access
from volunteer_services.volunteer_recognition.services import awards, jobs, recalculation
from volunteer_services.volunteer_recognition.services.awards import Order


@frappe.whitelist(methods=["POST"])
def recalculate(volunteers: list | str | None = None) -> dict:
	"""Recalculate totals and stars of these volunteers, or of all in the user's scope.

	Managers and City Officers. Few volunteers: the counts. Many or all: ``{"job", "count"}``.
	"""
	access.require_role(recalculation.RECALCULATING_ROLES)
	names = _names(volunteers)
	if names:
		recalculation.check_scope(names)
	if names and len(names) <= jobs.AT_ONCE:
		return recalculation.recalculate(names)
	return {"job": jobs.start_recalculation(names or None), "count": len(names)}


@frappe.whitelist(methods=["POST"])
def start_notice(names: list | str, notice_from: str | None = None) -> dict:
	"""Publish proposed awards for the working days of the settings (公示), from today or a later day."""
	return _decide("Start Public Notice", names, day=notice_from)


@frappe.whitelist(methods=["POST"])
def grant(names: list | str, granting_unit: str | None = None, reason: str | None = None) -> dict:
	"""Grant awards whose public notice is over (认定); an objected one with the reason."""
	return _decide("Grant", names, reason, unit=granting_unit)


@frappe.whitelist(methods=["POST"])
def object(names: list | str, reason: str) -> dict:
	"""Note an objection (异议) against awards that are not granted yet."""
	return _decide("Object", names, reason)


@frappe.whitelist(methods=["POST"])
def keep(names: list | str, reason: str) -> dict:
	"""Keep granted stars whose hours fell below the threshold by a correction."""
	return _decide("Keep", names, reason)


@frappe.whitelist(methods=["POST"])
def revoke(names: list | str, reason: str) -> dict:
	"""Revoke awards (撤销), granted or not."""
	return _decide("Revoke", names, reason)


@frappe.whitelist(methods=["POST"])
def reinstate(names: list | str, reason: str) -> dict:
	"""Let stars that were revoked for another reason than the hours be awarded again."""
	return _decide("Reinstate", names, reason)


def _decide(action: str, names: list | str, reason: str | None = None, **more) -> dict:
	order = Order(action, reason, **more)
	chosen = _names(names)
	awards.check(order, chosen)
	if len(chosen) > jobs.AT_ONCE:
		return {"job": jobs.start_decision(order, chosen), "count": len(chosen)}
	return awards.decide_few(order, chosen)


def _names(names: list | str | None) -> list[str]:
	"""A list of names, as JSON or as a list; one name alone is a list of one."""
	if isinstance(names, str):
		names = frappe.parse_json(names) if names.lstrip().startswith("[") else [names]
	return [str(name) for name in names or () if name]
