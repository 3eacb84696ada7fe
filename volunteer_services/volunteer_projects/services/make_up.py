"""Make-up entries 补录, seen from the activity: which ones they are, and that none becomes records without an
approved declaration."""

from collections.abc import Mapping

import frappe
from frappe import _
from frappe.utils import cint, get_datetime, getdate, now_datetime

from volunteer_services.exceptions import MakeUpError
from volunteer_services.foundation.settings import settings, work_calendar
from volunteer_services.volunteer_projects.domain import make_up as rules

DECLARATION = "Make-up Declaration"
DEFAULT_DAYS = 10


def working_days() -> int:
	"""Working days after its end until which an activity is entered like any other; 0: none."""
	days = settings().get("make_up_after_days")
	return DEFAULT_DAYS if days is None else cint(days)


def follow(activity, before) -> None:
	"""Fill in ``is_make_up`` when the days of the activity are entered or moved.

	Later changes of the hours leave it: an activity that was announced in time stays one. What services bring
	in keeps what they say.
	"""
	if not (activity.starts_on and activity.ends_on):
		return
	if before is None:
		if activity.flags.system_transition:
			return
	elif _days(activity) == _days(before):
		return
	activity.is_make_up = int(
		rules.is_make_up(now_datetime(), get_datetime(activity.ends_on), working_days(), work_calendar())
	)


def _days(activity) -> tuple:
	return getdate(activity.starts_on), getdate(activity.ends_on)


def approved(activity: str) -> frappe._dict | None:
	"""The approved declaration of the activity: name, listed."""
	return frappe.db.get_value(
		DECLARATION, {"activity": activity, "workflow_state": "Approved"}, ["name", "listed"], as_dict=True
	)


def check_declared(activity) -> None:
	"""Raise MakeUpError for a make-up entry without an approved declaration."""
	if cint(activity.is_make_up) and not approved(activity.name):
		frappe.throw(
			_(
				"The activity {0} was entered long after it ended: it is a make-up entry. Declare it with"
				" reason and proof (button Make-up Declaration of the activity); records are made once the"
				" declaration is approved."
			).format(activity.activity_name),
			MakeUpError,
			title=_("Make-up Entry"),
		)


def row_problems(activity, served: Mapping[str, rules.Served]) -> dict[str, str]:
	"""Rows of a make-up entry that the approved declaration does not list with these times, each by its name
	with the reason; ``served``: the rows of those present, by name."""
	if not cint(activity.is_make_up):
		return {}
	found = approved(activity.name)
	missing = set(rules.undeclared(served.values(), found.listed if found else ""))
	problem = _("Not in the approved declaration with these times. Correct the row, or declare anew.")
	return {name: problem for name, row in served.items() if row in missing}
