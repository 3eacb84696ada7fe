"""Finding the volunteers that a pasted list names.

By exact name, narrowed by the activity's sign-ups, then the team, then the last four digits of the mobile
number. Hours go to the person found, so whatever is not certain is left to a person to confirm, and nobody is
found twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from volunteer_services.volunteer_projects.domain.rollcall.parse import RollcallEntry
from volunteer_services.volunteer_projects.domain.rollcall.words import Doubt, MatchReason, Outcome
from volunteer_services.volunteer_registry.domain.duplicates import normalise_name


@dataclass(frozen=True)
class Candidate:
	"""A volunteer who may be meant."""

	volunteer: str
	name: str
	last_four: str | None = None
	in_activity: bool = False
	in_team: bool = False


@dataclass(frozen=True)
class MatchResult:
	"""``volunteer`` is set only when matched; ``candidates`` are to choose from, the likeliest first."""

	entry: RollcallEntry
	outcome: Outcome
	reason: MatchReason
	volunteer: str | None = None
	candidates: tuple[str, ...] = ()


def match(entries: Iterable[RollcallEntry], candidates: Iterable[Candidate]) -> list[MatchResult]:
	"""One result an entry, in order; the same input in any order of candidates gives the same result."""
	by_name: dict[str, list[Candidate]] = defaultdict(list)
	by_digits: dict[str, list[Candidate]] = defaultdict(list)
	for candidate in {c.volunteer: c for c in sorted(candidates, key=_order)}.values():
		by_name[normalise_name(candidate.name)].append(candidate)
		if candidate.last_four and (candidate.in_activity or candidate.in_team):
			by_digits[candidate.last_four].append(candidate)
	taken: set[str] = set()
	results = []
	for entry in entries:
		name = normalise_name(entry.name)
		namesakes = by_name.get(name, []) if name else []
		result = _match_one(entry, namesakes, by_digits.get(entry.last_four or "", []), taken)
		if result.volunteer:
			taken.add(result.volunteer)
		results.append(result)
	return results


def _match_one(
	entry: RollcallEntry, namesakes: list[Candidate], same_digits: list[Candidate], taken: set[str]
) -> MatchResult:
	if not namesakes:
		return _not_found(entry, same_digits)
	keys = _keys(entry, namesakes)
	if Doubt.DUPLICATE in entry.doubts:
		return MatchResult(entry, Outcome.DUPLICATE, MatchReason.MATCHED_BEFORE, candidates=keys)
	found, reason = _narrow(entry, namesakes)
	if found is None:
		return MatchResult(entry, Outcome.DOUBTFUL, reason, candidates=keys)
	if found.volunteer in taken:
		return MatchResult(entry, Outcome.DUPLICATE, MatchReason.MATCHED_BEFORE, candidates=keys)
	if Doubt.CANCELLED in entry.doubts:
		return MatchResult(entry, Outcome.DOUBTFUL, MatchReason.MAY_HAVE_CANCELLED, candidates=keys)
	return MatchResult(entry, Outcome.MATCHED, reason, found.volunteer, (found.volunteer,))


def _not_found(entry: RollcallEntry, same_digits: list[Candidate]) -> MatchResult:
	"""Nobody has the name; somebody signed up or of the team may have the digits (a nickname)."""
	if same_digits:
		keys = _keys(entry, same_digits)
		return MatchResult(entry, Outcome.DOUBTFUL, MatchReason.OTHER_NAME, candidates=keys)
	reason = MatchReason.NO_SUCH_NAME if normalise_name(entry.name) else MatchReason.NO_NAME
	return MatchResult(entry, Outcome.UNKNOWN, reason)


def _narrow(entry: RollcallEntry, namesakes: list[Candidate]) -> tuple[Candidate | None, MatchReason]:
	"""The one who is meant and why, or None and why not."""
	pool = [c for c in namesakes if c.in_activity] or [c for c in namesakes if c.in_team] or namesakes
	near = pool[0].in_activity or pool[0].in_team
	digits = entry.last_four
	agreeing = [c for c in pool if digits and c.last_four == digits]
	if len(agreeing) == 1:
		return agreeing[0], MatchReason.LAST_FOUR
	if len(pool) > 1:
		unknown_digits = [c for c in pool if not c.last_four]
		contradicted = digits and not agreeing and not unknown_digits
		return None, MatchReason.CONFLICT if contradicted else MatchReason.SEVERAL
	if digits and pool[0].last_four:
		return None, MatchReason.CONFLICT
	if not near:
		return None, MatchReason.OUTSIDE
	return pool[0], MatchReason.SIGNED_UP if pool[0].in_activity else MatchReason.IN_TEAM


def _keys(entry: RollcallEntry, candidates: Iterable[Candidate]) -> tuple[str, ...]:
	digits = entry.last_four
	ranked = sorted(candidates, key=lambda c: (not (digits and c.last_four == digits), _order(c)))
	return tuple(c.volunteer for c in ranked)


def _order(candidate: Candidate) -> tuple[bool, bool, str, str, str]:
	return (
		not candidate.in_activity,
		not candidate.in_team,
		candidate.volunteer,
		candidate.name,
		candidate.last_four or "",
	)
