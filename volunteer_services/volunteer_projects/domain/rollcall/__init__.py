"""A pasted roll-call: read it (``parse``) and find the volunteers that it names (``match``)."""

from volunteer_services.volunteer_projects.domain.rollcall.match import Candidate, MatchResult, match
from volunteer_services.volunteer_projects.domain.rollcall.model import (
	Occasion,
	Read,
	Rollcall,
	RollcallEntry,
	SkippedLine,
)
from volunteer_services.volunteer_projects.domain.rollcall.parse import parse
from volunteer_services.volunteer_projects.domain.rollcall.words import (
	Doubt,
	MatchReason,
	Outcome,
	SkipReason,
	What,
)

__all__ = [
	"Candidate",
	"Doubt",
	"MatchReason",
	"MatchResult",
	"Occasion",
	"Outcome",
	"Read",
	"Rollcall",
	"RollcallEntry",
	"SkipReason",
	"SkippedLine",
	"What",
	"match",
	"parse",
]
