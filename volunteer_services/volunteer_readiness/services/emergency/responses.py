"""Those who were called: asked, their answers, arrivals and departures. The call-out's row is locked before
its responses, so that nobody arrives while it withdraws."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

import frappe
from frappe import _
from frappe.utils import get_datetime, now, now_datetime

from volunteer_services.exceptions import CallOutError, OutOfScopeError
from volunteer_services.foundation import access, roles
from volunteer_services.foundation.database.bulk import multi_insert, update_each
from volunteer_services.foundation.database.names import random_name
from volunteer_services.foundation.domain.errors import RuleError
from volunteer_services.foundation.rules import explain
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.volunteer_readiness.domain import answers
from volunteer_services.volunteer_readiness.services.emergency import gate, telling
from volunteer_services.volunteer_readiness.services.emergency.states import CALL_OUT, CALLING, OPEN, RESPONSE

_TIMES = ("answered_on", "eta", "set_out_on", "arrived_on", "out_on")
_ROW = """a.`name`, a.`call_out`, a.`volunteer`, a.`volunteer_name`, a.`answer`, a.`answered_by`,
	a.`answered_on`, a.`eta`, a.`set_out_on`, a.`arrived_on`, a.`out_on`"""


def ask(call, rows: Iterable[Mapping], wave: int) -> int:
	"""Ask these members, whom the gate has let pass, and tell them; returns how many."""
	rows, stamp, user = list(rows), now(), frappe.session.user
	shared = {
		"creation": stamp,
		"modified": stamp,
		"owner": user,
		"modified_by": user,
		"docstatus": 0,
		"idx": 0,
		"call_out": call.name,
		"scenario": call.scenario,
		"status": answers.Answer().status,
		"wave": wave,
		"asked_on": stamp,
	}
	asked = [
		{
			**shared,
			"name": random_name(),
			"volunteer": row.volunteer,
			"volunteer_name": row.full_name,
			"team": row.team,
		}
		for row in rows
	]
	multi_insert(RESPONSE, asked)
	telling.called(call, {row["volunteer"]: row["name"] for row in asked})
	return len(asked)


def fill(doc) -> None:
	"""A response that is stored by itself, by whatever way: the gate is asked all the same. Raises
	CallOutError, CallOutGateError."""
	call = frappe.get_doc(CALL_OUT, doc.call_out)
	if call.workflow_state not in CALLING:
		_refuse(_("{0} is {1}: nobody is called now.").format(call.name, _state(call.workflow_state)))
	judged = gate.refuse(call, [doc.volunteer])[doc.volunteer]
	doc.update(
		{
			"scenario": call.scenario,
			"volunteer_name": judged.member.full_name,
			"team": judged.member.team,
			"wave": call.wave,
			"asked_on": now(),
			"status": answers.Answer().status,
		}
	)


def mark(names: Iterable[str], step: str, eta_minutes: int = 0) -> list[dict]:
	"""The leader marks an answer, a departure to the place, an arrival, a departure: [{name, status}].

	Raises PermissionError, OutOfScopeError, CallOutError, and CallOutGateError for an arrival of somebody who
	may not be called on this day.
	"""
	access.require_role(roles.STAFF)
	names = sorted(set(names))
	where = scope.condition(RESPONSE, by_roles=roles.STAFF, alias="a") or "1=1"
	rows = _locked(names, where.replace("%", "%%"))
	if len(rows) != len(names):
		frappe.throw(
			_("Some of these responses do not exist, or lie outside your appointments."),
			OutOfScopeError,
			title=_("Outside Your Scope"),
		)
	return _take(rows, step, eta_minutes)


def answer(name: str, volunteer: str | None, step: str, eta_minutes: int = 0) -> dict:
	"""One's own answer: {name, status}. Raises OutOfScopeError, CallOutError."""
	rows = _locked([name], "a.`volunteer` = %(volunteer)s", volunteer=volunteer or "")
	if not rows:
		frappe.throw(_("This call is not yours."), OutOfScopeError, title=_("Outside Your Scope"))
	return _take(rows, step, eta_minutes)[0]


def of_person(volunteer: str, days: int = 2) -> list[frappe._dict]:
	"""The calls of one person that can be answered, and those that ended within so many days."""
	return frappe.db.sql(
		f"""select {_ROW}, a.`status`, a.`asked_on`, a.`post`, c.`scenario`, c.`kind`, c.`level`, c.`place`,
			c.`assembly_point`, c.`assemble_by`, c.`workflow_state`
		from `tabCall-out Response` as a inner join `tabEmergency Call-out` as c on c.`name` = a.`call_out`
		where a.`volunteer` = %(volunteer)s
			and (c.`workflow_state` in %(open)s or a.`asked_on` >= %(since)s)
		order by a.`asked_on` desc limit 20""",  # noqa: S608
		{"volunteer": volunteer, "open": OPEN, "since": now_datetime() - timedelta(days=days)},
		as_dict=True,
	)


def _locked(names: list[str], where: str, **values) -> list[frappe._dict]:
	"""The responses under lock, their call-outs first; ``where``: SQL, with a literal % doubled. Raises
	CallOutError where one is over."""
	values = {"names": tuple(names) or ("",), **values}
	calls = frappe.db.sql(
		"""select `name`, `workflow_state` from `tabEmergency Call-out` where `name` in (
			select `call_out` from `tabCall-out Response` where `name` in %(names)s)
		order by `name` for update""",
		values,
		as_dict=True,
	)
	rows = frappe.db.sql(
		f"""select {_ROW} from `tabCall-out Response` as a
		where a.`name` in %(names)s and {where} order by a.`name` for update""",  # noqa: S608
		values,
		as_dict=True,
	)
	for call in calls if rows else ():
		if call.workflow_state not in CALLING:
			_refuse(
				_("{0} is {1}: answers, arrivals and departures are not taken any more.").format(
					call.name, _state(call.workflow_state)
				)
			)
	return rows


def _take(rows: list[frappe._dict], step: str, eta_minutes: int) -> list[dict]:
	if step == answers.ARRIVED:
		_check_arrivals(rows)
	moment = now_datetime().replace(microsecond=0)
	changes = {row.name: _after(row, step, moment, eta_minutes) for row in rows}
	if changes:
		update_each(RESPONSE, changes, {"modified": now(), "modified_by": frappe.session.user})
		for name in changes:
			frappe.clear_document_cache(RESPONSE, name)
	return [{"name": name, "status": change["status"]} for name, change in changes.items()]


def _after(row: frappe._dict, step: str, moment: datetime, eta_minutes: int) -> dict:
	times = {field: row[field] and get_datetime(row[field]) for field in _TIMES}
	before = answers.Answer(answer=row.answer or "", **times)
	try:
		after = before.take(step, moment, eta_minutes)
	except RuleError as broken:
		_refuse(f"{frappe.utils.escape_html(row.volunteer_name)}: {explain(broken)}")
	said = after.answered_on != before.answered_on
	return {
		"answer": after.answer,
		**{field: getattr(after, field) for field in _TIMES},
		"answered_by": frappe.session.user if said else row.answered_by,
		"status": after.status,
	}


def _check_arrivals(rows: list[frappe._dict]) -> None:
	"""Whoever lost a certificate or the cover since the call is not let in."""
	of_call: dict[str, list[str]] = {}
	for row in rows:
		of_call.setdefault(row.call_out, []).append(row.volunteer)
	for name, volunteers in of_call.items():
		gate.refuse(frappe.get_doc(CALL_OUT, name), volunteers)


def _state(state: str) -> str:
	return _(state, context=CALL_OUT)


def _refuse(message: str) -> None:
	frappe.throw(message, CallOutError, title=_(CALL_OUT))
