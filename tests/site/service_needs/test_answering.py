"""From needs to an activity in one click; served when it is recorded, free again when it is called off."""

from datetime import timedelta

import frappe
import frappe.client
import pytest
from frappe.utils import add_days, add_to_date, getdate, now_datetime, nowdate

from tests import factories as make
from tests.site.service_needs.needs_world import NEED, RECIPIENT, as_user, kind, need, recipient
from tests.site.volunteer_projects.test_activities_records import ENDS, STARTS
from volunteer_services.api import needs as api
from volunteer_services.api import projects
from volunteer_services.exceptions import NeedError
from volunteer_services.service_needs.domain import recipients as rules
from volunteer_services.service_needs.services.recipients import contact, files, visited
from volunteer_services.volunteer_projects.services.repeating import copies


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


def taken(place, **values):
	doc = need(place, "Verified", **values)
	as_user(place.leader, api.take, doc.name, place.team.name)
	return doc


def states(*docs) -> list[str]:
	return [frappe.db.get_value(NEED, doc.name, "workflow_state") for doc in docs]


def activity_of(place, *docs):
	answer = as_user(
		place.leader,
		api.make_activity,
		[doc.name for doc in docs],
		place.project.name,
		str(STARTS),
		str(ENDS),
	)
	assert answer["needs"] == len(docs)
	return frappe.get_doc("Service Activity", answer["activity"])


def test_one_activity_answers_many_needs_and_names_nobody(place):
	one, other = taken(place), taken(place, need_kind=kind("助餐助洁"), headcount=2)
	activity = activity_of(place, one, other)
	assert (activity.capacity, activity.people_served) == (3, 2)
	assert activity.recipient_group == "Elderly Living Alone"
	assert "陪伴探访" in activity.activity_name and "陈" not in activity.as_json()
	assert states(one, other) == ["In Service", "In Service"]


def test_what_was_done_waits_for_its_rating_and_stands_in_the_file(place):
	person = recipient(place)
	doc = taken(place, recipient=person.name)
	activity = activity_of(place, doc)
	frappe.set_user(place.leader)
	activity.workflow_state = "Completed"
	activity.save()
	frappe.set_user("Administrator")
	assert states(doc) == ["Awaiting Rating"]
	stored = frappe.db.get_value(
		RECIPIENT, person.name, ["services", "last_served_on", "due_on"], as_dict=True
	)
	day = getdate(STARTS)
	assert (stored.services, stored.last_served_on, stored.due_on) == (1, day, getdate(add_days(day, 7)))
	figures = as_user(place.leader, projects.figures, place.project.name)
	assert (figures["needs_met"], figures["recipients_served"], figures["people_counted"]) == (1, 1, 0)


def repeated(activity, weeks: int = 2) -> list:
	days = [getdate(add_days(activity.starts_on, 7 * week)) for week in range(1, weeks + 1)]
	moves = [copies.Move(activity.name, timedelta((day - getdate(activity.starts_on)).days)) for day in days]
	names = copies.make(copies.planned(copies.load([activity.name]), moves))
	return [frappe.get_doc("Service Activity", name) for name in names]


def ended(place, activity, state: str = "Completed") -> None:
	"""The activity lies behind and was held."""
	ends = add_to_date(now_datetime(), hours=-2)
	times = {"starts_on": add_to_date(ends, hours=-2), "ends_on": ends}
	frappe.db.set_value("Service Activity", activity.name, times)
	doc = frappe.get_doc("Service Activity", activity.name)
	doc.workflow_state = state
	as_user(place.leader, doc.save)


def test_a_standing_need_is_answered_by_each_repetition_once(place):
	person = recipient(place)
	standing, once = taken(place, recipient=person.name, is_standing=1), taken(place)
	first = activity_of(place, standing, once)
	second, third = repeated(first)
	assert second.repeats == third.repeats == first.name
	assert [copy.repeats for copy in repeated(third, 1)] == [first.name], "of a copy, too, it is the first"
	ended(place, first)
	assert states(standing, once) == ["In Service", "Awaiting Rating"]
	assert frappe.db.get_value(RECIPIENT, person.name, "services") == 1
	doc = frappe.get_doc("Service Activity", first.name)
	doc.flags.system_transition = doc.flags.making_records = True
	doc.workflow_state = "Recorded"
	doc.save()
	assert frappe.db.get_value(RECIPIENT, person.name, "services") == 1, "held and recorded is one visit"
	ended(place, second)
	assert frappe.db.get_value(RECIPIENT, person.name, "services") == 2
	assert str(frappe.db.get_value(NEED, standing.name, "served_on")) == nowdate()


def test_a_standing_need_goes_on_with_the_next_repetition(place):
	standing, once = taken(place, is_standing=1), taken(place)
	first = activity_of(place, standing, once)
	second, third = repeated(first)
	for activity, days in ((third, 14), (second, 7)):
		begins = add_days(now_datetime(), days)
		times = {"starts_on": begins, "ends_on": add_to_date(begins, hours=2)}
		frappe.db.set_value("Service Activity", activity.name, times)
	frappe.db.set_value("Service Activity", first.name, "workflow_state", "Published")
	doc = frappe.get_doc("Service Activity", first.name)
	doc.workflow_state, doc.decision_reason = "Called Off", "台风"
	as_user(place.leader, doc.save)
	assert states(standing, once) == ["In Service", "Accepted"]
	assert frappe.db.get_value(NEED, standing.name, "activity") == second.name
	assert not frappe.db.get_value(NEED, once.name, "activity")


def test_nobody_says_by_hand_what_an_activity_repeats(place):
	first, other = activity_of(place, taken(place)), activity_of(place, taken(place))
	doc = frappe.get_doc("Service Activity", other.name)
	doc.repeats = first.name
	as_user(place.leader, doc.save)
	as_user(place.leader, frappe.client.set_value, "Service Activity", other.name, "repeats", first.name)
	assert not frappe.db.get_value("Service Activity", other.name, "repeats")


def test_what_is_called_off_is_the_team_s_again(place):
	doc = taken(place)
	activity = activity_of(place, doc)
	frappe.db.set_value("Service Activity", activity.name, "workflow_state", "Published")
	frappe.set_user(place.leader)
	activity.reload()
	activity = frappe.get_doc("Service Activity", activity.name)
	activity.workflow_state = "Called Off"
	activity.decision_reason = "台风"
	activity.save()
	frappe.set_user("Administrator")
	assert states(doc) == ["Accepted"]
	assert not frappe.db.get_value(NEED, doc.name, "activity")


def test_only_what_the_project_s_team_took_becomes_an_activity(place):
	doc, elsewhere = taken(place), make.Place().staff()
	open_need = need(place, "Verified")
	with pytest.raises(frappe.PermissionError):
		as_user(
			elsewhere.leader, api.make_activity, [doc.name], elsewhere.project.name, str(STARTS), str(ENDS)
		)
	with pytest.raises(frappe.PermissionError):
		as_user(place.leader, api.make_activity, [open_need.name], place.project.name, str(STARTS), str(ENDS))
	with pytest.raises(NeedError, match="at least one"):
		as_user(place.leader, api.make_activity, [], place.project.name, str(STARTS), str(ENDS))
	assert states(open_need) == ["Verified"]


@pytest.mark.parametrize("every", [0, 3])
@pytest.mark.parametrize("living", ["", *(one.value for one in rules.Living)])
def test_the_set_and_the_single_file_say_the_same_day(place, every, living):
	doc = recipient(place, living=living, visit_every_days=every)
	visited.count([doc.name], getdate(nowdate()))
	doc = frappe.get_doc(RECIPIENT, doc.name)
	assert getdate(doc.due_on) == getdate(files.due_on(doc))


def test_who_is_expected_sees_where_to_go_around_the_activity(place):
	person, hidden = recipient(place), recipient(place, is_hidden_address=1)
	for one in (person, hidden):
		contact.keep(one.name, {"address": "幸福里1号", "phone": "020-81234567"})
	activity = activity_of(place, taken(place, recipient=person.name), taken(place, recipient=hidden.name))
	who, other = (place.volunteer(user=make.make_user(make.VOLUNTEER)) for _number in range(2))
	frappe.get_doc(
		{
			"doctype": "Activity Sign Up",
			"activity": activity.name,
			"volunteer": who.name,
			"status": "Confirmed",
			"starts_on": activity.starts_on,
			"ends_on": activity.ends_on,
		}
	).db_insert()
	with pytest.raises(frappe.PermissionError, match="a day before"):
		as_user(who.user, api.addresses, activity.name)  # it is over
	frappe.db.set_value(
		"Service Activity",
		activity.name,
		{
			"starts_on": add_to_date(now_datetime(), hours=20),
			"ends_on": add_to_date(now_datetime(), hours=22),
		},
	)
	(row,) = as_user(who.user, api.addresses, activity.name)
	assert (row.who, row.address) == ("陈**", "幸福里1号")
	assert frappe.db.count("Access Log", {"reference_document": person.name, "page": activity.name}) == 1
	for user in (other.user, place.leader, "Guest"):
		with pytest.raises(frappe.PermissionError):
			as_user(user, api.addresses, activity.name)
