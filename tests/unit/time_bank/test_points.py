"""From service time to points, and what a correction takes back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from volunteer_services.time_bank.domain import errors
from volunteer_services.time_bank.domain.points import (
	Credit,
	PointsRule,
	absorb,
	expirable,
	factors_of,
	in_force,
	settle,
)

GUANGZHOU = PointsRule(balance_cap=1500, redeem_from_minutes=6000)
NANJING = PointsRule(balance_cap=1500, surplus_to_pool=True)
BEIJING = PointsRule(is_cumulative=False, goods_allowed=False)
NOTHING = Credit()

rules = st.builds(
	PointsRule,
	minutes_per_point=st.integers(1, 240),
	is_cumulative=st.booleans(),
	factors=st.dictionaries(st.integers(1, 5), st.integers(0, 300)),
	balance_cap=st.sampled_from([0, 1, 20, 1500]),
	surplus_to_pool=st.booleans(),
)


@pytest.mark.parametrize(
	("rule", "minutes", "points"),
	[(GUANGZHOU, 59, 0), (GUANGZHOU, 60, 1), (GUANGZHOU, 119, 1), (BEIJING, 119, 1), (BEIJING, 120, 2)],
)
def test_a_whole_hour_is_a_point(rule, minutes, points):
	assert settle(rule, NOTHING, rule.units(minutes), 0, None).points == points


def test_the_rest_of_one_record_is_carried_to_the_next_or_lost():
	first = settle(GUANGZHOU, NOTHING, GUANGZHOU.units(90), 0, None)
	second = settle(GUANGZHOU, NOTHING, GUANGZHOU.units(90), first.carry, None)
	assert (first.points, second.points, second.carry) == (1, 2, 0)
	assert sum(settle(BEIJING, NOTHING, BEIJING.units(90), 0, None).points for _ in range(2)) == 2


def test_the_evaluation_weighs_and_no_rating_counts_once():
	rated = PointsRule(factors={5: 150, 1: 50})
	assert [rated.units(60, rating) // rated.units_per_point for rating in (0, 3, 5, 1)] == [1, 1, 1, 0]
	assert settle(rated, NOTHING, rated.units(120, 5), 0, None).points == 3


def test_above_the_highest_balance_nothing_is_credited():
	done = settle(GUANGZHOU, NOTHING, GUANGZHOU.units(600), 0, GUANGZHOU.room(1497))
	assert (done.points, done.surplus, done.credit) == (3, 7, Credit(60_000, 3, 7))
	less = settle(GUANGZHOU, done.credit, GUANGZHOU.units(300), done.carry, GUANGZHOU.room(1500))
	assert (less.points, less.surplus) == (0, -5), "what was above the limit goes first"
	assert settle(GUANGZHOU, less.credit, 0, less.carry, None).points == -3


def test_room_without_and_with_a_limit():
	assert BEIJING.room(10**6) is None
	assert (GUANGZHOU.room(1499), GUANGZHOU.room(1500), GUANGZHOU.room(1700)) == (1, 0, 0)


@pytest.mark.parametrize(
	("values", "error"),
	[
		({"minutes_per_point": 0}, errors.MinutesPerPointError),
		({"factors": {6: 100}}, errors.RatingFactorError),
		({"factors": {1: 1001}}, errors.RatingFactorError),
		({"factors": {1: -1}}, errors.RatingFactorError),
		({"balance_cap": -1}, errors.NegativeLimitError),
		({"expiry_months": -3}, errors.NegativeLimitError),
	],
)
def test_rules_that_make_no_sense(values, error):
	with pytest.raises(error):
		PointsRule(**values)


def test_two_factors_of_one_rating():
	assert factors_of([(5, 120), (1, 80)]) == {5: 120, 1: 80}
	with pytest.raises(errors.RepeatedFactorError):
		factors_of([(5, 120), (5, 80)])


@given(rules, st.lists(st.tuples(st.integers(0, 1440), st.integers(0, 5)), max_size=20))
def test_cumulative_points_are_those_of_the_whole_time_and_never_less_than_one_by_one(rule, services):
	carry, whole, single = 0, 0, 0
	for minutes, rating in services:
		units = rule.units(minutes, rating)
		done = settle(rule, NOTHING, units, carry, None)
		carry = done.carry
		whole += done.points
		single += units // rule.units_per_point
	total = sum(rule.units(minutes, rating) for minutes, rating in services)
	assert single <= whole <= total // rule.units_per_point
	if rule.is_cumulative:
		assert whole * rule.units_per_point + carry == total
		assert 0 <= carry < rule.units_per_point


@given(rules, st.integers(0, 3000), st.integers(0, 3000), st.integers(0, 5), st.integers(0, 200))
def test_a_record_that_counts_no_longer_leaves_nothing_behind(rule, minutes, other, rating, balance):
	one = settle(rule, NOTHING, rule.units(minutes, rating), 0, rule.room(balance))
	two = settle(rule, one.credit, rule.units(other), one.carry, rule.room(balance + one.points))
	end = settle(rule, two.credit, 0, two.carry, rule.room(balance + one.points + two.points))
	assert one.points + two.points + end.points == 0
	assert one.surplus + two.surplus + end.surplus == 0
	assert (end.carry, end.credit) == (0, NOTHING)


@given(st.integers(-500, 500), st.integers(0, 500), st.integers(0, 500))
def test_what_cannot_be_taken_stays_open_and_is_filled_first(net, available, shortfall):
	posted, left = absorb(net, available, shortfall)
	assert posted - left == net - shortfall, "nothing is lost and nothing is made"
	assert left >= 0
	assert posted >= -available
	if net >= 0:
		assert left == 0 or posted == 0


def test_the_version_of_the_day():
	versions = [(date(2020, 1, 1), GUANGZHOU), (date(2024, 7, 1), NANJING)]
	assert in_force(versions, date(2019, 12, 31)) is None
	assert in_force(versions, date(2024, 6, 30)) is GUANGZHOU
	assert in_force(reversed(versions), date(2024, 7, 1)) is NANJING


@given(st.lists(st.tuples(st.integers(1, 50), st.booleans()), max_size=30), st.integers(0, 2000))
def test_the_oldest_points_expire_first(credits, spent):
	"""Against counting coin by coin: each debit takes the oldest coin that is left."""
	credits = sorted(credits, key=lambda pair: not pair[1])  # the old ones come first
	coins = [is_old for points, is_old in credits for _ in range(points)]
	spent = min(spent, len(coins))
	left = coins[spent:]
	old = sum(points for points, is_old in credits if is_old)
	assert expirable(old, spent, len(left)) == sum(left)


def test_held_points_do_not_expire():
	assert expirable(100, 20, 30) == 30
	assert expirable(10, 20, 30) == 0


class TimeBank(RuleBasedStateMachine):
	"""One account through services, corrections, spending and a limit; the books always explain the
	balance."""

	@initialize(rule=rules)
	def open(self, rule):
		self.rule, self.carry, self.balance, self.shortfall, self.spent = rule, 0, 0, 0, 0
		self.credits: list[Credit] = []
		self.times: list[int] = []

	def _settle(self, credit: Credit, units: int) -> Credit:
		done = settle(self.rule, credit, units, self.carry, self.rule.room(self.balance))
		self.carry = done.carry
		posted, self.shortfall = absorb(done.points, self.balance, self.shortfall)
		self.balance += posted
		return done.credit

	@rule(minutes=st.integers(0, 1440), rating=st.integers(0, 5))
	def serve(self, minutes, rating):
		units = self.rule.units(minutes, rating)
		self.credits.append(self._settle(NOTHING, units))
		self.times.append(units)

	@precondition(lambda self: self.credits)
	@rule(data=st.data(), minutes=st.integers(0, 1440))
	def correct(self, data, minutes):
		at = data.draw(st.integers(0, len(self.credits) - 1))
		self.times[at] = self.rule.units(minutes)
		self.credits[at] = self._settle(self.credits[at], self.times[at])

	@rule(points=st.integers(1, 100))
	def spend(self, points):
		if points <= self.balance and not self.shortfall:
			self.balance -= points
			self.spent += points

	@invariant()
	def the_balance_is_explained(self):
		if hasattr(self, "credits"):
			credited = sum(credit.points for credit in self.credits)
			assert self.balance == credited - self.spent + self.shortfall
			assert self.balance >= 0
			assert self.shortfall >= 0
			if self.rule.balance_cap:
				assert self.balance <= self.rule.balance_cap

	@invariant()
	def the_time_is_explained(self):
		if hasattr(self, "credits"):
			gross = sum(credit.points + credit.surplus for credit in self.credits)
			assert [credit.units for credit in self.credits] == self.times
			if self.rule.is_cumulative:
				assert gross * self.rule.units_per_point + self.carry == sum(self.times)
			else:
				assert gross == sum(units // self.rule.units_per_point for units in self.times)


TestTimeBank = TimeBank.TestCase
