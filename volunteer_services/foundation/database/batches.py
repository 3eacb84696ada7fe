"""Names in their order, so many at a time."""

from collections.abc import Iterable

_BATCH = 1000


def batches(names: Iterable[str]) -> Iterable[tuple[str, ...]]:
	ordered = sorted({name for name in names if name})
	for start in range(0, len(ordered), _BATCH):
		yield tuple(ordered[start : start + _BATCH])
