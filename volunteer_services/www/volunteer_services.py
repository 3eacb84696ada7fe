"""The page /volunteer-services: what the organisation is and does, for everybody."""

from frappe import _

from volunteer_services.portal.services import rendering
from volunteer_services.portal.services.public import figures, open_activities
from volunteer_services.portal.services.public.front import units

no_cache = 1
sitemap = 1
SHOWN = 6


def get_context(context):
	"""The next activities, the first figures, and who records."""
	rendering.use_public_language(context)
	rendering.begin_public(context, _("Volunteer Services"))
	context.activities = open_activities.listed(open_activities.read({})).rows[:SHOWN]
	context.figures = figures.shown()[:2]
	context.units = units()
	return context
