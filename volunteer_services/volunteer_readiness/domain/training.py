"""Courses: how much one must have attended, and whether that is a pass.

[L67 §8] the record of a training holds its name, main content, study time, organiser and date. Study time is
no service time: these minutes enter no total of service.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from volunteer_services.volunteer_readiness.domain import errors
from volunteer_services.volunteer_readiness.domain.validity import last_day

PENDING, PASSED, FAILED = "Pending", "Passed", "Failed"


@dataclass(frozen=True)
class CoursePolicy:
	"""``pass_mark`` 0: no score is asked for. ``percent``: of the session's minutes that must be attended."""

	percent: int = 80
	pass_mark: int = 0
	valid_months: int = 0

	def result(self, minutes: int, session_minutes: int, score: int) -> str:
		"""Passed, Failed, or Pending while the score is missing. Raises MinutesAttendedError."""
		if minutes > session_minutes:
			raise errors.MinutesAttendedError(minutes, session_minutes)
		if minutes * 100 < session_minutes * self.percent:
			return FAILED
		if not self.pass_mark:
			return PASSED
		if not score:
			return PENDING
		return PASSED if score >= self.pass_mark else FAILED

	def valid_until(self, attended_on: date) -> date | None:
		"""The last day on which a pass of that day counts; None: no end."""
		return last_day(attended_on, self.valid_months)


def check_percent(percent: int) -> None:
	"""Raises AttendancePercentError."""
	if not 0 <= percent <= 100:
		raise errors.AttendancePercentError(percent)


def session_minutes(starts_on: datetime, ends_on: datetime, course_hours: float) -> int:
	"""The study time of a session: the hours of the course, but no more than from start to end.

	Raises SessionTimesError.
	"""
	span = int((ends_on - starts_on).total_seconds() // 60)
	if span <= 0:
		raise errors.SessionTimesError(f"{starts_on:%Y-%m-%d %H:%M}", f"{ends_on:%Y-%m-%d %H:%M}")
	return min(span, round(course_hours * 60)) if course_hours > 0 else span


def session_status(starts_on: datetime, ends_on: datetime, now: datetime) -> str:
	"""Not Started, In Progress or Ended, by the clock."""
	if now < starts_on:
		return "Not Started"
	return "In Progress" if now < ends_on else "Ended"
