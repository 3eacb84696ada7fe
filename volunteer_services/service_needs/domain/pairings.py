"""结对: a volunteer or a team goes to a recipient again and again [S1][S2][S3] (`field.md` b)."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum

from volunteer_services.service_needs.domain import errors

MOST_VISITS = 31
DAYS_OF_MONTH = 30
CONTACT_MINUTES = 15
"""Longest contact, such as a greeting by phone, that is no service and counts for no hours (*policy*)."""
MISSED_UNTIL_COORDINATOR = 2


class State(str, Enum):
	PLANNED = "Planned"
	PAIRED = "Paired"
	TO_BE_CONTINUED = "To Be Continued"
	SUSPENDED = "Suspended"
	ENDED = "Ended"


class Kind(str, Enum):
	ONE_TO_ONE = "One to One"
	MANY_TO_ONE = "Many to One"
	TEAM = "Team to Household"
	PARTY = "Party Members to Households"


RUNNING = frozenset({State.PAIRED.value, State.TO_BE_CONTINUED.value})


class Reminder(str, Enum):
	"""Whom an overdue visit is told."""

	NOBODY = "nobody"
	PAIR = "pair"
	COORDINATOR = "coordinator"


def check_dates(begins: date, ends: date | None) -> None:
	"""Raise PairingDatesError for an end before the beginning."""
	if ends and ends < begins:
		raise errors.PairingDatesError(ends, begins)


def check_frequency(visits: int) -> None:
	"""Raise PairingFrequencyError unless it is a number of visits a month."""
	if not 1 <= visits <= MOST_VISITS:
		raise errors.PairingFrequencyError(MOST_VISITS, visits)


def check_alone(volunteer: str, is_minor: bool, has_team: bool, adult_age: int) -> None:
	"""Raise MinorAloneError: a minor is never alone with a recipient."""
	if is_minor and not has_team:
		raise errors.MinorAloneError(volunteer, adult_age)


def check_two(recipient: str, goes_by_two: bool, has_second: bool, guardian_is_there: bool) -> None:
	"""Raise PairNeedsTwoError where one volunteer alone would visit who needs two."""
	if goes_by_two and not (has_second or guardian_is_there):
		raise errors.PairNeedsTwoError(recipient)


def check_contact(on: date, minutes: int, today: date) -> None:
	"""Raise ContactAheadError, and ContactTooLongError for what is a service with a record of its own."""
	if on > today:
		raise errors.ContactAheadError(on)
	if minutes > CONTACT_MINUTES:
		raise errors.ContactTooLongError(minutes, CONTACT_MINUTES)


def days_between(visits: int) -> int:
	"""Days from one visit to the next, at least one: 4 a month are one in seven days."""
	return max(1, DAYS_OF_MONTH // max(1, visits))


def next_due(last: date | None, begins: date, visits: int) -> date:
	"""The day by which the next visit or contact is due."""
	return (last or begins) + timedelta(days=days_between(visits))


def missed(last: date | None, begins: date, visits: int, today: date) -> int:
	"""How many visits are overdue today; the day itself is none."""
	late = (today - next_due(last, begins, visits)).days
	return 0 if late <= 0 else 1 + (late - 1) // days_between(visits)


def reminded(missed_visits: int) -> Reminder:
	"""The pair is reminded of a missed visit, the coordinator of the second."""
	if missed_visits <= 0:
		return Reminder.NOBODY
	return Reminder.COORDINATOR if missed_visits >= MISSED_UNTIL_COORDINATOR else Reminder.PAIR
