"""Covers: who is insured by which policy on which days.

A cover is planned when somebody is put on the list, sent with it, and confirmed when the insurer has
answered; the days then make it In Force and Lapsed. Only confirmed covers open the gate.
"""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import getdate, now, nowdate

from volunteer_services.exceptions import InsuranceCoverError, OutOfScopeError
from volunteer_services.foundation import access, roles
from volunteer_services.foundation.database.bulk import update_each, update_same
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.volunteer_readiness.domain import insurance

DOCTYPE, POLICY = "Insurance Cover", "Volunteer Insurance Policy"
CONTENT = ("volunteer", "policy", "activity", "from_date", "to_date")


def check_policy(doc) -> None:
	"""Raises InsuranceCoverError."""
	covers = ("covers_service", "covers_training", "covers_drill", "covers_way", "covers_rescue")
	with enforce(InsuranceCoverError, _("Insurance Policy")):
		insurance.check_policy(
			getdate(doc.from_date),
			getdate(doc.to_date),
			doc.min_age or 0,
			doc.max_age or 0,
			(bool(doc.get(field)) for field in covers),
		)


def fill(doc, before) -> None:
	"""The days of the policy where none are entered; what was confirmed stays. Raises InsuranceCoverError."""
	policy = frappe.db.get_value(POLICY, doc.policy, ["from_date", "to_date", "is_disabled"], as_dict=True)
	if not policy:
		return  # the check of links says it
	doc.from_date, doc.to_date = doc.from_date or policy.from_date, doc.to_date or policy.to_date
	changed = before is None or any(str(before.get(f) or "") != str(doc.get(f) or "") for f in CONTENT)
	if not changed:
		return
	if before is not None and before.status != insurance.PLANNED:
		frappe.throw(
			_("{0} was confirmed by the insurer and stays as it is. Enter another cover.").format(doc.name),
			InsuranceCoverError,
			title=_("Insurance Cover"),
		)
	if policy.is_disabled:
		frappe.throw(
			_("The policy {0} is disabled. Choose one in force.").format(doc.policy),
			InsuranceCoverError,
			title=_("Insurance Cover"),
		)
	with enforce(InsuranceCoverError, _("Insurance Cover")):
		insurance.check_cover(
			(getdate(doc.from_date), getdate(doc.to_date)),
			(getdate(policy.from_date), getdate(policy.to_date)),
		)


def mark_sent(names: Iterable[str]) -> int:
	"""The list with these covers was sent to the insurer today. Returns how many were planned."""
	rows = [row for row in _locked(names) if row.status == insurance.PLANNED]
	update_same(DOCTYPE, [row.name for row in rows], {"sent_on": nowdate(), **_touched()}.items())
	return len(rows)


def confirm(names: Iterable[str]) -> int:
	"""The insurer has confirmed these covers. Returns how many were planned until now."""
	today = getdate(nowdate())
	rows = [row for row in _locked(names) if row.status == insurance.PLANNED]
	changes = {
		row.name: {"status": insurance.confirmed_status(row.from_date, row.to_date, today)} for row in rows
	}
	if changes:
		update_each(DOCTYPE, changes, {"confirmed_by": frappe.session.user, **_touched()})
		for name in changes:
			frappe.clear_document_cache(DOCTYPE, name)
	return len(changes)


def refresh(today=None) -> list[str]:
	"""Daily: confirmed covers follow their days. Returns the volunteers whose cover ended."""
	day = getdate(today or nowdate())
	lost = frappe.db.sql_list(
		"""select distinct `volunteer` from `tabInsurance Cover`
		where `status` in ('Insured', 'In Force') and `to_date` < %s order by `volunteer`""",
		(day,),
	)
	frappe.db.sql(
		"""update `tabInsurance Cover`
		set `status` = case when `to_date` < %(day)s then 'Lapsed' else 'In Force' end
		where `status` in ('Insured', 'In Force') and `from_date` <= %(day)s""",
		{"day": day},
	)
	return lost


def _locked(names: Iterable[str]) -> list[frappe._dict]:
	"""The covers of these names under lock. Raises PermissionError, OutOfScopeError."""
	access.require_role(roles.REVIEWERS)
	names = sorted(set(names))
	where = scope.condition(DOCTYPE, by_roles=roles.REVIEWERS) or "1=1"
	rows = frappe.db.sql(
		f"""select `name`, `status`, `from_date`, `to_date` from `tabInsurance Cover`
		where `name` in %s and {where.replace("%", "%%")} order by `name` for update""",  # noqa: S608
		(tuple(names) or ("",),),
		as_dict=True,
	)
	if len(rows) != len(names):
		frappe.throw(
			_("Some of these covers do not exist, or belong to volunteers outside your appointments."),
			OutOfScopeError,
			title=_("Outside Your Scope"),
		)
	return rows


def _touched() -> dict:
	return {"modified": now(), "modified_by": frappe.session.user}
