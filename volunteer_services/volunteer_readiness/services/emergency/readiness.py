"""The readiness list: each active member of the emergency teams, ready or not, with what is lacking in short.

A bounded number of queries, whatever the number of people.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import frappe
from frappe.utils import cint

from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_readiness.domain import emergency as rules
from volunteer_services.volunteer_readiness.services import gates
from volunteer_services.volunteer_readiness.services.emergency import members


def listed(rows: list[frappe._dict], day: date) -> list[frappe._dict]:
	"""The memberships of ``members.where`` with ``lacks``, the short codes of what is lacking on ``day``,
	and ``told``, the gate's sentences."""
	musts = members.musts()
	asked = {name: rules.conditions(musts.get(name, ())) for name in {row.emergency_class for row in rows}}
	groups = defaultdict(list)
	for row in rows:
		groups[asked[row.emergency_class]].append(row.volunteer)
	answers = gates.why_not_groups(groups, day)
	names = tuple({row.volunteer for row in rows})
	declared, drilled = _declared(names, day), _drilled(names, day)
	terms = _terms()
	for row in rows:
		reasons = answers[asked[row.emergency_class]][row.volunteer]
		member = rules.Member(
			refused=tuple(reason["code"] for reason in reasons),
			declared_on=declared.get(row.volunteer),
			drilled_on=drilled.get(row.volunteer),
			has_kin=bool(row.emergency_contact and row.emergency_phone),
		)
		row.lacks = rules.lacks(member, day, terms)
		row.told = [reason["message"] for reason in reasons]
	return rows


def _terms() -> rules.Terms:
	policy = settings()
	return rules.Terms(cint(policy.health_declaration_months) or 12, cint(policy.drill_months) or 12)


def _declared(names: Iterable[str], day: date) -> dict[str, date]:
	"""volunteer → the day of the latest health declaration that somebody has verified."""
	return _dates(
		"""select q.`volunteer`, max(q.`issued_on`) from `tabVolunteer Qualification` as q
		inner join `tabQualification Type` as k on k.`name` = q.`qualification_type`
			and k.`is_health_declaration` = 1
		where q.`volunteer` in %(names)s and q.`status` not in ('Unverified', 'Revoked')
			and q.`issued_on` <= %(day)s
		group by q.`volunteer`""",
		names,
		day,
	)


def _drilled(names: Iterable[str], day: date) -> dict[str, date]:
	"""volunteer → the day of the latest drill to which they came."""
	return _dates(
		"""select a.`volunteer`, max(cast(a.`arrived_on` as date)) from `tabCall-out Response` as a
		inner join `tabEmergency Call-out` as c on c.`name` = a.`call_out` and c.`kind` = 'Drill'
		where a.`volunteer` in %(names)s and cast(a.`arrived_on` as date) <= %(day)s
		group by a.`volunteer`""",
		names,
		day,
	)


def _dates(query: str, names: Iterable[str], day: date) -> dict[str, date]:
	names = tuple(names)
	return dict(frappe.db.sql(query, {"names": names, "day": day})) if names else {}
