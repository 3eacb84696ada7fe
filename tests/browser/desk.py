"""The desk as a person uses it: open, type, choose, press. Works on Frappe 15 and 16."""

import re

import frappe
from frappe.utils.password import update_password
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests import factories
from tests.browser.conftest import login

PASSWORD = "Browser-Test-1"
SHOWN = ".page-container:visible"
MODAL = ".modal.show"


def place():
	"""A world of its own, not one that other tests share."""
	frappe.set_user("Administrator")  # the user of a test before may have been rolled back
	factories.begin_test(pooled=False)
	return factories.Place()


def ready(user: str, language: str = "zh") -> str:
	"""Give the user a password and a language."""
	update_password(user, PASSWORD)
	frappe.db.set_value("User", user, "language", language)
	frappe.clear_cache(user=user)
	return user


class Desk:
	"""One user's session in a browser of its own."""

	def __init__(self, browser, user: str, language: str = "zh"):
		self.language = language
		ready(user, language)
		frappe.db.commit()
		self.page = browser.new_page(locale="zh-CN" if language == "zh" else "en-GB")
		login(self.page, user, PASSWORD)

	def word(self, text: str) -> str:
		"""The text in the user's language, as the desk shows it."""
		return frappe._(text, lang=self.language)

	# --- going somewhere ----------------------------------------------------------------------------

	def open(self, route: str) -> None:
		"""Load the desk there; 16 moves /app to /desk by itself."""
		self.page.goto(f"/app/{route}", wait_until="domcontentloaded")
		there = "window.frappe && frappe.boot && frappe.get_route && (frappe.get_route() || [])[0]"
		try:
			self.page.wait_for_function(there, timeout=12_000)
		except PlaywrightTimeout:  # see TEMPLATE_BY_CHANCE
			self.page.reload(wait_until="domcontentloaded")
			self.page.wait_for_function(there)
		self.idle()

	def idle(self) -> None:
		"""Nothing is being asked of the server, and the page is not frozen."""
		self.page.wait_for_function(
			"""window.frappe && frappe.request && !frappe.request.ajax_count
			&& !document.querySelector('#freeze')"""
		)

	def form(self, doctype: str, name: str) -> None:
		"""Open a form, and wait until it shows the document."""
		self.open(f"{slug(doctype)}/{name}")
		self.wait_form(doctype, name)

	def new(self, doctype: str) -> None:
		"""Open the form of a new document."""
		self.open(f"{slug(doctype)}/new")
		self.page.wait_for_function("window.cur_frm && cur_frm.doctype === %r && cur_frm.is_new()" % doctype)
		self.shown(".form-page").first.wait_for()
		self.idle()

	def wait_form(self, doctype: str, name: str) -> None:
		self.page.wait_for_function(
			"([doctype, name]) => window.cur_frm && cur_frm.doctype === doctype && cur_frm.docname === name",
			arg=[doctype, name],
		)
		self.shown(".form-page").first.wait_for()
		self.idle()

	def listing(self, doctype: str, rows: int | None = None) -> None:
		"""Open a list, and wait until it has that many rows."""
		self.open(f"{slug(doctype)}/view/list")
		self.page.wait_for_function("window.cur_list && cur_list.doctype === %r" % doctype)
		self.shown(".frappe-list").first.wait_for()
		self.idle()
		if rows is not None:
			self.wait_rows(rows)

	def wait_rows(self, count: int) -> None:
		has = "count => cur_list.data.length === count && !frappe.request.ajax_count"
		try:
			self.page.wait_for_function(has, arg=count, timeout=10_000)
		except PlaywrightTimeout:
			# A list that opens with filters asks twice and shows what comes last, which may be the wrong one.
			self.page.evaluate("cur_list.refresh()")
			self.page.wait_for_function(has, arg=count)

	# --- the form -----------------------------------------------------------------------------------

	def shown(self, selector: str):
		return self.page.locator(f"{SHOWN} {selector}")

	def control(self, field: str):
		return self.shown(f".frappe-control[data-fieldname='{field}']").first

	def tab(self, fieldname: str) -> None:
		self.shown(f".form-tabs [data-fieldname='{fieldname}']").first.click()

	def type(self, field: str, value: str, kept: str | None = "") -> None:
		"""Type into a field and leave it. ``kept``: what the form then holds (None: whatever)."""
		for last in (False, False, True):
			box = self.control(field).locator("input:visible, textarea:visible").first
			self.idle()  # an answer that comes in draws the fields anew
			box.fill(value)
			box.press("Tab")
			if kept is None:
				return
			try:
				self.holds(field, kept or value, timeout=20_000 if last else 4_000)
				return
			except PlaywrightTimeout:  # the field was drawn anew while it was typed into: type again
				if last:
					raise

	def date(self, field: str, value: str) -> None:
		"""Type a date, or a date with its time, as this site writes it."""
		written = self.page.evaluate("value => frappe.datetime.str_to_user(value)", value)
		self.type(field, written, kept=value)

	def pick(self, field: str, text: str, name: str) -> None:
		"""Choose in a link field what is found by the text."""
		control = self.control(field)
		box = control.locator("input:visible").first
		box.click()
		box.fill("")
		box.press_sequentially(text, delay=10)
		choice = control.locator(".awesomplete > ul > *", has_text=text).first
		choice.click()
		self.holds(field, name)
		self.idle()

	def choose(self, field: str, value: str) -> None:
		self.control(field).locator("select").select_option(value)
		self.holds(field, value)

	def tick(self, field: str) -> None:
		self.control(field).locator(f"input[data-fieldname='{field}']").check()
		self.holds(field, 1)

	def holds(self, field: str, value, timeout: float = 20_000) -> None:
		self.page.wait_for_function(
			"([field, value]) => String(cur_frm.doc[field] ?? '') === String(value)",
			arg=[field, value],
			timeout=timeout,
		)

	def value(self, field: str):
		return self.page.evaluate("field => cur_frm.doc[field]", field)

	def save(self) -> str:
		"""Press Save; returns the document's name."""
		self.idle()
		self.shown(".page-head .primary-action:visible").first.click()
		self.page.wait_for_function("!cur_frm.is_new() && !cur_frm.is_dirty()")
		self.idle()
		return self.page.evaluate("cur_frm.docname")

	def button(self, text: str | re.Pattern) -> None:
		"""Press a button of the form's or list's head."""
		pattern = text if isinstance(text, re.Pattern) else re.compile(rf"^\s*{re.escape(text)}\s*$")
		self.shown(".page-head button:visible").filter(has_text=pattern).first.click()

	def actions(self) -> list[str]:
		"""Open the menu Actions; its words."""
		self.idle()
		self.shown(".actions-btn-group > button:visible").first.click()
		items = self.shown(".actions-btn-group .dropdown-menu .dropdown-item:visible")
		items.first.wait_for()
		self.idle()  # a list asks what is possible as the menu opens
		words = (text.strip() for text in items.locator(".menu-item-label").all_inner_texts())
		return [text for text in words if text]

	def action(self, name: str) -> None:
		"""Choose an action of the workflow or of the list."""
		self.actions()
		text = re.compile(rf"^\s*{re.escape(self.word(name))}\s*$")
		self.shown(".actions-btn-group .dropdown-menu .dropdown-item:visible").filter(has_text=text).click()

	def menu(self, name: str) -> None:
		"""Choose from the menu behind the three dots."""
		self.idle()
		self.shown(".menu-btn-group > button:visible").first.click()
		text = re.compile(rf"^\s*{re.escape(self.word(name))}\s*$")
		self.shown(".menu-btn-group .dropdown-menu .dropdown-item:visible").filter(has_text=text).click()

	def wait_state(self, state: str) -> None:
		self.page.wait_for_function("state => cur_frm.doc.workflow_state === state", arg=state)
		self.idle()

	# --- dialogs ------------------------------------------------------------------------------------

	def dialog(self, title: str):
		"""The open dialog of that title."""
		found = self.page.locator(MODAL).filter(has=self.page.locator(".modal-title", has_text=title))
		found.first.wait_for()
		return found.first

	def confirm(self, dialog) -> None:
		dialog.locator(".modal-footer .btn-modal-primary:visible").first.click()

	def message(self, text: str, seconds: int = 40):
		"""The message box that holds the text."""
		found = self.page.locator(".modal.show .msgprint").filter(has_text=text)
		found.first.wait_for(timeout=seconds * 1000)
		return found.first

	def close(self, dialog) -> None:
		dialog.locator(".btn-modal-close").first.click()
		dialog.wait_for(state="hidden")


def slug(doctype: str) -> str:
	return doctype.lower().replace(" ", "-")


def stored(doctype: str, name: str, *fields: str):
	"""The fields as they are in the database now."""
	frappe.db.rollback()
	return frappe.db.get_value(doctype, name, list(fields), as_dict=True)
