"""A resident becomes a volunteer at the counter: typed in by one, reviewed by another."""

import re

import frappe
import pytest

from tests import factories as make
from tests.browser.desk import Desk, place, stored

pytestmark = pytest.mark.commits
PROFILE = "Volunteer Profile"


def test_a_resident_is_entered_reviewed_and_registered(browser):
	here = place()
	number = make.resident_id("1988-08-18", male=False)
	name = make.unique("林秀兰")
	clerk = Desk(browser, here.manager, "zh")

	clerk.new(PROFILE)
	clerk.type("full_name", name)
	clerk.pick("region", here.region.region_name, here.region.name)
	clerk.pick("primary_team", here.team.team_name, here.team.name)
	clerk.choose("id_type", "Resident ID")
	clerk.type("id_number", number)
	clerk.tab("consent_tab")
	clerk.tick("data_consent")
	clerk.choose("consent_method", "Paper Form")
	volunteer = clerk.save()

	clerk.tab("__details")
	masked = clerk.control("id_number_masked")
	masked.wait_for()
	assert re.search(r"\*{4,}", masked.inner_text())
	assert number not in clerk.page.content()
	assert (clerk.value("sex"), clerk.value("date_of_birth")) == ("Female", "1988-08-18")
	assert clerk.control("sex").locator("option:checked").inner_text() == "女"
	clerk.action("Submit for Review")
	clerk.wait_state("Pending Review")
	row = stored(PROFILE, volunteer, "workflow_state", "id_number", "id_number_masked", "sex")
	assert (row.workflow_state, row.sex) == ("Pending Review", "Female")
	assert not row.id_number
	assert row.id_number_masked != number

	reviewer = Desk(browser, here.officer, "zh")
	reviewer.form(PROFILE, volunteer)
	reviewer.action("Register")
	reviewer.wait_state("Registered")
	row = stored(PROFILE, volunteer, "workflow_state", "reviewed_by", "registered_on")
	assert (row.workflow_state, row.reviewed_by) == ("Registered", here.officer)
	assert row.registered_on
	assert frappe.get_all(
		"Team Membership", filters={"volunteer": volunteer}, fields=["team", "role"], order_by="creation"
	) == [{"team": here.team.name, "role": "Member"}]
