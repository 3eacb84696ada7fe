"""Why somebody may not serve: one class for each reason, with a sentence, a way out, and whether it can be
set aside.

``rule_at`` and ``value_at`` are the positions of the parameters that hold what is asked for and what was
found; None where the sentence says it alone. Nobody sets aside the insurance of a risky activity [REG §17],
the protection of minors [CYL, Ningbo §10], or a file that is locked or closed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from volunteer_services.foundation.domain.errors import RuleError


class Reason(RuleError):
	"""Group: a condition is not fulfilled on the day of service."""

	code: ClassVar[str] = ""
	way_out: ClassVar[str] = ""
	may_override: ClassVar[bool] = True
	rule_at: ClassVar[int | None] = 0
	value_at: ClassVar[int | None] = 1

	@property
	def rule(self) -> object:
		"""What is asked for."""
		return None if self.rule_at is None else self.params[self.rule_at]

	@property
	def value(self) -> object:
		"""What was found instead."""
		return None if self.value_at is None else self.params[self.value_at]

	def told(self, translate: Callable[[str], str]) -> dict[str, object]:
		"""The reason in the reader's language: code, message, rule, value, way_out, may_override."""
		return {
			"code": self.code,
			"message": self.localised(translate),
			"rule": self.rule,
			"value": self.value,
			"way_out": translate(self.way_out),
			"may_override": self.may_override,
		}


class NoFileReason(Reason):
	code, may_override, rule_at, value_at = "no_file", False, None, 0
	template = "There is no file of the volunteer {0}."
	way_out = "Check the number, or register the person."


class NotRegisteredReason(Reason):
	code, words = "not_registered", (0, 1)
	template = "The file is {1}; {0} is needed."
	way_out = "Have the registration reviewed."


class LeftReason(Reason):
	code, may_override, words = "left", False, (0, 1)
	template = "The file is {1} and not {0}: this person does not serve."
	way_out = "Ask the site whether the person serves again; the file is opened there."


class LockedFileReason(Reason):
	code, may_override, rule_at, value_at = "locked", False, None, None
	template = "The file is locked: the consent to the use of the data was withdrawn."
	way_out = "The person may give the consent anew."


class AgeUnknownReason(Reason):
	code, may_override, rule_at, value_at = "age_unknown", False, None, None
	template = "The date of birth is not on the file, so the age is not known."
	way_out = "Enter the date of birth on the file."


class TooYoungReason(Reason):
	code = "too_young"
	template = "The person is {1} years old on the day; the service asks for at least {0}."
	way_out = "Offer a service that is open to this age."


class TooOldReason(Reason):
	code = "too_old"
	template = "The person is {1} years old on the day; the service is open up to {0}."
	way_out = "Offer a service without this limit of age."


class GuardianReason(Reason):
	code, may_override = "guardian", False
	template = "The person is {1}, under {0}: a guardian has neither consented nor comes along."
	way_out = "Enter the guardian's consent on the file, or let an adult of the family come along."


class MinorInDangerReason(Reason):
	code, may_override = "minor_in_danger", False
	template = "The person is {1}: nobody under {0} takes part in rescue or in anything dangerous."
	way_out = "Offer a service without danger; consent changes nothing here."


class StarReason(Reason):
	code = "star"
	template = "The star level is {1}; at least {0} is needed."
	way_out = "Offer a post that asks for a lower star."


class SkillMissingReason(Reason):
	code, words, value_at = "skill_missing", (0,), None
	template = "The skill {0} is not on the file."
	way_out = "Enter the skill on the file, with its certificate where one is asked for."


class SkillUnprovedReason(Reason):
	code, words, value_at = "skill_unproved", (0,), None
	template = "The skill {0} needs a certificate, and none is on the file."
	way_out = "Enter the certificate as a qualification and have it verified."


class SkillEndedReason(Reason):
	code, words = "skill_ended", (0,)
	template = "The certificate for the skill {0} counts until {1}, not on the day of service."
	way_out = "Enter the renewed certificate and have it verified."


class QualificationMissingReason(Reason):
	code, value_at = "qualification_missing", None
	template = "The qualification {0} is not on the file."
	way_out = "Enter the qualification and have it verified."


class QualificationUnverifiedReason(Reason):
	code, value_at = "qualification_unverified", None
	template = "The qualification {0} was entered, but nobody has verified it."
	way_out = "Let somebody else at the site verify it against the original."


class QualificationEndedReason(Reason):
	code = "qualification_ended"
	template = "The qualification {0} counts until {1}, not on the day of service."
	way_out = "Enter the renewed qualification and have it verified again."


class QualificationLaterReason(Reason):
	code = "qualification_later"
	template = "The qualification {0} counts from {1} only, after the day of service."
	way_out = "Choose a later day of service."


class QualificationRevokedReason(Reason):
	code, value_at = "qualification_revoked", None
	template = "The qualification {0} was revoked."
	way_out = "Ask the site why; a new qualification is entered and verified."


class CourseMissingReason(Reason):
	code, value_at = "course_missing", None
	template = "The course {0} has not been passed by the day of service."
	way_out = "Take part in a session of the course first."


class CourseEndedReason(Reason):
	code = "course_ended"
	template = "The course {0} counts until {1}, not on the day of service."
	way_out = "Take part in a session of the course again."


class InsuranceReason(Reason):
	code, may_override, words, value_at = "insurance", False, (0,), None
	template = "No insurance in force covers this on the day: {0}."
	way_out = "Enter the person in a policy that covers it, and wait for the insurer's confirmation."


class InsurancePlannedReason(Reason):
	code, may_override, words, value_at = "insurance_planned", False, (0,), None
	template = "The insurer has not confirmed the cover yet: {0}."
	way_out = "Send the list to the insurer and enter the confirmation."


class AgreementReason(Reason):
	code, rule_at, value_at = "agreement", None, None
	template = "No written agreement is in force on the day of service."
	way_out = "Sign the agreement with the person, for minors with the guardian, too."
