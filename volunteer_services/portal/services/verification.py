"""The public check of certificates: constant-shape answers, no personal data but a masked name [L67 §17]."""

import frappe
from frappe.utils import cint, cstr

from volunteer_services.foundation.domain.errors import VerificationCodeError
from volunteer_services.foundation.domain.verification import format_code, normalise_code
from volunteer_services.foundation.domain.worktime import hours_of
from volunteer_services.volunteer_registry.domain.identity import mask_name

MAX_LENGTH = 60
STAR_STATUS = {"Granted": "valid", "Revoked": "revoked"}
PLAQUE_STATUS = {
	"Designated": "valid",
	"Active": "valid",
	"Concluded": "valid",
	"Plaque Revoked": "revoked",
}
EMPTY = {
	"status": "unknown",
	"kind": None,
	"code": None,
	"certificate_no": None,
	"holder": None,
	"title": None,
	"unit": None,
	"programme": None,
	"points": None,
	"minutes": None,
	"hours": None,
	"from_date": None,
	"to_date": None,
	"issued_on": None,
	"changed_on": None,
	"reason": None,
}


def check(code: str) -> dict:
	"""The answer for a code as somebody typed it.

	``status`` is valid, superseded, revoked, cancelled (a donation) or unknown; the other keys are always
	there, None when unknown. ``minutes`` and ``hours`` are the service time shown, ``points`` those donated;
	``programme`` and ``reason`` (of a revocation) are those of a plaque, or the course of a training; dates
	are ISO strings.
	"""
	try:
		stored = normalise_code(cstr(code)[:MAX_LENGTH])
	except VerificationCodeError:
		return dict(EMPTY)
	answer = _certificate(stored) or _star(stored) or _donation(stored) or _plaque(stored)
	answer = answer or _training(stored) or {}
	return {**EMPTY, **answer}


def _certificate(code: str) -> dict | None:
	row = frappe.db.get_value(
		"Service Certificate",
		{"verification_code": code, "docstatus": 1},
		[
			"status",
			"certificate_no",
			"volunteer_name",
			"unit_name",
			"total_minutes",
			"from_date",
			"to_date",
			"issued_on",
			"status_changed_on",
		],
		as_dict=True,
	)
	if not row:
		return None
	return {
		"status": row.status.lower(),
		"kind": "Service Certificate",
		"code": format_code(code),
		"certificate_no": row.certificate_no,
		"holder": mask_name(cstr(row.volunteer_name)),
		"unit": row.unit_name,
		"minutes": cint(row.total_minutes),
		"hours": float(hours_of(cint(row.total_minutes))),
		"from_date": cstr(row.from_date),
		"to_date": cstr(row.to_date),
		"issued_on": cstr(row.issued_on),
		"changed_on": None if row.status == "Valid" else cstr(row.status_changed_on)[:10],
	}


def _star(code: str) -> dict | None:
	row = frappe.db.get_value(
		"Star Award",
		{"verification_code": code, "status": ["in", list(STAR_STATUS)]},
		[
			"status",
			"certificate_no",
			"volunteer_name",
			"title",
			"star",
			"granting_unit",
			"minutes_at_award",
			"awarded_on",
		],
		as_dict=True,
	)
	if not row:
		return None
	unit = row.granting_unit and frappe.db.get_value("Recording Unit", row.granting_unit, "unit_name")
	return {
		"status": STAR_STATUS[row.status],
		"kind": "Star Certificate",
		"code": format_code(code),
		"certificate_no": row.certificate_no,
		"holder": mask_name(cstr(row.volunteer_name)),
		"title": row.title or f"{row.star}★",
		"unit": unit or None,
		"minutes": cint(row.minutes_at_award),
		"hours": float(hours_of(cint(row.minutes_at_award))),
		"issued_on": cstr(row.awarded_on) or None,
	}


def _training(code: str) -> dict | None:
	"""The certificate of a course that was passed; study time is no service time and is not shown as one."""
	row = frappe.db.get_value(
		"Course Attendance",
		{"verification_code": code, "result": "Passed"},
		["certificate_no", "volunteer_name", "course", "organiser", "attended_on", "valid_until"],
		as_dict=True,
	)
	if not row:
		return None
	return {
		"status": "valid",
		"kind": "Training Certificate",
		"code": format_code(code),
		"certificate_no": row.certificate_no,
		"holder": mask_name(cstr(row.volunteer_name)),
		"programme": row.course,
		"unit": row.organiser,
		"to_date": cstr(row.valid_until) or None,
		"issued_on": cstr(row.attended_on) or None,
	}


def _donation(code: str) -> dict | None:
	"""The certificate of thanks for a donation of points; who received them is nobody's business."""
	row = frappe.db.get_value(
		"Points Donation",
		{"verification_code": code, "docstatus": ["in", [1, 2]]},
		[
			"name",
			"docstatus",
			"certificate_no",
			"from_kind",
			"donor_name",
			"points",
			"donated_on",
			"modified",
		],
		as_dict=True,
	)
	if not row:
		return None
	name = cstr(row.donor_name)
	return {
		"status": "valid" if row.docstatus == 1 else "cancelled",
		"kind": "Points Donation Certificate",
		"code": format_code(code),
		"certificate_no": row.certificate_no,
		"holder": name if row.from_kind == "Team" else mask_name(name),
		"points": cint(row.points),
		"issued_on": cstr(row.donated_on)[:10] or None,
		"changed_on": None if row.docstatus == 1 else cstr(row.modified)[:10],
	}


def _plaque(code: str) -> dict | None:
	"""The plaque of a pilot site (授牌): its holder is a place, no person; 摘牌 shows day and reason."""
	row = frappe.db.get_value(
		"Pilot Site",
		{"verification_code": code, "workflow_state": ["in", list(PLAQUE_STATUS)]},
		[
			"workflow_state",
			"plaque_no",
			"site_name",
			"programme",
			"awarding_body",
			"designated_on",
			"plaque_revoked_on",
			"revoke_reason",
		],
		as_dict=True,
	)
	if not row:
		return None
	status = PLAQUE_STATUS[row.workflow_state]
	unit = row.awarding_body and frappe.db.get_value("Recording Unit", row.awarding_body, "unit_name")
	return {
		"status": status,
		"kind": "Plaque Certificate",
		"code": format_code(code),
		"certificate_no": row.plaque_no,
		"holder": row.site_name,
		"unit": unit or None,
		"programme": frappe.db.get_value("Pilot Programme", row.programme, "programme_name"),
		"issued_on": cstr(row.designated_on) or None,
		"changed_on": cstr(row.plaque_revoked_on) or None if status == "revoked" else None,
		"reason": row.revoke_reason if status == "revoked" else None,
	}
