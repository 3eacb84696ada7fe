"""The page /star-notice: whose stars stand under public notice, to everybody, names masked."""

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.api.stars import notice
from volunteer_services.exceptions import RequestLimitError
from volunteer_services.portal.services import rendering

no_cache = 1
sitemap = 0


def get_context(context):
	"""``notice`` is None when the address has asked too often."""
	rendering.use_public_language(context)
	rendering.begin_public(context, _("Star Recognition: Public Notice"))
	context.is_public = False
	context.back = ("/volunteer-services", _("Volunteer Services"))
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
