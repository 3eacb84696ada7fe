"""Pilot sites: the calendar of their milestones, and the cards of their board."""

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.domain.arguments import Moment
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.filters import conditions
from volunteer_services.pilot_sites.reporting import calendars
from volunteer_services.pilot_sites.services import board


@endpoint()
def calendar(start: Moment, end: Moment, filters: str | list | None = None) -> list[dict]:
	"""The milestones of the pilot sites of the user's scope in these days."""
	require_permission("Pilot Site", "read")
	return calendars.milestones(start, end, conditions("Pilot Site", filters))


@endpoint(methods=["POST"])
def move_card(
	board_name: str,
	docname: str,
	from_colname: str,
	to_colname: str,
	old_index: str | int,
	new_index: str | int,
) -> dict:
	"""Stands in for Frappe's method of the same arguments (hooks.py); other boards go Frappe's way."""
	if not board.is_ours(board_name):
		return board.move_elsewhere(board_name, docname, from_colname, to_colname, old_index, new_index)
	return board.move(board_name, docname, to_colname, new_index)


@endpoint(methods=["POST"])
def order_cards(board_name: str, order: str) -> tuple | list:
	"""The same for what Frappe asks when a board is opened: on ours nothing is written then."""
	if not board.is_ours(board_name):
		return board.order_elsewhere(board_name, order)
	return [board.readable(board_name), []]
