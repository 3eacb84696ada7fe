"""待我审核: what waits for whom, what is said of it, and at what cost."""

import frappe
import pytest
from frappe.model.workflow import apply_workflow

from tests import factories as make
from volunteer_services.api import service_logs as api
from volunteer_services.service_records.reporting import waiting

LOG = "Service Log"


@pytest.fixture
def place():
	return make.Place().staff()


def submitted(place, volunteer: str | None = None, **values):
	log = make.make_log(place, volunteer or place.volunteer().name, **values)
	return apply_workflow(log, "Submit for Review")


def found_by(user: str) -> dict:
	frappe.set_user(user)
	try:
		return api.waiting_for_me()
	finally:
		frappe.set_user("Administrator")


def rows_of(found: dict) -> dict[str, dict]:
	return {row["name"]: row for group in found["groups"] for row in group["rows"]}


def test_a_record_waits_for_those_who_decide_there(place):
	elsewhere = make.Place().staff()
	log = submitted(place)
	assert log.name in rows_of(found_by(place.leader))
	assert log.name in rows_of(found_by(place.manager))  # the site may step in for the team
	assert log.name not in rows_of(found_by(place.officer))
	assert log.name not in rows_of(found_by(elsewhere.leader))
	for nobody in (make.make_user(make.AUDITOR), make.make_user(make.VOLUNTEER)):
		with pytest.raises(frappe.PermissionError):
			found_by(nobody)


def test_own_records_are_counted_and_not_shown(place):
	log = submitted(place)
	frappe.db.set_value(LOG, log.name, "recorder", place.leader)
	found = found_by(place.leader)
	assert log.name not in rows_of(found) and found["not_mine"] == 1


def test_a_row_says_what_a_reviewer_needs(place):
	log = submitted(place, starts_on="2026-03-05 09:00:00", ends_on="2026-03-05 11:00:00", minutes=0)
	row = rows_of(found_by(place.leader))[log.name]
	assert (row["minutes"], row["day_total"], row["team_name"]) == (120, 120, place.team.team_name)
	assert row["recorder_name"] and row["volunteer_name"] == log.volunteer_name
	assert row["title"] == place.project.project_name


def test_doubtful_records_come_first_and_say_why(place):
	clean = submitted(place, service_date="2026-03-02")
	twice = place.volunteer().name
	one, other = submitted(place, twice, minutes=60), submitted(place, twice, minutes=60)
	long = submitted(place, minutes=500)
	spoken = submitted(place, remark="中途离开")
	for log, values in ((clean, {"is_late": 0}), (one, {"is_late": 1, "is_overlapping": 1})):
		frappe.db.set_value(LOG, log.name, values)
	for log in (other, long, spoken):
		frappe.db.set_value(LOG, log.name, "is_late", 0)
	found = found_by(place.leader)
	flags = {name: row["flags"] for name, row in rows_of(found).items()}
	assert flags[clean.name] == []
	assert flags[one.name] == ["late", "overlap", "twice"]
	assert flags[other.name] == ["twice"]
	assert flags[long.name] == ["limit"]
	assert flags[spoken.name] == ["remark"]
	assert [group["is_clean"] for group in found["groups"]][-1] is True
	minutes = sum(log.minutes for log in (clean, one, other, long, spoken))
	assert found["sums"] == {"records": 5, "people": 4, "minutes": minutes, "exceptions": 4}


def test_the_cost_does_not_grow_with_the_records(place):
	def queries() -> int:
		original, count = frappe.db.sql, [0]

		def counted(*args, **kwargs):
			count[0] += 1
			return original(*args, **kwargs)

		frappe.db.sql = counted
		try:
			waiting.for_me()
		finally:
			frappe.db.sql = original
		return count[0]

	submitted(place)
	frappe.set_user(place.leader)
	waiting.for_me()
	few = queries()
	frappe.set_user("Administrator")
	for _number in range(5):
		submitted(place)
	frappe.set_user(place.leader)
	assert queries() == few <= 25


def test_what_is_beyond_the_page_is_counted(place, monkeypatch):
	monkeypatch.setattr(waiting, "MOST", 2)
	for _number in range(3):
		submitted(place)
	found = found_by(place.leader)
	assert (found["sums"]["records"], found["more"]) == (2, 1)
