"""Points given to somebody else [S4]: donations to a person or to the public pool, and adjustments.

Never cash, and no claim to anything in return. A minor gives with a guardian. A team's account can only give.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from volunteer_services.time_bank.domain import errors
from volunteer_services.volunteer_registry.domain.age import ADULT_AGE

POOL = "Pool"
DONOR_STATES = frozenset({"Registered", "Suspended"})
RECIPIENT_STATES = frozenset({"Registered"})
OPENING, ADJUSTED, TRANSFERRED = "Opening", "Adjusted", "Transferred"


@dataclass(frozen=True)
class Party:
	"""Who gives or receives. ``account``: the account's key; ``state``: of the file, empty where there is
	none; ``age``: in full years, None for a team."""

	account: str
	title: str
	state: str = ""
	age: int | None = None


def check_donation(donor: Party, recipient: Party, points: int, guardian_agrees: bool) -> None:
	"""Whether the donation is possible at all; whether the points suffice is the ledger's to say.

	Raises DonatedPointsError, SelfDonationError, DonorStateError, RecipientStateError,
	GuardianDonationError.
	"""
	if points < 1:
		raise errors.DonatedPointsError(points)
	if donor.account == recipient.account:
		raise errors.SelfDonationError(donor.title)
	if donor.state and donor.state not in DONOR_STATES:
		raise errors.DonorStateError(donor.title, donor.state)
	check_recipient(recipient)
	if donor.age is not None and donor.age < ADULT_AGE and not guardian_agrees:
		raise errors.GuardianDonationError(donor.age, ADULT_AGE)


def check_recipient(recipient: Party) -> None:
	"""Only registered volunteers and the pool receive points. Raises RecipientStateError."""
	if recipient.state and recipient.state not in RECIPIENT_STATES:
		raise errors.RecipientStateError(recipient.title, recipient.state)


def check_room(recipient: str, balance: int, cap: int, points: int) -> None:
	"""The highest balance (*policy*, 0: none) holds for gifts as it does for earned points.

	Raises BalanceCapError.
	"""
	room = max(0, cap - balance)
	if cap and points > room:
		raise errors.BalanceCapError(recipient, room, cap, points)


@dataclass(frozen=True)
class AdjustmentRow:
	"""Signed points for one account; ``title`` is its holder as people know it."""

	idx: int
	account: str
	title: str
	points: int


def check_adjustment(
	kind: str, rows: Sequence[AdjustmentRow], source: str | None = None, to_pool: bool = False
) -> None:
	"""Whether the rows make sense for the kind: an opening and a transfer only add, each account stands once.

	Raises NoAdjustmentRowsError, OneHolderError, RepeatedHolderError, AdjustedPointsError, AddedPointsError,
	OwnRelativeError.
	"""
	if not rows and not (kind == TRANSFERRED and to_pool):
		raise errors.NoAdjustmentRowsError()
	seen: dict[str, int] = {}
	for row in rows:
		if not row.account:
			raise errors.OneHolderError(row.idx)
		if row.account == source:
			raise errors.OwnRelativeError(row.idx, row.title)
		if row.account in seen:
			raise errors.RepeatedHolderError(seen[row.account], row.title, row.idx)
		seen[row.account] = row.idx
		if row.points == 0:
			raise errors.AdjustedPointsError(row.idx, row.points)
		if row.points < 0 and kind != ADJUSTED:
			raise errors.AddedPointsError(row.idx, row.points)


def share_out(
	source: str, available: int, rows: Sequence[AdjustmentRow], pool: str | None
) -> list[tuple[str, int]]:
	"""The movements that take the points of ``source`` to the rows, and the rest to ``pool`` if given.

	Empty when there is nothing to move. Raises NotEnoughLeftError.
	"""
	given = sum(row.points for row in rows)
	if given > available:
		raise errors.NotEnoughLeftError(source, available, given)
	movements = [(row.account, row.points) for row in rows]
	if pool and available > given:
		movements.append((pool, available - given))
	total = sum(points for _account, points in movements)
	return [*movements, (source, -total)] if total else []
