"""Complaints 投诉举报: what they are about, their steps and days [L67 §20] [REG §26].

收到 Received → 受理 Investigating (two working days) → 答复 Answered (15 working days) → 关闭 Closed; who is
not content asks for a review 复核 once, which somebody else answers.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum

from volunteer_services.foundation.domain import tickets
from volunteer_services.foundation.domain.working_days import NATIONAL, WorkCalendar, add_working_days
from volunteer_services.service_records.domain import errors

LEAST_CHARACTERS, MOST_CHARACTERS = 10, 2000
ACKNOWLEDGE_DAYS = 2
"""Working days from the receipt until somebody says whether it is taken up (*policy*)."""
ANSWER_DAYS = 15
"""Working days from then until the answer (*policy*, a setting)."""
REVIEW_DAYS = 15
"""Days after the answer in which a review may be asked for; after them the complaint is closed (*policy*)."""
CONTACT_DAYS = 180
"""Days after the end for which name and phone of who complained are kept (*policy*) [PIPL §19]."""
NUMBER_BYTES = tickets.NUMBER_BYTES
_PREFIX = "TS"


class Kind(str, Enum):
	"""What the complaint is about, as in the exchange of data (field 0346)."""

	HOURS = "Service Hours"
	TEAM = "Team"
	PROJECT = "Project"
	PERSON = "Person"
	QUALITY = "Quality of Service"


class Status(str, Enum):
	RECEIVED = "Received"
	INVESTIGATING = "Investigating"
	DECLINED = "Not Taken Up"
	ANSWERED = "Answered"
	UNDER_REVIEW = "Under Review"
	CLOSED = "Closed"


class Result(str, Enum):
	TRUE = "Found True"
	FALSE = "Found Untrue"
	UNCLEAR = "Could Not Be Verified"


KINDS = tuple(one.value for one in Kind)
RESULTS = tuple(one.value for one in Result)
OPEN = frozenset({Status.RECEIVED.value, Status.INVESTIGATING.value, Status.UNDER_REVIEW.value})
"""States in which somebody of the staff has something to do."""
ENDED = frozenset({Status.DECLINED.value, Status.CLOSED.value})
_NEXT = {
	Status.RECEIVED: frozenset({Status.INVESTIGATING, Status.DECLINED}),
	Status.INVESTIGATING: frozenset({Status.ANSWERED}),
	Status.ANSWERED: frozenset({Status.UNDER_REVIEW, Status.CLOSED}),
	Status.UNDER_REVIEW: frozenset({Status.ANSWERED}),
}


def make_number(random_bytes: bytes) -> str:
	"""A number TS-XXXX-XXXX-XXXX, by which whoever complained reads the answer."""
	return tickets.make(_PREFIX, random_bytes)


def normalise_number(text: str) -> str:
	"""The stored form of a number as somebody typed it; empty for what cannot be one."""
	return tickets.normalise(_PREFIX, text)


def check_text(text: str) -> str:
	"""What happened, without blanks at the ends. Raises ComplaintTextError where it says too little."""
	found = text.strip()[:MOST_CHARACTERS]
	if len("".join(found.split())) < LEAST_CHARACTERS:
		raise errors.ComplaintTextError(LEAST_CHARACTERS)
	return found


def check_step(status: str, following: Status) -> None:
	"""Raise ComplaintStepError unless a complaint of this status may take the step."""
	if following not in _NEXT.get(Status(status), frozenset()):
		raise errors.ComplaintStepError(status, following.value)


def check_answer(result: str, findings: str, answer: str) -> None:
	"""Raise ComplaintAnswerError unless all three are there: a result alone answers nobody."""
	if result not in RESULTS or not findings.strip() or not answer.strip():
		raise errors.ComplaintAnswerError()


def check_review(answered_on: date, today: date, was_reviewed: bool) -> None:
	"""Raise ReviewTooLateError where the time is over or a review was made already."""
	if was_reviewed or today > answered_on + timedelta(days=REVIEW_DAYS):
		raise errors.ReviewTooLateError(REVIEW_DAYS)


def acknowledge_by(received_on: date, calendar: WorkCalendar = NATIONAL) -> date:
	"""The last day on which the complaint is taken up or not."""
	return add_working_days(received_on, ACKNOWLEDGE_DAYS, calendar).day


def answer_by(taken_up_on: date, days: int, calendar: WorkCalendar = NATIONAL) -> date:
	"""The last day on which the complaint is answered, ``days`` working days (0: the usual 15)."""
	return add_working_days(taken_up_on, days or ANSWER_DAYS, calendar).day
