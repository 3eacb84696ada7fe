"""The boundary of our functions: refusals that say what is wrong, yes and no in forms, no traceback; and the
actions of workflows: refused so that the desk can show it, run again after a deadlock."""

import inspect
import json

import frappe
import pytest

from tests import factories as make
from tests.fuzz import doors
from tests.fuzz.inputs import Case
from tests.site.time_bank import rewards_world as rewards
from volunteer_services.api import activities, service_logs, trees
from volunteer_services.api import rewards as rewards_api
from volunteer_services.exceptions import ArgumentError, BusyError, RefusedActionError, SelfApprovalError
from volunteer_services.foundation import access, endpoint
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.workflow import actions

DAYS = {"start": "2026-09-01", "end": "2026-10-01"}
APPLY = "frappe.model.workflow.apply_workflow"


@pytest.fixture
def held():
	"""What rolls back by itself goes back to here."""
	frappe.db.commit()


def post(user: str, path: str, as_json: bool = False, **arguments) -> tuple[int, dict]:
	"""A request of the user; status and answer."""
	status, text, inside = doors.answer(path, "POST", Case(0, arguments, as_json), user, "192.0.2.1")
	assert not inside, inside
	return status, json.loads(text)


def told(answer: dict) -> str:
	return " ".join(json.loads(row)["message"] for row in json.loads(answer.get("_server_messages") or "[]"))


# --- every function stands behind it --------------------------------------------------------------------


def test_every_function_of_ours_stands_behind_the_boundary():
	for path, function in doors.functions().items():
		behind = inspect.unwrap(function)
		assert not function.__annotations__, f"{path}: Frappe's own check would come first"
		assert inspect.signature(function) == inspect.signature(behind), path
		assert endpoint.arguments.Reader(behind), path


# --- refusals -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
	("arguments", "says"),
	[
		({}, "start is missing"),
		({"start": "9/22/2026", "end": "2026-10-01"}, "start cannot be 9/22/2026"),
		({"start": "2026-09-01", "end": "0000-00-00"}, "end cannot be 0000-00-00"),
		({"start": "2026-09-01", "end": "2026-10-01", "filters": "[NaN]"}, "filters cannot be read as JSON"),
		({"start": "2026-09-01", "end": "2026-10-01", "filters": "{}x"}, "filters cannot be read as JSON"),
		(
			{"start": "2026-09-01", "end": "2026-10-01", "filters": '[["no", "=", 1]]'},
			"cannot hold the condition",
		),
		({"start": "2026-09-01", "end": "2026-10-01", "filters": '[["name", "x", 1]]'}, "cannot hold"),
	],
)
def test_a_refusal_names_the_argument_the_value_and_what_is_wanted(arguments, says):
	status, answer = post(make.Place().manager, "volunteer_services.api.activities.calendar", **arguments)
	assert (status, answer["exc_type"]) == (417, "ArgumentError")
	assert says in told(answer)
	assert "exc" not in answer and "exception" not in answer


def test_it_speaks_the_reader_s_language():
	frappe.local.lang = "zh"
	with pytest.raises(ArgumentError, match="缺少参数 start"):
		activities.calendar()


def test_conditions_of_the_desk_pass():
	frappe.set_user(make.Place().manager)
	for filters in (
		"[]",
		"",
		None,
		'[["Service Activity", "project", "=", "x"]]',
		'[["Service Activity", "project", "=", "x", false]]',
		'[["Service Activity Participant", "volunteer", "in", ["x", "y"]]]',
		'[["starts_on", "between", ["2026-01-01", "2026-02-01"]]]',
		'[["location", "is", "set"], ["creation", ">", "2026-01-01 10:00:00"]]',
	):
		assert activities.calendar("2026-01-01", "2026-12-31", filters) == []


def test_a_yes_in_a_form_is_a_yes(held):
	place = make.Place()
	user = make.make_user(make.VOLUNTEER)
	rewards.rich(place, points=100, user=user)
	dear = rewards.item(place, points_price=5000)
	rewards.item(place, points_price=10)
	counts = {}
	for word in ("1", "true", "yes", "on", "0", "false", ""):
		_status, answer = post(user, "volunteer_services.api.rewards.catalogue", only_affordable=word)
		names = {row["name"] for row in answer["message"]["rows"]}
		counts[word] = dear.name in names
	assert counts == {
		"1": False,
		"true": False,
		"yes": False,
		"on": False,
		"0": True,
		"false": True,
		"": True,
	}


def test_an_unknown_tree_is_refused_and_an_empty_name_is_no_document():
	frappe.set_user(make.Place().manager)
	with pytest.raises(ArgumentError, match="Service Region, Volunteer Team"):
		trees.get_children("Service Log")
	with pytest.raises(frappe.PermissionError):
		access.require_permission("Service Activity", "write", "")


def test_what_the_database_does_not_take_is_a_refusal_too(monkeypatch):
	def too_long(*_args, **_kwargs):
		frappe.db.sql("select cast(%s as datetime)", "2026-02-30")
		raise frappe.db.DataError(1406, "Data too long for column 'x' at row 1")

	monkeypatch.setattr(service_logs.bulk_review, "start", too_long)
	frappe.set_user(make.Place().manager)
	with pytest.raises(ArgumentError) as refused:
		service_logs.review("Approve", ["x"])
	assert "column" not in str(refused.value)


def test_whoever_loses_too_often_is_told_to_try_again(monkeypatch):
	def lose(*_args, **_kwargs):
		raise frappe.QueryDeadlockError(1213, "Deadlock found when trying to get lock")

	monkeypatch.setattr(rewards_api.stock, "receive", lose)
	monkeypatch.setattr(retry.time, "sleep", lambda _seconds: None)
	place = make.Place()
	item = rewards.item(place)
	frappe.set_user(place.manager)
	monkeypatch.setattr(frappe.db, "rollback", lambda *_args, **_kwargs: None)
	with pytest.raises(BusyError):
		rewards_api.receive_stock(item.name, 1)


def test_a_row_that_changed_meanwhile_is_a_lost_transaction():
	assert retry.is_lost(frappe.db.OperationalError(1020, "Record has changed since last read"))
	assert retry.is_lost(frappe.QueryTimeoutError())
	assert not retry.is_lost(frappe.db.OperationalError(1054, "Unknown column"))
	assert not retry.is_lost(frappe.ValidationError())


# --- actions of workflows -------------------------------------------------------------------------------


def waiting(place, **values):
	log = make.make_log(place, place.volunteer().name, state="Pending Site Review", **values)
	frappe.db.commit()  # a savepoint, to which the request may roll back
	return {"doctype": "Service Log", "name": log.name}


def test_an_action_is_taken(held):
	place = make.Place()
	doc = waiting(place)
	status, answer = post(place.manager, APPLY, doc=json.dumps({**doc, "minutes": 9999}), action="Approve")
	assert status == 200 and answer["message"]["workflow_state"] == "Approved"
	assert frappe.db.get_value("Service Log", doc["name"], ["minutes", "docstatus"]) == (120, 1)


def test_a_refusal_by_rule_is_shown_and_leaves_the_form_usable(held):
	"""The desk's code hears nothing of a 403, so that the form stays frozen."""
	place = make.Place()
	own = waiting(place)
	frappe.db.set_value("Service Log", own["name"], "recorder", place.manager)
	frappe.db.commit()
	status, answer = post(place.manager, APPLY, doc=own, action="Approve")
	assert status == 417 and answer["exc_type"] == "SelfApprovalError" and told(answer)
	other = waiting(place)
	status, answer = post(place.leader, APPLY, doc=other, action="Approve")
	assert status == 417 and told(answer)
	for error in (SelfApprovalError, RefusedActionError):
		assert issubclass(error, frappe.PermissionError) and error.http_status_code == 417


def test_who_may_not_read_the_document_gets_a_403(held):
	place, elsewhere = make.Place(), make.Place()
	doc = waiting(place)
	for user in (elsewhere.manager, make.make_user("Report Manager"), make.make_user(make.VOLUNTEER)):
		status, answer = post(user, APPLY, doc=doc, action="Approve")
		assert status == 403, answer
	assert frappe.db.get_value("Service Log", doc["name"], "workflow_state") == "Pending Site Review"


def test_reading_but_not_writing_is_a_refused_action(held):
	place = make.Place()
	item = rewards.item(place)
	volunteer = make.make_user(make.VOLUNTEER)
	rewards.rich(place, user=volunteer)
	frappe.set_user(volunteer)
	with pytest.raises(RefusedActionError):
		access.require_permission("Reward Item", "write", item.name)
	with pytest.raises(frappe.PermissionError) as refused:
		access.require_permission("Service Log", "write", waiting(place)["name"])
	assert not isinstance(refused.value, RefusedActionError)


def test_an_action_runs_whole_again_after_a_deadlock(held, monkeypatch):
	place = make.Place()
	doc, calls, apply_workflow = waiting(place), [], actions.workflow.apply_workflow

	def lose_first(*args):
		calls.append(args)
		done = apply_workflow(*args)
		if len(calls) < 3:
			raise frappe.QueryDeadlockError(1213, "Deadlock found when trying to get lock")
		return done

	monkeypatch.setattr(actions.workflow, "apply_workflow", lose_first)
	status, answer = post(place.manager, APPLY, doc=doc, action="Approve")
	assert (status, len(calls), answer["message"]["docstatus"]) == (200, 3, 1)


def test_what_is_no_document_is_refused_and_others_documents_go_frappe_s_way(held, monkeypatch):
	for doc in ("", "x", "[]", "{}", {"doctype": "\x00"}, {"doctype": "Service Log"}):
		status, answer = post("Administrator", APPLY, doc=doc, action="Approve")
		assert (status, answer["exc_type"]) == (417, "ArgumentError"), doc
	passed = []
	monkeypatch.setattr(actions.workflow, "apply_workflow", lambda *args: passed.append(args))
	note = {"doctype": "Note", "name": "x", "title": "y"}
	assert post("Administrator", APPLY, doc=note, action="Approve", as_json=True)[0] == 200
	assert passed == [(note, "Approve")]
