"""Lines in people's notifications, many at once, each in its reader's language."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import frappe

from volunteer_services.foundation.messages import send as messages


@dataclass(frozen=True)
class Notice:
	"""``text``: makes the sentence, called while the reader's language is set. Without a ``user`` it is for
	the ``volunteer``, who is told as the file says."""

	user: str | None
	doctype: str
	name: str
	text: Callable[[], str]
	kind: str = "Readiness"
	volunteer: str | None = None


def send(notices: Iterable[Notice]) -> int:
	"""Tell those of the users who can log in, and those without a login; returns how many can log in."""
	notices = [notice for notice in notices if notice.user or notice.volunteer]
	languages = _languages({notice.user for notice in notices if notice.user})
	told = [notice for notice in notices if notice.user in languages]
	by_file = [notice for notice in notices if not notice.user]
	usual = messages.site_language() if by_file else None
	messages.send(
		messages.Line(
			notice.kind,
			_in(languages.get(notice.user, usual), notice.text),
			notice.doctype,
			notice.name,
			user=notice.user or None,
			volunteer=notice.volunteer,
		)
		for notice in (*told, *by_file)
	)
	return len(told)


def _in(language: str | None, text: Callable[[], str]) -> str:
	before, frappe.local.lang = frappe.local.lang, language or frappe.local.lang
	try:
		return text()
	finally:
		frappe.local.lang = before


def _languages(users: set[str]) -> dict[str | None, str | None]:
	"""The users who can log in, with their language."""
	if not users:
		return {}
	return dict(
		frappe.db.sql(
			"select `name`, `language` from `tabUser` where `enabled` = 1 and `name` in %s", (tuple(users),)
		)
	)
