"""The board, where a drag is a step of the workflow, and the calendar of the milestones."""

import frappe
import pytest
from frappe.desk.doctype.kanban_board import kanban_board
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from tests.site.pilot_sites.pilot_steps import at
from tests.site.pilot_sites.test_pilot_sites import STATES
from volunteer_services.api import pilot_sites as api
from volunteer_services.exceptions import (
	ReasonRequiredError,
	TransitionNotAllowedError,
	TransitionPermissionError,
)
from volunteer_services.setup.pilot_site_desk import BOARD


@pytest.fixture
def place():
	return make.Place()


def test_the_board_has_a_column_for_each_state():
	board = frappe.get_doc("Kanban Board", BOARD)
	assert [row.column_name for row in board.columns] == list(STATES)
	assert (board.reference_doctype, board.field_name, board.private) == ("Pilot Site", "workflow_state", 0)


def move(doc, target, place=0):
	"""As the board asks when a card was dropped into another column."""
	source = frappe.db.get_value(doc.doctype, doc.name, "workflow_state")
	method = "frappe.desk.doctype.kanban_board.kanban_board.update_order_for_single_card"
	(ours,) = frappe.get_hooks("override_whitelisted_methods")[method]
	return frappe.get_attr(ours)(BOARD, doc.name, source, target, str(place), str(place))


def frappe_s_own_drag(doc, target):
	"""The same by Frappe's own method, which our hook replaces."""
	source = frappe.db.get_value(doc.doctype, doc.name, "workflow_state")
	board = frappe.get_doc("Kanban Board", BOARD)
	for column in board.columns:
		if column.column_name == source:
			frappe.db.set_value("Kanban Board Column", column.name, "order", frappe.as_json([doc.name]))
		else:
			frappe.db.set_value("Kanban Board Column", column.name, "order", "[]")
	frappe.clear_document_cache("Kanban Board", BOARD)
	kanban_board.update_order_for_single_card(BOARD, doc.name, source, target, "0", "0")


def test_a_card_is_dragged_along_the_workflow(place):
	doc = pilots.candidate(place)
	frappe.set_user(place.officer)
	move(doc, "Preparing", 7)
	frappe.set_user(place.city_officer)
	board = move(doc, "Designated")
	order = {row.column_name: frappe.parse_json(row.order) for row in board.columns}
	assert doc.name in order["Designated"] and doc.name not in order["Preparing"]
	move(doc, "Designated", 3)
	assert frappe.db.get_value(doc.doctype, doc.name, "workflow_state") == "Designated"
	assert frappe.db.get_value(doc.doctype, doc.name, "plaque_no")


@pytest.mark.parametrize(
	("role", "target", "error"),
	[
		("officer", "Designated", TransitionNotAllowedError),
		("officer", "Concluded", TransitionNotAllowedError),
		("officer", "Withdrawn", ReasonRequiredError),
		("manager", "Preparing", TransitionPermissionError),
		("stranger", "Preparing", frappe.PermissionError),
	],
)
@pytest.mark.parametrize("way", [move, frappe_s_own_drag])
def test_a_forbidden_drag_is_refused(place, role, target, error, way):
	doc = pilots.candidate(place)
	frappe.set_user(make.Place().officer if role == "stranger" else getattr(place, role))
	with pytest.raises(error):
		way(doc, target)
	assert frappe.db.get_value(doc.doctype, doc.name, "workflow_state") == "Candidate"


@pytest.mark.parametrize("way", [move, frappe_s_own_drag])
def test_a_leader_drags_nothing(place, way):
	doc = pilots.candidate(place)
	frappe.set_user(place.leader)
	# any of: Frappe's own method has no class for it in the first 15, and no words since
	with pytest.raises((frappe.PermissionError, frappe.ValidationError)) as refused:
		way(doc, "Preparing")
	if way is move or frappe.__version__.startswith("15.0."):
		assert "permission for Pilot Site" in str(refused.value)
	if way is move:
		assert refused.type is frappe.PermissionError
	assert frappe.db.get_value(doc.doctype, doc.name, "workflow_state") == "Candidate"


def test_opening_the_board_changes_nothing(place):
	doc = pilots.candidate(place)
	frappe.set_user(place.officer)
	before = frappe.db.get_value("Kanban Board", BOARD, "modified")
	board, changed = api.order_cards(BOARD, frappe.as_json({"Preparing": [doc.name], "Candidate": []}))
	assert (board.name, changed) == (BOARD, [])
	assert frappe.db.get_value(doc.doctype, doc.name, "workflow_state") == "Candidate"
	assert frappe.db.get_value("Kanban Board", BOARD, "modified") == before


def test_other_boards_go_frappe_s_way(place):
	todo = frappe.get_doc({"doctype": "ToDo", "description": "x", "status": "Open"}).insert()
	board = kanban_board.quick_kanban_board("ToDo", make.unique("Board "), "status")
	api.move_card(board.name, todo.name, "Open", "Closed", "0", "0")
	assert frappe.db.get_value("ToDo", todo.name, "status") == "Closed"
	api.order_cards(board.name, frappe.as_json({"Open": [todo.name], "Closed": []}))
	assert frappe.db.get_value("ToDo", todo.name, "status") == "Open"


def test_the_calendar_shows_the_milestones_of_the_own_sites(place):
	doc = at(place, "Designated")
	foreign = at(make.Place(), "Designated")
	frappe.db.set_value("Pilot Site Milestone", doc.milestones[1].name, "due_on", add_days(nowdate(), -1))
	frappe.set_user(place.officer)
	span = (add_days(nowdate(), -100), add_days(nowdate(), 100))
	events = api.calendar(*span)
	mine = [row for row in events if row["name"] == doc.name]
	assert [(row["title"].split(" · ")[1], row["status"]) for row in mine] == [
		("动员", "Waived"),
		("实施", "Overdue"),
		("总结", "Open"),
	]
	assert not [row for row in events if row["name"] == foreign.name]
	assert not [row for row in api.calendar(nowdate(), nowdate()) if row["name"] == doc.name]
	frappe.set_user(place.leader)
	with pytest.raises(frappe.PermissionError):
		api.calendar(*span)
