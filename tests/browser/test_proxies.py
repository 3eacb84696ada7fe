"""代办 in the hand: a daughter without a file signs up her mother from the activity's page, and confirms."""

import frappe
import pytest

from tests import factories as make
from tests.browser import axe
from tests.browser.conftest import login, shot
from tests.browser.desk import PASSWORD, place, ready
from tests.site.volunteer_projects.signing_world import SOON, published, row
from tests.site.volunteer_projects.test_proxies import act_for

pytestmark = pytest.mark.commits


@pytest.mark.parametrize("width, lang", [(390, "zh"), (320, "en"), (320, "zh-TW")])
def test_a_daughter_signs_up_and_confirms_for_her_mother(browser, width, lang):
	here = place()
	elder = here.volunteer(full_name="何婆婆", date_of_birth="1950-02-03")
	user = ready(make.make_user(make.VOLUNTEER))
	act_for(elder, user, valid_until="2099-12-31")
	activity = published(here, SOON, activity_name="敬老院探访", location="区敬老院", capacity=10)
	frappe.db.commit()
	page = browser.new_page(width=width, height=844)
	login(page, user, PASSWORD)
	page.goto(f"/my-volunteer-service/sign-up?activity={activity.name}&lang={lang}")
	fits(page)
	page.locator("#wanted-for .sign-up-for").click()
	page.wait_for_url("**#acting")
	page.locator("#acting .answer-for[data-comes='1']").wait_for()
	shot(page, f"proxy-{width}-{lang}", full_page=True)
	fits(page)
	page.locator("#acting .answer-for[data-comes='1']").click()
	page.locator("#acting .answer-for[data-comes='1']").wait_for(state="detached")
	frappe.db.rollback()
	assert row(activity, elder).status == "Confirmed"


def fits(page) -> None:
	assert axe.wider(page) <= 0
	assert axe.cut_texts(page) == axe.small_targets(page) == axe.shut_out(page) == []
