"""What can be wrong with points, their rules and their movements."""

from __future__ import annotations

from volunteer_services.domain.errors.base import RuleError

# Rules of conversion


class PointsRuleError(RuleError):
	"""Group: a rule of conversion makes no sense."""


class MinutesPerPointError(PointsRuleError):
	template = "{0} minutes per point are not possible. Enter a whole number from 1 upwards."


class RatingFactorError(PointsRuleError):
	template = (
		"The factor {1} % of the rating {0} is not possible. "
		"Ratings go from 1 to 5, factors from 0 to 1000 %."
	)


class RepeatedFactorError(PointsRuleError):
	template = "The rating {0} has two factors. Keep one of them."


class NegativeLimitError(PointsRuleError):
	template = "{0} cannot be a limit: enter 0 for none, or a number above it."


# Movements


class LedgerRuleError(RuleError):
	"""Group: a transfer that the ledger does not take."""


class TransferKeyError(LedgerRuleError):
	template = "The transfer key {0} is not possible: it has 1 to 140 characters and no blank at its ends."


class WholePointsError(LedgerRuleError):
	template = "{1} points on the account {0} are not possible: points are whole numbers other than 0."


class OneSidedTransferError(LedgerRuleError):
	template = (
		"The transfer {0} moves points on one account only. Name the account that they come from or go to."
	)


class UnbalancedTransferError(LedgerRuleError):
	template = "The movements of the transfer {0} add up to {1} points. They must add up to 0."


class OverdraftError(LedgerRuleError):
	template = "The account {0} has {1} points at its disposal, {2} are needed. Take fewer points."


class AccountClosedError(LedgerRuleError):
	template = "The account {0} is closed. Choose another account."


class AccountUnderReviewError(LedgerRuleError):
	template = "The account {0} is under review: its points cannot be spent until an officer has decided."


class ReleaseTooMuchError(LedgerRuleError):
	template = "The account {0} holds {1} points for redemptions, {2} were to be released."
