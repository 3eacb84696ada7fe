"""What can be wrong with points that are given away, set right or printed."""

from __future__ import annotations

from volunteer_services.domain.errors.base import RuleError

# Donations


class DonationError(RuleError):
	"""Group: a donation of points that is not possible."""


class DonatedPointsError(DonationError):
	template = "{0} points cannot be donated. Enter a whole number from 1 upwards."


class SelfDonationError(DonationError):
	template = "{0} would donate to the own account. Choose another recipient, or the public pool."


class DonorStateError(DonationError):
	template = (
		"{0} cannot donate: the file is {1}. Points of those who died or left go on by a Points Adjustment."
	)
	words = (1,)


class RecipientStateError(DonationError):
	template = "{0} cannot receive points: the file is {1}. Choose a registered volunteer."
	words = (1,)


class GuardianDonationError(DonationError):
	template = (
		"The donor is {0} years old, under {1}: a minor donates with the guardian's agreement. Note it."
	)


class BalanceCapError(DonationError):
	template = (
		"{0} may receive {1} more points, up to the highest balance of {2}; {3} are too many. "
		"Give fewer points, or give them to the public pool."
	)


# Adjustments


class AdjustmentError(RuleError):
	"""Group: an adjustment of points that is not possible."""


class NoAdjustmentRowsError(AdjustmentError):
	template = "The adjustment names no account. Enter a volunteer or a team with points."


class OneHolderError(AdjustmentError):
	template = "Row {0} needs a volunteer or a team, and not both. Enter one of them."


class RepeatedHolderError(AdjustmentError):
	template = "{1} stands in the rows {0} and {2}. Put the points into one row."


class AdjustedPointsError(AdjustmentError):
	template = "{1} points in row {0} are not possible. Enter a whole number other than 0."


class AddedPointsError(AdjustmentError):
	template = "{1} points in row {0} are not possible here: enter a number from 1 upwards."


class OwnRelativeError(AdjustmentError):
	template = "Row {0} gives the points back to {1}, from whom they come. Choose somebody else."


class NotEnoughLeftError(AdjustmentError):
	template = "{0} has {1} points at disposal, {2} are to go to others. Take fewer points."


# The passbook


class PassbookError(RuleError):
	"""Group: a place in a passbook that does not exist."""


class PassbookLineError(PassbookError):
	template = "Line {0} is not printed in this passbook, which has {1} lines so far. Choose one of them."


class PassbookPositionError(PassbookError):
	template = (
		"The passbook stands at line {0}, not at line {1}: somebody else printed meanwhile. "
		"Open the account again and print what is missing."
	)


class PassbookFullError(PassbookError):
	template = (
		"{0} lines do not fit: the passbook has {1} lines left. Print up to its end, then begin a new one."
	)
