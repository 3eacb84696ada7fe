"""Check-ins and check-outs of one person at one shift: which belong together, how many minutes follow, what
is in doubt, and how far the record may be trusted.

Nothing is credited beyond what the events say: a check-out that is missing is set to the planned end, is a
doubt, and never counts as somebody's word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from volunteer_services.foundation.domain.words import Word

MAX_PAIRS = 3
"""In and out a day; more is an error of those who scan, or worse."""
MAX_SKEW = timedelta(minutes=10)
MAX_DELAY = timedelta(hours=24)


class Kind(Word):
	"""What an event says."""

	IN = "In", "签到"
	OUT = "Out", "签退"
	FORCED_OUT = "Forced Out", "强制签退"


class Method(Word):
	"""How it came about."""

	LEADER_SCAN = "Leader Scan", "组织者扫码"
	ACTIVITY_CODE = "Activity Code", "扫活动码"
	PLACE = "Place", "定位"
	KIOSK = "Kiosk", "签到机"
	ROLL_CALL = "Roll Call", "点名"
	MANUAL = "Manual", "人工登记"
	IMPORT = "Import", "导入"


class TrustClass(Word):
	"""信用 or 荣誉: whether somebody else, or the place, attests the service. It never rises later."""

	CREDITED = "Credited", "信用时长"
	HONORARY = "Honorary", "荣誉时长"


class Doubt(Word):
	"""What the leader must look at before the minutes count."""

	NO_CHECK_IN = "Check-out Without Check-in", "有签退无签到"
	NO_CHECK_OUT = "Check-out Forgotten", "忘记签退"
	TOO_MANY_PAIRS = "Too Many Check-ins", "签到次数过多"
	OUTSIDE_TIMES = "Outside the Times of the Shift", "不在班次时间内"
	OUTSIDE_PLACE = "Outside the Place", "不在签到范围内"
	CLOCK = "Clock of the Phone Differs", "手机时间有偏差"
	LATE_SYNC = "Received Late", "延迟上传"


# Nobody looks at who types an activity's code or stands before the kiosk: both are a person's own word.
_ATTESTED = frozenset({Method.LEADER_SCAN.value, Method.ROLL_CALL.value})


@dataclass(frozen=True)
class Event:
	"""One check-in or check-out.

	``happened_at``: by the clock that scanned; ``received_at``: by the server's, None for an event that never
	was offline. ``is_within``: whether the place was in the radius, None where nobody asked.
	"""

	kind: str
	happened_at: datetime
	method: str
	received_at: datetime | None = None
	is_within: bool | None = None
	clock_skew: timedelta = timedelta()

	@property
	def is_attested(self) -> bool:
		"""Whether somebody else, or the place, says so."""
		return self.method in _ATTESTED or (self.method == Method.PLACE.value and self.is_within is True)


@dataclass(frozen=True)
class Window:
	"""The shift: its times, its break (minutes), and how long before and after events still belong to it."""

	starts_on: datetime
	ends_on: datetime
	break_minutes: int = 0
	grace_before: timedelta = timedelta(minutes=15)
	grace_after: timedelta = timedelta(minutes=30)

	@property
	def minutes(self) -> int:
		"""Planned minutes of service."""
		return max(_minutes(self.ends_on - self.starts_on) - self.break_minutes, 0)


@dataclass(frozen=True)
class Pair:
	"""From a check-in to its check-out, within the window; ``method``: how the check-in came about."""

	starts_on: datetime
	ends_on: datetime
	method: str = field(default="", compare=False)


@dataclass
class Presence:
	"""What the events of one person at one shift come to."""

	pairs: list[Pair] = field(default_factory=list)
	minutes: int = 0
	doubts: list[str] = field(default_factory=list)
	trust_class: str = TrustClass.HONORARY.value
	open_since: datetime | None = None

	def doubt(self, what: Doubt) -> None:
		"""Note a doubt, once."""
		if what.value not in self.doubts:
			self.doubts.append(what.value)


def presence(events: Iterable[Event], window: Window) -> Presence:
	"""The pairs of the events in the order of their happening, the minutes, the doubts and the trust.

	Two check-ins in a row are one, and so are two check-outs: the first in and the last out count. A check-in
	without an end stays open (``open_since``) and brings nothing yet.
	"""
	found = Presence()
	ordered = sorted(set(events), key=_order)
	since: Event | None = None
	spans: list[tuple[Event, Event]] = []
	for event in ordered:
		_look_at(event, window, found)
		if event.kind == Kind.IN.value:
			since = since or event
		elif since is not None:
			spans.append((since, event))
			since = None
		elif spans and event.kind == Kind.OUT.value:
			spans[-1] = (spans[-1][0], event)
		elif not spans:
			found.doubt(Doubt.NO_CHECK_IN)
	found.open_since = since.happened_at if since else None
	if len(spans) > MAX_PAIRS:
		found.doubt(Doubt.TOO_MANY_PAIRS)
		spans = spans[:MAX_PAIRS]
	found.pairs = _within(spans, window)
	found.minutes = credited_minutes(found.pairs, window)
	if spans and not found.doubts and all(one.is_attested and other.is_attested for one, other in spans):
		found.trust_class = TrustClass.CREDITED.value
	return found


def credited_minutes(pairs: Iterable[Pair], window: Window) -> int:
	"""Minutes of the pairs, less the break of whoever stayed for more than half, never more than planned."""
	stayed = sum(_minutes(pair.ends_on - pair.starts_on) for pair in pairs)
	whole = _minutes(window.ends_on - window.starts_on)
	if stayed > whole / 2 and stayed > window.break_minutes:
		stayed -= window.break_minutes
	return min(stayed, window.minutes)


def forced_out(open_since: datetime, window: Window, now: datetime) -> Event | None:
	"""The check-out of somebody who forgot it: at the planned end, once the grace is over; None before."""
	if now < window.ends_on + window.grace_after:
		return None
	return Event(Kind.FORCED_OUT.value, max(window.ends_on, open_since), Method.MANUAL.value)


def _order(event: Event) -> tuple[object, ...]:
	"""By time; of one moment the check-in first, and all else in an order that does not depend on chance."""
	return (event.happened_at, event.kind != Kind.IN.value, event.kind, event.method, str(event))


def _look_at(event: Event, window: Window, found: Presence) -> None:
	if event.kind == Kind.FORCED_OUT.value:
		found.doubt(Doubt.NO_CHECK_OUT)
	if not window.starts_on - window.grace_before <= event.happened_at <= window.ends_on + window.grace_after:
		found.doubt(Doubt.OUTSIDE_TIMES)
	if event.is_within is False:
		found.doubt(Doubt.OUTSIDE_PLACE)
	if abs(event.clock_skew) > MAX_SKEW:
		found.doubt(Doubt.CLOCK)
	if event.received_at and event.received_at - event.happened_at > MAX_DELAY:
		found.doubt(Doubt.LATE_SYNC)


def _within(spans: Iterable[tuple[Event, Event]], window: Window) -> list[Pair]:
	first, last = window.starts_on - window.grace_before, window.ends_on + window.grace_after
	pairs = []
	for one, other in spans:
		starts_on, ends_on = max(one.happened_at, first), min(other.happened_at, last)
		if starts_on < ends_on:
			pairs.append(Pair(starts_on, ends_on, one.method))
	return pairs


def _minutes(span: timedelta) -> int:
	return int(span.total_seconds() // 60)
