"""The rooms' workspaces open for every role of the staff, and for nobody else."""

import re

import frappe
import pytest

from tests import factories as make
from tests.browser.desk import MODAL, Desk, place

pytestmark = pytest.mark.commits
WORKSPACE = "service-records"
STAFF = {
	make.LEADER: "leader",
	make.SITE: "manager",
	make.DISTRICT: "officer",
	make.CITY: "city_officer",
	make.MANAGER: None,
	make.AUDITOR: None,
}


@pytest.fixture(scope="module")
def here(site):
	made = place()
	site.db.commit()
	return made


@pytest.mark.parametrize("role", STAFF)
def test_the_workspace_opens_with_its_shortcuts(browser, here, role):
	user = getattr(here, STAFF[role]) if STAFF[role] else make.make_user(role)
	desk = Desk(browser, user, "zh")
	desk.open(WORKSPACE)
	shortcuts = desk.shown(".shortcut-widget-box")
	words = ("Site Review", "Late Entries")
	for word in words:
		shortcuts.filter(has_text=desk.word(word)).first.wait_for()
	desk.shown(".links-widget-box").first.wait_for()
	desk.idle()
	assert all(shortcuts.filter(has_text=desk.word(word)).count() for word in words)
	assert not desk.page.locator(MODAL).count(), "no message that something may not be read"


def test_a_user_without_our_roles_sees_nothing_of_the_app(browser, here):
	log = make.make_log(here, here.volunteer().name).name
	desk = Desk(browser, make.make_user("Website Manager"), "en")
	desk.page.goto("/app", wait_until="domcontentloaded")
	desk.page.wait_for_function("window.frappe && frappe.boot && frappe.boot.user")
	desk.idle()
	pages = desk.page.evaluate(
		"""frappe.xcall('frappe.desk.desktop.get_workspace_sidebar_items').then(
			(answer) => answer.pages.map((page) => page.name)
		).catch(() => [])"""
	)
	assert "Volunteer Services" not in pages
	assert desk.page.locator(".standard-sidebar-item:visible", has_text="Volunteer Services").count() == 0
	desk.page.goto("/app/service-log", wait_until="domcontentloaded")
	desk.page.get_by_text(re.compile("Not permitted|not found|No permission", re.I)).first.wait_for()
	assert log not in desk.page.content()
	for path in (
		"/api/resource/Service Log",
		f"/api/resource/Service Log/{log}",
		"/api/resource/Volunteer Profile",
		"/api/method/volunteer_services.api.lookup.find?name=张三&last_four=1234",
	):
		answer = desk.page.request.get(path)
		assert answer.status == 403, (path, answer.status, answer.text()[:200])
	assert frappe.db.exists("Service Log", log)
