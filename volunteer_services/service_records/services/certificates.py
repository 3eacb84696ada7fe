"""Certificates of service records: how they are issued, superseded, replaced and revoked [L67 §14–17].

Whoever issues or supersedes locks the volunteer first, so that no correction runs in between.
"""

import secrets

import frappe
from frappe import _
from frappe.model.naming import getseries
from frappe.utils import cint, cstr, getdate, now, nowdate

from volunteer_services.exceptions import CertificateError, CertificateStatusError, ReasonRequiredError
from volunteer_services.foundation import roles
from volunteer_services.foundation.database.savepoint import tried
from volunteer_services.foundation.domain import verification
from volunteer_services.service_records.services.certificate_entries import DOCTYPE
from volunteer_services.volunteer_registry.services import locks

MAY_REVOKE = frozenset(roles.CITY_UP)
# Given by services only: refused when they come from a form, an import or the API.
GUARDED = (
	"status",
	"certificate_no",
	"verification_code",
	"issued_on",
	"status_reason",
	"status_changed_on",
	"superseded_by",
)
_SERIAL_DIGITS = 6


def issue(doc) -> None:
	"""Give number, code, date and the status Valid to a certificate that is being submitted."""
	doc.issued_on = getdate(nowdate())
	doc.certificate_no = next_number(doc.credit_code, doc.issued_on.year)
	doc.verification_code = verification.make_code(secrets.token_bytes(verification.RANDOM_BYTES))
	doc.status = "Valid"
	doc.status_changed_on = now()


def next_number(credit_code: str, year: int) -> str:
	"""The next certificate number of a unit: the 9 characters that name the body in its credit code, year,
	serial. The series row is locked until the transaction ends, so that no number is given twice."""
	prefix = cstr(credit_code)[8:17]
	serial = cint(getseries(f"SC-{prefix}-{year}-", _SERIAL_DIGITS))
	return verification.certificate_no(prefix, year, serial)


def prepare(volunteer: str, recording_unit: str, from_date, to_date, **values):
	"""Insert a draft certificate with its entries; returns the document."""
	return frappe.get_doc(
		{
			"doctype": DOCTYPE,
			"volunteer": volunteer,
			"recording_unit": recording_unit,
			"from_date": from_date,
			"to_date": to_date,
			**values,
		}
	).insert()


def issue_for_all_units(volunteer: str, from_date, to_date, **values) -> dict[str, list[dict]]:
	"""Issue one certificate for each recording unit that recorded service of the volunteer in the period.

	Returns ``issued`` (name, recording_unit) and ``skipped`` (recording_unit, reason): units outside the
	user's scope issue their own.
	"""
	units = frappe.db.sql(
		"""select distinct `recording_unit` from `tabService Log` where `volunteer` = %s and `docstatus` = 1
		and `service_date` between %s and %s and `recording_unit` is not null order by `recording_unit`""",
		(volunteer, getdate(from_date), getdate(to_date)),
	)
	result: dict[str, list[dict]] = {"issued": [], "skipped": []}
	for (unit,) in units:
		with tried() as outcome:
			doc = prepare(volunteer, unit, from_date, to_date, **values)
			doc.submit()
		if outcome.problem:
			result["skipped"].append({"recording_unit": unit, "reason": outcome.problem})
		else:
			result["issued"].append({"name": doc.name, "recording_unit": unit})
	return result


def check_guarded(doc, before=None) -> None:
	"""Raise CertificateStatusError when number, code, dates or status were changed by hand."""
	if doc.flags.by_service:
		return
	for field in GUARDED:
		old = before.get(field) if before else None
		if field == "status" and not before:
			old = "Draft"
		new = doc.get(field) or ("Draft" if field == "status" else None)
		if cstr(new) != cstr(old):
			_refuse_change(doc, field)


def _refuse_change(doc, field: str) -> None:
	frappe.throw(
		_("{0} is not entered by hand: it follows from issuing, correcting a record or revoking.").format(
			frappe.bold(_(doc.meta.get_label(field)))
		),
		CertificateStatusError,
		title=_("Not Editable"),
	)


def check_db_set(doc, fields) -> None:
	"""The same rule for a write that passes validation by."""
	changed = [field for field in fields if field in GUARDED]
	if changed and not doc.flags.by_service:
		_refuse_change(doc, changed[0])


def supersede(logs: list[str], reason: str | None = None) -> list[str]:
	"""Mark the valid certificates that show one of these logs as superseded. The caller holds the volunteer's
	lock. Returns their names; harmless when repeated."""
	if not logs:
		return []
	rows = frappe.db.sql(
		"""select c.`name` from `tabService Certificate` c
		inner join `tabService Certificate Entry` e on e.`parent` = c.`name`
		where e.`parenttype` = %s and e.`service_log` in %s and c.`docstatus` = 1 and c.`status` = 'Valid'
		order by c.`name` for update""",
		(DOCTYPE, tuple(logs)),
	)
	names = list(dict.fromkeys(row[0] for row in rows))
	for name in names:
		set_status(
			frappe.get_doc(DOCTYPE, name),
			"Superseded",
			reason or _("A service record that it shows was corrected or cancelled."),
		)
	return names


def set_status(doc, status: str, reason: str, superseded_by: str | None = None) -> None:
	"""Change the status of an issued certificate, with a comment that says who and why."""
	values = {"status": status, "status_reason": reason, "status_changed_on": now()}
	if superseded_by:
		values["superseded_by"] = superseded_by
	doc.flags.by_service = True
	doc.db_set(values)
	doc.flags.by_service = False
	doc.add_comment("Info", _("{0}: {1}").format(_(status), reason))


def revoke(name: str, reason: str) -> None:
	"""Revoke an issued certificate, with a reason. City officers and the manager may, within their scope."""
	doc = frappe.get_doc(DOCTYPE, name)
	doc.check_permission("write")
	if not MAY_REVOKE.intersection(frappe.get_roles()):
		frappe.throw(
			_("A certificate is revoked by a city officer or the volunteer services manager only."),
			frappe.PermissionError,
			title=_("Not Allowed"),
		)
	if not cstr(reason).strip():
		frappe.throw(
			_("Say why the certificate {0} is revoked.").format(doc.certificate_no or name),
			ReasonRequiredError,
		)
	locks.lock_volunteers([doc.volunteer])
	if doc.docstatus != 1 or doc.status == "Revoked":
		frappe.throw(
			_("{0} is {1}: only an issued certificate can be revoked, and once only.").format(
				name, _(doc.status, context="Service Certificate")
			),
			CertificateStatusError,
		)
	set_status(doc, "Revoked", reason.strip())


def check_replaced(doc) -> None:
	"""What a new certificate replaces is an issued one of the same volunteer and recording unit."""
	if not doc.replaces:
		return
	old = frappe.db.get_value(
		DOCTYPE, doc.replaces, ["volunteer", "recording_unit", "docstatus", "superseded_by"], as_dict=True
	)
	if (
		old.docstatus != 1
		or old.superseded_by
		or (old.volunteer, old.recording_unit) != (doc.volunteer, doc.recording_unit)
	):
		frappe.throw(
			_(
				"{0} cannot be replaced: choose a valid one of this volunteer and unit, not replaced before."
			).format(doc.replaces),
			CertificateError,
			title=_("Replaces"),
		)


def reissue(name: str):
	"""A draft that replaces an issued certificate, with the records as they are now; returns the document."""
	old = frappe.get_doc(DOCTYPE, name)
	old.check_permission("read")
	return prepare(
		old.volunteer,
		old.recording_unit,
		old.from_date,
		old.to_date,
		purpose=old.purpose,
		requested_by_name=old.requested_by_name,
		language=old.language,
		replaces=old.name,
	)


def mark_replaced(doc) -> None:
	"""After the issue: the certificate that it replaces points to it, and is no longer valid."""
	if not doc.replaces:
		return
	old = frappe.get_doc(DOCTYPE, doc.replaces)
	status = "Revoked" if old.status == "Revoked" else "Superseded"
	reason = old.status_reason or _("Replaced by the certificate {0}.").format(doc.certificate_no)
	set_status(old, status, reason, superseded_by=doc.name)
