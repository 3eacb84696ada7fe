"""Sheets as offices keep them: titles above, headings in many words, sums below.

Which column means which field is told by its heading; what no heading tells is left out and named.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any

from volunteer_services.foundation.domain import readings

HEAD_WITHIN = 10
"""Rows in which the heading is looked for."""
_SPLIT = re.compile(r"[、，,;；/|]+")
_REMARKS = re.compile(r"[\s*:]|\((?:必填|选填|required|天|days)\)")
_SUM = re.compile(r"(?:合|总|小|共)\s*计?\s*[:：]?\s*(?:\d+\s*[人名位户]?)?|(?:sub)?total\b.*", re.IGNORECASE)


class What(str, Enum):
	"""What a row will do."""

	NEW = "New"
	ON_FILE = "On File Already"
	ASKED = "To Be Decided"
	REFUSED = "Refused"


@dataclass
class Row:
	"""A row as read: ``values`` by field, ``faults`` in words, one for each cell that was not understood."""

	number: int
	values: dict[str, Any] = field(default_factory=dict)
	faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Headings:
	"""What the columns of one kind of sheet are called. ``needed``: the field without which there is no
	sheet. ``words``: each field and its headings."""

	needed: str
	words: Mapping[str, tuple[str, ...]]

	@cached_property
	def _known(self) -> dict[str, str]:
		return {folded(word): name for name, words in self.words.items() for word in words}

	def of(self, cell: object, shown: Mapping[str, str]) -> str | None:
		"""The field that a heading means; ``shown``: what the form calls its fields, folded."""
		word = folded(cell)
		return self._known.get(word) or shown.get(word)

	def find(self, rows: Sequence[Sequence[object]], shown: Mapping[str, str]) -> int | None:
		"""The place of the heading: the first row with the needed column and one more that is known."""
		for place, row in enumerate(rows[:HEAD_WITHIN]):
			known = {self.of(cell, shown) for cell in row} - {None}
			if self.needed in known and len(known) > 1:
				return place
		return None

	def columns(self, head: Sequence[object], shown: Mapping[str, str]) -> tuple[dict[int, str], list[str]]:
		"""(place → field, headings that are not taken over); a field that stands twice counts once."""
		fields: dict[int, str] = {}
		left_out = []
		for place, cell in enumerate(head):
			found = self.of(cell, shown)
			if found and found not in fields.values():
				fields[place] = found
			elif not readings.is_empty(cell):
				left_out.append(readings.plain(cell)[:60])
		return fields, left_out


def folded(word: object) -> str:
	"""A word as it is compared: widths, sizes, blanks and marks of required columns do not matter."""
	return _REMARKS.sub("", unicodedata.normalize("NFKC", readings.plain(word)).lower())


def is_sum(cell: object) -> bool:
	"""Whether a cell heads a row of sums: 合计, 总计 35人, 共35人."""
	return bool(_SUM.fullmatch(readings.plain(cell)))


def split(value: object) -> list[str]:
	"""The parts of a cell with several words."""
	return [part.strip() for part in _SPLIT.split(readings.plain(value)) if part.strip()]
