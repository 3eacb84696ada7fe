"""Who sees which file, by every route; the look-up beyond the scope; merging and keeping."""

import json

import frappe
import pytest
from frappe.utils import add_years, nowdate

from tests import factories as f
from volunteer_services.api import lookup as lookup_api
from volunteer_services.api import registration as api
from volunteer_services.api import trees as trees_api
from volunteer_services.exceptions import (
	LookupLimitError,
	LookupQuestionError,
	MergeError,
	OutOfScopeError,
	RestrictedProfileError,
	TransitionNotAllowedError,
)
from volunteer_services.foundation.documents import retention

PROFILE = "Volunteer Profile"
STAFF = ["leader", "manager", "officer", "city_officer"]


@pytest.fixture
def place():
	return f.Place().staff()


def _listed(doctype, name):
	return frappe.get_list(doctype, filters={"name": name}, pluck="name", order_by="name", limit=5)


def _client_listed(doctype, name):
	return frappe.call("frappe.client.get_list", doctype=doctype, filters={"name": name})


def _counted(doctype, name):
	from frappe.desk import reportview

	frappe.local.form_dict = frappe._dict(
		doctype=doctype,
		fields=json.dumps([f"`tab{doctype}`.`name`"]),
		filters=json.dumps([[doctype, "name", "=", name]]),
		order_by="creation",
		start=0,
		page_length=5,
	)
	return (reportview.get() or {}).get("values")


def _linked(doctype, name):
	from frappe.desk.search import search_widget

	frappe.response.pop("values", None)
	return search_widget(doctype, name) or frappe.response.get("values")


def _value(doctype, name):
	return frappe.call("frappe.client.get_value", doctype=doctype, fieldname="name", filters={"name": name})


def _opened(doctype, name):
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	return doc.name


def _fetched(doctype, name):
	return frappe.call("frappe.client.get", doctype=doctype, name=name)


ROUTES = [_listed, _client_listed, _counted, _linked, _value, _opened, _fetched]


def sees(route, doctype, name):
	try:
		return name in frappe.as_json(route(doctype, name))
	except frappe.PermissionError:
		return False


@pytest.mark.parametrize("who", STAFF)
def test_staff_see_what_is_theirs_and_nothing_else_by_every_route(place, who):
	other = f.Place()
	own = {PROFILE: place.volunteer().name, "Volunteer Team": place.team.name}
	foreign = {
		PROFILE: other.volunteer().name,
		"Volunteer Team": other.team.name,
		"Service Site": other.site.name,
	}
	own["Team Membership"] = f.make_membership(own[PROFILE], place.team.name).name
	foreign["Team Membership"] = f.make_membership(foreign[PROFILE], other.team.name).name
	frappe.set_user(getattr(place, who))
	for route in ROUTES:
		for doctype, name in own.items():
			if not (route is _linked and doctype == "Team Membership"):
				assert sees(route, doctype, name), (route.__name__, doctype)
		for doctype, name in foreign.items():
			assert not sees(route, doctype, name), (route.__name__, doctype)


def test_search_finds_by_name_last_four_and_number(place):
	from frappe.desk.search import search_widget

	name = place.volunteer(full_name="司徒可寻", mobile="13800134826").name
	frappe.set_user(place.leader)
	for text in ("司徒可", "4826", name[-4:]):
		frappe.response.pop("values", None)
		assert name in frappe.as_json(search_widget(PROFILE, text) or frappe.response.get("values")), text


def test_auditor_reads_all_and_writes_nothing(place):
	name = place.volunteer().name
	frappe.set_user(f.make_user(f.AUDITOR))
	assert all(sees(route, PROFILE, name) for route in ROUTES)
	with pytest.raises(frappe.PermissionError):
		frappe.get_doc(PROFILE, name).save()


def test_volunteer_sees_the_own_file_only(place):
	user = f.make_user(f.VOLUNTEER)
	own, other = place.volunteer(user=user).name, place.volunteer().name
	frappe.set_user(user)
	for route in (_listed, _client_listed, _value, _opened, _fetched):
		assert sees(route, PROFILE, own), route.__name__
		assert not sees(route, PROFILE, other), route.__name__
	with pytest.raises(frappe.PermissionError):
		frappe.get_doc(PROFILE, own).save()


def test_users_without_our_roles_see_nothing(place):
	name = place.volunteer().name
	for roles in ((), ("System Manager",)):
		frappe.set_user(f.make_user(*roles))
		assert not any(sees(route, PROFILE, name) for route in ROUTES)


def test_role_without_appointment_sees_nothing(place):
	name = place.volunteer().name
	frappe.set_user(f.make_user(f.DISTRICT))
	assert not any(sees(route, PROFILE, name) for route in ROUTES)


def test_files_are_neither_entered_nor_moved_out_of_scope(place):
	other = f.Place()
	name = place.volunteer().name
	frappe.set_user(place.manager)
	with pytest.raises(OutOfScopeError):
		frappe.get_doc(
			{
				"doctype": PROFILE, "full_name": "外区人", "id_type": "Resident ID",
				"id_number": f.resident_id(), "sex": "Unknown", "region": other.region.name,
				"data_consent": 1, "consent_method": "Paper Form",
			}
		).insert()  # fmt: skip
	doc = frappe.get_doc(PROFILE, name)
	doc.update({"region": other.region.name, "primary_team": other.team.name})
	with pytest.raises(OutOfScopeError):
		doc.save()


def test_only_managers_delete_no_file_and_state_is_not_set_by_the_api(place):
	name = place.volunteer(state="Applied").name
	frappe.set_user(place.manager)
	with pytest.raises(frappe.PermissionError):
		frappe.delete_doc(PROFILE, name)
	with pytest.raises(TransitionNotAllowedError):
		frappe.call(
			"frappe.client.set_value",
			doctype=PROFILE,
			name=name,
			fieldname="workflow_state",
			value="Registered",
		)
	assert frappe.db.get_value(PROFILE, name, "workflow_state") == "Applied"


def test_team_tree_begins_where_the_user_stands(place):
	upper = f.make_team(place.district.name, team_level="大队")
	team = f.reloaded(place.team)
	team.parent_volunteer_team = upper.name
	team.save()
	frappe.set_user(place.leader)
	assert [row["value"] for row in trees_api.get_children("Volunteer Team", "", True)] == [team.name]
	frappe.set_user(place.officer)
	assert [row["value"] for row in trees_api.get_children("Volunteer Team", "", True)] == [upper.name]
	assert [row["value"] for row in trees_api.get_children("Volunteer Team", upper.name)] == [team.name]
	frappe.set_user(f.make_user())
	with pytest.raises(frappe.PermissionError):
		trees_api.get_children("Volunteer Team", "", True)


# --- look-up ---


def test_look_up_answers_masked_to_an_exact_question_and_is_logged(place):
	number = f.resident_id()
	other = f.Place()
	name = other.volunteer(
		full_name="欧阳志远", mobile="13800137777", id_type="Resident ID", id_number=number, sex="Unknown",
	).name  # fmt: skip
	frappe.set_user(place.leader)
	for last_four in ("7777", number[-4:].lower()):
		(row,) = lookup_api.find(" 欧阳志远 ", last_four)
		assert row == {
			"volunteer_no": name,
			"masked_name": "欧***",
			"team_name": other.team.team_name,
			"state": "Registered",
		}
	assert lookup_api.find("欧阳志", "7777") == lookup_api.find("欧阳志远", "7778") == []
	logged = frappe.get_all(
		"Access Log", filters={"user": place.leader}, pluck="reference_document", order_by="creation"
	)
	assert logged.count(name) == 2 and len(logged) == 4
	for last_four in ("777", "77777", ""):
		# any of: the look-up has no class of its own for a question that is not exact
		with pytest.raises(LookupQuestionError, match="exactly four characters"):
			lookup_api.find("欧阳志远", last_four)


def test_look_up_is_limited_and_for_staff(place):
	settings = frappe.get_doc("Volunteer Services Settings")
	settings.lookup_requests_per_hour = 2
	settings.save()
	frappe.set_user(place.leader)
	for _ in range(2):
		lookup_api.find("某某", "1234")
	with pytest.raises(LookupLimitError):
		lookup_api.find("某某", "1234")
	for role in (f.AUDITOR, f.VOLUNTEER):
		frappe.set_user(f.make_user(role))
		with pytest.raises(frappe.PermissionError):
			lookup_api.find("某某", "1234")
	assert frappe.allowed_http_methods_for_whitelisted_func[lookup_api.find] == ["POST"]


# --- own data ---


def test_person_gets_a_copy_of_the_own_data_without_the_number(place):
	user = f.make_user(f.VOLUNTEER)
	number = f.resident_id()
	doc = place.volunteer(user=user, id_type="Resident ID", id_number=number)
	log = f.make_log(place, doc.name)
	stranger = f.make_log(place, place.volunteer().name)
	frappe.set_user(user)
	text = json.dumps(api.my_data())
	assert doc.name in text and log.name in text
	assert stranger.name not in text and number not in text and "id_number_hash" not in text
	frappe.set_user(place.leader)
	with pytest.raises(frappe.DoesNotExistError):
		api.my_data()


# --- merging and keeping ---


def test_merge_moves_the_records_sums_the_totals_and_closes_the_source(place):
	source, target = place.volunteer(), place.volunteer()
	f.make_membership(source.name, place.team.name)
	moved = f.make_log(place, source.name, state="Approved")
	f.make_log(place, target.name, state="Approved", service_date="2026-03-06")
	frappe.set_user(f.make_user(f.MANAGER))
	assert api.merge(source.name, target.name, "同一人")["Service Log"] == 1
	assert frappe.db.get_value("Service Log", moved.name, ["volunteer", "volunteer_name"]) == (
		target.name,
		target.full_name,
	)
	assert frappe.db.get_value(PROFILE, target.name, "total_minutes") == 240
	assert frappe.db.get_value(PROFILE, source.name, ["total_minutes", "merged_into", "workflow_state"]) == (
		0,
		target.name,
		"Deregistered",
	)
	assert not frappe.db.exists("Team Membership", {"volunteer": source.name, "left_on": ["is", "not set"]})
	doc = frappe.get_doc(PROFILE, source.name)
	doc.workflow_state = "Applied"
	with pytest.raises(RestrictedProfileError):
		doc.save()
	with pytest.raises(MergeError):
		api.merge(source.name, target.name, "再次")


def test_merge_refuses_overlapping_records_and_everybody_but_the_manager(place):
	source, target = place.volunteer(), place.volunteer()
	time = {"minutes": None, "starts_on": "2026-03-05 09:00:00", "ends_on": "2026-03-05 11:00:00"}
	f.make_log(place, source.name, **time)
	f.make_log(place, target.name, **time)
	for user in (place.officer, place.city_officer):
		frappe.set_user(user)
		with pytest.raises(frappe.PermissionError):
			api.merge(source.name, target.name, "同一人")
	frappe.set_user(f.make_user(f.MANAGER))
	with pytest.raises(MergeError):
		api.merge(source.name, target.name, "同一人")
	assert not frappe.db.get_value(PROFILE, source.name, "merged_into")


@pytest.mark.parametrize("state", ["Applied", "Pending Review", "Suspended", "Rejected"])
def test_merge_closes_files_of_every_state(place, state):
	source, target = place.volunteer(state=state), place.volunteer()
	api.merge(source.name, target.name, "同一人")
	assert frappe.db.get_value(PROFILE, source.name, "workflow_state") in ("Deregistered", "Rejected")
	assert frappe.db.get_value(PROFILE, source.name, "merged_into") == target.name


def test_kept_records_counts_what_is_younger_than_the_retention(place):
	before = retention.kept_records().get("Service Log", 0)
	name = place.volunteer().name
	f.make_log(place, name)
	assert retention.kept_records().get("Service Log", 0) == before
	approved = f.make_log(place, name, state="Approved", service_date="2026-03-06")
	assert retention.kept_records()["Service Log"] == before + 1
	old = add_years(nowdate(), -11)
	frappe.db.set_value("Service Log", approved.name, "service_date", old, update_modified=False)
	assert retention.kept_records().get("Service Log", 0) == before
