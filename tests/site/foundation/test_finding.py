"""People, teams, sites and rewards are found by pinyin and phone; within the scope, by every door."""

import json

import frappe
import pytest

from tests import factories as make
from tests.site.foundation.doors_world import PROFILE, call
from volunteer_services.api import search
from volunteer_services.foundation.documents import spoken
from volunteer_services.foundation.house import house
from volunteer_services.patches import name_pinyin
from volunteer_services.portal.services.own import data as own_data
from volunteer_services.volunteer_registry.services import registration
from volunteer_services.volunteer_registry.services.twins import merging

COLUMN = spoken.COLUMN
SOUNDS = ("csm", "cxm", "chenxiaoming", "chenxm", "Chen Xiao Ming", "xiaoming")


@pytest.fixture
def world():
	place, other = make.Place(), make.Place()
	return frappe._dict(
		place=place,
		inside=place.volunteer(full_name="陈小明", mobile="13800138001"),
		outside=other.volunteer(full_name="陈小明", mobile="13900138001"),
		auditor=make.make_user(make.AUDITOR),
	)


def column(doc) -> str | None:
	return frappe.db.get_value(doc.doctype, doc.name, COLUMN)


def linked(user: str, text: str, doctype: str = PROFILE, **further) -> list[str]:
	answer = call(user, "frappe.desk.search.search_link", doctype=doctype, txt=text, **further)
	rows = answer["results"] if isinstance(answer, dict) else answer
	return [row["value"] for row in rows]


def widget(user: str, text: str) -> list[str]:
	answer = call(user, "frappe.desk.search.search_widget", doctype=PROFILE, txt=text)
	rows = answer["values"] if isinstance(answer, dict) else answer
	return [row[0] for row in rows or []]


def in_list(user: str, text: str) -> list[str]:
	rows = call(
		user,
		"frappe.desk.reportview.get",
		doctype=PROFILE,
		fields=[f"`tab{PROFILE}`.`name`", f"`tab{PROFILE}`.`full_name`"],
		filters=[[PROFILE, "full_name", "like", f"%{text}%"]],
		order_by=f"`tab{PROFILE}`.`creation` desc",
		start=0,
		page_length=20,
	)
	rows = rows.get("message", rows) if isinstance(rows, dict) else rows
	return [row[0] for row in rows["values"]] if rows else []


def at_the_top(user: str, text: str) -> list[str]:
	return [row["name"] for row in call(user, "volunteer_services.api.search.find", text=text)]


DOORS = (linked, widget, in_list, at_the_top)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("text", SOUNDS)
def test_who_is_in_scope_is_found_by_sound(world, door, text):
	for user in (world.place.leader, world.place.manager, world.place.officer):
		assert door(user, text) == [world.inside.name]


@pytest.mark.parametrize("door", DOORS)
def test_who_sees_all_finds_all(world, door):
	assert {world.inside.name, world.outside.name} <= set(door(world.auditor, "chenxiaoming"))


@pytest.mark.parametrize("door", DOORS)
def test_the_name_itself_is_found_as_before(world, door):
	assert door(world.place.leader, "小明") == [world.inside.name]
	assert door(world.place.leader, "zhangsan") == []


def test_the_last_four_of_a_phone_are_found_at_the_top(world):
	found = call(world.place.leader, "volunteer_services.api.search.find", text="8001")
	assert [(row["doctype"], row["name"], row["title"]) for row in found] == [
		(PROFILE, world.inside.name, "陈小明")
	]
	assert world.inside.name in found[0]["detail"] and "8001" in found[0]["detail"]
	assert at_the_top(world.place.leader, "138001") == []


@pytest.mark.parametrize("user", ["volunteer", "nobody", "Guest"])
def test_the_search_at_the_top_is_for_staff(world, user):
	caller = {"volunteer": make.make_user(make.VOLUNTEER), "nobody": make.make_user()}.get(user, user)
	with pytest.raises(frappe.PermissionError):
		call(caller, "volunteer_services.api.search.find", text="csm")


def test_a_volunteer_finds_nobody_else_by_sound(world):
	user = make.make_user(make.VOLUNTEER)
	world.inside.reload()
	frappe.db.set_value(PROFILE, world.inside.name, "user", user)
	assert linked(user, "chenxiaoming") == [world.inside.name]


def test_teams_sites_and_rewards_are_found(world):
	place = world.place
	frappe.set_user("Administrator")
	team = frappe.get_doc("Volunteer Team", place.team.name)
	team.team_name = "单车护绿队"
	team.save()
	assert team.name in linked(place.manager, "dchld", "Volunteer Team")
	assert team.name in linked(place.manager, "hulvdui", "Volunteer Team")
	assert team.name in at_the_top(place.manager, "huludui")
	site = frappe.get_doc("Service Site", place.site.name)
	site.db_set("site_name", "南源街服务站")
	assert site.name in linked(place.manager, "nyjfwz", "Service Site")


def test_the_filters_of_a_link_hold(world):
	leader = world.place.leader
	assert linked(leader, "csm", filters={"workflow_state": "Registered"}) == [world.inside.name]
	assert linked(leader, "csm", filters={"workflow_state": ["!=", "Registered"]}) == []
	assert linked(leader, "csm", filters=[[PROFILE, "workflow_state", "=", "Suspended"]]) == []


def test_the_count_of_a_list_fits_its_rows(world):
	filters = [[PROFILE, "full_name", "like", "%csm%"]]
	counted = call(world.place.leader, "frappe.desk.reportview.get_count", doctype=PROFILE, filters=filters)
	assert counted == 1


# --- the column -------------------------------------------------------------------------------------------


def test_the_column_follows_the_name(world):
	doc = frappe.get_doc(PROFILE, world.inside.name)
	assert " csm " in column(doc)
	doc.full_name = "王秀英"
	doc.save()
	assert " wxy " in column(doc) and "chen" not in column(doc)
	doc.db_set("full_name", "李秀英")
	assert " lxy " in column(doc)


def test_nobody_writes_it_by_hand(world):
	frappe.set_user(world.place.manager)
	doc = frappe.get_doc(PROFILE, world.inside.name)
	doc.set(COLUMN, " geheim ")
	doc.save()
	assert column(doc).startswith(" chenxiaoming ")


def test_a_file_that_is_closed_is_not_found_by_sound(world):
	place = world.place
	other = place.volunteer(full_name="陈晓明")
	merging.merge(other.name, world.inside.name, "同一人")
	assert column(other) is None and column(world.inside)
	registration.withdraw_consent(world.inside.name, "本人要求")
	assert column(world.inside) is None
	assert linked(place.leader, "csm") == []


def test_it_is_neither_shown_nor_exported_nor_asked_for(world):
	user = world.place.manager
	doc = call(user, "frappe.client.get", doctype=PROFILE, name=world.inside.name)
	assert not (doc.get(COLUMN) or doc.get("message", {}).get(COLUMN))
	rows = call(user, "frappe.client.get_list", doctype=PROFILE, fields=["*"])
	assert not any((row or {}).get(COLUMN) for row in (rows if isinstance(rows, list) else []))
	with pytest.raises(frappe.PermissionError):
		call(user, "frappe.client.get_list", doctype=PROFILE, filters={COLUMN: ["like", "%csm%"]})
	with pytest.raises(frappe.PermissionError):
		call(user, "frappe.client.get_list", doctype=PROFILE, order_by=COLUMN)


def test_it_is_no_part_of_the_person_s_copy(world):
	user = make.make_user(make.VOLUNTEER)
	frappe.db.set_value(PROFILE, world.inside.name, "user", user)
	copied = own_data.collect(user)[PROFILE]
	assert copied["full_name"] == "陈小明" and COLUMN not in copied


def test_the_patch_fills_in_batches_and_repeats_without_change(world, monkeypatch):
	monkeypatch.setattr(spoken, "AT_ONCE", 2)
	names = [world.place.volunteer(full_name=name).name for name in ("赵一", "钱二", "孙三")]
	for doctype in house().spoken():
		frappe.db.sql(f"update `tab{doctype}` set `{COLUMN}` = null")
	monkeypatch.setattr(frappe.db, "commit", lambda *args, **kwargs: None)
	name_pinyin.execute()
	assert all(frappe.db.get_value(PROFILE, name, COLUMN) for name in names)
	assert spoken.fill_all() == 0


def test_the_search_at_the_top_asks_a_bounded_number_of_queries(world, monkeypatch):
	frappe.set_user(world.place.officer)
	search.find("csm")
	asked = []
	sql = frappe.db.sql

	def counting(query, *args, **kwargs):
		asked.append(query)
		return sql(query, *args, **kwargs)

	monkeypatch.setattr(frappe.db, "sql", counting)
	search.find("csm")
	assert len(asked) <= 30, json.dumps([str(one)[:80] for one in asked])
