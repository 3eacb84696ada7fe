"""A pasted roll-call: read it (``parse``) and find the volunteers that it names (``match``)."""

from volunteer_services.volunteer_projects.domain.rollcall.match import Candidate, MatchResult, match
from volunteer_services.volunteer_projects.domain.rollcall.parse import (
	Rollcall,
	RollcallEntry,
	SkippedLine,
	parse,
)
from volunteer_services.volunteer_projects.domain.rollcall.words import (
	Doubt,
	MatchReason,
	Outcome,
	SkipReason,
)

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
