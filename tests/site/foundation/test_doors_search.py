"""The search of Link fields and the titles of links keep to the scope."""

import frappe
import pytest

from tests import factories as make
from tests.site.foundation.doors_world import HIDDEN, PROFILE, World, call, refused, told

SEARCHES = ("frappe.desk.search.search_link", "frappe.desk.search.search_widget")


@pytest.fixture
def world():
	return World()


@pytest.mark.parametrize("search", SEARCHES)
def test_no_flag_leads_the_search_beyond_the_scope(world, search):
	for user in world.strangers():
		for flags in (
			{"ignore_user_permissions": "1"},
			{
				"ignore_user_permissions": "1",
				"reference_doctype": "Service Log",
				"link_fieldname": "volunteer",
			},
			{"reference_doctype": PROFILE},
		):
			found = told(user, search, doctype=PROFILE, txt=world.outside.name, **flags)
			assert world.outside.full_name not in found, (user, flags)
			assert "13900139002" not in found


def test_extra_columns_are_those_that_the_user_may_read(world):
	manager = world.place.manager
	for column in HIDDEN:
		form = {"doctype": PROFILE, "txt": world.inside.name}
		assert refused(world.place.leader, SEARCHES[1], filter_fields=[column.upper()], **form)
		assert refused(world.place.leader, SEARCHES[1], searchfield=column, **form)
		assert refused(world.place.leader, SEARCHES[0], filters={column: ["like", "1%"]}, **form)
	found = told(manager, SEARCHES[1], doctype=PROFILE, txt=world.inside.name, filter_fields=["mobile"])
	assert "13800138001" in found


def test_a_search_calls_no_other_method(world):
	for query in ("frappe.client.get_value", "frappe.desk.search.get_link_title", "frappe.client.get_count"):
		assert refused(world.place.manager, SEARCHES[1], doctype=PROFILE, txt=world.outside.name, query=query)
	stats = {"doctype": '["health_status"]', "txt": PROFILE, "query": "frappe.desk.reportview.get_stats"}
	assert refused(world.place.manager, SEARCHES[1], **stats)


@pytest.mark.parametrize("search", SEARCHES)
def test_who_may_see_still_finds(world, search):
	for user in (world.place.leader, world.place.manager, world.auditor):
		assert world.inside.full_name in told(user, search, doctype=PROFILE, txt=world.inside.name)


def test_other_doctypes_are_searched_as_before(world):
	assert "China" in told(world.place.manager, SEARCHES[0], doctype="Country", txt="China")
	user = told(
		world.clerk, SEARCHES[1], doctype="User", txt=world.place.manager, ignore_user_permissions="1"
	)
	assert world.place.manager in user
	role = told(world.clerk, SEARCHES[1], doctype="Role", txt="Guest", filter_fields=["desk_access"])
	assert "Guest" in role


def test_a_title_is_told_to_who_may_see_the_document(world):
	title = "frappe.desk.search.get_link_title"
	for user in world.strangers():
		assert world.outside.full_name not in told(user, title, doctype=PROFILE, docname=world.outside.name)
	assert call(world.place.leader, title, doctype=PROFILE, docname=world.outside.name) == world.outside.name
	assert (
		call(world.place.leader, title, doctype=PROFILE, docname=world.inside.name) == world.inside.full_name
	)
	assert (
		call(world.other.leader, title, doctype=PROFILE, docname=world.outside.name)
		== world.outside.full_name
	)
	assert call(world.clerk, title, doctype="Country", docname="China") == "China"


def test_a_name_is_a_text():
	user = make.make_user()
	make.Place().volunteer(mobile="13900139002")
	frappe.set_user(user)
	from volunteer_services.foundation.doors.search import get_link_title

	trick = {"mobile": ["like", "139%"]}
	assert get_link_title(doctype=PROFILE, docname=trick) == trick
