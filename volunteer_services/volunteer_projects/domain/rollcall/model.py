"""What was read from a pasted roll-call: facts, each with the words that they were read from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar

from volunteer_services.volunteer_projects.domain.rollcall.words import Doubt, SkipReason, What

T = TypeVar("T")
HOUR = 60
HALF_DAY = 12 * HOUR
DAY = 24 * HOUR


@dataclass(frozen=True)
class Occasion:
	"""The activity that a list is pasted into; its local times decide what "2点" and "周六" mean."""

	starts: datetime
	ends: datetime

	@property
	def day(self) -> date:
		return self.starts.date()

	@property
	def bounds(self) -> tuple[int, int]:
		"""Start and end in minutes after the midnight before the start."""
		first = self.starts.hour * HOUR + self.starts.minute
		return first, first + int((self.ends - self.starts).total_seconds()) // 60

	@property
	def minutes(self) -> int:
		first, last = self.bounds
		return last - first

	@property
	def passes_midnight(self) -> bool:
		return self.bounds[1] > DAY


@dataclass(frozen=True)
class Read:
	"""Some words of the line and what they were taken for."""

	what: What
	words: str


@dataclass(frozen=True)
class Moment:
	"""A time of day in minutes; ``is_open``: written as 1 to 12 without saying which half of the day."""

	minute: int
	is_open: bool = False

	def as_time(self) -> time:
		return time(self.minute // HOUR % 24, self.minute % HOUR)


@dataclass(frozen=True)
class Span:
	"""From when to when; one of the two may be missing."""

	starts: Moment | None = None
	ends: Moment | None = None


@dataclass(frozen=True)
class Facts:
	"""What a piece of text says besides names; ``rest`` is the text that nothing was read from."""

	rest: str = ""
	mobile: str | None = None
	last_four: str | None = None
	volunteer_no: str | None = None
	spans: tuple[Span, ...] = ()
	minutes: int | None = None
	doubts: tuple[Doubt, ...] = ()
	reads: tuple[Read, ...] = ()

	@property
	def says_time(self) -> bool:
		return bool(self.spans or self.minutes)

	@property
	def says_anything(self) -> bool:
		return bool(self.rest or self.reads or self.doubts)


@dataclass(frozen=True)
class RollcallEntry:
	"""One person of the list. ``raw`` is the line as pasted, identity numbers masked; times are local.

	``reads``: what was read from which words; ``unread``: words that may matter and were not understood.
	"""

	line_no: int
	raw: str
	name: str
	mobile: str | None = None
	last_four: str | None = None
	starts: time | None = None
	ends: time | None = None
	minutes: int | None = None
	remark: str = ""
	doubts: tuple[Doubt, ...] = ()
	volunteer_no: str | None = None
	reads: tuple[Read, ...] = ()
	unread: tuple[str, ...] = ()

	@property
	def asks(self) -> bool:
		"""Whether a person must answer before hours are credited."""
		return any(doubt.asks for doubt in self.doubts)


@dataclass(frozen=True)
class SkippedLine:
	"""A line that is no entry."""

	line_no: int
	raw: str
	reason: SkipReason


@dataclass(frozen=True)
class Rollcall:
	"""Entries and skipped lines, both in the order of the paste."""

	entries: tuple[RollcallEntry, ...]
	skipped: tuple[SkippedLine, ...]


def unique(items: Iterable[T]) -> tuple[T, ...]:
	"""The items in their order, each once."""
	return tuple(dict.fromkeys(items))


def joined(parts: Iterable[str]) -> str:
	return " ".join(part for part in parts if part)
