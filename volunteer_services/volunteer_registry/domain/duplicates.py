"""Files that may belong to one person. One person registers once, yet papers differ.

The identity number decides where there is one; this finds the others: the same name, and the same birth date
or mobile number. A finding is a question to a person, never a merge.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import combinations

from rapidfuzz import fuzz


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


# --- among all files ----------------------------------------------------------------------------------------

MOST_ALIKE = 50
"""A group that shares this much is no likeness but a habit of entering (a made-up birth date, say); it is
counted and not paired."""
LEAST_ALIKE = 60.0
"""Of 100: of three characters two are the same (张晓明, 张小明)."""


class Shares(str, Enum):
	"""What two files have in common."""

	NAME = "Name"
	SOUND = "Sound of the Name"
	SPELLING = "Spelling of the Name"
	BIRTH_DATE = "Date of Birth"
	MOBILE = "Mobile Number"


@dataclass(frozen=True)
class Filed:
	"""One file among all; ``sound``: the name in pinyin without tones."""

	key: str
	name: str
	sound: str = ""
	date_of_birth: date | None = None
	mobile: str | None = None


@dataclass(frozen=True)
class Pair:
	"""Two files that may be one person's, the smaller key first."""

	one: str
	other: str
	shares: frozenset[Shares]

	@property
	def strength(self) -> int:
		"""3: name, birth date and mobile; 2: the name and one of them; 1: a name that only sounds or looks
		the same, which twins have, too."""
		if Shares.NAME not in self.shares:
			return 1
		return len(self.shares & {Shares.BIRTH_DATE, Shares.MOBILE}) + 1


def pairs_among(files: Iterable[Filed]) -> tuple[list[Pair], int]:
	"""(pairs, files left out): every two files that may be one person's, the strongest first.

	The same name with the same birth date or mobile; a name that sounds the same with the same birth date;
	one that is spelled alike with both. A shared mobile alone is a household. Time grows with the number of
	files: only those that share are compared. ``files left out``: of groups too large to be likenesses.
	"""
	groups: dict[tuple[object, ...], list[Filed]] = {}
	for file in files:
		for key in _keys(file):
			groups.setdefault(key, []).append(file)
	found: dict[tuple[str, str], Pair] = {}
	left_out = set[str]()
	for group in groups.values():
		if len(group) > MOST_ALIKE:
			left_out |= {file.key for file in group}
			continue
		for one, other in combinations(sorted(group, key=lambda file: file.key), 2):
			pair = _pair(one, other)
			if pair:
				found[pair.one, pair.other] = pair
	return sorted(found.values(), key=lambda pair: (-pair.strength, pair.one, pair.other)), len(left_out)


def _keys(file: Filed) -> Iterator[tuple[object, ...]]:
	name = normalise_name(file.name)
	if not name:
		return
	if file.date_of_birth:
		yield "name", name, file.date_of_birth
		if file.sound:
			yield "sound", file.sound, file.date_of_birth
		if file.mobile:
			yield "both", file.mobile, file.date_of_birth
	if file.mobile:
		yield "mobile", name, file.mobile


def _pair(one: Filed, other: Filed) -> Pair | None:
	shares = set[Shares]()
	if one.date_of_birth and one.date_of_birth == other.date_of_birth:
		shares.add(Shares.BIRTH_DATE)
	if one.mobile and one.mobile == other.mobile:
		shares.add(Shares.MOBILE)
	if not shares or one.key == other.key:
		return None
	name, second = normalise_name(one.name), normalise_name(other.name)
	if not name or not second:
		return None
	if name == second:
		shares.add(Shares.NAME)
	elif Shares.BIRTH_DATE not in shares:
		return None
	elif one.sound and one.sound == other.sound:
		shares.add(Shares.SOUND)
	elif Shares.MOBILE in shares and fuzz.ratio(name, second) >= LEAST_ALIKE:
		shares.add(Shares.SPELLING)
	else:
		return None
	return Pair(one.key, other.key, frozenset(shares))
