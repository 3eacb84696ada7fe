"""Conditions of service that come as a mapping, from a request or another app: read and checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields

from volunteer_services.volunteer_readiness.domain import errors
from volunteer_services.volunteer_readiness.domain.gates import SCOPES, Conditions

_NUMBERS = frozenset({"min_age", "max_age", "min_star"})
_YES = frozenset({"accompanied", "is_rescue", "is_risky", "needs_agreement"})
_LISTS = frozenset({"skills", "qualifications", "courses", "insurance"})
_NAMES = frozenset(field.name for field in fields(Conditions))


def read(values: Mapping[str, object]) -> Conditions:
	"""The conditions that the mapping holds; None and empty texts ask for nothing.

	Raises UnknownConditionError, ConditionValueError.
	"""
	read_values: dict[str, object] = {}
	for name, value in values.items():
		if name not in _NAMES:
			raise errors.UnknownConditionError(str(name)[:40])
		if value is not None and value != "":
			read_values[name] = _value(name, value)
	return Conditions(**read_values)  # type: ignore[arg-type]


def _value(name: str, value: object) -> object:
	if name in _NUMBERS and isinstance(value, int) and value >= 0:
		return int(value)
	if name in _YES and value in (0, 1):
		return bool(value)
	if name in _LISTS and isinstance(value, list | tuple) and all(_is_name(name, one) for one in value):
		return tuple(value)
	if name in ("project", "activity") and isinstance(value, str):
		return value
	raise errors.ConditionValueError(name, str(value)[:40])


def _is_name(name: str, value: object) -> bool:
	return isinstance(value, str) and (name != "insurance" or value in SCOPES)


def together(asked: Iterable[Conditions]) -> Conditions:
	"""What must be known about people to answer for all of these, which are of one project and activity."""
	asked = list(asked) or [Conditions()]

	def every(field: str) -> tuple[str, ...]:
		return tuple(dict.fromkeys(value for one in asked for value in getattr(one, field)))

	return Conditions(
		skills=every("skills"),
		qualifications=every("qualifications"),
		courses=every("courses"),
		insurance=every("insured_for"),
		needs_agreement=any(one.needs_agreement for one in asked),
		project=asked[0].project,
		activity=asked[0].activity,
	)
