"""Volunteers ask for a certificate, and the unit that recorded their service accepts, issues or refuses it
[L67 §14–15] [149]. Whoever issues stands where the service was recorded (谁记录谁证明)."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import add_days, cstr, getdate, now_datetime, nowdate

from volunteer_services.exceptions import CertificateError, ReasonRequiredError
from volunteer_services.foundation.messages import send
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.service_records.domain import certificate_request as rules
from volunteer_services.service_records.domain.certificate_request import Status
from volunteer_services.service_records.services import certificate_entries
from volunteer_services.service_records.services.certifying import certificate_counter

DOCTYPE, PROFILE = "Service Certificate Request", "Volunteer Profile"
MOST_SHOWN = 10


def units(volunteer: str) -> list[frappe._dict]:
	"""The units that recorded service of the volunteer, each with the period of its records."""
	return frappe.db.sql(
		"""select l.`recording_unit`, u.`unit_name`, min(l.`service_date`) as from_date,
			max(l.`service_date`) as to_date
		from `tabService Log` l inner join `tabRecording Unit` u on u.`name` = l.`recording_unit`
		where l.`volunteer` = %s and l.`docstatus` = 1
		group by l.`recording_unit`, u.`unit_name` order by max(l.`service_date`) desc, l.`recording_unit`""",
		(volunteer,),
		as_dict=True,
	)


def of_person(volunteer: str) -> list[frappe._dict]:
	"""The volunteer's latest requests."""
	return frappe.get_all(
		DOCTYPE,
		filters={"volunteer": volunteer},
		fields=[
			"name", "recording_unit", "from_date", "to_date", "status", "purpose", "needs_seal", "reason",
			"certificate", "notice_until", "creation",
		],
		order_by="creation desc, name desc",
		limit=MOST_SHOWN,
	)  # fmt: skip


def ask(volunteer: str, recording_unit: str, from_date, to_date, purpose: str, needs_seal: bool) -> str:
	"""Ask for a certificate; returns the request's name, that of the open one where the same was asked
	already. The caller has proved whose file it is.

	Raises CertificateError without a record of the unit in the period, or with too many open requests.
	"""
	frappe.db.get_value(PROFILE, volunteer, "name", for_update=True)
	wanted = {
		"volunteer": volunteer,
		"recording_unit": recording_unit,
		"from_date": getdate(from_date),
		"to_date": getdate(to_date),
		"needs_seal": int(needs_seal),
	}
	waiting = {"volunteer": volunteer, "status": ["in", sorted(rules.OPEN)]}
	if same := frappe.db.get_value(DOCTYPE, {**waiting, **wanted}):
		return same
	if frappe.db.count(DOCTYPE, waiting) >= rules.MOST_OPEN:
		_refuse(
			_("You have {0} requests that are still open. Withdraw one, or wait for the answer.").format(
				rules.MOST_OPEN
			)
		)
	rows = certificate_entries.collect(volunteer, recording_unit, from_date, to_date, lock=False)
	if not rows:
		_refuse(_("There is no approved record of this unit in the period. Choose another period."))
	last = rows[-1]
	doc = frappe.get_doc(
		{
			"doctype": DOCTYPE,
			**wanted,
			"volunteer_name": frappe.db.get_value(PROFILE, volunteer, "full_name"),
			"purpose": cstr(purpose).strip(),
			"language": "Chinese",
			"status": Status.REQUESTED.value,
			"region": last.region,
			"site": last.site,
			"team": last.team,
		}
	)
	doc.flags.by_service = doc.flags.ignore_permissions = True  # the person asks for what is their own
	return doc.insert().name


def withdraw(volunteer: str, request: str) -> None:
	"""The person takes the request back. Raises PermissionError for somebody else's, CertificateError for a
	closed one."""
	doc = frappe.get_doc(DOCTYPE, request, for_update=True)
	if doc.volunteer != volunteer:
		frappe.throw(
			_("You have no permission for {0}.").format(_(DOCTYPE)),
			frappe.PermissionError,
			title=_("Not Allowed"),
		)
	_move(doc, Status.WITHDRAWN, "")


def decide(request: str, following: Status, reason: str = "") -> dict:
	"""Accept, issue or refuse a request as the session's user: {status, certificate}.

	Raises OutOfScopeError where the service was recorded elsewhere, ReasonRequiredError, CertificateError.
	"""
	doc = frappe.get_doc(DOCTYPE, request, for_update=True)
	place = {field: doc.get(field) for field in ("region", "site", "team")}
	scope.check(certificate_entries.DOCTYPE, place)
	_check_step(doc, following)
	if rules.needs_reason(following) and not reason.strip():
		frappe.throw(_("Say why the request is refused: the person reads it."), ReasonRequiredError)
	if following is Status.ISSUED:
		issued = certificate_counter.issue(
			doc.volunteer, doc.recording_unit, doc.from_date, doc.to_date, purpose=doc.purpose
		)
		doc.certificate = issued["name"]
		doc.notice_until = add_days(nowdate(), rules.NOTICE_DAYS)
	_move(doc, following, reason.strip())
	_tell(doc)
	return {"status": doc.status, "certificate": doc.certificate}


def _move(doc, following: Status, reason: str) -> None:
	_check_step(doc, following)
	doc.status, doc.reason = following.value, reason or None
	doc.decided_by, doc.decided_on = frappe.session.user, now_datetime()
	doc.flags.by_service = doc.flags.ignore_permissions = True  # the caller asked for the right
	doc.save()


def _check_step(doc, following: Status) -> None:
	if not rules.may_become(doc.status, following):
		_refuse(
			_("The request {0} is {1} already.").format(doc.name, _(doc.status, context=DOCTYPE)),
		)


def _tell(doc) -> None:
	user = frappe.db.get_value(PROFILE, doc.volunteer, "user")
	if not user or user == frappe.session.user:
		return
	lang = frappe.db.get_value("User", user, "language") or send.site_language()
	words = {
		Status.ACCEPTED.value: _("Your request for a certificate is being worked on.", lang),
		Status.ISSUED.value: _("Your certificate has been issued. You find it on your page.", lang),
		Status.REFUSED.value: _("Your request for a certificate was refused: {0}", lang).format(doc.reason),
	}
	send.send([send.Line("Service Record", words[doc.status], DOCTYPE, doc.name, user=user)])


def _refuse(message: str) -> None:
	frappe.throw(message, CertificateError, title=_("Request for a Certificate"))
