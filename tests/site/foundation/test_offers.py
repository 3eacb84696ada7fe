"""What a document or a selection offers is what the guard lets pass: by role, place, state, self-approval."""

import frappe
import pytest
from frappe.model import workflow
from frappe.model.workflow import apply_workflow

from tests import factories as make
from volunteer_services import hooks
from volunteer_services.api import service_logs as logs_api
from volunteer_services.api import workflow as workflow_api
from volunteer_services.exceptions import ReasonRequiredError, SelfApprovalError
from volunteer_services.foundation.house import read
from volunteer_services.foundation.workflow import bulk, offers

LOG, PROFILE, TEAM = "Service Log", "Volunteer Profile", "Volunteer Team"
DECISIONS = {"Approve", "Return", "Reject"}


@pytest.fixture
def place():
	return make.Place().staff()


@pytest.fixture
def elsewhere(place):
	return make.Place().staff()


def waiting(place, state: str = "Pending Team Review", **values):
	log = apply_workflow(make.make_log(place, place.volunteer().name, **values), "Submit for Review")
	if state == "Pending Site Review":
		frappe.set_user(place.leader)
		log = apply_workflow(log, "Approve")
		frappe.set_user("Administrator")
	assert log.workflow_state == state
	return log


def offered(user: str, doc) -> set[str]:
	frappe.set_user(user)
	try:
		found = workflow_api.transitions({"doctype": doc.doctype, "name": doc.name})
		return {step["action"] for step in found}
	finally:
		frappe.set_user("Administrator")


def test_the_doors_of_the_framework_lead_here():
	overrides = frappe.get_hooks("override_whitelisted_methods")
	doors = {"get_transitions": "transitions", "get_common_transition_actions": "common_actions"}
	for method, ours in doors.items():
		assert overrides[f"frappe.model.workflow.{method}"] == [f"volunteer_services.api.workflow.{ours}"]


def test_a_level_offers_its_decisions_to_those_of_the_place_only(place, elsewhere):
	log = waiting(place, "Pending Site Review")
	assert offered(place.manager, log) == DECISIONS
	assert offered(place.leader, log) == set()
	for outsider in (elsewhere.manager, elsewhere.leader, make.make_user(make.VOLUNTEER)):
		with pytest.raises(frappe.PermissionError):
			offered(outsider, log)


def test_a_wrong_state_offers_nothing_of_another(place):
	log = make.make_log(place, place.volunteer().name)
	assert offered(place.manager, log) == {"Submit for Review"}
	log = make.make_log(place, place.volunteer().name, state="Approved")
	assert offered(place.manager, log) == set()  # officers cancel
	assert offered(place.officer, log) == {"Cancel"}


def test_nobody_is_offered_the_approval_of_their_own(place):
	log = waiting(place, "Pending Site Review")
	frappe.db.set_value(LOG, log.name, "recorder", place.manager)
	assert offered(place.manager, log) == {"Return", "Reject"}
	frappe.set_user(place.manager)
	with pytest.raises(SelfApprovalError):
		apply_workflow(frappe.get_doc(LOG, log.name), "Approve")


def test_the_exception_of_two_person_stations_offers_it_again(place):
	who = place.volunteer(state="Pending Review")
	frappe.db.set_value(PROFILE, who.name, "owner", place.manager)
	frappe.db.delete("Staff Appointment", {"user": ["!=", place.manager]})
	assert "Register" not in offered(place.manager, who)
	frappe.db.set_single_value("Volunteer Services Settings", "allow_self_approval_exception", 1)
	frappe.clear_document_cache("Volunteer Services Settings", "Volunteer Services Settings")
	assert "Register" in offered(place.manager, who)


def test_a_locked_file_offers_nothing(place):
	who = place.volunteer()
	assert offered(place.manager, who) == {"Suspend", "Deregister"}
	frappe.db.set_value(PROFILE, who.name, "is_restricted", 1)
	assert offered(place.manager, who) == set()


def test_readers_are_offered_nothing(place):
	log = waiting(place)
	assert offered(make.make_user(make.AUDITOR), log) == set()


def test_a_document_that_is_not_stored_offers_nothing(place):
	assert workflow_api.transitions({"doctype": LOG, "name": "new-service-log-1"}) == []


@pytest.mark.parametrize("doctype", sorted(read(hooks.volunteer_services_rooms).with_workflow()))
def test_every_workflow_of_ours_is_asked_its_guard(doctype):
	assert isinstance(offers.of_many(doctype, ["nothing"]), dict)
	assert workflow_api.common_actions([{"doctype": doctype, "name": "nothing"}], doctype) == []


def error_of(function, *arguments) -> type[Exception] | None:
	try:
		function(*arguments)
	except Exception as error:
		return type(error)
	return None


def test_documents_of_other_apps_go_the_frameworks_way():
	assert not frappe.db.exists("Workflow", {"document_type": "ToDo"})
	todo = frappe.get_doc({"doctype": "ToDo", "description": "x"}).insert()
	asked = {"doctype": "ToDo", "name": todo.name}
	theirs = error_of(workflow.get_transitions, dict(asked))
	assert theirs and error_of(workflow_api.transitions, asked) is theirs


def test_a_selection_counts_what_is_possible(place):
	first, second = waiting(place, "Pending Site Review"), waiting(place, "Pending Site Review")
	own = waiting(place, "Pending Site Review")
	frappe.db.set_value(LOG, own.name, "recorder", place.manager)
	draft = make.make_log(place, place.volunteer().name)
	frappe.set_user(place.manager)
	names = [first.name, second.name, own.name, draft.name]
	found = logs_api.offered(names)
	assert found["actions"] == {"Approve": 2, "Return": 3, "Reject": 3, "Submit for Review": 1}
	assert (found["deletable"], found["asked"]) == (1, 4)
	assert found["sums"]["Approve"] == {"people": 2, "minutes": first.minutes + second.minutes}
	assert workflow_api.common_actions([{"name": name} for name in names], LOG) == []
	assert set(workflow_api.common_actions([{"name": n} for n in names[:2]], LOG)) == DECISIONS


def test_a_selection_tells_nothing_of_documents_elsewhere(place, elsewhere):
	log = waiting(elsewhere)
	frappe.set_user(place.manager)
	assert logs_api.offered([log.name]) == {"actions": {}, "sums": {}, "deletable": 0, "asked": 0}
	assert workflow_api.offered(LOG, [log.name]) == {"actions": {}, "deletable": 0, "asked": 0}
	frappe.set_user(make.make_user("Website Manager"))
	with pytest.raises(frappe.PermissionError):
		workflow_api.offered(LOG, [log.name])
	with pytest.raises(frappe.PermissionError):
		logs_api.offered([log.name])


def test_a_selection_of_logs_costs_the_same_for_two_and_for_six(place):
	logs = [waiting(place, "Pending Site Review").name for _number in range(6)]
	frappe.set_user(place.manager)
	logs_api.offered(logs)
	assert _queries(lambda: logs_api.offered(logs)) == _queries(lambda: logs_api.offered(logs[:2]))


def _queries(work) -> int:
	original, count = frappe.db.sql, [0]

	def counted(*args, **kwargs):
		count[0] += 1
		return original(*args, **kwargs)

	frappe.db.sql = counted
	try:
		work()
	finally:
		frappe.db.sql = original
	return count[0]


def test_the_form_and_the_selection_agree(place):
	"""The same document, asked alone and in a list, by every role."""
	docs = [place.volunteer(state="Pending Review"), place.volunteer(), make.make_team(place.region.name)]
	for user in (place.leader, place.manager, place.officer, place.city_officer):
		for doc in docs:
			frappe.set_user(user)
			if not frappe.has_permission(doc.doctype, "read", doc.name):
				continue
			alone = {step["action"] for step in offers.of(frappe.get_doc(doc.doctype, doc.name))}
			assert set(offers.of_many(doc.doctype, [doc.name])["actions"]) == alone, (user, doc.doctype)


@pytest.mark.commits
def test_an_action_on_many_asks_for_a_reason_and_reports_what_it_left(place):
	good, registered = place.volunteer(state="Pending Review"), place.volunteer()
	frappe.db.commit()
	frappe.set_user(place.manager)
	with pytest.raises(ReasonRequiredError, match="reason"):
		workflow_api.apply_many(PROFILE, [good.name], "Return", " ")
	found = bulk.run(PROFILE, [good.name, registered.name, "nobody"], "Return", "电话不对", None)
	assert found["done"] == {"Returned": 1}
	assert [row["name"] for row in found["problems"]] == [registered.name, "nobody"]
	assert found["problems"][0]["title"] == registered.full_name
	row = frappe.db.get_value(PROFILE, good.name, ["workflow_state", "decision_reason"], as_dict=True)
	assert row == {"workflow_state": "Returned", "decision_reason": "电话不对"}
	assert frappe.db.get_value(PROFILE, registered.name, "workflow_state") == "Registered"


def test_an_action_on_many_is_for_documents_of_ours_and_for_writers(place):
	frappe.set_user(place.manager)
	with pytest.raises(frappe.PermissionError):
		workflow_api.apply_many("ToDo", ["x"], "Approve")
	frappe.set_user(make.make_user(make.AUDITOR))
	with pytest.raises(frappe.PermissionError):
		workflow_api.apply_many(PROFILE, ["x"], "Return", "Grund")
