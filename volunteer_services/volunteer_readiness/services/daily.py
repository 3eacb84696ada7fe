"""What a day does to readiness: qualifications, covers and agreements run out, people are reminded.

Called by the scheduler. The rooms above hear ``readiness_lost`` with the volunteers who lost something, in
the same transaction, so that places that depend on it can be freed.
"""

import frappe
from frappe.utils import getdate, nowdate

from volunteer_services.foundation import events
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.database.batches import batches
from volunteer_services.foundation.database.bulk import update_same
from volunteer_services.volunteer_readiness.services import (
	agreements,
	covers,
	qualifications,
	reminders,
	sessions,
)
from volunteer_services.volunteer_readiness.services.emergency import call_outs


def refresh_readiness() -> None:
	"""Daily: states first, then the reminders, each in a transaction of its own."""
	retry.whole(refresh)
	retry.whole(reminders.remind)
	retry.whole(call_outs.remind)


def refresh(today=None) -> list[str]:
	"""Bring every state to the day, and tell who lost something; returns them. A second run tells nobody."""
	day = getdate(today or nowdate())
	sessions.refresh()
	lost = {
		*qualifications.refresh(day),
		*covers.refresh(day),
		*agreements.refresh(day),
		*_courses_ended(day),
	}
	if lost:
		events.tell("readiness_lost", sorted(lost))
	return sorted(lost)


def _courses_ended(day) -> list[str]:
	"""Those whose pass of a course counts no more, each pass told once."""
	rows = frappe.db.sql(
		"""select `name`, `volunteer` from `tabCourse Attendance`
		where `result` = 'Passed' and `valid_until` < %s and `lapse_told` = 0 order by `name`""",
		(day,),
	)
	for names in batches(name for name, _volunteer in rows):
		update_same("Course Attendance", names, [("lapse_told", 1)])
	return [volunteer for _name, volunteer in rows]
