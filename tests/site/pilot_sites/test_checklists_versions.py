"""Versions of a standard: the next one from its day on, which is in force, who makes one."""

import frappe
import pytest
from frappe.utils import add_days, getdate, nowdate

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from volunteer_services.api import checklists as api
from volunteer_services.exceptions import (
	AssessmentError,
	ChecklistStandardError,
)
from volunteer_services.pilot_sites.services import checklists, compliance

STANDARD = pilots.STANDARD


@pytest.fixture
def place():
	return make.Place()


@pytest.fixture
def used(place):
	"""A standard of the organisation's own by which a site was assessed."""
	standard = pilots.standard()
	pilots.begin(place, standard_name=standard.standard_name)
	frappe.set_user("Administrator")
	return frappe.get_doc(STANDARD, standard.name)


# --- versions ---------------------------------------------------------------------------------------------


def test_a_new_version_takes_over_from_its_day(used):
	day = add_days(nowdate(), 10)
	new = frappe.get_doc(STANDARD, api.succeed(used.name, day)["name"])
	assert (new.version_no, new.predecessor, getdate(new.effective_from)) == (2, used.name, getdate(day))
	assert [row.item_code for row in new.items] == [row.item_code for row in used.items]
	new.items[0].weight = 5
	new.save()
	name = used.standard_name
	assert checklists.in_force(name) == used.name
	assert checklists.in_force(name, add_days(day, -1)) == used.name
	assert checklists.in_force(name, day) == new.name
	assert checklists.in_force(name, "2019-12-31") is None
	assert checklists.versions(name) == [used.name, new.name]


@pytest.mark.parametrize("day", ["2020-01-01", "2019-01-01"])
def test_a_new_version_begins_later_than_the_last(used, day):
	with pytest.raises(ChecklistStandardError, match="after"):
		api.succeed(used.name, day)


def test_a_disabled_version_is_not_in_force(used):
	new = checklists.succeed(used.name, add_days(nowdate(), -1))
	assert checklists.in_force(used.standard_name) == new.name
	new.is_disabled = 1
	new.save()
	assert checklists.in_force(used.standard_name) == used.name


def test_nobody_assesses_by_a_disabled_version_or_one_that_is_still_to_come(used, place):
	frappe.set_user("Administrator")
	later = checklists.succeed(used.name, add_days(nowdate(), 5))
	frappe.set_user(place.manager)
	for standard, words in ((later.name, "begins on"), (used.name, None)):
		values = {"doctype": pilots.ASSESSMENT, "service_site": place.site.name, "standard": standard}
		doc = frappe.get_doc({**values, "assessed_on": nowdate()})
		if words:
			with pytest.raises(AssessmentError, match=words):
				doc.insert()
		else:
			doc.insert()
	frappe.db.set_value(STANDARD, used.name, "is_disabled", 1)
	frappe.clear_document_cache(STANDARD, used.name)
	doc.save()  # a draft that was begun goes on
	with pytest.raises(AssessmentError, match="disabled"):
		frappe.get_doc({**values, "assessed_on": nowdate()}).insert()


def test_two_versions_do_not_begin_on_one_day():
	doc = pilots.standard()
	with pytest.raises(ChecklistStandardError, match="Version 1"):
		pilots.standard(standard_name=doc.standard_name)
	again = pilots.standard(standard_name=doc.standard_name, is_disabled=1)
	assert again.version_no == 2


def test_both_versions_give_the_site_its_state(place):
	doc = pilots.certified(place)
	frappe.set_user("Administrator")
	checklists.succeed(doc.standard, nowdate())
	assert compliance.state_of(place.site.name) == "Certified"


def test_how_a_version_stands(used, place):
	standing = api.standing(used.name)
	assert standing["is_used"] and standing["may_succeed"] and standing["in_force"] == used.name
	frappe.set_user(place.manager)
	assert not api.standing(used.name)["may_succeed"]
	assert not api.standing(pilots_unused())["is_used"]


def pilots_unused() -> str:
	user = frappe.session.user
	frappe.set_user("Administrator")
	name = pilots.standard().name
	frappe.set_user(user)
	return name


@pytest.mark.parametrize("who", ["manager", "leader", "officer"])
def test_only_the_city_and_the_services_manager_make_versions(used, place, who):
	frappe.set_user(getattr(place, who))
	with pytest.raises(frappe.PermissionError):
		api.succeed(used.name, add_days(nowdate(), 1))
	with pytest.raises(frappe.PermissionError):
		pilots_doc = frappe.get_doc(STANDARD, used.name)
		pilots_doc.description = "x"
		pilots_doc.save()
	assert api.in_force(used.standard_name) == used.name


def test_the_city_officer_makes_a_version(used, place):
	frappe.set_user(place.city_officer)
	assert api.succeed(used.name, add_days(nowdate(), 1))["version_no"] == 2


def test_volunteers_and_guests_see_no_standard(used):
	frappe.set_user(make.make_user(make.VOLUNTEER))
	with pytest.raises(frappe.PermissionError):
		api.standing(used.name)
	with pytest.raises(frappe.PermissionError):
		api.in_force()
