"""Blocks that are taken back when they fail, while the transaction goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import frappe

from volunteer_services.foundation.database.names import random_name


@dataclass
class Outcome:
	"""How a block ended that was ``tried``: ``problem`` is the reason in the user's language, or None."""

	problem: str | None = None


@contextmanager
def undone_on_error() -> Iterator[None]:
	"""What the block wrote is taken back when it fails; the error goes on, also to callers who catch it."""
	point = f"s{random_name()}"  # blocks may be nested, and the same name twice would move the outer one
	frappe.db.savepoint(point)
	try:
		yield
	except (frappe.QueryDeadlockError, frappe.QueryTimeoutError):
		raise  # the database has taken back the whole transaction, and the savepoint with it
	except Exception:
		frappe.db.rollback(save_point=point)
		raise
	frappe.db.release_savepoint(point)


@contextmanager
def tried() -> Iterator[Outcome]:
	"""One of many: a refusal is taken back and told by ``problem``, without a message on the user's screen;
	the others go on. Errors that are no refusals pass through."""
	outcome = Outcome()
	heard = len(frappe.local.message_log)
	try:
		with undone_on_error():
			yield outcome
	except (frappe.ValidationError, frappe.PermissionError) as error:
		outcome.problem = str(error) or type(error).__name__
	finally:
		del frappe.local.message_log[heard:]
