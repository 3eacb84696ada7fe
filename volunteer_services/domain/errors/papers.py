"""Errors about stars, corrections, certificates and states."""

from volunteer_services.domain.errors.base import RuleError

# Stars


class StarSchemeError(RuleError):
	"""Group: a star scheme cannot be used."""


class EmptySchemeError(StarSchemeError):
	template = "A star scheme needs at least one star. Add a level."


class StarSequenceError(StarSchemeError):
	template = "Star {0} stands where star {1} should. Number the levels 1, 2, 3 and so on."


class StarHoursError(StarSchemeError):
	template = "Star {0} needs {1} minutes, not more than the star below. Let the hours rise with the stars."


# Corrections


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


# Certificates


class VerificationCodeError(RuleError):
	template = "{0} is no verification code. Copy all {1} characters from the certificate."


class RandomnessError(RuleError):
	template = "A verification code needs at least {0} random bytes, not {1}."


class CertificatePrefixError(RuleError):
	template = (
		"The prefix {0} of a certificate number must be 1 to 12 capital letters and digits. Correct it."
	)


class CertificateSerialError(RuleError):
	template = "The certificate serial {0} is not between 1 and {1}. Check the numbering of year {2}."


# Workflow


class WorkflowError(RuleError):
	"""Group: a step is not permitted, or a state machine is drawn wrongly."""


class StateMachineError(WorkflowError):
	template = "The state machine of {0} is wrong: {1}."


class TransitionNotAllowedError(WorkflowError):
	template = "The step from {0} to {1} is not open to you. Use an action that the form offers."
	words = (0, 1)


class ActionNotAllowedError(WorkflowError):
	template = "The action {1} is not open to you in the state {0}. Use an action that the form offers."
	words = (0, 1)


class ReasonRequiredError(WorkflowError):
	template = "The action {0} needs a reason. Say why, so that the other side can act on it."
	words = (0,)


class UnknownStateError(WorkflowError):
	template = "{0} is no state of {1}. Choose one of its states."
	words = (1,)
