"""Between the pure rules and Frappe: a broken rule becomes a translated Frappe error."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe import _

from volunteer_services.exceptions import VolunteerServicesError
from volunteer_services.foundation.domain.errors import RuleError


@contextmanager
def enforce(error: type[Exception] = VolunteerServicesError, title: str | None = None) -> Iterator[None]:
	"""Raise ``error`` with the translated message when the block breaks a rule of ``domain``."""
	try:
		yield
	except RuleError as broken:
		frappe.throw(explain(broken), error, title=title)


def explain(broken: RuleError) -> str:
	"""The message of a broken rule in the user's language."""
	return broken.localised(_)
