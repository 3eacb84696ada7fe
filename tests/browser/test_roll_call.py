"""Forty volunteers after a Saturday event: a pasted 接龙 becomes participants, and they become records."""

import re

import frappe
import pytest

from tests import factories as make
from tests.browser.conftest import SHOTS
from tests.browser.desk import Desk, place, stored
from tests.site.volunteer_projects.test_activities_records import make_activity
from tests.site.volunteer_projects.test_activities_rollcall import member

pytestmark = pytest.mark.commits
ACTIVITY = "Service Activity"
COUNT_CLICKS = """() => {
	window.clicks = 0;
	document.addEventListener("click", (event) => event.isTrusted && (window.clicks += 1), true);
}"""


def test_a_pasted_roll_call_becomes_records_and_doubtful_rows_keep_their_reason(browser):
	here = place()
	wang = member(here, "王秀英", "13800001234")
	chen = member(here, "陈建国", "13800001111")
	member(here, "陈建国", "13800002222")
	frappe.set_user(here.leader)
	activity = make_activity(here).name
	frappe.set_user("Administrator")
	leader = Desk(browser, here.leader, "en")

	leader.form(ACTIVITY, activity)
	leader.button("Paste Roll Call")
	dialog = leader.dialog("Paste Roll Call")
	dialog.locator("textarea").fill("#接龙\n1. 王秀英\n2. 陈建国\n3. 赵无名")
	leader.confirm(dialog)
	doubtful = dialog.locator("select.rollcall-asks")
	doubtful.first.wait_for()
	assert doubtful.count() == 2
	assert dialog.locator("tbody tr").count() == 3
	doubtful.and_(leader.page.get_by_label("陈建国")).select_option(chen)
	leader.confirm(dialog)
	dialog.wait_for(state="hidden")
	leader.page.wait_for_function("cur_frm.doc.participants.length === 3 && !cur_frm.is_dirty()")
	assert participants(activity) == [
		("王秀英", wang, False, False),
		("陈建国", chen, False, False),
		("赵无名", None, False, True),
	]

	leader.button("Make 2 Service Records")
	leader.page.wait_for_function("cur_frm.doc.participants.filter((row) => row.service_log).length === 2")
	leader.idle()
	assert participants(activity) == [
		("王秀英", wang, True, False),
		("陈建国", chen, True, False),
		("赵无名", None, False, True),
	]
	logs = frappe.get_all(
		"Service Log",
		filters={"activity": activity},
		fields=["volunteer", "minutes", "workflow_state", "recorder"],
		order_by="volunteer",
	)
	assert {log.volunteer for log in logs} == {wang, chen}
	assert {(log.minutes, log.workflow_state, log.recorder) for log in logs} == {
		(150, "Pending Site Review", here.leader)
	}
	headline = leader.shown(".form-dashboard-headline, .form-message").first
	assert "1 participants have no service record yet" in headline.inner_text()
	left = stored(ACTIVITY, activity, "workflow_state", "logs_created")
	assert left.logs_created == 2


def participants(activity: str) -> list[tuple]:
	"""Name, volunteer, has a record, has a reason: as stored now."""
	frappe.db.rollback()
	rows = frappe.get_doc(ACTIVITY, activity).participants
	return [(row.volunteer_name, row.volunteer, bool(row.service_log), bool(row.problem)) for row in rows]


def test_an_activity_is_typed_and_its_roll_call_pasted_in_chinese(browser):
	here = place()
	names = ["周文华", "吴大明"]
	volunteers = [member(here, name) for name in names]
	late = member(here, "郑小云")
	manager = Desk(browser, here.manager, "zh")
	title = make.unique("周六清洁")

	manager.new(ACTIVITY)
	manager.type("activity_name", title)
	manager.pick("project", here.project.project_name, here.project.name)
	manager.date("starts_on", "2026-03-07 09:00:00")
	manager.date("ends_on", "2026-03-07 11:00:00")
	manager.type("location", "社区广场")
	manager.type("activity_leader", "张队长")
	manager.type("service_content", "清洁社区")
	activity = manager.save()
	manager.button(manager.word("Paste Roll Call"))
	dialog = manager.dialog(manager.word("Paste Roll Call"))
	dialog.locator("textarea").fill("\n".join(f"{number}. {name}" for number, name in enumerate(names, 1)))
	dialog.locator("textarea").press("Control+Enter")
	dialog.locator("tbody tr").first.wait_for()
	assert dialog.locator("select.rollcall-asks").count() == 0
	manager.page.keyboard.press("Control+Enter")  # at once, before the focus has come back
	dialog.wait_for(state="hidden")
	manager.page.wait_for_function("cur_frm.doc.participants.length === 2 && !cur_frm.is_dirty()")
	row = stored(ACTIVITY, activity, "activity_name", "team", "recording_unit", "workflow_state")
	assert row == {
		"activity_name": title,
		"team": here.team.name,
		"recording_unit": here.unit.name,
		"workflow_state": "Draft",
	}
	assert [row[1] for row in participants(activity)] == volunteers

	manager.button(manager.word("Paste Roll Call"))  # somebody who came late, into a list that has people
	dialog = manager.dialog(manager.word("Paste Roll Call"))
	dialog.locator("textarea").fill("3. 郑小云 10:00-11:00")
	manager.confirm(dialog)
	dialog.locator("tbody tr").first.wait_for()
	manager.confirm(dialog)
	manager.page.wait_for_function("cur_frm.doc.participants.length === 3 && !cur_frm.is_dirty()")
	assert [row[1] for row in participants(activity)] == [*volunteers, late]


def forty_people(here) -> tuple[list[str], str]:
	"""Forty volunteers, ten of them of a sister team, and their 接龙 with three lines to look at."""
	surnames, given = "张王李赵陈黄何梁林吴", ("文华", "大明", "小云", "家乐")
	names = [surname + name for name in given for surname in surnames]
	sister = make.make_team(here.region.name, here.site.name).name
	for name in names[:30]:
		member(here, name)
	for name in names[30:]:
		make.make_volunteer(here.region.name, sister, full_name=name)
	said = {names[3]: "9:00-10:30", names[4]: "2h", names[5]: "迟到20分钟", names[6]: "没来", names[7]: "300"}
	lines = [f"{n}. {name} {said.get(name, '')}" for n, name in enumerate(names, 1)]
	return names, "\n".join(["#接龙", "周六社区清洁，请大家接龙", *lines])


def test_forty_people_of_a_chain_take_eight_clicks(browser):
	here = place()
	names, text = forty_people(here)
	frappe.set_user(here.manager)
	activity = make_activity(here).name
	frappe.set_user("Administrator")
	manager = Desk(browser, here.manager, "zh")
	manager.page.set_viewport_size({"width": 1440, "height": 900})
	manager.form(ACTIVITY, activity)
	manager.page.evaluate(COUNT_CLICKS)
	manager.button(manager.word("Paste Roll Call"))
	dialog = manager.dialog(manager.word("Paste Roll Call"))
	box = dialog.locator("textarea")
	manager.page.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")
	box.fill(text)
	manager.confirm(dialog)
	asked = dialog.locator("select.rollcall-asks")
	asked.first.wait_for()
	assert asked.count() == 13  # ten of the sister team, three whose words are not clear
	first = dialog.locator("tbody tr").first
	assert "迟到20分钟" in first.locator(".rollcall-read").inner_text()
	assert "未能识别：300" in dialog.locator("tbody").first.inner_text()
	assert manager.word("of another team") in dialog.locator("tbody").nth(1).inner_text()
	dialog.locator(".rollcall-take-sole").click()
	late = dialog.get_by_label(names[5], exact=True)
	late.select_option(index=0)
	times = dialog.locator("tbody tr").first.locator("input[type=time]")
	times.nth(0).fill("09:20")
	times.nth(1).fill("11:30")
	manager.page.screenshot(path=str(SHOTS / "roll-call-1440.png"))
	manager.confirm(dialog)
	dialog.wait_for(state="hidden")
	manager.page.wait_for_function("cur_frm.doc.participants.length === 40 && !cur_frm.is_dirty()")
	manager.button(re.compile("38"))
	manager.page.wait_for_function(
		"cur_frm.doc.participants.filter((row) => row.service_log).length === 38", timeout=60_000
	)
	assert manager.page.evaluate("window.clicks") + 2 <= 8  # choosing in the one select is two more
	manager.idle()
	logs = frappe.get_all("Service Log", {"activity": activity}, ["volunteer_name", "minutes"], limit=100)
	minutes = {log.volunteer_name: log.minutes for log in logs}
	assert len(logs) == 38
	assert (minutes[names[3]], minutes[names[4]], minutes[names[5]]) == (90, 120, 130)
	assert {minutes[name] for name in names[30:]} == {150}
	assert not {names[6], names[7]} & set(minutes)


def test_the_dialog_fits_a_phone(browser):
	here = place()
	_, text = forty_people(here)
	frappe.set_user(here.manager)
	activity = make_activity(here).name
	frappe.set_user("Administrator")
	manager = Desk(browser, here.manager, "zh")
	manager.page.set_viewport_size({"width": 390, "height": 844})
	manager.form(ACTIVITY, activity)
	manager.page.evaluate("volunteer_services.rollcall.open(cur_frm)")
	dialog = manager.dialog(manager.word("Paste Roll Call"))
	dialog.locator("textarea").fill(text)
	manager.confirm(dialog)
	dialog.locator("select.rollcall-asks").first.wait_for()
	manager.page.screenshot(path=str(SHOTS / "roll-call-390.png"))
	for part in dialog.locator("tbody tr").all()[:12]:
		box = part.bounding_box()
		assert box["x"] >= 0
		assert box["x"] + box["width"] <= 390
	selects = dialog.locator("select.rollcall-asks")
	assert selects.first.bounding_box()["width"] > 250
