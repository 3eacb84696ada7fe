"""The kiosk of a station's tablet: how long it is open, for which shift a person checks in, and in or out.

Nobody looks at who stands before it: it is a check-in by oneself, like one by the activity's code.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from volunteer_services.volunteer_projects.domain.check_in import Kind

HOLDS = timedelta(hours=12)
"""A day at the station; the next morning somebody opens it anew."""
IDLE_MINUTES = 240
"""As long as a usual shift: nobody comes by between its beginning and its end."""
EARLY = timedelta(hours=2)
"""So long before a shift somebody may check in for it."""
LATE = timedelta(hours=12)
"""So long after a shift a check-out still belongs to it (services/presence/events.py)."""
AGAIN = timedelta(minutes=1)
"""A code that a camera reads twice, or a person shows again for fear, is no check-out."""


@dataclass(frozen=True)
class Turn:
	"""A place that a person holds, and the last event that was noted of it, if any."""

	sign_up: str
	starts_on: datetime
	ends_on: datetime
	last_kind: str = ""
	last_at: datetime | None = None

	@property
	def is_in(self) -> bool:
		return bool(self.last_kind == Kind.IN.value)

	@property
	def is_done(self) -> bool:
		return bool(self.last_kind) and not self.is_in


@dataclass(frozen=True)
class Step:
	"""What is to be noted; ``is_repeat``: it was noted a moment ago, and is only said again."""

	turn: Turn
	kind: str
	is_repeat: bool = False


def ends_on(opened_on: datetime, last_used_on: datetime | None, idle_minutes: int) -> datetime:
	"""When the kiosk ends by itself: after twelve hours, or so many minutes after its last use (0: 30)."""
	idle = timedelta(minutes=idle_minutes if idle_minutes > 0 else IDLE_MINUTES)
	return min(opened_on + HOLDS, max(opened_on, last_used_on or opened_on) + idle)


def next_step(turns: Iterable[Turn], now: datetime, grace_before: timedelta) -> Step | None:
	"""Out for who is in; else in for the shift that runs, of several one that the person has not left yet,
	else for the next that begins within two hours. None where there is no such place."""
	held = sorted(turns, key=lambda turn: (turn.starts_on, turn.sign_up))
	seen = [turn for turn in held if turn.last_at]
	last = max(seen, key=lambda turn: turn.last_at or now) if seen else None
	if last and last.last_at and timedelta() <= now - last.last_at < AGAIN:
		return Step(last, last.last_kind, is_repeat=True)
	if inside := [turn for turn in held if turn.is_in and now <= turn.ends_on + LATE]:
		return Step(max(inside, key=lambda turn: turn.last_at or now), Kind.OUT.value)
	coming = [turn for turn in held if turn.starts_on - EARLY <= now < turn.ends_on]
	if not coming:
		return None
	return Step(min(coming, key=lambda turn: _rank(turn, now, grace_before)), Kind.IN.value)


def _rank(turn: Turn, now: datetime, grace_before: timedelta) -> int:
	runs = turn.starts_on - grace_before <= now
	if not runs:
		return 2
	return 1 if turn.is_done else 0


def is_name(typed: str, stored: str) -> bool:
	"""Whether somebody typed this name, whatever the width of its letters, its blanks and its dots."""
	return bool(_plain(typed)) and _plain(typed) == _plain(stored)


def number(typed: str) -> str:
	"""A volunteer's number as it is stored, whatever the keyboard made of it."""
	return "".join(unicodedata.normalize("NFKC", typed).split()).upper()


def _plain(name: str) -> str:
	folded = unicodedata.normalize("NFKC", name).casefold()
	return "".join(one for one in folded if one.isalnum())
