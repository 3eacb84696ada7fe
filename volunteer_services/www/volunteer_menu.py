"""The page /volunteer-menu: what teams and sites offer, for everybody to see and to order."""

import frappe
from frappe import _

from volunteer_services.portal.services import rendering
from volunteer_services.portal.services.public import menu, regions

no_cache = 1
sitemap = 1


def get_context(context):
	"""One page of the menu, by region and kind."""
	rendering.use_public_language(context)
	rendering.begin_public(context, _("Menu of Services"))
	context.asked = menu.read(frappe.form_dict)
	context.found = menu.listed(context.asked)
	context.kinds, context.regions = menu.kinds(), regions.tree()
	return context
