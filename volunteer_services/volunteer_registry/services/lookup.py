"""Finding a volunteer of elsewhere by exact name and last four digits: masked, limited, logged.

Without it a visitor from another district could not be recorded (design §4).
"""

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.exceptions import LookupLimitError, LookupQuestionError
from volunteer_services.foundation import access, limits
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_registry.domain.contact import last_four as last_four_of
from volunteer_services.volunteer_registry.domain.identity import mask_name
from volunteer_services.volunteer_registry.services import identity, visitors

_CANDIDATES = 100


def find(name: str, last_four: str) -> list[dict]:
	"""Registered volunteers of exactly this name whose mobile or ID number ends with these four characters.

	Each with volunteer_no, masked name, team and state. Raises LookupLimitError, LookupQuestionError.
	"""
	_count_request()
	digits = last_four_of(last_four)
	if not name.strip() or digits is None or len(last_four.strip()) != 4:
		frappe.throw(
			_("Enter the full name and exactly four characters of the mobile or ID number."),
			LookupQuestionError,
			title=_("Not Understood"),
		)
	found = [row for row in _of_name(name) if _matches(row, digits)]
	access.record(
		"volunteer_services.api.lookup.find",
		"Volunteer Profile",
		", ".join(row.name for row in found)[:140] or None,
		_("{0} found").format(len(found)),
	)
	visitors.note(row.name for row in found)
	return [
		{
			"volunteer_no": row.name,
			"masked_name": mask_name(row.full_name),
			"team_name": row.team_name,
			"state": row.workflow_state,
		}
		for row in found
	]


def of_pass(volunteer: str) -> dict:
	"""The person whose signed pass was shown: the number and whether the user may see the file; of elsewhere
	masked, counted and logged like any look-up. Raises LookupLimitError."""
	if frappe.has_permission("Volunteer Profile", "read", volunteer):
		return {"volunteer": volunteer, "is_seen": True}
	_count_request()
	row = frappe.db.get_value(
		"Volunteer Profile", volunteer, ["full_name", "primary_team", "workflow_state"], as_dict=True
	)
	access.record("volunteer_services.api.check_in.whose", "Volunteer Profile", volunteer)
	visitors.note([volunteer])
	return {
		"volunteer": volunteer,
		"is_seen": False,
		"masked_name": mask_name(row.full_name) if row else "",
		"team_name": frappe.db.get_value("Volunteer Team", row.primary_team, "team_name") if row else "",
		"state": _(row.workflow_state, context="Volunteer Profile") if row else "",
	}


def _of_name(name: str) -> list[frappe._dict]:
	return frappe.db.sql(
		"""select p.`name`, p.`full_name`, p.`mobile_last_four`, p.`workflow_state`, t.`team_name`
		from `tabVolunteer Profile` p left join `tabVolunteer Team` t on t.`name` = p.`primary_team`
		where p.`full_name` = %s and p.`workflow_state` in ('Applied', 'Pending Review', 'Registered')
			and p.`is_restricted` = 0
		order by p.`name` limit %s""",
		(" ".join(name.split()), _CANDIDATES),
		as_dict=True,
	)


def _matches(row, digits: str) -> bool:
	return row.mobile_last_four == digits or identity.ends_with(row.name, digits)


def _count_request() -> None:
	"""Guesses count too."""
	if not take_allowance(1):
		frappe.throw(
			_("You have looked up as many people as one hour allows. Go on later."),
			LookupLimitError,
			title=_("Too Many Look-ups"),
		)


def take_allowance(wanted: int) -> int:
	"""Take up to ``wanted`` look-ups from the user's allowance of this hour; returns how many are granted."""
	limit = cint(settings().lookup_requests_per_hour) or 30
	return limits.take("lookup", frappe.session.user, limit, wanted)
