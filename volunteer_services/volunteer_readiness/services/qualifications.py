"""Qualifications: entering, verifying, revoking, and what a day does to them.

Whoever verifies saw the original: somebody else than who entered it, and not the person. The status follows
from the days; it is written here and by the daily job only.
"""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import cint, getdate, nowdate

from volunteer_services.exceptions import (
	OutOfScopeError,
	QualificationError,
	ReasonRequiredError,
	SelfApprovalError,
)
from volunteer_services.foundation import access, events, roles
from volunteer_services.foundation.database.bulk import update_each, update_same
from volunteer_services.foundation.documents import comments
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_readiness.domain import validity
from volunteer_services.volunteer_readiness.domain.gates import REVOKED, UNVERIFIED
from volunteer_services.volunteer_registry.services import logins

DOCTYPE = "Volunteer Qualification"
CONTENT = ("volunteer", "qualification_type", "number", "level", "issuer", "issued_on", "valid_until", "file")
_ROW = """q.`name`, q.`volunteer`, q.`status`, q.`entered_by`, q.`valid_until`, v.`user`, v.`former_users`,
	t.`recheck_months`"""


def expiring_days() -> int:
	"""Days before its end from which a qualification counts as expiring."""
	return cint(settings().expiring_days) or 60


def check_entry(doc, before) -> None:
	"""What was verified stays as it was verified; the end is proposed from the type. Raises
	QualificationError."""
	changed = before is None or any((before.get(f) or "") != (doc.get(f) or "") for f in CONTENT)
	if not changed:
		return
	if before is not None and before.status != UNVERIFIED:
		frappe.throw(
			_("{0} was decided on and stays as it is. Enter the renewed one as a new qualification.").format(
				doc.name
			),
			QualificationError,
			title=_(DOCTYPE),
		)
	doc.entered_by = frappe.session.user
	issued_on = getdate(doc.issued_on) if doc.issued_on else None
	if issued_on and not doc.valid_until and before is None:
		months = cint(frappe.db.get_value("Qualification Type", doc.qualification_type, "valid_months"))
		doc.valid_until = validity.last_day(issued_on, months)
	with enforce(QualificationError, _(DOCTYPE)):
		valid_until = getdate(doc.valid_until) if doc.valid_until else None
		validity.check_dates(issued_on, valid_until, getdate(nowdate()))
	doc.lapses_on = doc.valid_until or None


def verify(names: Iterable[str]) -> int:
	"""The session's user has seen the originals: the qualifications count from now on, or go on counting
	after a check. Returns how many.

	Raises PermissionError, OutOfScopeError, SelfApprovalError, QualificationError for a revoked one.
	"""
	rows = _locked(names, roles.REVIEWERS)
	today = getdate(nowdate())
	for row in rows:
		_check_other(row)
		if row.status == REVOKED:
			frappe.throw(
				_("{0} was revoked. Enter the new certificate as another qualification.").format(row.name),
				QualificationError,
				title=_(DOCTYPE),
			)
	changes = {}
	for row in rows:
		recheck = validity.last_day(today, cint(row.recheck_months))
		term = validity.Term(row.valid_until, recheck)
		changes[row.name] = {
			"status": term.status(today, expiring_days()),
			"recheck_on": recheck,
			"lapses_on": term.lapses_on,
		}
	if changes:
		stamp = {"verified_by": frappe.session.user, "verified_on": today, "told_days": 0}
		update_each(DOCTYPE, changes, {**stamp, **_touched()})
		_forget(changes)
		comments.many(DOCTYPE, dict.fromkeys(changes, _("Verified against the original")), "Workflow")
	return len(changes)


def revoke(names: Iterable[str], reason: str) -> int:
	"""The qualifications count no more, with a reason; the rooms above hear that the people lost something.

	Raises PermissionError, OutOfScopeError, SelfApprovalError, ReasonRequiredError.
	"""
	reason = reason.strip()
	if not reason:
		frappe.throw(
			_("Say why the qualification is revoked."), ReasonRequiredError, title=_("Reason Missing")
		)
	rows = [row for row in _locked(names, roles.REVIEWERS) if row.status != REVOKED]
	for row in rows:
		_check_own(row)
	if rows:
		values = {"status": REVOKED, "revoked_reason": reason, **_touched()}
		update_same(DOCTYPE, [row.name for row in rows], values.items())
		text = _("Revoke", context=DOCTYPE) + ": " + frappe.utils.escape_html(reason)
		comments.many(DOCTYPE, dict.fromkeys((row.name for row in rows), text), "Workflow")
		events.tell("readiness_lost", sorted({row.volunteer for row in rows if row.status != UNVERIFIED}))
	return len(rows)


def refresh(today=None) -> list[str]:
	"""Daily: what runs out becomes Expiring, what has run out Expired; set-based, and harmless when repeated.
	Returns the volunteers who lost one."""
	day = getdate(today or nowdate())
	ahead = frappe.utils.add_days(day, expiring_days())
	lost = frappe.db.sql_list(
		"""select distinct `volunteer` from `tabVolunteer Qualification`
		where `status` in %s and `lapses_on` < %s order by `volunteer`""",
		(validity.RUNNING, day),
	)
	for status, where in (
		(validity.EXPIRED, "`lapses_on` < %(day)s"),
		(validity.EXPIRING, "`lapses_on` between %(day)s and %(ahead)s"),
		(validity.VALID, "(`lapses_on` is null or `lapses_on` > %(ahead)s)"),
	):
		frappe.db.sql(
			f"""update `tabVolunteer Qualification` set `status` = %(status)s
			where `status` in ('Valid', 'Expiring') and `status` <> %(status)s and {where}""",  # noqa: S608
			{"status": status, "day": day, "ahead": ahead},
		)
	return lost


def _locked(names: Iterable[str], by_roles: tuple[str, ...]) -> list[frappe._dict]:
	"""The rows of these names under lock, all of them in the reach of an appointment with such a role."""
	access.require_role(by_roles)
	names = sorted(set(names))
	where = scope.condition(DOCTYPE, by_roles=by_roles, alias="q") or "1=1"
	rows = frappe.db.sql(
		f"""select {_ROW} from `tabVolunteer Qualification` as q
		inner join `tabVolunteer Profile` as v on v.`name` = q.`volunteer`
		inner join `tabQualification Type` as t on t.`name` = q.`qualification_type`
		where q.`name` in %s and {where.replace("%", "%%")} order by q.`name` for update""",  # noqa: S608
		(tuple(names) or ("",),),
		as_dict=True,
	)
	if len(rows) != len(names):
		frappe.throw(
			_("Some of these qualifications do not exist, or belong to people outside your appointments."),
			OutOfScopeError,
			title=_("Outside Your Scope"),
		)
	return rows


def _check_other(row) -> None:
	_check_own(row)
	if row.entered_by == frappe.session.user and frappe.session.user != "Administrator":
		frappe.throw(
			_("You entered {0}: somebody else verifies it against the original.").format(row.name),
			SelfApprovalError,
			title=_("Not Allowed"),
		)


def _check_own(row) -> None:
	if frappe.session.user in logins.of(row):
		frappe.throw(
			_("{0} is your own: somebody else must decide on it.").format(row.name),
			SelfApprovalError,
			title=_("Not Allowed"),
		)


def _touched() -> dict:
	return {"modified": frappe.utils.now(), "modified_by": frappe.session.user}


def _forget(names: Iterable[str]) -> None:
	for name in names:
		frappe.clear_document_cache(DOCTYPE, name)
