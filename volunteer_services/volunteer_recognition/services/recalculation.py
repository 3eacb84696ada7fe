"""The star recalculation: totals, eligible stars and awards follow the approved logs (invariants 1 and 5).

The database finds whoever differs (``scan``); only those are locked, looked at again and written. A run
is a fixed point: a second one changes nothing. Each batch is one transaction when it runs as a job, so a run
that was killed anywhere leaves whole batches behind, and the next run does the rest. Approvals lock the same
rows in the same order: volunteers by name first.
"""

from collections.abc import Callable, Iterator

import frappe
from frappe import _
from frappe.utils import cint, getdate, nowdate

from volunteer_services.exceptions import OutOfScopeError
from volunteer_services.foundation import roles
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.service_records.services import totals
from volunteer_services.volunteer_recognition.domain.round import Held, Step, due_steps
from volunteer_services.volunteer_recognition.services import batch_rows, notices, scan
from volunteer_services.volunteer_recognition.services.changes import Changes
from volunteer_services.volunteer_recognition.services.places import Places
from volunteer_services.volunteer_recognition.services.schemes import scheme_in_force
from volunteer_services.volunteer_registry.services import locks

RECALCULATING_ROLES = roles.CITY_UP
RANGE = 20_000
BATCH = 1000
RECEIVING = frozenset({"Registered", "Suspended"})


def recalculate(volunteers: list[str] | None = None) -> dict:
	"""Bring totals, eligible stars and awards of all volunteers (or of these) to what the approved logs say.

	Returns counts: examined, changed, proposed, granted, withdrawn, to_review. Works inside the caller's
	transaction; ``jobs`` runs the same with a commit after each batch.
	"""
	return Recalculation().run(volunteers)


def settle(volunteers: list[str]) -> None:
	"""Bring stars and awards of these volunteers, whose totals are right and locked, to what is due now."""
	Recalculation().settle(volunteers)


def check_scope(volunteers: list[str]) -> None:
	"""Raise OutOfScopeError unless the session's user may see all of these volunteers."""
	where = scope.condition("Volunteer Profile")
	found = frappe.db.sql(
		f"select count(*) from `tabVolunteer Profile` where `name` in %s {'and ' + where if where else ''}",  # noqa: S608
		(tuple(volunteers),),
	)[0][0]
	if found != len(set(volunteers)):
		frappe.throw(
			_("Some of these volunteers do not exist, or lie outside your appointments."),
			OutOfScopeError,
			title=_("Outside Your Scope"),
		)


class Recalculation:
	"""One run. ``commits``: each batch is a transaction, tried again when another process was in the way.

	``progress``: called with (volunteers done, volunteers in all).
	"""

	def __init__(self, commits: bool = False, progress: Callable[[int, int], None] | None = None) -> None:
		self.commits, self.progress = commits, progress
		self.scheme = scheme_in_force()
		self.today = getdate(nowdate())
		self.places = Places(self.scheme)
		self.counts = dict.fromkeys(("examined", "changed", *(step.value for step in Step)), 0)

	def run(self, volunteers: list[str] | None = None) -> dict:
		"""All volunteers, or these."""
		if volunteers is None:
			self._run_all()
		else:
			names = sorted({name for name in volunteers if name})
			for batch in _slices(names, BATCH):
				self._settle_all(scan.differing_among(batch, self.scheme))
				self._count(len(batch), len(names))
		return self.result()

	def run_changed(self) -> dict:
		"""Those that are marked, in the order of their names."""
		total = scan.count_marked()
		names = scan.marked(BATCH)
		while names:
			self._settle_all(scan.Found(names))
			self._count(len(names), total)
			names = scan.marked(BATCH, after=names[-1]) if len(names) == BATCH else []
		return self.result()

	def settle(self, names: list[str]) -> None:
		"""These volunteers, whoever else is waiting."""
		self._settle_all(scan.Found(sorted(names)))

	def result(self) -> dict:
		"""The counts of the run."""
		names = {"propose": "proposed", "grant": "granted", "withdraw": "withdrawn", "review": "to_review"}
		return {names.get(key, key.replace(" ", "_")): value for key, value in self.counts.items()}

	def _run_all(self) -> None:
		total = scan.count_all() if self.progress else 0
		for low, high, size in scan.ranges(RANGE):
			self._settle_all(scan.differing_in_range(low, high, self.scheme))
			self._count(size, total)
		if self.scheme:
			frappe.db.set_value(
				"Star Scheme",
				self.scheme.name,
				"last_recalculated_on",
				frappe.utils.now(),
				update_modified=False,
			)
		self._commit()

	def _count(self, examined: int, total: int) -> None:
		self.counts["examined"] += max(0, examined)
		if self.progress:
			self.progress(self.counts["examined"], total)

	def _settle_all(self, found: scan.Found) -> None:
		self._commit()  # ends the read view of the search: what follows must see what others committed
		for batch in _slices(found.names, BATCH):
			self._settle_with_retries(batch, [name for name in batch if name in found.drifted])

	def _settle_with_retries(self, names: list[str], drifted: list[str]) -> None:
		def work() -> tuple[Changes | None, int]:
			return self._settle(names, drifted)

		changes, changed = retry.whole(work, commit=self._commit) if self.commits else work()
		self.counts["changed"] += changed
		for step, count in (changes.counts if changes else {}).items():
			self.counts[step.value] += count

	def _settle(self, names: list[str], drifted: list[str]) -> tuple[Changes | None, int]:
		if drifted:
			locks.lock_volunteers(names)
			totals.refresh(drifted)
		people = batch_rows.people(names)  # locks them, in the same order
		awards = batch_rows.awards(names)
		changes = None
		if self.scheme:
			self.places.fill(people)
			changes = self._decide(people, awards)
			changes.write()
			notices.tell_round(changes)
		changed = batch_rows.write_profiles(people, awards, changes, self.scheme)
		return changes, len(changed.union({row.name for row in people}.intersection(drifted)))

	def _decide(self, people: list, awards: dict[str, list]) -> Changes:
		changes = Changes(self.scheme, self.today)
		for person in people:
			on_file = awards.get(person.name, ())
			held = [
				Held(a.star, a.status, cint(a.review_below), bool(a.needs_review), bool(a.is_barred))
				for a in on_file
			]
			steps = due_steps(
				person.total_minutes,
				self.scheme.rules,
				self.scheme.is_automatic,
				held,
				person.workflow_state in RECEIVING,
			)
			known = {award.star for award in on_file}
			for star, step in steps:
				changes.add(person, star, step, star in known)
		return changes

	def _commit(self) -> None:
		if self.commits:
			frappe.db.commit()


def _slices(names: list[str], size: int) -> Iterator[list[str]]:
	for start in range(0, len(names), size):
		yield names[start : start + size]
