"""Declarations of make-up entries 补录: who declares, who decides, what is kept, and every door."""

import frappe
import frappe.client
import pytest
from frappe.utils import add_days, now_datetime

from tests import factories as make
from tests.site.volunteer_projects.make_up_world import (
	ACTIVITY,
	DECLARATION,
	after,
	approved,
	declared,
	late,
	move,
	proof,
)
from tests.site.volunteer_projects.test_activities_records import make_activity
from volunteer_services.api import activities as api
from volunteer_services.exceptions import (
	ActivityError,
	EvidenceKeptError,
	MakeUpError,
	OutOfScopeError,
	ReasonRequiredError,
	RetentionError,
	SelfApprovalError,
	StateEditError,
	TransitionNotAllowedError,
	TransitionPermissionError,
)
from volunteer_services.foundation.workflow import offers

LOG = "Service Log"


@pytest.fixture
def place(clean_site):
	after(10)
	return make.Place().staff()


def recorded(place, activity, user=None):
	frappe.set_user(user or place.leader)
	made = api.make_records(activity.name)
	frappe.set_user("Administrator")
	return made


# --- the declaration ----------------------------------------------------------------------------------------


def test_it_takes_over_place_times_and_list(place):
	first, second = place.volunteer(), place.volunteer()
	activity = late(place, first, second)
	doc = declared(activity, place.leader, team="x", region="x", people=99, minutes=1, approval_level="Site")
	assert (doc.team, doc.site, doc.region) == (place.team.name, place.site.name, place.region.name)
	assert (doc.people, doc.minutes, doc.approval_level or "") == (2, 300, "")
	assert doc.listed.splitlines() == [
		f"{name} 2026-03-07 09:00–2026-03-07 11:30 −0" for name in (first.name, second.name)
	]


@pytest.mark.parametrize(
	"declarer, level, refused, approver",
	[
		("leader", "Site", ["leader"], "manager"),
		("manager", "District", ["leader", "manager"], "officer"),
		("officer", "City", ["manager", "officer"], "city_officer"),
	],
)
def test_a_level_above_approves_and_nobody_their_own(place, declarer, level, refused, approver):
	activity = late(place, place.volunteer())
	user = getattr(place, declarer)
	doc = move(declared(activity, user), "Pending Approval", user)
	assert (doc.declared_by, doc.approval_level) == (user, level)
	for role in refused:
		# any of: by role, by condition of the step, or as one's own
		with pytest.raises((TransitionPermissionError, TransitionNotAllowedError, SelfApprovalError)):
			move(doc, "Approved", getattr(place, role))
	doc = move(doc, "Approved", getattr(place, approver))
	assert (doc.docstatus, doc.approved_by) == (1, getattr(place, approver))


def test_an_officer_above_does_not_approve_what_they_declared_themselves(place):
	activity = late(place, place.volunteer())
	doc = move(declared(activity, place.city_officer), "Pending Approval", place.city_officer)
	with pytest.raises(SelfApprovalError):
		move(doc, "Approved", place.city_officer)
	manager = make.make_user(make.MANAGER)
	assert move(doc, "Approved", manager).workflow_state == "Approved"


def test_who_drafts_and_who_declares_are_both_concerned(place):
	activity = late(place, place.volunteer())
	doc = move(declared(activity, place.manager), "Pending Approval", place.leader)
	assert (doc.declared_by, doc.approval_level) == (place.leader, "Site")
	with pytest.raises(SelfApprovalError):
		move(doc, "Approved", place.manager)


@pytest.mark.parametrize(
	"values, words",
	[
		({"reason": "忘了"}, "at least 10 characters"),
		({"proof": ""}, "private file"),
		({"is_declared": 0}, "answers for it"),
	],
)
def test_it_is_not_sent_without_reason_proof_and_word(place, values, words):
	activity = late(place, place.volunteer())
	doc = declared(activity, place.leader)
	with pytest.raises(MakeUpError, match=words):
		move(doc, "Pending Approval", place.leader, **values)
	assert frappe.db.get_value(DECLARATION, doc.name, "workflow_state") == "Draft"


def test_a_public_file_is_no_proof(place):
	activity = late(place, place.volunteer())
	doc = declared(activity, place.leader, proof=proof(place.leader, is_private=0))
	with pytest.raises(MakeUpError, match="private file"):
		move(doc, "Pending Approval", place.leader)


def test_it_is_not_sent_while_nobody_is_listed(place):
	doc = declared(late(place), place.leader)
	with pytest.raises(MakeUpError, match="Nobody is listed"):
		move(doc, "Pending Approval", place.leader)


def test_one_declaration_an_activity_until_it_is_rejected(place):
	activity = late(place, place.volunteer())
	doc = move(declared(activity, place.leader), "Pending Approval", place.leader)
	with pytest.raises(MakeUpError, match=doc.name):
		declared(activity, place.manager)
	with pytest.raises(ReasonRequiredError):
		move(doc, "Rejected", place.manager)
	move(doc, "Rejected", place.manager, decision_reason="签到表与名单不符")
	assert declared(activity, place.leader).workflow_state == "Draft"


def test_what_was_entered_in_time_needs_none(place):
	day = add_days(now_datetime().date(), -1)
	activity = late(place, starts_on=f"{day} 09:00:00", ends_on=f"{day} 11:00:00")
	with pytest.raises(MakeUpError, match="need no declaration"):
		declared(activity, place.leader)


def test_a_returned_one_is_sent_again_with_the_list_of_then(place):
	first, second = place.volunteer(), place.volunteer()
	activity = late(place, first)
	doc = move(declared(activity, place.leader), "Pending Approval", place.leader)
	with pytest.raises(StateEditError):
		move(doc, "Pending Approval", place.leader, reason="另一个理由,也有十个字以上。")
	doc = move(doc, "Returned", place.manager, decision_reason="名单不全")
	frappe.set_user(place.leader)
	activity.append("participants", {"volunteer": second.name, "status": "Attended"})
	activity.save()
	doc = move(doc, "Pending Approval", place.leader)
	assert (doc.people, doc.decision_reason) == (2, None)


def test_it_is_taken_back_before_records_and_not_after(place):
	activity = late(place, place.volunteer())
	doc = approved(activity, place)
	frappe.set_user(place.officer)
	doc.decision_reason = "发现名单有误"
	doc.cancel()
	assert doc.workflow_state == "Cancelled"
	doc = approved(activity, place)
	recorded(place, activity)
	frappe.set_user(place.officer)
	doc.reload()
	doc.decision_reason = "发现名单有误"
	with pytest.raises(MakeUpError, match="the declaration stays"):
		doc.cancel()


def test_declaration_and_proof_are_kept(place):
	activity = late(place, place.volunteer())
	doc = declared(activity, place.leader)
	file = frappe.get_doc("File", {"file_url": doc.proof, "attached_to_name": doc.name})
	doc = move(doc, "Pending Approval", place.leader)
	manager = make.make_user(make.MANAGER)
	frappe.set_user(manager)
	with pytest.raises(RetentionError):
		frappe.delete_doc(DECLARATION, doc.name)
	frappe.set_user("Administrator")
	with pytest.raises(EvidenceKeptError):
		frappe.delete_doc("File", file.name, ignore_permissions=True)
	with pytest.raises(frappe.LinkExistsError):
		frappe.delete_doc(ACTIVITY, activity.name)


# --- every door ---------------------------------------------------------------------------------------------


def test_nobody_from_elsewhere_declares_decides_or_sees(place):
	activity = late(place, place.volunteer())
	elsewhere = make.Place().staff()
	doc = move(declared(activity, place.leader), "Pending Approval", place.leader)
	volunteer = make.make_user(make.VOLUNTEER)
	for user in (elsewhere.leader, elsewhere.manager, elsewhere.officer, volunteer, "Guest"):
		frappe.set_user(user)
		assert not frappe.has_permission(DECLARATION, "read", doc.name)
		with pytest.raises(frappe.PermissionError):
			frappe.client.get(DECLARATION, doc.name)
		with pytest.raises(frappe.PermissionError):
			frappe.client.insert({"doctype": DECLARATION, "activity": activity.name, "reason": "x" * 20})
		with pytest.raises(frappe.PermissionError):
			frappe.client.set_value(DECLARATION, doc.name, "workflow_state", "Approved")
	for user in (elsewhere.leader, elsewhere.manager, elsewhere.officer):
		frappe.set_user(user)
		assert frappe.get_list(DECLARATION) == []
	for user in (place.leader, place.manager, place.officer, place.city_officer):
		frappe.set_user(user)
		assert [row.name for row in frappe.get_list(DECLARATION)] == [doc.name]


def test_the_auditor_reads_and_writes_nothing(place):
	doc = move(declared(late(place, place.volunteer()), place.leader), "Pending Approval", place.leader)
	frappe.set_user(make.make_user(make.AUDITOR))
	assert frappe.client.get(DECLARATION, doc.name)["name"] == doc.name
	with pytest.raises(frappe.PermissionError):
		frappe.client.set_value(DECLARATION, doc.name, "reason", "审计改动理由十个字以上")


def test_forged_keys_approve_nothing(place):
	activity = late(place, place.volunteer())
	forged = {"workflow_state": "Approved", "flags": {"system_transition": 1}, "by_service": 1}
	with pytest.raises(TransitionNotAllowedError):
		declared(activity, place.leader, **forged)
	with pytest.raises(frappe.PermissionError):
		declared(activity, place.leader, **forged, docstatus=1)
	doc = declared(
		activity,
		place.leader,
		approval_level="Site",
		declared_by=place.officer,
		approved_by=place.officer,
		listed="x",
	)
	stored = frappe.get_doc(DECLARATION, doc.name)
	assert (stored.workflow_state, stored.declared_by, stored.approved_by) == ("Draft", None, None)
	frappe.set_user(place.leader)
	other = late(place, place.volunteer()).name
	for field, value in (("listed", "x"), ("people", 500), ("approval_level", "Site"), ("activity", other)):
		frappe.client.set_value(DECLARATION, doc.name, field, value)
	stored.reload()
	assert (stored.people, stored.approval_level or "", stored.activity) == (1, "", activity.name)


def test_the_proof_is_opened_by_those_who_see_the_declaration(place):
	doc = declared(late(place, place.volunteer()), place.leader)
	file = frappe.get_doc("File", {"file_url": doc.proof, "attached_to_name": doc.name})
	elsewhere = make.Place().staff()
	for user, may in (
		(place.manager, True),
		(elsewhere.leader, False),
		(elsewhere.manager, False),
		(make.make_user(make.VOLUNTEER), False),
	):
		frappe.set_user(user)
		assert frappe.get_doc("File", file.name).is_downloadable() == may


def test_somebody_elses_file_is_no_proof_of_mine(place):
	elsewhere = make.Place().staff()
	url = proof(elsewhere.leader)
	with pytest.raises(frappe.PermissionError):
		declared(late(place, place.volunteer()), place.leader, proof=url)


def test_only_what_can_be_done_is_offered(place):
	activity = late(place, place.volunteer())
	doc = move(declared(activity, place.manager), "Pending Approval", place.manager)
	actions = {}
	for role in ("leader", "manager", "officer"):
		frappe.set_user(getattr(place, role))
		actions[role] = {step["action"] for step in offers.of(frappe.get_doc(DECLARATION, doc.name))}
	assert actions["leader"] == set()
	assert "Approve" not in actions["manager"]
	assert actions["officer"] == {"Approve", "Return", "Reject"}


def test_a_declaration_of_an_activity_elsewhere_is_refused_by_its_place(place):
	elsewhere = make.Place().staff()
	activity = late(elsewhere, elsewhere.volunteer())
	with pytest.raises((frappe.PermissionError, OutOfScopeError)):  # any of: the activity, or the scope
		declared(activity, place.manager)
	assert frappe.db.count(DECLARATION, {"activity": activity.name}) == 0


def test_activities_of_before_stay_as_they_are(place):
	activity = make_activity(place, [place.volunteer().name])
	frappe.db.set_value(ACTIVITY, activity.name, "is_make_up", 0)
	assert recorded(place, activity)["made"] == 1
	with pytest.raises(ActivityError):
		frappe.set_user(place.leader)
		activity.reload()
		activity.participants[0].starts_on = "2026-03-07 08:00:00"
		activity.save()
