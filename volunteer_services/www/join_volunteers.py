"""The pages /join-volunteers: anybody applies, sees where the application is, and learns how to log in.
What each of them holds: portal/services/public/joining.py."""

import frappe
from frappe.utils import cstr

from volunteer_services.portal.services import rendering
from volunteer_services.portal.services.public import joining

sitemap = 1
no_cache = 1


class JoinPage(rendering.OwnPage):
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
	rendering.use_public_language(context)
	rendering.begin_public(context, joining.titles()[part])
	context.has_scripts = True
	# "template" and "script" are words of the engine itself.
	context.part, context.section, context.section_script = part, joining.template(part), joining.script(part)
	if frappe.session.user != "Guest":
		rendering.make_token()
	joining.add(context, part)
	return context
