"""The pages /volunteer-needs: anybody asks for help, and reads the answer by the number."""

import frappe
from frappe.utils import cstr

from volunteer_services.portal.services import rendering
from volunteer_services.portal.services.public import needs

sitemap = 1
no_cache = 1


class NeedPage(rendering.OwnPage):
	"""These pages, kept out of every cache: a shared telephone must not show what was typed before."""

	route = needs.ROUTE

	def __init__(self, path=None, http_status_code=None):
		super().__init__(path, http_status_code)
		if self.is_mine:
			self.headers.pop("X-Robots-Tag", None)


def get_context(context):
	"""Raises PageDoesNotExistError (404) for an address that is none of the pages."""
	part = cstr(frappe.form_dict.get("part")).strip("/ ")
	if part not in needs.PARTS:
		raise frappe.PageDoesNotExistError
	rendering.use_public_language(context)
	rendering.begin_public(context, needs.titles()[part])
	context.has_scripts = True
	context.part, context.section = part, needs.template(part)
	context.section_script = needs.script(part)
	if frappe.session.user != "Guest":
		rendering.make_token()
	needs.add(context, part, frappe.form_dict)
	return context
