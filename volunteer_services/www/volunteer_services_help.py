"""The pages /volunteer-services-help: the handbook of the staff, in Chinese, readable by everybody."""

import frappe
from frappe import _

from volunteer_services.portal.services import handbook

no_cache = 1  # Frappe keeps a page by its template, and all of these have one
sitemap = 0


def get_context(context):
	"""``page`` is the one asked for, ``pages`` is the list beside it. Raises PageDoesNotExistError (404)."""
	page = handbook.page(frappe.form_dict.get("page") or handbook.INDEX)
	if not page:
		raise frappe.PageDoesNotExistError
	frappe.local.lang = "zh"
	context.no_cache = 1
	context.title = _("Volunteer Services Help")
	context.page = page
	context.pages = list(handbook.pages().values())
	return context
