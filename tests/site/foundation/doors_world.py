"""Two places that have nothing to do with each other, and calls of the framework's methods as a request makes
them."""

import json

import frappe
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from tests import factories as make
from volunteer_services.foundation.doors.requests import install

PROFILE = "Volunteer Profile"
SECRETS = ("id_number_hash", "id_number_encrypted")
HIDDEN = ("health_status", *SECRETS)


class World:
	"""A volunteer inside and one outside the reach of leader and manager; people without any reach."""

	def __init__(self) -> None:
		self.place, self.other = make.Place(), make.Place()
		self.portal = make.make_user(make.VOLUNTEER)
		self.inside = self.place.volunteer(mobile="13800138001", user=self.portal)
		self.outside = self.other.volunteer(mobile="13900139002")
		frappe.db.set_value(PROFILE, self.outside.name, "health_status", "高血压")
		self.nobody = make.make_user()
		self.clerk = make.make_user("System Manager")
		self.auditor = make.make_user(make.AUDITOR)

	def strangers(self) -> list[str]:
		"""Users who must not learn anything about the volunteer outside."""
		return [self.portal, self.nobody, self.clerk, self.place.leader, self.place.manager]


def call(as_user: str, cmd: str, verb: str = "POST", files: dict | None = None, **form):
	"""Call a method as the user would over HTTP: by its name, through the overrides, with texts."""
	install()
	frappe.set_user(as_user)
	frappe.local.response = frappe._dict(docs=[])
	frappe.clear_messages()
	builder = EnvironBuilder(method=verb, path=f"/api/method/{cmd}", data=files or {})
	frappe.local.request = Request(builder.get_environ())
	frappe.local.form_dict = frappe._dict(
		{key: _text(value) for key, value in form.items() if value is not None}, cmd=cmd
	)
	try:
		from frappe.handler import execute_cmd

		answer = execute_cmd(cmd)
		return answer if answer is not None else frappe.local.response
	finally:
		del frappe.local.request
		frappe.set_user("Administrator")


def _text(value):
	return value if isinstance(value, str | bytes) else json.dumps(value)


def told(as_user: str, cmd: str, **form) -> str:
	"""All that the user learns from the call, as one text; empty where it is refused."""
	try:
		answer = call(as_user, cmd, **form)
	except (
		frappe.PermissionError,
		frappe.DoesNotExistError,
		frappe.DataError,
		frappe.ValidationError,
	) as error:
		return f"refused {error}"
	return frappe.as_json(answer, ensure_ascii=False) if not isinstance(answer, bytes) else answer.decode()


def refused(as_user: str, cmd: str, **form) -> bool:
	"""Whether the call is refused for want of a right."""
	try:
		call(as_user, cmd, **form)
	except frappe.PermissionError:
		return True
	return False
