"""What a volunteer has learned and holds: qualifications, courses, agreements, insurance, in words for the
page. Study time is no service [L67 §8]."""

import frappe
from frappe import _
from frappe.utils import cint, format_datetime, getdate, now_datetime, nowdate

from volunteer_services.foundation.paper import printing
from volunteer_services.portal.services.own.words import date
from volunteer_services.volunteer_readiness.domain import gates
from volunteer_services.volunteer_readiness.services import covered

QUALIFICATION, ATTENDANCE, AGREEMENT = (
	"Volunteer Qualification",
	"Course Attendance",
	"Volunteer Agreement",
)
_TONES = {
	"Valid": "good", "Expiring": "wait", "Unverified": "wait", "Expired": "bad", "Revoked": "bad",
	"Passed": "good", "Pending": "wait", "Failed": "bad",
	"In Force": "good", "Draft": "wait",
}  # fmt: skip
_MOST, _SESSIONS = 50, 10


def add(context, file) -> None:
	"""Put ``qualifications``, ``courses``, ``sessions``, ``agreements``, ``insurance`` into the context."""
	context.qualifications = [_qualification(row) for row in qualifications(file.name)]
	context.courses = [_course(row) for row in _attended(file.name)]
	context.sessions = [_session(row) for row in _to_come()]
	context.agreements = [_agreement(row) for row in _agreements(file.name)]
	context.insurance = _insurance(file.name)


def qualifications(volunteer: str) -> list[frappe._dict]:
	"""The volunteer's qualifications, those that end first before the others."""
	return frappe.db.sql(
		"""select q.`name`, t.`title`, q.`number`, q.`issuer`, q.`status`, q.`valid_until`, q.`lapses_on`
		from `tabVolunteer Qualification` q
		inner join `tabQualification Type` t on t.`name` = q.`qualification_type`
		where q.`volunteer` = %s
		order by q.`status` = 'Revoked', q.`lapses_on` is null, q.`lapses_on`, q.`name` limit %s""",
		(volunteer, _MOST),
		as_dict=True,
	)


def _qualification(row) -> frappe._dict:
	return frappe._dict(
		name=row.name,
		title=row.title,
		facts=" · ".join(part for part in (row.number, row.issuer) if part),
		state=_(row.status, context=QUALIFICATION),
		tone=_TONES.get(row.status, ""),
		until=_("valid until {0}").format(date(row.valid_until)) if row.valid_until else "",
	)


def _attended(volunteer: str) -> list[frappe._dict]:
	return frappe.db.sql(
		"""select a.`name`, c.`title`, a.`organiser`, a.`attended_on`, a.`minutes`, a.`result`,
			a.`certificate_no`, a.`verification_code`, a.`valid_until`
		from `tabCourse Attendance` a inner join `tabVolunteer Course` c on c.`name` = a.`course`
		where a.`volunteer` = %s order by a.`attended_on` desc, a.`name` limit %s""",
		(volunteer, _MOST),
		as_dict=True,
	)


def _course(row) -> frappe._dict:
	facts = [date(row.attended_on), printing.hours_text(row.minutes) if row.minutes else "", row.organiser]
	if row.valid_until:
		facts.append(_("valid until {0}").format(date(row.valid_until)))
	return frappe._dict(
		name=row.name,
		title=row.title,
		facts=" · ".join(fact for fact in facts if fact),
		state=_(row.result, context=ATTENDANCE),
		tone=_TONES.get(row.result, ""),
		number=row.certificate_no,
		code=row.verification_code if row.result == "Passed" else "",
	)


def _to_come() -> list[frappe._dict]:
	return frappe.db.sql(
		"""select s.`name`, c.`title`, s.`starts_on`, s.`place`, s.`organiser`, s.`contact`, s.`capacity`,
			s.`head_count`
		from `tabCourse Session` s inner join `tabVolunteer Course` c on c.`name` = s.`course`
		where s.`status` = 'Not Started' and s.`starts_on` > %s order by s.`starts_on`, s.`name` limit %s""",
		(now_datetime(), _SESSIONS),
		as_dict=True,
	)


def _session(row) -> frappe._dict:
	facts = [format_datetime(row.starts_on), row.place, row.organiser, row.contact]
	left = cint(row.capacity) - cint(row.head_count) if cint(row.capacity) else None
	return frappe._dict(
		name=row.name,
		title=row.title,
		facts=" · ".join(fact for fact in facts if fact),
		places="" if left is None else _("{0} places left").format(left) if left > 0 else _("No Places Left"),
	)


def _agreements(volunteer: str) -> list[frappe._dict]:
	return frappe.get_all(
		AGREEMENT,
		filters={"volunteer": volunteer, "workflow_state": ["!=", "Draft"]},
		fields=["name", "needed_because", "workflow_state", "from_date", "to_date"],
		order_by="from_date desc, name",
		limit=_MOST,
	)


def _agreement(row) -> frappe._dict:
	return frappe._dict(
		name=row.name,
		title=_(row.needed_because, context=AGREEMENT),
		period=" – ".join(date(day) for day in (row.from_date, row.to_date) if day),
		state=_(row.workflow_state, context=AGREEMENT),
		tone=_TONES.get(row.workflow_state, ""),
	)


def _insurance(volunteer: str) -> frappe._dict:
	"""Whether today's service is insured, as the gate sees it."""
	row = frappe.db.get_value(
		"Volunteer Profile", volunteer, ["date_of_birth as born", "workflow_state"], as_dict=True
	)
	row.born = getdate(row.born) if row.born else None
	held, planned = covered.scopes({volunteer: row}, gates.Conditions(), getdate(nowdate()))[volunteer]
	if gates.SERVICE in held:
		return frappe._dict(tone="good", words=_("You are insured for your service today."))
	if gates.SERVICE in planned:
		return frappe._dict(
			tone="wait", words=_("Your insurance is asked for; the insurer has not confirmed.")
		)
	return frappe._dict(
		tone="wait",
		words=_(
			"No insurance of your own is on file today. For risky activities the organiser insures you first."
		),
	)
