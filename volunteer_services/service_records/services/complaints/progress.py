"""What whoever complained reads of it, by its number alone: 60 random bits are not guessed."""

import frappe
from frappe.utils import cstr, getdate, nowdate

from volunteer_services.foundation import limits
from volunteer_services.foundation.domain.errors import RuleError
from volunteer_services.foundation.settings import checks_per_hour
from volunteer_services.service_records.domain import complaint
from volunteer_services.service_records.domain.complaint import Status
from volunteer_services.service_records.services.complaints.receiving import DOCTYPE

EMPTY = {
	"state": "unknown",
	"complaint": None,
	"received_on": None,
	"answer_by": None,
	"result": None,
	"answer": None,
	"may_ask_review": False,
}
_READ = (
	"status",
	"received_on",
	"acknowledge_by",
	"answer_by",
	"answered_on",
	"result",
	"answer",
	"reviewer",
)
_STATES = {
	Status.RECEIVED: "received",
	Status.INVESTIGATING: "investigating",
	Status.DECLINED: "declined",
	Status.ANSWERED: "answered",
	Status.UNDER_REVIEW: "under_review",
	Status.CLOSED: "closed",
}


def named(number: str) -> str | None:
	"""The complaint of this number, as somebody typed it. Raises RequestLimitError."""
	limits.require("complaint state", limits.address(), checks_per_hour())
	name = complaint.normalise_number(number[:60])
	return frappe.db.exists(DOCTYPE, {"name": name}) if name else None


def tell(number: str) -> dict:
	"""The keys of EMPTY; ``state`` is received, investigating, declined, answered, under_review, closed or
	unknown. What was found stays inside."""
	name = named(number)
	if not name:
		return dict(EMPTY)
	row = frappe.db.get_value(DOCTYPE, name, _READ, as_dict=True)
	is_open = row.status in complaint.OPEN
	return {
		"state": _STATES[Status(row.status)],
		"complaint": name,
		"received_on": cstr(row.received_on)[:10],
		"answer_by": cstr(row.answer_by or row.acknowledge_by) if is_open else None,
		"result": None if is_open else row.result or None,
		"answer": None if is_open else row.answer or None,
		"may_ask_review": row.status == Status.ANSWERED.value and _in_time(row),
	}


def _in_time(row) -> bool:
	try:
		complaint.check_review(getdate(row.answered_on), getdate(nowdate()), was_reviewed=bool(row.reviewer))
	except RuleError:
		return False
	return True
