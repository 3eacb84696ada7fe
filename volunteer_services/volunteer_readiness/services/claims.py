"""Claims after an accident: told within the hours of the settings, papers complete, paid or refused,
closed."""

import frappe
from frappe import _
from frappe.utils import cint, flt, get_datetime, now_datetime

from volunteer_services.exceptions import InsuranceClaimError
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_readiness.domain import errors, insurance
from volunteer_services.volunteer_readiness.services import places


def fill(doc, before) -> None:
	"""Who was hurt, the place, the papers that are needed, and whether the insurer was told in time."""
	if doc.volunteer:
		doc.injured_name = frappe.db.get_value("Volunteer Profile", doc.volunteer, "full_name")
	if before is None or any(before.get(field) != doc.get(field) for field in ("activity", "volunteer")):
		found = places.of_activity(doc.activity) if doc.activity else {}
		if not found and doc.volunteer:
			found = places.of_volunteer(doc.volunteer)
		doc.update({column: value for column, value in found.items() if value})
	if before is None and not doc.papers:
		for paper in _papers():
			doc.append("papers", {"paper": paper, "is_required": 1})
	doc.is_late = int(
		insurance.is_told_late(
			get_datetime(doc.known_on),
			get_datetime(doc.insurer_informed_on) if doc.insurer_informed_on else None,
			now_datetime(),
			cint(settings().claim_hours) or 48,
		)
	)


def check(doc) -> None:
	"""Raises InsuranceClaimError."""
	if doc.injured_kind == "Volunteer" and not doc.volunteer:
		_refuse(_("Enter the volunteer who was hurt."))
	if not doc.injured_name:
		_refuse(_("Enter the name of whoever was hurt."))
	if not doc.region:
		_refuse(_("Enter the activity, or the region in which it happened."))
	with enforce(InsuranceClaimError, _("Insurance Claim")):
		insurance.check_claim_times(get_datetime(doc.happened_on), get_datetime(doc.known_on))


def take_step(doc, action: str) -> None:
	"""What a step of the workflow asks for. Raises InsuranceClaimError."""
	if action == "Take Up Claim":
		doc.case_handler = frappe.session.user
		if not doc.policy:
			_refuse(_("Enter the policy under which the accident is claimed."))
	elif action == "Send to Insurer":
		with enforce(InsuranceClaimError, _("Insurance Claim")):
			insurance.check_papers(
				(row.paper, bool(cint(row.is_required)), bool(row.received_on)) for row in doc.papers
			)
		if not doc.insurer_informed_on:
			_refuse(_("Enter when the insurer was informed."))
	elif action == "Enter Payment":
		with enforce(InsuranceClaimError, _("Insurance Claim")):
			if flt(doc.amount_paid) <= 0 or not doc.compensated_by:
				raise errors.AmountPaidError()


def _papers() -> list[str]:
	return [_("Accident report"), _("Proof of service"), _("Medical report"), _("Medical invoices")]


def _refuse(message: str) -> None:
	frappe.throw(message, InsuranceClaimError, title=_("Insurance Claim"))
