"""Who may sign up for a shift: each reason against it says the rule, the value and the way out."""

from __future__ import annotations

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import add_to_date, cstr, format_datetime, get_datetime, now_datetime

from volunteer_services.exceptions import (
	ActivityStateError,
	AudienceError,
	VolunteerStateError,
)
from volunteer_services.volunteer_projects.services.signing import readiness, same_day
from volunteer_services.volunteer_projects.services.signing.reasons import Reason

NO_SHOW_DAYS = 365


@dataclass(frozen=True)
class Ask:
	"""Who asks to be signed up, and how."""

	volunteer: str
	post: str = ""
	is_own: bool = False
	passphrase: str = ""
	allow_overlap: bool = False
	is_here: bool = False
	"""Comes by while the activity is under way, and is let in at the door."""
	says_when: bool = False
	"""Wants no place yet, and says when they could serve."""


def person_of(volunteer: str) -> frappe._dict:
	"""The volunteer as the checks need them, with how often they did not come in the last year."""
	rows = frappe.db.sql(
		"""select v.`name`, v.`full_name`, v.`primary_team`, (
				select count(*) from `tabActivity Sign Up` s where s.`volunteer` = v.`name`
				and s.`starts_on` > %s and s.`status` = 'No Show') as no_shows
		from `tabVolunteer Profile` v where v.`name` = %s""",
		(add_to_date(now_datetime(), days=-NO_SHOW_DAYS), volunteer),
		as_dict=True,
	)
	return rows[0] if rows else frappe._dict(name=volunteer, full_name=volunteer, no_shows=0)


def why_not(held, ask: Ask, person: frappe._dict) -> list[Reason]:
	"""All reasons against a sign-up, the weightiest first; none: the person may come.

	Raises ActivityPostError for a post that the project does not have.
	"""
	closed = _closed(held, ask)
	if closed:
		return closed
	post = cstr(held.shift.post or ask.post)
	not_ready = readiness.why_not(held.activity, ask.volunteer, post, held.shift.starts_on)
	if any(reason.error is VolunteerStateError for reason in not_ready):
		return not_ready
	return [
		*_audience(held.activity, ask, person),
		*not_ready,
		*same_day.reasons(held, ask.volunteer, person.full_name, ask.allow_overlap, ask.is_here),
	]


def why_not_many(held, people: dict[str, str]) -> dict[str, list[Reason]]:
	"""The same for many whom the organiser puts down, with a bounded number of queries.

	``people``: volunteer → name. What this transaction saw before it got its locks may be older.
	"""
	if closed := _closed(held, Ask("")):
		return dict.fromkeys(people, closed)
	post, day = cstr(held.shift.post), held.shift.starts_on
	not_ready = readiness.why_not_many(held.activity, people, post, day)
	for volunteer, reasons in same_day.reasons_of_many(held, people).items():
		not_ready[volunteer].extend(reasons)
	return not_ready


def _closed(held, ask: Ask) -> list[Reason]:
	activity, now = held.activity, now_datetime()
	title = _("Sign-up Closed")
	over = get_datetime(held.shift.ends_on if ask.is_here else held.shift.starts_on) <= now
	if activity.workflow_state != "Published" or over:
		message = _("Sign-up for {0} is closed: it must be published and not have begun.").format(
			_named(activity, ask)
		)
		return [Reason(ActivityStateError, message, title)]
	begins, ends = activity.sign_up_from, activity.sign_up_until
	if ask.is_own and begins and now < get_datetime(begins):
		message = _("Sign-up for {0} opens on {1}.").format(_named(activity, ask), format_datetime(begins))
		return [Reason(ActivityStateError, message, title)]
	if ask.is_own and ends and now > get_datetime(ends):
		message = _("Sign-up for {0} ended on {1}. Ask the organiser.").format(
			_named(activity, ask), format_datetime(ends)
		)
		return [Reason(ActivityStateError, message, title)]
	if ask.is_own and activity.collects_availability and not ask.says_when:
		message = _(
			"This activity first asks who could serve when. Tick your shifts; "
			"whoever is given one is asked to confirm."
		)
		return [Reason(ActivityStateError, message, title)]
	return []


def _named(activity: frappe._dict, ask: Ask) -> str:
	"""Whoever asks for themselves is not told the name of what they may not see."""
	return _("this activity") if ask.is_own else activity.activity_name


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
	message = _("This activity is for members of its team. Ask the organiser to sign you up.")
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
