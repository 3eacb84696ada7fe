"""Background jobs of the stars: the scheduler's runs, the desk's button, decisions about a whole round.

Each may be killed anywhere and queued again: batches are transactions, and what is done is found done.
"""

import frappe
from frappe.utils import get_datetime

from volunteer_services.foundation.jobs import progress
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.volunteer_recognition.services import awards, recalculation
from volunteer_services.volunteer_recognition.services.awards import Order
from volunteer_services.volunteer_recognition.services.schemes import scheme_in_force

AT_ONCE = 100
"""Up to so many volunteers or awards are done within the request."""
_TIMEOUT = 4 * 3600
_QUEUE = {"queue": "long", "timeout": _TIMEOUT, "enqueue_after_commit": True}


def daily_stars() -> None:
	"""Queue the run over those whose totals changed; over all when another scheme came into force."""
	if scheme_is_new():
		weekly_stars()
		return
	frappe.enqueue(run_changed, job_id="volunteer-stars-changed", deduplicate=True, **_QUEUE)


def weekly_stars() -> None:
	"""Queue the run over everybody, which also repairs totals."""
	frappe.enqueue(run_all, job_id="volunteer-stars-all", deduplicate=True, **_QUEUE)


def scheme_is_new() -> bool:
	"""Whether the scheme in force today is not the one of the last full run."""
	scheme = scheme_in_force()
	if not scheme:
		return False
	runs = dict(frappe.get_all("Star Scheme", fields=["name", "last_recalculated_on"], as_list=True))
	mine = runs.pop(scheme.name, None)
	return not mine or any(other and get_datetime(other) > get_datetime(mine) for other in runs.values())


def run_changed() -> dict:
	"""Body of the daily job."""
	return recalculation.Recalculation(commits=True).run_changed()


def run_all() -> dict:
	"""Body of the weekly job."""
	return recalculation.Recalculation(commits=True).run()


def start_recalculation(volunteers: list[str] | None) -> str:
	"""Queue a recalculation for the session's user; returns the job, watched through ``api.progress``."""
	job = f"volunteer-stars-{frappe.generate_hash(length=12)}"
	return progress.start(recalculate, job, len(volunteers or ()), _TIMEOUT, volunteers=volunteers)


def recalculate(volunteers: list[str] | None, job: str) -> None:
	"""Body of the job. An officer's run over all is a run over the volunteers in the officer's scope."""
	with progress.watched(job):
		if volunteers is None:
			volunteers = names_in_scope()
		run = recalculation.Recalculation(
			commits=True, progress=lambda done, total: progress.advance(job, done, total)
		)
		progress.finish(job, run.run(volunteers))


def names_in_scope() -> list[str] | None:
	"""The volunteers that the session's user may see; None for everybody."""
	where = scope.condition("Volunteer Profile")
	if not where:
		return None
	rows = frappe.db.sql(f"select `name` from `tabVolunteer Profile` where {where} order by `name`")  # noqa: S608
	return [row[0] for row in rows]


def start_decision(order: Order, names: list[str]) -> str:
	"""Queue a decision about many awards for the session's user; returns the job."""
	job = f"volunteer-awards-{frappe.generate_hash(length=12)}"
	return progress.start(decide, job, len(names), _TIMEOUT, order=vars(order), names=names)


def decide(order: dict, names: list[str], job: str) -> None:
	"""Body of the job; roles and scope are checked again, as they are when it runs."""
	with progress.watched(job):
		decision = Order(**order)
		awards.check(decision, names)
		result = awards.decide(
			decision, names, commits=True, progress=lambda done, total: progress.advance(job, done, total)
		)
		progress.finish(job, result)
