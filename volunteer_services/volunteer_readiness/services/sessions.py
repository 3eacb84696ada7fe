"""Sessions of courses and who attended them: single rows, and whole lists at once.

Whoever runs a session enters its attendances. [L67 §8] the record holds name, main content, study time,
organiser and date of the training. Study time enters no total of service.
"""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import cint, flt, get_datetime, getdate, now, now_datetime

from volunteer_services.exceptions import ReasonRequiredError, TrainingError
from volunteer_services.foundation import access
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_readiness.domain import training
from volunteer_services.volunteer_readiness.services import certificates

SESSION, COURSE, ATTENDANCE = "Course Session", "Volunteer Course", "Course Attendance"
CANCELLED = "Cancelled"


def policy(course: str) -> training.CoursePolicy:
	"""What a pass of the course asks for; the percentage of the settings where the course names none."""
	row = frappe.db.get_value(
		COURSE, course, ["min_attendance_percent", "pass_mark", "valid_months"], as_dict=True
	)
	percent = cint(row.min_attendance_percent) or cint(settings().min_attendance_percent)
	return training.CoursePolicy(percent, cint(row.pass_mark), cint(row.valid_months))


def fill(doc) -> None:
	"""Place, minutes and status of a session. Raises TrainingError."""
	if doc.site and not doc.region:
		doc.region = frappe.db.get_value("Service Site", doc.site, "region")
	if not doc.region:
		frappe.throw(
			_("Enter the site or the region that holds the session."),
			TrainingError,
			title=_("Course Session"),
		)
	starts_on, ends_on = get_datetime(doc.starts_on), get_datetime(doc.ends_on)
	hours = flt(frappe.db.get_value(COURSE, doc.course, "hours"))
	with enforce(TrainingError, _("Course Session")):
		doc.session_minutes = training.session_minutes(starts_on, ends_on, hours)
	if doc.status != CANCELLED:
		doc.status = training.session_status(starts_on, ends_on, now_datetime())


def refuse_change(doc, before) -> None:
	"""A session with attendances keeps its course and its times: results rest on them. Raises
	TrainingError."""
	fixed = ("course", "starts_on", "ends_on")
	if before is None or all(str(before.get(field)) == str(doc.get(field)) for field in fixed):
		return
	if frappe.db.exists(ATTENDANCE, {"session": doc.name}):
		frappe.throw(
			_("Attendances of {0} are recorded: its course and its times stay.").format(doc.name),
			TrainingError,
			title=_("Course Session"),
		)


def cancel(session: str, reason: str) -> None:
	"""Cancel a session that nobody attended yet. Raises PermissionError, ReasonRequiredError,
	TrainingError."""
	access.require_permission(SESSION, "write", session)
	if not reason.strip():
		frappe.throw(_("Say why the session is cancelled."), ReasonRequiredError, title=_("Reason Missing"))
	doc = frappe.get_doc(SESSION, session, for_update=True)
	if frappe.db.exists(ATTENDANCE, {"session": session}):
		frappe.throw(
			_("Attendances of {0} are recorded, so it took place.").format(session),
			TrainingError,
			title=_("Course Session"),
		)
	doc.status, doc.cancelled_reason, doc.flags.by_service = CANCELLED, reason.strip(), True
	doc.save()


def refresh(now_=None) -> None:
	"""Daily: sessions that have begun or ended since."""
	moment = get_datetime(now_ or now())
	frappe.db.sql(
		"""update `tabCourse Session`
		set `status` = case when `ends_on` <= %(now)s then 'Ended' else 'In Progress' end
		where `status` in ('Not Started', 'In Progress') and `starts_on` <= %(now)s""",
		{"now": moment},
	)


def open_session(name: str):
	"""The session's row for entering attendances. Raises TrainingError for one that is cancelled or to
	come."""
	row = frappe.db.get_value(
		SESSION,
		name,
		["name", "course", "organiser", "site", "region", "status", "starts_on", "session_minutes"],
		as_dict=True,
	)
	if row.status == CANCELLED or get_datetime(row.starts_on) > now_datetime():
		frappe.throw(
			_("{0} was cancelled or has not begun: nobody has attended it.").format(name),
			TrainingError,
			title=_("Course Session"),
		)
	return row


def fill_attendance(doc) -> None:
	"""What the record of a training says, and its result. Raises TrainingError."""
	row = open_session(doc.session)
	rule = policy(row.course)
	doc.update(copied(row))
	if not doc.recorded_by:
		doc.recorded_by = frappe.session.user
	with enforce(TrainingError, _("Course Attendance")):
		doc.result = rule.result(cint(doc.minutes), cint(row.session_minutes), cint(doc.score))
	passed = doc.result == training.PASSED
	doc.valid_until = rule.valid_until(getdate(row.starts_on)) if passed else None
	_check_prerequisite(doc, passed)
	certificates.settle(doc, passed)


def copied(row) -> dict:
	"""The fields of L67 §8, copied: the record says what the course was on that day."""
	return {
		"course": row.course,
		"content": frappe.db.get_value(COURSE, row.course, "content"),
		"organiser": row.organiser,
		"attended_on": getdate(row.starts_on),
		"site": row.site,
		"region": row.region,
	}


def _check_prerequisite(doc, passed: bool) -> None:
	before = frappe.db.get_value(COURSE, doc.course, "prerequisite") if passed else None
	if before and not frappe.db.exists(
		ATTENDANCE,
		{
			"volunteer": doc.volunteer,
			"course": before,
			"result": training.PASSED,
			"attended_on": ["<=", doc.attended_on],
		},
	):
		frappe.throw(
			_("{0} comes first: {1} has not passed it.").format(before, doc.volunteer_name or doc.volunteer),
			TrainingError,
			title=_("Course Attendance"),
		)


def count(names: Iterable[str]) -> None:
	"""Sum up who attended and who passed; the rows of the sessions are locked by it."""
	for name in sorted(set(names)):
		frappe.db.sql(
			"""update `tabCourse Session` set
				`head_count` = (select count(*) from `tabCourse Attendance` where `session` = %(name)s),
				`passed_count` = (select count(*) from `tabCourse Attendance`
					where `session` = %(name)s and `result` = 'Passed')
			where `name` = %(name)s""",
			{"name": name},
		)
		frappe.clear_document_cache(SESSION, name)
