"""Overlapping service times of one person, which are refused or flagged (*policy*).

Ends that touch do not overlap; a record without start and end has no place in time and overlaps nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Interval:
	"""A record's time. ``key`` names it in messages and results."""

	key: Hashable
	starts_on: datetime | None
	ends_on: datetime | None


def first_overlap(new: Interval, existing: Iterable[Interval]) -> Interval | None:
	"""The earliest of the ``existing`` that overlaps with ``new``; an interval of the same key is itself."""
	hits = [(bounds, other) for other in existing if other.key != new.key and (bounds := _hit(new, other))]
	return min(hits, key=lambda hit: (hit[0], str(hit[1].key)))[1] if hits else None


def _bounds(interval: Interval) -> tuple[datetime, datetime] | None:
	if interval.starts_on and interval.ends_on and interval.starts_on < interval.ends_on:
		return interval.starts_on, interval.ends_on
	return None


def _hit(one: Interval, other: Interval) -> tuple[datetime, datetime] | None:
	"""Bounds of ``other`` if the two overlap."""
	a, b = _bounds(one), _bounds(other)
	return b if a and b and a[0] < b[1] and b[0] < a[1] else None
