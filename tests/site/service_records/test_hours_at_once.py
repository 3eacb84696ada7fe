"""Two people of one office send the same sheet of hours in one breath: each hour is recorded once."""

from __future__ import annotations

import time

import frappe
import pytest

from tests import factories as make
from tests.site.service_records.test_hours_sheets import DAY, TOLD, member, rows_of
from tests.site.volunteer_projects.test_sign_ups_at_once import finish, start

pytestmark = pytest.mark.commits
PROCESSES, PEOPLE = 4, 15


def test_the_same_sheet_sent_at_once_records_each_hour_once(clean_site):
	place = make.Place().staff()
	who = [member(place, make.unique("梁时长")) for _number in range(PEOPLE)]
	rows = rows_of(*[[n, one.full_name, "", DAY, "2.5小时", ""] for n, one in enumerate(who, 1)])
	frappe.db.commit()
	begin = time.time() + 6
	sent = {"user": place.leader, "rows": rows, "told": TOLD}
	done = finish([start("keep_hours", place.project.name, [sent], begin) for _n in range(PROCESSES)])
	assert sum(int(told.split()[0]) * often for told, often in done.items()) == PEOPLE
	logs = frappe.get_all("Service Log", {"project": place.project.name}, pluck="volunteer")
	assert sorted(logs) == sorted(one.name for one in who)
