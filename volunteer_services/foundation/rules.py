"""Between the pure rules and Frappe: a broken rule becomes a translated Frappe error."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import frappe
from frappe import _
from frappe.utils import cstr

from volunteer_services.exceptions import ArgumentError, VolunteerServicesError
from volunteer_services.foundation.domain import arguments
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


def check_lengths(doctype: str, values: Mapping[str, object], most: Mapping[str, int]) -> None:
	"""Refuse a text that is longer than its field holds: cut, its end would be lost in silence.

	``most``: field of ``doctype`` → characters. Raises ArgumentError, which names the field as the form does.
	"""
	meta = frappe.get_meta(doctype)
	with enforce(ArgumentError, _("Not Understood")):
		for field, limit in most.items():
			arguments.text(_(meta.get_label(field)), cstr(values.get(field)), limit)
