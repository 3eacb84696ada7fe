"""Reviewing hundreds of service logs at once (design §4, Bulk).

Frappe's own bulk action saves document by document and stops at 500. This one checks what the guard checks,
locks the volunteers in the order of their names, and writes states, comments and versions in bulk. Where
another app or a notification listens to Service Log, it goes document by document so that nobody is skipped.
"""

import frappe
from frappe import _
from frappe.utils import cint, now

from volunteer_services.exceptions import ReasonRequiredError, RefusedActionError
from volunteer_services.foundation import events
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.database.savepoint import tried
from volunteer_services.foundation.documents import comments
from volunteer_services.foundation.documents.listening import others_listen
from volunteer_services.foundation.jobs import progress
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.foundation.workflow.steps import REASONED
from volunteer_services.service_records.domain.daylimit import level_for_log
from volunteer_services.service_records.services import doubts, limits, routing, times, totals
from volunteer_services.service_records.services.review_guard import ReviewGuard, in_scope
from volunteer_services.service_records.services.storing import write
from volunteer_services.volunteer_registry.services import locks

DOCTYPE = "Service Log"
ACTIONS = ("Submit for Review", "Approve", "Return", "Reject")
BATCH = 200


def review(names: list[str], action: str, reason: str | None = None, job: str | None = None) -> dict:
	"""Take one workflow action on many logs as the session's user.

	Commits batch by batch: run it as a job. Returns ``{"done": {state: n}, "problems": [{name, volunteer,
	problem}]}``; whatever cannot be done stays as it is and is reported.
	"""
	if action not in ACTIONS:
		frappe.throw(_("{0} cannot be done for many records at once.").format(_(action)))
	if action in REASONED and not (reason or "").strip():
		frappe.throw(_("Give a reason before you choose {0}.").format(_(action)), ReasonRequiredError)
	names = list(dict.fromkeys(names))
	result: dict = {"done": {}, "problems": []}
	shown = _names_in_scope(names)
	for start in range(0, len(names), BATCH):
		batch = names[start : start + BATCH]
		_add(result, retry.whole(lambda batch=batch: _decided(batch, action, reason)))
		progress.advance(job, min(start + BATCH, len(names)), len(names))
	for problem in result["problems"]:
		problem["volunteer"] = shown.get(problem["name"])
	progress.finish(job, result)
	return result


def _names_in_scope(names: list[str]) -> dict[str, str]:
	"""Whose records these are, as far as the user may see them: a record's own name says nothing to a
	reader."""
	where = scope.condition(DOCTYPE)
	rows = frappe.db.sql(
		f"""select `name`, `volunteer_name` from `tabService Log` where `name` in %s
		{"and " + where if where else ""}""",  # noqa: S608
		(tuple(names) or ("",),),
	)
	return dict(rows)


def _decided(batch: list[str], action: str, reason: str | None) -> dict:
	return _one_by_one(batch, action, reason) if listeners() else _at_once(batch, action, reason)


def _add(result: dict, outcome: dict) -> None:
	for state, count in outcome["done"].items():
		result["done"][state] = result["done"].get(state, 0) + count
	result["problems"].extend(outcome["problems"])


def listeners() -> bool:
	"""Whether anything outside this app listens to the saving of service logs."""
	return others_listen(DOCTYPE)


def _one_by_one(names: list[str], action: str, reason: str | None) -> dict:
	people = dict(
		frappe.get_all(
			DOCTYPE, filters={"name": ["in", names]}, fields=["name", "volunteer"], limit=0, as_list=True
		)
	)
	outcome: dict = {"done": {}, "problems": []}
	for name in sorted(names, key=lambda name: people.get(name) or ""):
		with tried() as attempt:
			log = frappe.get_doc(DOCTYPE, name)
			log.check_permission("write")
			if doubt := doubts.why_not_among_many(log, action):
				frappe.throw(doubt, RefusedActionError)
			if reason:
				log.return_reason = reason
			log.workflow_state = _target_of(log, action)
			log.save()
		if attempt.problem:
			outcome["problems"].append({"name": name, "problem": attempt.problem})
		else:
			outcome["done"][log.workflow_state] = outcome["done"].get(log.workflow_state, 0) + 1
	return outcome


def _target_of(log, action: str) -> str:
	return {"Return": "Returned", "Reject": "Rejected"}.get(action) or log.next_review


def _at_once(names: list[str], action: str, reason: str | None) -> dict:
	volunteers = frappe.get_all(DOCTYPE, filters={"name": ["in", names]}, pluck="volunteer")
	locks.lock_volunteers(volunteers)
	rows = in_scope(names, lock=True)
	batch = _Batch(rows, action, reason)
	found = {row.name for row in rows}
	batch.problems += [
		{"name": name, "problem": _("Not found, or outside your scope.")}
		for name in names
		if name not in found
	]
	for row in rows:
		batch.decide(row)
	batch.write()
	return {"done": batch.counts(), "problems": batch.problems}


class _Batch(ReviewGuard):
	"""The decisions on one batch, made in memory under the locks and written together."""

	def __init__(self, rows: list, action: str, reason: str | None) -> None:
		super().__init__(rows)
		self.action, self.reason = action, reason
		self.limits = limits.day_limits()
		self.days = _days_of(rows) if action in ("Approve", "Submit for Review") else {}
		self.moved: list[tuple] = []
		self.problems: list[dict] = []

	def decide(self, row) -> None:
		own = self.own_users(row)
		problem = self.problem(row, self.action) or doubts.why_not_among_many(row, self.action)
		if problem:
			self.problems.append({"name": row.name, "problem": problem})
			return
		old = row.copy()
		target = {"Return": "Returned", "Reject": "Rejected"}.get(self.action)
		if not target:
			self._route(row, own)
			target = row.next_review
		row.workflow_state = target
		row.docstatus = int(target == routing.APPROVED)
		if self.days:
			self.days[(row.volunteer, row.service_date)][row.name] = row
		if target in routing.LEVEL_OF_STATE:
			self._route(row, own)
		else:
			row.next_review = None
		self.moved.append((old, row))

	def _route(self, row, own: set[str]) -> None:
		day = self.days[(row.volunteer, row.service_date)]
		others = [other.minutes for other in day.values() if times.stands_before(other, row)]
		row.day_minutes, level = level_for_log(
			cint(row.minutes), others, self.limits, bool(cint(row.is_make_up))
		)
		row.approval_level = level.value
		if self.accounts[row.volunteer].is_waiting:
			row.next_review = "Awaiting Registration"
			return
		row.next_review = routing.next_review(
			row.workflow_state, row.approval_level, self.staff_of(row), own, row.recorder
		)

	def counts(self) -> dict[str, int]:
		found: dict[str, int] = {}
		for _old, row in self.moved:
			found[row.workflow_state] = found.get(row.workflow_state, 0) + 1
		return found

	def write(self) -> None:
		stamp = now()
		for _old, row in self.moved:
			row.modified, row.modified_by = stamp, self.user
			if row.workflow_state == routing.APPROVED:
				row.approved_by, row.approved_on = self.user, stamp
			if self.action in REASONED:
				row.return_reason = self.reason
			elif self.action == "Submit for Review":
				row.return_reason = None
		if not self.moved:
			return
		write.update_logs(self.moved, stamp)
		comments.many(
			DOCTYPE,
			{row.name: self.remarks[row.name] for _old, row in self.moved if row.name in self.remarks},
		)
		write.renew_to_dos(self.moved, self.steps.roles_of(row for _old, row in self.moved), stamp)
		approved = {row.volunteer for old, row in self.moved if row.docstatus == 1 and old.docstatus == 0}
		if approved:
			totals.refresh(approved)
			events.tell("minutes_approved", [row.name for _old, row in self.moved if row.docstatus == 1])


def _days_of(rows: list) -> dict[tuple, dict]:
	"""All counted logs of the days concerned: (volunteer, day) → name → row."""
	found: dict[tuple, dict] = {(row.volunteer, row.service_date): {} for row in rows}
	if not found:
		return found
	others = times.counted_logs({key[0] for key in found}, {key[1] for key in found})
	for other in others:
		day = found.get((other.volunteer, other.service_date))
		if day is not None:
			day[other.name] = other
	return found


def start(names: list[str], action: str, reason: str | None) -> str:
	"""Queue a review for the session's user. Returns the job, to be watched through ``api.progress``."""
	job = f"volunteer-review-{frappe.generate_hash(length=12)}"
	return progress.start(run, job, len(names), names=names, action=action, reason=reason)


def run(names: list[str], action: str, reason: str | None, job: str) -> None:
	"""Body of the job: may be killed and queued again, since decided logs are reported and left alone."""
	with progress.watched(job):
		review(names, action, reason, job)
