"""Running a transaction again when another one was in its way."""

import time
from collections.abc import Callable
from typing import TypeVar

import frappe

T = TypeVar("T")
ATTEMPTS = 6
_PAUSE_SECONDS = 0.02
_CHANGED_MEANWHILE = 1020  # MariaDB from 11.6 on: a row that was read has changed since


def whole(work: Callable[[], T], attempts: int = ATTEMPTS, commit: Callable[[], None] | None = None) -> T:
	"""Run ``work`` and commit; after a deadlock or a lock time-out, roll back and run it whole again.

	Only for requests, jobs and scripts that have written nothing yet: whatever came before is lost with it.
	``commit``: called instead of the connection's own.
	"""
	for attempt in range(1, attempts + 1):
		try:
			result = work()
			(commit or frappe.db.commit)()
			return result
		except Exception as error:
			if not is_lost(error):
				raise
			frappe.db.rollback()
			if attempt == attempts:
				raise
			time.sleep(_PAUSE_SECONDS * attempt)
	raise AssertionError("unreachable")


def is_lost(error: Exception) -> bool:
	"""Whether the database gave this transaction up for the sake of another one."""
	if isinstance(error, (frappe.QueryDeadlockError, frappe.QueryTimeoutError)):
		return True
	return isinstance(error, frappe.db.OperationalError) and error.args[:1] == (_CHANGED_MEANWHILE,)
