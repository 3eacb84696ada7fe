"""What the tiers share: their order, the connection to the site, a web server for it.

`tools/devsite test` sets DEVSITE_SITE, DEVSITE_SITES_PATH and DEVSITE_URL; unit and static need none of them.
When several processes share the tests, DEVSITE_WORKERS has these for each.
"""

import json
import os
import pathlib
import socket
import subprocess
import sys
import time

import pytest

CHECKOUT = pathlib.Path(__file__).resolve().parents[1]
TIERS = ("static", "unit", "site", "walker", "browser", "fuzz")
EMPTY_SITE = "test_demo.py"  # a print as PDF commits, so that a rolled-back test may leave volunteers behind
# Cached facts about the code, the same before and after a test; everything else in the cache goes.
KEPT_CACHE = (
	"active_domains",
	"active_modules",
	"all_apps",
	"app_hooks",
	"app_modules",
	"assets_json",
	"db_tables",
	"doctype_form_meta",
	"doctype_meta",
	"installed_apps",
	"merged_translations",
	"module_app",
	"table_columns",
)

if _worker := os.environ.get("PYTEST_XDIST_WORKER"):
	_sites = json.loads(os.environ.get("DEVSITE_WORKERS", "[]"))
	if _sites:
		os.environ.update(_sites[int(_worker.removeprefix("gw"))])


def pytest_collection_modifyitems(items):
	"""Cheap tiers first; within a tier, what needs an empty site first and files with tests that commit last,
	and those tests last in them."""

	def commits(item):
		return item.get_closest_marker("commits") is not None

	committing = {item.path for item in items if commits(item)}

	def place(item):
		tier = pathlib.Path(item.path).relative_to(CHECKOUT / "tests").parts[0]
		number = TIERS.index(tier) if tier in TIERS else len(TIERS)
		return number, item.path.name != EMPTY_SITE, item.path in committing, commits(item)

	items.sort(key=place)


def pytest_runtest_makereport(item, call):
	"""Let fixtures see whether the test failed."""
	if call.when == "call":
		item.failed = call.excinfo is not None


@pytest.fixture(scope="session")
def site():
	"""The `frappe` module, connected to the test site as Administrator."""
	name, sites_path = os.environ.get("DEVSITE_SITE"), os.environ.get("DEVSITE_SITES_PATH")
	if not (name and sites_path):
		pytest.exit("these tests need a site: run them with tools/devsite test", returncode=4)
	os.chdir(sites_path)
	import frappe

	from tools.devsitelib.inside import quiet

	frappe.init(site=name, sites_path=sites_path)
	frappe.connect()
	if int(frappe.__version__.split(".")[0]) >= 16:
		frappe.in_test = True
	quiet.settle()
	_let_past_activities_be_ordinary(frappe)
	yield frappe
	frappe.db.rollback()
	frappe.destroy()


def _let_past_activities_be_ordinary(frappe):
	"""Most tests enter activities of the past, as of any other day. Those of make-up entries set the days."""
	frappe.db.set_single_value("Volunteer Services Settings", "make_up_after_days", 36500)
	frappe.db.commit()


@pytest.fixture
def clean_site(site):
	"""One test's site: as Administrator, in English, no messages; afterwards rolled back, caches dropped."""
	start_test(site)
	yield site
	site.db.rollback()
	drop_caches(site)


def start_test(frappe):
	frappe.db.rollback()
	frappe.local.flags.clear()
	frappe.local.flags.update(in_test=True, currently_saving=[])
	frappe.set_user("Administrator")
	frappe.local.lang = "en"
	frappe.local.response = frappe._dict(docs=[])
	frappe.clear_messages()
	frappe.local.error_log = []
	if hasattr(frappe.local, "request"):
		del frappe.local.request


def drop_caches(frappe):
	"""Forget what a rolled-back transaction may have left in Redis and in this process."""
	prefix = frappe.cache.make_key("").decode()
	stale = []
	for key in frappe.cache.scan_iter(match=prefix.replace("[", "\\[") + "*", count=1000):
		name = key.decode(errors="replace")[len(prefix) :]
		if not name.startswith(KEPT_CACHE):
			stale.append(key)
	if stale:
		frappe.cache.delete(*stale)
	frappe.local.cache = {}
	for name in ("document_cache", "new_doc_templates", "role_permissions", "request_cache"):
		if hasattr(frappe.local, name):
			getattr(frappe.local, name).clear()
	if hasattr(frappe, "client_cache"):
		frappe.client_cache.clear_cache()


@pytest.fixture
def discard_key_put_back(site):
	"""Whether uninstalling may discard records is afterwards as it was in the site's config file.

	Left at 1 it would let a later test, or a person, lose what must be kept.
	"""
	from frappe.installer import update_site_config

	from volunteer_services.uninstall import DISCARD_KEY

	config = os.path.abspath(site.get_site_path("site_config.json"))
	before = site.get_file_json(config).get(DISCARD_KEY)
	yield
	update_site_config(DISCARD_KEY, "None" if before is None else before, site_config_path=config)


def forget_queued_jobs(frappe) -> None:
	"""Drop what tests before have queued for this site.

	No worker ran beside them: thousands of jobs about rows that were rolled back wait, and a worker that
	starts now would run them before any job that counts.
	"""
	from frappe.utils.background_jobs import get_queue

	for name in ("short", "default", "long"):
		for job in get_queue(name).jobs:
			if job.kwargs.get("site") == frappe.local.site:
				job.delete()


@pytest.fixture(scope="session")
def base_url(site):
	"""The address of a web server for the test site; a queue worker runs beside it."""
	name, sites_path, url = (os.environ[f"DEVSITE_{key}"] for key in ("SITE", "SITES_PATH", "URL"))
	port = int(url.rsplit(":", 1)[1])
	logs = pathlib.Path(sites_path).parent / "logs"
	serve = CHECKOUT / "tools/devsitelib/inside/serve.py"
	worker = [
		"-m",
		"frappe.utils.bench_helper",
		"frappe",
		"worker",
		"--queue",
		"short,default,long",
		"--quiet",
	]
	running = []
	forget_queued_jobs(site)
	for log, command in (
		("devsite-web.log", [serve, name, sites_path, port]),
		("devsite-worker.log", worker),
	):
		with open(logs / log, "ab") as out:
			command = [sys.executable, *map(str, command)]
			running.append(subprocess.Popen(command, cwd=sites_path, stdout=out, stderr=subprocess.STDOUT))
	try:
		_wait_for(port, running[0], logs / "devsite-web.log")
		yield url
	finally:
		for process in running:
			process.terminate()
		for process in running:
			process.wait(timeout=30)


def _wait_for(port, process, log):
	end = time.monotonic() + 60
	while time.monotonic() < end and process.poll() is None:
		with socket.socket() as probe:
			if probe.connect_ex(("127.0.0.1", port)) == 0:
				return
		time.sleep(0.1)
	pytest.fail(f"the test site's web server did not start; its log is {log}", pytrace=False)
