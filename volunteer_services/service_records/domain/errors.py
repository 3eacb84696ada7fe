"""Errors of the rules on service records. The base class is in foundation/domain/errors.py."""

from volunteer_services.foundation.domain.errors import RuleError


class CorrectionError(RuleError):
	"""Group: a correction cannot be made."""


class CorrectionReasonError(CorrectionError):
	template = "A correction needs its reason. Say what was wrong and how you know."


class NothingCorrectedError(CorrectionError):
	template = (
		"The new values are the same as the old ones. Change what was wrong, or withdraw the correction."
	)


class CorrectedMinutesError(CorrectionError):
	template = "A corrected record cannot have {0} minutes. Enter the minutes served, or cancel the record."


class CorrectedDateError(CorrectionError):
	template = "The corrected service date {0} lies after today, {1}. Enter the day of the service."


class DayLimitError(RuleError):
	template = (
		"{0} (hours:minutes) of service on one day is more than a day has. Correct the records of that day."
	)


class DayLimitSettingError(RuleError):
	template = "The daily limits of {0} and {1} minutes must rise and stay within 1440. Correct the settings."


class NoApproverError(RuleError):
	template = (
		"Nobody is appointed at the level that must approve this, nor above it. Appoint an officer first."
	)


class SelfReportError(RuleError):
	"""Group: a volunteer's own report of service that cannot be taken."""


class NoSelfReportsError(SelfReportError):
	template = "Own reports of service are not taken here. Tell your team's leader."


class SelfReportAheadError(SelfReportError):
	template = "{0} is still to come. Report your service when it is over."


class SelfReportTooOldError(SelfReportError):
	template = "The service on {0} was more than {1} days ago. Tell your team's leader, who can enter it."


class SelfReportTimeError(SelfReportError):
	template = "The end must be after the beginning, within 24 hours, and the break shorter than the service."


class SelfReportContentError(SelfReportError):
	template = "Say where it was, and in at least {0} characters what you did."


class WitnessMissingError(SelfReportError):
	template = "Enter the name of your witness and at least {0} digits of the phone number."


class OwnWitnessError(SelfReportError):
	template = "Nobody is their own witness. Name somebody else who was there."


class TooManySelfReportsError(SelfReportError):
	template = "{0} of your reports still wait. Report more when they are settled."


class SelfReportOverlapError(SelfReportError):
	template = "From {0} to {1} there is a record or a report of yours already. Nobody serves twice at once."


class WitnessWordsError(SelfReportError):
	template = "Say what the witness told you when you asked. Only who was there confirms without it."


class ComplaintError(RuleError):
	"""Group: a complaint cannot be taken as it is, or cannot take this step."""


class ComplaintTextError(ComplaintError):
	template = "Say in at least {0} characters what happened, when and where."


class ComplaintStepError(ComplaintError):
	template = "The complaint is {0}: it cannot become {1} now."
	words = (0, 1)


class ComplaintAnswerError(ComplaintError):
	template = "Enter the result, what was found, and the answer to the person who complained."


class ReviewTooLateError(ComplaintError):
	template = "A review is asked for once, within {0} days after the answer."
