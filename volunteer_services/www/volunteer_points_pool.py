"""The page /volunteer-points-pool: the public pool of points accounts to everybody [S4]."""

import frappe
from frappe import _

from volunteer_services.api.points import pool_statement
from volunteer_services.exceptions import RequestLimitError
from volunteer_services.portal.services import rendering

no_cache = 1
sitemap = 0


def get_context(context):
	"""``statement`` is None when the address has asked too often."""
	rendering.use_public_language(context)
	rendering.begin_public(context, _("Public Pool of Time Points"))
	context.is_public = False
	context.back = ("/volunteer-services", _("Volunteer Services"))
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
