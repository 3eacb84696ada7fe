"""Files that may be one person's: found in scope, shown side by side, merged by the manager."""

import frappe
import pytest

from tests import factories as make
from tests.queries import queries_of
from volunteer_services.api import registration as api
from volunteer_services.volunteer_registry.reporting import twins

BORN = "1980-03-05"


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


def as_user(user, function, *args, **values):
	frappe.set_user(user)
	try:
		return function(*args, **values)
	finally:
		frappe.set_user("Administrator")


def person(place, name: str, born: str | None = BORN, mobile: str | None = None, **values) -> str:
	return place.volunteer(full_name=name, date_of_birth=born, mobile=mobile, **values).name


def found(user: str, **filters) -> list:
	return as_user(user, twins.possible_duplicates, filters)[1]


def test_pairs_are_found_in_scope_the_likeliest_first(place):
	name = make.unique("欧阳")
	one = person(place, name, mobile="13800001111")
	both = person(place, name, mobile="13800001111")
	mobile = person(place, name, born="1981-01-01", mobile="13800001111")
	person(place, make.unique("司徒"), born="1950-01-01", mobile="13800001111")  # a household
	person(make.Place(), name)
	rows = [row for row in found(place.manager) if name in (row.one_name, row.other_name)]
	assert [(row.one, row.other, row.strength) for row in rows] == [
		(one, both, 3),
		*sorted([(one, mobile, 2), (both, mobile, 2)]),
	]
	assert rows[0].shares == "Name of Person, Date of Birth, Mobile"
	only = [row for row in found(place.manager, strength="3") if row.one == one]
	assert [row.other for row in only] == [both]
	assert not [row for row in found(make.Place().staff().manager) if row.one == one]


def test_merged_and_locked_files_are_no_question_any_more(place):
	name = make.unique("诸葛")
	one, other = person(place, name), person(place, name)
	assert [row.other for row in found(place.manager) if row.one == one] == [other]
	as_user(make.make_user(make.MANAGER), api.merge, other, one, "同一人")
	assert not [row for row in found(place.manager) if one in (row.one, row.other)]
	third = person(place, name)
	frappe.db.set_value("Volunteer Profile", third, "is_restricted", 1)
	assert not [row for row in found(place.manager) if third in (row.one, row.other)]


def test_two_files_stand_side_by_side_and_the_look_is_logged(place):
	name = make.unique("上官")
	one, other = person(place, name, mobile="13800001111"), person(place, name)
	make.make_log(place, one, state="Approved")
	compared = as_user(place.manager, api.compare, one, other)
	rows = {row["label"]: row for row in compared["rows"]}
	assert rows["Mobile"] == {"label": "Mobile", "one": "13800001111", "other": "", "is_same": False}
	assert rows["Date of Birth"]["is_same"] and rows["Region"]["one"] == place.region.region_name
	records = {row["doctype"]: (row["one"], row["other"]) for row in compared["records"]}
	assert records["Service Log"] == (1, 0)
	log = {"method": "volunteer_services.api.registration.compare", "user": place.manager}
	assert set(frappe.get_all("Access Log", log, pluck="reference_document")) >= {one, other}
	elsewhere = person(make.Place(), name)
	for user, names in (
		(place.manager, (one, elsewhere)),
		(place.leader, (one, other)),
		(make.make_user(make.VOLUNTEER), (one, other)),
		("Guest", (one, other)),
	):
		with pytest.raises(frappe.PermissionError):
			as_user(user, api.compare, *names)


def test_the_report_asks_as_much_for_many_as_for_few(place, monkeypatch):
	name = make.unique("慕容")
	person(place, name)
	person(place, name)
	frappe.set_user(place.manager)
	twins.possible_duplicates({})
	few = queries_of(monkeypatch, twins.possible_duplicates, {})
	frappe.set_user("Administrator")
	for _number in range(4):
		person(place, name)
	frappe.set_user(place.manager)
	assert queries_of(monkeypatch, twins.possible_duplicates, {}) <= few <= 5
