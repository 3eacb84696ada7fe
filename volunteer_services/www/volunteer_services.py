"""The page /volunteer-services: what the organisation is and does, for everybody."""

import frappe
from frappe import _

from volunteer_services.portal.services.public.front import public_page
from volunteer_services.www.verify_certificate import page_language

sitemap = 1


def get_context(context):
	"""``page`` is what portal/services/public/front.py tells; ``is_guest`` asks to log in."""
	lang = page_language()
	frappe.local.lang = lang
	context.no_cache = 1
	context.page_lang = lang
	context.other_lang = "en" if lang == "zh" else "zh"
	context.title = _("Volunteer Services")
	context.page = public_page()
	context.is_guest = frappe.session.user == "Guest"
	return context
