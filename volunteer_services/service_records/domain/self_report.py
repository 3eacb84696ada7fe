"""自助申报: what volunteers report of service outside a published activity, and who can bear witness to it.

Nothing of it counts before somebody who was there confirms it, the staff take it into the records, and the
record is approved like any other (field practice of the national portal; CiviVolunteer #620).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from volunteer_services.foundation.domain.overlap import Interval, first_overlap
from volunteer_services.foundation.domain.words import Word
from volunteer_services.service_records.domain import errors

MOST_MINUTES = 24 * 60
LEAST_CONTENT = 5
"""Characters that say what was done, at the least."""
LEAST_DIGITS, LAST_FOUR = 7, 4


class State(Word):
	"""The states of a self-report."""

	WITNESS = "Waiting for Witness", "待见证"
	ACCEPTANCE = "Waiting for Acceptance", "待受理"
	RECORDED = "Recorded", "已登记"
	REFUSED = "Refused", "未采纳"
	WITHDRAWN = "Withdrawn", "已撤回"


OPEN = (State.WITNESS.value, State.ACCEPTANCE.value)


class WitnessKind(Word):
	"""Who was there."""

	LEADER = "Team Leader", "队长"
	VOLUNTEER = "Another Volunteer", "其他志愿者"
	OTHER = "Somebody Else", "其他人"


@dataclass(frozen=True)
class Told:
	"""What somebody says of their service: when, and what was done."""

	starts_on: datetime
	ends_on: datetime
	break_minutes: int
	content: str
	location: str

	@property
	def minutes(self) -> int:
		return int((self.ends_on - self.starts_on).total_seconds() // 60) - self.break_minutes


def check_told(told: Told, now: datetime, days_back: int) -> None:
	"""Raises SelfReportError's kinds. ``days_back``: so many days ago at the most; 0: nobody reports."""
	if days_back <= 0:
		raise errors.NoSelfReportsError()
	if told.ends_on > now:
		raise errors.SelfReportAheadError(f"{told.ends_on:%Y-%m-%d %H:%M}")
	if told.starts_on.date() < (now - timedelta(days=days_back)).date():
		raise errors.SelfReportTooOldError(f"{told.starts_on:%Y-%m-%d}", days_back)
	if told.break_minutes < 0 or not 0 < told.minutes <= MOST_MINUTES:
		raise errors.SelfReportTimeError()
	if len("".join(told.content.split())) < LEAST_CONTENT or not told.location.strip():
		raise errors.SelfReportContentError(LEAST_CONTENT)


def check_witness(kind: str, name: str, phone: str, own_name: str) -> None:
	"""A witness who is not the leader has a name and a phone, by which they are found or asked. Nobody is
	their own witness. Raises SelfReportError's kinds."""
	if kind == WitnessKind.LEADER.value:
		return
	digits = sum(sign.isdigit() for sign in phone)
	least = LAST_FOUR if kind == WitnessKind.VOLUNTEER.value else LEAST_DIGITS
	if not name.strip() or digits < least:
		raise errors.WitnessMissingError(least)
	if _plain(name) == _plain(own_name):
		raise errors.OwnWitnessError()


def _plain(name: str) -> str:
	return "".join(name.split()).casefold()


def check_free(told: Told, others: Iterable[Interval], most_open: int, now_open: int) -> None:
	"""One service at a time, and not more open reports than ``most_open`` (0: no limit). ``others``: records
	and open reports, each with its number. Raises SelfReportError's kinds."""
	if most_open and now_open >= most_open:
		raise errors.TooManySelfReportsError(now_open)
	other = first_overlap(Interval("", told.starts_on, told.ends_on), others)
	if other and other.starts_on and other.ends_on:
		raise errors.SelfReportOverlapError(
			f"{other.starts_on:%Y-%m-%d %H:%M}", f"{other.ends_on:%Y-%m-%d %H:%M}"
		)


def check_confirmation(is_witness: bool, words: str) -> None:
	"""Who was not there says what the witness told them. Raises WitnessWordsError."""
	if not is_witness and not words.strip():
		raise errors.WitnessWordsError()
