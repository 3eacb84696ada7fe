"""Messages that did not go out, for the home page of those who see to the channels."""

import frappe
from frappe import _
from frappe.utils import add_days, nowdate

from volunteer_services.foundation.messages.further import DOCTYPE, FAILED, GIVEN_UP
from volunteer_services.foundation.reporting.agenda import Wait

LOOKS_BACK_DAYS = 14
_STATES = (FAILED, GIVEN_UP)


def not_delivered() -> Wait:
	"""Messages of the last two weeks that are tried again or were given up; none for who may not read."""
	count, since, first = 0, None, add_days(nowdate(), -LOOKS_BACK_DAYS)
	if frappe.has_permission(DOCTYPE, "read"):
		count, since = frappe.db.sql(
			f"""select count(*), min(`creation`) from `tab{DOCTYPE}`
			where `state` in %s and `creation` >= %s""",  # noqa: S608
			(_STATES, first),
		)[0]
	options = {"state": ["in", list(_STATES)], "creation": [">=", str(first)]}
	return Wait(_("Messages Not Delivered"), count, since, DOCTYPE, options)
