"""A request for a certificate with the seal of the unit: 申请—受理—开具—公示 [149]."""

from __future__ import annotations

from enum import Enum

MOST_OPEN = 3
"""Requests of one person that wait at a time (*policy*)."""
NOTICE_DAYS = 7
"""For so long the unit shows an issued certificate to its members [149]."""


class Status(str, Enum):
	REQUESTED = "Requested"
	ACCEPTED = "Accepted"
	ISSUED = "Certificate Issued"
	REFUSED = "Refused"
	WITHDRAWN = "Withdrawn"


OPEN = frozenset({Status.REQUESTED.value, Status.ACCEPTED.value})
_NEXT = {
	Status.REQUESTED: frozenset({Status.ACCEPTED, Status.ISSUED, Status.REFUSED, Status.WITHDRAWN}),
	Status.ACCEPTED: frozenset({Status.ISSUED, Status.REFUSED, Status.WITHDRAWN}),
}


def may_become(status: str, following: Status) -> bool:
	"""Whether a request of this status may take the step."""
	return following in _NEXT.get(Status(status), frozenset())


def needs_reason(following: Status) -> bool:
	"""A refusal says why."""
	return following is Status.REFUSED
