"""The page /volunteer-kiosk: the tablet at a site's door, on which people check in and out.

It shows no list of people and takes no login: portal/services/kiosk.py.
"""

import frappe
from frappe import _
from frappe.utils import cstr

from volunteer_services.portal.services import kiosk, rendering
from volunteer_services.volunteer_projects.services.kiosk import device

no_cache = 1
sitemap = 0


class KioskPage(rendering.OwnPage):
	route = kiosk.ROUTE


def get_context(context):
	"""``kiosk``: the open one of this browser; ``sites``: those for which its user may open one."""
	rendering.use_public_language(context)
	rendering.begin_public(context, _("Check-in Kiosk"))
	context.is_public = False
	context.has_scripts = 1
	context.is_guest = frappe.session.user == "Guest"
	context.kiosk, context.sites = None, []
	if context.is_guest:
		context.kiosk = kiosk.here()
		return context
	rendering.make_token()
	context.sites = device.sites()
	context.wanted = cstr(frappe.form_dict.get("site"))[:140]
	return context
