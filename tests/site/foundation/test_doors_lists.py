"""Lists, counts and values: nobody filters, sorts, groups or counts by what they may not read."""

from inspect import signature

import frappe
import pytest

from tests import factories as make
from tests.site.foundation.doors_world import HIDDEN, PROFILE, World, call, refused, told
from volunteer_services.foundation.doors import originals

LIST, COUNT = "frappe.client.get_list", "frappe.client.get_count"
VIEW, VIEW_COUNT = "frappe.desk.reportview.get", "frappe.desk.reportview.get_count"
EXPORT = "frappe.desk.reportview.export_query"


@pytest.fixture
def world():
	return World()


def test_a_count_counts_the_scope(world):
	for count in (COUNT, VIEW_COUNT):
		for user in (world.nobody, world.clerk):
			assert refused(user, count, doctype=PROFILE, filters={"name": world.outside.name})
		for user in (world.portal, world.place.leader, world.place.manager):
			assert call(user, count, doctype=PROFILE, filters={"mobile": "13900139002"}) == 0
		for user in (world.other.leader, world.auditor):
			assert call(user, count, doctype=PROFILE, filters={"name": world.outside.name}) == 1


@pytest.mark.parametrize("column", [*HIDDEN, "Health_Status"])
def test_no_filter_and_no_sorting_by_what_one_may_not_read(world, column):
	leader = world.place.leader
	for method in (LIST, COUNT, VIEW, VIEW_COUNT, "frappe.desk.reportview.get_list"):
		for filters in (
			{column: ["like", "a%"]},
			[[column, "like", "a%"]],
			[[PROFILE, column, "like", "a%"]],
			[[f"`tab{PROFILE}`.`{column}`", "like", "a%"]],
			[[PROFILE, f"ifnull({column}, '')", "like", "a%"]],
		):
			assert refused(leader, method, doctype=PROFILE, fields=["name"], filters=filters), (
				method,
				filters,
			)
	for method in (LIST, VIEW):
		assert refused(leader, method, doctype=PROFILE, fields=["name"], or_filters={column: "a"})
		for order in (f"{column} desc", f"`tab{PROFILE}`.`{column}` asc"):
			assert refused(leader, method, doctype=PROFILE, fields=["name"], order_by=order)
		if method == VIEW or "group_by" in signature(originals.find(LIST)).parameters:  # from 15 on
			assert refused(leader, method, doctype=PROFILE, fields=["name"], group_by=column)
	assert refused(
		leader, "frappe.client.get_value", doctype=PROFILE, fieldname="name", filters={column: "a"}
	)
	assert refused(
		leader, "frappe.client.get_value", doctype=PROFILE, fieldname=column, filters={"name": "a"}
	)
	assert refused(leader, "frappe.client.get", doctype=PROFILE, filters={column: ["like", "%"]})


def test_nor_in_functions_and_sums(world):
	leader = world.place.leader
	for fields in (
		["max(health_status) as x"],
		[f"sum(`tab{PROFILE}`.`health_status`)"],
		[{"MAX": "health_status"}],
	):
		assert refused(leader, LIST, doctype=PROFILE, fields=fields)
	aggregate = {"aggregate_function": "sum", "aggregate_on_doctype": PROFILE, "group_by": "region"}
	form = {"doctype": PROFILE, "fields": ["region"], "aggregate_on_field": "health_status", **aggregate}
	assert refused(leader, VIEW, **form)


def test_hidden_columns_stay_out_of_a_list(world):
	row = call(
		world.place.leader,
		LIST,
		doctype=PROFILE,
		fields=["name", *HIDDEN],
		filters={"name": world.inside.name},
	)
	assert list(row[0]) == ["name"]
	everything = call(
		world.place.leader, LIST, doctype=PROFILE, fields=["*"], filters={"name": world.inside.name}
	)
	assert not set(HIDDEN) & set(everything[0])


def test_groups_and_sidebars(world):
	leader = world.place.leader
	group = "frappe.desk.listview.get_group_by_count"
	assert refused(leader, group, doctype=PROFILE, current_filters=[], field="health_status")
	assert refused(
		leader, group, doctype=PROFILE, current_filters=[["health_status", "like", "a%"]], field="sex"
	)
	for user in (world.nobody, world.clerk):
		assert refused(user, group, doctype=PROFILE, current_filters=[], field="assigned_to")
	stats = "frappe.desk.reportview.get_sidebar_stats"
	assert refused(leader, stats, doctype=PROFILE, stats=["health_status"])
	assert refused(leader, stats, doctype=PROFILE, stats=["sex"], filters=[["health_status", "like", "a%"]])
	counted = call(
		leader, group, doctype=PROFILE, current_filters=[["name", "=", world.inside.name]], field="sex"
	)
	assert [(row["name"], row["count"]) for row in counted] == [("Male", 1)]
	assert call(leader, group, doctype=PROFILE, current_filters=[], field="assigned_to") == []


def test_a_refusal_does_not_tell_what_a_filter_found(world):
	for user in (world.nobody, world.place.leader):
		for number in ("13900139002", "13900000000"):
			answer = told(user, "frappe.client.get", doctype=PROFILE, filters={"mobile": number})
			assert answer == told(user, "frappe.client.get", doctype=PROFILE, filters={"mobile": "1"})
	found = call(world.place.leader, "frappe.client.get", doctype=PROFILE, filters={"mobile": "13800138001"})
	assert found["name"] == world.inside.name and not found.get("id_number_hash")


def test_cards_charts_and_calendars(world):
	leader = world.place.leader
	card = {"document_type": PROFILE, "function": "Count", "filters_json": "[]"}
	number = "frappe.desk.doctype.number_card.number_card.get_result"
	assert refused(leader, number, doc=card, filters=[[PROFILE, "health_status", "like", "a%"]])
	assert refused(
		leader,
		number,
		doc={**card, "function": "Maximum", "aggregate_function_based_on": "health_status"},
		filters=[],
	)
	chart = {
		"document_type": PROFILE,
		"chart_type": "Group By",
		"group_by_type": "Count",
		"filters_json": "[]",
	}
	get = "frappe.desk.doctype.dashboard_chart.dashboard_chart.get"
	assert refused(leader, get, chart={**chart, "group_by_based_on": "health_status"})
	events = {"doctype": PROFILE, "start": "2020-01-01", "end": "2030-01-01"}
	dates = {"start": "health_status", "end": "applied_on", "title": "full_name"}
	assert refused(leader, "frappe.desk.calendar.get_events", field_map=dates, **events)
	assert call(leader, number, doc=card, filters=[[PROFILE, "name", "=", world.inside.name]]) == 1


def test_fields_of_linked_documents_are_for_who_sees_them_all(world):
	make.make_log(world.place, world.inside.name)
	form = {"doctype": "Service Log", "filters": {"volunteer": world.inside.name}}
	for user in (world.place.leader, world.place.manager):
		for method in (LIST, VIEW):
			assert refused(user, method, fields=["name", "volunteer.mobile"], **form)
			assert refused(user, method, fields=["name"], order_by="volunteer.mobile", **form)
		assert refused(user, LIST, doctype="Service Log", fields=["name"], filters={"volunteer.mobile": "1"})
		for fields in ([f"`tab{PROFILE}`.`mobile`"], [{"volunteer": ["mobile"]}]):
			assert refused(user, LIST, fields=fields, **form)
		filters = [[PROFILE, "mobile", "=", "13800138001"]]
		assert refused(user, LIST, doctype="Service Log", fields=["name"], filters=filters)
	assert refused(world.auditor, LIST, fields=["volunteer.id_number_hash"], **form)
	for user in (world.place.leader, world.auditor):
		assert world.inside.full_name in told(user, LIST, fields=["name", "volunteer.full_name"], **form)
	assert "13800138001" in told(world.auditor, LIST, fields=["name", "volunteer.mobile"], **form)


def test_a_foreign_list_does_not_look_into_ours(world):
	rows = [["Volunteer Proxy", "phone", "like", "1%"]]
	assert refused(world.clerk, LIST, doctype="ToDo", fields=["name"], filters=rows)
	assert refused(world.clerk, LIST, doctype="ToDo", fields=[f"`tab{PROFILE}`.`mobile`"])


def test_lists_of_ours_still_work(world):
	for user in (world.place.leader, world.place.manager, world.portal, world.auditor):
		view = call(
			user,
			VIEW,
			doctype=PROFILE,
			fields=[
				f"`tab{PROFILE}`.`name`",
				f"`tab{PROFILE}`.`full_name`",
				f"`tab{PROFILE}`.`health_status`",
			],
			filters=[[PROFILE, "name", "=", world.inside.name]],
			order_by=f"`tab{PROFILE}`.`creation` desc",
			start=0,
			page_length=20,
			view="List",
		)
		assert [row[0] for row in view["values"]] == [world.inside.name]
		assert call(user, LIST, doctype=PROFILE, fields=["name"], filters={"mobile": "13800138001"})
	rows = call(
		world.place.manager,
		LIST,
		doctype=PROFILE,
		fields=["name", "member_kinds.volunteer_kind"],
		filters=[["Volunteer Profile Kind", "volunteer_kind", "like", "%"]],
	)
	assert isinstance(rows, list)
	assert (
		call(
			world.place.leader,
			"frappe.client.get_value",
			doctype=PROFILE,
			fieldname=["name", "mobile"],
			filters={"name": world.inside.name},
		)["mobile"]
		== "13800138001"
	)


def test_other_doctypes_are_listed_as_before(world):
	todo = frappe.get_doc({"doctype": "ToDo", "description": "x", "allocated_to": world.clerk}).insert()
	rows = call(
		world.clerk,
		LIST,
		doctype="ToDo",
		fields=["name", "allocated_to.full_name"],
		filters={"name": todo.name},
		order_by="`tabToDo`.`creation` desc",
	)
	assert rows[0]["name"] == todo.name
	assert call(world.clerk, COUNT, doctype="ToDo", filters={"name": todo.name}) == 1
	assert call(
		world.clerk, VIEW, doctype="ToDo", fields=["name"], filters=[["ToDo", "name", "=", todo.name]]
	)["values"] == [[todo.name]]
	assert (
		call(world.clerk, "frappe.client.get_value", doctype="User", fieldname="email", filters=world.clerk)[
			"email"
		]
		== world.clerk
	)
	assert call(world.clerk, "frappe.client.get", doctype="Country", name="China")["name"] == "China"


def test_export_keeps_to_the_same_rules(world):
	form = {"doctype": PROFILE, "file_format_type": "CSV", "title": "x"}
	assert refused(
		world.place.manager, EXPORT, fields=["name"], filters={"id_number_hash": ["like", "a%"]}, **form
	)
	template = "frappe.core.doctype.data_import.data_import.download_template"
	columns = {"export_fields": {PROFILE: ["name", "full_name"]}, "export_records": "all", "file_type": "CSV"}
	filters = {"id_number_hash": ["like", "a%"]}
	assert refused(world.auditor, template, doctype=PROFILE, export_filters=filters, **columns)
	columns["export_fields"][PROFILE].append("id_number_encrypted")
	assert refused(world.auditor, template, doctype=PROFILE, export_filters={}, **columns)
	export = "frappe.core.doctype.data_export.exporter.export_data"
	assert refused(world.auditor, export, doctype=PROFILE, parent_doctype=PROFILE, filters=filters)


def test_rest_lists_keep_to_the_same_rules(world):
	from volunteer_services.foundation.doors.requests import install

	install()
	leader = world.place.leader
	frappe.set_user(leader)
	with pytest.raises(frappe.PermissionError):
		frappe.call(frappe.client.get_list, PROFILE, filters={"health_status": ["like", "a%"]})
	assert frappe.call(frappe.client.get_list, PROFILE, filters={"name": world.inside.name})
