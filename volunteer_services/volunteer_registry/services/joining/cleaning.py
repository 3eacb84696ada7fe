"""Applications that came to nothing do not stay [PIPL §47]."""

import frappe
from frappe.utils import add_days, cint, nowdate

from volunteer_services.foundation.database import retry
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_registry.domain import joining

APPLICATION = "Volunteer Application"
_AT_ONCE = 200


def delete_old() -> None:
	"""Daily: what was refused or sent back so many days ago is deleted, without a copy in Frappe's bin."""
	retry.whole(delete)


def delete() -> list[str]:
	"""Delete up to 200 of them; returns their numbers. The next run goes on."""
	days = cint(settings().application_days) or 90
	names = frappe.get_all(
		APPLICATION,
		filters={
			"status": ["in", [joining.REFUSED, joining.RETURNED]],
			"decided_on": ["<", add_days(nowdate(), -days)],
		},
		pluck="name",
		order_by="decided_on, name",
		limit=_AT_ONCE,
	)
	for name in names:  # bounded
		frappe.delete_doc(APPLICATION, name, ignore_permissions=True, delete_permanently=True)
	return names
