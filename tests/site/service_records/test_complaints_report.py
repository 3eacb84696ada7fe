"""The report on complaints: what it counts, within the scope, and that nothing is no figure."""

import frappe
import pytest
from frappe.desk import query_report
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.site.service_records.test_complaints import WORDS, answered, as_user, filed, forget_limits
from volunteer_services.api import complaints as api
from volunteer_services.service_records.reporting import complaints

COMPLAINT = "Service Complaint"


@pytest.fixture
def place(clean_site):
	forget_limits()
	yield make.Place().staff()
	forget_limits()
	frappe.local.form_dict = frappe._dict()


def test_the_report_counts_what_came_of_them_in_scope(place):
	for result in ("Found True", "Found Untrue"):
		name = filed(place)
		as_user(place.manager, api.take_up, name)
		as_user(place.manager, api.answer, name, result, "查了", "答了")
		frappe.db.set_value(COMPLAINT, name, "received_on", add_days(nowdate(), -3))
	as_user("Guest", api.ask_review, name, WORDS)
	answered(place, name, user=place.officer)
	as_user(place.manager, api.decline, filed(place, kind="Team"), "无关")
	frappe.db.set_value(COMPLAINT, filed(place, kind="Team"), "acknowledge_by", add_days(nowdate(), -1))
	other = make.Place().staff()
	filed(other)
	rows = report(place.officer)
	hours, team, total = rows
	assert (hours.received, hours.found_true, hours.found_untrue, hours.reviewed, hours.days) == (
		2,
		1,
		1,
		1,
		3,
	)
	assert (team.received, team.open, team.overdue, team.declined, team.days) == (2, 1, 1, 1, None)
	assert total.received == 4 and [row.received for row in report(other.officer)] == [1, 1]
	assert report(make.Place().staff().officer) == []
	_columns, _rows, _note, chart, cards = whole(other.officer)
	assert cards[-1]["value"] == "–", "nothing was answered there, so there is no average"
	assert [data["values"] for data in chart["data"]["datasets"]] == [[1], [0], [0], [0], [0]]
	with pytest.raises(frappe.PermissionError):
		as_user(place.leader, query_report.run, "Complaints by Kind", {"period": "All Time"})


def whole(user: str) -> tuple:
	return as_user(user, complaints.by_kind, {"period": "All Time"})


def report(user: str) -> list:
	return whole(user)[1]
