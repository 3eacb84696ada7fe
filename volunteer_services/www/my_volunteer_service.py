"""The pages /my-volunteer-service: volunteers see their own file and records, sign up, and report errors
[L67 §12–13]. What each of them holds: portal/services/own/parts.py."""

import frappe
from frappe.utils import cint, cstr
from frappe.website.page_renderers.template_page import TemplatePage

from volunteer_services.foundation.paper import printing
from volunteer_services.portal.services.own import parts
from volunteer_services.volunteer_registry.services import own_file

no_cache = 1
sitemap = 0

ROUTE = parts.ROUTE
LANGUAGES = (("zh", "中文"), ("en", "English"))
NO_STORE = {
	"Cache-Control": "no-store, no-cache, must-revalidate, private",
	"X-Robots-Tag": "noindex, nofollow",
}


class OwnPage(TemplatePage):
	"""These pages with the headers that keep them out of every cache: Frappe 15 sends none of its own."""

	route = ROUTE

	def __init__(self, path=None, http_status_code=None):
		self.is_mine = cstr(path).strip("/ ") == self.route
		if self.is_mine:
			super().__init__(path, http_status_code)
			self.headers = dict(NO_STORE)

	def can_render(self) -> bool:
		return bool(self.is_mine and super().can_render())


def get_context(context):
	"""The own file; ``file`` is None for a user without one. Guests are sent to the login.

	Raises PageDoesNotExistError (404) for an address that is none of the pages.
	"""
	part = parts.PARTS.get(cstr(frappe.form_dict.get("part")).strip("/ "))
	if not part:
		raise frappe.PageDoesNotExistError
	user = frappe.session.user
	if user == "Guest":
		frappe.local.flags.redirect_location = f"/login?redirect-to={part.address}"
		raise frappe.Redirect(302)
	frappe.local.lang = context.page_lang = page_language()
	context.no_cache = context.has_scripts = 1
	context.languages = LANGUAGES
	context.other_lang = "en" if context.page_lang == "zh" else "zh"
	context.is_large = bool(cint(cookie("vs_large")))
	context.title = parts.titles()[part.route]
	context.login = user
	context.part = part
	make_token()
	context.file = file = own_file.own_file(user)
	if not file:
		return context
	context.tabs, context.menu = parts.tabs(part.route), parts.menu()
	for add in part.add:
		add(context, file)
	return context


def page_language() -> str:
	"""The language of the page: as chosen on it, now or before, else the user's."""
	known = dict(LANGUAGES)
	for chosen in (frappe.form_dict.get("lang"), cookie("vs_lang")):
		if chosen in known:
			_keep_language(chosen)
			return chosen
	return "zh" if printing.is_chinese() else "en"


def _keep_language(chosen: str) -> None:
	"""The choice goes with the reader from page to page."""
	manager = getattr(frappe.local, "cookie_manager", None)
	if manager and chosen != cookie("vs_lang"):
		manager.set_cookie("vs_lang", chosen)


def cookie(name: str) -> str:
	request = getattr(frappe.local, "request", None)
	return cstr(request.cookies.get(name)) if request else ""


def make_token() -> None:
	"""The page posts: its session needs the token (requests by API key have no session to keep it)."""
	if getattr(frappe.local, "session_obj", None):
		frappe.sessions.get_csrf_token()
