"""Errors about qualifications, courses, insurance and agreements. Why somebody may not serve:
``reasons.py``."""

from volunteer_services.foundation.domain.errors import RuleError


class QualificationError(RuleError):
	"""Group: a qualification cannot be entered or decided so."""


class QualificationDatesError(QualificationError):
	template = "The qualification ends on {1}, before it was issued on {0}. Correct the dates."


class IssuedLaterError(QualificationError):
	template = "The qualification was issued on {0}, which is still to come. Correct the date."


class TrainingError(RuleError):
	"""Group: a course, a session or an attendance cannot be right."""


class AttendancePercentError(TrainingError):
	template = "An attendance of {0} % is not possible. Enter a number from 0 to 100."


class CourseHoursError(TrainingError):
	template = "A course of {0} hours is not possible. Enter more than 0."


class SessionTimesError(TrainingError):
	template = "The session ends at {1}, which is not after {0}. Correct its times."


class MinutesAttendedError(TrainingError):
	template = "{0} minutes are more than the {1} minutes of the session. Correct them."


class InsuranceError(RuleError):
	"""Group: a policy, a cover or a claim cannot be right."""


class PolicyDatesError(InsuranceError):
	template = "The policy ends on {1}, before it begins on {0}. Correct the dates."


class PolicyAgesError(InsuranceError):
	template = "The policy insures nobody: the youngest age is {0}, the oldest {1}. Correct the ages."


class NothingCoveredError(InsuranceError):
	template = "The policy covers neither service nor anything else. Mark what it covers."


class CoverOutsidePolicyError(InsuranceError):
	template = "The cover from {0} to {1} does not lie within the policy, {2} to {3}. Correct the dates."


class CoverDatesError(InsuranceError):
	template = "The cover ends on {1}, before it begins on {0}. Enter its days in order."


class ClaimTimesError(InsuranceError):
	template = "The accident of {0} cannot have been known at {1}, before it happened. Correct the times."


class PapersMissingError(InsuranceError):
	template = "The insurer still lacks these papers: {0}. Note the day on which each was received."


class AmountPaidError(InsuranceError):
	template = "Enter the amount that was paid, and who paid it, before you close the claim as paid."


class AgreementError(RuleError):
	"""Group: an agreement cannot be signed or take effect so."""


class AgreementDatesError(AgreementError):
	template = "The agreement ends on {1}, before it begins on {0}. Correct its term."


class NotSignedError(AgreementError):
	template = "Enter the day of signing and who signed for the organisation, then mark it as signed."


class GuardianSignatureError(AgreementError):
	template = "The volunteer is {0}, under {1}: the guardian signs, too. Enter the guardian's name."


class ConditionsError(RuleError):
	"""Group: conditions of service that cannot be read."""


class UnknownConditionError(ConditionsError):
	template = "{0} is no condition of service. Leave it out."


class ConditionValueError(ConditionsError):
	template = "The condition {0} cannot be {1}. Send a value of its kind."


class CallOutError(RuleError):
	"""Group: a step of a call-out is not possible."""


class NoOrderError(CallOutError):
	template = "Nobody sets out without an order: enter who gave it and the number of its document."


class NoPostsError(CallOutError):
	template = "Enter the posts, each with the number of people that it needs."


class NobodyArrivedError(CallOutError):
	template = "Nobody has arrived. Mark those who are there, then set out."


class NotAllBackError(CallOutError):
	template = "{0} arrived, {1} departed. Still missing: {2}. Find them before you withdraw."


class ReviewIncompleteError(CallOutError):
	template = "Enter the problems that were found and the improvements before you finish the review."


class NotArrivedError(CallOutError):
	template = "The person has not arrived. Mark the arrival first."


class HasArrivedError(CallOutError):
	template = "The person has arrived already. Only the departure is left to mark."


class HasDepartedError(CallOutError):
	template = "The person has departed. Nothing more is to be marked at this call-out."


class ExpectedTimeError(CallOutError):
	template = "{0} minutes until the arrival are not possible. Enter a number from 0 to {1}."
