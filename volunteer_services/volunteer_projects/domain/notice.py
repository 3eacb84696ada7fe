"""What a recruitment notice must say before volunteers are called: the eight contents of GB/T 40143 §6.1, and
whom to ask [REG §12]."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from volunteer_services.foundation.domain.words import Word

SHORT_CONTENT = 20
"""Characters below which the content tells too little to decide by: a warning, no refusal."""
MAKE_UP = "补录"
"""Service entered afterwards has a way of its own: it is no activity that calls for people."""


class Part(Word):
	"""What the notice says, in the order in which it is read."""

	TIME = "Time", "时间"
	PLACE = "Service Location", "地点"
	CONTENT = "Service Content", "服务内容"
	CONDITIONS = "Conditions", "条件"
	NUMBER = "Number of Places", "人数"
	SIGN_UP = "How to Sign Up", "报名方式"
	RISKS = "Risks", "风险"
	SAFEGUARDS = "Safeguards", "保障"
	CONTACT = "Contact", "联系人"


@dataclass(frozen=True)
class Line:
	"""One part as the notice says it. ``source``: who says so; both are empty where nobody does."""

	part: Part
	text: str = ""
	source: str = ""


def says_something(text: str | None) -> bool:
	"""Whether a text has a letter or a digit: a dash or a row of dots says nothing."""
	return any(character.isalnum() for character in text or "")


def lines(said: Mapping[Part, Iterable[tuple[str, str]]]) -> tuple[Line, ...]:
	"""The notice part by part: of each, the first of its (source, text) that says something."""
	return tuple(_line(part, said.get(part, ())) for part in Part)


def _line(part: Part, candidates: Iterable[tuple[str, str]]) -> Line:
	for source, text in candidates:
		if says_something(text):
			return Line(part, text.strip(), source)
	return Line(part)


def missing(notice: Iterable[Line]) -> tuple[Part, ...]:
	"""The parts that nobody says."""
	return tuple(line.part for line in notice if not line.text)


def is_short(content: str | None) -> bool:
	"""Whether the content has fewer characters than SHORT_CONTENT, spaces left out."""
	return len("".join((content or "").split())) < SHORT_CONTENT


def is_make_up(name: str | None) -> bool:
	"""Whether the name says that service is entered afterwards."""
	return MAKE_UP in "".join((name or "").split())
