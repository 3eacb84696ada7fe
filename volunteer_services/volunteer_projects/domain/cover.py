"""Finding a cover 找人顶班: who is asked next, and until when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from volunteer_services.foundation.domain.words import Word
from volunteer_services.volunteer_projects.domain import errors

BATCH = 5
"""So many are asked at a time, so that nobody is asked in vain more often than need be."""
MOST_LOOKED_AT = 300
AT_ONCE = 50


class CoverStatus(Word):
	"""The states of a request."""

	OPEN = "Open", "征集中"
	TAKEN = "Taken", "已顶班"
	LAPSED = "Lapsed", "已失效"
	WITHDRAWN = "Withdrawn", "已撤回"


class Answer(Word):
	"""What somebody who was asked has said."""

	ASKED = "Asked", "待答复"
	ACCEPTED = "Accepted", "已接受"
	DECLINED = "Declined", "谢绝"


COVERABLE = frozenset({"Signed Up", "Confirmed"})
"""States of a sign-up whose place can be handed on."""


@dataclass(frozen=True)
class Candidate:
	"""Somebody who may be asked, and when they were last asked for anything."""

	volunteer: str
	name: str = ""
	last_asked: datetime | None = None


def ordered(candidates: Iterable[Candidate]) -> list[Candidate]:
	"""Whoever was never asked comes first, then the least recently asked."""
	return sorted(
		candidates,
		key=lambda one: (one.last_asked is not None, one.last_asked or datetime.min, one.volunteer),
	)


def next_batch(
	candidates: Iterable[Candidate], may_serve: Callable[[list[str]], Mapping[str, bool]]
) -> list[Candidate]:
	"""The next whom to ask, in their order, those left out who may not serve.

	``may_serve`` is asked for some dozens at a time and no more often than needed.
	"""
	line = ordered(candidates)[:MOST_LOOKED_AT]
	found: list[Candidate] = []
	for start in range(0, len(line), AT_ONCE):
		part = line[start : start + AT_ONCE]
		ready = may_serve([one.volunteer for one in part])
		found += [one for one in part if ready[one.volunteer]]
		if len(found) >= BATCH:
			break
	return found[:BATCH]


def is_due(answers: Iterable[str], ask_again_on: datetime | None, now: datetime) -> bool:
	"""Whether the next are asked: the time is over, or all have answered. Nobody is left to ask once there is
	no such time."""
	if ask_again_on is None:
		return False
	return ask_again_on <= now or not any(answer == Answer.ASKED for answer in answers)


def lapses_on(starts_on: datetime, fewest_hours: int) -> datetime:
	"""When the request lapses: so shortly before the beginning the organiser calls somebody."""
	return starts_on - timedelta(hours=fewest_hours)


def check_may_ask(
	name: str, status: str, waiting: int, starts_on: datetime, now: datetime, fewest_hours: int
) -> None:
	"""Raise CoverStateError, CoverLateError, or CoverWaitingError where others wait for the place already."""
	if status not in COVERABLE:
		raise errors.CoverStateError(name, status)
	if now >= lapses_on(starts_on, fewest_hours):
		raise errors.CoverLateError(fewest_hours)
	if waiting:
		raise errors.CoverWaitingError(waiting)
