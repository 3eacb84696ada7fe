"""How the pages of this app are rendered: those of one person stay out of every cache, those of the public
come from one, and each speaks the language that its reader chose."""

from __future__ import annotations

from urllib.parse import urlencode

import frappe
from frappe.utils import cint, cstr
from frappe.website.page_renderers.template_page import TemplatePage
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from volunteer_services.foundation import limits
from volunteer_services.foundation.paper import printing

LANGUAGES = (("zh", "简体"), ("zh-TW", "繁體"), ("en", "English"))
NO_STORE = {
	"Cache-Control": "no-store, no-cache, must-revalidate, private",
	"X-Robots-Tag": "noindex, nofollow",
}
_TRADITIONAL = ("zh-TW", "zh-HK", "zh-MO", "zh-Hant")
_ASKED_FOR = ("zh", *_TRADITIONAL, "en")
KEPT_SECONDS = 60
MOST_KEPT = 1000
"""Pages that are kept anew in a minute: whoever invents addresses does not fill the memory."""
# Pages of the public, and the words of an address that make one differ from another.
PUBLIC = {
	"volunteer-services": (),
	"volunteer-activities": ("name", "region", "day", "time", "kind", "places", "page"),
	"volunteer-sites": ("name", "region", "page"),
	"volunteer-honours": ("star", "page"),
	"volunteer-rewards": ("kind", "page"),
	"volunteer-figures": (),
}
# A page that depends on more than that is made anew each time.
_NEVER_KEPT = ("lat", "lon")
_PREFIX = "volunteer_services:page:"


class OwnPage(TemplatePage):
	"""A page of one person: Frappe 15 sends no headers of its own that keep it out of caches."""

	route = ""

	def __init__(self, path=None, http_status_code=None):
		self.is_mine = cstr(path).strip("/ ") == self.route
		if self.is_mine:
			super().__init__(path, http_status_code)
			self.headers = dict(NO_STORE)

	def can_render(self) -> bool:
		return bool(self.is_mine and super().can_render())


class PublicPage(TemplatePage):
	"""A page that is the same for everybody: made once a minute for each address and language."""

	def __init__(self, path=None, http_status_code=None):
		self.page = cstr(path).strip("/ ")
		self.is_public = self.page in PUBLIC
		if self.is_public:
			super().__init__(path, http_status_code)

	def can_render(self) -> bool:
		return bool(self.is_public and super().can_render())

	def render(self):
		key = self._key()
		html = key and frappe.cache.get_value(key, expires=True)
		if not html:
			html = self.get_html()
			if (
				key
				and self.http_status_code == 200
				and limits.take("kept pages", "everybody", MOST_KEPT, seconds=KEPT_SECONDS)
			):
				frappe.cache.set_value(key, html, expires_in_sec=KEPT_SECONDS)
		self.headers = {
			"Cache-Control": f"public, max-age={KEPT_SECONDS}" if key else "no-store",
			"Vary": "Accept-Language, Cookie",
		}
		return self.build_response(html)

	def _key(self) -> str:
		asked = frappe.form_dict
		if frappe.conf.developer_mode or any(asked.get(word) for word in _NEVER_KEPT):
			return ""
		words = urlencode(
			[(word, cstr(asked.get(word))[:140]) for word in PUBLIC[self.page] if asked.get(word)]
		)
		return f"{_PREFIX}{self.page}:{public_language()}:{int(is_large())}:{words}"


def begin_public(context, title: str) -> None:
	"""What every page of the public has in its context, whoever reads it."""
	context.no_cache = 1  # kept by PublicPage: Frappe keeps a page by its path alone
	context.is_public = True
	context.languages = LANGUAGES
	context.is_large = is_large()
	context.title = title


def use_public_language(context) -> None:
	"""Before any word of a page of the public is translated."""
	frappe.local.lang = context.page_lang = public_language()
	context.other_lang = "en" if context.page_lang == "zh" else "zh"


def public_language() -> str:
	"""As chosen on the page, now or before, else as the browser asks, else Chinese."""
	if chosen := _chosen():
		return chosen
	accepted = parse_accept_header(cstr(frappe.get_request_header("Accept-Language")), LanguageAccept)
	found = accepted.best_match(_ASKED_FOR, default="zh")
	return "zh-TW" if found in _TRADITIONAL else found


def own_language() -> str:
	"""As chosen on the page, now or before, else the user's."""
	if chosen := _chosen():
		return chosen
	if frappe.local.lang in _TRADITIONAL:
		return "zh-TW"
	return "zh" if printing.is_chinese() else "en"


def _chosen() -> str:
	known = dict(LANGUAGES)
	for chosen in (frappe.form_dict.get("lang"), cookie("vs_lang")):
		if chosen in known:
			_keep_language(chosen)
			return chosen
	return ""


def _keep_language(chosen: str) -> None:
	"""The choice goes with the reader from page to page."""
	manager = getattr(frappe.local, "cookie_manager", None)
	if manager and chosen != cookie("vs_lang"):
		manager.set_cookie("vs_lang", chosen)


def is_large() -> bool:
	"""Whether the reader has chosen large type."""
	return bool(cint(cookie("vs_large")))


def cookie(name: str) -> str:
	request = getattr(frappe.local, "request", None)
	return cstr((getattr(request, "cookies", None) or {}).get(name))


def make_token() -> None:
	"""A page that posts: its session needs the token (requests by API key have no session to keep it)."""
	if getattr(frappe.local, "session_obj", None):
		frappe.sessions.get_csrf_token()
