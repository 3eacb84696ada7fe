"""The pages /join-volunteers: anybody applies, sees where the application is, and learns how to log in.
What each of them holds: portal/services/public/joining.py."""

import frappe
from frappe.utils import cstr

from volunteer_services.portal.services.public import joining
from volunteer_services.www.my_volunteer_service import OwnPage, make_token, page_language

sitemap = 1
no_cache = 1


class JoinPage(OwnPage):
	"""These pages, kept out of every cache: a shared telephone must not show what was typed before."""

	route = joining.ROUTE

	def __init__(self, path=None, http_status_code=None):
		super().__init__(path, http_status_code)
		if self.is_mine:
			self.headers.pop("X-Robots-Tag", None)


def get_context(context):
	"""Raises PageDoesNotExistError (404) for an address that is none of the pages."""
	part = cstr(frappe.form_dict.get("part")).strip("/ ")
	if part not in joining.PARTS:
		raise frappe.PageDoesNotExistError
	frappe.local.lang = context.page_lang = page_language()
	context.no_cache = context.has_scripts = context.is_public = 1
	context.other_lang = "en" if context.page_lang == "zh" else "zh"
	context.part, context.title = part, joining.titles()[part]
	context.template, context.script = joining.template(part), joining.script(part)
	if frappe.session.user != "Guest":
		make_token()
	joining.add(context, part)
	return context
