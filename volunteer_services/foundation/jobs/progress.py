"""Progress of background jobs, kept in the cache and polled: it works where realtime does not."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe import _

_PREFIX = "volunteer_services:progress:"
_KEPT_SECONDS = 24 * 3600


def _key(job: str) -> str:
	return f"{_PREFIX}{job}"


def begin(job: str, total: int = 0, user: str | None = None) -> None:
	"""Announce a job that ``user`` (default: the session's) may watch."""
	_write(
		job,
		{"state": "queued", "done": 0, "total": total, "user": user or frappe.session.user, "result": None},
	)


def start(body, job: str, total: int = 0, timeout: int = 3600, deduplicate: bool = False, **kwargs) -> str:
	"""Announce the job and queue its ``body``, which gets ``job`` and the further arguments; returns the job.

	It begins after the commit of what the request wrote. Where it wrote nothing the job is queued at once:
	the first Frappe 15 does not commit such a request, and the job would never begin. ``timeout``: seconds.
	"""
	begin(job, total)
	frappe.enqueue(
		body,
		queue="long",
		timeout=timeout,
		job_id=job,
		deduplicate=deduplicate,
		enqueue_after_commit=bool(frappe.db.transaction_writes),
		job=job,
		**kwargs,
	)
	return job


def advance(job: str | None, done: int, total: int, message: str = "") -> None:
	"""Say how far the job is. Nothing happens without a job (a run from the scheduler or the console)."""
	if job:
		_write(
			job, {**(_read(job) or {}), "state": "running", "done": done, "total": total, "message": message}
		)


def finish(job: str | None, result: dict) -> None:
	"""Keep the result for a day."""
	if job:
		_write(job, {**(_read(job) or {}), "state": "finished", "result": result})


def fail(job: str | None, message: str) -> None:
	"""Tell the watcher that the job ended by an error; the traceback is in the Error Log."""
	if job:
		_write(job, {**(_read(job) or {}), "state": "failed", "message": message})


@contextmanager
def watched(job: str | None, message: str | None = None) -> Iterator[None]:
	"""The body of a job: an error takes back what is not committed, is told to the watcher (``message``, or
	its own words), and goes on to the Error Log."""
	try:
		yield
	except Exception as error:
		frappe.db.rollback()
		fail(job, message or str(error))
		raise


def status(job: str) -> dict:
	"""State of a job for the user who began it: state, done, total, message, result."""
	found = _read(job)
	if not found:
		return {"state": "unknown", "done": 0, "total": 0}
	if found.get("user") != frappe.session.user:
		frappe.throw(_("This job was begun by somebody else."), frappe.PermissionError)
	return found


def _read(job: str) -> dict | None:
	return frappe.cache.get_value(_key(job), expires=True)


def _write(job: str, value: dict) -> None:
	frappe.cache.set_value(_key(job), value, expires_in_sec=_KEPT_SECONDS)
