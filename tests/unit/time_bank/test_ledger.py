"""What a transfer is, and which accounts take it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from volunteer_services.time_bank.domain import errors
from volunteer_services.time_bank.domain.ledger import (
	NO_LIMIT,
	AccountState,
	Movement,
	check_key,
	movements_of,
)


def test_movements_of_one_account_are_added_up():
	assert movements_of("k", [("a", -3), ("b", 5), ("a", -2)]) == (Movement("a", -5), Movement("b", 5))


@pytest.mark.parametrize(
	("rows", "error"),
	[
		([("a", 1), ("b", -2)], errors.UnbalancedTransferError),
		([("a", 1), ("a", -1)], errors.OneSidedTransferError),
		([], errors.OneSidedTransferError),
		([("a", 0), ("b", 0)], errors.WholePointsError),
		([("a", 1.0), ("b", -1.0)], errors.WholePointsError),
		([("a", True), ("b", -1)], errors.WholePointsError),
		([("a", 2), ("b", 3), ("b", -3), ("c", -2)], errors.WholePointsError),
	],
)
def test_transfers_that_are_none(rows, error):
	with pytest.raises(error):
		movements_of("k", rows)


@pytest.mark.parametrize("key", ["", " a", "a ", "x" * 141])
def test_keys_that_are_none(key):
	with pytest.raises(errors.TransferKeyError):
		check_key(key)


def test_held_points_are_at_nobody_s_disposal():
	state = AccountState("a", balance=10).hold(7)
	assert state.available == 3
	with pytest.raises(errors.OverdraftError):
		state.move(-4, "Donated")
	with pytest.raises(errors.OverdraftError):
		state.hold(4)
	with pytest.raises(errors.ReleaseTooMuchError):
		state.hold(-8)
	assert state.hold(-7).move(-10, "Redeemed").balance == 0


@pytest.mark.parametrize("kind", ["Donated", "Redeemed", "Granted", "Transferred"])
def test_an_account_under_review_takes_points_in_and_spends_none(kind):
	state = AccountState("a", balance=10, status="Under Review")
	assert state.move(5, "Earned").balance == 15
	assert state.move(-5, "Adjusted").balance == 5
	with pytest.raises(errors.AccountUnderReviewError):
		state.move(-5, kind)


def test_a_closed_account_takes_nothing():
	for points in (5, -5):
		with pytest.raises(errors.AccountClosedError):
			AccountState("a", balance=10, status="Closed").move(points, "Earned")


def test_who_issues_points_has_no_limit():
	assert AccountState("Issue", min_balance=NO_LIMIT).move(-(10**9), "Earned").balance == -(10**9)


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(-9, 9)), max_size=8))
def test_whatever_is_taken_adds_up_to_zero(rows):
	try:
		found = movements_of("k", rows)
	except errors.LedgerRuleError:
		return
	assert sum(m.points for m in found) == 0
	assert len({m.account for m in found}) == len(found) >= 2
	assert all(m.points for m in found)


class Books(RuleBasedStateMachine):
	"""Four accounts and one issuer under any transfers and holds: invariant 3 of the design, in the small."""

	@initialize()
	def open(self):
		self.accounts = {name: AccountState(name) for name in "abcd"}
		self.accounts["issue"] = AccountState("issue", min_balance=NO_LIMIT)
		self.entries: list[tuple[str, int]] = []

	@rule(
		rows=st.lists(
			st.tuples(st.sampled_from(["a", "b", "c", "d", "issue"]), st.integers(-20, 20)),
			min_size=1,
			max_size=3,
		),
		balance_to=st.sampled_from(["issue", "a"]),
		kind=st.sampled_from(["Earned", "Donated"]),
	)
	def transfer(self, rows, balance_to, kind):
		rows = [*rows, (balance_to, -sum(points for _name, points in rows))]
		try:
			moved = movements_of("k", rows)
			after = {m.account: self.accounts[m.account].move(m.points, kind) for m in moved}
		except errors.LedgerRuleError:
			return
		self.accounts.update(after)
		self.entries += [(m.account, m.points) for m in moved]

	@rule(name=st.sampled_from("abcd"), points=st.integers(-20, 20))
	def hold(self, name, points):
		try:
			self.accounts[name] = self.accounts[name].hold(points)
		except errors.LedgerRuleError:
			return

	@invariant()
	def the_books_are_right(self):
		if not hasattr(self, "accounts"):
			return
		assert sum(state.balance for state in self.accounts.values()) == 0
		for name, state in self.accounts.items():
			own = [points for account, points in self.entries if account == name]
			assert state.balance == sum(own)
			assert state.entry_count == len(own)
			assert state.balance >= state.min_balance
			if name != "issue":
				assert 0 <= state.held <= state.balance


TestBooks = Books.TestCase
