"""A group at a shift: so many places under one responsible person, whose people are named one by one."""

from __future__ import annotations

from volunteer_services.foundation.domain.words import Word
from volunteer_services.volunteer_projects.domain import errors

FEWEST, MOST = 2, 200


class GroupStatus(Word):
	"""The states of a group's sign-up."""

	BOOKED = "Booked", "已预留"
	WITHDRAWN = "Withdrawn", "已退出"
	OVER = "Over", "已结束"


def check_size(count: int, free: int, waiting: int) -> None:
	"""Raise GroupSizeError, or GroupPlacesError where not all of them find a place: a group does not wait."""
	if not FEWEST <= count <= MOST:
		raise errors.GroupSizeError(count, FEWEST, MOST)
	if waiting or count > free:
		raise errors.GroupPlacesError(count, 0 if waiting else free)


def check_open(status: str, open_places: int) -> None:
	"""Raise GroupOverError or GroupFullError where nobody can be named any more."""
	if status != GroupStatus.BOOKED:
		raise errors.GroupOverError()
	if open_places < 1:
		raise errors.GroupFullError()
