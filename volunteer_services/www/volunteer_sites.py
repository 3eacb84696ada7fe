"""The pages /volunteer-sites: where volunteers and neighbours are welcome, and each with its checklist."""

import frappe
from frappe import _
from frappe.utils import cstr

from volunteer_services.portal.services import rendering
from volunteer_services.portal.services.public import open_activities, regions, sites

no_cache = 1
sitemap = 1


def get_context(context):
	"""``one`` is the site of the address, else ``found`` is a page of the list.

	Raises PageDoesNotExistError (404) for a site that is closed or unknown.
	"""
	rendering.use_public_language(context)
	if name := cstr(frappe.form_dict.get("name")).strip("/ "):
		context.one = sites.one(name[:140])
		if not context.one:
			raise frappe.PageDoesNotExistError
		rendering.begin_public(context, context.one.title)
		context.back = (f"/{sites.ROUTE}", _("All service sites"))
		return context
	rendering.begin_public(context, _("Service Sites"))
	context.asked = open_activities.read(frappe.form_dict)
	context.found = sites.listed(context.asked)
	context.regions = regions.tree()
	return context
