"""Finding the volunteers that a pasted list names.

By exact name, narrowed by the volunteer number, the activity's sign-ups, then the team, then the last four
digits of the mobile number. Hours go to the person found, so whatever is not certain is left to a person to
confirm, and nobody is found twice for the same time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from volunteer_services.volunteer_projects.domain.rollcall.entries import are_apart
from volunteer_services.volunteer_projects.domain.rollcall.model import RollcallEntry
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
	"""``volunteer`` is set only when matched; ``candidates`` are to choose from, the likeliest first.

	``is_sole``: only the place of the one candidate, outside the team, keeps the entry from being matched.
	"""

	entry: RollcallEntry
	outcome: Outcome
	reason: MatchReason
	volunteer: str | None = None
	candidates: tuple[str, ...] = ()

	@property
	def is_sole(self) -> bool:
		return self.reason is MatchReason.OUTSIDE and len(self.candidates) == 1 and not self.entry.asks


def match(entries: Iterable[RollcallEntry], candidates: Iterable[Candidate]) -> list[MatchResult]:
	"""One result an entry, in order; the same input in any order of candidates gives the same result."""
	by_name: dict[str, list[Candidate]] = defaultdict(list)
	by_digits: dict[str, list[Candidate]] = defaultdict(list)
	for candidate in {c.volunteer: c for c in sorted(candidates, key=_order)}.values():
		by_name[normalise_name(candidate.name)].append(candidate)
		if candidate.last_four and (candidate.in_activity or candidate.in_team):
			by_digits[candidate.last_four].append(candidate)
	by_number = {c.volunteer.upper(): c for same in by_name.values() for c in same}
	taken: dict[str, list[RollcallEntry]] = defaultdict(list)
	results = []
	for entry in entries:
		name = normalise_name(entry.name)
		namesakes = by_name.get(name, []) if name else []
		numbered = by_number.get(entry.volunteer_no or "")
		others = [numbered] if numbered else by_digits.get(entry.last_four or "", [])
		result = _match_one(entry, namesakes, others, taken)
		if result.volunteer:
			taken[result.volunteer].append(entry)
		results.append(result)
	return results


def _match_one(
	entry: RollcallEntry,
	namesakes: list[Candidate],
	others: list[Candidate],
	taken: dict[str, list[RollcallEntry]],
) -> MatchResult:
	if not namesakes:
		return _not_found(entry, others)
	keys = _keys(
		entry, [*namesakes, *(other for other in others if entry.volunteer_no and other not in namesakes)]
	)
	if Doubt.DUPLICATE in entry.doubts:
		return MatchResult(entry, Outcome.DUPLICATE, MatchReason.MATCHED_BEFORE, candidates=keys)
	found, reason = _narrow(entry, namesakes)
	if found is None:
		return MatchResult(entry, Outcome.DOUBTFUL, reason, candidates=keys)
	if not all(are_apart(entry, earlier) for earlier in taken[found.volunteer]):
		return MatchResult(entry, Outcome.DUPLICATE, MatchReason.MATCHED_BEFORE, candidates=keys)
	if Doubt.CANCELLED in entry.doubts:
		return MatchResult(entry, Outcome.DOUBTFUL, MatchReason.MAY_HAVE_CANCELLED, candidates=keys)
	if entry.asks:
		return MatchResult(entry, Outcome.DOUBTFUL, MatchReason.MUST_ANSWER, candidates=keys)
	return MatchResult(entry, Outcome.MATCHED, reason, found.volunteer, (found.volunteer,))


def _not_found(entry: RollcallEntry, others: list[Candidate]) -> MatchResult:
	"""Nobody has the name; somebody may have the number, or near the activity the digits (a nickname)."""
	if others:
		by_number = others[0].volunteer.upper() == entry.volunteer_no
		reason = MatchReason.NUMBER_CONFLICT if by_number else MatchReason.OTHER_NAME
		return MatchResult(entry, Outcome.DOUBTFUL, reason, candidates=_keys(entry, others))
	reason = MatchReason.NO_SUCH_NAME if normalise_name(entry.name) else MatchReason.NO_NAME
	return MatchResult(entry, Outcome.UNKNOWN, reason)


def _narrow(entry: RollcallEntry, namesakes: list[Candidate]) -> tuple[Candidate | None, MatchReason]:
	"""The one who is meant and why, or None and why not."""
	if entry.volunteer_no:
		return _by_number(entry, namesakes)
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


def _by_number(entry: RollcallEntry, namesakes: list[Candidate]) -> tuple[Candidate | None, MatchReason]:
	found = next((c for c in namesakes if c.volunteer.upper() == entry.volunteer_no), None)
	if not found:
		return None, MatchReason.NUMBER_CONFLICT
	if entry.last_four and found.last_four and entry.last_four != found.last_four:
		return None, MatchReason.CONFLICT
	return found, MatchReason.NUMBER


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
