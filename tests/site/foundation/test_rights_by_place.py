"""Roles hold with their place, rights over a file come from that file's place, and documents take their
fields only: tried as the people who would gain by it."""

import frappe
import frappe.client
import pytest
from frappe.model.workflow import apply_workflow

from tests import factories as make
from tests.site.time_bank import rewards_world
from tests.site.volunteer_projects.test_activities_records import make_activity
from volunteer_services.api import lookup as lookup_api
from volunteer_services.exceptions import (
	AgeGateError,
	DuplicateVolunteerError,
	IdentityNumberError,
	LoginLinkError,
	LookupLimitError,
	OutOfScopeError,
	RowAloneError,
	SelfApprovalError,
	TransitionPermissionError,
	UnknownVisitorError,
)
from volunteer_services.service_records.services import bulk_review
from volunteer_services.volunteer_registry.services import identity

PROFILE, LOG, REDEMPTION = "Volunteer Profile", "Service Log", "Reward Redemption"


@pytest.fixture
def place():
	return make.Place().staff()


@pytest.fixture
def elsewhere(place):
	return make.Place().staff()


def as_sent(sender: str, doctype: str, name: str, **values):
	"""What /api/resource does with a body: the stored document, updated with whatever was sent, saved."""
	frappe.set_user(sender)
	doc = frappe.get_doc(doctype, name)
	doc.update(values)
	return doc.save()


def entered(place, volunteer: str):
	"""A record as the form stores it for the session's user."""
	return frappe.get_doc(
		{
			"doctype": LOG,
			"volunteer": volunteer,
			"project": place.project.name,
			"service_date": "2026-03-05",
			"minutes": 60,
			"service_content": "探访",
			"location": "社区",
			"activity_leader": "张队长",
		}
	).insert()


# --- 1 to 3: forged attributes, rows alone, computed fields ---


def test_a_reward_is_not_got_for_one_point(place):
	user = make.make_user(make.VOLUNTEER)
	who = rewards_world.rich(place, user=user)
	frappe.set_user(user)
	from volunteer_services.time_bank.services.rewards import desk

	asked = desk.request_own(user, rewards_world.item(place).name)
	forged = {"editable_states": ["Requested"], "protects_read_only": 0, "refuses_itself": 1, "points": 1}
	try:
		as_sent(user, REDEMPTION, asked.name, **forged)
	except frappe.ValidationError as refused:
		assert "cannot be edited" in str(refused)
	assert frappe.db.get_value(REDEMPTION, asked.name, "points") == 20
	assert who.name == asked.volunteer


def test_rules_are_read_from_the_class():
	doc = frappe.get_doc(
		{"doctype": LOG, "editable_states": ["Approved"], "reason_field": "remark", "foo": 1}
	)
	doc.update({"review_fields": ["minutes"], "own_users": "nobody", "flags": {"by_service": 1}})
	doc.set("entered_read_only", {"recorder"})
	assert doc.editable_states == frozenset({"Draft", "Returned"})
	assert (doc.reason_field, doc.get("foo"), doc.flags.by_service) == ("return_reason", None, None)
	assert "minutes" not in doc.review_fields and callable(doc.own_users)


def test_the_recorder_is_not_forged_to_approve_the_own_record(place):
	who = place.volunteer()
	frappe.set_user(place.manager)
	log = entered(place, who.name)
	forged = as_sent(place.manager, LOG, log.name, recorder=place.leader, recorded_on="2020-01-01 00:00:00")
	assert forged.recorder == place.manager


def test_totals_stars_and_balance_are_not_sent(place):
	who = place.volunteer()
	as_sent(place.manager, PROFILE, who.name, total_minutes=999999, star_level=5, points_balance=77777)
	stored = frappe.db.get_value(PROFILE, who.name, ["total_minutes", "star_level", "points_balance"])
	assert stored == (0, 0, 0)


def test_the_place_in_the_tree_is_not_sent(place):
	before = frappe.db.get_value("Volunteer Team", place.team.name, ["lft", "rgt"])
	as_sent(place.manager, "Volunteer Team", place.team.name, lft=1, rgt=999999, old_parent="")
	assert frappe.db.get_value("Volunteer Team", place.team.name, ["lft", "rgt"]) == before


def test_stamps_of_a_file_are_not_sent(place):
	who = place.volunteer()
	fields = ["applied_on", "registered_on", "reviewed_by", "state_changed_on", "merged_into"]
	before = frappe.db.get_value(PROFILE, who.name, fields)
	other = place.volunteer()
	as_sent(
		place.manager,
		PROFILE,
		who.name,
		**dict(
			zip(fields, ("2001-01-01", "2001-01-01", place.leader, "2001-01-01", other.name), strict=True)
		),
	)
	assert frappe.db.get_value(PROFILE, who.name, fields) == before


@pytest.mark.parametrize("way", ["save", "insert", "delete"])
def test_a_row_is_not_written_alone(place, way):
	who = place.volunteer()
	frappe.set_user(place.leader)
	activity = make_activity(place, [who.name])
	row = activity.participants[0]
	acts = {
		"save": lambda: frappe.client.save({**row.as_dict(), "status": "Absent"}),
		"insert": lambda: frappe.get_doc({**row.as_dict(), "name": None, "__islocal": 1}).insert(),
		"delete": lambda: frappe.delete_doc(row.doctype, row.name, ignore_permissions=True),
	}
	with pytest.raises(RowAloneError, match="saved with its document only"):
		acts[way]()
	stored = frappe.get_doc("Service Activity", activity.name).participants
	assert [(one.name, one.status) for one in stored] == [(row.name, "Attended")]


# --- 9: visitors ---


def test_a_number_is_no_door_to_somebody_from_elsewhere(place, elsewhere):
	stranger = elsewhere.volunteer()
	frappe.set_user(place.leader)
	with pytest.raises(UnknownVisitorError) as refused:
		entered(place, stranger.name)
	assert stranger.full_name not in str(refused.value)
	with pytest.raises(UnknownVisitorError):
		make_activity(place, [stranger.name])


def test_who_was_looked_up_is_recorded_that_day(place, elsewhere):
	stranger = elsewhere.volunteer(mobile="13800004321")
	frappe.set_user(place.leader)
	assert lookup_api.find(stranger.full_name, "4321")
	assert entered(place, stranger.name).volunteer == stranger.name
	assert make_activity(place, [stranger.name]).participants[0].volunteer == stranger.name


# --- 13 to 16: areas, memberships, places, logins ---


def test_a_site_does_not_take_in_a_region(place):
	root = frappe.get_all(
		"Service Region", filters={"parent_service_region": ["is", "not set"]}, pluck="name"
	)[0]
	frappe.set_user(place.manager)
	site = frappe.get_doc("Service Site", place.site.name)
	site.append("service_areas", {"region": root})
	with pytest.raises(OutOfScopeError, match=root):
		site.save()
	frappe.set_user(place.officer)
	site = frappe.get_doc("Service Site", place.site.name)
	site.append("service_areas", {"region": place.street.name})
	assert site.save().service_areas[-1].region == place.street.name


def test_a_membership_opens_no_file(place, elsewhere):
	stranger = elsewhere.volunteer()
	frappe.set_user(place.leader)
	row = {"volunteer": stranger.name, "team": place.team.name, "role": "Member", "joined_on": "2026-01-01"}
	with pytest.raises(OutOfScopeError):
		frappe.get_doc({"doctype": "Team Membership", **row}).insert()
	assert not frappe.has_permission(PROFILE, "read", stranger.name)


def test_a_site_manager_who_leads_a_team_elsewhere_reviews_there_as_a_leader(place, elsewhere):
	make.appoint(place.manager, make.LEADER, "Volunteer Team", elsewhere.team.name)
	log = make.make_log(elsewhere, elsewhere.volunteer().name)
	frappe.set_user(elsewhere.leader)
	log = apply_workflow(make.reloaded(log), "Submit for Review")
	frappe.set_user("Administrator")
	while log.workflow_state != "Pending Site Review":
		log = apply_workflow(make.reloaded(log), "Approve")
	frappe.set_user(place.manager)
	doc = make.reloaded(log)
	doc.workflow_state = "Approved"
	with pytest.raises(TransitionPermissionError):
		doc.save()
	problems = bulk_review._at_once([log.name], "Approve", None)["problems"]
	assert "may be done by" in problems[0]["problem"]
	frappe.set_user(elsewhere.manager)
	assert apply_workflow(make.reloaded(log), "Approve").workflow_state == "Approved"


def test_a_leader_links_no_accomplice(place):
	who, accomplice = place.volunteer(), make.make_user(make.VOLUNTEER)
	with pytest.raises(LoginLinkError, match="of the place only"):
		as_sent(place.leader, PROFILE, who.name, user=accomplice)
	assert as_sent(place.manager, PROFILE, who.name, user=accomplice).user == accomplice


def test_nobody_steps_aside_to_approve_the_own_record(place):
	who = place.volunteer(user=place.manager)
	with pytest.raises(LoginLinkError, match="own login"):
		as_sent(place.manager, PROFILE, who.name, user=None)
	as_sent(place.officer, PROFILE, who.name, user=None)
	assert frappe.db.get_value(PROFILE, who.name, ["user", "former_users"]) == (None, place.manager)
	log = make.make_log(place, who.name, state="Pending Site Review")
	frappe.set_user(place.manager)
	with pytest.raises(SelfApprovalError):
		apply_workflow(frappe.get_doc(LOG, log.name), "Approve")


# --- 17: identity numbers ---


def test_a_number_on_file_is_replaced_by_reviewers_only(place):
	who = place.volunteer(id_type="Resident ID", id_number=make.resident_id())
	with pytest.raises(IdentityNumberError, match="replace it"):
		as_sent(place.leader, PROFILE, who.name, id_number=make.resident_id())
	before = who.id_number_masked
	assert before.strip("*") == before[-2:] and len(before) == 18
	as_sent(place.manager, PROFILE, who.name, id_number=make.resident_id())
	assert frappe.db.exists("Access Log", {"reference_document": who.name, "method": ["like", "%replace%"]})


def test_duplicates_are_counted_limited_and_logged(place, monkeypatch):
	number = make.resident_id()
	who = place.volunteer(id_type="Resident ID", id_number=number)
	monkeypatch.setattr(identity, "DUPLICATES_PER_HOUR", 2)
	frappe.set_user(place.leader)
	for _ in range(2):
		with pytest.raises(DuplicateVolunteerError):
			place.volunteer(id_type="Resident ID", id_number=number)
	with pytest.raises(LookupLimitError):
		place.volunteer(id_type="Resident ID", id_number=number)
	assert (
		frappe.db.count("Access Log", {"reference_document": who.name, "method": ["like", "%duplicate%"]})
		== 3
	)


# --- 18: minors and rescue ---


def test_a_minor_s_rescue_is_refused_as_a_single_record_too(place):
	frappe.db.set_value("Volunteer Project", place.project.name, "is_rescue", 1)
	child = place.volunteer(
		date_of_birth="2011-05-01", guardian_name="陈母", guardian_phone="13800001111", guardian_consent=1
	)
	frappe.set_user(place.leader)
	with pytest.raises(AgeGateError):
		entered(place, child.name)
