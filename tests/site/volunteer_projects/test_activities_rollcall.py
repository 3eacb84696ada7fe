"""A pasted list: certain people are found, doubtful ones asked for, nothing is lost or revealed."""

import frappe
import pytest

from tests import factories as make
from tests.site.volunteer_projects.test_activities_records import make_activity
from volunteer_services.api import rollcall as api
from volunteer_services.exceptions import RollCallError


@pytest.fixture
def place():
	return make.Place().staff()


def member(place, name, mobile=None, **values):
	"""A volunteer who belongs to the place's team."""
	person = place.volunteer(full_name=name, mobile=mobile, **values)
	if not frappe.db.exists("Team Membership", {"volunteer": person.name, "team": place.team.name}):
		make.make_membership(person.name, place.team.name)
	return person.name


def rows_by_name(answer):
	return {row["name"]: row for row in answer["rows"]}


def test_a_chat_chain_finds_the_team_and_asks_for_the_rest(place):
	wang = member(place, "王秀英", "13800001234")
	chen_a = member(place, "陈建国", "13800001111")
	chen_b = member(place, "陈建国", "13800002222")
	li = member(place, "李小梅", "13800003333")
	signed_up = place.volunteer(full_name="何志强").name
	frappe.set_user(place.leader)
	activity = make_activity(place)
	activity.append("participants", {"volunteer": signed_up, "status": "Signed Up"})
	activity.save()
	text = "\n".join(
		[
			"#接龙",
			"周六社区清洁活动,请大家报名",
			"例 张三 9:00-11:00",
			"1. 王秀英",
			"2. 陈建国",
			"3. 陈建国 2222",
			"4. 李小梅 10:00-11:30",
			"5. 何志强 请假",
			"6. 赵无名",
		]
	)
	answer = api.match(activity.name, text)
	rows = {row["line_no"]: row for row in answer["rows"]}
	assert (rows[4]["outcome"], rows[4]["volunteer"]) == ("Matched", wang)
	assert rows[5]["outcome"] == "Doubtful"
	assert set(rows[5]["candidates"]) == {chen_a, chen_b}
	assert rows[5]["volunteer"] is None
	assert (rows[6]["outcome"], rows[6]["volunteer"]) == ("Matched", chen_b)
	assert (rows[7]["volunteer"], rows[7]["starts_on"]) == (li, "2026-03-07 10:00:00")
	assert rows[7]["ends_on"] == "2026-03-07 11:30:00"
	assert (rows[8]["outcome"], rows[8]["candidates"]) == ("Doubtful", [signed_up])
	assert (rows[9]["outcome"], rows[9]["candidates"]) == ("Not Found", [])
	assert answer["people"][chen_b] == {
		"name": "陈建国",
		"last_four": "2222",
		"team": place.team.team_name,
		"is_masked": False,
	}
	assert {line["line_no"] for line in answer["skipped"]} == {1, 2, 3}
	assert all(row["reason"] for row in answer["rows"])


def test_spreadsheet_columns_give_names_digits_and_hours(place):
	zhou = member(place, "周文华", "13800004444")
	frappe.set_user(place.leader)
	activity = make_activity(place, break_minutes=20)
	answer = api.match(activity.name, "姓名\t手机号\t时长\n周文华\t13800004444\t2小时")
	(row,) = answer["rows"]
	assert row["volunteer"] == zhou
	assert (row["starts_on"], row["ends_on"]) == ("2026-03-07 09:00:00", "2026-03-07 11:00:00")
	assert row["break_minutes"] == 0


def test_who_stayed_most_of_the_time_has_the_activitys_break_and_a_late_comer_has_not(place):
	member(place, "吴大明")
	member(place, "郑小云")
	frappe.set_user(place.leader)
	activity = make_activity(place, break_minutes=30)
	rows = rows_by_name(api.match(activity.name, "1. 吴大明 9:00-11:00\n2. 郑小云 10:45-11:30"))
	assert rows["吴大明"]["break_minutes"] == 30
	assert rows["郑小云"]["break_minutes"] == 0


def test_members_of_the_teams_above_and_below_count_as_the_team(place):
	place.team.db_set({"team_level": "大队", "is_group": 1})
	below = make.make_team(place.region.name, place.site.name, parent=place.team.name, team_level="小队")
	child_member = place.volunteer(full_name="冯翠兰").name
	make.make_membership(child_member, below.name)
	frappe.set_user(place.leader)
	activity = make_activity(place)
	assert api.match(activity.name, "1. 冯翠兰")["rows"][0]["volunteer"] == child_member


def test_a_namesake_in_scope_but_outside_the_team_is_asked_for(place):
	neighbour = make.make_volunteer(place.region.name, full_name="沈家乐")
	frappe.set_user(place.manager)
	activity = make_activity(place)
	(row,) = api.match(activity.name, "1. 沈家乐")["rows"]
	assert (row["outcome"], row["volunteer"], row["candidates"]) == ("Doubtful", None, [neighbour.name])


def test_a_visitor_from_elsewhere_is_found_by_name_and_digits_only_masked_and_logged(place):
	elsewhere = make.Place()
	visitor = elsewhere.volunteer(full_name="欧阳海燕", mobile="13800005555").name
	frappe.set_user(place.leader)
	activity = make_activity(place)
	answer = api.match(activity.name, "1. 欧阳海燕")
	assert answer["rows"][0]["outcome"] == "Not Found"
	assert answer["people"] == {}
	answer = api.match(activity.name, "1. 欧阳海燕 9999")
	assert answer["people"] == {}

	answer = api.match(activity.name, "1. 欧阳海燕 5555")
	assert answer["rows"][0]["volunteer"] == visitor
	shown = answer["people"][visitor]
	assert shown["is_masked"] and shown["team"] == ""
	assert "海燕" not in shown["name"]
	assert frappe.db.exists("Access Log", {"user": place.leader, "reference_document": visitor})


def test_someone_elses_last_four_digits_do_not_open_the_file_of_another_name(place):
	elsewhere = make.Place()
	elsewhere.volunteer(full_name="司马青", mobile="13800006666")
	elsewhere.volunteer(full_name="司马红", mobile="13800007777")
	frappe.set_user(place.leader)
	activity = make_activity(place)
	answer = api.match(activity.name, "1. 司马青 7777\n2. 司马红 6666")
	assert answer["people"] == {}


def test_a_paste_is_no_way_to_guess_the_digits_of_a_stranger(place):
	frappe.db.set_single_value("Volunteer Services Settings", "lookup_requests_per_hour", 5)
	frappe.clear_document_cache("Volunteer Services Settings", "Volunteer Services Settings")
	stranger = make.Place().volunteer(full_name="公孙胜", mobile="13800000009").name
	frappe.set_user(place.leader)
	activity = make_activity(place)
	answer = api.match(activity.name, "\n".join(f"{n}. 公孙胜 {n:04d}" for n in range(1, 20)))
	assert answer["people"] == {}
	answer = api.match(activity.name, "1. 公孙胜 0009")
	assert stranger not in answer["people"]


def test_rejected_and_merged_files_are_no_candidates(place):
	place.volunteer(full_name="诸葛明", state="Rejected")
	frappe.set_user(place.leader)
	activity = make_activity(place)
	assert api.match(activity.name, "1. 诸葛明")["rows"][0]["outcome"] == "Not Found"


def test_only_who_may_write_the_activity_may_match(place):
	frappe.set_user(place.leader)
	activity = make_activity(place)
	other = make.Place().staff()
	for user in (other.leader, make.make_user(make.AUDITOR), make.make_user(make.VOLUNTEER)):
		frappe.set_user(user)
		with pytest.raises(frappe.PermissionError):
			api.match(activity.name, "1. 王秀英")
		frappe.set_user("Administrator")


def test_a_text_that_is_too_long_is_refused(place):
	frappe.set_user(place.leader)
	activity = make_activity(place)
	with pytest.raises(RollCallError):
		api.match(activity.name, "王" * 40_001)


def test_words_that_were_not_understood_are_asked_and_shown(place):
	wang = member(place, "王秀英", "13800001234")
	li = member(place, "李小梅")
	zhou = member(place, "周文华")
	frappe.set_user(place.leader)
	activity = make_activity(place)
	rows = rows_by_name(api.match(activity.name, "1. 王秀英 2小时\n2. 李小梅 迟到20分钟\n3. 周文华 300"))
	clear = rows["王秀英"]
	assert (clear["outcome"], clear["volunteer"], clear["asks"]) == ("Matched", wang, False)
	assert {"what": "Duration", "words": "2小时"} in clear["read"]
	late = rows["李小梅"]
	assert (late["outcome"], late["volunteer"], late["candidates"]) == ("Doubtful", None, [li])
	assert (late["starts_on"], late["ends_on"]) == (None, None)
	assert {"what": "No Service Time", "words": "迟到20分钟"} in late["read"]
	odd = rows["周文华"]
	assert (odd["volunteer"], odd["candidates"], odd["unread"]) == (None, [zhou], ["300"])


def test_what_was_read_is_said_in_chinese(place):
	member(place, "王秀英")
	frappe.set_user(place.leader)
	activity = make_activity(place)
	frappe.local.lang = "zh"
	try:
		(row,) = api.match(activity.name, "1. 王秀英 没来")["rows"]
	finally:
		frappe.local.lang = "en"
	assert row["read"] == [{"what": "姓名", "words": "王秀英"}, {"what": "缺席或请假", "words": "没来"}]
	assert row["doubts"] == ["可能已取消或请假"]


def test_a_list_is_read_by_the_time_of_its_activity(place):
	member(place, "王秀英")
	member(place, "李小梅")
	frappe.set_user(place.leader)
	afternoon = make_activity(place, starts_on="2026-03-07 14:00:00", ends_on="2026-03-07 17:00:00")
	rows = rows_by_name(api.match(afternoon.name, "1. 王秀英 2点到4点\n2. 李小梅 3月8日"))
	assert rows["王秀英"]["starts_on"] == "2026-03-07 14:00:00"
	assert rows["王秀英"]["ends_on"] == "2026-03-07 16:00:00"
	assert (rows["李小梅"]["volunteer"], rows["李小梅"]["asks"]) == (None, True)


def test_a_name_that_is_stored_with_blanks_is_found(place):
	drawn_apart = member(place, "张三")
	frappe.db.set_value("Volunteer Profile", drawn_apart, "full_name", "张　三")
	spaced = member(place, "王小明")
	frappe.db.set_value("Volunteer Profile", spaced, "full_name", "王 小明")
	frappe.set_user(place.leader)
	activity = make_activity(place)
	rows = api.match(activity.name, "1. 张三\n2. 王 小 明")["rows"]
	assert [row["volunteer"] for row in rows] == [drawn_apart, spaced]


def test_the_volunteer_number_decides_namesakes_and_opens_no_file_of_elsewhere(place):
	one, other = member(place, "陈建国", "13800001111"), member(place, "陈建国", "13800002222")
	stranger = make.Place().volunteer(full_name="公孙胜").name
	frappe.set_user(place.leader)
	activity = make_activity(place)
	text = f"姓名\t志愿者编号\n陈建国\t{other}\n陈建国\t{one}\n公孙胜\t{stranger}"
	answer = api.match(activity.name, text)
	assert [row["volunteer"] for row in answer["rows"]] == [other, one, None]
	assert stranger not in answer["people"]


def test_two_times_of_one_person_become_two_participants(place):
	wang = member(place, "王秀英")
	frappe.set_user(place.leader)
	activity = make_activity(place)
	rows = api.match(activity.name, "1. 王秀英 9:00-10:00 10:30-11:00")["rows"]
	assert [row["volunteer"] for row in rows] == [wang, wang]
	for row in rows:
		fields = ("volunteer", "starts_on", "ends_on", "break_minutes")
		activity.append("participants", {"status": "Attended", **{field: row[field] for field in fields}})
	activity.save()
	assert len(activity.participants) == 2


def test_one_candidate_of_a_sister_team_is_a_sole_match_for_who_may_see_both(place):
	elsewhere = make.make_team(place.region.name, place.site.name)
	sister = make.make_volunteer(place.region.name, elsewhere.name, full_name="沈家乐").name
	frappe.set_user(place.manager)
	activity = make_activity(place)
	answer = api.match(activity.name, "1. 沈家乐")
	(first,) = answer["rows"]
	assert (first["outcome"], first["volunteer"], first["candidates"]) == ("Doubtful", None, [sister])
	assert first["is_sole"]
	assert answer["people"][sister]["team"] == elsewhere.team_name
	for doubtful in ("1. 沈家乐 没来", "1. 沈家乐\n2. 沈家乐 没来"):
		assert not any(row["is_sole"] for row in api.match(activity.name, doubtful)["rows"])


def test_two_hundred_names_take_a_bounded_number_of_queries(place):
	frappe.set_user(place.leader)
	activity = make_activity(place)
	counts = []
	for size in (2, 200):
		text = "\n".join(f"{number}. 名字{chr(0x4E00 + number)}" for number in range(1, size + 1))
		counts.append(count_queries(lambda text=text: api.match(activity.name, text)))
	assert counts[1] <= counts[0] + 2


def count_queries(call):
	original, seen = frappe.db.sql, []

	def counting(*args, **kwargs):
		seen.append(1)
		return original(*args, **kwargs)

	frappe.db.sql = counting
	try:
		call()
	finally:
		frappe.db.sql = original
	return len(seen)
