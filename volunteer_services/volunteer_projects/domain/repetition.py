"""On which days an activity is repeated, and how a week or the hours of a day are laid on others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from volunteer_services.foundation.domain.words import Word
from volunteer_services.volunteer_projects.domain import errors

MOST = 60
"""Activities made at once: a year of weeks, and no more than somebody reads through in the dialog. Each is a
draft that a person publishes."""
MOST_SHIFTS = 200
"""Shifts made at once: a month of six shifts a day."""
_SURE_DAYS = 28
"""Days that every month has."""
_WEEKS = 5


class Pattern(Word):
	"""How an activity comes again."""

	WEEKLY = "Weekly", "每周"
	MONTH_DAY = "Same Day of the Month", "每月同一日"
	MONTH_WEEKDAY = "Same Weekday of the Month", "每月同一周几"


@dataclass(frozen=True)
class Rule:
	"""``every``: each, every second … week or month. ``weekdays``: of the week, Monday is 0; empty: the first
	day's. ``until``: the last day that may be taken. ``skipped``: days that are left out."""

	pattern: Pattern
	until: date
	every: int = 1
	weekdays: frozenset[int] = frozenset()
	skipped: frozenset[date] = frozenset()


def days(first: date, rule: Rule) -> tuple[date, ...]:
	"""The days after ``first`` on which the activity comes again.

	In a month that has no such day it is the last day; a fifth weekday is the last of its month. Raises
	UntilError, EveryError, NoRepetitionError, TooManyRepetitionsError.
	"""
	if rule.until <= first:
		raise errors.UntilError(rule.until, first)
	if rule.every < 1:
		raise errors.EveryError(rule.every)
	found = tuple(islice((day for day in _recurring(first, rule) if day not in rule.skipped), MOST + 1))
	if not found:
		raise errors.NoRepetitionError(first, rule.until)
	if len(found) > MOST:
		raise errors.TooManyRepetitionsError(MOST)
	return found


def _recurring(first: date, rule: Rule) -> Iterator[date]:
	begins, ends = datetime.combine(first, time()), datetime.combine(rule.until, time())
	if rule.pattern is Pattern.WEEKLY:
		on = sorted(rule.weekdays) or [first.weekday()]
		recurrence = rrule(WEEKLY, dtstart=begins, until=ends, interval=rule.every, byweekday=on)
	elif rule.pattern is Pattern.MONTH_DAY:
		# Of the days that may stand for it, the last that the month has.
		on = list(range(min(first.day, _SURE_DAYS), first.day + 1))
		recurrence = rrule(
			MONTHLY, dtstart=begins, until=ends, interval=rule.every, bymonthday=on, bysetpos=-1
		)
	else:
		nth = (first.day - 1) // 7 + 1
		on_weekday = weekday(first.weekday())(-1 if nth == _WEEKS else nth)
		recurrence = rrule(MONTHLY, dtstart=begins, until=ends, interval=rule.every, byweekday=on_weekday)
	return (moment.date() for moment in recurrence if moment.date() > first)


def week_of(day: date) -> tuple[date, date]:
	"""Monday and Sunday of the week in which the day lies."""
	monday = day - timedelta(days=day.weekday())
	return monday, monday + timedelta(days=6)


@dataclass(frozen=True)
class Hours:
	"""What happens each day: a title, from and to; hours that end before they begin end on the next day."""

	title: str
	begins: time
	ends: time


@dataclass(frozen=True)
class Slot:
	"""The hours of one day. ``index``: which of the day's hours."""

	index: int
	starts_on: datetime
	ends_on: datetime


def daily(
	first: datetime, last: datetime, hours: Iterable[Hours], skipped: frozenset[date] = frozenset()
) -> tuple[Slot, ...]:
	"""The hours of each day between two moments, in order; hours that do not lie wholly between are left out.

	Raises NoRepetitionError, TooManyDailyShiftsError.
	"""
	hours = list(hours)
	span = (last.date() - first.date()).days
	if span * len(hours) > 10 * MOST_SHIFTS:
		raise errors.TooManyDailyShiftsError(MOST_SHIFTS)
	slots = [
		slot
		for number in range(span + 1)
		if (day := first.date() + timedelta(days=number)) not in skipped
		for slot in _of_day(day, hours)
		if first <= slot.starts_on and slot.ends_on <= last
	]
	if not slots:
		raise errors.NoRepetitionError(first.date(), last.date())
	if len(slots) > MOST_SHIFTS:
		raise errors.TooManyDailyShiftsError(MOST_SHIFTS)
	return tuple(sorted(slots, key=lambda slot: (slot.starts_on, slot.index)))


def _of_day(day: date, hours: list[Hours]) -> Iterator[Slot]:
	for index, one in enumerate(hours):
		starts_on, ends_on = datetime.combine(day, one.begins), datetime.combine(day, one.ends)
		yield Slot(index, starts_on, ends_on + timedelta(days=int(ends_on <= starts_on)))
