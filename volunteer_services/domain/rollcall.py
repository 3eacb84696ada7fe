"""A pasted roll-call: read it (``parse``) and find the volunteers that it names (``match``)."""

from volunteer_services.domain.rollcall_match import Candidate, MatchResult, match
from volunteer_services.domain.rollcall_parse import Rollcall, RollcallEntry, SkippedLine, parse
from volunteer_services.domain.rollcall_words import Doubt, MatchReason, Outcome, SkipReason

__all__ = [
	"Candidate",
	"Doubt",
	"MatchReason",
	"MatchResult",
	"Outcome",
	"Rollcall",
	"RollcallEntry",
	"SkipReason",
	"SkippedLine",
	"match",
	"parse",
]
