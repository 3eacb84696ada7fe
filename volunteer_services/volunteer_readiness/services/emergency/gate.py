"""Whom a call-out may call: active members of emergency teams who are registered, of full age, hold the
must-certificates of the class and are insured. Asked by every way in, and nobody sets it aside [REG §17]."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from volunteer_services.exceptions import CallOutGateError
from volunteer_services.volunteer_readiness.domain import emergency as rules
from volunteer_services.volunteer_readiness.services import gates
from volunteer_services.volunteer_readiness.services.emergency import members


@dataclass(frozen=True)
class Judged:
	"""The membership by which somebody is called, and why not; without reasons, they may be called."""

	member: frappe._dict | None
	reasons: tuple[dict, ...]


def why_not(call, volunteers: Iterable[str], day: date | None = None) -> dict[str, Judged]:
	"""volunteer → what the gate says. ``call``: document or row with kind, emergency_class and activity."""
	names = list(dict.fromkeys(volunteers))
	day = day or getdate(nowdate())
	rows = members.of(names, day) if names else []
	found = judge(call, rows, day)
	nobody = Judged(None, (_no_member(),))
	return {name: found.get(name, nobody) for name in names}


def judge(call, rows: list[frappe._dict], day: date) -> dict[str, Judged]:
	"""The same for memberships that were read before; of several of one person the best counts."""
	rows = [row for row in rows if not call.emergency_class or row.emergency_class == call.emergency_class]
	musts = members.musts()
	asked = {
		row.emergency_class: rules.conditions(
			musts.get(row.emergency_class, ()), call.kind, call.activity or None
		)
		for row in rows
	}
	groups = defaultdict(list)
	for row in rows:
		groups[asked[row.emergency_class]].append(row.volunteer)
	answers = gates.why_not_groups(groups, day)
	found: dict[str, Judged] = {}
	for row in rows:
		reasons = tuple(answers[asked[row.emergency_class]][row.volunteer])
		best = found.get(row.volunteer)
		if best is None or len(reasons) < len(best.reasons):
			found[row.volunteer] = Judged(row, reasons)
	return found


def refuse(call, volunteers: Iterable[str], day: date | None = None) -> dict[str, Judged]:
	"""Raise CallOutGateError unless everybody may be called; else what the gate says."""
	found = why_not(call, volunteers, day)
	for name, judged in found.items():
		if judged.reasons:
			person = judged.member.full_name if judged.member else name
			frappe.throw(
				_("{0} cannot be called out: {1}").format(
					frappe.utils.escape_html(person),
					" ".join(frappe.utils.escape_html(reason["message"]) for reason in judged.reasons),
				),
				CallOutGateError,
				title=_("Not to Be Called"),
			)
	return found


def _no_member() -> dict:
	return {
		"code": "no_member",
		"message": _("The person is no active member of an emergency team of this class."),
	}
