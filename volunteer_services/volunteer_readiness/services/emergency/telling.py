"""What people are told of a call-out: in their notifications and, where they chose it or their file says so,
by text message. For all others there is a list to call from.
"""

from collections.abc import Mapping
from functools import partial

import frappe
from frappe import _
from frappe.utils import format_date, format_datetime

from volunteer_services.volunteer_readiness.services import notices
from volunteer_services.volunteer_readiness.services.emergency.states import CALL_OUT, RESPONSE


def called(call, asked: Mapping[str, str]) -> None:
	"""``asked``: volunteer → response. Those who can log in are told, and those whose file says how."""
	if not asked:
		return
	users = dict(
		frappe.db.sql(
			"select `name`, `user` from `tabVolunteer Profile` where `name` in %s",
			(tuple(asked),),
		)
	)
	notices.send(
		notices.Notice(user, RESPONSE, asked[volunteer], partial(text, call), "Call-out", volunteer)
		for volunteer, user in users.items()
	)


def text(call) -> str:
	"""The call in words, to be read at once or copied into a group: no names and no numbers of people."""
	parts = [
		_("[{0}] {1}, {2}.").format(_(call.kind, context=CALL_OUT), call.scenario, call.place),
		_("Assembly point: {0}.").format(call.assembly_point) if call.assembly_point else "",
		_("Be there by {0}.").format(format_datetime(call.assemble_by)) if call.assemble_by else "",
		_("Answer on your own page: yes, no or later, and when you arrive. Nobody sets out unasked."),
	]
	return " ".join(part for part in parts if part)


def review_asked(call) -> None:
	"""Whoever called is asked for the after-action review."""
	_review(
		call,
		lambda: _("Enter the after-action review of {0} by {1}.").format(
			call.scenario, format_date(call.review_by)
		),
	)


def review_overdue(call) -> None:
	"""The review was due."""
	_review(
		call,
		lambda: _("The after-action review of {0} was due on {1}.").format(
			call.scenario, format_date(call.review_by)
		),
	)


def _review(call, words) -> None:
	notices.send(
		notices.Notice(user, CALL_OUT, call.name, words)
		for user in dict.fromkeys([call.called_by, call.owner])
	)
