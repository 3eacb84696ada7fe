"""Why somebody cannot sign up for an activity, told before they try: the same reasons as at the sign-up."""

from __future__ import annotations

import frappe
from frappe.utils import now_datetime

from volunteer_services.exceptions import AudienceError
from volunteer_services.volunteer_projects.services.signing import checks, held
from volunteer_services.volunteer_projects.services.signing.checks import Ask

MOST_SHIFTS = 8


def own(activity: str, volunteer: str) -> list[frappe._dict]:
	"""The shifts to come of an activity that calls anybody, each with the ``reasons`` against the person's
	sign-up (empty: they may) and the ``status`` of the one that they have already.

	Nothing for an activity that is not published or calls somebody else: its name is told to nobody.
	"""
	found = []
	for row in shifts_of(activity, volunteer):
		place = held.look(activity, row.shift)
		against = checks.why_not(place, Ask(volunteer, is_own=True), checks.person_of(volunteer))
		# The passphrase is asked for when they sign up.
		row.reasons = [
			reason.message
			for reason in against
			if not (row.asks_passphrase and reason.error is AudienceError)
		]
		found.append(row)
	return found


def shifts_of(activity: str, volunteer: str) -> list[frappe._dict]:
	"""The shifts to come of an activity that calls anybody, and the ``status`` of the person's sign-up."""
	return frappe.db.sql(
		"""select f.`name` as shift, f.`shift_title`, f.`is_whole`, f.`starts_on`, f.`ends_on`,
			a.`name` as activity, a.`activity_name`, a.`audience` = 'Passphrase' as asks_passphrase,
			if(f.`capacity`, greatest(f.`capacity` - f.`places_taken`, 0), null) as places_left, (
				select s.`status` from `tabActivity Sign Up` s
				where s.`shift` = f.`name` and s.`volunteer` = %(volunteer)s limit 1) as status
		from `tabActivity Shift` f inner join `tabService Activity` a on a.`name` = f.`activity`
		where a.`name` = %(activity)s and a.`workflow_state` = 'Published' and f.`starts_on` > %(now)s
			and coalesce(a.`audience`, '') in ('', 'Public', 'Passphrase')
		order by f.`starts_on`, f.`name` limit %(most)s""",
		{"activity": activity, "volunteer": volunteer, "now": now_datetime(), "most": MOST_SHIFTS},
		as_dict=True,
	)
