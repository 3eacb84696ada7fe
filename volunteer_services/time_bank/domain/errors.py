"""What can be wrong with points that are given away, set right or printed."""

from __future__ import annotations

from volunteer_services.foundation.domain.errors import RuleError


class DonationError(RuleError):
	"""Group: a donation of points that is not possible."""


class DonatedPointsError(DonationError):
	template = "{0} points cannot be donated. Enter a whole number from 1 upwards."


class SelfDonationError(DonationError):
	template = "{0} would donate to their own account. Choose another recipient, or the public pool."


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


class RewardRuleError(RuleError):
	"""Group: a reward that the catalogue does not take."""


class CashLikeError(RewardRuleError):
	template = (
		"The word {0} stands for money: points are never redeemed for cash or for anything like it. "
		"Offer goods or a service instead."
	)


class PointsPriceError(RewardRuleError):
	template = "{0} points cannot be a price. Enter a whole number from 1 upwards."


class ValidityDatesError(RewardRuleError):
	template = "The reward would end on {1}, before it begins on {0}. Correct one of the two days."


class RewardLimitError(RewardRuleError):
	template = "{0} cannot be a limit or a stock: enter 0 or a number above it."


class RewardStarError(RewardRuleError):
	template = "There is no star {0}. Enter 0 for everybody, or a star from 1 to 5."


class HeldStockError(RewardRuleError):
	template = "A stock of {0} is less than the {1} that are held for redemptions. Decide about those first."


class RedemptionRuleError(RuleError):
	"""Group: a redemption that the rules do not allow."""


class NoPointsRuleError(RedemptionRuleError):
	template = "No Points Rule is in force on {0}: points cannot be redeemed yet."


class VolunteerStandingError(RedemptionRuleError):
	template = "The volunteer is {0}. Only registered volunteers redeem points."
	words = (0,)


class RestrictedFileError(RedemptionRuleError):
	template = "The volunteer withdrew the consent: the file is locked. Record a new consent first."


class RedeemFromError(RedemptionRuleError):
	template = "Points are redeemed from {0} approved minutes on; the volunteer has {1}."


class RewardUnavailableError(RedemptionRuleError):
	template = "{0} is not on offer. Choose a reward that is."


class RewardNotYetValidError(RedemptionRuleError):
	template = "{0} is offered from {1} on. Come back then, or choose another reward."


class RewardExpiredError(RedemptionRuleError):
	template = "{0} was offered until {1}. Choose another reward."


class StarTooLowError(RedemptionRuleError):
	template = "{0} is for volunteers with star {1} or more; the volunteer has {2}. Choose another reward."


class GoodsNotAllowedError(RedemptionRuleError):
	template = "{0} is goods: by the rule in force points are redeemed for services only."


class RedeemForOthersError(RedemptionRuleError):
	template = "By the rule in force points are redeemed for oneself only, not for {0}."


class BeneficiaryMissingError(RedemptionRuleError):
	template = "Say for whom the reward is redeemed: enter the name of the beneficiary."


class ProxyMissingError(RedemptionRuleError):
	template = "A redemption by proxy needs the name of the proxy and a proof. Enter the name and attach it."


class GuardianMissingError(RedemptionRuleError):
	template = (
		"The volunteer is {0} years old: below {1} a guardian must agree. Ask the guardian, then tick it."
	)


class RedemptionQuantityError(RedemptionRuleError):
	template = "{0} cannot be a quantity. Enter a whole number from 1 upwards."


class QuantityLimitError(RedemptionRuleError):
	template = (
		"{0} is limited to {1} for each volunteer: {2} were redeemed or requested, {3} more are too many."
	)


class OutOfStockError(RedemptionRuleError):
	template = "{1} of {0} are left, {2} are needed. Take fewer, or choose another reward."


class CollectorMissingError(RedemptionRuleError):
	template = "Enter who collects the reward before it is handed over."


class SignatureMissingError(RedemptionRuleError):
	template = (
		"{0} must sign the receipt: take the signature on the screen, or tick that the paper is signed."
	)


class TwoPersonsError(RedemptionRuleError):
	template = "From {0} points on two persons are needed: {1} approved it, somebody else must hand it over."


class NoSecondPersonError(RedemptionRuleError):
	template = "From {0} points on two persons are needed: let it be approved before it is handed over."


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
