"""Double entry for points: what a transfer is, and when an account takes it.

Whole points only; the movements of a transfer add up to zero; no account falls below its lowest balance, and
points that are held for a redemption are not at anybody's disposal.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from volunteer_services.time_bank.domain import errors

MAX_KEY = 140
NO_LIMIT = -(2**53)
"""The lowest balance of accounts that issue points."""
# Movements that correct the books reach an account under review; spending does not.
SPENDING = frozenset({"Donated", "Redeemed", "Granted", "Transferred"})


class Movement(NamedTuple):
	"""Signed points on one account."""

	account: str
	points: int


class AccountState(NamedTuple):
	"""An account as it stands under its lock."""

	account: str
	balance: int = 0
	held: int = 0
	min_balance: int = 0
	status: str = "Active"
	entry_count: int = 0

	@property
	def available(self) -> int:
		"""Points that may leave the account."""
		return self.balance - self.held - self.min_balance

	def move(self, points: int, kind: str) -> AccountState:
		"""The account after ``points``. Raises OverdraftError, AccountClosedError,
		AccountUnderReviewError."""
		if self.status == "Closed":
			raise errors.AccountClosedError(self.account)
		if points < 0:
			if self.status == "Under Review" and kind in SPENDING:
				raise errors.AccountUnderReviewError(self.account)
			if -points > self.available:
				raise errors.OverdraftError(self.account, max(0, self.available), -points)
		return AccountState(
			self.account,
			self.balance + points,
			self.held,
			self.min_balance,
			self.status,
			self.entry_count + 1,
		)

	def hold(self, points: int) -> AccountState:
		"""The account with ``points`` more held; less, when negative. Raises as ``move`` does."""
		if points > 0:
			self.move(-points, "Redeemed")
		elif self.held + points < 0:
			raise errors.ReleaseTooMuchError(self.account, self.held, -points)
		return self._replace(held=self.held + points)


def check_key(key: str) -> str:
	"""The transfer key itself. Raises TransferKeyError."""
	if not key or len(key) > MAX_KEY or key != key.strip():
		raise errors.TransferKeyError(key)
	return key


def movements_of(key: str, rows: Iterable[tuple[str, int]]) -> tuple[Movement, ...]:
	"""The movements of the transfer ``key``, one for each account, in order of their first mention.

	Raises WholePointsError, OneSidedTransferError, UnbalancedTransferError.
	"""
	sums: dict[str, int] = {}
	for account, points in rows:
		if isinstance(points, bool) or not isinstance(points, int) or points == 0:
			raise errors.WholePointsError(account, points)
		sums[account] = sums.get(account, 0) + points
	if len(sums) < 2:
		raise errors.OneSidedTransferError(key)
	if total := sum(sums.values()):
		raise errors.UnbalancedTransferError(key, total)
	for account, points in sums.items():
		if points == 0:
			raise errors.WholePointsError(account, points)
	return tuple(Movement(account, points) for account, points in sums.items())
