"""The pages of a leader in the hand: a card is approved, a roll is called without network, a 接龙 is read."""

import re
from datetime import timedelta

import frappe
import pytest
from frappe.utils import add_days, now_datetime, nowdate

from tests import factories as make
from tests.browser import axe
from tests.browser.conftest import login, shot
from tests.browser.desk import PASSWORD, place, ready, stored
from tests.site.portal.staff_world import LOG, waiting
from tests.site.volunteer_projects.signing_world import SOON, as_user, move_back, published, row
from volunteer_services.api import activities
from volunteer_services.portal.services.staff import parts
from volunteer_services.volunteer_projects.services.presence import passes

pytestmark = pytest.mark.commits
HOME = "/volunteer-team-service"
ENGLISH = re.compile(r"[A-Za-z]{4,}")
# What stays as it is in a Chinese text: the names of languages, numbers of documents, what the tests invent.
NO_ENGLISH = re.compile(
	r"English|繁體|Administrator|V\d+|SA-\d+|\S+@\S+|[\u4e00-\u9fff]*[0-9a-f]{6,}|user\w*|Team\w*|Project\w*"
)
NAMES = ("欧阳秀兰", "钱多多", "孙小美", "李建国")


@pytest.fixture
def here():
	return place()


def people_of(here) -> list:
	found = []
	for number, name in enumerate(NAMES):
		who = here.volunteer(full_name=name, mobile=f"1380000{1111 * (number + 1)}")
		make.make_membership(who.name, here.team.name)
		found.append(who)
	return found


def running(here, people):
	"""An activity that began an hour ago."""
	activity = published(
		here, now_datetime() + timedelta(hours=2), activity_name="社区清洁日", location="海珠湿地公园"
	)
	for who in people:
		as_user(here.leader, activities.sign_up, activity.name, who.name)
	move_back(activity, hours=3)
	return activity


def phone_of(browser, user: str, width: int = 390):
	ready(user)
	frappe.db.commit()
	page = browser.new_page(width=width, height=844)
	login(page, user, PASSWORD)
	page.goto(f"{HOME}?lang=zh")
	return page


def records(here, people, activity) -> list[str]:
	"""Three that are clear and one that asks to be looked at."""
	values = {"activity": activity.name, "service_date": add_days(nowdate(), -1)}
	logs = [waiting(here, who.name, **values) for who in people[:3]]
	logs.append(waiting(here, people[3].name, remark="中途离开半小时", **values))
	names = [log.name for log in logs]
	frappe.db.set_value(LOG, {"name": ["in", names]}, {"is_late": 0, "is_repeated": 0})
	return names


@pytest.mark.parametrize("width", [390, 320])
def test_every_page_fits_and_shuts_nobody_out(browser, here, width):
	people = people_of(here)
	activity = running(here, people)
	published(here, SOON, activity_name="图书整理", location="区图书馆")
	records(here, people, activity)
	waiting(here, people[0].name)
	page = phone_of(browser, here.leader, width)
	pages = {part.route or "review": part.address for part in parts.PARTS.values()}
	pages |= {
		"activity": f"{HOME}/activities?activity={activity.name}",
		"roll": f"{HOME}/roll-call?activity={activity.name}",
		"card": f"{HOME}/counter?volunteer={people[0].name}",
	}
	for name, address in pages.items():
		page.goto(address)
		page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
		shot(page, f"staff-{name}-{width}", full_page=True)
		assert axe.wider(page) <= 0, address
		assert axe.cut_texts(page) == [], address
		assert axe.small_targets(page) == [], address
		assert axe.shut_out(page) == [], address
		text = NO_ENGLISH.sub("", page.locator("body").inner_text())
		assert not ENGLISH.findall(text), address


def test_a_card_is_approved_and_the_doubtful_one_by_itself(browser, here):
	people = people_of(here)
	activity = running(here, people)
	names = records(here, people, activity)
	page = phone_of(browser, here.leader)
	page.on("dialog", lambda dialog: dialog.accept())
	card = page.locator(".review-card")
	card.locator(".approve-card").click()
	card.locator(":scope > .message.good", has_text="3 条").wait_for()
	shot(page, "staff-approved-390", full_page=True)
	frappe.db.rollback()
	assert [frappe.db.get_value(LOG, name, "workflow_state") for name in names] == [
		*["Pending Site Review"] * 3,
		"Pending Team Review",
	]
	card.locator(".onward a").click()
	item = page.locator(f".doubtful[data-log='{names[3]}']")
	assert "中途离开半小时" in item.inner_text()
	item.locator(".approve-one").click()
	item.locator(".message.good").wait_for()
	assert stored(LOG, names[3], "workflow_state").workflow_state == "Pending Site Review"


def test_a_card_goes_back_with_a_reason(browser, here):
	people = people_of(here)
	names = records(here, people, running(here, people))
	page = phone_of(browser, here.leader)
	page.on("dialog", lambda dialog: dialog.accept())
	card = page.locator(".review-card")
	card.locator("details.return summary").click()
	card.locator(".return-card").click()
	card.locator(":scope > .message.bad", has_text="请写明").wait_for()
	card.locator(".reason").fill("请补上签到表")
	card.locator(".return-card").click()
	card.locator(":scope > .message.good", has_text="4 条").wait_for()
	for name in names:
		found = stored(LOG, name, "workflow_state", "return_reason")
		assert (found.workflow_state, found.return_reason) == ("Returned", "请补上签到表")


def test_a_roll_is_called_without_network_and_sent_once(browser, here):
	people = people_of(here)
	activity = running(here, people)
	page = phone_of(browser, here.leader)
	page.goto(f"{HOME}/roll-call")
	page.locator("#choose a", has_text="社区清洁日").click()
	line = page.locator("#list .item")
	line.first.wait_for()
	assert line.count() == 4
	page.context.set_offline(True)
	page.locator("#network", has_text="没有网络").wait_for()
	line.filter(has_text="欧阳秀兰").locator("button").click()
	line.filter(has_text="钱多多").locator("button").click()
	line.filter(has_text="钱多多").locator("button").click()  # by mistake: taken back
	box = page.locator("#narrow")
	box.fill(passes.make(people[2].name)["text"])
	box.press("Enter")
	page.locator("#network", has_text="2 条").wait_for()
	shot(page, "staff-roll-offline-390", full_page=True)
	assert not frappe.db.count("Check In", {"activity": activity.name})
	kept = page.evaluate("JSON.stringify(Object.fromEntries(Object.entries(localStorage)))")
	assert row(activity, people[0]).name in kept

	page.context.set_offline(False)
	page.locator("#network", has_text="已全部上传").wait_for()
	frappe.db.rollback()
	found = dict(
		frappe.get_all("Check In", {"activity": activity.name}, ["volunteer", "method"], as_list=True)
	)
	assert found == {people[0].name: "Roll Call", people[2].name: "Leader Scan"}
	assert frappe.db.count("Check In", {"activity": activity.name}) == 2
	assert row(activity, people[0]).status == "Attended" and row(activity, people[1]).status == "Signed Up"

	# What was sent and never answered is sent again, and counts once.
	page.evaluate(
		"(kept) => Object.entries(JSON.parse(kept)).forEach(([k, v]) => localStorage.setItem(k, v))", kept
	)
	page.reload()
	page.locator("#network", has_text="已全部上传").wait_for()
	frappe.db.rollback()
	assert frappe.db.count("Check In", {"activity": activity.name}) == 2


def test_ticks_outlive_a_page_that_is_closed_before_the_network_is_back(browser, here):
	people = people_of(here)
	activity = running(here, people)
	page = phone_of(browser, here.leader)
	page.goto(f"{HOME}/roll-call?activity={activity.name}")
	page.context.set_offline(True)
	page.locator("#list .item", has_text="李建国").locator("button").click()
	page.locator("#network", has_text="1 条").wait_for()
	page.goto("about:blank")
	page.context.set_offline(False)
	page.goto(f"{HOME}/roll-call")
	page.locator(".kept", has_text="1 条").wait_for()
	page.locator("#choose a", has_text="社区清洁日").click()
	page.locator("#network", has_text="已全部上传").wait_for()
	frappe.db.rollback()
	assert row(activity, people[3]).status == "Attended"


def test_an_activity_in_five_words_a_pasted_list_and_who_came(browser, here):
	people_of(here)
	page = phone_of(browser, here.leader)
	page.on("dialog", lambda dialog: dialog.accept())
	page.goto(f"{HOME}/activities")
	form = page.locator("#new-activity")
	form.locator("[name=activity_name]").fill("河涌清洁")
	form.locator("[name=starts_on]").fill(f"{SOON:%Y-%m-%dT%H:%M}")
	form.locator("[name=location]").fill("石井河")
	assert form.locator("[name=ends_on]").input_value() == f"{SOON + timedelta(hours=2):%Y-%m-%dT%H:%M}"
	form.locator("button").click()
	page.locator("#activity h2", has_text="河涌清洁").wait_for()
	page.locator("#pasted").fill("#接龙\n1. 欧阳秀兰\n2. 钱多多 9:30-10:30\n3. 赵无名")
	page.locator("#read-pasted").click()
	page.locator("#read .item", has_text="赵无名").wait_for()
	assert axe.wider(page) <= 0 and axe.cut_texts(page) == []
	shot(page, "staff-pasted-390", full_page=True)
	page.locator("#read .item", has_text="赵无名").locator("select").select_option("skip")
	page.locator("#take-pasted").click()
	page.locator("#paste > .message.good", has_text="2").wait_for()
	name = frappe.utils.cstr(re.search(r"activity=([^&#]+)", page.url).group(1))
	frappe.db.rollback()
	doc = frappe.get_doc("Service Activity", name)
	assert {one.volunteer_name for one in doc.participants} == {"欧阳秀兰", "钱多多"}


def test_the_leader_says_who_came(browser, here):
	people = people_of(here)
	activity = running(here, people)
	page = phone_of(browser, here.leader)
	page.on("dialog", lambda dialog: dialog.accept("家里有事"))
	page.goto(f"{HOME}/activities?activity={activity.name}")
	item = page.locator("#people .item", has_text="钱多多")
	item.locator("[data-status='No Show']").click()
	page.locator("#people .item", has_text="钱多多").locator(".tag", has_text="缺席").wait_for()
	page.locator("#people .item", has_text="孙小美").locator("[data-status='Excused']").click()
	page.locator("#people .item", has_text="孙小美").locator(".tag", has_text="请假").wait_for()
	frappe.db.rollback()
	assert (row(activity, people[1]).status, row(activity, people[2]).reason) == ("No Show", "家里有事")


def test_somebody_is_found_at_the_counter(browser, here):
	people = people_of(here)
	frappe.db.commit()
	page = phone_of(browser, here.leader)
	page.goto(f"{HOME}/counter")
	page.locator("#find-person [name=text]").fill("1111")
	page.locator("#find-person button").click()
	page.locator("#found a", has_text="欧阳秀兰").click()
	page.locator("#person h2", has_text="欧阳秀兰").wait_for()
	page.locator("#find-person [name=text]").fill(passes.make(people[1].name)["text"])
	page.locator("#find-person button").click()
	page.locator("#person h2", has_text="钱多多").wait_for()
	assert page.url.endswith(f"volunteer={people[1].name}")
