"""Numbers by which people ask after what they sent without a login: 60 random bits, so that none is guessed.

Typed from paper or a picture: case, hyphens, blanks, full width and the look-alikes O, I, L are forgiven.
"""

from __future__ import annotations

import re
import unicodedata

from volunteer_services.foundation.domain import errors
from volunteer_services.foundation.domain.verification import ALPHABET

NUMBER_BYTES = 8
_CHARACTERS, _GROUP = 12, 4
_KEY = re.compile(r"[0-9a-f]{32}")
_LOOKALIKES = str.maketrans("OIL", "011")


def make(prefix: str, random_bytes: bytes) -> str:
	"""A number PREFIX-XXXX-XXXX-XXXX from eight or more bytes of ``secrets``."""
	number = int.from_bytes(random_bytes[:NUMBER_BYTES], "big")
	return _printed(prefix, "".join(ALPHABET[(number >> 5 * place) & 31] for place in range(_CHARACTERS)))


def normalise(prefix: str, text: str) -> str:
	"""The stored form of a number as somebody typed it; empty for what cannot be one."""
	typed = "".join(char for char in unicodedata.normalize("NFKC", text).upper() if char.isalnum())
	# A body may begin with the letters of the prefix.
	body = (typed.removeprefix(prefix) if len(typed) > _CHARACTERS else typed).translate(_LOOKALIKES)
	return _printed(prefix, body) if len(body) == _CHARACTERS and not set(body) - set(ALPHABET) else ""


def check_key(key: str) -> str:
	"""The key of 32 hex digits that a page makes, by which what it posts twice is stored once.

	Raises PageKeyError.
	"""
	if not _KEY.fullmatch(key):
		raise errors.PageKeyError()
	return key


def _printed(prefix: str, body: str) -> str:
	return "-".join((prefix, *(body[at : at + _GROUP] for at in range(0, _CHARACTERS, _GROUP))))
