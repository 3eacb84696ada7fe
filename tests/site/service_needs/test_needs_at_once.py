"""Twenty teams take one need in one breath: one has it, and nobody gets an error that says nothing."""

from __future__ import annotations

import time

import frappe
import pytest

from tests import factories as make
from tests.site.service_needs.needs_world import NEED, need
from tests.site.volunteer_projects.test_sign_ups_at_once import finish, start

pytestmark = pytest.mark.commits
TEAMS, PROCESSES = 20, 5


def test_exactly_one_of_twenty_teams_gets_the_need(clean_site):
	place = make.Place().staff()
	teams = [make.make_team(place.region.name, site=place.site.name).name for _number in range(TEAMS)]
	for team in teams:
		make.make_staff(make.LEADER, "Volunteer Team", team)
	free = need(place, "Verified")
	frappe.db.commit()
	begin = time.time() + 8
	shares = [teams[number::PROCESSES] for number in range(PROCESSES)]
	done = finish([start("take", free.name, share, begin) for share in shares])
	assert done == {"Accepted": 1, "too late": TEAMS - 1}
	stored = frappe.db.get_value(NEED, free.name, ["workflow_state", "team"])
	assert stored[0] == "Accepted" and stored[1] in teams
