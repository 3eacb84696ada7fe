"""What becomes of somebody who was called out: asked, answered, on the way, arrived, departed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from volunteer_services.volunteer_readiness.domain import errors

YES, NO, LATER = "Yes", "No", "Later"
ANSWERS = (YES, NO, LATER)
SET_OUT, ARRIVED, DEPARTED = "Set Out", "Arrived", "Departed"
STEPS = (*ANSWERS, SET_OUT, ARRIVED, DEPARTED)
LONGEST_ETA_MINUTES = 24 * 60
_STATUS = {YES: "Coming", NO: "Not Coming", LATER: "Coming Later", "": "Asked"}


@dataclass(frozen=True)
class Answer:
	"""The times of one person at one call-out."""

	answer: str = ""
	answered_on: datetime | None = None
	eta: datetime | None = None
	set_out_on: datetime | None = None
	arrived_on: datetime | None = None
	out_on: datetime | None = None

	@property
	def status(self) -> str:
		"""The word of the list."""
		if self.out_on:
			return "Departed"
		if self.arrived_on:
			return "Present"
		return "On the Way" if self.set_out_on else _STATUS[self.answer]

	def take(self, step: str, now: datetime, eta_minutes: int = 0) -> Answer:
		"""The answer after a step. ``eta_minutes``: until the person will be there; 0: not said.

		Raises NotArrivedError, HasArrivedError, HasDepartedError, ExpectedTimeError.
		"""
		if not 0 <= eta_minutes <= LONGEST_ETA_MINUTES:
			raise errors.ExpectedTimeError(eta_minutes, LONGEST_ETA_MINUTES)
		if self.out_on:
			raise errors.HasDepartedError()
		if step == DEPARTED:
			if not self.arrived_on:
				raise errors.NotArrivedError()
			return replace(self, out_on=max(now, self.arrived_on))
		if self.arrived_on:
			raise errors.HasArrivedError()
		eta = now + timedelta(minutes=eta_minutes) if eta_minutes else None
		if step == ARRIVED:
			return replace(self._said_yes(now), arrived_on=now)
		if step == SET_OUT:
			return replace(self._said_yes(now), set_out_on=now, eta=eta or self.eta)
		return replace(self, answer=step, answered_on=now, set_out_on=None, eta=None if step == NO else eta)

	def _said_yes(self, now: datetime) -> Answer:
		return self if self.answer == YES else replace(self, answer=YES, answered_on=now)
