"""Materials handed out at an activity 物资领用与归还: a ledger of entries, and what follows from it.

An entry is never changed. A correction is an entry of the same kind with the opposite number of pieces.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from volunteer_services.foundation.domain.words import Word
from volunteer_services.volunteer_projects.domain import errors

MOST_PIECES = 100_000
"""More pieces at once are a slip of the keyboard."""
MOST_AT_ONCE = 3_000
"""People who are given something, or hand-outs that are settled, in one request."""


class MaterialKind(Word):
	"""Whether a material is expected back."""

	RETURNABLE = "Returnable", "需归还"
	USED_UP = "Used Up", "消耗品"


class EntryKind(Word):
	"""What an entry says."""

	HANDED_OUT = "Handed Out", "领用"
	BROUGHT_BACK = "Brought Back", "归还"
	MISSING = "Went Missing", "遗失"


@dataclass(frozen=True)
class Balance:
	"""Pieces of one hand-out, or of a material: the sums of its entries. Damaged pieces are among those that
	came back."""

	handed_out: int = 0
	brought_back: int = 0
	damaged: int = 0
	missing: int = 0

	@property
	def left(self) -> int:
		"""Pieces of which nobody has said yet what became of them."""
		return self.handed_out - self.brought_back - self.missing

	def add(self, kind: str, pieces: int, is_damaged: bool = False) -> Balance:
		"""The sums after one more entry."""
		if kind == EntryKind.HANDED_OUT:
			return replace(self, handed_out=self.handed_out + pieces)
		if kind == EntryKind.MISSING:
			return replace(self, missing=self.missing + pieces)
		damaged = self.damaged + (pieces if is_damaged else 0)
		return replace(self, brought_back=self.brought_back + pieces, damaged=damaged)


def still_out(kind: str, balance: Balance) -> int:
	"""Pieces that are expected back: of what is used up none."""
	return balance.left if kind == MaterialKind.RETURNABLE else 0


@dataclass(frozen=True)
class Return:
	"""What became of pieces of one hand-out: came back whole, came back damaged, went missing."""

	whole: int = 0
	damaged: int = 0
	missing: int = 0

	@property
	def pieces(self) -> int:
		return self.whole + self.damaged + self.missing

	def lines(self) -> list[tuple[str, int, bool]]:
		"""The entries that say so: (kind, pieces, is_damaged)."""
		found = [
			(EntryKind.BROUGHT_BACK.value, self.whole, False),
			(EntryKind.BROUGHT_BACK.value, self.damaged, True),
			(EntryKind.MISSING.value, self.missing, False),
		]
		return [line for line in found if line[1]]


def check_hand_out(pieces: int) -> None:
	"""Raise PiecesError for a number of pieces that nobody can be given."""
	if not 1 <= pieces <= MOST_PIECES:
		raise errors.PiecesError(pieces, MOST_PIECES)


def check_return(who: str, material: str, kind: str, balance: Balance, back: Return) -> None:
	"""Raise NegativeReturnError, NothingReturnedError, NothingOutError, ReturnTooManyError, or UsedUpError
	where something that is used up went missing."""
	if min(back.whole, back.damaged, back.missing) < 0:
		raise errors.NegativeReturnError(min(back.whole, back.damaged, back.missing), who)
	if not back.pieces:
		raise errors.NothingReturnedError(who)
	if back.missing and kind != MaterialKind.RETURNABLE:
		raise errors.UsedUpError(material)
	if balance.left < 1:
		raise errors.NothingOutError(who, material)
	if back.pieces > balance.left:
		raise errors.ReturnTooManyError(who, material, balance.left, back.pieces)


def check_reversal(kind: str, pieces: int, is_reversed: bool, balance: Balance) -> None:
	"""Raise ReversalReversedError, ReversedTwiceError, or SettledError where pieces of a hand-out came back
	or went missing: what was said later is taken back first. ``balance``: of the hand-out."""
	if pieces < 0:
		raise errors.ReversalReversedError()
	if is_reversed:
		raise errors.ReversedTwiceError()
	if kind == EntryKind.HANDED_OUT and balance.left != balance.handed_out:
		raise errors.SettledError(balance.handed_out - balance.left)


def total(entries: Iterable[tuple[str, int, bool]]) -> Balance:
	"""The sums of entries: (kind, pieces, is_damaged)."""
	balance = Balance()
	for kind, pieces, is_damaged in entries:
		balance = balance.add(kind, pieces, is_damaged)
	return balance
