"""Kanban boards by state, made at install; a card that is dragged goes through the workflow."""

import json

import frappe

from volunteer_services.foundation.manifest import insert_if_missing
from volunteer_services.foundation.workflow.machine import Machine
from volunteer_services.setup.needs_machines import NEEDS_MACHINES

NEEDS_BOARD = "Needs by State"
_NEEDS = {
	"Received": "Orange",
	"Verified": "Blue",
	"Dispatched": "Light Blue",
	"Sent Back": "Yellow",
	"Accepted": "Cyan",
	"In Service": "Purple",
	"Awaiting Rating": "Pink",
	"Done": "Green",
}
_NEEDS_FIELDS = ("recipient_shown", "urgency", "answer_by", "team")


def ensure(name: str, machine: Machine, colours: dict[str, str], fields: tuple[str, ...]) -> None:
	"""The board, where the site has none of the name; its columns are the states that have a colour."""
	columns = [
		{"column_name": state, "indicator": colours[state], "status": "Active", "order": "[]"}
		for state in machine.states
		if state in colours
	]
	insert_if_missing(
		"Kanban Board",
		name,
		{
			"kanban_board_name": name,
			"reference_doctype": machine.doctype,
			"field_name": "workflow_state",
			"private": 0,
			"show_labels": 1,
			"fields": json.dumps(fields),
			"columns": columns,
		},
	)
	frappe.clear_cache(doctype=machine.doctype)


def ensure_needs_board() -> None:
	"""Needs by state; those that ended without a service stand in the list."""
	machine = next(one for one in NEEDS_MACHINES if one.doctype == "Service Need")
	ensure(NEEDS_BOARD, machine, _NEEDS, _NEEDS_FIELDS)
