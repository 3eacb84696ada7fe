"""Decisions about star awards, many at once: public notice, granting, objection, review, revocation.

Granting is an act (认定), after a public notice of working days (公示). Each batch locks the volunteers in
the order of their names, then the awards; afterwards the recalculation settles the same volunteers, so that
their star follows and the next star is proposed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.utils import cint, formatdate, getdate, nowdate

from volunteer_services.exceptions import OutOfScopeError, ReasonRequiredError, StarAwardError
from volunteer_services.foundation import access, roles, settings
from volunteer_services.foundation.documents import comments
from volunteer_services.foundation.domain.working_days import notice_end
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.volunteer_recognition.domain.round import (
	GRANTED,
	OBJECTED,
	PROPOSED,
	PUBLIC_NOTICE,
	REVOKED,
)
from volunteer_services.volunteer_recognition.services import changes, notices, recalculation
from volunteer_services.volunteer_registry.services import locks

BATCH = 200
_FIELDS = (
	"name, volunteer, volunteer_name, star, title, status, needs_review, is_barred, notice_to, review_below"
)


@dataclass
class Order:
	"""One decision for many awards. ``unit``: the granting unit; empty keeps the one on the award."""

	action: str
	reason: str | None = None
	unit: str | None = None
	day: date | None = None


def check(order: Order, names: list[str]) -> None:
	"""Raise unless the session's user may take this decision for all of these awards.

	frappe.PermissionError, OutOfScopeError, ReasonRequiredError, StarAwardError (an unknown action).
	"""
	if order.action not in DECISIONS:
		frappe.throw(_("{0} is no decision about star awards.").format(order.action), StarAwardError)
	decision = DECISIONS[order.action]
	access.require_role(decision.roles)
	if decision.needs_reason and not (order.reason or "").strip():
		frappe.throw(
			_("Give a reason before you choose {0}.").format(_(order.action)),
			ReasonRequiredError,
			title=_("Reason Missing"),
		)
	if order.day and getdate(order.day) < getdate(nowdate()):
		frappe.throw(_("A public notice cannot begin in the past."), StarAwardError, title=_("Public Notice"))
	_check_scope(names, decision.roles)


def _check_scope(names: list[str], by_roles: tuple[str, ...]) -> None:
	where = scope.condition("Star Award", by_roles=by_roles)
	found = frappe.db.sql(
		f"select count(*) from `tabStar Award` where `name` in %s {'and ' + where if where else ''}",  # noqa: S608
		(tuple(set(names)) or ("",),),
	)[0][0]
	if found != len(set(names)):
		frappe.throw(
			_("Some of these awards do not exist, or belong to volunteers outside your appointments."),
			OutOfScopeError,
			title=_("Outside Your Scope"),
		)


def decide(
	order: Order,
	names: list[str],
	commits: bool = False,
	progress: Callable[[int, int], None] | None = None,
) -> dict:
	"""Take a decision for many awards as the session's user, after ``check``.

	Returns {"done": n, "problems": [{"name", "volunteer", "problem"}]}: what is not possible stays as it is.
	"""
	order.day = getdate(order.day or nowdate())
	names = sorted(set(names))
	result: dict = {"done": 0, "problems": []}
	for start in range(0, len(names), BATCH):
		batch = names[start : start + BATCH]
		done, problems = _decide_batch(order, batch)
		result["done"] += done
		result["problems"] += problems
		if commits:
			frappe.db.commit()
		if progress:
			progress(min(start + BATCH, len(names)), len(names))
	return result


def decide_few(order: Order, names: list[str]) -> dict:
	"""The same within the caller's transaction. Raises StarAwardError when none of them could be done."""
	result = decide(order, names)
	if not result["done"] and result["problems"]:
		first = result["problems"][0]
		frappe.throw(f"{first['name']}: {first['problem']}", StarAwardError, title=_("Not Possible"))
	return result


def _decide_batch(order: Order, names: list[str]) -> tuple[int, list[dict]]:
	volunteers = sorted(set(frappe.get_all("Star Award", filters={"name": ["in", names]}, pluck="volunteer")))
	locks.lock_volunteers(volunteers)
	rows = frappe.db.sql(
		f"select {_FIELDS} from `tabStar Award` where `name` in %s order by `name` for update",  # noqa: S608
		(tuple(names),),
		as_dict=True,
	)
	people = _people(volunteers)
	good, problems = [], []
	for row in rows:
		problem = _problem(order, row, people[row.volunteer])
		if problem:
			problems.append({"name": row.name, "volunteer": row.volunteer_name, "problem": problem})
		else:
			good.append(row)
	if good:
		DECISIONS[order.action].write(order, good, people)
		_comment(order, good)
		recalculation.settle(volunteers)
	return len(good), problems


def _people(volunteers: list[str]) -> dict[str, frappe._dict]:
	rows = frappe.db.sql(
		"""select `name`, `full_name`, `user`, `email`, `mobile`, `notify_by`, `total_minutes`,
			`eligible_star`
		from `tabVolunteer Profile` where `name` in %s order by `name` for update""",
		(tuple(volunteers) or ("",),),
		as_dict=True,
	)
	return {row.name: row for row in rows}


def _problem(order: Order, row, person) -> str | None:
	if person.user and person.user == frappe.session.user and frappe.session.user != "Administrator":
		return _("It concerns you: somebody else must decide.")
	return DECISIONS[order.action].problem(order, row)


def _wrong_status(order: Order, row) -> str:
	status = _(row.status, context="Star Award")
	return _("{0} is not possible while the award is {1}.").format(_(order.action), status)


def _may_start_notice(order: Order, row) -> str | None:
	return None if row.status == PROPOSED else _wrong_status(order, row)


def _may_grant(order: Order, row) -> str | None:
	if row.status == PROPOSED:
		return _("Start the public notice first.") if _notice_days() else None
	if row.status not in (PUBLIC_NOTICE, OBJECTED):
		return _wrong_status(order, row)
	if row.status == OBJECTED and not (order.reason or "").strip():
		return _("There is an objection. Give the reason why the star is granted nevertheless.")
	if row.notice_to and order.day <= getdate(row.notice_to):
		return _("The public notice runs until {0}. Grant it after that day.").format(
			formatdate(row.notice_to)
		)
	return None


def _may_object(order: Order, row) -> str | None:
	return None if row.status in (PROPOSED, PUBLIC_NOTICE) else _wrong_status(order, row)


def _may_keep(order: Order, row) -> str | None:
	if row.status == GRANTED and row.needs_review:
		return None
	return _("Only a granted star that needs a review can be kept.")


def _may_revoke(order: Order, row) -> str | None:
	return None if row.status != REVOKED else _wrong_status(order, row)


def _may_reinstate(order: Order, row) -> str | None:
	if row.status == REVOKED and row.is_barred:
		return None
	return _("Only a star that was revoked for another reason than the hours can be reinstated.")


def _notice_days() -> int:
	return cint(settings.settings().public_notice_days)


def _decided(order: Order) -> dict:
	"""What every decision leaves on the award."""
	reason = {"decision_reason": order.reason.strip()} if order.reason else {}
	return {"decided_by": frappe.session.user, **reason}


def _start_notice(order: Order, rows: list, people: dict) -> None:
	end = notice_end(order.day, _notice_days(), settings.work_calendar())
	values = {"status": PUBLIC_NOTICE, "notice_from": order.day, "notice_to": end.day}
	changes.set_fields(_names(rows), {**_decided(order), **values})


def _grant(order: Order, rows: list, people: dict) -> None:
	unit = {"granting_unit": order.unit} if order.unit else {}
	changes.grant_rows(_names(rows), order.day, {**_decided(order), **unit})
	_tell(notices.tell_granted, rows, people)


def _object(order: Order, rows: list, people: dict) -> None:
	"""The reason is the objection; that of an earlier decision stays."""
	values = {"status": OBJECTED, "objection": order.reason.strip(), "decided_by": frappe.session.user}
	changes.set_fields(_names(rows), values)


def _keep(order: Order, rows: list, people: dict) -> None:
	for row in rows:
		below = {"review_below": min(cint(row.review_below), cint(people[row.volunteer].total_minutes))}
		changes.set_fields([row.name], {**_decided(order), "needs_review": 0, **below})


def _revoke(order: Order, rows: list, people: dict) -> None:
	"""What is revoked although the hours suffice does not come back by the hours: it is barred."""
	for is_barred in (0, 1):
		names = [
			row.name for row in rows if is_barred == int(people[row.volunteer].eligible_star >= row.star)
		]
		changes.set_fields(
			names,
			{
				**_decided(order),
				"status": REVOKED,
				"needs_review": 0,
				"revoked_on": order.day,
				"is_barred": is_barred,
			},
		)
	_tell(notices.tell_revoked, [row for row in rows if row.status == GRANTED], people)


def _reinstate(order: Order, rows: list, people: dict) -> None:
	changes.set_fields(_names(rows), {**_decided(order), "is_barred": 0})


def _names(rows: list) -> list[str]:
	return [row.name for row in rows]


def _tell(tell: Callable, rows: list, people: dict) -> None:
	tell(
		[frappe._dict(people[row.volunteer], award=row.name) for row in rows],
		{row.name: row.title for row in rows},
	)


def _comment(order: Order, rows: list) -> None:
	"""The trail on each award: who decided what, and why."""
	text = _(order.action) + (f": {frappe.utils.escape_html(order.reason)}" if order.reason else "")
	comments.many("Star Award", dict.fromkeys(_names(rows), text), "Workflow")


@dataclass(frozen=True)
class Decision:
	"""One of the decisions on a star. ``problem``: why it cannot be taken on an award, or None. ``write``:
	what it changes on those on which it can."""

	roles: tuple[str, ...]
	needs_reason: bool
	problem: Callable[[Order, frappe._dict], str | None]
	write: Callable[[Order, list, dict], None]


_CITY = (roles.CITY, roles.MANAGER)
DECISIONS = {
	"Start Public Notice": Decision(roles.OFFICERS, False, _may_start_notice, _start_notice),
	"Grant": Decision(roles.OFFICERS, False, _may_grant, _grant),
	"Object": Decision(roles.OFFICERS, True, _may_object, _object),
	"Keep": Decision(_CITY, True, _may_keep, _keep),
	"Revoke": Decision(_CITY, True, _may_revoke, _revoke),
	"Reinstate": Decision(_CITY, True, _may_reinstate, _reinstate),
}
