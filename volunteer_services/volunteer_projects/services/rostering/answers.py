"""When somebody could serve: one answer for all shifts of an activity, which may be changed until its window
closes. Nothing here is a place, and nothing is locked but the own rows."""

from __future__ import annotations

from collections.abc import Collection

import frappe
from frappe import _
from frappe.utils import get_datetime, now, now_datetime

from volunteer_services.exceptions import ActivityStateError, AudienceError, VolunteerStateError
from volunteer_services.foundation.database.names import random_name
from volunteer_services.volunteer_projects.domain.rostering import Answer
from volunteer_services.volunteer_projects.domain.sign_up import EXPECTED
from volunteer_services.volunteer_projects.services import shifts
from volunteer_services.volunteer_projects.services.shifts import AVAILABILITY, PLACES, SIGN_UP
from volunteer_services.volunteer_projects.services.signing import checks, held
from volunteer_services.volunteer_projects.services.signing.checks import Ask
from volunteer_services.volunteer_projects.services.signing.reasons import refuse

# What is asked of people is asked when they are put down for a shift.
_ASKED_NOW = (ActivityStateError, AudienceError, VolunteerStateError)


def answer(activity: str, ask: Ask, could: Collection[str]) -> dict:
	"""Keep what ``ask.volunteer`` says of the shifts to come: they could serve in ``could``, in no others.

	Shifts for which they are put down stay as they are: those are confirmed or declined. Returns the numbers
	{can, cannot}. Raises ActivityStateError, AudienceError, VolunteerStateError, DoesNotExistError.
	"""
	row = _asking(activity)
	planned = shifts.of_activity(activity)
	if not set(could) <= {shift.name for shift in planned}:
		frappe.throw(_("A shift is not one of this activity."), frappe.DoesNotExistError)
	_check(row, ask, planned)
	given = set(
		frappe.get_all(
			SIGN_UP,
			{"activity": activity, "volunteer": ask.volunteer, "status": ["in", list(EXPECTED)]},
			pluck="shift",
		)
	)
	asked = [shift for shift in _to_come(planned) if shift.name not in given]
	_store(row, ask.volunteer, {shift.name: _word(shift.name in could) for shift in asked}, asked)
	can = sum(shift.name in could for shift in asked)
	return {"can": can, "cannot": len(asked) - can}


def _asking(activity: str) -> frappe._dict:
	"""The activity, if it asks anybody at all. Raises ActivityStateError, which tells nothing of others."""
	row = frappe.db.get_value("Service Activity", activity, list(held.ACTIVITY), as_dict=True)
	if (
		not row
		or row.workflow_state != "Published"
		or row.audience == "Closed"
		or not row.collects_availability
	):
		frappe.throw(
			_("This activity does not ask who could serve when."),
			ActivityStateError,
			title=_("When could you serve?"),
		)
	return row


def _to_come(planned: list[frappe._dict]) -> list[frappe._dict]:
	return [shift for shift in planned if get_datetime(shift.starts_on) > now_datetime()]


def _word(could: bool) -> str:
	return (Answer.CAN if could else Answer.CANNOT).value


def _check(activity: frappe._dict, ask: Ask, planned: list[frappe._dict]) -> None:
	"""The notice, its window, whom it calls, and the own file."""
	first = next(iter(_to_come(planned)), None) or frappe._dict(starts_on=activity.starts_on)
	place = frappe._dict(activity=activity, shift=first)
	person = checks.person_of(ask.volunteer)
	refuse([one for one in checks.why_not(place, ask, person) if one.error in _ASKED_NOW], "")


def _store(activity: frappe._dict, volunteer: str, words: dict[str, str], asked: list[frappe._dict]) -> None:
	"""One statement; an answer that stays as it was keeps its time, by which the organiser goes."""
	if not asked:
		return
	stamp, user = now(), frappe.session.user
	full_name = frappe.db.get_value("Volunteer Profile", volunteer, "full_name")
	places = {field: activity.get(field) for field in PLACES}
	rows = [
		{
			"name": random_name(),
			"creation": stamp,
			"modified": stamp,
			"owner": user,
			"modified_by": user,
			"docstatus": 0,
			"idx": 0,
			"activity": activity.name,
			"activity_name": activity.activity_name,
			"shift": shift.name,
			"starts_on": shift.starts_on,
			"ends_on": shift.ends_on,
			"volunteer": volunteer,
			"volunteer_name": full_name,
			"answer": words[shift.name],
			"answered_on": stamp,
			**places,
		}
		for shift in asked
	]
	columns = ", ".join(f"`{column}`" for column in rows[0])
	line = "(" + ", ".join(["%s"] * len(rows[0])) + ")"
	frappe.db.sql(
		f"""insert into `tab{AVAILABILITY}` ({columns}) values {", ".join([line] * len(rows))}
		on duplicate key update
			`answered_on` = if(`answer` = values(`answer`) and `starts_on` = values(`starts_on`)
				and `ends_on` = values(`ends_on`), `answered_on`, values(`answered_on`)),
			`answer` = values(`answer`), `starts_on` = values(`starts_on`), `ends_on` = values(`ends_on`),
			`modified` = values(`modified`), `modified_by` = values(`modified_by`)""",  # noqa: S608 (our columns)
		[value for row in rows for value in row.values()],
	)
