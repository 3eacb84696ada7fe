"""Limits: so many pass and not one more, from many processes at once; no header says whose request it is."""

import json
import os
import subprocess
import sys
import types
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import frappe
import pytest

from tests import factories as make
from volunteer_services.api import certificates
from volunteer_services.exceptions import LookupLimitError, RequestLimitError
from volunteer_services.foundation import limits
from volunteer_services.volunteer_registry.services import lookup

LIMIT = 30
PROCESSES, CALLS_OF_EACH = 8, 15
WORKER = """
import json, os, sys
import frappe
frappe.init(site=os.environ["DEVSITE_SITE"], sites_path=os.environ["DEVSITE_SITES_PATH"])
frappe.connect()
frappe.set_user(sys.argv[1])
from volunteer_services.volunteer_registry.services import lookup
sys.stdin.readline()
print(json.dumps([lookup.take_allowance(1) for _ in range(int(sys.argv[2]))]))
"""


def test_what_is_not_granted_is_not_counted():
	who = make.unique("who")
	assert limits.take("test", who, 10, wanted=4) == 4
	assert limits.take("test", who, 10, wanted=9) == 6
	assert limits.take("test", who, 10) == 0
	assert limits.take("test", who, 11) == 1
	assert limits.take("test", who, 10, wanted=0) == 0
	assert 0 < frappe.cache.ttl(frappe.cache.make_key(f"volunteer_services:limit:test:{who}")) <= 3600
	assert limits.take("other", who, 1) == 1


def test_the_time_begins_with_the_first_request():
	who = make.unique("who")
	key = frappe.cache.make_key(f"volunteer_services:limit:test:{who}")
	limits.take("test", who, 5, seconds=100)
	frappe.cache.expire(key, 40)
	limits.take("test", who, 5, seconds=100)
	assert frappe.cache.ttl(key) <= 40


def test_above_the_limit_it_refuses():
	who = make.unique("who")
	limits.require("test", who, 1)
	with pytest.raises(RequestLimitError, match="one hour"):
		limits.require("test", who, 1)
	assert issubclass(LookupLimitError, RequestLimitError)


@pytest.mark.commits
def test_of_120_look_ups_at_once_exactly_30_pass(site):
	user = make.Place().manager
	settings = frappe.get_doc("Volunteer Services Settings")
	was, settings.lookup_requests_per_hour = settings.lookup_requests_per_hour, LIMIT
	settings.save(ignore_permissions=True)
	frappe.db.commit()
	command = [sys.executable, "-c", WORKER, user, str(CALLS_OF_EACH)]
	environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
	started = [
		subprocess.Popen(
			command,
			env=environment,
			cwd=os.environ["DEVSITE_SITES_PATH"],
			stdin=subprocess.PIPE,
			stdout=subprocess.PIPE,
			text=True,
		)
		for _ in range(PROCESSES)
	]
	try:
		for process in started:
			process.stdin.write("go\n")
			process.stdin.flush()
		granted = [json.loads(process.communicate(timeout=120)[0].splitlines()[-1]) for process in started]
	finally:
		settings.reload()
		settings.lookup_requests_per_hour = was
		settings.save(ignore_permissions=True)
		frappe.db.commit()
	assert sum(map(len, granted)) == PROCESSES * CALLS_OF_EACH == 120
	assert sum(map(sum, granted)) == LIMIT


@pytest.mark.commits
def test_of_120_requests_at_once_exactly_30_pass_whatever_they_say_of_themselves(base_url):
	settings = frappe.get_doc("Volunteer Services Settings")
	was, settings.verification_requests_per_hour = settings.verification_requests_per_hour, LIMIT
	settings.save(ignore_permissions=True)
	frappe.db.commit()
	key = frappe.cache.make_key("volunteer_services:limit:verification:127.0.0.1")
	frappe.cache.delete(key)
	url = f"{base_url}/api/method/volunteer_services.api.certificates.verify?code=x"

	def ask(number: int) -> int:
		request = Request(url, headers={"X-Forwarded-For": f"203.0.113.{number}, 10.0.0.{number}"})
		try:
			return urlopen(request, timeout=120).status
		except HTTPError as refused:
			return refused.code

	try:
		with ThreadPoolExecutor(40) as pool:
			statuses = list(pool.map(ask, range(120)))
	finally:
		settings.reload()
		settings.verification_requests_per_hour = was
		settings.save(ignore_permissions=True)
		frappe.db.commit()
		frappe.cache.delete(key)
	refused = frappe.RateLimitExceededError.http_status_code  # 417 in the first Frappe 15, 429 since
	assert (statuses.count(200), statuses.count(refused)) == (LIMIT, 120 - LIMIT)


@pytest.mark.parametrize(
	("proxies", "header", "address"),
	[
		(None, "203.0.113.9", "192.0.2.7"),
		(0, "203.0.113.9, 203.0.113.8", "192.0.2.7"),
		(1, None, "192.0.2.7"),
		(1, "203.0.113.9", "203.0.113.9"),
		(1, "1.2.3.4, 203.0.113.9", "203.0.113.9"),
		(2, "1.2.3.4, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
		(2, "203.0.113.9", "192.0.2.7"),
		("x", "203.0.113.9", "192.0.2.7"),
	],
)
def test_the_address_is_that_of_the_connection_or_of_a_trusted_proxy(monkeypatch, proxies, header, address):
	monkeypatch.setitem(frappe.local.conf, limits.TRUSTED_PROXIES, proxies)
	headers = {"X-Forwarded-For": header} if header else {}
	frappe.local.request = types.SimpleNamespace(method="GET", headers=headers, remote_addr="192.0.2.7")
	assert limits.address() == address


def test_the_public_check_counts_by_the_connection(monkeypatch):
	settings = frappe.get_doc("Volunteer Services Settings")
	settings.verification_requests_per_hour = 1
	settings.save(ignore_permissions=True)
	frappe.set_user("Guest")
	for number, passes in ((1, True), (2, False)):
		headers = {"X-Forwarded-For": f"203.0.113.{number}"}
		frappe.local.request = types.SimpleNamespace(method="GET", headers=headers, remote_addr="192.0.2.8")
		if passes:
			assert certificates.verify("x")["status"] == "unknown"
		else:
			with pytest.raises(RequestLimitError):
				certificates.verify("x")


def test_the_roll_call_takes_what_is_left(monkeypatch):
	settings = frappe.get_doc("Volunteer Services Settings")
	settings.lookup_requests_per_hour = 5
	settings.save(ignore_permissions=True)
	frappe.set_user(make.Place().manager)
	assert [lookup.take_allowance(3) for _ in range(3)] == [3, 2, 0]
