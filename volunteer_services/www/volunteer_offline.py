"""The page /volunteer-offline: shown without network, it holds the check-in code that this phone has kept."""

from frappe import _

from volunteer_services.portal.services import rendering

no_cache = 1
sitemap = 0


def get_context(context):
	"""Nothing of anybody: the phone fills it in."""
	rendering.use_public_language(context)
	rendering.begin_public(context, _("No Network"))
	context.is_public = False
	return context
