"""The shapes in which a list's condition says which regions and teams are meant: all keep the same rows."""

import frappe
import pytest

from tests import factories as f
from volunteer_services.foundation.house import house
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.foundation.scope import nodes

TREES = {"region": "Service Region", "team": "Volunteer Team"}


@pytest.fixture
def district():
	"""A district with three communities, each with a log, and the district's officer."""
	place = f.Place()
	code = f.unique("D")
	city = f.make_region("City").name
	top = f.make_region("District", city, region_code=code)
	street = f.make_region("Street", top.name, region_code=f"{code}0")
	below = [f.make_region("Community", street.name, region_code=f"{code}0{n}").name for n in (1, 2, 3)]
	volunteer = place.volunteer().name
	logs = [f.make_log(place, volunteer).name for _ in range(4)]
	for log, region in zip(logs, below, strict=False):
		frappe.db.set_value("Service Log", log, {"region": region, "team": None, "site": None})
	officer = f.make_staff(f.DISTRICT, "Service Region", top.name)
	return frappe._dict(
		place=place, city=city, code=code, officer=officer, inside=set(logs[:3]), outside=logs[3], logs=logs
	)


def listed(user: str, logs: list[str]) -> tuple[str, set[str]]:
	where = scope.condition("Service Log", user)
	rows = frappe.db.sql(
		f"select `name` from `tabService Log` where `name` in %s and {where.replace('%', '%%')}",
		(tuple(logs),),
		pluck=True,
	)
	return where, set(rows)


def test_nodes_that_follow_each_other_are_asked_for_as_a_stretch_of_names(district, monkeypatch):
	where, named = listed(district.officer, district.logs)
	assert " between " not in where
	assert named == district.inside
	monkeypatch.setattr(nodes, "FEW", 2)
	where, stretched = listed(district.officer, district.logs)
	assert f" between '{district.code}' and '{district.code}03'" in where
	assert " in (" not in where
	assert stretched == district.inside


def test_a_foreign_node_between_them_leaves_the_names(district, monkeypatch):
	monkeypatch.setattr(nodes, "FEW", 2)
	foreign = f.make_region("District", district.city, region_code=f"{district.code}02A").name
	frappe.db.set_value("Service Log", district.outside, {"region": foreign, "team": None, "site": None})
	where, found = listed(district.officer, district.logs)
	assert " between " not in where
	assert found == district.inside


def test_names_are_left_for_the_query_where_they_are_too_many(district, monkeypatch):
	monkeypatch.setattr(nodes, "MOST_NAMED", 2)
	where, found = listed(district.officer, district.logs)
	assert "select `name` from `tabService Region`" in where
	assert found == district.inside


def test_appointments_add_up_in_every_shape(district, monkeypatch):
	place = district.place
	f.appoint(district.officer, f.LEADER, "Volunteer Team", place.team.name)
	f.appoint(district.officer, f.DISTRICT, "Service Region", place.street.name)
	frappe.db.set_value("Service Log", district.outside, "team", place.team.name)
	_where, named = listed(district.officer, district.logs)
	monkeypatch.setattr(nodes, "FEW", 2)
	where, stretched = listed(district.officer, district.logs)
	assert " between " in where
	assert named == stretched == set(district.logs)


def test_officer_s_own_file_does_not_open_a_second_index_beside_many_nodes(district, monkeypatch):
	own = district.place.volunteer(user=district.officer).name
	frappe.db.set_value("Service Log", district.outside, "volunteer", own)
	assert listed(district.officer, district.logs)[1] == set(district.logs)
	monkeypatch.setattr(nodes, "FEW", 2)
	where, found = listed(district.officer, district.logs)
	assert f"concat(`tabService Log`.`volunteer`) = '{own}'" in where
	assert found == set(district.logs)


@pytest.mark.parametrize("shape", [{"FEW": 1}, {"MOST_NAMED": 1}, {}])
def test_every_list_shows_the_same_in_every_shape_as_one_by_one(shape, monkeypatch):
	for name, value in shape.items():
		monkeypatch.setattr(nodes, name, value)
	place, other = f.Place(), f.Place()
	for at in (place, other):
		f.make_log(at, at.volunteer().name)
	for user in (place.leader, place.manager, place.officer, place.city_officer):
		frappe.set_user(user)
		for doctype in (
			"Service Log",
			"Volunteer Profile",
			"Volunteer Team",
			"Service Site",
			"Volunteer Project",
		):
			where = scope.condition(doctype, user)
			shown = frappe.db.sql(f"select `name` from `tab{doctype}` where {where}", pluck=True)
			docs = [frappe.get_doc(doctype, name) for name in frappe.get_all(doctype, pluck="name", limit=0)]
			permitted = {doc.name for doc in docs if scope.has_permission(doc, user=user)}
			assert set(shown) == permitted, (user, doctype)


def test_no_node_goes_that_a_row_in_a_scope_names():
	"""A row that names a node that is gone could lie in a stretch of names."""
	for doctype, declared in house().documents.items():
		columns = declared.scope or {}
		for kind, tree in TREES.items():
			column = columns.get(kind)
			if column and column != "name":
				assert (doctype, column) in set(house().references(tree))
