"""Errors about a person: identity, contact, age."""

from volunteer_services.foundation.domain.errors import RuleError


class IdentityError(RuleError):
	"""Group: an identity number, or what is said about its holder, cannot be right."""


class IdLengthError(IdentityError):
	template = "The identity number {0} has {1} characters; it must have 18. Type it again from the card."


class IdFormatError(IdentityError):
	template = "The identity number {0} may have digits only, with X allowed at the end. Type it again."


class IdChecksumError(IdentityError):
	template = (
		"The last character of the identity number {0} does not fit the others. Look for a slip in typing."
	)


class IdCutError(IdChecksumError):
	template = (
		"The identity number {0} ends in three noughts, as a spreadsheet leaves it: it keeps 15 digits. "
		"Give the column the format Text and type the number again from the card."
	)


class IdBirthDateError(IdentityError):
	template = (
		"The identity number {0} holds a date of birth that does not exist. Type it again from the card."
	)


class IdBirthDateRangeError(IdentityError):
	template = (
		"The identity number {0} says that its holder was born on {1}. Check the number and the ID type."
	)


class IdAreaError(IdentityError):
	template = "The identity number {0} begins with {1}, which is no province of China. Check the ID type."


class IdIsPermitError(IdentityError):
	template = "{0} is the number of a residence permit for Hong Kong, Macao or Taiwan. Choose that ID type."


class IdIsForeignCardError(IdentityError):
	template = "{0} is the number of a foreign permanent resident card. Choose that ID type."


class PermitPrefixError(IdentityError):
	template = (
		"The permit number {0} must begin with 810000, 820000 or 830000. Check the number and the ID type."
	)


class PassportFormatError(IdentityError):
	template = (
		"The passport number {0} must have 5 to 15 letters and digits, with a digit among them. Retype it."
	)


class ForeignCardFormatError(IdentityError):
	template = (
		"The card number {0} must be 3 letters and 12 digits, or 18 digits that begin with 9. Type it again."
	)


class IdTypeError(IdentityError):
	template = "{0} is no ID type that can be registered. Choose one from the list."


class SexMismatchError(IdentityError):
	template = (
		"The sex in the identity number {0} differs from the sex entered. Check the number and the sex."
	)


class BirthDateMismatchError(IdentityError):
	template = "The identity number {0} says born on {1}, but {2} was entered. Check the number and the date."


class ContactError(RuleError):
	"""Group: a way to reach somebody cannot be right."""


class MobileFormatError(ContactError):
	template = "{0} is no mobile number: 11 digits that begin with 13 to 19, or + and a country code."


class EmailFormatError(ContactError):
	template = "{0} is no e-mail address. Write it as name@example.org."


class CreditCodeError(ContactError):
	template = "{0} is no valid unified social credit code. Copy its 18 characters from the certificate."


class AgeError(RuleError):
	"""Group: somebody's age does not allow it, or not without a guardian."""


class BornLaterError(AgeError):
	template = "The date of birth {0} is later than {1}. Correct the date of birth."


class MinimumAgeError(AgeError):
	template = (
		"A volunteer must be at least {0} years old; this person is {1}. Register when that age is reached."
	)


class GuardianConsentError(AgeError):
	template = "This person is {0}, under {1}: enter the guardian and the guardian's consent."


class ChildDataConsentError(AgeError):
	template = "This person is {0}, under {1}: the guardian must also consent to the use of the child's data."


class MinorInRescueError(AgeError):
	template = "This person is {0} years old: nobody under {1} may take part in rescue or disaster relief."


class ApplicationError(RuleError):
	"""Group: an application to become a volunteer cannot be taken as it is."""


class ApplicationKindError(ApplicationError):
	template = "{0} is no kind of application. Choose one from the list."


class ApplicantIsMinorError(ApplicationError):
	template = "This person is {0}, under {1}: choose the application of a minor, which a guardian sends."


class ApplicantIsAdultError(ApplicationError):
	template = "This person is {0}: from {1} on people apply for themselves. Choose that application."


class ApplicationGapError(ApplicationError):
	template = "{0} is missing. Fill it in and send again."
	words = (0,)
