"""In Chinese no English is left: on the home, a list, a form and its timeline, a report, a calendar, a print.

Frappe has English of its own that nobody translates (docs/words.md); what is read here is what is seen.
"""

import re

import frappe
import pytest
from frappe.utils import nowdate

from tests import factories as make
from tests.browser.desk import Desk, place

pytestmark = pytest.mark.commits
# What is seen with letters in it: texts, choices, what stands in empty fields and what the mouse shows.
SEEN = r"""() => {
	const shown = (element) => {
		const box = element.closest("select") || element;
		const style = getComputedStyle(box);
		return box.getClientRects().length && style.visibility !== "hidden" && style.opacity !== "0";
	};
	const found = [];
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const { data, parentElement: at } = walker.currentNode;
		if (!/^(SCRIPT|STYLE|TEMPLATE)$/.test(at.tagName) && !at.closest(".visually-hidden") && shown(at))
			found.push(data);
	}
	for (const element of document.querySelectorAll("[title], [placeholder]"))
		if (!element.matches(".dt-cell__content") && shown(element))
			found.push(element.title, element.placeholder || "");
	return found.map((text) => text.trim()).filter((text) => /[A-Za-z]{3}/.test(text));
}"""
# Names, numbers of documents, files, addresses, keys; and the names that tests give to people and places.
DATA = re.compile(
	r"\S+@\S+|(?:https?:)?/\S+|\b[A-Z]{1,5}-[\w-]+|\b[A-Z]\d{5,}|\b[\w-]*\d[\w-]*\b|Ctrl|Shift|Enter|Excel|PDF|Administrator"
)
# English of libraries that Frappe does not translate: docs/words.md.
LONG_NAME = "重阳节探访独居长者暨社区义剪、义诊、家电义修便民服务活动"
CUT = """event => [event, ...event.querySelectorAll("*")].filter(
	one => getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1
).map(one => one.className)"""
TABLE = """() => {
	const shown = [...document.querySelectorAll(".form-grid")].find((one) => one.getClientRects().length);
	const cells = (row) => [...row.querySelectorAll(".grid-static-col[data-fieldname]")];
	const head = shown.querySelector(".grid-heading-row");
	const first = shown.querySelector(".grid-body .grid-row");
	const places = (row) => cells(row).map((cell) => Math.round(cell.getBoundingClientRect().x));
	const is_cut = (area) =>
		area.scrollWidth > area.clientWidth + 1 || area.scrollHeight > area.clientHeight + 1;
	const areas = [...cells(head), ...cells(first)].map((cell) => cell.querySelector(".static-area"));
	const cut = areas.filter((area) => area && is_cut(area));
	const over = cells(head).some((cell) => cell.getBoundingClientRect().bottom >
		first.getBoundingClientRect().top + 1);
	return { heads: places(head), rows: places(first), cut: cut.map((area) => area.textContent), over };
}"""
LEFT = re.compile(r"^Filter based on |^Upload$")
TEST_NAMES = re.compile(r"^[A-Za-z]+ ?\d+$")


def english(page) -> list[str]:
	"""What is seen and is no Chinese."""
	texts = {text for text in page.evaluate(SEEN) if not LEFT.match(text) and not TEST_NAMES.match(text)}
	return sorted(text for text in texts if re.search(r"[A-Za-z]{3}", DATA.sub("", text)))


@pytest.fixture(scope="module")
def here(site):
	"""A place with records that wait, an activity, and a site that was changed by hand."""
	made = place()
	person = made.volunteer()
	made.log = make.make_log(made, person.name, state="Pending Site Review")
	day = nowdate()
	made.activity = make._insert(
		{
			"doctype": "Service Activity",
			"activity_name": LONG_NAME,
			"project": made.project.name,
			"starts_on": f"{day} 09:00:00",
			"ends_on": f"{day} 11:00:00",
			"location": "社区广场",
			"activity_leader": "张队长",
			"service_content": "便民服务",
			"participants": [{"volunteer": person.name, "status": "Attended"}],
		}
	)
	paused = frappe.get_doc("Service Site", made.site.name)
	paused.status = "Paused"
	paused.save(ignore_version=False)  # tests keep no versions by default
	site.db.commit()
	return made


@pytest.fixture
def desk(browser, here):
	return Desk(browser, here.manager, "zh")


def test_the_home(desk):
	desk.open("volunteer-home")
	desk.page.locator(".volunteer-home .vh-rooms").wait_for()
	desk.idle()
	assert english(desk.page) == []


def test_a_list_with_its_menus(desk):
	desk.listing("Service Log", rows=1)
	assert english(desk.page) == []
	assert desk.shown(".list-row .indicator-pill").first.inner_text().strip() == "待站点审核"
	desk.shown(".custom-btn-group > button:visible").first.click()
	assert english(desk.page) == []
	desk.page.keyboard.press("Escape")
	desk.shown(".filter-selector .filter-button:visible").first.click()
	desk.page.locator(".filter-popover:visible, .popover:visible").first.wait_for()
	assert english(desk.page) == []


def test_a_form_with_its_timeline(desk, here):
	desk.form("Service Site", here.site.name)
	change = desk.shown(".timeline-item").filter(has_text="变更为").first
	change.wait_for()
	assert re.search(r"从\s*正常\s*变更为\s*已暂停", change.inner_text())
	assert english(desk.page) == []


def test_a_new_form(desk):
	desk.new("Service Log")
	assert english(desk.page) == []


def test_a_report(desk):
	desk.open("query-report/Hours by Team")
	desk.page.wait_for_function("frappe.query_report?.report_name === 'Hours by Team'")
	desk.idle()
	assert english(desk.page) == []


def test_a_report_of_the_report_builder_shows_names(desk, here):
	desk.open("service-log/view/report")
	desk.shown(".dt-cell").filter(has_text=here.project.project_name).first.wait_for()
	assert desk.shown(".dt-cell").filter(has_text=here.project.name).count() == 0
	assert english(desk.page) == []


def test_a_calendar(desk, here):
	desk.open("service-activity/view/calendar/default")
	desk.shown(".fc-view, .fc-view-harness").first.wait_for()
	desk.idle()
	assert english(desk.page) == []
	event = desk.shown(".fc-event").filter(has_text=LONG_NAME)
	event.wait_for()
	assert event.evaluate(CUT) == []


def test_a_table_on_a_phone_is_scrolled_and_cuts_nothing(desk, here):
	wide = desk.page.viewport_size
	desk.page.set_viewport_size({"width": 390, "height": 844})
	desk.form("Service Activity", here.activity.name)
	found = desk.page.evaluate(TABLE)
	desk.page.set_viewport_size(wide)
	assert len(found["rows"]) > 2 and found["heads"] == found["rows"]
	assert (found["cut"], found["over"]) == ([], False)


def test_a_print(desk, here):
	desk.page.goto(
		f"/printview?doctype=Service Log&name={here.log.name}&format=Service Log Sheet&_lang=zh",
		wait_until="domcontentloaded",
	)
	desk.page.locator(".print-format").first.wait_for()
	assert english(desk.page) == []
