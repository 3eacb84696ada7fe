"""Service time of one record: integer minutes are the truth, hours are for reading and entry.

Start and end win, else minutes, else hours; contradictory input is refused. [L67 §7]: the time actually
given; travel is not counted, rest and meals (``break_minutes``) are not either. Rounding is a *policy*.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from volunteer_services.foundation.domain import errors

DAY_MINUTES = 24 * 60
_CENT = Decimal("0.01")


class Rounding(str, Enum):
	"""How the minutes of a record are rounded.

	The steps and whole hours go down and never give more than was served. The half-hour table follows the
	cities that use it: of the minutes beyond whole hours ≤15 count 0, ≤45 count 30, up to 60 count 60, so it
	can give up to 14 minutes more.
	"""

	EXACT = "Exact"
	FIVE = "5 Minutes"
	TEN = "10 Minutes"
	QUARTER = "15 Minutes"
	HALF_HOUR_TABLE = "Half-hour Table"
	WHOLE_HOURS = "Whole Hours"


_STEPS = {
	Rounding.EXACT: 1,
	Rounding.FIVE: 5,
	Rounding.TEN: 10,
	Rounding.QUARTER: 15,
	Rounding.WHOLE_HOURS: 60,
}


@dataclass(frozen=True)
class WorktimePolicy:
	"""Settings: the rounding, and the longest time that one record may hold, in minutes."""

	rounding: str = Rounding.EXACT
	max_minutes: int = DAY_MINUTES


@dataclass(frozen=True)
class ServiceTime:
	"""The time of one record. ``served_minutes`` is before and ``minutes`` after rounding."""

	minutes: int
	served_minutes: int
	starts_on: datetime | None = None
	ends_on: datetime | None = None
	break_minutes: int = 0

	@property
	def hours(self) -> Decimal:
		"""Hours with two decimals, for reading."""
		return hours_of(self.minutes)


def resolve(
	starts_on: datetime | None = None,
	ends_on: datetime | None = None,
	break_minutes: int | None = 0,
	minutes: int | None = None,
	hours: Decimal | float | str | None = None,
	policy: WorktimePolicy | None = None,
) -> ServiceTime:
	"""The service time that the input means.

	Zero minutes or hours count as not entered, since forms cannot tell the two apart. Minutes and hours are
	net: a break is taken off the span of start and end only. Entered values may agree with the time before or
	after rounding, so that a saved record can be read in again.

	Raises a subclass of ServiceTimeError.
	"""
	policy = policy or WorktimePolicy()
	pause = break_minutes or 0
	entered_hours = _decimal(hours)
	for value in (pause, minutes or 0, entered_hours or 0):
		if value < 0:
			raise errors.NegativeTimeError(value)
	served = _served(starts_on, ends_on, pause, policy)
	if served is None:
		served = minutes or (minutes_of(entered_hours) if entered_hours else 0)
		if not served:
			raise errors.NoServiceTimeError()
		_check_span(served, policy)
	rounded = round_minutes(served, policy.rounding)
	if minutes and minutes not in (served, rounded):
		raise errors.ContradictoryMinutesError(minutes, served)
	if entered_hours and not any(_agrees(entered_hours, value) for value in (served, rounded)):
		raise errors.ContradictoryHoursError(entered_hours, served)
	return ServiceTime(rounded, served, starts_on, ends_on, pause if starts_on else 0)


def round_minutes(minutes: int, rounding: str = Rounding.EXACT) -> int:
	"""Minutes after rounding; rounding twice changes nothing.

	Raises NegativeTimeError, RoundingNameError.
	"""
	if minutes < 0:
		raise errors.NegativeTimeError(minutes)
	if rounding not in set(Rounding):
		raise errors.RoundingNameError(rounding)
	kind = Rounding(rounding)
	if kind is not Rounding.HALF_HOUR_TABLE:
		return minutes - minutes % _STEPS[kind]
	whole, rest = divmod(minutes, 60)
	return whole * 60 + (0 if rest <= 15 else 30 if rest <= 45 else 60)


def hours_of(minutes: int) -> Decimal:
	"""Minutes as hours with two decimals: 100 → 1.67."""
	return (Decimal(minutes) / 60).quantize(_CENT, ROUND_HALF_UP)


def minutes_of(hours: Decimal) -> int:
	"""The whole minutes nearest to these hours; ``minutes_of(hours_of(m)) == m`` for every m."""
	return int((hours * 60).quantize(Decimal(1), ROUND_HALF_UP))


def clock(minutes: int) -> str:
	"""Minutes as hours:minutes: 481 → 8:01."""
	return f"{minutes // 60}:{minutes % 60:02d}"


def span_of_times(day: date, starts: time, ends: time) -> tuple[datetime, datetime]:
	"""Start and end of a service known by its times of day; an earlier end lies on the next day.

	Raises EndNotAfterStartError when both are the same.
	"""
	if starts == ends:
		raise errors.EndNotAfterStartError(f"{starts:%H:%M}", f"{ends:%H:%M}")
	start, end = datetime.combine(day, starts), datetime.combine(day, ends)
	return start, end if end > start else end + timedelta(days=1)


def assumed_end(check_in: datetime, planned_end: datetime | None, max_minutes: int) -> datetime | None:
	"""The end of a visit without check-out: the planned end, at most ``max_minutes`` after check-in.

	None when nothing was planned after the check-in: then a person must enter the end.
	"""
	if not planned_end or planned_end <= check_in:
		return None
	return min(planned_end, check_in + timedelta(minutes=max_minutes))


def _served(
	starts_on: datetime | None, ends_on: datetime | None, pause: int, policy: WorktimePolicy
) -> int | None:
	"""Net whole minutes from start to end; started minutes do not count. None without start and end."""
	if not starts_on and not ends_on:
		return None
	if not starts_on or not ends_on:
		raise errors.OneSidedTimeError()
	if ends_on <= starts_on:
		raise errors.EndNotAfterStartError(f"{starts_on:%Y-%m-%d %H:%M}", f"{ends_on:%Y-%m-%d %H:%M}")
	span = (ends_on - starts_on) // timedelta(minutes=1)
	if not span:
		raise errors.NoServiceTimeError()
	_check_span(span, policy)
	if pause >= span:
		raise errors.BreakTooLongError(pause, span)
	return span - pause


def _check_span(minutes: int, policy: WorktimePolicy) -> None:
	if minutes > policy.max_minutes:
		raise errors.SpanTooLongError(clock(minutes), clock(policy.max_minutes))


def _decimal(hours: Decimal | float | str | None) -> Decimal | None:
	"""Floats go through their shortest text, so that 0.1 is a tenth."""
	if hours is None or hours == "":
		return None
	return hours if isinstance(hours, Decimal) else Decimal(str(hours))


def _agrees(hours: Decimal, minutes: int) -> bool:
	"""Whether these hours mean these minutes, to the nearest minute (0.33 h is 20 minutes)."""
	return minutes_of(hours) == minutes
