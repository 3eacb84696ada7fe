"""Volunteers from elsewhere: whoever records their service has looked them up today (design §4).

Without a look-up any number could be written on a draft, whose refusal or whose linked fields then tell
about the person. A look-up is by exact name and last four digits, counted and logged; what it finds holds
for the day.
"""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import nowdate

from volunteer_services.exceptions import UnknownVisitorError
from volunteer_services.foundation.scope import conditions as scope

PROFILE = "Volunteer Profile"
_A_DAY = 24 * 3600


def note(volunteers: Iterable[str]) -> None:
	"""The session's user found these volunteers today."""
	for volunteer in volunteers:
		frappe.cache.set_value(_key(volunteer), 1, expires_in_sec=_A_DAY)


def refuse_unknown(volunteers: Iterable[str | None]) -> None:
	"""Raise UnknownVisitorError for a volunteer whom the session's user neither sees nor looked up today.

	The refusal names the number that was sent and nothing else.
	"""
	names = sorted({name for name in volunteers if name})
	where = scope.condition(PROFILE)
	if not names or not where:
		return
	rows = frappe.db.sql(
		f"select `name` from `tabVolunteer Profile` where `name` in %s and {where}",  # noqa: S608
		(tuple(names),),
	)
	seen = {row[0] for row in rows}
	for name in names:
		if name not in seen and not frappe.cache.get_value(_key(name), expires=True):
			message = _(
				"The volunteer {0} is not of your place. Look the person up by name and last four digits, "
				"then record the service."
			).format(frappe.utils.escape_html(name))
			frappe.throw(message, UnknownVisitorError, title=_("Outside Your Scope"))


def _key(volunteer: str) -> str:
	return f"volunteer_services:visitor:{frappe.session.user}:{nowdate()}:{volunteer}"
