"""A call-out from the order to the review: what its form fills in, and what each step of the workflow asks
for [field.md (f)]."""

import frappe
from frappe import _
from frappe.utils import add_days, cint, cstr, get_datetime, now, now_datetime, nowdate

from volunteer_services.exceptions import CallOutError, HeadCountError
from volunteer_services.foundation.documents import comments
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_readiness.domain import emergency as rules
from volunteer_services.volunteer_readiness.domain import errors
from volunteer_services.volunteer_readiness.services.emergency import responses, telling, waves
from volunteer_services.volunteer_readiness.services.emergency.states import ALERT, CALL_OUT

# What the order said, and what decides whom it calls, stands once it was given.
_ORDERED = ("kind", "emergency_class", "team", "site", "region", "order_from", "order_no")


def fill(doc, before) -> None:
	"""Place and assembly point of the leading team where none is entered. Raises CallOutError for a change
	of the order after it was given."""
	if doc.team and (before is None or before.team != doc.team):
		team = frappe.db.get_value(
			"Volunteer Team", doc.team, ["region", "site", "assembly_point"], as_dict=True
		)
		for field, value in (team or {}).items():
			if value and not doc.get(field):
				doc.set(field, value)
	if before is None or before.workflow_state in (None, "", ALERT):
		return
	changed = [field for field in _ORDERED if cstr(before.get(field)) != cstr(doc.get(field))]
	if changed:
		labels = ", ".join(_(doc.meta.get_label(field), context=CALL_OUT) for field in changed)
		frappe.throw(
			_("The order was given: {0} cannot be changed. Stand it down and enter another call-out.").format(
				labels
			),
			CallOutError,
			title=_(CALL_OUT),
		)


def take_step(doc, action: str) -> None:
	"""What a step of the workflow asks for. Raises CallOutError, HeadCountError."""
	if step := STEPS.get(action):
		step(doc)


def _order(doc) -> None:
	"""The first wave is called with the order."""
	with enforce(CallOutError, _(CALL_OUT)):
		if not (cstr(doc.order_from).strip() and cstr(doc.order_no).strip()):
			raise errors.NoOrderError()
		if sum(cint(row.headcount) for row in doc.posts) <= 0:
			raise errors.NoPostsError()
	waves.lock(doc.name)
	doc.called_by, doc.ordered_on, doc.wave_called_on = frappe.session.user, now(), now()
	wave, rows = waves.find(doc, {frappe.session.user})
	doc.wave = wave or 0
	if wave:
		responses.ask(doc, rows, wave)
	else:
		frappe.msgprint(
			_("Nobody in your reach may be called. See the report Emergency Readiness."), alert=True
		)


def _set_out(doc) -> None:
	if not any(person.is_there for person in people(doc.name)):
		with enforce(CallOutError, _(CALL_OUT)):
			raise errors.NobodyArrivedError()


def _withdraw(doc) -> None:
	"""Everybody who arrived has departed; who was out for too long is named."""
	present = _all_back(doc)
	doc.withdrawn_on = now()
	doc.review_by = add_days(nowdate(), cint(settings().review_days) or 10)
	long = list(rules.too_long(present, now_datetime(), cint(settings().duty_hours)))
	if long:
		text = _("Out for more than {0} hours: {1}").format(cint(settings().duty_hours), ", ".join(long))
		comments.many(CALL_OUT, {doc.name: frappe.utils.escape_html(text)})
	telling.review_asked(doc)


def _review(doc) -> None:
	if not (cstr(doc.problems).strip() and cstr(doc.improvements).strip()):
		with enforce(CallOutError, _(CALL_OUT)):
			raise errors.ReviewIncompleteError()
	doc.reviewed_on, doc.reviewed_by = now(), frappe.session.user


def _all_back(doc) -> list[rules.Presence]:
	"""Raises HeadCountError with the names of who is missing."""
	waves.lock(doc.name)
	present = people(doc.name, is_locked=True)
	if left := rules.missing(present):
		arrived = sum(person.arrived_on is not None for person in present)
		with enforce(HeadCountError, _("Head Count")):
			raise errors.NotAllBackError(
				arrived, arrived - len(left), ", ".join(frappe.utils.escape_html(name) for name in left)
			)
	return present


STEPS = {
	"Give the Order": _order,
	"Set Out": _set_out,
	"Pull Out": _withdraw,
	"Finish Review": _review,
	"Stand Down": _all_back,
}


def people(call_out: str, is_locked: bool = False) -> list[rules.Presence]:
	"""Who was called, with their times."""
	query = """select `volunteer_name`, `arrived_on`, `out_on` from `tabCall-out Response`
		where `call_out` = %s order by `arrived_on`, `volunteer_name`, `name`"""
	rows = frappe.db.sql(query + " for update" if is_locked else query, (call_out,))
	return [
		rules.Presence(name, arrived and get_datetime(arrived), out and get_datetime(out))
		for name, arrived, out in rows
	]


def remind(today=None) -> int:
	"""Daily: whoever called is told once that the review was due; returns how many."""
	rows = frappe.db.sql(
		"""select `name`, `scenario`, `review_by`, `called_by`, `owner` from `tabEmergency Call-out`
		where `workflow_state` = 'Withdrawn' and `review_by` < %s and `review_told` = 0 order by `name`""",
		(today or nowdate(),),
		as_dict=True,
	)
	for row in rows:
		telling.review_overdue(row)
	if rows:
		frappe.db.sql(
			"update `tabEmergency Call-out` set `review_told` = 1 where `name` in %s",
			(tuple(row.name for row in rows),),
		)
	return len(rows)
