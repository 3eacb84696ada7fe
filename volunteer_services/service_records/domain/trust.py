"""信用时长 and 荣誉时长: whether the hours of a record are attested by more than its own word.

Credited is what somebody else, or the place, saw at check-in and check-out, and no more than was seen. All
else is honorary: entered afterwards, brought from a file or another platform, or changed on paper. A class
never rises later (field practice of i志愿 and 志愿汇; the national data standard keeps both apart).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from volunteer_services.service_records.domain.codes import LogSource
from volunteer_services.volunteer_projects.domain.check_in import Method, Pair, Presence, TrustClass

_METHODS = {
	LogSource.ACTIVITY.value: Method.ROLL_CALL,
	LogSource.IMPORT.value: Method.IMPORT,
	LogSource.TRANSFER.value: Method.IMPORT,
	LogSource.OPENING.value: Method.IMPORT,
}


def of_source(source: str) -> tuple[str, str]:
	"""(entry_method, trust_class) of a record that no check-in stands behind: always honorary."""
	return _METHODS.get(source, Method.MANUAL).value, TrustClass.HONORARY.value


def of_presences(
	presences: Iterable[Presence], starts_on: datetime, ends_on: datetime
) -> tuple[str, str] | None:
	"""(entry_method, trust_class) of a row with these times, by the check-ins of its person.

	The row is credited where it claims no more than one credited presence saw. None where the person was
	never checked in and out: then the source decides.
	"""
	seen = [(pair, presence) for presence in presences for pair in presence.pairs]
	if not seen:
		return None
	for pair, presence in seen:
		if _covers(pair, starts_on, ends_on):
			return str(pair.method), str(presence.trust_class)
	return Method.ROLL_CALL.value, TrustClass.HONORARY.value


def _covers(pair: Pair, starts_on: datetime, ends_on: datetime) -> bool:
	return pair.starts_on <= starts_on and ends_on <= pair.ends_on


def lower(one: str | None, other: str | None) -> str:
	"""The class of what rests on both: credited only if both are."""
	both = one == other == TrustClass.CREDITED
	return str((TrustClass.CREDITED if both else TrustClass.HONORARY).value)
