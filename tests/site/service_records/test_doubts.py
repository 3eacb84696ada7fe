"""Where a record comes from is set by its way in; the same service entered twice is flagged."""

import frappe
import pytest
from frappe.model.workflow import apply_workflow

from tests import factories as make
from tests.site.foundation import sheets_world as sheets
from tests.site.service_records.test_review import submitted
from volunteer_services.service_records.services import bulk_review, entry

LOG = "Service Log"


@pytest.fixture
def place():
	return make.Place().staff()


@pytest.fixture
def volunteer(place):
	return place.volunteer()


# --- the way in -------------------------------------------------------------------------------------------


def sheet(place, volunteer, **more) -> list[list]:
	head = ["Volunteer", "Project", "Service Date", "Service Minutes", "Service Content", "Service Location"]
	head += ["Activity Leader", *more]
	row = [volunteer.name, place.project.name, "2026-03-05", "60", "探访", "社区", "张队长", *more.values()]
	return [head, row]


@pytest.mark.parametrize(
	"claim", [{}, {"Entry Source": "Manual"}, {"Entry Source": "Check-in"}, {"录入来源": "活动"}]
)
def test_a_data_import_says_import(place, volunteer, monkeypatch, claim):
	user = make.make_user(make.MANAGER)
	sheets.hold(monkeypatch)
	frappe.set_user(user)
	if "录入来源" in claim:
		claim = {"录入来源": frappe._("Activity", "zh", LOG)}
	result = sheets.imported(LOG, sheet(place, volunteer, **claim))
	assert (result.warnings, result.failures) == ([], [])
	assert [doc.source for doc in result.documents] == ["Import"]


def test_a_transfer_stays_one(place, volunteer, monkeypatch):
	user = make.make_user(make.MANAGER)
	sheets.hold(monkeypatch)
	frappe.set_user(user)
	result = sheets.imported(LOG, sheet(place, volunteer, **{"Entry Source": "Transfer"}))
	assert [doc.source for doc in result.documents] == ["Transfer"]


@pytest.mark.parametrize("claim", ["Import", "Check-in", "Activity", "Manual", None])
def test_a_form_says_manual(place, volunteer, claim):
	frappe.set_user(place.leader)
	assert make.make_log(place, volunteer.name, source=claim).source == "Manual"


# --- twice ------------------------------------------------------------------------------------------------


def flagged(place, volunteer, first: dict, second: dict) -> bool:
	make.make_log(place, volunteer.name, **first)
	frappe.clear_messages()
	log = make.make_log(place, volunteer.name, **second)
	told = any("Entered Twice" in str(message) for message in frappe.get_message_log())
	assert told == bool(log.is_repeated), "who enters it is told, and nobody else is"
	return bool(log.is_repeated)


TIMES = {"starts_on": "2026-03-05 09:00:00", "ends_on": "2026-03-05 11:00:00", "minutes": 0}
LATER = {"starts_on": "2026-03-05 14:00:00", "ends_on": "2026-03-05 16:00:00", "minutes": 0}


@pytest.mark.parametrize(
	("first", "second", "wanted"),
	[
		({}, {}, True),
		({}, {"minutes": 0, "hours": 2}, True),
		(TIMES, {}, True),
		({}, TIMES, True),
		({}, {"external_id": "A1"}, True),
		({"external_id": "A1"}, {}, True),
		({"external_id": "A1"}, {"external_id": "A2"}, False),
		({}, {"minutes": 119}, False),
		({}, {"service_date": "2026-03-06"}, False),
		(TIMES, LATER, False),
		({"state": "Rejected"}, {}, False),
	],
)
def test_the_same_service_twice_is_flagged(place, volunteer, first, second, wanted):
	assert flagged(place, volunteer, first, second) == wanted


def test_another_person_is_no_repetition(place, volunteer):
	make.make_log(place, place.volunteer().name)
	assert not make.make_log(place, volunteer.name).is_repeated


def test_saving_a_record_again_does_not_make_it_its_own_double(place, volunteer):
	log = make.make_log(place, volunteer.name)
	log.remark = "补充"
	log.save(ignore_permissions=True)
	assert not log.is_repeated


def test_a_form_cannot_take_the_flag_away(place, volunteer):
	make.make_log(place, volunteer.name)
	log = make.make_log(place, volunteer.name, is_repeated=0)
	log.is_repeated = 0
	log.save(ignore_permissions=True)
	assert make.reloaded(log).is_repeated == 1


def test_rows_made_together_are_flagged_in_silence(place, volunteer):
	row = {
		"volunteer": volunteer.name,
		"project": place.project.name,
		"service_content": "清洁",
		"location": "海滨",
	}
	row |= {"activity_leader": "张队长", "minutes": 60, "service_date": "2026-03-05"}
	frappe.set_user(place.leader)
	frappe.clear_messages()
	made = entry.create_many([row, row], "Import")
	assert [frappe.db.get_value(LOG, one.name, "is_repeated") for one in made] == [0, 1]
	assert not frappe.get_message_log()


@pytest.mark.commits
def test_a_doubtful_record_is_not_approved_among_many(place, volunteer):
	first = submitted(place, volunteer)
	second = submitted(place, volunteer)
	assert (make.reloaded(first).is_repeated, make.reloaded(second).is_repeated) == (0, 1)
	frappe.set_user(place.leader)
	result = bulk_review.review([first.name, second.name], "Approve")
	assert result["done"] == {"Pending Site Review": 1}
	assert [(row["name"], "entered twice" in row["problem"]) for row in result["problems"]] == [
		(second.name, True)
	]
	assert apply_workflow(make.reloaded(second), "Approve").workflow_state == "Pending Site Review"
