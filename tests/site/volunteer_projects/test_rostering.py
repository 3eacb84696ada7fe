"""The organiser gives out shifts by what people said: each tick on its own, the proposal, the table."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import now_datetime

from tests import factories as make
from tests.queries import queries_of
from tests.site.volunteer_projects.availability_world import collecting, gives, says
from tests.site.volunteer_projects.signing_world import (
	SHIFT,
	SIGN_UP,
	as_user,
	counters,
	noon,
	portal,
	published,
	row,
	told,
)
from volunteer_services.api import activities as api
from volunteer_services.api import availability, sign_ups
from volunteer_services.exceptions import SignUpError
from volunteer_services.volunteer_projects.services.rostering import table
from volunteer_services.volunteer_projects.services.signing import lapse


@pytest.fixture
def place(clean_site):
	with noon():
		yield make.Place().staff()


# --- giving -------------------------------------------------------------------------------------------------


def test_who_is_given_a_shift_confirms_and_who_declines_frees_it(place):
	first, second = portal(place), portal(place)
	activity, (morning, noon_) = collecting(place)
	for who in (first, second):
		says(who, activity, [morning, noon_])
	assert gives(place, activity, (morning, first), (noon_, first)) == {
		"done": 2,
		"reserves": 0,
		"problems": [],
	}
	assert counters(activity) == [(1, 0), (1, 0)]
	(line,) = told(first)
	assert "You are put down for" in line and line.count(":") > 2
	rows = frappe.get_all(
		SIGN_UP, {"volunteer": first.name}, ["name", "status", "channel", "offered_until", "shift"]
	)
	assert {(one.status, one.channel) for one in rows} == {("Offered", "From Availability")}
	assert all(one.offered_until > now_datetime() for one in rows)
	by_shift = {one.shift: one.name for one in rows}
	as_user(first.user, sign_ups.answer, by_shift[morning], True)
	as_user(first.user, sign_ups.answer, by_shift[noon_], False)
	assert counters(activity) == [(1, 0), (0, 0)]
	assert gives(place, activity, (noon_, second))["done"] == 1
	frappe.db.set_value(
		SIGN_UP, row(activity, second).name, "offered_until", now_datetime() - timedelta(minutes=1)
	)
	assert lapse.lapse_offers() == 1 and counters(activity) == [(1, 0), (0, 0)]
	assert gives(place, activity, (noon_, second))["done"] == 1, "the organiser may ask once more"


def test_each_tick_is_refused_for_its_own_reason_and_the_others_stand(place):
	fits, busy, silent, late, young = (portal(place) for _n in range(5))
	activity, (morning, noon_) = collecting(place, capacity=2, min_age=18)
	elsewhere = published(place, starts_on=activity.starts_on)
	as_user(busy.user, api.sign_up, elsewhere.name)
	for who in (fits, busy, young, late):
		says(who, activity, [morning])
	frappe.db.set_value("Volunteer Profile", young.name, "date_of_birth", "2013-06-01")
	answer = gives(
		place, activity, (morning, fits), (morning, busy), (morning, silent), (morning, young), (noon_, late)
	)
	assert answer["done"] == 1
	problems = {problem["volunteer"]: problem["problem"] for problem in answer["problems"]}
	assert f"At that time {busy.full_name} is signed up for" in problems[busy.name]
	assert problems[silent.name] == f"{silent.name} did not say that they could serve then."
	assert "18" in problems[young.name] and "did not say" in problems[late.name]
	assert counters(activity) == [(1, 0), (0, 0)] and not row(activity, silent)
	again = gives(place, activity, (morning, fits))
	assert "has signed up for this shift already" in again["problems"][0]["problem"]


def test_no_place_is_given_twice_and_the_earlier_answer_comes_first(place):
	people = [portal(place) for _n in range(3)]
	activity, (morning, _noon) = collecting(place, capacity=2)
	for who in people:
		says(who, activity, [morning])
	answer = gives(place, activity, *[(morning, who) for who in reversed(people)])
	assert answer["done"] == 2 and [one["volunteer"] for one in answer["problems"]] == [people[2].name]
	assert "all 2 places" in answer["problems"][0]["problem"]
	assert counters(activity) == [(2, 0), (0, 0)]


def test_two_shifts_at_one_time_go_to_nobody_at_once(place):
	who = portal(place)
	activity, (one, other) = collecting(place, overlap=True)
	says(who, activity, [one, other])
	answer = gives(place, activity, (one, who), (other, who))
	assert answer["done"] == 1 and "At that time" in answer["problems"][0]["problem"]
	assert counters(activity).count((1, 0)) == 1


def test_too_near_too_much_or_nothing_is_given(place):
	who = portal(place)
	soon = (now_datetime() + timedelta(minutes=90)).replace(microsecond=0)
	activity, (morning, _noon) = collecting(place, starts_on=soon)
	says(who, activity, [morning])
	assert "too soon for an answer" in gives(place, activity, (morning, who))["problems"][0]["problem"]
	with pytest.raises(SignUpError, match="Tick at least one"):
		gives(place, activity)
	with pytest.raises(SignUpError, match="at most 500"):
		rows = [{"shift": morning, "volunteer": f"V{number}"} for number in range(501)]
		as_user(place.leader, availability.assign, activity.name, rows)
	with pytest.raises(frappe.DoesNotExistError):
		as_user(place.leader, availability.assign, activity.name, [{"shift": "别的", "volunteer": who.name}])


# --- proposing ----------------------------------------------------------------------------------------------


def test_the_proposal_is_even_keeps_to_the_rules_and_saves_nothing(place):
	first, second, busy, left = (portal(place) for _n in range(4))
	activity, (morning, noon_) = collecting(place)
	elsewhere = published(place, starts_on=activity.starts_on, hours=8)
	as_user(busy.user, api.sign_up, elsewhere.name)
	for who in (busy, left, first, second):
		says(who, activity, [morning, noon_])
	gives(place, activity, (morning, left), (noon_, left))
	for one in frappe.get_all(SIGN_UP, {"volunteer": left.name}, pluck="name"):
		as_user(left.user, sign_ups.answer, one, False)
	before = frappe.db.count(SIGN_UP)
	picks = as_user(place.leader, availability.proposal, activity.name)
	assert picks == [
		{"shift": morning, "volunteer": first.name},
		{"shift": noon_, "volunteer": second.name},
	]
	assert frappe.db.count(SIGN_UP) == before and counters(activity) == [(0, 0), (0, 0)]


# --- the table ----------------------------------------------------------------------------------------------


def test_the_table_says_who_could_and_what_they_have(place):
	first, second = portal(place, mobile="13900001234"), portal(place)
	activity, (morning, noon_) = collecting(place)
	says(first, activity, [morning, noon_])
	says(second, activity, [noon_])
	gives(place, activity, (morning, first))
	found = as_user(place.leader, availability.table, activity.name)
	assert [(one["name"], one["places_taken"], one["needed"]) for one in found["shifts"]] == [
		(morning, 1, 0),
		(noon_, 0, 1),
	]
	one, other = found["people"]
	assert (one.volunteer, one.last_four) == (first.name, "1234")
	assert (one.could, one.could_minutes, one.given, one.given_minutes) == (2, 480, 1, 240)
	assert one.sign_ups[morning]["status"] == "Offered"
	assert (other.could, other.given, other.answers) == (1, 0, {morning: "Cannot Serve", noon_: "Can Serve"})


def test_the_table_of_300_people_and_20_shifts_takes_four_queries(place, monkeypatch):
	activity, names = collecting(place)
	who = portal(place)
	says(who, activity, names)
	assert queries_of(monkeypatch, table.of_activity, activity.name, True) == 4
	_multiply(activity, who)
	found = table.of_activity(activity.name, True)
	assert (len(found["people"]), len(found["shifts"])) == (301, 20)
	assert queries_of(monkeypatch, table.of_activity, activity.name, True) == 4


def _multiply(activity, who) -> None:
	"""300 more people, 18 more shifts, an answer of each for each; rows of one statement each."""
	for doctype, keys, filters, count in (
		("Volunteer Profile", ("name",), {"name": who.name}, 300),
		(SHIFT, ("name",), {"activity": activity.name}, 18),
	):
		source = frappe.db.get_value(doctype, filters, "name")
		columns = [column for column in frappe.db.get_table_columns(doctype) if column not in keys]
		unique = {field.fieldname for field in frappe.get_meta(doctype).fields if field.unique}
		listed = [column for column in columns if column not in unique | {"user", "volunteer_no"}]
		names = ", ".join(f"`{column}`" for column in listed)
		for number in range(count):
			frappe.db.sql(
				f"""insert into `tab{doctype}` (`name`, {names})
				select %s, {names} from `tab{doctype}` where `name` = %s""",
				(f"{source}-{number:03d}", source),
			)
	frappe.db.sql(
		"""insert into `tabShift Availability`
			(`name`, `activity`, `shift`, `starts_on`, `ends_on`, `volunteer`, `volunteer_name`, `answer`,
			`answered_on`)
		select concat('X', v.`name`, f.`name`), f.`activity`, f.`name`, f.`starts_on`, f.`ends_on`, v.`name`,
			v.`full_name`, 'Can Serve', now()
		from `tabVolunteer Profile` v inner join `tabActivity Shift` f on f.`activity` = %s
		where v.`name` like concat(%s, '-%%')""",
		(activity.name, who.name),
	)


def test_giving_many_costs_little_more_than_giving_one(place, monkeypatch):
	people = [portal(place) for _n in range(6)]
	activity, (morning, noon_) = collecting(place, capacity=9)
	for who in people:
		says(who, activity, [morning, noon_])
	frappe.set_user(place.leader)

	def give(shift, some) -> int:
		rows = [{"shift": shift, "volunteer": who.name} for who in some]
		return queries_of(monkeypatch, availability.assign, activity.name, rows)

	give(morning, people[:1])
	one, five = give(noon_, people[:1]), give(noon_, people[1:])
	frappe.set_user("Administrator")
	assert counters(activity) == [(1, 0), (6, 0)]
	assert five <= one + 4 * 3, (one, five)
