"""Who is told about a matter of a site: whoever is named for it, else the managers appointed to the site."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe.utils import nowdate

from volunteer_services.foundation.roles import SITE as SITE_MANAGER
from volunteer_services.pilot_sites.services.reminders.due import Due


class Recipients:
	"""The people of a batch of matters, read with two queries."""

	def __init__(self, batch: list[Due]):
		self._managers: dict[str, list[str]] = {}
		for site, user in frappe.db.sql(
			"""select distinct `scope`, `user` from `tabStaff Appointment`
			where `role` = %(role)s and `scope_type` = 'Service Site' and `scope` in %(sites)s
				and `from_date` <= %(today)s and (`to_date` is null or `to_date` >= %(today)s)
			order by `scope`, `user`""",
			{"role": SITE_MANAGER, "sites": tuple({due.site for due in batch}), "today": nowdate()},
		):
			self._managers.setdefault(site, []).append(user)
		people = {user for due in batch for user in (*due.named, *self._managers.get(due.site, ()))}
		self._languages = dict(
			frappe.db.sql(
				"select `name`, `language` from `tabUser` where `enabled` = 1 and `name` in %s",
				(tuple(people) or ("",),),
			)
		)
		self._sees: dict[tuple[str, str, str], bool] = {}

	def of(self, due: Due) -> list[str]:
		"""The first of those named who can log in and may see the document; else the site's managers."""
		for user in due.named:
			if self._may_be_told(due, user):
				return [user]
		return [user for user in self._managers.get(due.site, ()) if self._may_be_told(due, user)]

	def language(self, user: str) -> str | None:
		"""The user's own language; None for the site's."""
		return self._languages.get(user)

	def _may_be_told(self, due: Due, user: str) -> bool:
		if user not in self._languages:
			return False
		key = (user, due.doctype, due.document)
		if key not in self._sees:
			self._sees[key] = bool(frappe.has_permission(due.doctype, "read", due.document, user=user))
		return self._sees[key]


@contextmanager
def speaking(language: str | None) -> Iterator[None]:
	"""Texts within are written in this language (None: as before)."""
	before = frappe.local.lang
	frappe.local.lang = language or before
	try:
		yield
	finally:
		frappe.local.lang = before
