"""What a further shift adds to a person's day: overlap, rest between shifts, minutes of a day.

Field practice: half an hour between two places, eight hours a day; both are settings of the organisation.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True)
class Booked:
	"""A shift that somebody has or asks for."""

	activity: str
	title: str
	starts_on: datetime
	ends_on: datetime


@dataclass(frozen=True)
class Limits:
	"""What the organisation allows; 0: no limit."""

	rest_minutes: int = 0
	hours_a_day: int = 0


def fits(asked: Booked, others: Collection[Booked], limits: Limits) -> bool:
	"""Whether the shift goes with the others: no overlap, rest between, no day too long by adding to it."""
	if overlapping(asked, others) or too_near(asked, others, limits.rest_minutes):
		return False
	_day, minutes = longest_day(asked, others)
	return not (limits.hours_a_day and others and minutes > limits.hours_a_day * 60)


def overlapping(asked: Booked, others: Iterable[Booked]) -> Booked | None:
	"""The first of the others that takes some of the same time."""
	found = (one for one in others if one.starts_on < asked.ends_on and one.ends_on > asked.starts_on)
	return min(found, key=lambda one: one.starts_on, default=None)


def too_near(asked: Booked, others: Iterable[Booked], rest_minutes: int) -> tuple[Booked, int] | None:
	"""The nearest shift of another activity that is less than ``rest_minutes`` away, and the minutes.

	Shifts of one activity may follow each other: their organiser plans the breaks. Overlaps are left out.
	"""
	near = (
		(one, int(between / timedelta(minutes=1)))
		for one in others
		if one.activity != asked.activity
		and timedelta(0) <= (between := _between(asked, one)) < timedelta(minutes=rest_minutes)
	)
	return min(near, key=lambda found: found[1], default=None)


def _between(one: Booked, other: Booked) -> timedelta:
	"""The time between two shifts; negative where they overlap."""
	return max(other.starts_on - one.ends_on, one.starts_on - other.ends_on)


def longest_day(asked: Booked, others: Iterable[Booked]) -> tuple[date, int]:
	"""The fullest of the calendar days that the asked shift touches, and its minutes with the shift.

	Time that is booked twice counts once.
	"""
	booked = [asked, *others]
	days = [
		asked.starts_on.date() + timedelta(days=number)
		for number in range((asked.ends_on.date() - asked.starts_on.date()).days + 1)
	]
	return max(((day, _minutes_on(day, booked)) for day in days), key=lambda found: found[1])


def _minutes_on(day: date, booked: Iterable[Booked]) -> int:
	begins = datetime.combine(day, time())
	ends = begins + timedelta(days=1)
	spans = sorted(
		(max(one.starts_on, begins), min(one.ends_on, ends))
		for one in booked
		if one.starts_on < ends and one.ends_on > begins
	)
	total, reached = timedelta(0), begins
	for starts_on, ends_on in spans:
		total += max(ends_on - max(starts_on, reached), timedelta(0))
		reached = max(reached, ends_on)
	return int(total / timedelta(minutes=1))
