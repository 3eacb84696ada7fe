"""The script /volunteer-services-worker.js, which a phone keeps for the time without network."""

import hashlib

from frappe.utils.jinja_globals import bundled_asset

no_cache = 1
sitemap = 0


def get_context(context):
	"""``sheet``: the address of the style as it was bundled; ``kept`` changes with it."""
	context.no_cache = 1
	context.sheet = bundled_asset("portal.bundle.css")
	context.kept = hashlib.sha256(context.sheet.encode()).hexdigest()[:12]
	return context
