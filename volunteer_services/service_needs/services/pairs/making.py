"""A pairing is made: who may be paired with whom, and what the plan says."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cint, cstr, getdate, nowdate

from volunteer_services.exceptions import NeedError, PairingError
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.settings import settings
from volunteer_services.service_needs.domain import errors
from volunteer_services.service_needs.domain import pairings as rules
from volunteer_services.service_needs.domain.recipients import CLOSED
from volunteer_services.service_needs.services.recipients import files
from volunteer_services.volunteer_registry.domain.age import age_on

DOCTYPE = "Recipient Pairing"
PROFILE = "Volunteer Profile"


def check(doc) -> None:
	"""What a pairing must say. Raises PairingError, NeedError."""
	with enforce(PairingError, _(DOCTYPE)):
		rules.check_dates(getdate(doc.from_date), getdate(doc.to_date) if doc.to_date else None)
		rules.check_frequency(cint(doc.visits_per_month))
		if doc.are_relatives and len(cstr(doc.purpose).strip()) < 10:
			raise errors.RelativesError()
	if not (doc.volunteer or doc.team):
		frappe.throw(_("Choose a volunteer or a team."), PairingError, title=_(DOCTYPE))
	if doc.workflow_state != rules.State.ENDED.value:
		_check_people(doc)
	_plan(doc)


def _check_people(doc) -> None:
	file = frappe.get_doc(files.DOCTYPE, doc.recipient)
	doc.recipient_shown, doc.region, doc.site = file.masked_name, file.region, file.site
	with enforce(NeedError, _(DOCTYPE)):
		if file.status in CLOSED:
			raise errors.ClosedFileError(file.masked_name, file.status)
		if not files.consent_of(file).holds_on(getdate(nowdate())):
			raise errors.NoConsentForNeedError(file.masked_name, getdate(nowdate()))
	adult_age = cint(settings().guardian_age) or 18
	people = {row.name: row for row in _people(doc)}
	with enforce(PairingError, _(DOCTYPE)):
		for name in (doc.volunteer, doc.second_volunteer):
			person = people.get(name)
			if not person:
				continue
			if person.full_name == file.recipient_name and cint(file.birth_year) == _year(person):
				raise errors.PairedWithOneselfError(person.full_name)
			minor = (
				bool(person.date_of_birth)
				and age_on(getdate(person.date_of_birth), getdate(nowdate())) < adult_age
			)
			rules.check_alone(person.full_name, minor, bool(doc.team or _other(doc, name)), adult_age)
		rules.check_two(
			file.masked_name,
			files.goes_by_two(file),
			bool(doc.second_volunteer or doc.team),
			bool(cint(doc.guardian_is_there) or cint(file.guardian_is_there)),
		)


def _people(doc) -> list[frappe._dict]:
	names = [name for name in (doc.volunteer, doc.second_volunteer) if name]
	if len(set(names)) < len(names):
		frappe.throw(_("The second volunteer is somebody else than the first."), PairingError)
	rows = frappe.get_all(
		PROFILE, {"name": ["in", names or [""]]}, ["name", "full_name", "date_of_birth", "workflow_state"]
	)
	for row in rows:
		if row.workflow_state != "Registered":
			frappe.throw(
				_("{0} is not registered as a volunteer: nobody else is paired.").format(row.full_name),
				PairingError,
				title=_(DOCTYPE),
			)
	return rows


def _other(doc, name: str) -> str | None:
	return doc.second_volunteer if name == doc.volunteer else doc.volunteer


def _year(person) -> int:
	return getdate(person.date_of_birth).year if person.date_of_birth else 0


def _plan(doc) -> None:
	is_running = doc.workflow_state in rules.RUNNING
	last = getdate(doc.last_contact_on) if doc.last_contact_on else None
	doc.next_due_on = (
		rules.next_due(last, getdate(doc.from_date), cint(doc.visits_per_month)) if is_running else None
	)
