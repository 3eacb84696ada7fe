"""An activity that comes again, a week laid on another, the hours of several days."""

from datetime import timedelta

import frappe
import pytest

from tests import factories as make
from tests.site.volunteer_projects.signing_world import SHIFT, SOON, published, row
from tests.site.volunteer_projects.test_activities_records import make_activity
from volunteer_services.api import activities, repetition
from volunteer_services.exceptions import ActivityError, ActivityPostError, ArgumentError, RepetitionError
from volunteer_services.volunteer_projects.services.repeating import copies

ACTIVITY, MATERIAL = "Service Activity", "Activity Material"
DAY, WEEK = timedelta(days=1), timedelta(days=7)


@pytest.fixture
def place():
	return make.Place().staff()


def day(moment):
	return f"{moment:%Y-%m-%d}"


def with_shift(place, **values):
	"""An activity of tomorrow week with a morning shift for three people."""
	frappe.set_user(place.leader)
	activity = make_activity(place, starts_on=SOON, ends_on=SOON + timedelta(hours=4), **values)
	frappe.get_doc(
		{
			"doctype": SHIFT,
			"activity": activity.name,
			"shift_title": "上午班",
			"starts_on": SOON,
			"ends_on": SOON + timedelta(hours=2),
			"capacity": 3,
			"shift_leader": place.volunteer().name,
		}
	).insert(ignore_permissions=True)
	return activity


def with_material(activity, **values):
	"""Something that is handed out at the activity."""
	return frappe.get_doc(
		{
			"doctype": MATERIAL,
			"activity": activity.name,
			"material_name": "马甲",
			"size_or_model": "XL",
			"kind": "Returnable",
			"planned": 20,
			**values,
		}
	).insert(ignore_permissions=True)


def weekly(activity, weeks=3, **values):
	return {"activity": activity.name, "pattern": "Weekly", "until": day(SOON + weeks * WEEK), **values}


def test_the_days_are_shown_before_anything_is_made(place):
	activity = with_shift(place)
	before = frappe.db.count(ACTIVITY)
	shown = repetition.dates(**weekly(activity, skip=[day(SOON + WEEK)]))
	assert [one["starts_on"] for one in shown] == [str(SOON + 2 * WEEK), str(SOON + 3 * WEEK)]
	assert frappe.db.count(ACTIVITY) == before


def test_copies_are_drafts_with_shifts_and_without_people(place):
	people = [place.volunteer().name for _number in range(2)]
	activity = published(
		place, capacity=5, audience="Passphrase", passphrase="木棉", sign_up_until=SOON - DAY, people_served=9
	)
	frappe.set_user(place.leader)
	activities.sign_up(activity.name, people[0])
	answer = repetition.repeat(**weekly(activity, 2))
	assert (len(answer["made"]), answer["left"]) == (2, [])
	doc = frappe.get_doc(ACTIVITY, answer["made"][0])
	assert (doc.workflow_state, doc.owner, doc.team) == ("Draft", place.leader, place.team.name)
	assert (doc.starts_on, doc.ends_on) == (SOON + WEEK, SOON + WEEK + timedelta(hours=4))
	assert (doc.sign_up_until, doc.passphrase, doc.capacity) == (SOON - DAY + WEEK, "木棉", 5)
	assert (doc.head_count, doc.people_served, doc.participants) == (0, 0, [])
	assert not frappe.db.count("Activity Sign Up", {"activity": doc.name})
	doc.workflow_state = "Published"
	doc.save()
	assert frappe.db.count(SHIFT, {"activity": doc.name, "is_whole": 1}) == 1


def test_shifts_move_along_and_nobody_leads_them_yet(place):
	activity = with_shift(place)
	(name,) = repetition.repeat(**weekly(activity, 1))["made"]
	(shift,) = frappe.get_all(SHIFT, {"activity": name}, ["*"])
	assert (shift.shift_title, shift.starts_on, shift.capacity) == ("上午班", SOON + WEEK, 3)
	assert (shift.shift_leader, shift.places_taken, shift.team) == (None, 0, place.team.name)
	doc = frappe.get_doc(SHIFT, shift.name)
	doc.capacity = 4
	doc.save()


def test_what_is_to_be_handed_out_goes_along_and_nothing_is_out_yet(place):
	activity = with_shift(place)
	vest = with_material(activity)
	frappe.db.set_value(MATERIAL, vest.name, {"handed_out": 5, "brought_back": 2, "still_out": 3})
	made = repetition.repeat(**weekly(activity, 2))["made"]
	copied = frappe.get_all(MATERIAL, {"activity": ["in", made]}, ["*"], order_by="name")
	assert [one.activity for one in copied] == made
	for one in copied:
		assert (one.material_name, one.size_or_model, one.planned, one.kind) == (
			"马甲",
			"XL",
			20,
			"Returnable",
		)
		assert (one.handed_out, one.brought_back, one.still_out, one.team) == (0, 0, 0, place.team.name)
	with_material(activity, size_or_model="L")
	assert frappe.db.count(MATERIAL, {"name": ["like", "AM-%"], "activity": activity.name}) == 2


def test_nothing_is_made_twice_and_what_stands_there_is_named(place):
	activity = with_shift(place)
	first = repetition.repeat(**weekly(activity, 2))
	again = repetition.repeat(**weekly(activity, 3))
	assert len(first["made"]) == 2
	assert len(again["made"]) == 1
	assert [one["existing"] for one in again["left"]] == first["made"]


def test_some_of_the_days_only(place):
	activity = with_shift(place)
	answer = repetition.repeat(**weekly(activity, 3, only=[day(SOON + 2 * WEEK)]))
	assert frappe.db.get_value(ACTIVITY, answer["made"][0], "starts_on") == SOON + 2 * WEEK
	assert len(answer["made"]) == 1


def test_days_outside_the_project_are_named_and_left_out(place):
	place.project = make.make_project(place.team, place.unit.name, end_date=day(SOON + WEEK))
	activity = with_shift(place)
	answer = repetition.repeat(**weekly(activity, 2))
	assert len(answer["made"]) == 1
	assert place.project.project_name in answer["left"][0]["problem"]


@pytest.mark.parametrize(
	("values", "error"),
	[
		({"until": day(SOON)}, RepetitionError),
		({"until": "2199-01-01"}, RepetitionError),
		({"every": 0}, RepetitionError),
		({"weekdays": [7]}, ArgumentError),
		({"skip": ["gestern"]}, ArgumentError),
		({"pattern": "Daily"}, ArgumentError),
	],
)
def test_an_impossible_rule_is_refused(place, values, error):
	activity = with_shift(place)
	with pytest.raises(error):
		repetition.repeat(**weekly(activity) | values)


def test_a_repetition_costs_the_same_for_two_and_for_twenty(place, monkeypatch):
	few, many = with_shift(place), with_shift(place)
	with_material(few), with_material(many)
	asked = []
	sql = frappe.db.sql
	monkeypatch.setattr(frappe.db, "sql", lambda *args, **kwargs: asked.append(args) or sql(*args, **kwargs))
	repetition.repeat(**weekly(few, 2))
	cost = len(asked)
	asked.clear()
	assert len(repetition.repeat(**weekly(many, 20))["made"]) == 20
	assert len(asked) <= cost + 1


def test_another_app_that_listens_gets_whole_documents(place, monkeypatch):
	activity = with_shift(place)
	with_material(activity)
	monkeypatch.setattr(copies, "others_listen", lambda doctype: True)
	answer = repetition.repeat(**weekly(activity, 2))
	assert len(answer["made"]) == 2
	assert frappe.db.count(SHIFT, {"activity": ["in", answer["made"]], "capacity": 3}) == 2
	assert frappe.db.count(MATERIAL, {"activity": ["in", answer["made"]], "planned": 20}) == 2


def test_a_week_is_laid_on_another_by_who_may_write_there(place):
	other = make.Place().staff()
	with_shift(place)
	frappe.set_user(other.leader)
	foreign = make_activity(other, starts_on=SOON, ends_on=SOON + timedelta(hours=1))
	off = published(place, starts_on=SOON + timedelta(hours=6))
	frappe.set_user(place.leader)
	off.workflow_state, off.decision_reason = "Called Off", "台风"
	off.save()
	call = {"week": day(SOON), "to": day(SOON + 3 * WEEK)}
	shown = repetition.week(**call)
	assert len(shown) == 1
	answer = repetition.copy_week(**call)
	assert frappe.db.get_value(ACTIVITY, answer["made"][0], "starts_on") == SOON + 3 * WEEK
	assert repetition.copy_week(**call)["made"] == []
	assert not frappe.db.count(
		ACTIVITY, {"activity_name": foreign.activity_name, "name": ["!=", foreign.name]}
	)


@pytest.mark.parametrize("to", [SOON, SOON - 60 * WEEK])
def test_the_same_week_and_an_empty_one_are_refused(place, to):
	with_shift(place)
	week, target = (to, SOON) if to != SOON else (SOON, SOON)
	with pytest.raises(RepetitionError):
		repetition.week(day(week), day(target))


HOURS = [
	{"shift_title": "早班", "from_time": "08:30", "to_time": "14:30", "capacity": 20},
	{"shift_title": "晚班", "from_time": "14:00", "to_time": "20:00", "post": "引导员", "capacity": "10"},
]


def of_three_days(place, **values):
	place.project = make.make_project(
		place.team, place.unit.name, posts=[{"post_title": "引导员", "headcount": 10}]
	)
	frappe.set_user(place.leader)
	begins = SOON.replace(hour=8)
	return make_activity(place, starts_on=begins, ends_on=begins + timedelta(days=2, hours=13), **values)


def test_the_hours_of_three_days_become_six_shifts_once(place):
	activity = of_three_days(place)
	assert len(repetition.shifts(activity.name, HOURS)) == 6
	answer = repetition.plan_shifts(activity.name, HOURS, skip=[day(SOON + DAY)])
	assert len(answer["made"]) == 4
	again = repetition.plan_shifts(activity.name, HOURS)
	assert (len(again["made"]), len(again["left"])) == (2, 4)
	rows = frappe.get_all(
		SHIFT, {"activity": activity.name}, ["post", "capacity", "team"], order_by="starts_on"
	)
	assert [(row.post, row.capacity) for row in rows] == [(None, 20), ("引导员", 10)] * 3
	assert {row.team for row in rows} == {place.team.name}


def test_several_days_want_hours_a_known_post_and_nobody_on_the_whole(place):
	activity = of_three_days(place)
	for hours, error in (
		([], RepetitionError),
		([HOURS[0] | {"from_time": "früh"}], RepetitionError),
		([HOURS[0] | {"post": "船长"}], ActivityPostError),
	):
		with pytest.raises(error):
			repetition.plan_shifts(activity.name, hours)
	activity.reload()
	activity.workflow_state = "Published"
	activity.save()
	frappe.set_user("Administrator")
	who = place.volunteer()
	frappe.set_user(place.leader)
	activities.sign_up(activity.name, who.name)
	with pytest.raises(ActivityError, match="whole activity"):
		repetition.plan_shifts(activity.name, HOURS)
	assert row(activity, who).status == "Signed Up"


def test_repeating_is_for_who_may_write_the_activity(place):
	activity = with_shift(place)
	other = make.Place().staff()
	strangers = (
		other.leader,
		other.manager,
		other.officer,
		make.make_user(make.AUDITOR),
		make.make_user(make.VOLUNTEER),
	)
	for user in (*strangers, "Guest"):
		frappe.set_user(user)
		for call in (
			lambda: repetition.dates(**weekly(activity)),
			lambda: repetition.repeat(**weekly(activity)),
			lambda: repetition.shifts(activity.name, HOURS),
			lambda: repetition.plan_shifts(activity.name, HOURS),
		):
			with pytest.raises(frappe.PermissionError):
				call()
	for user in (strangers[3], strangers[4], "Guest"):
		frappe.set_user(user)
		with pytest.raises(frappe.PermissionError):
			repetition.copy_week(day(SOON), day(SOON + WEEK))
	for user in (place.manager, place.officer, place.city_officer):
		frappe.set_user(user)
		assert len(repetition.dates(**weekly(activity))) == 3
