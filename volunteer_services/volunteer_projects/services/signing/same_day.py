"""What else a person has on the day of a shift: another place at the time, no rest, too long a day."""

from __future__ import annotations

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import add_to_date, cint, format_date, format_datetime, get_datetime

from volunteer_services.exceptions import DayLoadError, DoubleBookingError
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_projects.domain import day_load
from volunteer_services.volunteer_projects.domain.sign_up import EXPECTED
from volunteer_services.volunteer_projects.services.signing.reasons import Reason

TAKES_TIME = tuple(sorted(EXPECTED | {"Attended", "Left Early"}))


def reasons(held, volunteer: str, full_name: str, allow_overlap: bool, is_here: bool) -> list[Reason]:
	"""Why the shift does not go with what the person has already; the organiser may set each aside.

	Who has come by already (``is_here``) is asked about overlaps only: the organiser stands before them.
	"""
	asked = _asked(held)
	booked = _booked(held, asked, (volunteer,)).get(volunteer, [])
	found = [] if allow_overlap else _overlap(asked, booked, full_name)
	return (
		found if is_here else [*found, *_rest(asked, booked, full_name), *_long_day(asked, booked, full_name)]
	)


def reasons_of_many(held, people: dict[str, str]) -> dict[str, list[Reason]]:
	"""The same for many (volunteer → name) in one query, as it stands now whatever was seen before."""
	asked = _asked(held)
	booked = _booked(held, asked, tuple(people), "lock in share mode")
	return {
		volunteer: [
			*_overlap(asked, theirs, people[volunteer]),
			*_rest(asked, theirs, people[volunteer]),
			*_long_day(asked, theirs, people[volunteer]),
		]
		for volunteer, theirs in booked.items()
	}


def _asked(held) -> day_load.Booked:
	return day_load.Booked(
		held.activity.name,
		held.activity.activity_name,
		get_datetime(held.shift.starts_on),
		get_datetime(held.shift.ends_on),
	)


def _booked(
	held, asked: day_load.Booked, volunteers: tuple[str, ...], lock: str = ""
) -> dict[str, list[day_load.Booked]]:
	"""What people have from the day before to the day after."""
	found: dict[str, list[day_load.Booked]] = defaultdict(list)
	for volunteer, *shift in frappe.db.sql(
		f"""select s.`volunteer`, s.`activity`, s.`activity_name`, s.`starts_on`, s.`ends_on`
		from `tabActivity Sign Up` s where s.`volunteer` in %s and s.`status` in %s and s.`shift` <> %s
			and s.`starts_on` < %s and s.`ends_on` > %s
		order by s.`starts_on`, s.`name` {lock}""",  # noqa: S608 a word of ours
		(
			volunteers or ("",),
			TAKES_TIME,
			held.shift.name,
			add_to_date(asked.ends_on, days=1),
			add_to_date(asked.starts_on, days=-1),
		),
	):
		found[volunteer].append(day_load.Booked(*shift))
	return found


def _overlap(asked, booked, full_name: str) -> list[Reason]:
	"""Nobody is expected in two places at a time (*policy*)."""
	other = day_load.overlapping(asked, booked)
	if not other or cint(settings().allow_double_booking):
		return []
	message = _("At that time {0} is signed up for {1} ({2} to {3}).").format(
		full_name, other.title, format_datetime(other.starts_on), format_datetime(other.ends_on)
	)
	return [Reason(DoubleBookingError, message, _("Double Booking"), may_override=True)]


def _rest(asked, booked, full_name: str) -> list[Reason]:
	needed = cint(settings().rest_minutes)
	near = day_load.too_near(asked, booked, needed)
	if not near:
		return []
	other, between = near
	message = _(
		"{0} is signed up for {1} ({2} to {3}): {4} minutes are between, and {5} are needed for rest and "
		"the way. Choose another shift, or ask the organiser."
	).format(
		full_name,
		other.title,
		format_datetime(other.starts_on),
		format_datetime(other.ends_on),
		between,
		needed,
	)
	return [Reason(DayLoadError, message, _("Rest Between Shifts"), may_override=True)]


def _long_day(asked, booked, full_name: str) -> list[Reason]:
	most = cint(settings().most_hours_a_day)
	day, minutes = day_load.longest_day(asked, booked)
	# One long shift alone is the plan of its organiser; what is limited is to add to a day.
	if not most or minutes <= most * 60 or not booked:
		return []
	message = _(
		"With this shift {0} would serve {1} minutes on {2}; {3} hours a day are the most. "
		"Choose another day, or ask the organiser."
	).format(full_name, minutes, format_date(day), most)
	return [Reason(DayLoadError, message, _("Hours of a Day"), may_override=True)]
