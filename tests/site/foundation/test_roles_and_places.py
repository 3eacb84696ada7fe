"""A role gives its rights at the places of its own appointments: reading, writing, fields and appointing, for
people who hold two roles at two places."""

import base64

import frappe
import pytest

from tests import factories as make
from tests.site.foundation.doors_world import PROFILE, World, call, refused, told
from volunteer_services.exceptions import AppointmentError, OutOfScopeError
from volunteer_services.foundation.doors import requests
from volunteer_services.foundation.scope import granting
from volunteer_services.patches import version_levels

HEALTH = "心脏病史"
PNG = base64.b64decode(
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def world():
	return World()


def appoint(user: str, role: str, kind: str, node: str) -> None:
	values = {"user": user, "role": role, "scope_type": kind, "scope": node, "from_date": "2020-01-01"}
	frappe.get_doc({"doctype": "Staff Appointment", **values}).insert(ignore_permissions=True)
	frappe.clear_cache(user=user)


def health_on(name: str) -> None:
	frappe.db.set_value(PROFILE, name, "health_status", HEALTH)


def test_a_site_manager_who_leads_a_team_elsewhere_sees_there_what_a_leader_sees(world):
	appoint(world.place.manager, make.LEADER, "Volunteer Team", world.other.team.name)
	health_on(world.inside.name)
	health_on(world.outside.name)
	seen = call(world.place.manager, "frappe.client.get", doctype=PROFILE, name=world.outside.name)
	assert seen["full_name"] == world.outside.full_name and not seen.get("health_status")
	own = call(world.place.manager, "frappe.client.get", doctype=PROFILE, name=world.inside.name)
	assert own["health_status"] == HEALTH


def test_a_leader_who_is_a_volunteer_sees_no_health_data_of_the_team(world):
	frappe.get_doc("User", world.place.leader).add_roles(make.VOLUNTEER)
	health_on(world.inside.name)
	for method, form in (
		("frappe.client.get", {"name": world.inside.name}),
		("frappe.desk.form.load.getdoc", {"name": world.inside.name}),
		("frappe.client.get_list", {"fields": ["*"]}),
		("frappe.client.get_list", {"fields": [f"`tab{PROFILE}`.*"]}),
		("frappe.desk.reportview.get", {"fields": ["name", f"`tab{PROFILE}`.`health_status`"]}),
		("frappe.www.list.get_list_data", {}),
	):
		text = told(world.place.leader, method, doctype=PROFILE, **form)
		assert world.inside.name in text, method
		assert HEALTH not in text, method


def test_lists_show_no_field_of_a_level_to_who_sees_a_part(world):
	health_on(world.inside.name)
	fields = ["name", "health_status"]
	assert HEALTH not in told(world.place.manager, "frappe.client.get_list", doctype=PROFILE, fields=fields)
	everything = make.make_user(make.MANAGER)
	assert HEALTH in told(everything, "frappe.client.get_list", doctype=PROFILE, fields=fields)


def test_a_list_of_the_website_shows_and_compares_no_field_of_a_level(world):
	health_on(world.inside.name)
	path = "frappe.www.list.get_list_data"
	text = told(world.place.manager, path, doctype=PROFILE)
	assert world.inside.name in text and HEALTH not in text
	assert refused(world.place.manager, path, doctype=PROFILE, health_status=f'["like", "%{HEALTH[:2]}%"]')
	frappe.set_user(world.place.manager)
	frappe.local.form_dict = frappe._dict(doctype=PROFILE)
	requests.install()
	shown = frappe.as_json(frappe.get_attr("frappe.www.list.get_list_data")(doctype=PROFILE))
	assert world.inside.name in shown and HEALTH not in shown


def test_a_template_of_an_import_holds_no_field_of_a_level(world):
	health_on(world.inside.name)
	asked = {"doctype": PROFILE, "export_records": "all", "file_type": "CSV"}
	path = "frappe.core.doctype.data_import.data_import.download_template"
	with_level, without = ({PROFILE: names} for names in (["full_name", "health_status"], ["full_name"]))
	assert refused(world.place.manager, path, export_fields=with_level, **asked)
	assert not refused(world.place.manager, path, export_fields=without, **asked)


def test_a_version_says_that_such_a_field_changed_and_not_to_what(world):
	unit = frappe.get_doc("Recording Unit", world.place.unit.name)
	seal = frappe.get_doc(
		{"doctype": "File", "file_name": "seal.png", "content": PNG, "is_private": 1}
	).insert()
	unit.seal_image, unit.handler = seal.file_url, "何女士"
	unit.save(ignore_version=False)
	asked = {"doctype": unit.doctype, "name": unit.name}
	answer = frappe.parse_json(told(world.place.leader, "frappe.desk.form.load.get_docinfo", **asked))
	(version,) = answer["docinfo"]["versions"]
	changed = {field: new for field, _old, new in frappe.parse_json(version["data"])["changed"]}
	assert (changed["seal_image"], changed["handler"]) == ("•••", "何女士")


def test_versions_from_before_are_hidden_by_a_patch(world):
	told = [["handler", "李先生", "何女士"], ["seal_image", None, "/private/files/seal.png"]]
	row = {"doctype": "Version", "ref_doctype": "Recording Unit", "docname": world.place.unit.name}
	version = frappe.get_doc({**row, "data": "{}"}).insert(ignore_permissions=True)
	frappe.db.set_value("Version", version.name, "data", frappe.as_json({"changed": told}))
	version_levels.execute()
	kept = frappe.parse_json(frappe.db.get_value("Version", version.name, "data"))
	assert kept["changed"] == [told[0], ["seal_image", "•••", "•••"]]


@pytest.mark.parametrize("chosen", [None, {PROFILE: ["full_name", "health_status"]}])
def test_a_data_export_holds_no_such_field_either(world, chosen):
	health_on(world.inside.name)
	asked = {"doctype": PROFILE, "with_data": "1", "select_columns": chosen}
	text = told(world.place.manager, "frappe.core.doctype.data_export.exporter.export_data", **asked)
	assert world.inside.full_name in text and HEALTH not in text


def test_a_document_is_stored_where_the_role_that_may_store_it_is_appointed(world):
	appoint(world.place.manager, make.LEADER, "Volunteer Team", world.other.team.name)
	frappe.set_user(world.place.manager)
	site = frappe.get_doc("Service Site", world.other.site.name)
	assert not frappe.has_permission("Service Site", "write", site.name)
	assert frappe.has_permission(PROFILE, "write", world.outside.name)
	grant = {"doctype": "Hardship Grant", "volunteer": world.outside.name, "points": 5, "reason": "临时困难"}
	with pytest.raises(OutOfScopeError):
		frappe.get_doc(grant).insert()


def test_one_s_own_record_is_written_by_those_whom_its_place_appoints(world):
	"""A leader's own service with another team: the leader reads it, and changes nothing in it."""
	theirs = world.other.volunteer(user=world.place.leader)
	log = make.make_log(world.other, theirs.name)
	frappe.set_user(world.place.leader)
	assert frappe.has_permission("Service Log", "read", log.name)
	assert not frappe.has_permission("Service Log", "write", log.name)


def test_nobody_appoints_with_the_rank_of_another_place(world):
	"""An officer of one district who manages a site in another appoints there as a site manager would."""
	appoint(world.place.officer, make.SITE, "Service Site", world.other.site.name)
	values = {"doctype": "Staff Appointment", "user": make.make_user(), "from_date": "2026-01-01"}
	values |= {"role": make.SITE, "scope_type": "Service Site", "scope": world.other.site.name}
	frappe.set_user(world.place.officer)
	with pytest.raises(AppointmentError, match="outside your own appointments"):
		frappe.get_doc(values).insert()
	values |= {"scope": world.place.site.name}
	assert frappe.get_doc(values).insert().name


def test_who_gives_a_right():
	assert granting.placed_roles(PROFILE, granting.READ) is None
	assert granting.placed_roles("Hardship Grant", granting.READ, "Guest") == (
		make.CITY,
		make.DISTRICT,
		make.SITE,
	)
	assert granting.placed_roles("Points Rule", ("write",), "Guest") == ("",)
	assert granting.is_given_to_volunteers("Reward Redemption", ("write",))
	assert not granting.is_given_to_volunteers("Service Log", ("write",))
	assert refused(make.make_user(), "frappe.client.get_list", doctype="Hardship Grant")
