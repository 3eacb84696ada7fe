"""Needs: collected, checked, answered, dispatched, served, rated [S1] [REG §13] (`field.md` a).

Received 待核实 → Verified 已核实 | Declined 不予受理; → Dispatched 已派单 ↔ Sent Back 退单; → Accepted 已接单
→ In Service 服务中 → Awaiting Rating 待评单 → Done 已完成; Cancelled, Unmet 无法满足 on the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from volunteer_services.foundation.domain import tickets
from volunteer_services.foundation.domain.working_days import NATIONAL, WorkCalendar, add_working_days
from volunteer_services.service_needs.domain import errors

LEAST_CHARACTERS, MOST_CHARACTERS = 4, 2000
ANSWER_DAYS = 3
"""Working days until whoever asked has an answer (*policy*; REG §13 says "in time")."""
URGENT_HOURS = 24
ACCEPT_HOURS = 24
"""Hours in which the team takes what was dispatched to it; then it goes back (*policy*)."""
MOST_PEOPLE = 3000
STARS = 5
LEAST_NAME = 2
_PREFIX = "XQ"
EMERGENCY_NUMBERS = "110、119、120"


class State(str, Enum):
	RECEIVED = "Received"
	VERIFIED = "Verified"
	DECLINED = "Declined"
	DISPATCHED = "Dispatched"
	SENT_BACK = "Sent Back"
	ACCEPTED = "Accepted"
	IN_SERVICE = "In Service"
	AWAITING_RATING = "Awaiting Rating"
	DONE = "Done"
	CANCELLED = "Cancelled"
	UNMET = "Unmet"
	MERGED = "Joined to Another"


class Urgency(str, Enum):
	"""一般, 急 and 紧急: the last is handed on at once and no need of volunteers."""

	USUAL = "Usual"
	URGENT = "Pressing"
	EMERGENCY = "Emergency"


class Channel(str, Enum):
	VISIT = "Home Visit"
	PHONE = "Phone"
	WINDOW = "At the Window"
	GRID = "Grid Worker"
	WEBSITE = "Website"
	HOTLINE = "Hotline 12345"
	PARTNER = "Partner Organisation"
	MENU = "Service Menu"


APPLICANTS = ("The Person", "Family", "Neighbour", "Social Worker", "Unit")


class Declined(str, Enum):
	"""Why a need is not taken up."""

	PAID_WORK = "Paid Work"
	COMMERCIAL = "Commercial Purpose"
	OWN_DUTY = "Duty of the Asking Body"
	EMERGENCY = "Handed On as Emergency"
	UNTRUE = "Not as Told"
	NO_CONSENT = "No Consent"


class Unmet(str, Enum):
	"""Why nobody could help: 无人 专业不足 风险过高 超出志愿服务范围."""

	NOBODY = "Nobody Free"
	SKILLS = "Skills Missing"
	RISK = "Risk Too High"
	BEYOND = "Beyond Volunteering"


FROM_OUTSIDE = frozenset({Channel.WEBSITE.value, Channel.MENU.value})
"""Told without a login: whose need it is, the staff finds out when it checks it."""
ENDED = frozenset({State.DECLINED, State.DONE, State.CANCELLED, State.UNMET, State.MERGED})
OPEN = frozenset(State) - ENDED
HELD = frozenset({State.DISPATCHED, State.ACCEPTED, State.IN_SERVICE, State.AWAITING_RATING})
"""States in which one team holds the need: no other can."""
FREE = frozenset({State.VERIFIED, State.SENT_BACK})
"""States in which it may be dispatched, or taken by a team that sees it."""


@dataclass(frozen=True)
class Asked:
	"""A need as it was told. ``has_recipient``: false for a need of the community as a whole, and for what
	somebody sent without a login and nobody has checked (``is_unchecked``)."""

	content: str
	urgency: str = Urgency.USUAL.value
	wanted_from: datetime | None = None
	wanted_to: datetime | None = None
	people: int = 1
	has_recipient: bool = True
	is_of_community: bool = False
	is_unchecked: bool = False

	def check(self) -> None:
		"""Raise NeedContentError, NeedTimesError, HeadcountError, NoRecipientError."""
		if len("".join(self.content.split())) < LEAST_CHARACTERS:
			raise errors.NeedContentError(LEAST_CHARACTERS)
		if self.wanted_from and self.wanted_to and self.wanted_to <= self.wanted_from:
			raise errors.NeedTimesError(self.wanted_from, self.wanted_to)
		if not 1 <= self.people <= MOST_PEOPLE:
			raise errors.HeadcountError(MOST_PEOPLE, self.people)
		if not (self.has_recipient or self.is_of_community or self.is_unchecked):
			raise errors.NoRecipientError()


def make_number(random_bytes: bytes) -> str:
	"""A number XQ-XXXX-XXXX-XXXX, by which whoever asked reads the answer."""
	return tickets.make(_PREFIX, random_bytes)


def normalise_number(text: str) -> str:
	"""The stored form of a number as somebody typed it; empty for what cannot be one."""
	return tickets.normalise(_PREFIX, text)


def check_asker(name: str) -> None:
	"""Raise AskerError where nobody could be called back by a name."""
	if len(name.strip()) < LEAST_NAME:
		raise errors.AskerError()


def check_dispatch(urgency: str) -> None:
	"""Raise EmergencyError: an emergency is handed on, no volunteer is sent."""
	if urgency == Urgency.EMERGENCY.value:
		raise errors.EmergencyError(EMERGENCY_NUMBERS)


def check_verified(by: str, way: str, at: datetime | date | None) -> None:
	"""Raise VerifierError unless it is known who checked the need, how and when."""
	if not (by.strip() and way.strip() and at):
		raise errors.VerifierError()


_CODES = {
	State.DECLINED.value: [one.value for one in Declined],
	State.UNMET.value: [one.value for one in Unmet],
}


def check_end(target: str, code: str, answer: str) -> None:
	"""What an ending without a service must say. Raises ReasonCodeError, UnansweredNeedError."""
	known = _CODES.get(target)
	if known is None:
		return
	if code not in known:
		raise errors.ReasonCodeError(", ".join(known))
	if not answer.strip():
		raise errors.UnansweredNeedError()


def check_people(name: str, people: int, goes_by_two: bool, guardian_is_there: bool) -> None:
	"""Raise TwoVolunteersError where one volunteer would be alone with who must not be."""
	if goes_by_two and not guardian_is_there and people < 2:
		raise errors.TwoVolunteersError(name, 2)


def check_rating(stars: int, rater: str, served_by: frozenset[str]) -> None:
	"""Raise NeedRatingError for no number of stars, OwnRatingError for a user who served or recorded it."""
	if not 1 <= stars <= STARS:
		raise errors.NeedRatingError(STARS, stars)
	if rater in served_by:
		raise errors.OwnRatingError()


def answer_by(received: datetime, urgency: str, days: int, calendar: WorkCalendar = NATIONAL) -> datetime:
	"""Until when whoever asked has an answer: ``days`` working days (0: the usual three) at the day's end, or
	24 hours where it is urgent; at once for an emergency."""
	if urgency == Urgency.EMERGENCY.value:
		return received
	if urgency == Urgency.URGENT.value:
		return received + timedelta(hours=URGENT_HOURS)
	last = add_working_days(received.date(), days or ANSWER_DAYS, calendar).day
	return datetime(last.year, last.month, last.day, 23, 59, 59)


def accept_by(dispatched: datetime, urgency: str) -> datetime:
	"""Until when the team takes the need: a day, six hours where it is urgent."""
	return dispatched + timedelta(
		hours=ACCEPT_HOURS // 4 if urgency == Urgency.URGENT.value else ACCEPT_HOURS
	)


def is_late(state: str, due: datetime | None, answered: datetime | None, now: datetime) -> bool:
	"""Whether an answer is due and was not given, in a need that is open."""
	return bool(due and answered is None and State(state) in OPEN and now > due)
