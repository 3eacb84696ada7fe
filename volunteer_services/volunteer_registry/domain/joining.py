"""Applications to become a volunteer that come over the internet: kinds, what each must say, their numbers.

[L67 §5] fields; [L67 §6] consent; [CYL] [PIPL §31] a minor applies with a guardian.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from volunteer_services.foundation.domain import tickets
from volunteer_services.volunteer_registry.domain import errors
from volunteer_services.volunteer_registry.domain.age import AgeGate

SELF, MINOR, ON_BEHALF = "Self", "Minor", "On Behalf"
KINDS = (SELF, MINOR, ON_BEHALF)
CONSENT_METHODS = {SELF: "Website", MINOR: "Website", ON_BEHALF: "Website by Proxy"}

RECEIVED, CLAIM, TAKEN_UP, RETURNED, REFUSED = "Received", "Claim", "Taken Up", "Returned", "Refused"
OPEN = frozenset({RECEIVED, CLAIM, RETURNED})
"""States from which staff go on; who was sent back may bring what was missing."""

NUMBER_BYTES = tickets.NUMBER_BYTES
_PREFIX = "AP"
# What a kind must say beside the person's name, number and region: field → its label.
_NEEDED = {
	SELF: {"mobile": "Mobile"},
	MINOR: {"guardian_name": "Guardian Name", "guardian_phone": "Guardian Phone"},
	ON_BEHALF: {
		"proxy_name": "Proxy Name",
		"proxy_relation": "Relation",
		"proxy_phone": "Phone of the Proxy",
	},
}


def check_kind(kind: str, gate: AgeGate, guardian_age: int) -> None:
	"""Whether a person of this age applies in this way; ``guardian_age`` in full years.

	Raises ApplicationKindError, ApplicantIsMinorError, ApplicantIsAdultError.
	"""
	if kind not in KINDS:
		raise errors.ApplicationKindError(kind[:40])
	if gate.requires_guardian and kind != MINOR:
		raise errors.ApplicantIsMinorError(gate.age, guardian_age)
	if kind == MINOR and not gate.requires_guardian:
		raise errors.ApplicantIsAdultError(gate.age, guardian_age)


def check_filled(kind: str, values: Mapping[str, object]) -> None:
	"""Raise ApplicationGapError for the first field that the kind needs and that is empty."""
	needed = {"full_name": "Name of Person", "region": "Region", **_NEEDED.get(kind, {})}
	for field, label in needed.items():
		if not str(values.get(field) or "").strip():
			raise errors.ApplicationGapError(label)


def phone_of(kind: str, values: Mapping[str, object]) -> str:
	"""The number under which the application is reached: the person's own, else the guardian's or proxy's."""
	others = {MINOR: "guardian_phone", ON_BEHALF: "proxy_phone"}
	return str(values.get("mobile") or values.get(others.get(kind, "mobile")) or "")


def make_number(random_bytes: bytes) -> str:
	"""An application number AP-XXXX-XXXX-XXXX of 60 random bits."""
	return tickets.make(_PREFIX, random_bytes)


def normalise_number(text: str) -> str:
	"""The stored form of a number as somebody typed it; empty for what cannot be one."""
	return tickets.normalise(_PREFIX, text)


def last_day_kept(decided_on: date, days: int) -> date:
	"""Until when what was refused or never completed is kept."""
	return decided_on + timedelta(days=days)
