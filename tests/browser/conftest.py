"""Tests in a real Chromium against the test site's web server.

The browser sees only what is committed: commit what a test prepares, and call `frappe.db.rollback()` before
reading what the browser wrote (it ends the old snapshot). What is committed stays for the tests that follow.
"""

import os
import pathlib
import re
import shutil
import sys

import pytest
from playwright.sync_api import Error as PlaywrightError

from tests.conftest import forget_queued_jobs

CHROMIUM_ARGS = (
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
)
# Errors of Frappe's own scripts: a number field selects its text a moment after somebody has moved on.
# The print page of the first Frappe 15 expects page breaks and a footer. A chart of a report or a workspace
# that is drawn anew may be told of a new size later. A refused action of a workflow is told in a box, and its
# rejection is caught by nobody. A template's loop gets a name of three letters by chance, and once in some
# thousand it is `for`, `new` or `var`: the page is loaded again (Desk.open).
TEMPLATE_BY_CHANCE = "frappe.template.compile(...) is not a function"
KNOWN_ERRORS = (
	("/", TEMPLATE_BY_CHANCE),
	("/emergency-call-out/", "undefined"),
	("/", "document.activeElement.select is not a function"),
	("/query-report/", "Failed to execute 'removeChild' on 'Node'"),
	("/service-records", "Failed to execute 'removeChild' on 'Node'"),
	("/pilot-sites", "Failed to execute 'removeChild' on 'Node'"),
	("/volunteer-recognition", "Failed to execute 'removeChild' on 'Node'"),
	("/printview?", "Cannot read properties of null (reading 'style')"),
)
SHOTS = pathlib.Path(os.environ.get("DEVSITE_SHOTS") or pathlib.Path(__file__).parents[2] / ".devsite/shots")


@pytest.fixture(autouse=True, scope="module")
def _without_users_of_before(site):
	"""At each step of a workflow Frappe's first 15 asks of every user with the role whether they may go on:
	with the hundreds that tests before have committed, forty records take over a minute. The System
	Managers stay: without one, Frappe makes the next user one."""
	site.db.sql(
		"""update `tabUser` set `enabled` = 0
		where `name` like 'user%%@volunteers.example' and `name` not in (
			select `parent` from `tabHas Role` where `role` = 'System Manager' and `parenttype` = 'User')"""
	)
	site.db.commit()
	site.clear_cache()


@pytest.fixture(autouse=True)
def _on_a_clean_site(clean_site):
	"""And without the jobs of tests before: the one that a test waits for would be the last of hundreds."""
	forget_queued_jobs(clean_site)
	yield


@pytest.fixture(scope="session")
def chromium():
	"""Debian's Chromium, driven by Playwright; one for the whole session."""
	from playwright.sync_api import sync_playwright

	path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
	if not path:
		pytest.fail("Chromium is missing: apt-get install chromium", pytrace=False)
	with sync_playwright() as playwright:
		browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_ARGS))
		yield browser
		browser.close()


@pytest.fixture
def browser(chromium, base_url, request):
	"""Makes contexts (separate sessions), closed after the test, which fails on errors in their scripts.

	When the test fails, pictures of the pages are kept in .devsite/shots.
	"""
	contexts = []

	class Browser:
		def __init__(self):
			self.errors = []  # uncaught errors of the scripts on any page
			self.refused = []  # answers that were errors, with the beginning of their text

		def new_page(self, locale="zh-CN", width=1366, height=900):
			viewport = {"width": width, "height": height}
			context = chromium.new_context(base_url=base_url, locale=locale, viewport=viewport)
			context.set_default_timeout(20_000)
			contexts.append(context)
			page = context.new_page()
			page.on("pageerror", lambda error: self.note(page, error))
			page.on("response", self.answered)
			return page

		def answered(self, response):
			if response.status >= 400:
				self.refused.append(response)

		def note(self, page, error):
			if not any(where in page.url and known in str(error) for where, known in KNOWN_ERRORS):
				self.errors.append(f"{page.url}: {error}")

	made = Browser()
	yield made
	if getattr(request.node, "failed", False):
		for number, context in enumerate(contexts):
			for opened in context.pages:
				shot(opened, f"failed-{request.node.name}-{number}")
		for response in made.refused[-5:]:
			sys.stderr.write(f"answered: {response.status} {response.url} {told(response)}\n")
	for context in contexts:
		context.close()
	assert not made.errors, "errors in scripts:\n" + "\n".join(made.errors)


@pytest.fixture
def page(browser):
	"""A page of its own session."""
	return browser.new_page()


def told(response) -> str:
	"""The end of what was answered; the browser forgets answers of pages that were left."""
	try:
		return response.text()[-1500:]
	except PlaywrightError as error:
		return str(error)


def shot(page, name, full_page=False):
	"""Keep a picture of the page; returns its path."""
	SHOTS.mkdir(parents=True, exist_ok=True)
	path = SHOTS / (re.sub(r"[^\w.-]+", "_", name) + ".png")
	page.screenshot(path=str(path), full_page=full_page)
	return path


def login(page, user="Administrator", password="admin"):
	"""Log the page's session in (without the login form) and return the page."""
	answer = page.request.post("/api/method/login", form={"usr": user, "pwd": password})
	assert answer.ok, f"login of {user} failed: {answer.status} {answer.text()[:300]}"
	return page
