"""A pasted list of those who attended: a line a person, ``who  minutes  score``.

The numbers may be missing. Minutes of full width, commas of Chinese and tabs of a spreadsheet are read alike.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LINE = re.compile(r"(?P<who>.*?)(?P<numbers>(?:[\s,、;]+\d{1,4}(?:分钟|分|min)?){0,2})[\s,、;]*")
_COUNTED = re.compile(r"^\s*\d{1,4}[.、)）]\s*")
_NUMBER = re.compile(r"\d{1,4}")


@dataclass(frozen=True)
class Line:
	"""``minutes``, ``score``: None where the line names none."""

	text: str
	who: str
	minutes: int | None = None
	score: int | None = None


def read(text: str) -> list[Line]:
	"""The lines that name somebody; a number and a point before the name are left out, and so are empty
	lines."""
	lines = (unicodedata.normalize("NFKC", line).strip() for line in text.splitlines())
	return [found for line in lines if line and (found := _read(line)).who]


def _read(line: str) -> Line:
	match = _LINE.fullmatch(_COUNTED.sub("", line))
	if match is None:  # a line of nothing but what the pattern cannot end with
		return Line(line, line)
	numbers = [int(number) for number in _NUMBER.findall(match["numbers"])]
	minutes, score = (*numbers, None, None)[:2]
	return Line(line, match["who"].strip(" ,、;\t"), minutes, score)
