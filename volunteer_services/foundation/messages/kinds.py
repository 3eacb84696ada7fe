"""What people are told about, as the rooms declare it: ``MESSAGES`` beside ``DOCUMENTS`` (house.py).

A kind's name is an option of the fields ``kind`` of Message Delivery and Message Preference, so that the desk
translates it; ``tests/static/test_messages.py`` compares them.
"""

from dataclasses import dataclass
from functools import lru_cache

import frappe

from volunteer_services.foundation.house import HOOK


@dataclass(frozen=True)
class Kind:
	"""``is_urgent``: waits for no quiet hours and for no one message a day. ``is_for_staff``: volunteers are
	never told of it, and are not asked how."""

	name: str
	is_urgent: bool = False
	is_for_staff: bool = False


def kinds() -> dict[str, Kind]:
	"""All kinds by name, in the order of the rooms. Raises ValueError where two rooms declare one."""
	return _read(tuple(frappe.get_hooks(HOOK)))


@lru_cache(maxsize=8)
def _read(modules: tuple[str, ...]) -> dict[str, Kind]:
	found: dict[str, Kind] = {}
	for path in dict.fromkeys(modules):
		for kind in getattr(frappe.get_module(path), "MESSAGES", ()):
			if kind.name in found:
				raise ValueError(f"{path} declares the kind {kind.name}, which another room declares too")
			found[kind.name] = kind
	return found
