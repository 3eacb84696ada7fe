"""The gate for the rooms above: why somebody may not serve on a day, for one or for many at once.

Asked at sign-up, confirmation and check-in alike. An empty list means that the person may serve. What a
volunteer should not do (``service_limits``) is a note for the leader and no reason: ``notes``.
"""

from collections.abc import Iterable, Mapping
from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate

from volunteer_services.exceptions import ConditionsError
from volunteer_services.foundation.rules import enforce
from volunteer_services.volunteer_readiness.domain import conditions as rules
from volunteer_services.volunteer_readiness.domain import gates
from volunteer_services.volunteer_readiness.services import facts

Asked = gates.Conditions | Mapping
"""Conditions as the object, or as a mapping of its fields."""


def why_not(volunteer: str, conditions: Asked, day: date | str) -> list[dict]:
	"""The reasons for which ``volunteer`` may not serve on ``day``; each has code, message (in the user's
	language), rule, value, way_out and may_override. Raises ConditionsError."""
	return why_not_many([volunteer], conditions, day)[volunteer]


def why_not_many(volunteers: Iterable[str], conditions: Asked, day: date | str) -> dict[str, list[dict]]:
	"""The same for many: volunteer → reasons, with at most nine queries whatever their number.

	Nobody's rights are asked: the caller knows whom the user may ask about. Raises ConditionsError.
	"""
	names = list(dict.fromkeys(volunteers))
	asked = read(conditions)
	return why_not_groups({asked: names}, day)[asked]


def why_not_groups(
	groups: Mapping[gates.Conditions, Iterable[str]], day: date | str
) -> dict[gates.Conditions, dict[str, list[dict]]]:
	"""The same for groups of people of whom different things are asked, by the same queries: conditions →
	volunteer → reasons. The conditions are of one project and activity."""
	asked, day = rules.together(groups), getdate(day)
	names = list(dict.fromkeys(name for people in groups.values() for name in people))
	policy = facts.policy(asked.skills) if names else gates.Policy()
	people = facts.people(names, asked, day)
	return {
		conditions: {
			name: [
				reason.told(_) for reason in gates.why_not(people.get(name), conditions, day, policy, name)
			]
			for name in group
		}
		for conditions, group in groups.items()
	}


def read(conditions: Asked) -> gates.Conditions:
	"""Conditions as the object. Raises ConditionsError for a field that is none, or that holds no such
	value."""
	if isinstance(conditions, gates.Conditions):
		return conditions
	with enforce(ConditionsError, _("Conditions of Service")):
		return rules.read(conditions)


def notes(volunteers: Iterable[str]) -> dict[str, str]:
	"""volunteer → what they should not do, for those whose file says so."""
	names = tuple(dict.fromkeys(volunteers))
	if not names:
		return {}
	return dict(
		frappe.db.sql(
			"""select `name`, `service_limits` from `tabVolunteer Profile`
			where `name` in %s and coalesce(`service_limits`, '') <> ''""",
			(names,),
		)
	)
