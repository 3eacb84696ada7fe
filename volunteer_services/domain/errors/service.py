"""Errors about service: its time, the day's limit, deadlines."""

from volunteer_services.domain.errors.base import RuleError

# Service time


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


class OverlapError(RuleError):
	template = "The time from {0} to {1} overlaps with {2}, from {3} to {4}. Correct one of the two."


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


# Posts


class PostError(RuleError):
	"""Group: somebody signs up for a post that they cannot take."""


class PostStarError(PostError):
	template = "The post {0} needs {1} stars; {2} has {3}. Choose another post."


class PostSkillError(PostError):
	template = "The post {0} needs the skill {1}, which {2} does not have on file. Choose another post."
	words = (1,)


# Days and deadlines


class WorkingDaysError(RuleError):
	template = "{0} is no number of working days to wait. Enter zero or more."


class CalendarConflictError(RuleError):
	template = "{0} is entered both as a holiday and as a working day. Remove one of the two."
