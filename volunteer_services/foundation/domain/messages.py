"""When a message goes further than the page: quiet hours, one message a day, pauses between tries.

The clock is passed in; all times are the site's own. The numbers are defaults of ours, kept in the settings
and in what each person chose.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from volunteer_services.foundation.domain import errors

QUIET_FROM, QUIET_UNTIL = 21, 8
PAUSES_MINUTES = (5, 15, 60, 240, 720)
"""After the first, second, … try that failed; after the last pause there is one more try and no other."""
MOST_TRIES = len(PAUSES_MINUTES) + 1


@dataclass(frozen=True)
class QuietHours:
	"""From the full hour ``begin`` until the full hour ``end``, also over midnight; equal hours mean none.

	Raises QuietHoursError for what is no hour of a day (0 to 23).
	"""

	begin: int = QUIET_FROM
	end: int = QUIET_UNTIL

	def __post_init__(self) -> None:
		for hour in (self.begin, self.end):
			if not 0 <= hour <= 23:
				raise errors.QuietHoursError(hour)

	def covers(self, at: datetime) -> bool:
		"""Whether people are left alone at this moment."""
		if self.begin <= self.end:
			return self.begin <= at.hour < self.end
		return at.hour >= self.begin or at.hour < self.end

	def morning(self, at: datetime) -> datetime:
		"""The first end of the quiet hours after ``at``: the moment of the one message a day."""
		today = at.replace(hour=self.end, minute=0, second=0, microsecond=0)
		return today if today > at else today + timedelta(days=1)

	def after(self, at: datetime) -> datetime:
		"""``at`` itself, or the end of the quiet hours that it lies in."""
		return self.morning(at) if self.covers(at) else at


def due(at: datetime, quiet: QuietHours, is_urgent: bool, is_daily: bool) -> datetime:
	"""When something said at ``at`` goes out. What is urgent waits for nothing."""
	if is_urgent:
		return at
	return quiet.morning(at) if is_daily else quiet.after(at)


def next_try(at: datetime, tries: int) -> datetime | None:
	"""When to try again after ``tries`` tries, the last of them at ``at``; None: it is given up."""
	if tries >= MOST_TRIES:
		return None
	return at + timedelta(minutes=PAUSES_MINUTES[tries - 1])
