"""A volunteer's own report of service 自助申报: taken from the own page, withdrawn there, with a file."""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import cint, cstr, now_datetime

from volunteer_services.exceptions import SelfReportError
from volunteer_services.foundation.domain.overlap import Interval
from volunteer_services.foundation.files import pictures
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.settings import settings
from volunteer_services.service_records.domain import self_report as rules
from volunteer_services.service_records.services import context
from volunteer_services.service_records.services.self_reports import places, telling, witnesses
from volunteer_services.volunteer_registry.services import locks

try:
	from pypdf.errors import PdfReadError  # Frappe 16 looks into each PDF for scripts
except ImportError:

	class PdfReadError(Exception):  # type: ignore[no-redef]
		"""Raised by nothing where no PDF is looked into."""


DOCTYPE = "Service Self Report"
DEFAULT_DAYS, DEFAULT_OPEN = 30, 3
AN_HOUR = 10
"""Reports that one login may send in an hour."""
MAX_BYTES = 10 * 2**20
ENDINGS = frozenset({"jpg", "jpeg", "png", "webp", "pdf"})


@dataclass(frozen=True)
class Report:
	"""What the page sends. ``project`` or ``team``: for which the service was given."""

	told: rules.Told
	project: str | None
	team: str | None
	witness_kind: str
	witness_name: str = ""
	witness_phone: str = ""


def days_back() -> int:
	"""Days ago from which service is reported; 0: not at all."""
	days = settings().get("self_report_days")
	return DEFAULT_DAYS if days is None else cint(days)


def send(volunteer: str, report: Report):
	"""Store the report of this volunteer; whoever is named as witness is told. Raises SelfReportError,
	VolunteerStateError."""
	locks.lock_volunteers([volunteer])
	person, told = context.volunteer_row(volunteer), report.told
	with enforce(SelfReportError, _("Own Report of Service")):
		rules.check_told(told, now_datetime(), days_back())
		rules.check_witness(
			report.witness_kind, report.witness_name, report.witness_phone, cstr(person.full_name)
		)
		rules.check_free(told, _taken(volunteer, told), _most_open(), _open(volunteer))
	day = told.starts_on.date()
	context.check_volunteer(person, day)
	place = places.chosen(volunteer, report.project, report.team, day)
	doc = frappe.get_doc(
		{
			"doctype": DOCTYPE,
			"volunteer": volunteer,
			"volunteer_name": person.full_name,
			"starts_on": told.starts_on,
			"ends_on": told.ends_on,
			"break_minutes": told.break_minutes,
			"minutes": told.minutes,
			"location": told.location.strip(),
			"service_content": told.content.strip(),
			"witness_kind": report.witness_kind,
			"witness_name": report.witness_name.strip(),
			"witness_phone": report.witness_phone.strip(),
			"witness_user": witnesses.found(volunteer, report, place["team"]),
			**place,
		}
	)
	# Volunteers have no right to write here: what they send was checked above, and is their own.
	doc.flags.by_service = doc.flags.ignore_permissions = True
	doc.insert()
	telling.witness(doc)
	return doc


def withdraw(doc) -> None:
	"""The volunteer takes the own report back. Raises SelfReportError once it is settled."""
	if doc.workflow_state not in rules.OPEN:
		frappe.throw(
			_("The report {0} is settled: {1}.").format(doc.name, _(doc.workflow_state, context=DOCTYPE)),
			SelfReportError,
			title=_("Own Report of Service"),
		)
	doc.flags.system_transition = doc.flags.ignore_permissions = True
	doc.workflow_state = rules.State.WITHDRAWN.value
	doc.save()


def attach(doc, filename: str, content: bytes) -> str:
	"""Keep an uploaded picture or paper with the open report; returns its address. Raises SelfReportError."""
	if doc.workflow_state not in rules.OPEN or doc.proof:
		_refuse(_("This report takes no file any more."))
	filename = cstr(filename).replace("\\", "/").rpartition("/")[2].strip()[-100:]
	ending = filename.rpartition(".")[2].lower()
	if ending not in ENDINGS or not content or not pictures.matches(content, ending):
		_refuse_file()
	if ending != "pdf":
		filename, content = pictures.tidy(filename, content)
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": filename,
			"content": content,
			"is_private": 1,
			"attached_to_doctype": DOCTYPE,
			"attached_to_name": doc.name,
			"attached_to_field": "proof",
		}
	)
	try:
		file.insert(ignore_permissions=True)  # the report is the caller's own
	except PdfReadError:
		_refuse_file()
	doc.proof = file.file_url
	doc.flags.by_service = doc.flags.ignore_permissions = True
	doc.save()
	return file.file_url


def _refuse_file() -> None:
	_refuse(_("Choose a picture or a PDF of at most {0} MB that is not damaged.").format(MAX_BYTES // 2**20))


def _taken(volunteer: str, told: rules.Told) -> list[Interval]:
	"""Records and open reports of the person that touch the time, each with its number."""
	values = {
		"volunteer": volunteer,
		"starts_on": told.starts_on,
		"ends_on": told.ends_on,
		"open": rules.OPEN,
	}
	rows = frappe.db.sql(
		"""select `name`, `starts_on`, `ends_on` from `tabService Log`
		where `volunteer` = %(volunteer)s and `docstatus` < 2
			and `workflow_state` not in ('Rejected', 'Cancelled')
			and `starts_on` < %(ends_on)s and `ends_on` > %(starts_on)s
		union all
		select `name`, `starts_on`, `ends_on` from `tabService Self Report`
		where `volunteer` = %(volunteer)s and `workflow_state` in %(open)s
			and `starts_on` < %(ends_on)s and `ends_on` > %(starts_on)s""",
		values,
	)
	return [Interval(*row) for row in rows]


def _open(volunteer: str) -> int:
	return frappe.db.count(DOCTYPE, {"volunteer": volunteer, "workflow_state": ["in", rules.OPEN]})


def _most_open() -> int:
	most = settings().get("self_reports_open")
	return DEFAULT_OPEN if most is None else cint(most)


def _refuse(message: str) -> None:
	frappe.throw(message, SelfReportError, title=_("Own Report of Service"))
