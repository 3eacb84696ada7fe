"""Make-up entries 补录: which activities they are, that none becomes records without a declaration approved
above, and what becomes of the records."""

import frappe
import frappe.client
import pytest
from frappe.utils import add_days, now_datetime

from tests import factories as make
from tests.site.volunteer_projects.make_up_world import (
	ACTIVITY,
	DECLARATION,
	after,
	approved,
	declared,
	late,
	move,
)
from tests.site.volunteer_projects.test_activities_records import logs_of
from volunteer_services.api import activities as api
from volunteer_services.api import figures, home, service_logs
from volunteer_services.exceptions import (
	MakeUpError,
)
from volunteer_services.service_records.reporting.late import late_records
from volunteer_services.service_records.reporting.ledger import ledger
from volunteer_services.service_records.services import bulk_review

LOG = "Service Log"


@pytest.fixture
def place(clean_site):
	after(10)
	return make.Place().staff()


def recorded(place, activity, user=None):
	frappe.set_user(user or place.leader)
	made = api.make_records(activity.name)
	frappe.set_user("Administrator")
	return made


# --- which activities ---------------------------------------------------------------------------------------


def test_an_activity_of_last_months_is_a_make_up_entry_and_of_yesterday_is_none(place):
	assert late(place).is_make_up == 1
	day = add_days(now_datetime().date(), -1)
	recent = late(place, starts_on=f"{day} 09:00:00", ends_on=f"{day} 11:00:00")
	assert recent.is_make_up == 0
	after(0)
	assert late(place, starts_on=f"{day} 09:00:00", ends_on=f"{day} 11:00:00").is_make_up == 1


@pytest.mark.parametrize("sent", [0, 1])
def test_nobody_types_it(place, sent):
	day = add_days(now_datetime().date(), 3)
	planned = {"starts_on": f"{day} 09:00:00", "ends_on": f"{day} 11:00:00"}
	assert late(place, is_make_up=sent).is_make_up == 1
	ahead = late(place, is_make_up=sent, **planned)
	assert ahead.is_make_up == 0
	frappe.set_user(place.leader)
	frappe.client.set_value(ACTIVITY, ahead.name, "is_make_up", 1)
	assert frappe.db.get_value(ACTIVITY, ahead.name, "is_make_up") == 0


def test_who_moves_an_activity_back_enters_it_now(place):
	day = add_days(now_datetime().date(), 3)
	activity = late(place, starts_on=f"{day} 09:00:00", ends_on=f"{day} 11:00:00")
	frappe.set_user(place.leader)
	activity.starts_on, activity.ends_on = "2026-03-07 09:00:00", "2026-03-07 11:30:00"
	activity.save()
	assert activity.is_make_up == 1
	activity.ends_on = "2026-03-07 12:30:00"
	activity.save()
	assert activity.is_make_up == 1


def test_other_hours_of_the_same_day_change_nothing(place):
	activity = late(place)
	frappe.db.set_value(ACTIVITY, activity.name, "is_make_up", 0)  # it was entered in time
	frappe.set_user(place.leader)
	activity.reload()
	activity.ends_on = "2026-03-07 12:30:00"
	activity.save()
	assert activity.is_make_up == 0


# --- no records without a declaration -----------------------------------------------------------------------


def test_no_records_without_an_approved_declaration(place):
	activity = late(place, place.volunteer())
	with pytest.raises(MakeUpError, match="button Make-up Declaration"):
		recorded(place, activity)
	doc = declared(activity, place.leader)
	with pytest.raises(MakeUpError):
		recorded(place, activity)
	doc = move(doc, "Pending Approval", place.leader)
	with pytest.raises(MakeUpError):
		recorded(place, activity)
	move(doc, "Approved", place.manager)
	assert recorded(place, activity)["made"] == 1


def test_the_action_of_the_workflow_asks_too(place):
	activity = late(place, place.volunteer())
	frappe.set_user(place.leader)
	activity.workflow_state = "Recorded"
	with pytest.raises(MakeUpError):
		activity.save()
	assert logs_of(activity) == []


def test_no_record_is_typed_beside_the_list(place):
	who = place.volunteer()
	activity = late(place, who)
	approved(activity, place)
	values = {"volunteer": who.name, "activity": activity.name, "project": place.project.name}
	values |= {"service_date": "2026-03-07", "minutes": 600, "is_make_up": 0}
	for user in (place.leader, place.manager, place.officer):
		frappe.set_user(user)
		with pytest.raises(MakeUpError, match="made from the list of the activity"):
			frappe.client.insert({"doctype": LOG, **values})


def test_records_are_made_of_the_declared_people_and_times_only(place):
	first, second, third = (place.volunteer() for _n in range(3))
	activity = late(place, first, second)
	approved(activity, place)
	frappe.set_user(place.leader)
	activity.reload()
	activity.append("participants", {"volunteer": third.name, "status": "Attended"})
	activity.participants[1].starts_on = "2026-03-07 08:00:00"
	activity.participants[1].ends_on = "2026-03-07 18:00:00"
	activity.save()
	result = recorded(place, activity)
	assert (result["made"], result["left"]) == (1, 2)
	assert {row["volunteer"] for row in result["problems"]} == {second.name, third.name}
	assert all("approved declaration" in row["problem"] for row in result["problems"])
	(log,) = logs_of(activity)
	assert (log.volunteer, log.minutes) == (first.name, 150)


# --- the records --------------------------------------------------------------------------------------------


def test_records_are_honorary_marked_and_go_one_level_further(place):
	who = place.volunteer()
	activity = late(place, who)
	approved(activity, place)
	recorded(place, activity)
	log = frappe.get_last_doc(LOG, {"activity": activity.name})
	assert (log.is_make_up, log.trust_class, log.is_late) == (1, "Honorary", 1)
	assert (log.approval_level, log.workflow_state) == ("District", "Pending Site Review")
	log = move(log, "Pending District Review", place.manager)
	assert (log.docstatus, log.next_review) == (0, "Approved")
	assert move(log, "Approved", place.officer).docstatus == 1
	totals = frappe.db.get_value("Volunteer Profile", who.name, ["total_minutes", "credited_minutes"])
	assert totals == (150, 0)


def test_the_same_holds_for_reviews_of_many(place):
	activity = late(place, *(place.volunteer() for _n in range(3)))
	approved(activity, place)
	recorded(place, activity)
	names = [log.name for log in logs_of(activity)]
	frappe.set_user(place.manager)
	assert bulk_review.review(names, "Approve")["done"] == {"Pending District Review": 3}
	frappe.set_user(place.officer)
	assert bulk_review.review(names, "Approve")["done"] == {"Approved": 3}


def test_a_reviewer_sees_the_mark(place):
	activity = late(place, place.volunteer())
	approved(activity, place)
	recorded(place, activity)
	frappe.set_user(place.manager)
	(row,) = (row for group in service_logs.waiting_for_me()["groups"] for row in group["rows"])
	assert "make_up" in row["flags"]


def test_a_returned_record_keeps_its_mark_and_goes_the_same_way_again(place):
	activity = late(place, place.volunteer())
	approved(activity, place)
	recorded(place, activity)
	log = frappe.get_last_doc(LOG, {"activity": activity.name})
	log = move(log, "Returned", place.manager, return_reason="请补充服务内容")
	frappe.set_user(place.leader)
	log.update({"service_content": "义务维修家电", "is_make_up": 0, "activity": None})
	log.save()
	assert (log.is_make_up, log.approval_level) == (1, "District")


def test_reports_show_and_filter_them(place):
	activity, waits = late(place, place.volunteer()), late(place, place.volunteer())
	approved(activity, place)
	recorded(place, activity)
	make.make_log(place, place.volunteer().name, service_date="2026-03-08")
	frappe.set_user(place.manager)
	asked = {"from_date": "2026-03-01", "to_date": "2026-03-31"}
	rows = late_records(asked)[1]
	assert {row.record: bool(row.is_make_up) for row in rows if row.record == waits.name} == {
		waits.name: True
	}
	only = late_records({**asked, "is_make_up": 1})[1]
	assert len(only) == 2 and len(rows) == 3
	(row,) = (row for row in ledger({**asked, "workflow_state": "All", "is_make_up": 1})[1] if row.name)
	assert (row.activity, row.is_make_up) == (activity.name, "Make-up Entry")


def test_what_waits_is_counted_for_those_who_decide(place):
	doc = move(declared(late(place, place.volunteer()), place.manager), "Pending Approval", place.manager)
	counts = {}
	for role in ("leader", "manager", "officer", "city_officer"):
		frappe.set_user(getattr(place, role))
		counts[role] = figures.make_up_declarations_to_decide()["value"]
	assert counts == {"leader": 0, "manager": 0, "officer": 1, "city_officer": 1}
	frappe.set_user(place.officer)
	(wait,) = (row for row in home.today()["waiting"] if row["doctype"] == DECLARATION)
	assert (wait["count"], doc.approval_level) == (1, "District")
