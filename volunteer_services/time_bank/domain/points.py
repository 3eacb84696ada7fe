"""From service time to points: the time bank's rules of conversion.

[S4] 时数为基础、积分为形式、服务评价为补充: points rest on approved minutes, weighted by the evaluation;
service without a rating counts once. How many minutes make a point, what happens to the rest, and how high a
balance may rise differ from city to city (*policy*). Hours are never touched by any of it.

Weighted time is counted in units, hundredths of a minute, so that all sums are integers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from volunteer_services.time_bank.domain import errors

UNITS_PER_MINUTE = 100
MAX_RATING = 5
MAX_FACTOR_PERCENT = 1000


@dataclass(frozen=True)
class PointsRule:
	"""One version of the conversion.

	``factors``: rating → percent of the time that counts; what is not listed counts once (100).
	``balance_cap``: the highest balance, 0 for none. Raises PointsRuleError.
	"""

	minutes_per_point: int = 60
	is_cumulative: bool = True
	factors: Mapping[int, int] = field(default_factory=dict)
	balance_cap: int = 0
	surplus_to_pool: bool = False
	redeem_from_minutes: int = 0
	expiry_months: int = 0
	goods_allowed: bool = True
	redeem_for_others: bool = True

	def __post_init__(self) -> None:
		if self.minutes_per_point < 1:
			raise errors.MinutesPerPointError(self.minutes_per_point)
		for rating, percent in self.factors.items():
			if not 1 <= rating <= MAX_RATING or not 0 <= percent <= MAX_FACTOR_PERCENT:
				raise errors.RatingFactorError(rating, percent)
		for limit in (self.balance_cap, self.redeem_from_minutes, self.expiry_months):
			if limit < 0:
				raise errors.NegativeLimitError(limit)

	@property
	def units_per_point(self) -> int:
		return self.minutes_per_point * UNITS_PER_MINUTE

	def units(self, minutes: int, rating: int = 0) -> int:
		"""The weighted time of a service of ``minutes``."""
		return minutes * self.factors.get(rating, 100)

	def room(self, balance: int) -> int | None:
		"""How many points may still be credited to a balance; None where there is no limit."""
		return max(0, self.balance_cap - balance) if self.balance_cap else None


def factors_of(rows: Iterable[tuple[int, int]]) -> dict[int, int]:
	"""(rating, percent) rows as a mapping. Raises RepeatedFactorError."""
	found: dict[int, int] = {}
	for rating, percent in rows:
		if rating in found:
			raise errors.RepeatedFactorError(rating)
		found[rating] = percent
	return found


class Credit(NamedTuple):
	"""What one service record has brought so far: ``points`` on the account, ``surplus`` above its limit.

	With cumulative rounding a record may stand at -1: another record was withdrawn, and the rest that it had
	lent is missing.
	"""

	units: int = 0
	points: int = 0
	surplus: int = 0


class Settlement(NamedTuple):
	"""The step from one credit to the next: points and surplus to post (signed), the rest to carry on."""

	points: int
	surplus: int
	carry: int
	credit: Credit


def settle(rule: PointsRule, credit: Credit, units: int, carry: int, room: int | None) -> Settlement:
	"""Bring the credit of one record to ``units`` of weighted time (0: the record counts no longer).

	``carry``: units of the account that are no whole point yet. ``room``: points up to the highest balance.
	Only the net difference is posted; what had gone above the limit is taken back first.
	"""
	if rule.is_cumulative:
		gross, carry = divmod(carry + units - credit.units, rule.units_per_point)
	else:
		gross = units // rule.units_per_point - credit.points - credit.surplus
	if gross >= 0:
		points = gross if room is None else min(gross, room)
		surplus = gross - points
	else:
		surplus = -min(credit.surplus, -gross)
		points = gross - surplus
	return Settlement(points, surplus, carry, Credit(units, credit.points + points, credit.surplus + surplus))


def absorb(net: int, available: int, shortfall: int) -> tuple[int, int]:
	"""What of ``net`` points can be posted, and the shortfall afterwards.

	Points that should be taken back and were spent already are never made up by a negative balance: they stay
	open as a shortfall, which later points fill first.
	"""
	if net >= 0:
		filled = min(net, shortfall)
		return net - filled, shortfall - filled
	taken = min(-net, max(0, available))
	return -taken, shortfall - net - taken


def in_force(versions: Iterable[tuple[date, PointsRule]], day: date) -> PointsRule | None:
	"""The version with the latest start not after ``day``; None before the first: then nothing is earned."""
	begun = [version for version in versions if version[0] <= day]
	return max(begun, key=lambda version: version[0])[1] if begun else None


def expirable(credited_before: int, debited: int, available: int) -> int:
	"""The points that expire, first in first out: debits use up the oldest credits.

	``credited_before``: all points credited until the day of expiry; ``debited``: all points that ever left
	the account, as a positive number. Held points do not expire while they are held.
	"""
	return max(0, min(credited_before - debited, available))
