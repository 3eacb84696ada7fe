"""From the page of an activity to the sign-up: what speaks against it is said before anybody tries."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.queries import queries_of
from tests.site.portal.pages_world import open_page, text_of
from tests.site.volunteer_projects.signing_world import SIGN_UP, SOON, portal, published
from volunteer_services.api import activities
from volunteer_services.exceptions import AgeGateError
from volunteer_services.volunteer_projects.services import why_not


@pytest.fixture
def place(clean_site):
	yield make.Place().staff()
	frappe.local.form_dict = frappe._dict()


def reasons(activity, who) -> list[list[str]]:
	return [row.reasons for row in why_not.own(activity.name, who.name)]


def test_who_may_come_sees_a_button_and_who_may_not_the_reason(place):
	activity, who = published(place, SOON, min_age=30), portal(place)
	young = portal(place, date_of_birth=add_days(nowdate(), -20 * 365))
	assert reasons(activity, who) == [[]]
	assert "30" in reasons(activity, young)[0][0]
	html = text_of(open_page(young.user, "sign-up", activity=activity.name))
	wanted = html[html.index('id="wanted"') :]
	assert "You cannot sign up at present" in wanted
	assert 'class="sign-up"' not in wanted[: wanted.index("</section>")]
	html = text_of(open_page(who.user, "sign-up", activity=activity.name))
	assert f'class="sign-up" data-activity="{activity.name}"' in html[html.index('id="wanted"') :]


def test_the_same_reasons_stand_against_the_sign_up(place):
	young = portal(place, date_of_birth=add_days(nowdate(), -20 * 365))
	activity = published(place, SOON, min_age=30)
	((said,),) = reasons(activity, young)
	frappe.set_user(young.user)
	with pytest.raises(AgeGateError) as refused:
		activities.sign_up(activity.name)
	assert said in str(refused.value)
	assert not frappe.db.exists(SIGN_UP, {"activity": activity.name, "volunteer": young.name})


def test_the_passphrase_is_asked_for_and_is_no_reason(place):
	activity = published(place, SOON, audience="Passphrase", passphrase="木棉")
	assert reasons(activity, portal(place)) == [[]]


@pytest.mark.parametrize("audience", ["Closed", "Teams"])
def test_what_calls_somebody_else_is_told_to_nobody(place, audience):
	activity, who = published(place, SOON, audience=audience, activity_name="内部活动"), portal(make.Place())
	assert why_not.own(activity.name, who.name) == []
	assert "内部活动" not in text_of(open_page(who.user, "sign-up", activity=activity.name))


def test_a_sign_up_of_before_is_shown_as_such(place):
	activity, who = published(place, SOON), portal(place)
	frappe.set_user(who.user)
	activities.sign_up(activity.name)
	(row,) = why_not.own(activity.name, who.name)
	assert row.status == "Signed Up"
	html = text_of(open_page(who.user, "sign-up", activity=activity.name))
	wanted = html[html.index('id="wanted"') :]
	assert "Signed Up" in wanted[: wanted.index("</section>")]


def test_a_guest_comes_back_to_what_they_had_chosen(place):
	activity = published(place, SOON)
	response = open_page("Guest", "sign-up", activity=activity.name)
	assert response.headers["Location"].endswith(f"sign-up%3Factivity%3D{activity.name}")


def test_one_shift_costs_a_bounded_number_of_questions(place, monkeypatch):
	activity, who = published(place, SOON), portal(place)
	assert queries_of(monkeypatch, why_not.own, activity.name, who.name) <= 9
