"""One error class per rule.

Each class has one English template, a literal sentence, so that the templates can be collected for
translation. A caller in the framework shows ``error.localised(_)``, which is
``_(error.template).format(*error.params)`` with the few parameters translated that are words (a state, an
action). Identity numbers and mobile numbers are masked before they become a parameter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import ClassVar

_PLACEHOLDER = re.compile(r"\{(\d+)\}")


class RuleError(ValueError):
	"""A rule is broken. Subclasses carry the sentence; classes without one only group others."""

	template: ClassVar[str] = ""
	words: ClassVar[tuple[int, ...]] = ()
	"""The positions of the parameters that are English words with a translation of their own."""

	def __init__(self, *params: object) -> None:
		if not self.template:
			raise TypeError(f"{type(self).__name__} only groups other errors")
		expected = placeholder_count(self.template)
		if len(params) != expected:
			raise TypeError(f"{type(self).__name__} takes {expected} parameters, not {len(params)}")
		self.params: tuple[object, ...] = params
		super().__init__(*params)

	def __str__(self) -> str:
		return self.template.format(*self.params)

	def localised(self, translate: Callable[[str], str]) -> str:
		"""The sentence in the reader's language."""
		params = [translate(str(p)) if i in self.words else p for i, p in enumerate(self.params)]
		return translate(self.template).format(*params)


def placeholder_count(template: str) -> int:
	"""How many different {0} {1} … the template has; they are numbered without a gap."""
	return len({int(number) for number in _PLACEHOLDER.findall(template)})


def all_errors() -> list[type[RuleError]]:
	"""Every error class that can be raised, by name."""
	return sorted((cls for cls in _subclasses(RuleError) if cls.template), key=lambda cls: cls.__name__)


def all_templates() -> list[str]:
	"""Every sentence that a rule can say, for the translations; sorted, each once."""
	return sorted({cls.template for cls in all_errors()})


def _subclasses(cls: type[RuleError]) -> Iterator[type[RuleError]]:
	for sub in cls.__subclasses__():
		yield sub
		yield from _subclasses(sub)


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


class ServiceTimeError(RuleError):
	"""Group: the time served cannot be right."""


class NoServiceTimeError(ServiceTimeError):
	template = "The service time is missing. Enter start and end, or minutes, or hours."


class OneSidedTimeError(ServiceTimeError):
	template = "Only one of start and end is entered. Enter both, or leave both empty and enter the minutes."


class EndNotAfterStartError(ServiceTimeError):
	template = "The end {1} is not after the start {0}. Correct the times."


class SpanTooLongError(ServiceTimeError):
	template = "A service of {0} (hours:minutes) is longer than the {1} allowed in one record. Split it."


class NegativeTimeError(ServiceTimeError):
	template = "{0} is below zero. Enter a service time and a break of zero or more."


class BreakTooLongError(ServiceTimeError):
	template = "The break of {0} minutes leaves nothing of the {1} minutes from start to end. Correct it."


class ContradictoryMinutesError(ServiceTimeError):
	template = (
		"The minutes entered, {0}, differ from the {1} minutes between start and end. Keep one of the two."
	)


class ContradictoryHoursError(ServiceTimeError):
	template = "The hours entered, {0}, differ from the {1} minutes of this record. Keep one of the two."


class RoundingNameError(ServiceTimeError):
	template = "{0} is no way of rounding service time. Choose one from the list."


class WorkingDaysError(RuleError):
	template = "{0} is no number of working days to wait. Enter zero or more."


class CalendarConflictError(RuleError):
	template = "{0} is entered both as a holiday and as a working day. Remove one of the two."


class ArgumentError(RuleError):
	"""Group: an argument of a request cannot be taken."""


class MissingArgumentError(ArgumentError):
	template = "{0} is missing. Send it with the request."


class NotTextError(ArgumentError):
	template = "{0} cannot be {1}. Send a text."


class TextTooLongError(ArgumentError):
	template = "{0} has {1} characters, more than the {2} allowed. Shorten it."


class UnstorableTextError(ArgumentError):
	template = "{0} holds characters that cannot be stored: {1}. Take them out."


class NotWholeNumberError(ArgumentError):
	template = "{0} cannot be {1}. Send a whole number between {2} and {3}."


class NotNumberError(ArgumentError):
	template = "{0} cannot be {1}. Send a number between {2} and {3}."


class NotYesOrNoError(ArgumentError):
	template = "{0} cannot be {1}. Send 1 for yes or 0 for no."


class NotDayError(ArgumentError):
	template = "{0} cannot be {1}. Send a day of the calendar as YYYY-MM-DD, from {2} to {3}."


class NotJsonError(ArgumentError):
	template = "{0} cannot be read as JSON: {1}. Send a list or an object as JSON."


class NotListError(ArgumentError):
	template = "{0} cannot be {1}. Send a list as JSON."


class NotObjectError(ArgumentError):
	template = "{0} cannot be {1}. Send an object with the names of fields as JSON."


class NotListOrObjectError(ArgumentError):
	template = "{0} cannot be {1}. Send a list or an object as JSON."


class NotNamesError(ArgumentError):
	template = "{0} cannot be {1}. Send a list of names as JSON."


class NotRowsError(ArgumentError):
	template = "{0} cannot be {1}. Send a list of objects as JSON."


class TooManyItemsError(ArgumentError):
	template = "{0} has {1} items, more than the {2} allowed. Send fewer."


class NotOneOfError(ArgumentError):
	template = "{0} cannot be {1}. Send one of these: {2}."


class NotConditionError(ArgumentError):
	template = "{0} cannot hold the condition {1}. Send conditions on the fields of {2}, as a list does."
	words = (2,)


class CellError(RuleError):
	"""Group: what stands in a cell of a sheet, or was entered in a field, cannot be taken."""


class CutNumberError(CellError):
	template = (
		"{0} cannot be {1}: a spreadsheet has cut the number, it keeps 15 digits. Give the column the format "
		"Text and type the number again."
	)


class NotTickError(CellError):
	template = "{0} cannot be {1}. Write yes or 1, or no or 0."


class NotCellNumberError(CellError):
	template = "{0} cannot be {1}. Write a number with a point, such as 1.5, and without a unit."


class NotCellWholeError(CellError):
	template = "{0} cannot be {1}. Write a whole number, without a unit."


class NotMinutesError(CellError):
	template = "{0} cannot be {1}. Write whole minutes, as 150, or the time with its unit, as 2.5 hours."


class NotHoursError(CellError):
	template = (
		"{0} cannot be {1}. Write hours with a point, as 2.5, or the time with its unit, as 150 minutes."
	)


class NotCellDayError(CellError):
	template = "{0} cannot be {1}. Write the day with a year of four digits, as 2021-09-20."


class NotCellMomentError(CellError):
	template = "{0} cannot be {1}. Write day and time, as 2021-09-20 14:30."


class NotCellClockError(CellError):
	template = "{0} cannot be {1}. Write the time of day, as 14:30."


class ClockMissingError(CellError):
	template = "{0} says the day {1} only. Write the time of day too, as 2021-09-20 14:30."


class ClockWithoutDayError(CellError):
	template = "{0} says the time {1} only. Write the day too, or fill the column with the date of the row."


class NotOptionError(CellError):
	template = "{0} cannot be {1}. Write one of these: {2}."


class OverlapError(RuleError):
	template = "The time from {0} to {1} overlaps with {2}, from {3} to {4}. Correct one of the two."


class QuietHoursError(RuleError):
	template = "{0} is no full hour of a day. Choose 0 to 23."


class PageKeyError(RuleError):
	template = "The page that sent this has lost its key. Open the page again and send once more."
