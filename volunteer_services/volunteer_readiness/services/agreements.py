"""Written agreements: filled from the file, signed by both sides, in force for their term."""

import frappe
from frappe import _
from frappe.utils import cint, getdate, now, nowdate

from volunteer_services.exceptions import AgreementError
from volunteer_services.foundation import events
from volunteer_services.foundation.documents import comments
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_readiness.domain import agreements as rules
from volunteer_services.volunteer_readiness.services import places
from volunteer_services.volunteer_registry.domain.age import ADULT_AGE, age_on

DOCTYPE = "Volunteer Agreement"


def fill(doc, before) -> None:
	"""Team, site and region of the volunteer's file. Raises AgreementError for an impossible term."""
	if before is None or before.volunteer != doc.volunteer:
		doc.update(places.of_volunteer(doc.volunteer))
	if doc.workflow_state not in (None, "", "Draft"):
		return
	with enforce(AgreementError, _("Agreement")):
		rules.check_term(getdate(doc.from_date), getdate(doc.to_date) if doc.to_date else None)


def take_step(doc, action: str) -> None:
	"""What a step of the workflow asks for. Raises AgreementError."""
	STEPS[action](doc)


def _sign(doc) -> None:
	"""Both sides have signed, for a minor the guardian, too."""
	signed_on = getdate(doc.signed_on) if doc.signed_on else None
	born = frappe.db.get_value("Volunteer Profile", doc.volunteer, "date_of_birth")
	has_guardian = bool(cint(doc.guardian_signed) and (doc.guardian_name or "").strip())
	with enforce(AgreementError, _("Agreement")):
		rules.check_signing(
			signed_on,
			doc.signed_by or "",
			age_on(getdate(born), signed_on or getdate(nowdate())),
			has_guardian,
			cint(settings().guardian_age) or ADULT_AGE,
		)


def _take_effect(doc) -> None:
	"""Not before its first day."""
	if getdate(doc.from_date) > getdate(nowdate()):
		_refuse(
			_("The agreement begins on {0}; it takes effect by itself on that day.").format(
				frappe.utils.format_date(doc.from_date)
			)
		)


def _end(doc) -> None:
	"""Not before its last day is over."""
	if not doc.to_date or getdate(doc.to_date) >= getdate(nowdate()):
		_refuse(_("The agreement still runs. Terminate it, with a reason, to end it earlier."))


def _terminate(doc) -> None:
	"""It counts for service up to today, and for none that is to come; the rooms above hear of it."""
	today = getdate(nowdate())
	if not doc.to_date or getdate(doc.to_date) > today:
		doc.to_date = today
	events.tell("readiness_lost", [doc.volunteer])


STEPS = {
	"Mark as Signed": _sign,
	"Take Effect": _take_effect,
	"End": _end,
	"Terminate": _terminate,
}


def _refuse(message: str) -> None:
	frappe.throw(message, AgreementError, title=_("Agreement"))


def refresh(today=None) -> list[str]:
	"""Daily: signed ones take effect on their first day, and end after their last. Returns the volunteers
	whose agreement ended."""
	day = getdate(today or nowdate())
	beginning = frappe.db.sql_list(
		"""select `name` from `tabVolunteer Agreement`
		where `workflow_state` = 'Signed' and `from_date` <= %s order by `name`""",
		(day,),
	)
	_move(beginning, "In Force")
	rows = frappe.db.sql(
		"""select `name`, `volunteer` from `tabVolunteer Agreement`
		where `workflow_state` = 'In Force' and `to_date` < %s order by `name`""",
		(day,),
	)
	_move([name for name, _volunteer in rows], "Ended")
	return sorted({volunteer for _name, volunteer in rows})


def _move(names: list[str], state: str) -> None:
	"""The steps of the workflow that the calendar takes, many at once."""
	if not names:
		return
	frappe.db.sql(
		"""update `tabVolunteer Agreement` set `workflow_state` = %s, `modified` = %s, `modified_by` = %s
		where `name` in %s""",
		(state, now(), frappe.session.user, tuple(names)),
	)
	for name in names:
		frappe.clear_document_cache(DOCTYPE, name)
	comments.many(DOCTYPE, dict.fromkeys(names, _(state, context=DOCTYPE)), "Workflow")
