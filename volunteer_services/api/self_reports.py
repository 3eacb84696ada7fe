"""A volunteer's own report of service: sent, withdrawn and attested from the own page."""

from typing import Annotated

import frappe
from frappe import _
from frappe.utils import get_datetime

from volunteer_services.exceptions import SelfReportError
from volunteer_services.foundation import limits
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.domain.arguments import Moment, choice
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.files import uploads
from volunteer_services.service_records.domain.self_report import Told, WitnessKind
from volunteer_services.service_records.services.self_reports import sending, witnesses
from volunteer_services.volunteer_registry.services import own_file

DOCTYPE = sending.DOCTYPE
_WITNESSES = tuple(kind.value for kind in WitnessKind)


@endpoint(methods=["POST"])
def send(
	starts_on: Moment,
	ends_on: Moment,
	location: str,
	service_content: str,
	witness_kind: Annotated[str, choice(*_WITNESSES)],
	project: str | None = None,
	team: str | None = None,
	witness_name: str = "",
	witness_phone: str = "",
	break_minutes: int = 0,
) -> dict:
	"""Report one's own service outside a published activity, for a project or a team of one's own: {name}.

	Nothing of it counts before a witness confirms it, the staff accept it and the record is approved.
	"""
	volunteer = _own()
	limits.require("self-report", frappe.session.user, sending.AN_HOUR)
	told = Told(get_datetime(starts_on), get_datetime(ends_on), break_minutes, service_content, location)
	report = sending.Report(told, project, team, witness_kind, witness_name, witness_phone)
	return {"name": retry.whole(lambda: sending.send(volunteer, report).name)}


@endpoint(methods=["POST"])
def attach(self_report: str) -> dict:
	"""Upload a picture or a paper (form field ``file``) to one's own open report: {proof}."""
	name = _mine(self_report)
	filename, content = uploads.received(sending.MAX_BYTES)
	if content is None:
		frappe.throw(
			_("No file came in, or it is larger than {0} MB. Choose one that is smaller.").format(
				sending.MAX_BYTES // 2**20
			),
			SelfReportError,
			title=_("Own Report of Service"),
		)
	return {"proof": retry.whole(lambda: sending.attach(_locked(name), filename, content))}


@endpoint(methods=["POST"])
def withdraw(self_report: str) -> dict:
	"""Take one's own report back before it is settled: {name}."""
	name = _mine(self_report)
	retry.whole(lambda: sending.withdraw(_locked(name)))
	return {"name": name}


@endpoint(methods=["POST"])
def answer(self_report: str, was_there: bool, words: str = "") -> dict:
	"""The witness who was named says whether they were there, with a word if they like: {name}."""
	if frappe.db.get_value(DOCTYPE, self_report, "witness_user") != frappe.session.user:
		_not_yours()
	retry.whole(lambda: witnesses.answer(_locked(self_report), was_there, words))
	return {"name": self_report}


def _own() -> str:
	file = own_file.own_file(frappe.session.user)
	if not file:
		frappe.throw(_("Your user has no volunteer's file."), frappe.PermissionError)
	return file.name


def _mine(name: str) -> str:
	"""Raises PermissionError, whether there is no such report or it is another person's."""
	if frappe.db.get_value(DOCTYPE, name, "volunteer") != _own():
		_not_yours()
	return name


def _not_yours() -> None:
	frappe.throw(_("This report is not yours to answer for."), frappe.PermissionError, title=_("Not Allowed"))


def _locked(name: str):
	return frappe.get_doc(DOCTYPE, name, for_update=True)
