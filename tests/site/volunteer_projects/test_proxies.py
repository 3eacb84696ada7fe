"""代办: a daughter signs up her mother, whose file names her with a proof; nobody else does."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.queries import queries_of
from tests.site.portal.pages_world import open_page, text_of
from tests.site.volunteer_projects.signing_world import as_user, counters, noon, portal, published, row
from volunteer_services.api import activities as api
from volunteer_services.api import families, proxies
from volunteer_services.exceptions import AgeGateError
from volunteer_services.volunteer_projects.services.together import proxies as service


@pytest.fixture
def place(clean_site):
	with noon():
		yield make.Place().staff()
	frappe.local.form_dict = frappe._dict()


def daughter() -> str:
	"""A login without a volunteer's file."""
	user = make.make_user(make.VOLUNTEER)
	frappe.db.set_value("User", user, "language", "en")
	return user


def act_for(elder, user: str, **values) -> None:
	"""The staff enters that ``user`` acts for the elder."""
	frappe.get_doc(
		{
			"doctype": "Volunteer Proxy",
			"parent": elder.name,
			"parenttype": elder.doctype,
			"parentfield": "proxies",
			"proxy_name": "何小妹",
			"relation": "女儿",
			"proof": "/private/files/授权书.pdf",
			"user": user,
			**values,
		}
	).db_insert()


def test_a_proxy_without_a_file_signs_up_confirms_and_withdraws(place):
	elder, user, activity = place.volunteer(), daughter(), published(place, capacity=2)
	act_for(elder, user)
	assert [one["name"] for one in as_user(user, proxies.people)] == [elder.name]
	assert as_user(user, proxies.sign_up, activity.name, elder.name)["status"] == "Signed Up"
	stored = row(activity, elder)
	assert (stored.channel, stored.owner) == ("Proxy", user) and counters(activity) == [(1, 0)]
	assert as_user(user, proxies.answer, stored.name, True)["status"] == "Confirmed"
	assert as_user(user, proxies.sign_up, activity.name, elder.name)["name"] == stored.name
	assert as_user(user, proxies.answer, stored.name, False)["status"] == "Withdrawn"
	assert counters(activity) == [(0, 0)]


def test_what_stands_against_the_elder_is_told_to_the_proxy(place):
	elder = place.volunteer(date_of_birth=add_days(nowdate(), -80 * 366))
	user, activity = daughter(), published(place, max_age=70)
	act_for(elder, user)
	with pytest.raises(AgeGateError, match="70"):
		as_user(user, proxies.sign_up, activity.name, elder.name)
	assert not row(activity, elder)


@pytest.mark.parametrize(
	("values", "file"),
	[
		({"valid_until": "2020-12-31"}, {}),
		({"proof": ""}, {}),
		({}, {"workflow_state": "Deregistered"}),
		({}, {"is_restricted": 1}),
		({}, {"date_of_birth": "2018-05-17"}),
	],
	ids=["over", "without proof", "deregistered", "restricted", "a minor"],
)
def test_who_acts_no_longer_sees_nothing(place, values, file):
	elder, user, activity = place.volunteer(), daughter(), published(place)
	as_user(place.leader, api.sign_up, activity.name, elder.name)
	if file:
		frappe.db.set_value(elder.doctype, elder.name, file)
	act_for(elder, user, **values)
	assert as_user(user, proxies.people) == []
	_refused(user, activity, elder)


def test_the_last_day_counts(place):
	elder, user = place.volunteer(), daughter()
	act_for(elder, user, valid_until=nowdate())
	assert [one["name"] for one in as_user(user, proxies.people)] == [elder.name]


def test_strangers_family_and_guests_do_not_act(place):
	elder, activity = place.volunteer(), published(place)
	act_for(elder, daughter())
	as_user(place.leader, api.sign_up, activity.name, elder.name)
	for user in (daughter(), portal(place).user, place.leader, "Guest"):
		_refused(user, activity, elder)
	assert as_user(place.leader, proxies.people) == []
	assert row(activity, elder).status == "Signed Up"


def test_a_proxy_is_no_reader_of_the_file_and_names_nobody(place):
	elder, user = place.volunteer(), daughter()
	act_for(elder, user)
	frappe.set_user(user)
	assert not frappe.has_permission("Volunteer Profile", "read", elder.name)
	assert frappe.get_list("Volunteer Profile", pluck="name") == []
	assert as_user(user, families.children) == []


def _refused(user, activity, elder) -> None:
	for call in (
		lambda: proxies.sign_up(activity.name, elder.name),
		lambda: proxies.answer(row(activity, elder).name, False),
	):
		with pytest.raises(frappe.PermissionError):
			as_user(user, call)


def test_the_page_of_who_has_no_file_shows_those_they_act_for(place):
	elder, user, activity = place.volunteer(), daughter(), published(place)
	assert 'data-state="no-file"' in text_of(open_page(user))
	act_for(elder, user, valid_until=add_days(nowdate(), 30))
	html = text_of(open_page(user, "sign-up", activity=activity.name))
	assert "no-file" not in html and elder.full_name in html
	assert f'class="sign-up-for" data-activity="{activity.name}"' in html
	frappe.set_user(user)
	proxies.sign_up(activity.name, elder.name)
	html = text_of(open_page(user, "sign-up", activity=activity.name))
	assert "All whom you act for have signed up." in html and 'class="answer-for"' in html


def test_a_volunteer_finds_the_people_on_the_family_page_and_beside_the_own_button(place):
	elder, own, activity = place.volunteer(), portal(place), published(place)
	act_for(elder, own.user)
	html = text_of(open_page(own.user, "sign-up", activity=activity.name))
	assert 'id="wanted"' in html and 'id="wanted-for"' in html
	assert elder.full_name in text_of(open_page(own.user, "family"))
	assert "acting" not in text_of(open_page(portal(place).user, "family")).split("<script")[0]


def test_many_people_cost_no_more_statements(place, monkeypatch):
	user = daughter()
	act_for(place.volunteer(), user)
	few = queries_of(monkeypatch, service.of_user, user)
	for _number in range(5):
		act_for(place.volunteer(), user)
	assert queries_of(monkeypatch, service.of_user, user) == few == 2
