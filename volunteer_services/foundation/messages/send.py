"""The one place that tells people something: a line in their notifications and, for who chose that, more.

A room says who, of which kind, in which words and about which document. The line on the page is written at
once and in the same transaction; e-mail and text messages are queued (``deliver``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import frappe
from frappe.utils import now

from volunteer_services.foundation.database.bulk import multi_insert
from volunteer_services.foundation.database.names import names_for
from volunteer_services.foundation.messages import further
from volunteer_services.foundation.messages.kinds import kinds

LOG = "Notification Log"


@dataclass(frozen=True)
class Line:
	"""One sentence, plain text in its reader's language, about the document ``name`` of ``doctype``.

	``user``: who reads it; without one, the ``volunteer`` whose file says how else to reach them.
	``also_by_file``: a reader with a login is reached as their file says, too.
	"""

	kind: str
	text: str
	doctype: str
	name: str
	user: str | None = None
	volunteer: str | None = None
	also_by_file: bool = False


def send(lines: Iterable[Line]) -> None:
	"""Tell all of them with a bounded number of statements. Raises KeyError for a kind nobody declares."""
	lines = [line for line in lines if line.user or line.volunteer]
	if not lines:
		return
	declared = kinds()
	urgent = {line.kind: declared[line.kind].is_urgent for line in lines}
	_write([line for line in lines if line.user])
	further.queue(lines, urgent)


def site_language() -> str:
	"""For whoever has chosen none."""
	return frappe.db.get_single_value("System Settings", "language") or "zh"


def _write(lines: list[Line]) -> None:
	if not lines:
		return
	stamp, sender = now(), frappe.session.user
	multi_insert(
		LOG,
		[
			{
				"name": name,
				"creation": stamp,
				"modified": stamp,
				"owner": line.user,
				"modified_by": sender,
				"docstatus": 0,
				"idx": 0,
				"subject": frappe.utils.escape_html(line.text),
				"for_user": line.user,
				"from_user": sender,
				"type": "Alert",
				"document_type": line.doctype,
				"document_name": line.name,
				"read": 0,
			}
			for name, line in zip(names_for(LOG, len(lines)), lines, strict=True)
		],
	)
	users = {line.user for line in lines}
	frappe.db.sql("update `tabNotification Settings` set `seen` = 0 where `name` in %s", (tuple(users),))
	for user in users:
		frappe.publish_realtime("notification", after_commit=True, user=user)
