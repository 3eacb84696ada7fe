"""Keeps the walk in its transaction and on its machine: no commit, no job, no network, no program.

The database stays the real one; only the ends of transactions are those of the walk.
"""

import contextlib
import functools
import re
import sys

import frappe

SAVEPOINT = "walker"
_WRITES = re.compile(r"\s*(?:insert|update|delete|replace)\b[^`]*`([^`]+)`", re.IGNORECASE)
_ENDS = re.compile(
	r"\s*(?:alter|create(?!\s+temporary)|drop(?!\s+temporary)|truncate|rename|optimize|analyze|lock|unlock"
	r"|start|begin|commit|rollback(?!\s+to))\b",
	re.IGNORECASE,
)


class Blocked(Exception):
	"""The method wanted to leave the transaction or the machine."""


class Quiet:
	"""``with Quiet() as quiet``: ``quiet.written`` are the tables that were written since ``begin()``."""

	def __enter__(self):
		self.written: set[str] = set()
		self._stack = contextlib.ExitStack()
		self._database()
		self._outside()
		frappe.db.savepoint(SAVEPOINT)
		return self

	def __exit__(self, *error):
		self._stack.close()

	def begin(self):
		self.written.clear()

	def undo(self):
		"""Back to the world as it was made."""
		self._rollback(save_point=SAVEPOINT)
		for name in ("before_commit", "after_commit", "before_rollback", "after_rollback"):
			getattr(frappe.db, name).reset()

	def _set(self, where, name, value):
		before = getattr(where, name)
		own = name in vars(where)
		setattr(where, name, value)
		self._stack.callback(lambda: setattr(where, name, before) if own else delattr(where, name))

	def _database(self):
		db = frappe.local.db
		self._sql, self._rollback = db.sql, db.rollback

		def sql(query, *args, **kwargs):
			text = str(query)
			if _ENDS.match(text):
				raise Blocked(text[:80])
			hit = _WRITES.match(text)
			if hit:
				self.written.add(hit.group(1))
			return self._sql(query, *args, **kwargs)

		def rollback(*, save_point=None, **kwargs):
			self._rollback(save_point=save_point or SAVEPOINT)

		self._set(db, "sql", sql)
		self._set(db, "commit", lambda *args, **kwargs: None)
		self._set(db, "rollback", rollback)
		self._set(db, "begin", lambda *args, **kwargs: None)

	def _outside(self):
		import subprocess

		import requests
		import sqlparse
		from frappe.utils import background_jobs, pdf

		class Queue:
			def __getattr__(self, name):
				return lambda *args, **kwargs: None

		def blocked(*args, **kwargs):
			raise Blocked("it wanted to leave the machine")

		# Frappe reads each column of a filter as SQL: the same few again and again.
		self._set(sqlparse, "format", functools.lru_cache(maxsize=None)(sqlparse.format))
		self._set(background_jobs, "get_queue", lambda *args, **kwargs: Queue())
		self._set(requests.Session, "request", blocked)
		self._set(subprocess, "Popen", blocked)
		self._everywhere(pdf.get_pdf, lambda html, *args, **kwargs: str(html).encode())

	def _everywhere(self, function, other):
		"""Wherever a module has imported the function by its name."""
		for name, module in list(sys.modules.items()):
			if name.startswith(("frappe.", "volunteer_services.")):
				for key, value in list(vars(module).items()):
					if value is function:
						self._set(module, key, other)
