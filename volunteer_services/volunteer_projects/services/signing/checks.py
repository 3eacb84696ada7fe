"""Who may sign up for a shift: each reason against it says the rule, the value and the way out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.utils import add_to_date, cint, cstr, format_datetime, get_datetime, getdate, now_datetime

from volunteer_services.exceptions import (
	ActivityPostError,
	ActivityStateError,
	AgeGateError,
	AudienceError,
	DoubleBookingError,
	VolunteerStateError,
)
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_projects.domain.sign_up import EXPECTED
from volunteer_services.volunteer_projects.services import posts, projects
from volunteer_services.volunteer_registry.domain.age import age_on
from volunteer_services.volunteer_registry.services.standing import AWAITING_STATES

NO_SHOW_DAYS = 365
_TAKES_TIME = tuple(sorted(EXPECTED | {"Attended", "Left Early"}))


@dataclass(frozen=True)
class Reason:
	"""Why somebody cannot sign up. ``may_override``: the organiser may let them in, with a word why."""

	error: type[Exception]
	message: str
	title: str
	may_override: bool = False


@dataclass(frozen=True)
class Ask:
	"""Who asks to be signed up, and how."""

	volunteer: str
	post: str = ""
	is_own: bool = False
	passphrase: str = ""
	allow_overlap: bool = False


def person_of(volunteer: str) -> frappe._dict:
	"""The volunteer as the checks need them, with how often they did not come in the last year."""
	rows = frappe.db.sql(
		"""select v.`name`, v.`full_name`, v.`workflow_state`, v.`is_restricted`, v.`date_of_birth`,
			v.`primary_team`, v.`user`, (
				select count(*) from `tabActivity Sign Up` s where s.`volunteer` = v.`name`
				and s.`starts_on` > %s and s.`status` = 'No Show') as no_shows
		from `tabVolunteer Profile` v where v.`name` = %s""",
		(add_to_date(now_datetime(), days=-NO_SHOW_DAYS), volunteer),
		as_dict=True,
	)
	return rows[0] if rows else frappe._dict(name=volunteer, full_name=volunteer, no_shows=0)


def why_not(held, ask: Ask, person: frappe._dict) -> list[Reason]:
	"""All reasons against a sign-up, the weightiest first; none: the person may come."""
	day = getdate(held.shift.starts_on)
	found = [*_closed(held, ask), *_standing(person)]
	if found:
		return found
	return [
		*_audience(held.activity, ask, person),
		*_age(held.activity, person, day),
		*_rescue(held.activity, person, day),
		*_post(held, ask, day),
		*_elsewhere(held, ask, person),
	]


def _closed(held, ask: Ask) -> list[Reason]:
	activity, now = held.activity, now_datetime()
	title = _("Sign-up Closed")
	if activity.workflow_state != "Published" or get_datetime(held.shift.starts_on) <= now:
		message = _("Sign-up for {0} is closed: it must be published and not have begun.").format(
			activity.activity_name
		)
		return [Reason(ActivityStateError, message, title)]
	begins, ends = activity.sign_up_from, activity.sign_up_until
	if ask.is_own and begins and now < get_datetime(begins):
		message = _("Sign-up for {0} opens on {1}.").format(activity.activity_name, format_datetime(begins))
		return [Reason(ActivityStateError, message, title)]
	if ask.is_own and ends and now > get_datetime(ends):
		message = _("Sign-up for {0} ended on {1}. Ask the organiser.").format(
			activity.activity_name, format_datetime(ends)
		)
		return [Reason(ActivityStateError, message, title)]
	return []


def _standing(person: frappe._dict) -> list[Reason]:
	if person.workflow_state in {"Registered", *AWAITING_STATES} and not person.is_restricted:
		return []
	message = _("{0} cannot sign up: only registered volunteers and applicants can.").format(person.full_name)
	return [Reason(VolunteerStateError, message, _("Volunteer"))]


def _audience(activity: frappe._dict, ask: Ask, person: frappe._dict) -> list[Reason]:
	"""Whom the notice calls; the staff signs up whom they like."""
	if not ask.is_own or activity.audience in (None, "", "Public"):
		return []
	title = _("Audience")
	if activity.audience == "Passphrase":
		if cstr(activity.passphrase).strip().casefold() == ask.passphrase.strip().casefold():
			return []
		message = _("The passphrase is not that of {0}. Ask the organiser for it.").format(
			activity.activity_name
		)
		return [Reason(AudienceError, message, title)]
	if activity.audience == "Teams" and _is_below(person.primary_team, activity.team):
		return []
	message = _("{0} is for members of its team. Ask the organiser to sign you up.").format(
		activity.activity_name
	)
	return [Reason(AudienceError, message, title)]


def _is_below(team: str | None, above: str | None) -> bool:
	return bool(team and above) and bool(
		frappe.db.sql(
			"""select 1 from `tabVolunteer Team` t inner join `tabVolunteer Team` a
				on a.`lft` <= t.`lft` and a.`rgt` >= t.`rgt`
			where t.`name` = %s and a.`name` = %s""",
			(team, above),
		)
	)


def _age(activity: frappe._dict, person: frappe._dict, day: date) -> list[Reason]:
	youngest, oldest = cint(activity.min_age), cint(activity.max_age)
	if not (youngest or oldest) or not person.date_of_birth:
		return []
	age = age_on(getdate(person.date_of_birth), day)
	if (youngest and age < youngest) or (oldest and age > oldest):
		message = _("{0} is {1} years old on the day; the activity is for ages {2} to {3}.").format(
			person.full_name, age, youngest, oldest or "…"
		)
		return [Reason(AgeGateError, message, _("Age"), may_override=True)]
	return []


def _rescue(activity: frappe._dict, person: frappe._dict, day: date) -> list[Reason]:
	"""Minors are kept from rescue by every route [CYL]; nobody overrides it."""
	if not frappe.db.get_value("Volunteer Project", activity.project, "is_rescue", cache=False):
		return []
	problem = projects.rescue_problem(person.date_of_birth, day)
	return [Reason(AgeGateError, problem, _("Volunteer"))] if problem else []


def _post(held, ask: Ask, day: date) -> list[Reason]:
	title = cstr(held.shift.post or ask.post)
	if not title:
		return []
	try:
		posts.check_person(posts.known(title, held.activity.project), ask.volunteer, day)
	except ActivityPostError as refused:
		frappe.clear_last_message()
		return [Reason(ActivityPostError, cstr(refused), _("Post of the Project"), may_override=True)]
	return []


def _elsewhere(held, ask: Ask, person: frappe._dict) -> list[Reason]:
	"""Nobody is expected in two places at a time (*policy*)."""
	if ask.allow_overlap or cint(settings().allow_double_booking):
		return []
	found = frappe.db.sql(
		"""select s.`activity_name`, s.`starts_on`, s.`ends_on` from `tabActivity Sign Up` s
		where s.`volunteer` = %s and s.`status` in %s and s.`shift` <> %s
			and s.`starts_on` < %s and s.`ends_on` > %s
		order by s.`starts_on` limit 1""",
		(ask.volunteer, _TAKES_TIME, held.shift.name, held.shift.ends_on, held.shift.starts_on),
	)
	if not found:
		return []
	name, starts_on, ends_on = found[0]
	message = _("At that time {0} is signed up for {1} ({2} to {3}).").format(
		person.full_name, name, format_datetime(starts_on), format_datetime(ends_on)
	)
	return [Reason(DoubleBookingError, message, _("Double Booking"), may_override=True)]
