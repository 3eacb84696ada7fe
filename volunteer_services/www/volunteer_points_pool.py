"""The page /volunteer-points-pool: the public pool of points accounts to everybody [S4]."""

import frappe
from frappe import _

from volunteer_services.api.points import pool_statement
from volunteer_services.exceptions import RequestLimitError
from volunteer_services.www.verify_certificate import page_language

no_cache = 1
sitemap = 0


def get_context(context):
	"""``statement`` is None when the address has asked too often."""
	lang = page_language()
	frappe.local.lang = lang
	context.no_cache = 1
	context.page_lang = lang
	context.other_lang = "en" if lang == "zh" else "zh"
	context.title = _("Public Pool of Time Points")
	context.statement = look_up()
	if context.statement is None:
		context.http_status_code = 429
	return context


def look_up() -> dict | None:
	"""The statement; counts with the API's requests of the same address."""
	try:
		return pool_statement()
	except RequestLimitError:
		frappe.clear_messages()
		return None
