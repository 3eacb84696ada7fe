"""Which Stock Entry a movement of materials is: pure rules, tried without ERPNext."""

from __future__ import annotations

from dataclasses import dataclass

HANDED_OUT, MISSING = "Handed Out", "Went Missing"
ISSUE, RECEIPT, TRANSFER = "Material Issue", "Material Receipt", "Material Transfer"


@dataclass(frozen=True)
class Way:
	"""``store``: the warehouse from which pieces went out. ``out``: where what is out lies; None where it
	left the stock when it was handed out."""

	store: str
	out: str | None


@dataclass(frozen=True)
class Flow:
	"""One Stock Entry: so many pieces, from a warehouse, to one, or between two."""

	purpose: str
	pieces: int
	warehouse: str
	to_warehouse: str | None = None


def flow(kind: str, pieces: int, way: Way) -> Flow | None:
	"""The Stock Entry for ``pieces`` of a kind of entry, fewer than 0 where one is corrected; None where the
	stock has seen it already: what went missing had left it before."""
	if kind == MISSING:
		if not way.out:
			return None
		return Flow(ISSUE if pieces > 0 else RECEIPT, abs(pieces), way.out)
	goes_out = (kind == HANDED_OUT) == (pieces > 0)
	if not way.out:
		return Flow(ISSUE if goes_out else RECEIPT, abs(pieces), way.store)
	source, target = (way.store, way.out) if goes_out else (way.out, way.store)
	return Flow(TRANSFER, abs(pieces), source, target)
