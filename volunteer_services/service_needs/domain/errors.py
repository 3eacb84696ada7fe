"""The rules of needs and recipients that can be broken, one class each."""

from volunteer_services.foundation.domain.errors import RuleError


class RecipientError(RuleError):
	"""Group: a recipient's file cannot be kept as it is."""


class RecipientConsentError(RecipientError):
	template = "No file is kept without the consent of {0}, or of who acts for them: enter how and when."


class GuardianConsentError(RecipientError):
	template = "{0} is under {1}: the guardian gives the consent. Enter the guardian's name."


class HealthConsentError(RecipientError):
	template = "Notes on health need a consent of their own. Tick it after asking, or leave the notes empty."


class BirthYearError(RecipientError):
	template = "The birth year {0} cannot be right. It lies between {1} and {2}."


class PhoneError(RecipientError):
	template = "A phone number has at least {0} digits. Enter it with its area code, or leave it empty."


class SourceDatesError(RecipientError):
	template = "Row {0}: {1} ends on {2}, before it begins."


class NeedError(RuleError):
	"""Group: a need cannot be kept as it is, or cannot take this step."""


class NeedContentError(NeedError):
	template = "Say in at least {0} characters what is needed."


class NeedTimesError(NeedError):
	template = "The wanted time ends before it begins: {0} to {1}."


class EmergencyError(NeedError):
	template = "An emergency is nothing for volunteers: call {0}. Hand it on, and enter to whom."


class NoRecipientError(NeedError):
	template = "Choose the recipient, or say that it is the community's need."


class AskerError(NeedError):
	template = "Enter your name, so that somebody can call you back."


class NoConsentForNeedError(NeedError):
	template = "{0} has given no consent that holds on {1}. Ask for it before anybody is sent."


class ClosedFileError(NeedError):
	template = "The file of {0} is {1}: no service is arranged for it."
	words = (1,)


class UnansweredNeedError(NeedError):
	template = "Whoever asked gets an answer: enter it, and say whether other help was offered."


class ReasonCodeError(NeedError):
	template = "Choose why: {0}."


class VerifierError(NeedError):
	template = "Enter who checked the need, how and when."


class HeadcountError(NeedError):
	template = "The number of volunteers is a whole number from 1 to {0}, not {1}."


class TwoVolunteersError(NeedError):
	template = "{0} is served by two people together, or with the guardian there: enter at least {1}."


class NeedRatingError(NeedError):
	template = "A rating is a whole number from 1 to {0}, not {1}."


class OwnRatingError(NeedError):
	template = "Whoever served does not rate the service. The served side does, or somebody who calls them."


class PairingError(RuleError):
	"""Group: a pairing cannot be made as it is."""


class PairingDatesError(PairingError):
	template = "The pairing ends on {0}, before it begins on {1}."


class PairingFrequencyError(PairingError):
	template = "The number of visits a month is a whole number from 1 to {0}, not {1}."


class PairedWithOneselfError(PairingError):
	template = "{0} cannot be paired with themselves."


class MinorAloneError(PairingError):
	template = "{0} is under {1}: pair a team or an adult, whom the minor goes along with."


class PairNeedsTwoError(PairingError):
	template = "{0} is a minor or cannot care for themselves: two volunteers, or the guardian at every visit."


class RelativesError(PairingError):
	template = "Relatives are not paired. If it is meant so, say why in the purpose and tick it."


class ContactTooLongError(PairingError):
	template = "A contact of {0} minutes is service: enter it as a record. Contacts last up to {1} minutes."


class ContactAheadError(PairingError):
	template = "{0} is still to come. Enter a contact when it was made."
