"""The events as they are stored: added, never changed. Which check-ins wait for their check-out is marked."""

from __future__ import annotations

import frappe

from volunteer_services.foundation.database.names import random_name
from volunteer_services.volunteer_projects.domain.check_in import Kind
from volunteer_services.volunteer_projects.services.shifts import PLACES

DOCTYPE = "Check In"
COPIED = ("sign_up", "activity", "activity_name", "shift", "volunteer", "volunteer_name", *PLACES)
"""What the events of one sign-up have in common."""


def insert(values: dict) -> frappe._dict:
	"""Store an event, without the steps of a form; the actor is the session's user. The person's file must
	be locked: nobody else adds an event of theirs meanwhile."""
	is_in = values["kind"] == Kind.IN.value
	doc = frappe.get_doc({"doctype": DOCTYPE, "actor": frappe.session.user, **values})
	doc.is_open = int(is_in and not _has_later_out(doc.sign_up, doc.happened_at))
	doc.name = random_name()
	doc.owner = doc.modified_by = frappe.session.user
	doc.creation = doc.modified = frappe.utils.now()
	doc.docstatus = doc.idx = 0
	doc.db_insert()
	if not is_in:
		frappe.db.sql(
			"""update `tabCheck In` set `is_open` = 0
			where `sign_up` = %s and `is_open` = 1 and `happened_at` <= %s""",
			(doc.sign_up, doc.happened_at),
		)
	return frappe._dict(name=doc.name, kind=doc.kind, happened_at=doc.happened_at)


def last(sign_up: str) -> frappe._dict | None:
	"""The last event of a sign-up by the time of its happening, as it stands now."""
	rows = frappe.db.sql(
		"""select `name`, `kind`, `happened_at` from `tabCheck In` where `sign_up` = %s
		order by `happened_at` desc, `creation` desc limit 1 for update""",
		(sign_up,),
		as_dict=True,
	)
	return rows[0] if rows else None


def of_phone(offline_id: str) -> frappe._dict | None:
	"""The event that a phone has sent before under this number."""
	rows = frappe.db.sql(
		"""select `name`, `sign_up`, `volunteer_name`, `kind`, `happened_at` from `tabCheck In`
		where `offline_id` = %s""",
		(offline_id,),
		as_dict=True,
	)
	return rows[0] if rows else None


def _has_later_out(sign_up: str, happened_at) -> bool:
	return bool(
		frappe.db.sql(
			"""select 1 from `tabCheck In` where `sign_up` = %s and `kind` <> 'In' and `happened_at` >= %s
			limit 1""",
			(sign_up, happened_at),
		)
	)
