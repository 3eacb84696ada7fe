"""Two people of one office send the same sheet in one breath: each recipient has one file."""

from __future__ import annotations

import time

import frappe
import pytest

from tests import factories as make
from tests.site.service_needs.needs_world import RECIPIENT
from tests.site.service_needs.test_recipient_sheets import HEAD, ROW, book, read
from tests.site.volunteer_projects.test_sign_ups_at_once import finish, start

pytestmark = pytest.mark.commits
PROCESSES, PEOPLE = 4, 15


def lines() -> list[list]:
	at = HEAD.index("姓名")
	return [
		[*ROW[:at], f"陈婆婆{'甲乙丙丁戊己庚辛壬癸子丑寅卯辰'[n]}", *ROW[at + 1 :]] for n in range(PEOPLE)
	]


def made_by(place, regions: list[str]) -> int:
	rows = read(book(*lines()))["rows"]
	frappe.db.commit()
	begin = time.time() + 6
	sent = {"user": place.officer, "rows": rows}
	done = finish([start("keep_recipients", region, [sent], begin) for region in regions])
	return sum(int(told.split()[0]) * often for told, often in done.items())


def names_on_file(place) -> list[str]:
	where = {"region": ["in", [place.region.name, place.district.name]]}
	return frappe.get_all(RECIPIENT, where, pluck="recipient_name")


def test_the_same_sheet_sent_at_once_makes_each_file_once(clean_site):
	place = make.Place().staff()
	assert made_by(place, [place.region.name] * PROCESSES) == PEOPLE
	assert len(names_on_file(place)) == len(set(names_on_file(place))) == PEOPLE


def test_sheets_of_a_community_and_of_its_district_sent_at_once_make_each_file_once(clean_site):
	place = make.Place().staff()
	assert made_by(place, [place.region.name, place.district.name] * 2) == PEOPLE
	assert len(names_on_file(place)) == len(set(names_on_file(place))) == PEOPLE
