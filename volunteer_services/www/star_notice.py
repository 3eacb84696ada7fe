"""The page /star-notice: whose stars stand under public notice, to everybody, names masked."""

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.api.stars import notice
from volunteer_services.exceptions import RequestLimitError
from volunteer_services.www.verify_certificate import page_language

no_cache = 1
sitemap = 0


def get_context(context):
	"""``notice`` is None when the address has asked too often."""
	lang = page_language()
	frappe.local.lang = lang
	context.no_cache = 1
	context.page_lang = lang
	context.other_lang = "en" if lang == "zh" else "zh"
	context.title = _("Star Recognition: Public Notice")
	context.notice = look_up(min(max(cint(frappe.form_dict.get("page")), 1), 10_000))
	if context.notice is None:
		context.http_status_code = 429
	return context


def look_up(page: int) -> dict | None:
	"""A page of the list; counts with the API's requests of the same address."""
	try:
		return notice(page)
	except RequestLimitError:
		frappe.clear_messages()
		return None
