"""One round of star recognition for one person: from hours, scheme and awards to the steps that are due.

The round is a fixed point: when its steps were taken, the same round finds none (invariant 5). Automatic
schemes grant all stars that the hours reach, one after the other (可依次认定). Schemes with review propose
them; where the star below must be held first, the next one is proposed only after it was granted, so that a
round of notice and granting brings one star at most.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from volunteer_services.volunteer_recognition.domain.stars import Scheme, reached_star

PROPOSED = "Proposed"
PUBLIC_NOTICE = "Public Notice"
GRANTED = "Granted"
OBJECTED = "Objected"
REVOKED = "Revoked"
STATUSES = (PROPOSED, PUBLIC_NOTICE, GRANTED, OBJECTED, REVOKED)
OPEN = frozenset({PROPOSED, PUBLIC_NOTICE, OBJECTED})


class Step(Enum):
	"""What is to happen with one star."""

	PROPOSE = "propose"
	GRANT = "grant"
	WITHDRAW = "withdraw"
	REVIEW = "review"
	CLEAR_REVIEW = "clear review"


@dataclass(frozen=True)
class Held:
	"""An award on file. ``review_below``: the total in minutes under which it must be looked at again.

	``is_barred``: revoked for another reason than the hours; hours alone do not bring it back.
	"""

	star: int
	status: str
	review_below: int
	needs_review: bool = False
	is_barred: bool = False


def due_steps(
	total_minutes: int,
	scheme: Scheme,
	automatic: bool,
	awards: Iterable[Held],
	may_receive: bool = True,
) -> list[tuple[int, Step]]:
	"""The steps that are due, as (star, step); empty when everything is as it should be.

	``may_receive`` is False for persons who get no new star (not registered any more). A granted star is not
	taken away by anything here: it is marked for review when hours were corrected below its threshold.
	"""
	on_file = {award.star: award for award in awards}
	reached = reached_star(total_minutes, scheme)
	steps = [step for award in on_file.values() for step in _after_correction(award, total_minutes, reached)]
	if may_receive:
		steps += _new_stars(scheme, reached, automatic, on_file)
	return steps


def highest_granted(awards: Iterable[Held]) -> int:
	"""The star that is held; 0 for none."""
	return max((award.star for award in awards if award.status == GRANTED), default=0)


def _after_correction(award: Held, total_minutes: int, reached: int) -> list[tuple[int, Step]]:
	fallen = total_minutes < award.review_below and reached < award.star
	if award.status == GRANTED and fallen != award.needs_review:
		return [(award.star, Step.REVIEW if fallen else Step.CLEAR_REVIEW)]
	if award.status in OPEN and fallen:
		return [(award.star, Step.WITHDRAW)]
	return []


def _new_stars(
	scheme: Scheme, reached: int, automatic: bool, on_file: dict[int, Held]
) -> list[tuple[int, Step]]:
	held = highest_granted(on_file.values())
	steps = []
	for level in scheme.levels[:reached]:
		award = on_file.get(level.star)
		if level.require_previous and held < level.star - 1:
			continue
		is_open = award is None or (award.status == REVOKED and not award.is_barred)
		is_proposed = award is not None and award.status == PROPOSED
		if automatic and (is_open or is_proposed):
			steps.append((level.star, Step.GRANT))
			held = max(held, level.star)
		elif is_open:
			steps.append((level.star, Step.PROPOSE))
	return steps
