"""A volunteer's own notices: what the organisation told them, the latest first."""

import frappe
from frappe.utils import format_datetime, strip_html

LATEST = 30
_LOG = "Notification Log"


def add(context, file) -> None:
	"""Put ``notices`` into the page's context: text, when, and whether it was read."""
	rows = frappe.get_all(
		_LOG,
		filters={"for_user": frappe.session.user},
		fields=["name", "subject", "creation", "read"],
		order_by="creation desc, name desc",
		limit=LATEST,
	)
	context.notices = [
		frappe._dict(
			name=row.name,
			text=strip_html(row.subject or ""),
			when=format_datetime(row.creation),
			is_new=not row.read,
		)
		for row in rows
	]
	context.unread = sum(one.is_new for one in context.notices)


def unread() -> int:
	"""How many notices the session's user has not read."""
	return frappe.db.count(_LOG, {"for_user": frappe.session.user, "read": 0})


def mark_read() -> int:
	"""Note that the session's user has read their notices; returns how many were new."""
	count = unread()
	if count:
		frappe.db.sql(
			"update `tabNotification Log` set `read` = 1 where `for_user` = %s and `read` = 0",
			(frappe.session.user,),
		)
	return count
