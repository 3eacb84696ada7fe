"""One call, as a request would make it, and what it answered."""

import io
import json
import zipfile
from typing import NamedTuple

import frappe
import frappe.handler
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request, Response

from tests.conftest import drop_caches


class Answer(NamedTuple):
	text: str  # everything that the caller would see
	error: str  # the class of the exception, or ""
	written: frozenset  # the tables that were written


class Driver:
	def __init__(self, world, quiet):
		self.world, self.quiet = world, quiet
		self.calls = 0
		self.asked = ""  # what the last call sent

	def method(self, role: str, path: str, form: dict, http: str = "POST", files=None) -> Answer:
		"""/api/method/<path>, the overrides of hooks.py included."""

		def run():
			return frappe.handler.execute_cmd(path)

		return self._call(role, run, form, http, f"/api/method/{path}", files)

	def rest(self, role: str, http: str, address: str, form: dict, body: dict | None = None) -> Answer:
		"""/api/resource/…"""
		import frappe.api

		def run():
			if "request" in frappe.api.handle.__code__.co_varnames[: frappe.api.handle.__code__.co_argcount]:
				return frappe.api.handle(frappe.local.request)
			return frappe.api.handle()

		return self._call(role, run, form, http, f"/api/resource/{address}", body=body)

	def _call(self, role, run, form, http, address, files=None, body=None) -> Answer:
		self.calls += 1
		self.asked = json.dumps([form, body, address], default=str, ensure_ascii=False)
		self._begin(role, form, http, address, files, body)
		error, value = "", None
		try:
			value = run()
		except Exception as caught:
			error = type(caught).__name__
			frappe.local.message_log.append(str(caught))
		text = self._text(value)
		written = frozenset(self.quiet.written)
		return Answer(text, error, written)

	def finish(self, answer: Answer) -> None:
		"""Take back what the call wrote."""
		frappe.local.flags.in_test = True
		self.quiet.undo()
		if answer.written:
			drop_caches(frappe)
			for file in self.world.files.values():
				file.restore()
		if frappe.session.user not in self.world.users.values():
			frappe.set_user("Administrator")

	def _begin(self, role, form, http, address, files, body):
		user = self.world.users[role]
		self.quiet.begin()
		if frappe.session.user != user:
			frappe.set_user(user)
		local = frappe.local
		local.flags.clear()
		# As in production: in_test opens signed links and runs jobs at once.
		local.flags.update(in_test=False, currently_saving=[], mute_emails=True)
		if getattr(frappe, "in_test", None) is True:
			frappe.in_test = False
		local.response = frappe._dict(docs=[])
		local.message_log, local.error_log, local.debug_log = [], [], []
		local.lang = "en"
		local.request_ip = "127.0.0.1"
		if body is not None:
			options = {"data": json.dumps(body, default=str), "content_type": "application/json"}
		elif http == "GET":
			options = {"query_string": {key: str(value) for key, value in form.items()}}
		else:
			options = {"data": {**{key: str(_sent(value)) for key, value in form.items()}, **(files or {})}}
		local.request = Request(EnvironBuilder(path=address, method=http, **options).get_environ())
		local.form_dict = frappe._dict({key: _sent(value) for key, value in form.items()}, **(body or {}))

	def _text(self, value) -> str:
		local = frappe.local
		return "\n".join(_read(part) for part in (value, dict(local.response), local.message_log))


def _sent(value):
	"""As it would come in a form: what is no text comes as JSON."""
	return value if isinstance(value, (str, int, float)) else json.dumps(value, default=str)


def _read(value) -> str:
	if isinstance(value, Response):
		return _read(value.get_data())
	if isinstance(value, bytes):
		if value[:2] == b"PK":
			with zipfile.ZipFile(io.BytesIO(value)) as book:
				return "\n".join(book.read(name).decode(errors="replace") for name in book.namelist())
		return value.decode(errors="replace")
	if isinstance(value, dict) and isinstance(value.get("filecontent"), bytes):
		return _read(value["filecontent"]) + _read({**value, "filecontent": ""})
	if isinstance(value, str):
		return value
	return json.dumps(value, default=_plain, ensure_ascii=False)


def _plain(value):
	if hasattr(value, "as_dict"):
		return value.as_dict()
	if isinstance(value, (set, frozenset, tuple)):
		return list(value)
	return value.decode(errors="replace") if isinstance(value, bytes) else str(value)
