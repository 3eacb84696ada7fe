"""Materials: whatever is entered, nothing comes back that was not handed out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.volunteer_projects.domain import errors
from volunteer_services.volunteer_projects.domain.materials import (
	MOST_PIECES,
	Balance,
	EntryKind,
	MaterialKind,
	Return,
	check_hand_out,
	check_return,
	check_reversal,
	still_out,
	total,
)

pieces = st.integers(-3, 12)
returns = st.builds(Return, pieces, pieces, pieces)
kinds = st.sampled_from([MaterialKind.RETURNABLE.value, MaterialKind.USED_UP.value])


@given(st.integers(-5, MOST_PIECES + 5))
def test_only_whole_numbers_that_somebody_can_carry_are_handed_out(count):
	if 1 <= count <= MOST_PIECES:
		check_hand_out(count)
	else:
		with pytest.raises(errors.PiecesError, match=f"{count} pieces"):
			check_hand_out(count)


@given(st.integers(1, 20), kinds, st.lists(returns, max_size=12), st.data())
def test_no_order_of_returns_and_corrections_makes_more_come_back_than_went_out(count, kind, asked, data):
	entries = [(EntryKind.HANDED_OUT.value, count, False)]
	corrected: set[int] = set()
	for back in asked:
		balance = total(entries)
		assert balance.handed_out == count and 0 <= balance.left <= count
		assert still_out(kind, balance) == (balance.left if kind == MaterialKind.RETURNABLE else 0)
		assert 0 <= balance.damaged <= balance.brought_back
		try:
			check_return("陈某", "马甲", kind, balance, back)
		except errors.MaterialError:
			assert (
				min(back.whole, back.damaged, back.missing) < 0
				or not 0 < back.pieces <= balance.left
				or (back.missing and kind == MaterialKind.USED_UP)
			)
		else:
			entries += back.lines()
			assert total(entries).left == balance.left - back.pieces
		at = data.draw(st.integers(0, len(entries) - 1))
		entry_kind, number, is_damaged = entries[at]
		try:
			check_reversal(entry_kind, number, at in corrected, total(entries))
		except errors.MaterialError:
			continue
		if entry_kind != EntryKind.HANDED_OUT:
			corrected |= {at, len(entries)}
			entries.append((entry_kind, -number, is_damaged))
	assert 0 <= total(entries).left <= count


@given(st.integers(1, 20), returns)
def test_what_came_back_cannot_be_taken_back_with_its_hand_out(count, back):
	balance = Balance(handed_out=count)
	check_reversal(EntryKind.HANDED_OUT, count, False, balance)
	for kind, number, is_damaged in back.lines():
		if number > 0:
			balance = balance.add(kind, number, is_damaged)
	if balance.left == count:
		return
	with pytest.raises(errors.SettledError, match=f"^{count - balance.left} pieces"):
		check_reversal(EntryKind.HANDED_OUT, count, False, balance)


@pytest.mark.parametrize(
	("back", "kind", "balance", "error", "said"),
	[
		(Return(3), "Returnable", Balance(2), errors.ReturnTooManyError, "陈某 has 2 of 马甲 out, and 3"),
		(Return(1, 1, 1), "Returnable", Balance(2), errors.ReturnTooManyError, "and 3 were entered"),
		(Return(-1), "Returnable", Balance(2), errors.NegativeReturnError, "-1 pieces of 陈某"),
		(Return(3, -1), "Returnable", Balance(2), errors.NegativeReturnError, "-1 pieces"),
		(Return(), "Returnable", Balance(2), errors.NothingReturnedError, "how many pieces of 陈某"),
		(Return(1), "Returnable", Balance(2, 1, 0, 1), errors.NothingOutError, "Nothing is out with 陈某"),
		(Return(1), "Returnable", Balance(), errors.NothingOutError, "Nothing is out"),
		(Return(missing=1), "Used Up", Balance(9), errors.UsedUpError, "马甲 is used up"),
	],
)
def test_what_cannot_come_back_is_refused_by_name_and_number(back, kind, balance, error, said):
	with pytest.raises(error, match=said):
		check_return("陈某", "马甲", kind, balance, back)


def test_a_correction_is_neither_corrected_nor_made_twice():
	with pytest.raises(errors.ReversalReversedError, match="corrects another one"):
		check_reversal(EntryKind.BROUGHT_BACK, -1, False, Balance(2))
	with pytest.raises(errors.ReversedTwiceError, match="already"):
		check_reversal(EntryKind.BROUGHT_BACK, 1, True, Balance(2))


def test_a_return_is_one_entry_for_each_outcome():
	assert Return(2, 1, 3).lines() == [
		("Brought Back", 2, False),
		("Brought Back", 1, True),
		("Went Missing", 3, False),
	]
	assert Return(missing=1).lines() == [("Went Missing", 1, False)]
