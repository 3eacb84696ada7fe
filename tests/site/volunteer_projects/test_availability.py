"""Availability first: what people say, what the organiser sees and gives, and what nobody gets past it."""

from datetime import timedelta

import frappe
import frappe.client
import pytest
from frappe.utils import now_datetime

from tests import factories as make
from tests.site.volunteer_projects.signing_world import (
	SHIFT,
	SIGN_UP,
	counters,
	noon,
	portal,
	published,
	row,
	told,
)
from tests.site.volunteer_projects.test_families import family
from volunteer_services.api import activities as api
from volunteer_services.api import availability, families, groups, sign_ups
from volunteer_services.exceptions import (
	ActivityStateError,
	AudienceError,
	SignUpError,
	VolunteerStateError,
)
from volunteer_services.volunteer_projects.services.rostering import table
from volunteer_services.volunteer_projects.services.signing import lapse, merged

AVAILABILITY = "Shift Availability"


@pytest.fixture
def place(clean_site):
	with noon():
		yield make.Place().staff()


def as_user(user, function, *args, **values):
	frappe.set_user(user)
	try:
		return function(*args, **values)
	finally:
		frappe.set_user("Administrator")


def collecting(place, capacity=1, overlap=False, **values):
	"""A published activity of eight hours that asks first, with two shifts: one after the other, or both at
	once. Returns it with their names."""
	activity = published(place, hours=8, collects_availability=1, **values)
	later = 0 if overlap else 4
	names = [
		as_user(place.leader, frappe.get_doc(values).insert).name
		for values in (
			{
				"doctype": SHIFT,
				"activity": activity.name,
				"shift_title": title,
				"starts_on": activity.starts_on + timedelta(hours=start),
				"ends_on": activity.starts_on + timedelta(hours=start + 4),
				"capacity": capacity,
			}
			for title, start in (("上午班", 0), ("下午班", later))
		)
	]
	return activity, names


def says(who, activity, could) -> dict:
	return as_user(who.user, availability.answer, activity.name, could)


def gives(place, activity, *ticks) -> dict:
	rows = [{"shift": shift, "volunteer": who.name} for shift, who in ticks]
	return as_user(place.leader, availability.assign, activity.name, rows)


def said(who) -> dict[str, str]:
	return dict(frappe.get_all(AVAILABILITY, {"volunteer": who.name}, ["shift", "answer"], as_list=True))


def queries_of(monkeypatch, function, *args) -> int:
	count, original = 0, frappe.db.sql

	def counted(*args, **kwargs):
		nonlocal count
		count += 1
		return original(*args, **kwargs)

	with monkeypatch.context() as patched:
		patched.setattr(frappe.db, "sql", counted)
		function(*args)
	return count


# --- saying -------------------------------------------------------------------------------------------------


def test_one_answer_for_all_shifts_is_no_place_and_changes_until_the_window_closes(place):
	who = portal(place)
	activity, (morning, noon_) = collecting(place)
	(asked,) = as_user(who.user, availability.mine)
	assert [shift.name for shift in asked.shifts] == [morning, noon_] and not asked.is_answered
	assert says(who, activity, [morning]) == {"can": 1, "cannot": 1}
	assert said(who) == {morning: "Can Serve", noon_: "Cannot Serve"}
	first = frappe.db.get_value(AVAILABILITY, {"shift": morning, "volunteer": who.name}, "answered_on")
	says(who, activity, [morning, noon_])
	assert said(who) == {morning: "Can Serve", noon_: "Can Serve"}
	kept = frappe.db.get_value(AVAILABILITY, {"shift": morning, "volunteer": who.name}, "answered_on")
	assert kept == first, "what stays as it was keeps its time"
	assert counters(activity) == [(0, 0), (0, 0)] and not row(activity, who)
	frappe.db.set_value(
		"Service Activity", activity.name, "sign_up_until", now_datetime() - timedelta(hours=1)
	)
	with pytest.raises(ActivityStateError, match="ended on"):
		says(who, activity, [])
	assert as_user(who.user, availability.mine) == []


def test_nobody_signs_up_past_the_question(place):
	who = portal(place)
	activity, (morning, noon_) = collecting(place, capacity=2)
	for call in (
		lambda: api.sign_up(activity.name, shift=morning),
		lambda: groups.book(activity.name, "青年突击队", 2, shift=morning),
	):
		with pytest.raises(ActivityStateError, match="first asks who could serve when"):
			as_user(who.user, call)
	opened = as_user(who.user, sign_ups.mine)["activities"]
	assert activity.name not in {one.activity for one in opened}
	mother, child = family(place)
	as_user(place.leader, api.sign_up, activity.name, mother.name, shift=noon_)
	with pytest.raises(ActivityStateError, match="first asks who could serve when"):
		as_user(mother.user, families.sign_up, activity.name, child.name, shift=noon_)
	as_user(place.leader, api.sign_up, activity.name, who.name, shift=morning)
	assert row(activity, who).status == "Signed Up", "the organiser signs up whom they like"


def test_only_whom_the_notice_calls_says_when(place):
	who, stranger = portal(place), portal(make.Place())
	plain, (activity, (morning, _noon)) = published(place), collecting(place, audience="Teams")
	with pytest.raises(AudienceError):
		says(stranger, activity, [morning])
	closed, _shifts = collecting(place, audience="Closed")
	for other in (plain, closed, frappe._dict(name="不存在")):
		with pytest.raises(ActivityStateError, match="This activity does not ask"):
			says(who, other, [])
	for shifts in ([frappe.db.get_value(SHIFT, {"activity": plain.name})], ["不存在"]):
		with pytest.raises(frappe.DoesNotExistError):
			says(who, activity, shifts)
	with pytest.raises(frappe.PermissionError):
		as_user(place.leader, availability.answer, activity.name, [morning])
	frappe.db.set_value("Volunteer Profile", who.name, "workflow_state", "Deregistered")
	with pytest.raises(VolunteerStateError):
		says(who, activity, [morning])
	assert not frappe.db.count(AVAILABILITY, {"activity": activity.name})


def test_a_shift_that_moves_is_asked_again(place):
	who = portal(place)
	activity, (morning, _noon) = collecting(place)
	says(who, activity, [morning])
	shift = frappe.get_doc(SHIFT, morning)
	shift.ends_on = shift.ends_on - timedelta(hours=1)
	as_user(place.leader, shift.save)
	subjects = frappe.get_all(
		"Notification Log", {"for_user": who.user, "document_type": AVAILABILITY}, pluck="subject"
	)
	assert len(subjects) == 1 and "at another time" in subjects[0]
	person = as_user(place.leader, availability.table, activity.name)["people"][0]
	assert morning not in person.answers
	assert "did not say" in gives(place, activity, (morning, who))["problems"][0]["problem"]
	says(who, activity, [morning])
	assert gives(place, activity, (morning, who)) == {"done": 1, "reserves": 0, "problems": []}


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


# --- whose it is --------------------------------------------------------------------------------------------


def test_the_table_and_the_shifts_are_the_organisers_of_the_place(place):
	who, elsewhere = portal(place), make.Place().staff()
	activity, (morning, _noon) = collecting(place)
	says(who, activity, [morning])
	auditor = make.make_user(make.AUDITOR)
	ticks = [{"shift": morning, "volunteer": who.name}]
	for user in (elsewhere.leader, elsewhere.manager, elsewhere.officer, who.user, auditor, "Guest"):
		for call in (
			lambda: availability.assign(activity.name, ticks),
			lambda: availability.proposal(activity.name),
		):
			with pytest.raises(frappe.PermissionError):
				as_user(user, call)
	for user in (elsewhere.leader, elsewhere.manager, elsewhere.officer, who.user, "Guest"):
		with pytest.raises(frappe.PermissionError):
			as_user(user, availability.table, activity.name)
	assert not row(activity, who)
	_missed(who)
	for user, seen in ((place.leader, 1), (place.manager, 1), (place.officer, 1), (auditor, 0)):
		(person,) = as_user(user, availability.table, activity.name)["people"]
		assert person.no_shows == seen, "how often somebody did not come is for the organiser"
	assert gives(place, activity, (morning, who))["done"] == 1


def _missed(who) -> None:
	"""They did not come some weeks ago."""
	activity = published(make.Place().staff())
	as_user(who.user, api.sign_up, activity.name)
	frappe.db.set_value(
		SIGN_UP,
		row(activity, who).name,
		{"status": "No Show", "starts_on": now_datetime() - timedelta(days=20)},
	)


def test_answers_are_read_by_the_scope_and_written_by_nobody_else(place):
	who, elsewhere = portal(place), make.Place().staff()
	activity, (morning, _noon) = collecting(place)
	says(who, activity, [morning])
	name = frappe.db.get_value(AVAILABILITY, {"shift": morning, "volunteer": who.name})

	def sees(user) -> bool:
		return as_user(user, frappe.has_permission, AVAILABILITY, "read", name)

	assert [sees(user) for user in (place.leader, place.manager, place.officer)] == [True] * 3
	assert [sees(user) for user in (elsewhere.leader, elsewhere.officer, who.user)] == [False] * 3
	forged = {
		"doctype": AVAILABILITY,
		"activity": activity.name,
		"shift": morning,
		"volunteer": portal(place).name,
		"answer": "Can Serve",
		"flags": {"by_service": 1},
	}
	with pytest.raises(frappe.PermissionError):
		as_user(place.leader, frappe.client.insert, dict(forged))
	with pytest.raises(SignUpError):
		frappe.client.insert(dict(forged))
	with pytest.raises(SignUpError):
		frappe.client.set_value(AVAILABILITY, name, "answer", "Cannot Serve")
	with pytest.raises(SignUpError):
		frappe.get_doc(AVAILABILITY, name).db_set("answer", "Cannot Serve")
	with pytest.raises(SignUpError):
		frappe.delete_doc(AVAILABILITY, name)
	assert frappe.db.count(AVAILABILITY, {"activity": activity.name}) == 2


def test_two_files_of_one_person_say_one_thing(place):
	old, new = portal(place), portal(place)
	activity, (morning, noon_) = collecting(place)
	says(old, activity, [morning, noon_])
	frappe.db.delete(AVAILABILITY, {"volunteer": old.name, "shift": noon_})
	says(new, activity, [noon_])
	frappe.db.delete(AVAILABILITY, {"volunteer": new.name, "shift": morning})
	merged.on_merged(old.name, new.name, "重复登记")
	assert said(new) == {morning: "Can Serve", noon_: "Can Serve"} and said(old) == {}


def test_with_a_shift_go_its_answers(place):
	who = portal(place)
	activity, (morning, noon_) = collecting(place)
	says(who, activity, [morning, noon_])
	as_user(place.leader, frappe.delete_doc, SHIFT, morning)
	assert said(who) == {noon_: "Can Serve"}
