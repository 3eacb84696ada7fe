"""Giving points away: the rules of donations and adjustments."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.time_bank.domain import errors
from volunteer_services.time_bank.domain.giving import (
	ADJUSTED,
	OPENING,
	TRANSFERRED,
	AdjustmentRow,
	Party,
	check_adjustment,
	check_donation,
	check_room,
	share_out,
)

ANN = Party("Volunteer:1", "Ann", "Registered", 40)
BOB = Party("Volunteer:2", "Bob", "Registered", 40)
POOL = Party("Pool", "Pool")
names = st.sampled_from([f"Volunteer:{number}" for number in range(6)])


def rows(*points: int) -> list[AdjustmentRow]:
	return [AdjustmentRow(i, f"Volunteer:{i}", f"V{i}", p) for i, p in enumerate(points, 1)]


@pytest.mark.parametrize("state", ["Registered", "Suspended"])
def test_members_give(state):
	assert check_donation(Party("Volunteer:1", "Ann", state, 18), POOL, 1, False) is None


def test_a_team_gives():
	assert check_donation(Party("Team:1", "Team"), BOB, 1, False) is None


@pytest.mark.parametrize(
	("donor", "recipient", "points", "error"),
	[
		(ANN, POOL, 0, errors.DonatedPointsError),
		(ANN, ANN, 1, errors.SelfDonationError),
		(Party("Volunteer:1", "Ann", "Deregistered", 40), POOL, 1, errors.DonorStateError),
		(Party("Volunteer:1", "Ann", "Locked", 40), POOL, 1, errors.DonorStateError),
		(ANN, Party("Volunteer:2", "Bob", "Suspended"), 1, errors.RecipientStateError),
		(ANN, Party("Volunteer:2", "Bob", "Applied"), 1, errors.RecipientStateError),
		(Party("Volunteer:1", "Ann", "Registered", 17), POOL, 1, errors.GuardianDonationError),
	],
)
def test_what_is_refused(donor, recipient, points, error):
	with pytest.raises(error):
		check_donation(donor, recipient, points, False)


@given(st.integers(0, 17))
def test_a_guardian_agrees_for_any_minor(age):
	minor = Party("Volunteer:1", "Ann", "Registered", age)
	with pytest.raises(errors.GuardianDonationError):
		check_donation(minor, POOL, 1, False)
	assert check_donation(minor, POOL, 1, True) is None


@given(st.integers(0, 3000), st.integers(0, 3000), st.integers(1, 3000))
def test_the_cap_is_never_passed(balance, cap, points):
	try:
		check_room("Ann", balance, cap, points)
	except errors.BalanceCapError:
		assert balance + points > cap
	else:
		assert not cap or balance + points <= cap


@pytest.mark.parametrize("kind", [OPENING, ADJUSTED, TRANSFERRED])
def test_rows_must_be_there(kind):
	with pytest.raises(errors.NoAdjustmentRowsError):
		check_adjustment(kind, [])
	check_adjustment(kind, rows(3, 4))


def test_the_pool_alone_takes_what_is_left():
	with pytest.raises(errors.NoAdjustmentRowsError):
		check_adjustment(TRANSFERRED, [], "Volunteer:9", to_pool=False)
	assert check_adjustment(TRANSFERRED, [], "Volunteer:9", to_pool=True) is None


@pytest.mark.parametrize(("kind", "fits"), [(OPENING, False), (ADJUSTED, True), (TRANSFERRED, False)])
def test_only_an_adjustment_takes_away(kind, fits):
	if fits:
		check_adjustment(kind, rows(-3))
	else:
		with pytest.raises(errors.AddedPointsError):
			check_adjustment(kind, rows(-3))


def test_each_account_once_and_not_the_source():
	twice = [AdjustmentRow(1, "Volunteer:1", "V1", 3), AdjustmentRow(2, "Volunteer:1", "V1", 3)]
	with pytest.raises(errors.RepeatedHolderError):
		check_adjustment(OPENING, twice)
	with pytest.raises(errors.OwnRelativeError):
		check_adjustment(TRANSFERRED, rows(3), "Volunteer:1")
	with pytest.raises(errors.OneHolderError):
		check_adjustment(OPENING, [AdjustmentRow(1, "", "", 3)])
	with pytest.raises(errors.AdjustedPointsError):
		check_adjustment(ADJUSTED, rows(0))


@given(
	st.integers(0, 500),
	st.lists(st.integers(1, 100), max_size=5),
	st.booleans(),
)
def test_shares_add_up_and_never_exceed_what_is_there(available, points, to_pool):
	try:
		movements = share_out("Source", available, rows(*points), "Pool" if to_pool else None)
	except errors.NotEnoughLeftError:
		assert sum(points) > available
		return
	assert sum(moved for _account, moved in movements) == 0
	taken = -dict(movements).get("Source", 0)
	assert taken == (available if to_pool else sum(points))
	assert all(moved != 0 for _account, moved in movements)
