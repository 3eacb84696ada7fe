"""What the desk of the pilot sites is given at install: the Kanban board by state."""

import json

import frappe

from volunteer_services.foundation.manifest import insert_if_missing
from volunteer_services.setup.pilot_site_machines import PILOT_SITE_MACHINES

BOARD = "Pilot Sites by State"
COLOURS = {
	"Candidate": "Light Blue",
	"Preparing": "Blue",
	"Designated": "Green",
	"Active": "Cyan",
	"Concluded": "Purple",
	"Withdrawn": "Gray",
	"Plaque Revoked": "Red",
}
FIELDS = ("progress", "next_milestone", "next_due_on")


def ensure_board() -> None:
	"""The board, where the site has none of the name; a card that is dragged goes through the workflow."""
	machine = next(one for one in PILOT_SITE_MACHINES if one.doctype == "Pilot Site")
	columns = [
		{"column_name": state, "indicator": COLOURS[state], "status": "Active", "order": "[]"}
		for state in machine.states
	]
	insert_if_missing(
		"Kanban Board",
		BOARD,
		{
			"kanban_board_name": BOARD,
			"reference_doctype": machine.doctype,
			"field_name": "workflow_state",
			"private": 0,
			"show_labels": 1,
			"fields": json.dumps(FIELDS),
			"columns": columns,
		},
	)
	frappe.clear_cache(doctype=machine.doctype)
