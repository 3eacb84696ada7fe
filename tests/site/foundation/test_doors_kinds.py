"""Doors of the same kinds as those that were found open first: other rows that name a document, other
arguments, other people's results."""

import json

import frappe
import pytest
from frappe.desk.doctype.tag.tag import add_tag

from tests import factories as make
from tests.site.foundation.doors_world import PROFILE, World, call, refused, told
from tests.site.volunteer_projects.test_activities_records import make_activity
from volunteer_services.volunteer_registry.services import registration

ROSTER = "Volunteer Roster"


@pytest.fixture
def world():
	return World()


# --- rows of tables ---


def test_a_form_does_not_take_the_row_of_another_document(world):
	frappe.set_user(world.other.leader)
	theirs = make_activity(world.other, [world.outside.name])
	frappe.set_user(world.place.leader)
	mine = make_activity(world.place, [world.inside.name])
	form = json.loads(frappe.as_json(mine))
	taken, second = theirs.participants[0].name, world.place.volunteer()
	form["participants"].append({"doctype": "Service Activity Participant", "name": taken, "idx": 2})
	form["participants"][-1].update(volunteer=second.name, status="Signed Up", parent=mine.name)
	call(world.place.leader, "frappe.desk.form.save.savedocs", doc=form, action="Save")
	stored = frappe.db.get_value("Service Activity Participant", taken, ["parent", "volunteer"])
	assert stored == (theirs.name, world.outside.name)
	rows = frappe.get_doc("Service Activity", mine.name).participants
	assert [row.volunteer for row in rows] == [world.inside.name, second.name]
	assert taken not in {row.name for row in rows}


def test_likes_and_assignments_are_not_sent_with_the_form(world):
	call(
		world.place.manager,
		"frappe.client.set_value",
		doctype=PROFILE,
		name=world.inside.name,
		fieldname={"_assign": '["x"]', "_comments": "[]", "_liked_by": '["x"]', "occupation": "退休"},
	)
	stored = frappe.db.get_value(PROFILE, world.inside.name, ["_assign", "_comments", "_liked_by"])
	assert not any(stored) and frappe.db.get_value(PROFILE, world.inside.name, "occupation") == "退休"


# --- rows of Frappe's that name a document ---


@pytest.mark.parametrize(
	("row", "doctype_field", "name_field", "more"),
	[
		("Document Follow", "ref_doctype", "ref_docname", {}),
		("Tag Link", "document_type", "document_name", {"title": "x"}),
		("ToDo", "reference_type", "reference_name", {"description": "x"}),
	],
)
def test_no_row_is_stored_that_names_a_document_outside(world, row, doctype_field, name_field, more):
	frappe.get_doc({"doctype": "Tag", "name": "爱心"}).insert(ignore_if_duplicate=True)
	for user in (world.nobody, world.place.leader):
		values = {
			"doctype": row,
			doctype_field: PROFILE,
			name_field: world.outside.name,
			"user": user,
			**more,
		}
		assert refused(user, "frappe.client.insert", doc={**values, "tag": "爱心"}), user
	assert not frappe.db.exists(row, {name_field: world.outside.name})


def test_nobody_is_made_to_follow_what_they_may_not_see(world):
	follow = {"doctype": "Document Follow", "ref_doctype": PROFILE, "ref_docname": world.inside.name}
	assert refused(world.place.leader, "frappe.client.insert", doc={**follow, "user": world.nobody})
	call(world.place.leader, "frappe.client.insert", doc={**follow, "user": world.place.leader})


def test_tags_and_follows_are_listed_where_their_document_is(world):
	for who in (world.inside, world.outside):
		add_tag("爱心", PROFILE, who.name)
	seen = told(world.place.leader, "frappe.client.get_list", doctype="Tag Link", fields=["*"])
	assert world.inside.name in seen and world.outside.name not in seen
	assert world.outside.full_name not in seen
	nothing = told(world.nobody, "frappe.client.get_list", doctype="Tag Link", fields=["*"])
	assert world.inside.name not in nothing and world.outside.name not in nothing
	row = frappe.db.get_value("Tag Link", {"document_name": world.outside.name})
	assert refused(world.nobody, "frappe.client.get", doctype="Tag Link", name=row)


def test_what_waits_elsewhere_is_not_listed(world):
	action = frappe.get_doc(
		{"doctype": "Workflow Action", "reference_doctype": PROFILE, "reference_name": world.outside.name}
	)
	action.append("permitted_roles", {"role": make.LEADER})
	action.insert(ignore_permissions=True)
	seen = told(world.place.leader, "frappe.client.get_list", doctype="Workflow Action", fields=["*"])
	assert world.outside.name not in seen and "refused" not in seen
	assert world.outside.name in told(
		world.other.leader, "frappe.client.get_list", doctype="Workflow Action", fields=["*"]
	)


# --- comments ---


def test_what_the_app_noted_down_stays(world):
	frappe.set_user(world.place.manager)
	registration.withdraw_consent(world.inside.name, "本人来函")
	noted = frappe.db.get_value(
		"Comment", {"reference_name": world.inside.name, "comment_type": "Info", "owner": world.place.manager}
	)
	assert noted
	update = "frappe.desk.form.utils.update_comment"
	assert refused(world.place.manager, update, name=noted, content="改写")
	assert "改写" not in frappe.db.get_value("Comment", noted, "content")


def test_a_comment_is_signed_by_who_writes_it(world):
	on = {"reference_doctype": PROFILE, "reference_name": world.inside.name, "content": "好"}
	forged = {"comment_email": world.place.officer, "comment_by": "区级"}
	call(world.place.leader, "frappe.desk.form.utils.add_comment", **on, **forged)
	name = {"reference_name": world.inside.name, "comment_type": "Comment"}
	assert frappe.db.get_value("Comment", name, "comment_email") == world.place.leader


# --- arguments ---


def test_a_guard_looks_at_the_argument_that_is_used(world):
	"""Each guard knows the names of several releases; a second, harmless one is sent along."""
	secret = [[PROFILE, "health_status", "like", "a%"]]
	group = "frappe.desk.listview.get_group_by_count"
	asked = {"doctype": PROFILE, "current_filters": secret, "field": "region"}
	assert refused(world.place.leader, group, **asked, filters=[])
	chart = {"chart_type": "Count", "document_type": PROFILE, "based_on": "creation", "timeseries": 1}
	chart |= {"time_interval": "Yearly", "timespan": "Last Year", "filters_json": json.dumps(secret)}
	for harmless in ("[]", "{}"):
		get = "frappe.desk.doctype.dashboard_chart.dashboard_chart.get"
		assert refused(world.place.leader, get, chart=chart, filters=harmless, no_cache="1")


def test_what_wants_a_post_is_not_called_in_a_round_about_way(world):
	called = {"method": "volunteer_services.api.lookup.find", "source_name": "张"}
	assert refused(world.place.leader, "frappe.model.mapper.make_mapped_doc", verb="GET", **called)
	query = {"doctype": "User", "txt": "x", "query": "volunteer_services.api.lookup.find"}
	assert refused(world.place.leader, "frappe.desk.search.search_link", verb="GET", **query)


# --- reports and counts ---


@pytest.fixture
def prepared(world):
	"""What somebody who sees everything had prepared."""
	frappe.db.set_value("Report", ROSTER, "prepared_report", 1)
	doc = frappe.get_doc({"doctype": "Prepared Report", "report_name": ROSTER, "filters": "{}"})
	doc.update({"name": make.unique("PR"), "status": "Completed", "owner": "Administrator"})
	doc.update({"creation": "2026-01-01 00:00:00", "modified": "2026-01-01 00:00:00"})
	doc.db_insert()
	return doc.name


def test_a_prepared_result_is_its_owner_s(world, prepared):
	asked = {"report_name": ROSTER, "filters": {"prepared_report_name": prepared}}
	assert refused(world.place.leader, "frappe.desk.query_report.run", **asked)
	assert refused(
		world.place.leader, "frappe.desk.query_report.export_query", **asked, file_format_type="CSV"
	)
	own = call(world.place.leader, "frappe.desk.query_report.run", report_name=ROSTER, user="Administrator")
	assert not own.get("doc")
	frappe.get_doc("User", world.place.leader).add_roles("Prepared Report User")
	listed = {"doctype": "Prepared Report", "fields": ["name"]}
	assert prepared not in told(world.place.leader, "frappe.client.get_list", **listed)
	assert refused(world.place.leader, "frappe.client.get", doctype="Prepared Report", name=prepared)
	frappe.db.set_value("Prepared Report", prepared, "owner", world.place.leader)
	assert prepared in told(world.place.leader, "frappe.client.get_list", **listed)


def test_badges_count_what_the_lists_show(world):
	place = world.place
	mine, theirs = (make.make_log(place, place.volunteer().name).name for _ in range(2))
	elsewhere = {kind: getattr(world.other, kind).name for kind in ("team", "site", "region")}
	frappe.db.set_value("Service Log", theirs, elsewhere)
	project = {"doctype": "Volunteer Project", "name": place.project.name, "items": ["Service Log"]}
	found = json.loads(told(place.leader, "frappe.desk.notifications.get_open_count", **project))
	frappe.set_user(place.leader)
	assert frappe.get_list("Service Log", {"project": place.project.name}, pluck="name") == [mine]
	assert [row["count"] for row in _external(found)] == [1]


def _external(found: dict) -> list:
	counted = found["count"]
	return counted["external_links_found"] if isinstance(counted, dict) else counted
