"""Hours from a sheet at the desk: asked where it is doubtful, made into records, the rest goes back."""

import frappe
import pytest

from tests import factories as make
from tests.browser.conftest import shot
from tests.browser.desk import Desk, place
from tests.browser.test_chinese import english
from tests.site.service_records.test_hours_sheets import DAY, book, member

pytestmark = pytest.mark.commits


def test_a_sheet_of_hours_becomes_records(browser):
	here = place()
	sure = member(here, make.unique("梁时长"))
	twin = make.unique("欧时长")
	one = member(here, twin)
	member(here, twin)
	rows = (
		[1, sure.full_name, "", DAY, "2.5小时", ""],
		[2, twin, "", DAY, "1小时", ""],
		[3, "查无此人", "", DAY, "1小时", "@SUM(A1)"],
		[4, sure.full_name, "", "20-9-21", "1小时", ""],
	)
	frappe.db.commit()
	desk = Desk(browser, here.leader, "zh")
	desk.page.set_viewport_size({"width": 1440, "height": 900})
	desk.listing("Service Log")
	desk.button("表格导入")
	dialog = desk.dialog("从表格导入时长")
	project = dialog.locator("[data-fieldname='project'] input:visible").first
	project.click()
	project.press_sequentially(here.project.project_name, delay=10)
	dialog.locator("[data-fieldname='project'] .awesomplete > ul > *").first.click()
	desk.page.wait_for_function(
		"name => cur_dialog && cur_dialog.get_value('project') === name", arg=here.project.name
	)
	for field, text in (("location", "社区广场"), ("activity_leader", "张队长")):
		dialog.locator(f"input[data-fieldname='{field}']").fill(text)
	dialog.locator("textarea[data-fieldname='service_content']").fill("入户探访")
	shot(desk.page, "hours-sheet-1440")
	with desk.page.expect_file_chooser() as chooser:
		desk.confirm(dialog)
	chooser.value.set_files({"name": "时长.xlsx", "mimeType": "application/x", "buffer": book(*rows)})
	preview = desk.dialog("逐行预览")
	preview.locator("tbody tr").nth(3).wait_for()
	assert english(desk.page) == []
	shot(desk.page, "hours-preview-1440")
	desk.page.set_viewport_size({"width": 390, "height": 844})
	shot(desk.page, "hours-preview-390")
	desk.page.set_viewport_size({"width": 1440, "height": 900})
	preview.locator("select[data-decide]").select_option(one.name)
	desk.confirm(preview)
	desk.page.locator(".msgprint", has_text="已生成 2 条记录").wait_for()
	shot(desk.page, "hours-made-1440")
	with desk.page.expect_download() as download:
		desk.page.get_by_role("button", name="下载未采用的行").click()
	text = download.value.path().read_bytes().decode("utf-8-sig")
	assert "查无此人" in text and "20-9-21" in text and ",'@SUM(A1)," in text and sure.full_name in text
	frappe.db.rollback()
	logs = frappe.get_all("Service Log", {"volunteer": ["in", [sure.name, one.name]]}, ["minutes", "source"])
	assert sorted((row.minutes, row.source) for row in logs) == [(60, "Import"), (150, "Import")]
