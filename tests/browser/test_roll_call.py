"""Forty volunteers after a Saturday event: a pasted 接龙 becomes participants, and they become records."""

import frappe
import pytest

from tests import factories as make
from tests.browser.desk import Desk, place, stored
from tests.site.volunteer_projects.test_activities_records import make_activity
from tests.site.volunteer_projects.test_activities_rollcall import member

pytestmark = pytest.mark.commits
ACTIVITY = "Service Activity"


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
