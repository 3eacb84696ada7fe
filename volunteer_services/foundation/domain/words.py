"""A word that a Select field stores, with its Chinese and, where a standard has one, its code.

Each room says its own words in ``domain/codes.py``. The English word is the stored value; a static test
compares all of them with the DocType JSON.
"""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

W = TypeVar("W", bound="Word")


class Word(str, Enum):
	"""A stored English word with ``zh``, its Chinese, and ``code``, its code in a standard ("" = none)."""

	zh: str
	code: str

	def __new__(cls: type[W], value: str, zh: str = "", code: str = "") -> W:
		member = str.__new__(cls, value)
		member._value_ = value
		member.zh = zh
		member.code = code
		return member

	def __str__(self) -> str:
		return str(self.value)

	@classmethod
	def options(cls) -> tuple[str, ...]:
		"""The stored values in order, as a Select field lists them."""
		return tuple(str(member.value) for member in cls)

	@classmethod
	def from_code(cls: type[W], code: str) -> W:
		"""The member with this code of the standard; a missing leading zero is forgiven.

		Raises KeyError for a code that the standard does not have.
		"""
		for member in cls:
			if member.code and member.code.lstrip("0") == code.strip().lstrip("0"):
				return member
		raise KeyError(code)
