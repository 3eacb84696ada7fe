"""The page /volunteer-honours: how many hold each star, and who, with masked names."""

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.portal.services import rendering
from volunteer_services.portal.services.public import honours, open_activities

no_cache = 1
sitemap = 1


def get_context(context):
	"""``counts`` of each star; ``holders`` of the one that is asked for, else of the highest."""
	rendering.use_public_language(context)
	rendering.begin_public(context, _("Stars of Our Volunteers"))
	context.counts = honours.counts()
	known = [row.star for row in context.counts]
	asked = cint(frappe.form_dict.get("star"))
	context.star = asked if asked in known else known[0] if known else 0
	context.page_no = open_activities.read(frappe.form_dict).page
	context.holders = honours.holders(context.star, context.page_no) if context.star else None
	context.word = honours.word
	return context
