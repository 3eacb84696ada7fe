"""Regions, teams, sites and units: levels, terms, codes, and what refuses to go."""

import frappe
import pytest

from tests import factories as f
from volunteer_services.exceptions import (
	ContactError,
	ReasonRequiredError,
	RecordingUnitError,
	RetentionError,
	SettingsError,
	SiteOperatorError,
	TransitionPermissionError,
	TreeLevelError,
)
from volunteer_services.volunteer_registry.services.sites import current_recording_unit


def test_regions_stand_in_the_order_of_their_levels():
	city = f.make_region("City")
	with pytest.raises(TreeLevelError):
		f.make_region("Community", city.name)
	with pytest.raises(TreeLevelError):
		f.make_region("City", city.name)
	with pytest.raises(TreeLevelError):
		f._insert(
			{
				"doctype": "Service Region",
				"region_name": "孤",
				"region_code": f.unique("R"),
				"region_level": "District",
			}
		)


def test_three_level_city_has_its_streets_directly_below():
	city = f.make_region("City")
	street = f.make_region("Street", city.name)
	assert (f.reloaded(city).lft, city.rgt) == (street.lft - 1, street.rgt + 1)


def test_level_of_a_region_with_regions_below_cannot_change_past_them():
	street = f.make_region("Street")
	f.make_region("Community", street.name)
	f.reloaded(street).region_level = "Community"
	with pytest.raises(TreeLevelError):
		street.save()


def test_parent_becomes_a_group_and_stays_one():
	street = f.make_region("Street", is_group=0)
	assert not street.is_group
	f.make_region("Community", street.name)
	assert f.reloaded(street).is_group
	street.is_group = 0
	street.save()
	assert f.reloaded(street).is_group


@pytest.mark.parametrize("code", ["44 01;04", "4", "四四〇"])
def test_region_code_has_letters_and_digits(code):
	with pytest.raises(TreeLevelError):
		f.make_region("City", region_code=code)


def test_region_code_is_normalised_and_names_the_region():
	assert f.make_region("City", region_code="４４０１ a9").name == "4401A9"


def test_statistics_name_each_year_once():
	with pytest.raises(TreeLevelError):
		f.make_region("City", statistics=[{"year": 2025}, {"year": 2025}])


def test_team_level_is_one_of_the_settings_and_below_its_parent():
	region = f.make_region("City").name
	top = f.make_team(region, team_level="总队")
	f.make_team(region, parent=top.name, team_level="大队")
	for level in ("总队", "中队"):
		with pytest.raises(TreeLevelError):
			f.make_team(region, parent=top.name, team_level=level)


def test_other_cities_order_the_team_levels_otherwise():
	region = f.make_region("City").name
	upper = f.make_team(region, team_level="大队")
	with pytest.raises(TreeLevelError):
		f.make_team(region, parent=upper.name, team_level="分队")
	settings = frappe.get_doc("Volunteer Services Settings")
	settings.set("team_levels", [])
	for rank, name in enumerate(("总队", "大队", "分队", "小队"), 1):
		settings.append("team_levels", {"rank": rank, "level_name": name})
	settings.save()
	assert f.make_team(region, parent=upper.name, team_level="分队").name


def test_team_level_in_use_cannot_leave_the_settings():
	f.make_team(f.make_region("City").name, team_level="小队")
	settings = frappe.get_doc("Volunteer Services Settings")
	settings.set("team_levels", [{"rank": 1, "level_name": "总队"}])
	with pytest.raises(SettingsError):
		settings.save()


@pytest.mark.parametrize(
	"change",
	[
		{"daily_direct_minutes": 800, "daily_next_minutes": 720},
		{"minimum_age": 20, "guardian_age": 18},
		{"retention_years": 9},
		{"max_log_minutes": 1441},
	],
)
def test_settings_that_contradict_are_refused(change):
	settings = frappe.get_doc("Volunteer Services Settings")
	settings.update(change)
	with pytest.raises(SettingsError):
		settings.save()


def test_team_is_approved_by_an_officer_only_and_dissolved_with_a_reason():
	place = f.Place().staff()
	frappe.set_user(place.manager)
	team = frappe.get_doc(
		{
			"doctype": "Volunteer Team",
			"team_name": "护苗队",
			"team_level": "小队",
			"region": place.region.name,
			"site": place.site.name,
		}
	).insert()
	assert team.workflow_state == "Draft"
	team.workflow_state = "Pending Review"
	team.save()
	team.workflow_state = "Active"
	with pytest.raises(TransitionPermissionError):
		team.save()
	frappe.set_user(place.officer)
	f.reloaded(team).workflow_state = "Active"
	team.save()
	assert team.reviewed_by == place.officer
	team.workflow_state = "Dissolved"
	with pytest.raises(ReasonRequiredError):
		team.save()


def test_team_with_teams_below_is_not_dissolved():
	place = f.Place()
	place.team.reload()
	upper = f.make_team(place.region.name, team_level="大队")
	place.team.parent_volunteer_team = upper.name
	place.team.save()
	f.reloaded(upper).update({"workflow_state": "Dissolved", "decision_reason": "合并"})
	with pytest.raises(TreeLevelError):
		upper.save()


def test_moved_team_leaves_past_records_where_they_were_earned():
	place = f.Place()
	log = f.make_log(place, place.volunteer().name)
	elsewhere = f.make_region("Community", place.street.name)
	team = f.reloaded(place.team)
	team.update({"region": elsewhere.name, "site": None})
	team.save()
	assert frappe.db.get_value("Service Log", log.name, ["region", "site"]) == (
		place.region.name,
		place.site.name,
	)


@pytest.mark.parametrize(
	"terms",
	[
		[("2015-01-01", "2018-12-31"), ("2018-12-31", None)],
		[("2015-01-01", None), ("2019-01-01", "2020-01-01")],
		[("2019-01-02", "2019-01-01")],
	],
)
def test_terms_of_operators_do_not_overlap(terms):
	region = f.make_region("Community").name
	units = [f.make_unit().name for _ in terms]
	rows = [
		{"recording_unit": unit, "from_date": start, "to_date": end}
		for unit, (start, end) in zip(units, terms, strict=True)
	]
	with pytest.raises(SiteOperatorError):
		f.make_site(region, operators=rows)


def test_recording_unit_of_a_site_is_that_of_the_day():
	old, new = f.make_unit().name, f.make_unit().name
	site = f.make_site(
		f.make_region("Community").name,
		operators=[
			{"recording_unit": new, "from_date": "2020-01-01"},
			{"recording_unit": old, "from_date": "2015-01-01", "to_date": "2018-12-31"},
		],
	)
	assert current_recording_unit(site.name, "2018-12-31") == old
	assert current_recording_unit(site.name, "2019-06-01") is None
	assert current_recording_unit(site.name) == new


def test_credit_code_is_checked_and_normalised():
	code = f.make_unit().credit_code
	with pytest.raises(ContactError):
		f.make_unit(credit_code=code[:-1] + ("0" if code[-1] != "0" else "1"))
	unit = f.make_unit()
	frappe.delete_doc("Recording Unit", unit.name)
	assert f.make_unit(credit_code=f" {unit.credit_code.lower()} ").credit_code == unit.credit_code


def test_successors_do_not_run_in_a_circle():
	one = f.make_unit()
	two = f.make_unit(successor=one.name)
	one.successor = two.name
	with pytest.raises(RecordingUnitError):
		one.save()
	f.reloaded(two).successor = two.name
	with pytest.raises(RecordingUnitError):
		two.save()


def test_masters_that_records_point_at_are_neither_deleted_nor_renamed_not_even_by_force():
	place = f.Place()
	volunteer = place.volunteer()
	f.make_log(place, volunteer.name)
	for doc in (volunteer, place.team, place.site, place.unit, place.region):
		with pytest.raises(RetentionError):
			frappe.delete_doc(doc.doctype, doc.name, force=True)
		with pytest.raises(RetentionError):
			frappe.rename_doc(doc.doctype, doc.name, f.unique("X"), force=True)


def test_masters_that_nothing_points_at_can_go():
	region = f.make_region("City")
	team = f.make_team(region.name)
	frappe.delete_doc("Volunteer Team", team.name)
	frappe.delete_doc("Service Region", region.name)
	assert not frappe.db.exists("Service Region", region.name)
