"""Files that may belong to one person. One person registers once, yet papers differ.

The identity number decides where there is one; this finds the others: the same name, and the same birth date
or mobile number. A finding is a question to a person, never a merge.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Person:
	"""One file; ``mobile`` is normalised."""

	key: str
	name: str
	date_of_birth: date | None = None
	mobile: str | None = None


@dataclass(frozen=True)
class Likeness:
	"""Two files, the smaller key first, and what they share besides the name."""

	one: str
	other: str
	same_birth_date: bool
	same_mobile: bool


def normalise_name(name: str) -> str:
	"""A name without blanks and dots, in one width and case, for comparing."""
	text = unicodedata.normalize("NFKC", name).casefold()
	return "".join(char for char in text if unicodedata.category(char)[0] in "LMN")


def likeness(one: Person, other: Person) -> Likeness | None:
	"""What makes two files look like one person's; None if nothing does."""
	if one.key == other.key or not (name := normalise_name(one.name)) or name != normalise_name(other.name):
		return None
	birth = one.date_of_birth is not None and one.date_of_birth == other.date_of_birth
	mobile = bool(one.mobile) and one.mobile == other.mobile
	first, second = sorted((one.key, other.key))
	return Likeness(first, second, birth, mobile) if birth or mobile else None


def possible_duplicates(new: Person, existing: Iterable[Person]) -> list[Likeness]:
	"""The likenesses of one new file, those with both birth date and mobile first."""
	return _ranked(found for other in existing if (found := likeness(new, other)))


def _ranked(found: Iterable[Likeness]) -> list[Likeness]:
	unique = set(found)
	return sorted(unique, key=lambda pair: (-(pair.same_birth_date + pair.same_mobile), pair.one, pair.other))
