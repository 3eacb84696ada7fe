"""A site's tablet over HTTP: who holds the code twice at once is checked in once."""

import json
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import frappe
import pytest
from frappe.utils import now_datetime

from tests import factories as make
from tests.site.volunteer_projects.check_in_world import of
from tests.site.volunteer_projects.kiosk_world import KIOSK, opened
from tests.site.volunteer_projects.signing_world import as_user, move_back, published
from volunteer_services.api import activities
from volunteer_services.portal.services.kiosk import COOKIE
from volunteer_services.volunteer_projects.services.presence import passes

pytestmark = pytest.mark.commits
CHECK = "/api/method/volunteer_services.api.kiosk.check"


@pytest.fixture
def place():
	frappe.db.delete(KIOSK)
	place = make.Place().staff()
	yield place
	frappe.db.rollback()
	frappe.db.delete(KIOSK)
	frappe.db.commit()


def under_way(place, *people):
	"""An activity that began an hour ago, by the clock of the server that is asked."""
	activity = published(place, now_datetime().replace(microsecond=0) + timedelta(hours=2))
	for who in people:
		as_user(place.leader, activities.sign_up, activity.name, who.name)
	move_back(activity, hours=3)
	return activity


def ask(base_url: str, token: str, text: str) -> dict:
	request = urllib.request.Request(
		f"{base_url}{CHECK}",
		data=json.dumps({"text": text}).encode(),
		headers={
			"Accept": "application/json",
			"Content-Type": "application/json",
			"Cookie": f"{COOKIE}={token}",
		},
	)
	try:
		with urllib.request.urlopen(request, timeout=60) as answer:
			return json.load(answer)["message"]
	except urllib.error.HTTPError as error:
		return {"result": error.code, "text": error.read().decode()}


def test_a_code_held_before_the_tablet_twice_at_once_counts_once_and_is_answered_alike(base_url, place):
	who = place.volunteer()
	under_way(place, who)
	token, text = opened(place.manager, place.site.name), passes.make(who.name)["text"]
	frappe.db.commit()
	with ThreadPoolExecutor(6) as pool:
		answers = list(pool.map(lambda _n: ask(base_url, token, text), range(6)))
	frappe.db.rollback()
	assert of(who) == [("In", 1)], answers
	assert {one["result"] for one in answers} == {"in"}, answers


def test_two_people_at_once_are_both_in(base_url, place):
	people = [place.volunteer() for _n in range(4)]
	under_way(place, *people)
	token = opened(place.manager, place.site.name)
	texts = [passes.make(who.name)["text"] for who in people]
	frappe.db.commit()
	with ThreadPoolExecutor(4) as pool:
		answers = list(pool.map(lambda text: ask(base_url, token, text), texts))
	frappe.db.rollback()
	assert [one["result"] for one in answers] == ["in"] * 4, answers
	assert all(of(who) == [("In", 1)] for who in people)
