"""What can be wrong with a reward, and with redeeming points for it."""

from __future__ import annotations

from volunteer_services.domain.errors.base import RuleError

# The catalogue


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


# Redeeming


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


# Handing over


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
