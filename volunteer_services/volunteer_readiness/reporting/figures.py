"""The room's figures on the workspace: what is to be verified, what ends soon, who is uninsured, open claims,
covers to confirm, call-outs that run."""

import frappe

from volunteer_services.foundation.reporting.query import Where
from volunteer_services.volunteer_readiness.reporting import expiring as qualifications
from volunteer_services.volunteer_readiness.reporting import uninsured as risks
from volunteer_services.volunteer_readiness.services.emergency.states import CALL_OUT, CALLING

OPEN_CLAIMS = ("Reported", "Accepted", "Papers Wanted", "Under Assessment")
RUNNING = CALLING


def to_verify() -> int:
	"""Qualifications in scope that nobody has verified, without those that the user entered."""
	where = Where("Volunteer Qualification", "held").add("{t}.`status` = 'Unverified'")
	where.add("coalesce({t}.`entered_by`, '') <> %(user)s", user=frappe.session.user)
	return _count("Volunteer Qualification", where)


def expiring() -> int:
	"""Qualifications in scope that end within the days of the settings and were not renewed."""
	return len(qualifications.found({}))


def uninsured() -> int:
	"""Services to come in scope, a person and day each, with risk and without insurance [REG §17]."""
	return len(risks.lacking(risks.at_risk({})))


def open_claims() -> int:
	"""Claims in scope that nobody has decided on."""
	where = Where("Insurance Claim", "held").add("{t}.`workflow_state` in %(states)s", states=OPEN_CLAIMS)
	return _count("Insurance Claim", where)


def covers_to_confirm() -> int:
	"""Covers in scope that the insurer has not confirmed."""
	return _count("Insurance Cover", Where("Insurance Cover", "held").add("{t}.`status` = 'Planned'"))


def open_call_outs() -> int:
	"""Call-outs in scope that were ordered and are not over."""
	return _count(CALL_OUT, Where(CALL_OUT, "held").add("{t}.`workflow_state` in %(states)s", states=RUNNING))


def _count(doctype: str, where: Where) -> int:
	query = f"select count(*) from `tab{doctype}` as `held` where {where.sql}"  # noqa: S608
	return frappe.db.sql(query, where.params)[0][0]
