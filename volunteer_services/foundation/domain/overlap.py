"""Overlapping service times of one person, which are refused or flagged (*policy*).

Ends that touch do not overlap; a record without start and end has no place in time and overlaps nothing.
"""

from __future__ import annotations

import heapq
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from volunteer_services.foundation.domain import errors


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


def check_no_overlap(new: Interval, existing: Iterable[Interval]) -> None:
	"""Raises OverlapError that names the earliest overlapping record."""
	other = first_overlap(new, existing)
	if other:
		raise errors.OverlapError(
			_text(new.starts_on), _text(new.ends_on), other.key, _text(other.starts_on), _text(other.ends_on)
		)


def overlapping_pairs(intervals: Iterable[Interval]) -> Iterator[tuple[Interval, Interval]]:
	"""Each pair of overlapping intervals once, the one that starts earlier first.

	Sorts once and sweeps: O(n log n) and the number of pairs found.
	"""
	placed = [(bounds, n, interval) for n, interval in enumerate(intervals) if (bounds := _bounds(interval))]
	placed.sort(key=lambda item: item[:2])
	running: list[tuple[datetime, int, Interval]] = []
	for (starts_on, ends_on), n, interval in placed:
		while running and running[0][0] <= starts_on:
			heapq.heappop(running)
		for _, _, other in running:
			yield other, interval
		heapq.heappush(running, (ends_on, n, interval))


def _bounds(interval: Interval) -> tuple[datetime, datetime] | None:
	if interval.starts_on and interval.ends_on and interval.starts_on < interval.ends_on:
		return interval.starts_on, interval.ends_on
	return None


def _hit(one: Interval, other: Interval) -> tuple[datetime, datetime] | None:
	"""Bounds of ``other`` if the two overlap."""
	a, b = _bounds(one), _bounds(other)
	return b if a and b and a[0] < b[1] and b[0] < a[1] else None


def _text(moment: datetime | None) -> str:
	return f"{moment:%Y-%m-%d %H:%M}" if moment else ""
