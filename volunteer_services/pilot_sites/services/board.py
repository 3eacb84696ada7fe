"""A card that is dragged on a Kanban board of pilot sites takes a step of the workflow.

Frappe keeps the order of a column as the last user saw it, writes it whenever a board is opened, and takes
cards out by their place in it. Among users who see different sites the place is another card's, or none, and
two who open the board at once stop each other. Here a card is found by its name, and only a drag writes.
"""

import frappe
from frappe.desk.doctype.kanban_board import kanban_board
from frappe.utils import cint

from volunteer_services.foundation.access import require_permission

DOCTYPE, BOARD = "Pilot Site", "Kanban Board"


def is_ours(board_name: str) -> bool:
	"""Whether a board shows the states of pilot sites."""
	found = frappe.db.get_value(BOARD, board_name, ["reference_doctype", "field_name"])
	return found == (DOCTYPE, "workflow_state")


def move(board_name: str, docname: str, to_colname: str, new_index: int):
	"""Take the step that leads to the column, as the session's user; returns the board.

	Raises what the workflow raises (foundation/workflow/guard.py).
	"""
	require_permission(DOCTYPE, "write", docname)
	doc = frappe.get_doc(DOCTYPE, docname)
	if doc.workflow_state != to_colname:
		doc.workflow_state = to_colname
		doc.save()
	board = readable(board_name)
	for column in board.columns:
		order = [name for name in frappe.parse_json(column.order or "[]") if name != docname]
		if column.column_name == doc.workflow_state:
			order.insert(max(0, cint(new_index)), docname)
		column.order = frappe.as_json(order)
		frappe.db.set_value(column.doctype, column.name, "order", column.order, update_modified=False)
	frappe.clear_document_cache(BOARD, board_name)
	return board


def readable(board_name: str):
	"""The board, if the session's user may read it. Raises PermissionError."""
	board = frappe.get_doc(BOARD, board_name)
	board.check_permission("read")
	return board


def move_elsewhere(*args):
	"""Frappe's own way, for all other boards."""
	return kanban_board.update_order_for_single_card(*args)


def order_elsewhere(board_name: str, order: str):
	"""The same for the order of the cards."""
	return kanban_board.update_order(board_name, order)
