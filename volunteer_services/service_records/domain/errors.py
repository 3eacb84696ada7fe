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
