"""The page /volunteer-rewards: what points can be redeemed for, for everybody to see."""

import frappe
from frappe import _

from volunteer_services.portal.services import rendering
from volunteer_services.portal.services.own.points import KINDS
from volunteer_services.portal.services.public import open_activities
from volunteer_services.time_bank.services.rewards import catalogue

no_cache = 1
sitemap = 1


def get_context(context):
	"""``found`` is a page of the catalogue."""
	rendering.use_public_language(context)
	rendering.begin_public(context, _("Rewards for Points"))
	kind = frappe.form_dict.get("kind")
	context.kind = kind if kind in KINDS else ""
	context.kinds = [(one, _(one, context="Reward Item")) for one in KINDS]
	page = open_activities.read(frappe.form_dict).page
	context.found = catalogue.catalogue(reward_type=context.kind or None, page=page)
	context.has_more = context.found.page < context.found.pages
	return context
