"""The form of an appointment knows from the server what a role is appointed to."""

import pytest

from tests import factories as make
from tests.browser.desk import Desk, place

pytestmark = pytest.mark.commits
LEVELS = "cur_frm.fields_dict.scope.get_query().filters?.region_level?.[1] ?? null"


def test_a_role_brings_its_kind_of_scope_and_the_levels_of_regions(browser):
	place()
	desk = Desk(browser, make.make_user(make.MANAGER), "zh")
	desk.new("Staff Appointment")
	for role, scope_type, levels in (
		(make.DISTRICT, "Service Region", ["District", "Street"]),
		(make.CITY, "Service Region", ["City", "Province"]),
		(make.SITE, "Service Site", None),
		(make.LEADER, "Volunteer Team", None),
	):
		desk.choose("role", role)
		desk.holds("scope_type", scope_type)
		assert desk.page.evaluate(LEVELS) == levels, role
