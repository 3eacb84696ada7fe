"""The gate of readiness, asked alike at sign-up, confirmation and check-in."""

from __future__ import annotations

from collections.abc import Iterable

from frappe import _
from frappe.utils import getdate

from volunteer_services.exceptions import (
	ActivityPostError,
	AgeGateError,
	NotReadyError,
	VolunteerStateError,
)
from volunteer_services.volunteer_projects.services import conditions
from volunteer_services.volunteer_projects.services.signing.reasons import Reason
from volunteer_services.volunteer_readiness.services import gates
from volunteer_services.volunteer_registry.services.standing import AWAITING_STATES

_STANDING = frozenset({"no_file", "not_registered", "left", "locked"})
_AGES = frozenset({"age_unknown", "too_young", "too_old", "guardian", "minor_in_danger"})
_POSTS = frozenset({"star", "skill_missing", "skill_unproved", "skill_ended"})


def why_not(activity, volunteer: str, post: str, day) -> list[Reason]:
	"""The reasons against somebody's service on ``day``; each says rule, value and way out."""
	return why_not_many(activity, [volunteer], post, day)[volunteer]


def why_not_many(
	activity, volunteers: Iterable[str], post: str, day, must_exist: bool = True
) -> dict[str, list[Reason]]:
	"""The same for many, with a bounded number of queries.

	Raises ActivityPostError for a post that the project does not have, if it ``must_exist``.
	"""
	asked = conditions.of(activity, post, must_exist)
	found = gates.why_not_many(volunteers, asked, getdate(day))
	return {name: [_reason(one) for one in told if _counts(one)] for name, told in found.items()}


def _counts(told: dict) -> bool:
	"""Applicants serve while their registration waits; the record waits with it [REG §38]."""
	return told["code"] != "not_registered" or told["value"] not in AWAITING_STATES


def _reason(told: dict) -> Reason:
	error, title = _kind(told["code"])
	return Reason(error, f"{told['message']} {told['way_out']}".strip(), title, told["may_override"])


def _kind(code: str) -> tuple[type[Exception], str]:
	if code in _STANDING:
		return VolunteerStateError, _("Volunteer")
	if code in _AGES:
		return AgeGateError, _("Required Age")
	if code in _POSTS:
		return ActivityPostError, _("Post of the Project")
	return NotReadyError, _("What Is Asked of Volunteers")
