"""Signing up to a shift: the states of a sign-up, who waits, until when an offered place is held [REG §22].

Places and the waiting list are counted, never searched: a sign-up costs the same at the tenth and at the
three-thousandth.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from volunteer_services.foundation.domain.words import Word
from volunteer_services.volunteer_projects.domain import errors


class Status(Word):
	"""The states of a sign-up."""

	SIGNED_UP = "Signed Up", "已报名"
	WAITING = "Waiting", "候补"
	OFFERED = "Offered", "待应答"
	CONFIRMED = "Confirmed", "已确认"
	ATTENDED = "Attended", "已到岗"
	LEFT_EARLY = "Left Early", "早退"
	EXCUSED = "Excused", "请假"
	NO_SHOW = "No Show", "缺席"
	DECLINED = "Declined", "谢绝"
	WITHDRAWN = "Withdrawn", "退出"
	REMOVED = "Removed", "移出"
	SUBSTITUTED = "Substituted", "已替班"


HOLDS_PLACE = frozenset({"Signed Up", "Offered", "Confirmed", "Attended", "Left Early"})
"""States in which the sign-up takes one of the places of its shift."""
EXPECTED = frozenset({"Signed Up", "Waiting", "Offered", "Confirmed"})
"""States of those who may still come."""
GONE = frozenset({"Declined", "Withdrawn", "Removed", "Substituted"})
"""States from which somebody may sign up again."""
_WITH_REASON = frozenset({"Declined", "Removed", "Excused"})

_LEAVING = frozenset({"Withdrawn", "Removed", "Declined"})
_OUTCOMES = frozenset({"Attended", "Left Early", "Excused", "No Show"})
STEPS: dict[str, frozenset[str]] = {
	"Signed Up": frozenset({"Confirmed", "Substituted"}) | _LEAVING | _OUTCOMES,
	"Waiting": frozenset({"Offered", "Confirmed", "Attended"}) | _LEAVING,
	"Offered": frozenset({"Confirmed", "Attended", "Waiting"}) | _LEAVING,
	"Confirmed": frozenset({"Substituted"}) | _LEAVING | _OUTCOMES,
	**{state: _OUTCOMES - {state} for state in _OUTCOMES},
	**{state: frozenset({"Signed Up", "Waiting", "Attended"}) for state in GONE},
}
"""From each state to those that may follow; the roll-call has the last word, whatever stood before."""


def check_step(name: str, source: str, target: str, reason: str = "") -> None:
	"""Raise StepError where ``target`` does not follow ``source``, StepReasonError where it wants a reason.

	``name``: of the person.
	"""
	if target not in STEPS[source]:
		raise errors.StepError(name, source, target)
	if target in _WITH_REASON and not reason.strip():
		raise errors.StepReasonError(name, target)


@dataclass
class Places:
	"""The places of a shift as its row counts them. ``capacity`` 0: any number of people."""

	capacity: int
	taken: int = 0
	waiting: int = 0
	last_number: int = 0

	@property
	def free(self) -> int:
		"""How many places are left; a large number where there is no end."""
		return max(self.capacity - self.taken, 0) if self.capacity else 1_000_000

	def status_of_next(self, must_wait: bool = False, line_moves: bool = True) -> str:
		"""Who comes now gets a place, if there is one and nobody waits for it.

		``line_moves``: free places are offered to those who wait. Then whoever still waits while one is free
		waits for something else: a post, or the leader. ``must_wait``: so does who comes now.
		"""
		passes = not self.waiting or not self.capacity or line_moves
		return "Signed Up" if self.free and passes and not must_wait else "Waiting"

	def move(self, source: str, target: str) -> None:
		"""Count a step. ``source`` is empty for a new sign-up."""
		self.taken += (target in HOLDS_PLACE) - (source in HOLDS_PLACE)
		self.waiting += (target == "Waiting") - (source == "Waiting")

	def keep(self, count: int) -> None:
		"""Keep places for a group whose people have no names yet; a negative number gives them back."""
		self.taken = max(self.taken + count, 0)

	def number(self) -> int:
		"""The next number in the order of requests."""
		self.last_number += 1
		return self.last_number


@dataclass(frozen=True)
class Waiting:
	"""Somebody who waits: the number of the request, the post, and whether the leader must decide."""

	key: str
	number: int
	post: str = ""
	needs_leader: bool = False


def next_in_line(queue: Iterable[Waiting], count: int, posts_left: dict[str, int]) -> list[Waiting]:
	"""Who of those who wait gets the next ``count`` places, in the order of their requests.

	``posts_left``: places that a post has left; a post that is missing has no end. Whom the leader must let
	in, and whose post is full, keeps the place in the line.
	"""
	left = dict(posts_left)
	found: list[Waiting] = []
	for one in sorted(queue, key=lambda one: one.number):
		if len(found) >= count:
			break
		if one.needs_leader or left.get(one.post, 1) <= 0:
			continue
		if one.post in left:
			left[one.post] -= 1
		found.append(one)
	return found


def answer_until(now: datetime, starts_on: datetime, hours: int, fewest_hours: int) -> datetime | None:
	"""Until when an offered place is held: ``hours``, or half of the time that is left, whichever is less.

	None where the shift begins in less than ``fewest_hours``: then the leader decides.
	"""
	left = starts_on - now
	if left < timedelta(hours=fewest_hours):
		return None
	return (now + min(timedelta(hours=hours), left / 2)).replace(microsecond=0)


def is_late_cancel(now: datetime, starts_on: datetime, hours: int) -> bool:
	"""Whether somebody withdraws later than ``hours`` before the beginning [REG §22]."""
	return now > starts_on - timedelta(hours=hours)
