"""A volunteer's own notices: what the organisation told them, the latest first, what went out by e-mail or
text message, and how they want to be told."""

import frappe
from frappe import _
from frappe.utils import format_datetime, strip_html

from volunteer_services.foundation.messages import channels, preferences

LATEST = 30
LATEST_SENT = 10
_DELIVERY = "Message Delivery"
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


def add_choices(context, file) -> None:
	"""Put the own choice into the page's context: ``choices`` (a row for each kind), ``quiet``, and which
	channels there are, with the address that each would use."""
	chosen, context.quiet = preferences.mine()
	context.choices = [
		frappe._dict(
			chosen.get(kind.name) or {},
			kind=kind.name,
			label=_(kind.name, context=_DELIVERY),
			is_urgent=kind.is_urgent,
		)
		for kind in preferences.offered()
	]
	context.daily = preferences.DAILY
	context.by_email = channels.exists(channels.EMAIL)
	context.by_sms = channels.exists(channels.SMS)
	context.sent = [
		frappe._dict(
			kind=_(row.kind, context=_DELIVERY),
			channel=_(row.channel, context=_DELIVERY),
			state=_(row.state, context=_DELIVERY),
			is_sent=row.state == "Sent",
			when=format_datetime(row.sent_on or row.due_on),
		)
		for row in _sent(file)
	]


def _sent(file) -> list[frappe._dict]:
	"""What went to this login, or to this file without one."""
	return frappe.db.sql(
		"""select `kind`, `channel`, `state`, `sent_on`, `due_on` from `tabMessage Delivery`
		where `user` = %s or (`volunteer` = %s and coalesce(`user`, '') = '')
		order by `creation` desc, `name` desc limit %s""",
		(frappe.session.user, file.name, LATEST_SENT),
		as_dict=True,
	)


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
