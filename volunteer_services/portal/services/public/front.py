"""Who records and certifies, as the first page of the public names them."""

import frappe

UNITS = 6
_KEY, _KEPT_SECONDS = "volunteer_services:public_units", 600


def units() -> list[str]:
	"""The recording units that are no predecessors, kept for ten minutes."""
	found = frappe.cache.get_value(_KEY, expires=True)
	if found is None:
		found = frappe.db.sql(
			"""select `unit_name` from `tabRecording Unit` where coalesce(`successor`, '') = ''
			order by `creation`, `name` limit %s""",
			(UNITS,),
			pluck=True,
		)
		frappe.cache.set_value(_KEY, found, expires_in_sec=_KEPT_SECONDS)
	return found
