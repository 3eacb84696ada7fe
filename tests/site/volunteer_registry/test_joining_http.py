"""Applications over HTTP: many at once, twice at once, and no other door for guests."""

import json
import secrets
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import frappe
import pytest

from tests import factories as make
from tests.site.volunteer_registry import joining_world as world

pytestmark = pytest.mark.commits
APPLY = "/api/method/volunteer_services.api.applications.apply"
LIMIT = 6


@pytest.fixture
def place():
	place = make.Place().staff()
	world.forget_limits()
	frappe.db.set_single_value("Volunteer Services Settings", "applications_per_hour", 1000)
	frappe.db.commit()
	frappe.clear_document_cache("Volunteer Services Settings", "Volunteer Services Settings")
	yield place
	frappe.db.rollback()
	frappe.db.set_single_value("Volunteer Services Settings", "applications_per_hour", 30)
	frappe.db.commit()
	frappe.clear_document_cache("Volunteer Services Settings", "Volunteer Services Settings")
	world.forget_limits()


def ask(base_url: str, path: str, values: dict | None = None, verb: str = "POST") -> tuple[int, str]:
	request = urllib.request.Request(
		f"{base_url}{urllib.parse.quote(path)}",
		data=json.dumps(values).encode() if values is not None else None,
		method=verb,
		headers={"Accept": "application/json", "Content-Type": "application/json"},
	)
	try:
		with urllib.request.urlopen(request, timeout=60) as answer:
			return answer.status, answer.read().decode()
	except urllib.error.HTTPError as error:
		return error.code, error.read().decode()


def test_the_same_page_twice_at_once_makes_one(base_url, place):
	values = world.values(place)
	with ThreadPoolExecutor(6) as pool:
		answers = list(pool.map(lambda _n: ask(base_url, APPLY, values), range(6)))
	assert {status for status, _text in answers} == {200}, answers
	assert len({text for _status, text in answers}) == 1
	frappe.db.rollback()
	assert frappe.db.count(world.APPLICATION, {"region": place.region.name}) == 1


def test_of_many_at_once_only_the_allowed_pass(base_url, place):
	frappe.db.set_single_value("Volunteer Services Settings", "applications_per_hour", LIMIT)
	frappe.db.commit()
	frappe.clear_document_cache("Volunteer Services Settings", "Volunteer Services Settings")
	people = [
		world.values(place, id_number=make.resident_id("1988-08-08", male=False), mobile=f"1370000{n:04d}")
		for n in range(2 * LIMIT)
	]
	with ThreadPoolExecutor(6) as pool:
		answers = list(pool.map(lambda values: ask(base_url, APPLY, values), people))
	passed = [text for status, text in answers if status == 200]
	refused = [text for status, text in answers if status != 200]
	assert len(passed) == LIMIT and all("RequestLimitError" in text for text in refused), refused


def test_the_bytes_of_the_answer_tell_nothing(base_url, place):
	number = make.resident_id("1990-02-03", male=False)
	place.volunteer(sex="Female", date_of_birth="1990-02-03", id_type="Resident ID", id_number=number)
	frappe.db.commit()
	answers = []
	for values in (world.values(place), world.values(place, id_number=number)):
		status, text = ask(base_url, APPLY, values)
		name = json.loads(text)["message"]["application"]
		answers.append((status, text.replace(name, "AP-0000-0000-0000")))
	assert answers[0] == answers[1]


def test_guests_have_no_other_door(base_url, place):
	doc = world.applied(place)
	frappe.db.commit()
	resource = "/api/resource/Volunteer Application"
	sent = {"full_name": "某人", "region": place.region.name, "request_id": secrets.token_hex(16)}
	for verb, path, values in (
		("GET", resource, None),
		("GET", f"{resource}/{doc.name}", None),
		("POST", resource, sent),
		("PUT", f"{resource}/{doc.name}", {"status": "Taken Up"}),
		("DELETE", f"{resource}/{doc.name}", None),
		("POST", "/api/method/frappe.client.get", {"doctype": world.APPLICATION, "name": doc.name}),
		("POST", "/api/method/frappe.client.insert", {"doc": {"doctype": world.APPLICATION, **sent}}),
	):
		status, text = ask(base_url, path, values, verb)
		assert status in (401, 403, 404), (verb, path, status)
		assert doc.full_name not in text and (doc.mobile or "") not in text
	frappe.db.rollback()
	assert frappe.db.count(world.APPLICATION, {"region": place.region.name}) == 1
