"""The page /volunteer-figures: the organisation in figures, each with what it counts."""

from frappe import _

from volunteer_services.portal.services import rendering
from volunteer_services.portal.services.public import figures

no_cache = 1
sitemap = 1


def get_context(context):
	"""``figures`` with their definitions, and the bars of the last twelve months."""
	rendering.use_public_language(context)
	rendering.begin_public(context, _("Our Service in Figures"))
	context.figures = figures.shown()
	context.chart = figures.chart()
	return context
