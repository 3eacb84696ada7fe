"""The pages /volunteer-activities: what anybody may sign up for, and one activity with its notice."""

import frappe
from frappe import _
from frappe.utils import cstr

from volunteer_services.portal.services import rendering
from volunteer_services.portal.services.public import open_activities

no_cache = 1
sitemap = 1


def get_context(context):
	"""``one`` is the activity of the address, else ``found`` is a page of the list, by the filters in it.

	Raises PageDoesNotExistError (404) for an activity that calls not the public.
	"""
	rendering.use_public_language(context)
	if name := cstr(frappe.form_dict.get("name")).strip("/ "):
		context.one = open_activities.one(name[:140], open_activities.read(frappe.form_dict).page)
		if not context.one:
			raise frappe.PageDoesNotExistError
		rendering.begin_public(context, context.one.title)
		context.back = (f"/{open_activities.ROUTE}", _("All activities"))
		return context
	rendering.begin_public(context, _("Activities to Sign Up For"))
	context.asked = open_activities.read(frappe.form_dict)
	context.found = open_activities.listed(context.asked)
	context.choices = open_activities.choices()
	return context
