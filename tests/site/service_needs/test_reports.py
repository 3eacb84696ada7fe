"""The reports and number cards of the room: what they count, within the scope, and nobody's name."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.queries import queries_of
from tests.site.service_needs.needs_world import NEED, RECIPIENT, as_user, kind, need, recipient
from tests.site.service_needs.test_pairings import PAIRING, pair
from volunteer_services.api import home, need_figures, pairings
from volunteer_services.service_needs.reporting import communities, coverage, due, needs
from volunteer_services.service_needs.services.recipients import contact


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


def stored(doc, **values):
	frappe.db.set_value(doc.doctype, doc.name, values)
	return doc


def rows_of(result) -> list:
	return result[1]


def test_needs_by_kind_say_what_came_of_them(place):
	meals = kind("助餐助洁")
	stored(
		need(place, "Done", need_kind=meals),
		served_on=add_days(nowdate(), 3),
		rating=4,
		answered_on=nowdate(),
	)
	stored(need(place, "Unmet", need_kind=meals), reason_code="Nobody Free")
	need(place, need_kind=meals)
	need(make.Place(), need_kind=meals)
	frappe.set_user(place.manager)
	(row, total) = rows_of(needs.by_kind({"period": "This Year"}))
	assert (row.label, row.collected, row.met, row.unmet, row.nobody, row.open) == (meals, 3, 1, 1, 1, 1)
	assert (row.days, row.stars, row.in_time) == (3.0, 4.0, 100.0)
	assert total.collected == 3
	frappe.set_user(make.make_staff(make.SITE, "Service Site", make.Place().site.name))
	assert rows_of(needs.by_kind({"period": "This Year"})) == []


def test_who_was_not_visited_for_too_long(place):
	late = stored(recipient(place), due_on=add_days(nowdate(), -3), last_served_on=add_days(nowdate(), -10))
	recipient(place)
	stored(recipient(place), due_on=add_days(nowdate(), -9), status="Suspended")
	stored(recipient(make.Place()), due_on=add_days(nowdate(), -3))
	frappe.set_user(place.officer)
	(row,) = rows_of(due.not_visited({}))
	assert (row.name, row.masked_name, row.days) == (late.name, "陈**", 10)
	assert "陈婆婆" not in frappe.as_json(due.not_visited({}))
	assert len(rows_of(due.not_visited({"days": 10}))) == 1 and rows_of(due.not_visited({"days": 11})) == []
	assert rows_of(due.not_visited({"recipient_group": "Patients"})) == []


def test_how_many_of_each_group_are_paired(place):
	disabled = {"groups": [{"recipient_group": "People with Disabilities"}]}
	one = recipient(place, **disabled)
	recipient(place, **disabled)
	recipient(place)
	stored(pair(place, recipient=one.name), next_due_on=add_days(nowdate(), -1))
	frappe.set_user(place.manager)
	found = {row.label: row for row in rows_of(coverage.by_group({}))}
	row = found["People with Disabilities"]
	assert (row.on_file, row.paired, row.share, row.late) == (2, 1, 50.0, 1)
	assert found["Elderly Living Alone"].paired == 0


def test_cards_count_what_waits_in_scope(place):
	need(place)
	stored(need(place, "Verified"), team=place.team.name)
	stored(need(place, "Accepted"), team=place.team.name)
	stored(recipient(place), due_on=add_days(nowdate(), -1))
	stored(pair(place), next_due_on=add_days(nowdate(), -1))
	cards = ("needs_to_settle", "needs_of_teams", "recipients_due", "pairs_due")

	def values(user) -> list[int]:
		return [as_user(user, getattr(need_figures, card))["value"] for card in cards]

	assert values(place.manager) == [2, 1, 1, 1]
	assert values(make.Place().staff().manager) == [0, 0, 0, 0]
	for card in cards:
		with pytest.raises(frappe.PermissionError):
			as_user(make.make_user(make.VOLUNTEER), getattr(need_figures, card))


@pytest.mark.parametrize(
	"report", [needs.by_kind, due.not_visited, coverage.by_group, communities.by_community]
)
def test_a_report_asks_as_much_for_many_as_for_few(place, report, monkeypatch):
	def fill():
		need(place)
		stored(recipient(place), due_on=add_days(nowdate(), -1))

	fill()
	few = queries_of(monkeypatch, report, {"period": "This Year"})
	for _number in range(4):
		fill()
	assert queries_of(monkeypatch, report, {"period": "This Year"}) <= few < 8


def test_the_desk_s_doctypes_are_there():
	assert {NEED, RECIPIENT, PAIRING} <= set(
		frappe.get_all("DocType", {"module": "Service Needs"}, pluck="name")
	)


def test_the_papers_tell_what_happened_and_nobody_s_address(place):
	person = recipient(place)
	contact.keep(person.name, {"address": "幸福里1号301"})
	doc = need(place, "Verified", recipient=person.name, risks="<b>有狗")
	text = frappe.get_print(NEED, doc.name, "Service Need Sheet", no_letterhead=1)
	for value in ("志愿服务需求单", doc.name, "陈**", "每周二上门陪伴聊天", "&lt;b&gt;有狗", "□ 5"):
		assert value in text, value
	paired = pair(place, recipient=person.name)
	agreement = frappe.get_print(PAIRING, paired.name, "Pairing Agreement", no_letterhead=1)
	for value in ("志愿服务结对协议", "陈**", "陪伴独居长者", place.site.site_name):
		assert value in agreement, value
	assert "幸福里" not in text + agreement and "陈婆婆" not in text + agreement


def test_communities_stand_beside_one_another(place):
	stored(recipient(place), due_on=add_days(nowdate(), -1))
	person = recipient(place, living="With Family")
	pair(place, "Paired", recipient=person.name)
	stored(need(place, recipient=person.name), answer_by=add_days(nowdate(), -1))
	stored(need(place, "Done", recipient=person.name), served_on=nowdate())
	other = make.Place().staff()
	recipient(other)
	frappe.set_user(place.manager)
	_columns, (row, total), _note, chart, cards = communities.by_community({"period": "This Year"})
	assert (row.label, row.on_file, row.alone, row.paired, row.due) == (place.region.region_name, 2, 1, 1, 1)
	assert (row.collected, row.open, row.late, row.met) == (2, 1, 1, 1)
	assert total.on_file == 2 and cards[0]["value"] == "2" and chart["data"]["labels"] == [row.label]
	frappe.set_user("Administrator")
	both = {one.label for one in rows_of(communities.by_community({}))}
	assert {place.region.region_name, other.region.region_name} <= both
	assert rows_of(communities.by_community({"region": make.Place().region.name})) == []


def test_the_calendar_has_planned_and_due_visits_in_scope(place):
	planned = stored(pair(place, "Paired"), next_visit_on=add_days(nowdate(), 2))
	late = stored(pair(place, "Paired"), next_due_on=add_days(nowdate(), -2), next_visit_on=None)
	stored(pair(place, "Paired"), next_visit_on=add_days(nowdate(), 90))
	stored(pair(make.Place(), "Paired"), next_visit_on=add_days(nowdate(), 2))
	span = (add_days(nowdate(), -10), add_days(nowdate(), 10))
	found = as_user(place.manager, pairings.calendar, *span)
	assert {(one["name"], one["is_planned"], one["is_late"]) for one in found} == {
		(planned.name, True, False),
		(late.name, False, True),
	}
	assert all("陈**" in one["title"] and "陈婆婆" not in one["title"] for one in found)
	only = as_user(place.manager, pairings.calendar, *span, [["Recipient Pairing", "name", "=", late.name]])
	assert [one["name"] for one in only] == [late.name]
	for user in (make.make_user(), "Guest"):
		with pytest.raises(frappe.PermissionError):
			as_user(user, pairings.calendar, *span)


def test_the_home_tells_what_waits_in_one_s_own_place(place):
	need(place)
	need(place, "Sent Back")
	stored(need(place, "Verified"), workflow_state="Dispatched", team=place.team.name)
	need(make.Place())

	def waits(user: str) -> dict[str, int]:
		rows = as_user(user, home.today)["waiting"]
		return {row["label"]: row["count"] for row in rows if row["doctype"] == NEED}

	every = {"Needs to Check": 1, "Needs to Dispatch": 1, "Needs for My Teams to Take": 1}
	assert waits(place.manager) == every
	assert waits(place.leader) == {"Needs for My Teams to Take": 1}
	options = next(row for row in as_user(place.manager, home.today)["waiting"] if row["doctype"] == NEED)[
		"options"
	]
	assert len(as_user(place.manager, frappe.get_list, NEED, options)) == 1
