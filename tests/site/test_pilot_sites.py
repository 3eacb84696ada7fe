"""Pilot sites: who may take which step, the plaque and its end, milestones, and the walls of the scope."""

import frappe
import frappe.client
import pytest
from frappe.desk.doctype.kanban_board import kanban_board
from frappe.model.workflow import apply_workflow, get_transitions
from frappe.utils import add_days, getdate, nowdate

from tests import factories as make
from tests.site import pilot_world as pilots
from volunteer_services.api import pilot_sites as api
from volunteer_services.domain.verification import normalise_code
from volunteer_services.exceptions import (
	OutOfScopeError,
	PilotSiteError,
	ReasonRequiredError,
	RetentionError,
	SelfApprovalError,
	StateEditError,
	TransitionNotAllowedError,
	TransitionPermissionError,
)

BOARD = "Pilot Sites by State"
STATES = ("Candidate", "Preparing", "Designated", "Active", "Concluded", "Withdrawn", "Plaque Revoked")
STEPS = {
	("Candidate", "Preparing"): {"officer", "city_officer"},
	("Candidate", "Withdrawn"): {"manager", "officer", "city_officer"},
	("Preparing", "Designated"): {"officer", "city_officer"},
	("Preparing", "Withdrawn"): {"manager", "officer", "city_officer"},
	("Designated", "Active"): {"manager", "officer", "city_officer"},
	("Designated", "Plaque Revoked"): {"officer", "city_officer"},
	("Active", "Concluded"): {"officer", "city_officer"},
	("Active", "Plaque Revoked"): {"officer", "city_officer"},
	("Concluded", "Plaque Revoked"): {"officer", "city_officer"},
}


@pytest.fixture
def place():
	return make.Place()


def at(place, state, **values):
	"""A pilot site that has gone the way to a state."""
	doc = pilots.candidate(place, **values)
	way = {
		"Candidate": (),
		"Preparing": ("Preparing",),
		"Designated": ("Preparing", "Designated"),
		"Active": ("Preparing", "Designated", "Active"),
		"Concluded": ("Preparing", "Designated", "Active", "Concluded"),
		"Withdrawn": ("Withdrawn",),
		"Plaque Revoked": ("Preparing", "Designated", "Plaque Revoked"),
	}[state]
	for step in way:
		if step == "Concluded":
			doc = done(place, doc)
		doc = pilots.go(place.city_officer, doc, step, decision_reason="理由")
	return doc


def done(place, doc):
	"""All milestones that are open are done."""
	frappe.set_user(place.manager)
	doc = frappe.get_doc(doc.doctype, doc.name)
	for row in doc.milestones:
		if row.status == "Open":
			row.status = "Done"
	return doc.save()


# --- transitions -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("source", "target"), STEPS)
@pytest.mark.parametrize("role", ["manager", "officer", "city_officer"])
def test_each_step_is_taken_by_those_who_may(place, source, target, role):
	doc = at(place, source)
	if target == "Concluded":
		doc = done(place, doc)
	user = getattr(place, role)
	if role in STEPS[source, target]:
		assert pilots.go(user, doc, target, decision_reason="理由").workflow_state == target
		return
	with pytest.raises(TransitionPermissionError):
		pilots.go(user, doc, target, decision_reason="理由")
	frappe.set_user(user)
	doc = frappe.get_doc(doc.doctype, doc.name)
	assert target not in {row.next_state for row in get_transitions(doc)}


@pytest.mark.parametrize("source", STATES)
def test_no_other_step_exists(place, source):
	doc = at(place, source)
	for target in STATES:
		if target == source or (source, target) in STEPS:
			continue
		with pytest.raises(TransitionNotAllowedError):
			pilots.go(place.city_officer, doc, target, decision_reason="理由")


@pytest.mark.parametrize("route", ["insert", "client", "db_set", "workflow", "flag"])
def test_a_candidate_is_not_designated_by_another_route(place, route):
	doc = pilots.candidate(place)
	frappe.set_user(place.officer)
	doc = frappe.get_doc(doc.doctype, doc.name)
	with pytest.raises(frappe.ValidationError):
		if route == "insert":
			pilots.candidate(make.Place(), workflow_state="Designated")
		elif route == "client":
			frappe.client.set_value(doc.doctype, doc.name, "workflow_state", "Designated")
		elif route == "db_set":
			doc.db_set("workflow_state", "Designated")
		elif route == "workflow":
			apply_workflow(doc, "Designate")
		else:
			doc.flags.designating = doc.flags.system_transition = True
			doc.workflow_state = "Designated"
			doc.save()
	assert frappe.db.get_value(doc.doctype, doc.name, ["workflow_state", "plaque_no"]) == ("Candidate", None)


def test_who_entered_or_leads_a_site_does_not_designate_it(place):
	doc = pilots.go(place.city_officer, pilots.candidate(place, lead_person=place.officer), "Preparing")
	with pytest.raises(SelfApprovalError):
		pilots.go(place.officer, doc, "Designated")
	assert pilots.go(place.city_officer, doc, "Designated").designated_by == place.city_officer


def test_decisions_against_a_site_need_a_reason(place):
	for source, target in (("Candidate", "Withdrawn"), ("Designated", "Plaque Revoked")):
		doc = at(make.Place(), source) if source == "Designated" else at(place, source)
		frappe.db.set_value(doc.doctype, doc.name, "decision_reason", None)
		with pytest.raises(ReasonRequiredError):
			pilots.go("Administrator", doc, target)


# --- entering ----------------------------------------------------------------------------------------------


def test_a_site_stands_once_in_a_programme(place):
	of = pilots.programme(place)
	first = pilots.candidate(place, of)
	with pytest.raises(PilotSiteError, match=first.name):
		pilots.candidate(place, of)
	pilots.go(place.manager, first, "Withdrawn", decision_reason="暂缓")
	assert pilots.candidate(place, of).name != first.name


def test_a_site_lies_in_the_region_of_its_programme(place):
	with pytest.raises(PilotSiteError, match="outside the region"):
		pilots.candidate(place, pilots.programme(make.Place()))


def test_a_closed_programme_takes_nobody_on(place):
	of = pilots.programme(place)
	doc = pilots.candidate(place, of)
	frappe.db.set_value(pilots.PROGRAMME, of.name, "status", "Closed")
	with pytest.raises(PilotSiteError, match="closed"):
		pilots.go(place.officer, doc, "Preparing")


def test_strangers_are_refused_by_every_route(place):
	doc = at(place, "Preparing")
	other = make.Place()
	for user in (other.officer, other.manager, place.leader, make.make_user(make.VOLUNTEER)):
		frappe.set_user(user)
		found = frappe.get_doc(doc.doctype, doc.name)
		assert not frappe.has_permission(doc.doctype, "read", found)
		found.reason = "改"
		with pytest.raises(frappe.PermissionError):
			found.save()
		with pytest.raises(frappe.PermissionError):
			frappe.client.get(doc.doctype, doc.name)
		with pytest.raises(frappe.PermissionError):
			frappe.client.set_value(doc.doctype, doc.name, "workflow_state", "Designated")
		try:
			assert doc.name not in frappe.get_list(doc.doctype, pluck="name")
		except frappe.PermissionError:
			pass
	with pytest.raises(OutOfScopeError):
		pilots.candidate(place, pilots.programme(None), service_site=other.site.name)


def test_the_auditor_reads_and_writes_nothing(place):
	doc = at(place, "Designated")
	frappe.set_user(make.make_user(make.AUDITOR))
	found = frappe.get_doc(doc.doctype, doc.name)
	found.check_permission("read")
	for change in ({"workflow_state": "Active"}, {"lead_person": place.officer}):
		found = frappe.get_doc(doc.doctype, doc.name)
		found.update(change)
		with pytest.raises(frappe.PermissionError):
			found.save()


# --- the plaque --------------------------------------------------------------------------------------------


def test_designation_makes_number_code_and_milestones(place):
	doc = at(place, "Designated")
	year = nowdate()[:4]
	assert doc.plaque_no.startswith(f"PLQ{year}") and len(doc.plaque_no) == len(f"PLQ{year}") + 5
	assert normalise_code(doc.verification_code) == doc.verification_code
	assert (str(doc.designated_on), doc.designated_by) == (nowdate(), place.city_officer)
	assert [(row.phase_title, row.status) for row in doc.milestones] == [
		("动员", "Waived"),
		("实施", "Open"),
		("总结", "Open"),
	]
	assert {row.responsible for row in doc.milestones} == {place.manager}
	assert (doc.progress, doc.next_milestone) == (0, "实施")
	assert doc.starts_on and getdate(doc.ends_on) == doc.milestones[2].due_on


def test_number_and_code_are_no_site_s_else(place):
	first, second = at(place, "Designated"), at(make.Place(), "Designated")
	assert first.plaque_no != second.plaque_no and first.verification_code != second.verification_code
	for field in ("plaque_no", "verification_code"):
		with pytest.raises(Exception, match=r"Duplicate|duplicate"):
			frappe.db.set_value(second.doctype, second.name, field, first.get(field))


def test_number_and_code_are_not_typed(place):
	doc = at(place, "Preparing")
	frappe.set_user(place.officer)
	doc = frappe.get_doc(doc.doctype, doc.name)
	doc.update({"plaque_no": "PLQ999", "verification_code": "X" * 20, "plaque_revoked_on": nowdate()})
	doc.save()
	assert make.reloaded(doc).plaque_no is None and doc.verification_code is None
	assert doc.plaque_revoked_on is None
	entered = pilots.candidate(make.Place(), plaque_no="PLQ998", verification_code="Y" * 20)
	assert entered.plaque_no is None and entered.verification_code is None


def test_a_plaque_is_dated_back_but_not_ahead(place):
	doc = at(place, "Preparing")
	with pytest.raises(PilotSiteError, match="still to come"):
		pilots.go(place.officer, doc, "Designated", designated_on=add_days(nowdate(), 1))
	past = add_days(nowdate(), -400)
	doc = pilots.go(place.officer, doc, "Designated", designated_on=past)
	assert str(doc.designated_on) == past and past[:4] in doc.plaque_no
	assert {row.status for row in doc.milestones} == {"Open"}


def test_only_certified_sites_get_the_plaque_where_the_programme_asks(place):
	with_standard = pilots.standard()
	of = pilots.programme(place, requires_certification=1)
	doc = pilots.go(place.officer, pilots.candidate(place, of), "Preparing")
	with pytest.raises(PilotSiteError, match="no checklist standard"):
		pilots.go(place.city_officer, doc, "Designated")
	frappe.db.set_value(pilots.PROGRAMME, of.name, "standard", with_standard.name)
	with pytest.raises(PilotSiteError, match="not certified"):
		pilots.go(place.city_officer, doc, "Designated")
	pilots.certified(place, standard_name=with_standard.standard_name)
	assert pilots.go(place.city_officer, doc, "Designated").plaque_no


def test_the_end_of_a_plaque_has_its_day_and_reason_and_keeps_the_number(place):
	doc = at(place, "Active")
	number = doc.plaque_no
	doc = pilots.go(place.officer, doc, "Plaque Revoked", decision_reason="长期不开展活动")
	assert (str(doc.plaque_revoked_on), doc.revoke_reason) == (nowdate(), "长期不开展活动")
	assert doc.plaque_no == number
	doc.revoke_reason = "改"
	doc.save()
	assert make.reloaded(doc).revoke_reason == "长期不开展活动"


def test_after_designation_only_people_and_milestones_change(place):
	doc = at(place, "Designated")
	frappe.set_user(place.officer)
	for change in (
		{"reason": "改"},
		{"programme": pilots.programme(place).name},
		{"designated_on": "2020-01-01"},
	):
		found = frappe.get_doc(doc.doctype, doc.name)
		found.update(change)
		with pytest.raises(StateEditError):
			found.save()
	found = frappe.get_doc(doc.doctype, doc.name)
	found.update({"lead_person": place.officer, "awarding_body": place.unit.name})
	assert found.save().awarding_body == place.unit.name


# --- milestones --------------------------------------------------------------------------------------------


def test_a_site_ticks_its_milestones(place):
	doc = done(place, at(place, "Designated"))
	assert doc.progress == 100 and not doc.next_milestone and doc.next_due_on is None
	assert [str(row.done_on) for row in doc.milestones[1:]] == [nowdate()] * 2
	doc.milestones[1].status = "Open"
	doc.save()
	assert (doc.progress, doc.milestones[1].done_on, doc.next_milestone) == (50, None, "实施")


def test_nothing_is_done_in_the_future(place):
	doc = at(place, "Designated")
	frappe.set_user(place.manager)
	doc = frappe.get_doc(doc.doctype, doc.name)
	doc.milestones[1].update({"status": "Done", "done_on": add_days(nowdate(), 1)})
	with pytest.raises(PilotSiteError, match="still to come"):
		doc.save()


def test_officers_alone_move_and_waive(place):
	doc = at(place, "Designated")
	later = add_days(nowdate(), 90)
	for change in ({"due_on": later}, {"status": "Waived"}):
		frappe.set_user(place.manager)
		found = frappe.get_doc(doc.doctype, doc.name)
		found.milestones[1].update(change)
		with pytest.raises(PilotSiteError, match="officers"):
			found.save()
		frappe.set_user(place.officer)
		found = frappe.get_doc(doc.doctype, doc.name)
		found.milestones[1].update(change)
		found.save()
	frappe.set_user(place.manager)
	found = frappe.get_doc(doc.doctype, doc.name)
	found.milestones[0].status = "Open"
	with pytest.raises(PilotSiteError, match="officers"):
		found.save()


def test_a_milestone_that_is_moved_is_told_anew(place):
	doc = at(place, "Designated")
	row = doc.milestones[1].name
	frappe.db.set_value("Pilot Site Milestone", row, "reminded_on", nowdate())
	frappe.set_user(place.officer)
	doc = frappe.get_doc(doc.doctype, doc.name)
	doc.milestones[1].remark = "备注"
	doc.save()
	assert frappe.db.get_value("Pilot Site Milestone", row, "reminded_on")
	doc.milestones[1].due_on = add_days(nowdate(), 99)
	doc.save()
	assert frappe.db.get_value("Pilot Site Milestone", row, "reminded_on") is None


def test_rows_of_milestones_are_neither_added_removed_nor_renamed(place):
	doc = at(place, "Designated")
	frappe.set_user(place.officer)
	for change in (
		lambda doc: doc.milestones.pop(),
		lambda doc: doc.append("milestones", {"phase_title": "新", "due_on": nowdate()}),
	):
		found = frappe.get_doc(doc.doctype, doc.name)
		change(found)
		with pytest.raises(StateEditError):
			found.save()
	found = frappe.get_doc(doc.doctype, doc.name)
	found.milestones[1].update({"phase_title": "改名", "from_date": "2020-01-01", "reminded_on": nowdate()})
	found.save()
	found = frappe.get_doc(doc.doctype, doc.name)
	assert found.milestones[1].phase_title == "实施" and not found.milestones[1].reminded_on


def test_a_candidate_has_no_milestones_of_its_own(place):
	with pytest.raises(StateEditError):
		pilots.candidate(place, milestones=[{"phase_title": "先", "due_on": nowdate()}])


@pytest.mark.parametrize("state", ["Concluded", "Plaque Revoked"])
def test_milestones_rest_when_the_site_does(place, state):
	doc = at(place, state)
	frappe.set_user(place.officer)
	doc = frappe.get_doc(doc.doctype, doc.name)
	doc.milestones[1].remark = "后补"
	with pytest.raises(StateEditError):
		doc.save()


def test_nothing_is_concluded_with_open_milestones(place):
	doc = at(place, "Active")
	with pytest.raises(PilotSiteError, match="实施"):
		pilots.go(place.officer, doc, "Concluded")
	assert str(pilots.go(place.officer, done(place, doc), "Concluded").concluded_on) == nowdate()


# --- what must be kept -------------------------------------------------------------------------------------


def test_a_site_with_a_plaque_is_neither_deleted_nor_renamed(place):
	doc = at(place, "Designated")
	frappe.set_user("Administrator")
	with pytest.raises(RetentionError):
		frappe.delete_doc(doc.doctype, doc.name, force=True)
	with pytest.raises(frappe.ValidationError):
		frappe.rename_doc(doc.doctype, doc.name, make.unique("PS-"))
	assert frappe.db.exists(doc.doctype, doc.name)


def test_a_candidate_is_deleted_by_the_manager_alone(place):
	doc = pilots.candidate(place)
	with pytest.raises(frappe.PermissionError):
		frappe.delete_doc(doc.doctype, doc.name)
	frappe.set_user(make.make_user(make.MANAGER))
	frappe.delete_doc(doc.doctype, doc.name)
	assert not frappe.db.exists(doc.doctype, doc.name)


# --- board and calendar ------------------------------------------------------------------------------------


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
		("leader", "Preparing", (frappe.PermissionError, frappe.ValidationError)),
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
