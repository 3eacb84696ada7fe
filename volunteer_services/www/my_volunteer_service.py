"""The pages /my-volunteer-service: volunteers see their own file and records, sign up, and report errors
[L67 §12–13]. What each of them holds: portal/services/own/parts.py."""

from urllib.parse import quote

import frappe
from frappe.utils import cstr

from volunteer_services.portal.services import login_code, rendering
from volunteer_services.portal.services.own import parts
from volunteer_services.volunteer_registry.services import own_file

no_cache = 1
sitemap = 0

ROUTE = parts.ROUTE


class OwnPage(rendering.OwnPage):
	route = ROUTE


def get_context(context):
	"""The own file; ``file`` is None for a user without one. Guests are sent to the login.

	Raises PageDoesNotExistError (404) for an address that is none of the pages.
	"""
	part = parts.PARTS.get(cstr(frappe.form_dict.get("part")).strip("/ "))
	if not part:
		raise frappe.PageDoesNotExistError
	user = frappe.session.user
	if user == "Guest":
		door = "/join-volunteers/login" if login_code.is_offered() else "/login"
		frappe.local.flags.redirect_location = f"{door}?redirect-to={part.address}{_wanted()}"
		raise frappe.Redirect(302)
	frappe.local.lang = context.page_lang = rendering.own_language()
	context.no_cache = context.has_scripts = 1
	context.languages = rendering.LANGUAGES
	context.other_lang = "en" if context.page_lang == "zh" else "zh"
	context.is_large = rendering.is_large()
	context.title = parts.titles()[part.route]
	context.login = user
	context.part = part
	rendering.make_token()
	context.file = file = own_file.own_file(user)
	if not file:
		return _acting(context)
	context.tabs, context.menu = parts.tabs(part.route), parts.menu()
	part.fill(context, file)
	return context


def _acting(context):
	"""Whoever has no file may act for somebody who has one."""
	parts.ACTING.fill(context, None)
	if context.acting:
		context.part, context.title = parts.ACTING, parts.titles()["family"]
	return context


def _wanted() -> str:
	"""The activity from whose page a guest comes stays chosen over the login."""
	activity = cstr(frappe.form_dict.get("activity"))[:140]
	return quote(f"?activity={quote(activity)}") if activity else ""
