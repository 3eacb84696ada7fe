"""One error class per rule.

Each class has one English template, a literal sentence, so that the templates can be collected for
translation. A caller in the framework shows ``error.localised(_)``, which is
``_(error.template).format(*error.params)`` with the few parameters translated that are words (a state, an
action). Identity numbers and mobile numbers are masked before they become a parameter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import ClassVar

_PLACEHOLDER = re.compile(r"\{(\d+)\}")


class RuleError(ValueError):
	"""A rule is broken. Subclasses carry the sentence; classes without one only group others."""

	template: ClassVar[str] = ""
	words: ClassVar[tuple[int, ...]] = ()
	"""The positions of the parameters that are English words with a translation of their own."""

	def __init__(self, *params: object) -> None:
		if not self.template:
			raise TypeError(f"{type(self).__name__} only groups other errors")
		expected = placeholder_count(self.template)
		if len(params) != expected:
			raise TypeError(f"{type(self).__name__} takes {expected} parameters, not {len(params)}")
		self.params: tuple[object, ...] = params
		super().__init__(*params)

	def __str__(self) -> str:
		return self.template.format(*self.params)

	def localised(self, translate: Callable[[str], str]) -> str:
		"""The sentence in the reader's language."""
		params = [translate(str(p)) if i in self.words else p for i, p in enumerate(self.params)]
		return translate(self.template).format(*params)


def placeholder_count(template: str) -> int:
	"""How many different {0} {1} … the template has; they are numbered without a gap."""
	return len({int(number) for number in _PLACEHOLDER.findall(template)})


def all_errors() -> list[type[RuleError]]:
	"""Every error class that can be raised, by name."""
	return sorted((cls for cls in _subclasses(RuleError) if cls.template), key=lambda cls: cls.__name__)


def all_templates() -> list[str]:
	"""Every sentence that a rule can say, for the translations; sorted, each once."""
	return sorted({cls.template for cls in all_errors()})


def _subclasses(cls: type[RuleError]) -> Iterator[type[RuleError]]:
	for sub in cls.__subclasses__():
		yield sub
		yield from _subclasses(sub)
